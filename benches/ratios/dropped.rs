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
    sync(inbox);
}

/// Of every ten files one is bad: in turns one that no reader takes, and one whose line has a number that the base refuses.
#[allow(dead_code, reason = "not every bench drops bad files")]
pub fn spoil(inbox: &Path, count: u32) {
    for n in (10..=count).step_by(10) {
        let path = inbox.join(format!("RO_sklep_{n:06}.xml"));
        let text = std::fs::read_to_string(&path).unwrap();
        let bad = if n % 20 == 0 {
            text.replacen("<ILOSC>", "<ILOSC>x", 1)
        } else {
            text.replacen("<LP>1<", "<LP>3000000000<", 1)
        };
        assert_ne!(text, bad);
        std::fs::write(path, bad).unwrap();
    }
    sync(inbox);
}

fn sync(inbox: &Path) {
    // What the kernel still has to write of these is no part of the import.
    File::open(inbox).unwrap().sync_all().unwrap();
}
