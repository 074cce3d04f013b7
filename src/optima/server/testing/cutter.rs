//! A wire to a server that is cut after so many packets, once.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// Passes packets between whoever connects to it and the server behind it.
pub(in super::super) struct Cutter {
    pub port: u16,
    /// Packets that still pass before the cut; below zero the wire is whole again.
    left: Arc<AtomicI64>,
}

impl Cutter {
    /// Cuts the wire after the `after`th packet, in whichever direction it goes.
    pub(in super::super) async fn start(upstream: String, after: i64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let left = Arc::new(AtomicI64::new(after));
        let counter = Arc::clone(&left);
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&upstream).await.unwrap();
                let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
                let cut = Arc::new(watch::Sender::new(false));
                tokio::spawn(pass(from_client, to_server, Arc::clone(&counter), Arc::clone(&cut)));
                tokio::spawn(pass(from_server, to_client, Arc::clone(&counter), cut));
            }
        });
        Self { port, left }
    }

    /// How many packets have passed, of those that were to pass.
    pub(in super::super) fn left(&self) -> i64 {
        self.left.load(Ordering::SeqCst)
    }
}

/// A packet tells its length in its header. When the wire is cut both directions end.
async fn pass(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, left: Arc<AtomicI64>, cut: Arc<watch::Sender<bool>>) {
    let mut heard = cut.subscribe();
    loop {
        let mut header = [0; 8];
        let read = tokio::select! {
            _ = heard.wait_for(|cut| *cut) => return,
            read = from.read_exact(&mut header) => read,
        };
        let length = usize::from(u16::from_be_bytes([header[2], header[3]]));
        let mut body = vec![0; length.saturating_sub(8)];
        if read.is_err() || from.read_exact(&mut body).await.is_err() {
            cut.send_replace(true);
            return;
        }
        // In one piece: a second one would wait until the first is acknowledged, forty milliseconds.
        if to.write_all(&[&header[..], &body].concat()).await.is_err() {
            cut.send_replace(true);
            return;
        }
        if left.fetch_sub(1, Ordering::SeqCst) == 1 {
            cut.send_replace(true);
            return;
        }
    }
}
