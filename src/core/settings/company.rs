//! `[companies.NAME]`: an Optima base and how it is reached.

use serde::{Deserialize, Serialize};

/// An Optima base.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Company {
    /// What kind of base.
    pub engine: Engine,
    /// The sandbox's file, relative to the folder; empty: `state/sandbox.sqlite3`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub file: String,
    /// `HOST`, `HOST,PORT` or `HOST\INSTANCE`, as SQL Server's own tools write it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub server: String,
    /// The company's database, `CDN_…`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub database: String,
    /// How the program logs in.
    pub login: SqlLogin,
    /// The SQL login, or `DOMAIN\USER` of Windows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub user: String,
    /// How the connection is secured.
    pub encryption: Encryption,
    /// A file with the certificates (PEM) of who may have signed the server's, relative to the folder; besides those
    /// that the system trusts.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub ca_file: String,
    /// Accounts of another firm than the seller may sell into this base, and nobody is warned.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub other_seller: bool,
    /// The number of an RO made by hand from which columns that we do not know are filled; empty: none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pattern: String,
}

/// What holds the Optima base.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// The embedded try-out base.
    #[default]
    Sandbox,
    /// SQL Server, where Optima keeps its bases.
    SqlServer,
}

/// How the program logs in to SQL Server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SqlLogin {
    /// A login of the server's own, with a password.
    #[default]
    Sql,
    /// A Windows account. On Windows, without `user`: the one that the program runs as.
    Windows,
}

/// How the connection to SQL Server is secured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// TLS, and the server's certificate is checked.
    #[default]
    Required,
    /// TLS, and any certificate is taken: nobody can listen, but anybody can pretend to be the server.
    Trust,
    /// None: for a server on this machine that has no certificate.
    Off,
}

impl Company {
    /// `HOST`, port and instance of [`Company::server`]. `None`: it is none of the three forms.
    #[must_use]
    pub fn address(&self) -> Option<ServerAddress<'_>> {
        let server = self.server.trim();
        let server = server.strip_prefix("tcp:").unwrap_or(server);
        let (host, port, instance) = match (server.split_once(','), server.split_once('\\')) {
            (Some((host, port)), None) => (host, Some(port.trim().parse().ok()?), None),
            (None, Some((host, instance))) => (host, None, Some(instance.trim())),
            (None, None) => (server, None, None),
            // `HOST\INSTANCE,PORT`: the port alone decides.
            (Some((host, port)), Some((before, _))) => {
                (if host.contains('\\') { before } else { host }, Some(port.trim().parse().ok()?), None)
            }
        };
        let host = match host.trim() {
            "." | "(local)" => "localhost",
            host => host,
        };
        let is_plain = |text: &str| !text.is_empty() && !text.contains([' ', '/', ';', '\'', '"']);
        (is_plain(host) && instance.is_none_or(is_plain)).then_some(ServerAddress { host, port, instance })
    }
}

/// Where a server listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerAddress<'a> {
    /// Name or address.
    pub host: &'a str,
    /// `None`: 1433, or what the instance's browser says.
    pub port: Option<u16>,
    /// A named instance.
    pub instance: Option<&'a str>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn servers_are_written_as_sql_servers_own_tools_write_them() {
        let read = |server: &str| {
            let company = Company { server: server.to_owned(), ..Company::default() };
            company.address().map(|a| (a.host.to_owned(), a.port, a.instance.map(str::to_owned)))
        };
        let instance = |name: &str| Some(name.to_owned());
        assert_eq!(read("SERWER"), Some(("SERWER".to_owned(), None, None)));
        assert_eq!(read(" 192.168.0.5,1433 "), Some(("192.168.0.5".to_owned(), Some(1433), None)));
        assert_eq!(read("SERWER\\OPTIMA"), Some(("SERWER".to_owned(), None, instance("OPTIMA"))));
        assert_eq!(read("SERWER\\OPTIMA,50123"), Some(("SERWER".to_owned(), Some(50123), None)));
        assert_eq!(read(".\\OPTIMA"), Some(("localhost".to_owned(), None, instance("OPTIMA"))));
        assert_eq!(read("tcp:serwer,1433"), Some(("serwer".to_owned(), Some(1433), None)));
        for wrong in ["", "SERWER,port", "SERWER,70000", "http://serwer", "a b", "SERWER\\"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
