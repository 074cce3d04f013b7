//! The program where others take from it what it needs: connections, descriptors.

use std::net::TcpStream;

use crate::running::{Running, document};
use crate::support::Shop;
use crate::whole::or_part;

/// The document as if it were of another order with other lines: the last digits of each id are these.
fn of_order(number: usize, xml: &[u8]) -> Vec<u8> {
    let mut bytes = xml.to_vec();
    let digits = format!("{number:08x}");
    let dashes = |id: &[u8]| [8, 13, 18, 23].iter().all(|at| id[*at] == b'-');
    let is_id = |id: &[u8]| dashes(id) && id.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-');
    let found: Vec<usize> = bytes.windows(36).enumerate().filter(|(_, id)| is_id(id)).map(|(at, _)| at).collect();
    for at in found {
        bytes[at + 28..at + 36].copy_from_slice(digits.as_bytes());
    }
    bytes
}

#[test]
fn i14_silent_connections_to_the_panel_keep_no_file_from_its_way() {
    let (shop, count) = (Shop::new(), or_part(1000, 60));
    let xml = document(&shop, "01-");
    let run = Running::short_of_descriptors(&shop, 128, &["run"]);
    let line = run.until("http://127.0.0.1:");
    let port: String = line.split("127.0.0.1:").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect();
    let port: u16 = port.parse().unwrap();
    let mut silent: Vec<TcpStream> = (0..200).map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap()).collect();
    for number in 0..count {
        shop.write(&format!("inbox/{number}.xml"), of_order(number, &xml));
    }
    let imported = || shop.json(&["status"], 0)["counts"]["imported"].as_u64().unwrap_or_default();
    // Each look takes its time.
    let mut looks = 0;
    while imported() < count as u64 {
        looks += 1;
        assert!(looks < 1000, "{} of {count}: {:?}", imported(), shop.files("inbox"));
        // Whoever was let go comes again at once.
        silent.remove(0);
        silent.push(TcpStream::connect(("127.0.0.1", port)).unwrap());
    }
    assert!(shop.files("inbox/errors").is_empty() && shop.files("inbox/duplicates").is_empty());
    assert_eq!(run.stop(), Some(0));
    assert_eq!(shop.json(&["documents"], 0).as_array().unwrap().len(), count);
}
