//! Who may talk: so many at once, and nobody who says nothing. A browser that has many pages open, or a program that opens
//! connections and leaves them, must take neither memory nor descriptors from the service.

use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::timeout;

/// How much is borne.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Connections at once. Where there is no room for whoever comes, those who say nothing go.
    pub at_once: usize,
    /// How long a request's head may take, and how long a connection may stay without a request.
    pub silence: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { at_once: 64, silence: Duration::from_secs(10) }
    }
}

/// How long whoever finds no room waits for it.
const WAIT: Duration = Duration::from_millis(500);
/// So much of what somebody asks for whom there is no room is read.
const ASKED: u64 = 64 * 1024;
/// So many of those for whom there is no room are told so at once.
const TOLD_AT_ONCE: usize = 16;
/// How long nobody is let in after the system had nothing left to let him in with.
const REST: Duration = Duration::from_millis(200);

/// Answers until `shutdown`. What is still open then is cut off: live pages never end by themselves. `full`: what somebody reads
/// for whom there is no room.
pub(super) async fn listen(
    listener: TcpListener,
    app: Router,
    (bounds, full): (Bounds, &str),
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let room = Arc::new(Semaphore::new(bounds.at_once));
    let telling = Arc::new(Semaphore::new(TOLD_AT_ONCE));
    let full: Arc<str> = told_full(full).into();
    // Its sender gone, every connection ends.
    let (shed, told) = watch::channel(());
    let accepting = async {
        loop {
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(error) if is_of_one(&error) => continue,
                Err(error) => {
                    // Descriptors ran out: those who say nothing go first.
                    tracing::warn!(%error, "the panel lets nobody in for a moment");
                    shed.send_replace(());
                    tokio::time::sleep(REST).await;
                    continue;
                }
            };
            let mut permit = Arc::clone(&room).try_acquire_owned().ok();
            if permit.is_none() {
                shed.send_replace(());
                permit = timeout(WAIT, Arc::clone(&room).acquire_owned()).await.ok().and_then(Result::ok);
            }
            match permit {
                Some(permit) => drop(tokio::spawn(talk(stream, app.clone(), bounds, told.clone(), permit))),
                None => {
                    // Of many who are told so at once some only find themselves cut off.
                    if let Ok(permit) = Arc::clone(&telling).try_acquire_owned() {
                        drop(tokio::spawn(turn_away(stream, full.clone(), permit)));
                    }
                }
            }
        }
    };
    tokio::select! {
        () = accepting => Ok(()),
        () = shutdown => Ok(()),
    }
}

fn told_full(words: &str) -> String {
    let length = words.len();
    format!(
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Length: {length}\r\n\r\n{words}"
    )
}

/// Says that there is no room. What he asks is read, for an answer to what was not read may be lost on its way.
async fn turn_away(mut stream: TcpStream, full: Arc<str>, _telling: OwnedSemaphorePermit) {
    let told = async {
        stream.write_all(full.as_bytes()).await?;
        stream.shutdown().await?;
        tokio::io::copy(&mut stream.take(ASKED), &mut tokio::io::sink()).await
    };
    // Whoever does not listen is left.
    let _ = timeout(WAIT, told).await;
}

/// Is it the matter of whoever came?
fn is_of_one(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// One connection, to its end.
async fn talk(
    stream: TcpStream,
    app: Router,
    bounds: Bounds,
    mut shed: watch::Receiver<()>,
    _room: OwnedSemaphorePermit,
) {
    shed.mark_unchanged();
    let service = TowerToHyperService::new(app);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(bounds.silence);
    let mut connection = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));
    loop {
        tokio::select! {
            // What went wrong between a browser and us is nobody's concern.
            _ = connection.as_mut() => return,
            told = shed.changed() => match told {
                // What is being answered is answered; what says nothing ends.
                Ok(()) => connection.as_mut().graceful_shutdown(),
                Err(_) => return,
            },
        }
    }
}
