//! Wall times by criterion, to compare one state of the program with another: `cargo bench --bench wall`.
//! What is held against limits is in `ratios`.
#![expect(clippy::unwrap_used, reason = "a measurement ends where it cannot go on")]

#[path = "ratios/sample.rs"]
mod sample;

use std::hint::black_box;

use allegro_optima::allegro::wire;
use allegro_optima::xml::{self, Limits, SchemaChecker};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

use sample::{ORDER, Shop};

fn order_of_four_lines(c: &mut Criterion) {
    let shop = Shop::new();
    let json = ORDER.as_bytes();
    let document = shop.document(json);
    let file = xml::write(&document).unwrap();
    let limits = Limits::default();
    let mut schema = SchemaChecker::new(limits).unwrap();

    let mut group = c.benchmark_group("order_of_four_lines");
    group.throughput(Throughput::Elements(1));
    group.bench_function("decode", |b| b.iter(|| wire::decode(black_box(json))));
    group.bench_function("render", |b| b.iter(|| xml::write(black_box(&document))));
    group.bench_function("json_to_xml", |b| b.iter(|| shop.xml(black_box(json))));
    group.bench_function("bind", |b| b.iter(|| xml::read(black_box(&file), &limits)));
    group.bench_function("check", |b| b.iter(|| schema.check(black_box(&file))));
    group.finish();
}

criterion_group!(benches, order_of_four_lines);
criterion_main!(benches);
