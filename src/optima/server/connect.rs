//! Opening a session: the connection, what a session must be set to, and whether this is an Optima base at all.

use jiff::tz::{Offset, TimeZone};
use tiberius::{Client, SqlBrowser as _};
use tokio::net::TcpStream;
use tokio_util::compat::{Compat, TokioAsyncWriteCompatExt as _};

use super::access::Access;
use super::{ask, fault};
use crate::core::poland;
use crate::optima::error::{OptimaError, WrongBase};
use crate::optima::sql::{self, SqlValue};

/// How long a statement waits for another's lock: Optima's clients hold theirs for a save.
pub(super) const LOCK_TIMEOUT_MS: u32 = 10_000;

/// The seven options without which an INSERT into a table with an index on a computed column is refused (error 1934),
/// `XACT_ABORT`, so that every error undoes the whole transaction, and no row counts between our answers
/// (`reference/optima-database.md` 6.2). One request of its own: what is set inside a parameterised one ends with it.
const SESSION: &str = "SET ANSI_NULLS, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL, \
     QUOTED_IDENTIFIER ON; SET NUMERIC_ROUNDABORT OFF; SET XACT_ABORT ON; SET NOCOUNT ON; \
     SET TRANSACTION ISOLATION LEVEL READ COMMITTED; SET DATEFORMAT ymd; SET LOCK_TIMEOUT ";

/// Which base this is. XL has a table of the same name with other columns (section 1). A login without a right on a table is
/// told nothing of its columns, and of its rights all the same, which are null where there is no table.
pub(super) const WHICH: &str = "SELECT \
     CASE WHEN COL_LENGTH('CDN.TraNag', 'TrN_TrNID') IS NOT NULL THEN 1 \
     WHEN HAS_PERMS_BY_NAME('CDN.TraNag', 'OBJECT', 'SELECT') IS NULL THEN 0 ELSE 2 END AS optima, \
     CASE WHEN OBJECT_ID('CDN.TwrKarty') IS NULL AND OBJECT_ID('CDN.KntKarty') IS NULL THEN 0 ELSE 1 END AS xl, \
     DATEDIFF(minute, GETUTCDATE(), GETDATE()) AS minutes, \
     CASE WHEN CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS nvarchar(60)) = 'READ_ONLY' THEN 1 ELSE 0 END \
     AS read_only, \
     COALESCE(CAST(DATABASEPROPERTYEX(DB_NAME(), 'Collation') AS nvarchar(128)), '') AS collated";

/// How a base stands in which nobody can work, in the server's word for it; no row: somebody could.
const STANDING: &str = "SELECT CASE WHEN state_desc = 'ONLINE' THEN user_access_desc ELSE state_desc END AS standing \
     FROM sys.databases WHERE name = @P1 AND (state_desc <> 'ONLINE' OR user_access_desc <> 'MULTI_USER')";

pub(super) type Socket = Compat<TcpStream>;

/// A session that was found to be with an Optima base.
pub(super) struct Session {
    pub client: Client<Socket>,
    /// The zone of the server's clock.
    pub zone: TimeZone,
    /// What was found out about the base.
    pub about: About,
}

/// What is found out about a base when a session is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// Optima's release; empty: the base does not tell this login.
    pub release: String,
    /// The collation of the database; empty: unknown.
    pub collation: String,
    /// Nothing can be written.
    pub read_only: bool,
    /// The login has no right on the documents' table.
    pub unseen: bool,
}

/// Opens a session.
pub(super) async fn open(access: &Access) -> Result<Session, OptimaError> {
    if let Some((file, why)) = &access.no_certificates {
        return Err(OptimaError::NoCertificates { file: file.clone(), why: *why });
    }
    let failed = |error: &tiberius::error::Error| fault::connecting(access, error);
    let mut client = match log_in(access).await {
        Ok(client) => client,
        Err(error) => return Err(shut(access, failed(&error)).await),
    };
    let session = format!("{SESSION}{LOCK_TIMEOUT_MS}");
    client.simple_query(session).await.map_err(|e| failed(&e))?.into_results().await.map_err(|e| failed(&e))?;
    let asked = client.simple_query(WHICH).await.map_err(|error| failed(&error))?;
    let row = asked.into_row().await.map_err(|error| failed(&error))?;
    let value =
        |column: usize| row.as_ref().and_then(|row| row.try_get::<i32, _>(column).ok().flatten()).unwrap_or_default();
    let wrong = |why| Err(OptimaError::WrongBase { place: access.place.clone(), why });
    match (value(0), value(1)) {
        (_, 1) => wrong(WrongBase::Xl),
        (0, _) => wrong(WrongBase::NotOptima),
        _ => {
            let collation = row.as_ref().and_then(|row| row.try_get::<&str, _>(4).ok().flatten()).unwrap_or_default();
            let (collation, read_only, zone) = (collation.to_owned(), value(3) == 1, zone(value(2)));
            let release = release(&mut client).await.map_err(|error| failed(&error))?;
            let about = About { release, collation, read_only, unseen: value(0) == 2 };
            tracing::info!(
                place = access.place,
                release = about.release,
                collation = about.collation,
                read_only,
                "base"
            );
            Ok(Session { client, zone, about })
        }
    }
}

/// Whom the base does not tell is not kept from working: `doctor` names the right that is missing.
async fn release(client: &mut Client<Socket>) -> tiberius::Result<String> {
    let asked = async { client.simple_query(sql::release().text).await?.into_row().await };
    let row = match asked.await {
        Ok(row) => row,
        Err(error) if !fault::ends_session(&error) => None,
        Err(error) => return Err(error),
    };
    Ok(row.and_then(|row| row.try_get::<&str, _>(0).ok().flatten().map(str::to_owned)).unwrap_or_default())
}

/// A base that is being restored or recovered, off line or one user's answers a log-in as one that is not there. `master`
/// knows better, and tells whoever may log in.
async fn shut(access: &Access, error: OptimaError) -> OptimaError {
    let OptimaError::NoDatabase { place, database } = &error else { return error };
    let mut master = access.clone();
    master.config.database("master");
    let standing = async {
        let mut client = log_in(&master).await?;
        let asked = ask::query(STANDING, &[SqlValue::from(database)]).query(&mut client).await?.into_row().await?;
        Ok::<_, tiberius::error::Error>(
            asked.and_then(|row| row.try_get::<&str, _>(0).ok().flatten().map(str::to_owned)),
        )
    };
    match standing.await {
        Ok(Some(why)) => OptimaError::Unreachable { place: place.clone(), why },
        Ok(None) | Err(_) => error,
    }
}

/// A connection to the server with nothing asked yet.
pub(super) async fn log_in(access: &Access) -> tiberius::Result<Client<Socket>> {
    match connect(access, None).await {
        // A server in a cluster, or in the cloud, sends the caller to another address, once.
        Err(tiberius::error::Error::Routing { host, port }) => connect(access, Some((host, port))).await,
        answer => answer,
    }
}

async fn connect(access: &Access, routed: Option<(String, u16)>) -> tiberius::Result<Client<Socket>> {
    let mut config = access.config.clone();
    let patience = config.get_handshake_timeout().unwrap_or_default();
    let reach = async {
        match routed {
            Some((host, port)) => {
                config.host(&host);
                config.port(port);
                TcpStream::connect((host.as_str(), port)).await.map_err(Into::into)
            }
            None if access.named => TcpStream::connect_named(&config).await,
            None => TcpStream::connect(config.get_addr()).await.map_err(Into::into),
        }
    };
    let reached = tokio::time::timeout(patience, reach).await;
    let tcp =
        reached.map_err(|_| tiberius::error::Error::from(std::io::Error::from(std::io::ErrorKind::TimedOut)))??;
    // Our requests are small and each is waited for.
    tcp.set_nodelay(true)?;
    Box::pin(Client::connect(config, tcp.compat_write())).await
}

/// inferred: a server whose clock now stands as in Poland keeps Poland's time; any other keeps its present offset.
fn zone(minutes: i32) -> TimeZone {
    let offset = Offset::from_seconds(minutes.saturating_mul(60)).unwrap_or(Offset::UTC);
    let home = poland::zone();
    if [60, 120].contains(&minutes) { home } else { TimeZone::fixed(offset) }
}
