//! A drop folder full of files.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;

use crate::sample::{ORDER, Shop};

/// Files as if somebody had dropped them: of other orders, buyers, lines and addresses each.
pub fn drop_files(shop: &Shop, inbox: &Path, count: u32) {
    for n in 1..=count {
        let line = |place: u32| format!("{:08x}", 0x4000_0000 + n * 4 + place);
        let json = ORDER
            .replace("bd335b28", &format!("{n:08x}"))
            .replace("90820740", &(10_000_000 + n).to_string())
            .replace("Trzcińska-Mak", &format!("Trzcińska-{n}"))
            .replace("14f7fac60b", &format!("{n:010x}"))
            .replace("cf14e22c", &format!("{:08x}", 0x8000_0000 + n))
            .replace("bb692cd5", &line(0))
            .replace("bb69313c", &line(1))
            .replace("bb69b620", &line(2))
            .replace("bb696e24", &line(3));
        let mut file = File::create(inbox.join(format!("RO_sklep_{n:06}.xml"))).unwrap();
        file.write_all(&shop.xml(json.as_bytes())).unwrap();
    }
    // What the kernel still has to write of these is no part of the import.
    File::open(inbox).unwrap().sync_all().unwrap();
}
