//! Opens the panel beside the service.

use std::future::Future;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

use tokio::net::TcpListener;

use super::{PanelContext, serve};
use crate::clock::Clock;
use crate::core::message::text::Pan001;
use crate::core::problem::Problem;
use crate::workplace::Hub;

/// Where the panel is, unless told otherwise or another folder's is there: a bookmark should stay right.
const PORT: u16 = 8425;

/// Serves the panel until `end`, and gives the port it listens on. A panel that cannot open is no reason for the
/// service to stop: say the problem and go on.
pub async fn open(
    dir: &Path,
    (hub, clock): (Hub, Arc<dyn Clock>),
    listen: Option<SocketAddr>,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<u16, Problem> {
    let place = listen.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, PORT).into());
    let unusable = |error: &std::io::Error| {
        Problem::warning(Pan001 { address: place.to_string().into(), why: crate::system::reason(error) })
    };
    if place.ip() != Ipv4Addr::LOCALHOST {
        return Err(unusable(&std::io::ErrorKind::PermissionDenied.into()));
    }
    let bound = match TcpListener::bind(place).await {
        Err(error) if listen.is_none() && error.kind() == std::io::ErrorKind::AddrInUse => {
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await
        }
        bound => bound,
    };
    let listener = bound.map_err(|error| unusable(&error))?;
    let port = listener.local_addr().map_err(|error| unusable(&error))?.port();
    let context = PanelContext { dir: std::path::absolute(dir).unwrap_or_else(|_| dir.to_owned()), hub, clock };
    tokio::spawn(async move {
        if let Err(error) = serve(listener, context, end).await {
            tracing::error!(%error, "the panel ended");
        }
    });
    Ok(port)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::clock::FixedClock;

    #[tokio::test]
    async fn it_opens_on_this_machine_only_and_a_taken_port_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let open_at = async |place: Option<SocketAddr>| {
            let hub = Hub::new(Timestamp::UNIX_EPOCH).0;
            let with = (hub, Arc::new(FixedClock(Timestamp::UNIX_EPOCH)) as Arc<dyn Clock>);
            open(folder.path(), with, place, std::future::pending()).await
        };
        let taken = TcpListener::bind("127.0.0.1:0").await.unwrap();
        for place in ["0.0.0.0:0".parse().unwrap(), taken.local_addr().unwrap()] {
            assert_eq!(open_at(Some(place)).await.unwrap_err().code(), "PAN-001", "{place}");
        }
        assert_ne!(open_at("127.0.0.1:0".parse().ok()).await.unwrap(), 0);
        // Nobody asked for that port: another folder's service may have it, or it is taken now.
        let _usual = TcpListener::bind((Ipv4Addr::LOCALHOST, PORT)).await;
        assert_ne!(open_at(None).await.unwrap(), PORT);
    }
}
