//! The same work in Python with json and lxml (libxml2), where there is one.

use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use allegro_optima::core::profile::Elements;
use allegro_optima::xml::{self, Limits};

use crate::measure::{Limit, ROUNDS, Table, calls, in_turns, timed};
use crate::sample::{ORDER, Shop};

/// Calls of the rival to a round: some 20 ms of its work.
const CALLS: u32 = 40;

/// The script at work.
struct Rival {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Rival {
    /// Starts it; nothing where there is no Python, or no lxml in it.
    fn start() -> Option<Self> {
        let here = env!("CARGO_MANIFEST_DIR");
        let has_lxml = Command::new("python3").args(["-c", "import lxml.etree"]).stderr(Stdio::null()).status();
        if !has_lxml.is_ok_and(|status| status.success()) {
            return None;
        }
        let mut child = Command::new("python3")
            .arg(format!("{here}/benches/python/json_to_xml.py"))
            .arg(format!("{here}/benches/ratios/order.json"))
            .arg(format!("{here}/schemas/optima-dokument.xsd"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (commands, answers) = (child.stdin.take()?, BufReader::new(child.stdout.take()?));
        Some(Self { child, commands, answers })
    }

    fn ask(&mut self, command: &str) -> String {
        writeln!(self.commands, "{command}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        answer.trim().to_owned()
    }

    fn time(&mut self, work: &str) -> Duration {
        let nanos = self.ask(&format!("{work} {CALLS}")).parse().unwrap();
        Duration::from_nanos(nanos) / CALLS
    }

    fn end(self) {
        let Self { mut child, commands, .. } = self;
        // The end of its input is the end of its work.
        drop(commands);
        child.wait().unwrap();
    }
}

pub fn run(table: &mut Table) {
    if !["json_to_xml", "json_to_xml_checked", "validate"].iter().any(|name| table.wants(name)) {
        return;
    }
    let Some(mut rival) = Rival::start() else {
        println!("json_to_xml, validate: skipped, there is no python3 with lxml here (pip install lxml)");
        return;
    };
    let shop = Shop::new();
    let json = ORDER.as_bytes();
    let file = shop.xml(json);
    let theirs = rival.ask("bytes");
    let ours = file.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    assert!(theirs == ours, "both sides make the same bytes");
    let limits = Limits::default();
    let mut against = |name: &str, work: &str, rival_is: &str, limit, ours: &mut dyn FnMut()| {
        if table.wants(name) {
            let many = calls(&mut *ours);
            let times = in_turns(ROUNDS, || timed(many, &mut *ours), || rival.time(work));
            table.add(name, times, rival_is, limit);
        }
    };
    against("json_to_xml", "convert", "Python, json + lxml", Limit::Faster(6.0), &mut || {
        drop(black_box(shop.xml(black_box(json))));
    });
    against("json_to_xml_checked", "checked", "Python, json + lxml + XSD", Limit::Faster(6.0), &mut || {
        xml::check(&shop.xml(black_box(json)), &limits, Some(Elements::default())).unwrap();
    });
    against("validate", "validate", "lxml parse + XSD (libxml2)", Limit::AtMost(0.5), &mut || {
        xml::check(black_box(&file), &limits, None).unwrap();
    });
    rival.end();
}
