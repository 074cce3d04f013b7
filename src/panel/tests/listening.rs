//! Who talks to the panel, and for how long.

use std::time::Duration;

use jiff::SignedDuration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::super::listen::Bounds;
use super::{House, Visitor, code};

async fn silent(house: &House) -> TcpStream {
    TcpStream::connect(("127.0.0.1", house.port)).await.unwrap()
}

/// What comes on a connection until it ends.
async fn rest(mut stream: TcpStream) -> String {
    let mut said = Vec::new();
    // A connection that was cut ends too.
    let _ = stream.read_to_end(&mut said).await;
    String::from_utf8_lossy(&said).into_owned()
}

/// A page that is told what happens as long as it is open.
async fn live(house: &House, visitor: &Visitor) -> TcpStream {
    let head = format!("GET /live HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\n\r\n", house.host(), visitor.cookie);
    let mut stream = silent(house).await;
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut first = [0; 15];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 200 OK");
    stream
}

#[tokio::test]
async fn who_says_nothing_is_let_go() {
    let house = House::open_with(Bounds { at_once: 64, silence: Duration::from_millis(300) }).await;
    for half in ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\nA: "] {
        let mut stream = silent(&house).await;
        stream.write_all(half.as_bytes()).await.unwrap();
        let said = rest(stream).await;
        assert!(!said.contains("200 OK"), "{said}");
    }
    // One that was answered is not kept open for nothing either.
    let mut kept = silent(&house).await;
    kept.write_all(format!("GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", house.host()).as_bytes()).await.unwrap();
    assert!(rest(kept).await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test]
async fn who_says_nothing_goes_for_whoever_comes_and_where_all_are_busy_that_is_said() {
    let house = House::open_with(Bounds { at_once: 3, silence: Duration::from_secs(3600) }).await;
    let visitor = house.enter().await;
    let silent: Vec<TcpStream> = [silent(&house).await, silent(&house).await, silent(&house).await].into();
    assert_eq!(code(&house.get(&visitor, "/status").await), "200");
    drop(silent);
    let busy = [live(&house, &visitor).await, live(&house, &visitor).await, live(&house, &visitor).await];
    let full = house.get(&visitor, "/status").await;
    assert!(code(&full) == "503" && full.contains("Retry-After") && full.ends_with("Przyjdź później."), "{full}");
    drop(busy);
}

#[tokio::test]
async fn a_live_page_ends_with_its_session() {
    let house = House::open().await;
    for leave in [true, false] {
        let visitor = house.enter().await;
        let mut stream = live(&house, &visitor).await;
        if leave {
            house.post(&visitor, "/logout", "").await;
        } else {
            // The next thing that there is to tell finds nobody who may hear it.
            house.clock.forward(SignedDuration::from_hours(12));
            house.hub.look_after(super::Timestamp::UNIX_EPOCH);
            assert_eq!(code(&house.get(&visitor, "/status").await), "403");
        }
        let mut buffer = Vec::new();
        // The chunk that ends the stream.
        while !buffer.ends_with(b"0\r\n\r\n") {
            assert_ne!(stream.read_buf(&mut buffer).await.unwrap(), 0, "{}", String::from_utf8_lossy(&buffer));
        }
    }
}

#[tokio::test]
async fn who_asks_for_something_now_and_then_stays_in() {
    let house = House::open().await;
    let visitor = house.enter().await;
    for _ in 0..3 {
        house.clock.forward(SignedDuration::from_hours(11));
        assert_eq!(code(&house.get(&visitor, "/status").await), "200");
    }
    house.clock.forward(SignedDuration::from_hours(12));
    assert_eq!(code(&house.get(&visitor, "/status").await), "403");
}

#[tokio::test]
async fn a_request_for_two_hosts_is_for_none() {
    let house = House::open().await;
    let visitor = house.enter().await;
    for more in ["Host: example.com\r\n".to_owned(), format!("Host: {}\r\n", house.host())] {
        let more = format!("{more}Cookie: {}\r\n", visitor.cookie);
        let answer = house.send("GET /status", &house.host(), &more, "").await;
        assert!(["400", "403"].contains(&code(&answer)), "{answer}");
    }
}

#[tokio::test]
async fn a_form_that_is_too_large_is_told_so() {
    let house = House::open().await;
    let visitor = house.enter().await;
    let length = 5 * 1024 * 1024;
    let head = format!(
        "POST /sync HTTP/1.1\r\nHost: {}\r\nCookie: {}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n",
        house.host(),
        visitor.cookie
    );
    let mut stream = silent(&house).await;
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 413");
}

#[tokio::test]
async fn no_address_that_a_browser_reads_as_another_host_is_gone_back_to() {
    let house = House::open().await;
    let visitor = house.enter().await;
    for path in ["/\\evil.example", "/\t/evil.example", "//evil.example"] {
        let more = format!(
            "Cookie: {}\r\nReferer: http://{}/{path}\r\nX-Csrf: {}\r\n",
            visitor.cookie,
            house.host(),
            visitor.csrf
        );
        let answer = house
            .send(
                "POST /language",
                &house.host(),
                &(more + "Content-Type: application/x-www-form-urlencoded\r\n"),
                "language=en",
            )
            .await;
        let to = answer.lines().find_map(|line| line.strip_prefix("location: ")).unwrap();
        assert!(to == "/" || to == "/evil.example", "{path:?}: {to}");
    }
}
