//! Which SQL Servers are there: the service *SQL Server Browser* tells the instances of its machine
//! (MC-SQLR 2.2: `CLNT_UCAST_EX`, `CLNT_BCAST_EX`, `SVR_RESP`).

use std::collections::BTreeSet;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::time::{Instant, timeout_at};

/// The service's port.
const PORT: u16 = 1434;
/// What one machine is asked, and what all in the network are.
const ASK_ONE: [u8; 1] = [3];
const ASK_ALL: [u8; 1] = [2];
/// The first byte of an answer.
const ANSWER: u8 = 5;
/// The longest datagram.
const LONGEST: usize = 65_535;
/// More instances are in nobody's office.
const INSTANCES: usize = 200;
/// How long a machine is waited for, and how long those of a network are.
const PATIENCE: Duration = Duration::from_secs(2);

/// An instance of SQL Server.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instance {
    /// As `server` of the settings: the machine alone for its default instance, else `MACHINE\NAME`.
    pub server: String,
    /// Its own name; `MSSQLSERVER` is the default one.
    pub name: String,
    /// As the server counts them: `15.0` is that of 2019.
    pub version: String,
    /// Where it listens; `None`: only on its own machine, not by TCP.
    pub port: Option<u16>,
}

/// The instances of a machine; of an empty `host`: of this one and of all that answer in the network. In the order of their
/// names, each once.
///
/// # Errors
/// A machine that was named has no answer ([`io::ErrorKind::TimedOut`] where it is silent), or nothing can be sent at all.
pub async fn instances(host: &str) -> io::Result<Vec<Instance>> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).await?;
    let until = Instant::now() + PATIENCE;
    if !host.is_empty() {
        let asked = async { socket.send_to(&ASK_ONE, (host, PORT)).await };
        timeout_at(until, asked).await.map_err(io::Error::from)??;
        return one(&socket, host, until).await;
    }
    socket.set_broadcast(true)?;
    // A machine without a network has itself.
    let asked = socket.send_to(&ASK_ALL, (Ipv4Addr::BROADCAST, PORT)).await;
    let own = socket.send_to(&ASK_ONE, (Ipv4Addr::LOCALHOST, PORT)).await;
    if let (Err(error), Err(_)) = (asked, own) {
        return Err(error);
    }
    Ok(all(&socket, until).await)
}

/// What one machine answers.
async fn one(socket: &UdpSocket, host: &str, until: Instant) -> io::Result<Vec<Instance>> {
    let mut found = BTreeSet::new();
    let answer = timeout_at(until, heard(socket)).await.map_err(io::Error::from)??;
    found.extend(read(&answer.0, Some(host)));
    Ok(found.into_iter().collect())
}

/// What is answered until then.
async fn all(socket: &UdpSocket, until: Instant) -> Vec<Instance> {
    let mut found = BTreeSet::new();
    while found.len() < INSTANCES {
        match timeout_at(until, heard(socket)).await {
            Ok(Ok((answer, from))) => {
                // This machine answers to its own address as well as to its name.
                let host = from.ip().is_loopback().then_some("localhost");
                found.extend(read(&answer, host));
            }
            // Somebody has no such service and says so.
            Ok(Err(error)) if error.kind() == io::ErrorKind::ConnectionReset => {}
            Ok(Err(_)) | Err(_) => break,
        }
    }
    found.into_iter().take(INSTANCES).collect()
}

async fn heard(socket: &UdpSocket) -> io::Result<(Vec<u8>, SocketAddr)> {
    let mut buffer = vec![0; LONGEST];
    let (length, from) = socket.recv_from(&mut buffer).await?;
    buffer.truncate(length);
    Ok((buffer, from))
}

/// The instances of an answer: `ServerName;A;InstanceName;B;IsClustered;No;Version;15.0.2000.5;tcp;1433;;`, for each. `host`: how
/// the machine was asked for, which is kept, for its own name need not be known here. What cannot be read is passed over.
fn read(answer: &[u8], host: Option<&str>) -> Vec<Instance> {
    let Some((ANSWER, rest)) = answer.split_first().map(|(first, rest)| (*first, rest)) else { return Vec::new() };
    // inferred: names are in the machine's own code page; those of servers are ASCII.
    let text = String::from_utf8_lossy(rest.get(2..).unwrap_or_default());
    text.split(";;").take(INSTANCES).filter_map(|instance| instance_of(instance, host)).collect()
}

fn instance_of(text: &str, host: Option<&str>) -> Option<Instance> {
    let words: Vec<&str> = text.split(';').collect();
    let value = |key: &str| {
        let pair = words.chunks_exact(2).find(|pair| pair[0].eq_ignore_ascii_case(key));
        pair.map(|pair| pair[1].trim()).filter(|value| !value.is_empty() && !value.contains(char::is_control))
    };
    let name = value("InstanceName")?;
    let machine = host.or_else(|| value("ServerName"))?;
    let is_default = name.eq_ignore_ascii_case("MSSQLSERVER");
    Some(Instance {
        server: if is_default { machine.to_owned() } else { format!("{machine}\\{name}") },
        name: name.to_owned(),
        version: value("Version").unwrap_or_default().to_owned(),
        port: value("tcp").and_then(|port| port.parse().ok()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = "ServerName;SERWER;InstanceName;MSSQLSERVER;IsClustered;No;Version;15.0.2000.5;tcp;1433;np;\\\\X\\pipe;;\
                       ServerName;SERWER;InstanceName;OPTIMA;IsClustered;No;Version;16.0.1000.6;tcp;50123;;";

    fn answer(text: &str) -> Vec<u8> {
        [&[ANSWER], &u16::try_from(text.len()).unwrap().to_le_bytes()[..], text.as_bytes()].concat()
    }

    fn servers(bytes: &[u8], host: Option<&str>) -> Vec<String> {
        read(bytes, host).into_iter().map(|instance| instance.server).collect()
    }

    #[test]
    fn each_instance_is_named_as_the_settings_name_a_server() {
        let found = read(&answer(TWO), None);
        assert_eq!(servers(&answer(TWO), None), ["SERWER", "SERWER\\OPTIMA"]);
        assert_eq!(servers(&answer(TWO), Some("192.168.0.5")), ["192.168.0.5", "192.168.0.5\\OPTIMA"]);
        assert_eq!((found[1].name.as_str(), found[1].version.as_str()), ("OPTIMA", "16.0.1000.6"));
        assert_eq!((found[0].port, found[1].port), (Some(1433), Some(50123)));
        let silent = "ServerName;S;InstanceName;LOKALNA;IsClustered;No;Version;11.0;;";
        assert_eq!(read(&answer(silent), None)[0].port, None);
    }

    #[test]
    fn an_answer_of_any_kind_is_no_more_than_what_can_be_read_of_it() {
        for bytes in [&b""[..], b"\x05", b"\x05\xff\xff", b"\x04\x00\x00ServerName;A;InstanceName;B;;", &[5; 9]] {
            assert_eq!(read(bytes, None), [], "{bytes:?}");
        }
        let some = [
            "ServerName;;InstanceName;B;;",
            "InstanceName;B;;",
            "ServerName;A;;",
            "a;b;c;;;;",
            "ServerName;A\u{7};InstanceName;B\n;;",
        ];
        for text in some {
            assert_eq!(read(&answer(text), None), [], "{text}");
        }
        let many = "ServerName;A;InstanceName;B;tcp;99999;;".repeat(1000);
        assert_eq!(read(&answer(&many), None).len(), INSTANCES);
    }

    #[tokio::test]
    async fn who_answers_is_heard_once_and_who_is_silent_is_not_waited_for_long() {
        let machine = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let to = socket.local_addr().unwrap();
        for _ in 0..2 {
            machine.send_to(&answer(TWO), to).await.unwrap();
        }
        machine.send_to(b"\x05nonsense", to).await.unwrap();
        let found = all(&socket, Instant::now() + Duration::from_millis(200)).await;
        let names: Vec<&str> = found.iter().map(|instance| instance.server.as_str()).collect();
        assert_eq!(names, ["localhost", "localhost\\OPTIMA"]);
        let silent = one(&socket, "serwer", Instant::now()).await.unwrap_err();
        assert_eq!(silent.kind(), io::ErrorKind::TimedOut);
    }
}
