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
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// How much is borne.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Connections at once; whoever comes then is told to come again.
    pub at_once: usize,
    /// How long a request's head may take, and how long a connection may stay without a request.
    pub silence: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { at_once: 64, silence: Duration::from_secs(10) }
    }
}

/// What somebody is told for whom there is no room.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
/// How long nobody is let in after the system had nothing left to let him in with.
const REST: Duration = Duration::from_millis(200);

/// Answers until `shutdown`. What is still open then is cut off: live pages never end by themselves.
pub(super) async fn listen(
    listener: TcpListener,
    app: Router,
    bounds: Bounds,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let room = Arc::new(Semaphore::new(bounds.at_once));
    // Its sender gone, every connection ends.
    let (shed, told) = watch::channel(());
    let accepting = async {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => match Arc::clone(&room).try_acquire_owned() {
                    Ok(permit) => drop(tokio::spawn(talk(stream, app.clone(), bounds, told.clone(), permit))),
                    // Sent at once or not at all.
                    Err(_) => drop(stream.try_write(FULL)),
                },
                Err(error) if is_of_one(&error) => {}
                Err(error) => {
                    // Descriptors ran out: those who say nothing go first.
                    tracing::warn!(%error, "the panel lets nobody in for a moment");
                    shed.send_replace(());
                    tokio::time::sleep(REST).await;
                }
            }
        }
    };
    tokio::select! {
        () = accepting => Ok(()),
        () = shutdown => Ok(()),
    }
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
