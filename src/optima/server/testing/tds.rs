//! A server that speaks as much TDS as our requests need and says what a test tells it to: refusals, errors by number,
//! silence, a connection that breaks. It holds no tables; whether a statement is right is for a real server to say.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::super::access::Access;

/// An answer to a request.
#[derive(Clone, Debug)]
pub(in super::super) enum Reply {
    /// A set: names of columns, rows of cells.
    Rows(Vec<&'static str>, Vec<Vec<Cell>>),
    /// An error: number, severity, line, words.
    Error(u32, u8, u32, &'static str),
    /// An error inside a trigger of this name, on a line of its own: number, severity, name, words.
    Raised(u32, u8, &'static str, &'static str),
    /// Nothing to show.
    Done,
    /// No answer, ever.
    Silence,
    /// The connection ends instead.
    Close,
}

/// A cell.
#[derive(Clone, Copy, Debug)]
pub(in super::super) enum Cell {
    Int(i32),
    Text(&'static str),
}

/// Of the base that it plays; a person who restored Optima's base on an English server has this one.
const COLLATION: &str = "SQL_Latin1_General_CP1_CI_AS";

/// What the log-in of this number, from 1, is answered with, if not with a session.
type Login = dyn Fn(u32) -> Option<Reply> + Send + Sync;
type Handler = dyn FnMut(&str) -> Vec<Reply> + Send;

/// The server; it goes with the runtime of its test.
pub(in super::super) struct Tds {
    pub port: u16,
    /// Log-ins.
    pub sessions: Arc<AtomicU32>,
    /// Requests after the three that open a session.
    pub requests: Arc<AtomicU32>,
}

impl Tds {
    /// Starts with an Optima base. `login`: what a log-in is answered with, if not with a session. `answer`: the sets for
    /// a request's text.
    pub(in super::super) async fn start(
        login: Option<Reply>,
        answer: impl FnMut(&str) -> Vec<Reply> + Send + 'static,
    ) -> Self {
        Self::start_with([1, 0, 60, 0], login, answer).await
    }

    /// Starts with an Optima base that lets in so many and answers every log-in after those with this.
    pub(in super::super) async fn start_refusing(
        after: u32,
        reply: Reply,
        answer: impl FnMut(&str) -> Vec<Reply> + Send + 'static,
    ) -> Self {
        Self::start_full([1, 0, 60, 0], move |number| (number > after).then(|| reply.clone()), answer).await
    }

    /// Starts with a base of another kind: is it Optima's, is it XL's, minutes from UTC, can it only be read.
    pub(in super::super) async fn start_with(
        kind: [i32; 4],
        login: Option<Reply>,
        answer: impl FnMut(&str) -> Vec<Reply> + Send + 'static,
    ) -> Self {
        Self::start_full(kind, move |_| login.clone(), answer).await
    }

    /// Starts with an Optima base that answers the first log-in with this, and lets in everybody after it.
    pub(in super::super) async fn start_refusing_first(
        reply: Reply,
        answer: impl FnMut(&str) -> Vec<Reply> + Send + 'static,
    ) -> Self {
        Self::start_full([1, 0, 60, 0], move |number| (number == 1).then(|| reply.clone()), answer).await
    }

    async fn start_full(
        kind: [i32; 4],
        login: impl Fn(u32) -> Option<Reply> + Send + Sync + 'static,
        answer: impl FnMut(&str) -> Vec<Reply> + Send + 'static,
    ) -> Self {
        let login: Arc<Login> = Arc::new(login);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (sessions, requests) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicU32::new(0)));
        let handler: Arc<Mutex<Box<Handler>>> = Arc::new(Mutex::new(Box::new(answer)));
        let counts = (Arc::clone(&sessions), Arc::clone(&requests));
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (handler, counts, login) = (Arc::clone(&handler), counts.clone(), Arc::clone(&login));
                tokio::spawn(async move {
                    let _ = serve(socket, (&*login, kind), &handler, &counts.0, &counts.1).await;
                });
            }
        });
        Self { port, sessions, requests }
    }

    /// How it is entered.
    pub(in super::super) fn access(&self) -> Access {
        let mut access = Access::test();
        access.config.host("127.0.0.1");
        access.config.port(self.port);
        access.config.encryption(tiberius::EncryptionLevel::NotSupported);
        access.config.authentication(tiberius::AuthMethod::sql_server("optima", "x"));
        access
    }

    pub(in super::super) fn count(&self) -> (u32, u32) {
        (self.sessions.load(Ordering::SeqCst), self.requests.load(Ordering::SeqCst))
    }
}

/// PRELOGIN, LOGIN7, SQL batch, RPC, transaction manager: MS-TDS 2.2.3.1.1.
async fn serve(
    mut socket: TcpStream,
    (login, kind_of_base): (&Login, [i32; 4]),
    handler: &Mutex<Box<Handler>>,
    sessions: &AtomicU32,
    requests: &AtomicU32,
) -> std::io::Result<()> {
    let mut let_in = false;
    loop {
        let (kind, message) = read(&mut socket).await?;
        let replies = match kind {
            0x12 => {
                write(&mut socket, &prelogin()).await?;
                continue;
            }
            0x10 => {
                let refused = login(sessions.fetch_add(1, Ordering::SeqCst) + 1);
                let_in = refused.is_none();
                vec![refused.unwrap_or(Reply::Done)]
            }
            0x0E => managed(&message, handler),
            _ => answer(&texts(&message), kind_of_base, handler, requests),
        };
        let mut bytes = if kind == 0x10 && let_in { login_ack() } else { Vec::new() };
        for reply in &replies {
            match reply {
                Reply::Silence => return std::future::pending().await,
                Reply::Close => return Ok(()),
                Reply::Rows(columns, rows) => set(&mut bytes, columns, rows),
                Reply::Error(number, class, line, words) => error(&mut bytes, (*number, *class, *line), "", words),
                Reply::Raised(number, class, trigger, words) => error(&mut bytes, (*number, *class, 3), trigger, words),
                Reply::Done => {}
            }
        }
        let failed = replies.iter().any(|reply| matches!(reply, Reply::Error(..) | Reply::Raised(..)));
        done(&mut bytes, if failed { 2 } else { 0 });
        write(&mut socket, &bytes).await?;
    }
}

/// What a handler is asked for when a transaction of several requests is committed. Only an error of its answer counts.
pub(in super::super) const COMMIT: &str = "COMMIT";

/// A request of the transaction manager: after 22 bytes of headers its kind, of which 7 is a commit.
fn managed(message: &[u8], handler: &Mutex<Box<Handler>>) -> Vec<Reply> {
    if message.get(22..24) != Some(&[7, 0]) {
        return vec![Reply::Done];
    }
    let mut answer = handler.lock().unwrap();
    let errors = answer(COMMIT).into_iter().filter(|reply| !matches!(reply, Reply::Rows(..)));
    errors.chain([Reply::Done]).collect()
}

/// The three requests that open a session answer themselves: what it is set to, that this is an Optima base, and of
/// which release.
fn answer(text: &str, kind: [i32; 4], handler: &Mutex<Box<Handler>>, requests: &AtomicU32) -> Vec<Reply> {
    if text.contains("SET ANSI_NULLS") {
        return vec![Reply::Done];
    }
    if text.contains("COL_LENGTH") {
        let [optima, xl, minutes, read_only] = kind.map(Cell::Int);
        let row = vec![optima, xl, minutes, read_only, Cell::Text(COLLATION)];
        return vec![Reply::Rows(vec!["optima", "xl", "minutes", "read_only", "collated"], vec![row])];
    }
    if text.contains("SELECT SYS_Wartosc") {
        return vec![Reply::Rows(vec!["SYS_Wartosc"], vec![vec![Cell::Text("2026.4.1")]])];
    }
    requests.fetch_add(1, Ordering::SeqCst);
    let mut answer = handler.lock().unwrap();
    answer(text)
}

async fn read(socket: &mut TcpStream) -> std::io::Result<(u8, Vec<u8>)> {
    let mut message = Vec::new();
    loop {
        let mut header = [0; 8];
        socket.read_exact(&mut header).await?;
        let length = usize::from(u16::from_be_bytes([header[2], header[3]]));
        let mut body = vec![0; length - 8];
        socket.read_exact(&mut body).await?;
        message.extend(body);
        // End of message.
        if header[1] & 1 == 1 {
            return Ok((header[0], message));
        }
    }
}

async fn write(socket: &mut TcpStream, bytes: &[u8]) -> std::io::Result<()> {
    let packets: Vec<&[u8]> = bytes.chunks(4000).collect();
    for (place, packet) in packets.iter().enumerate() {
        let length = u16::try_from(packet.len() + 8).unwrap().to_be_bytes();
        let last = u8::from(place + 1 == packets.len());
        let header = [4, last, length[0], length[1], 0, 0, 1, 0];
        // In one piece: a second one would wait until the first is acknowledged, forty milliseconds.
        socket.write_all(&[&header[..], packet].concat()).await?;
    }
    socket.flush().await
}

/// Whatever of the message is text in UTF-16, at either alignment.
fn texts(message: &[u8]) -> String {
    let decode = |bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    format!("{}\n{}", decode(message), decode(message.get(1..).unwrap_or_default()))
}

/// No encryption here.
fn prelogin() -> Vec<u8> {
    vec![0, 0, 11, 0, 6, 1, 0, 17, 0, 1, 0xFF, 16, 0, 0, 0, 0, 0, 2]
}

fn login_ack() -> Vec<u8> {
    let mut body = vec![1, 0x74, 0, 0, 4];
    short(&mut body, "Microsoft SQL Server");
    body.extend([16, 0, 0, 0]);
    let mut token = vec![0xAD];
    token.extend(u16::try_from(body.len()).unwrap().to_le_bytes());
    token.extend(body);
    token
}

fn done(bytes: &mut Vec<u8>, status: u16) {
    bytes.push(0xFD);
    bytes.extend(status.to_le_bytes());
    bytes.extend([0; 10]);
}

fn error(bytes: &mut Vec<u8>, (number, class, line): (u32, u8, u32), procedure: &str, words: &str) {
    let mut body = Vec::new();
    body.extend(number.to_le_bytes());
    body.extend([1, class]);
    let units: Vec<u16> = words.encode_utf16().collect();
    body.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
    body.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    short(&mut body, "SERWER");
    short(&mut body, procedure);
    body.extend(line.to_le_bytes());
    bytes.push(0xAA);
    bytes.extend(u16::try_from(body.len()).unwrap().to_le_bytes());
    bytes.extend(body);
}

/// `INTN` and `NVARCHAR` by what the first row has; a set without rows has integers.
fn set(bytes: &mut Vec<u8>, columns: &[&str], rows: &[Vec<Cell>]) {
    bytes.push(0x81);
    bytes.extend(u16::try_from(columns.len()).unwrap().to_le_bytes());
    for (place, name) in columns.iter().enumerate() {
        bytes.extend([0; 4]);
        bytes.extend([0x09, 0]);
        match rows.first().and_then(|row| row.get(place)) {
            Some(Cell::Text(_)) => bytes.extend([0xE7, 0x40, 0x1F, 9, 4, 0xD0, 0, 0x34]),
            _ => bytes.extend([0x26, 4]),
        }
        short(bytes, name);
    }
    for row in rows {
        bytes.push(0xD1);
        for cell in row {
            match cell {
                Cell::Int(number) => {
                    bytes.push(4);
                    bytes.extend(number.to_le_bytes());
                }
                Cell::Text(text) => {
                    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
                    bytes.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
                    bytes.extend(units);
                }
            }
        }
    }
    // More follows.
    done(bytes, 1);
}

/// A length in units, then the text.
fn short(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(u8::try_from(text.encode_utf16().count()).unwrap());
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
}
