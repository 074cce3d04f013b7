//! Letters over SMTP.

pub mod testing;

use std::time::Duration;

use lettre::message::{Mailbox, header::ContentType};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::core::message::text::{Mai001, Mai002, Mai003, Mai004, Mai005, Mai008};
use crate::core::problem::{Explain, Fault, Problem};
use crate::core::reach::Reach;
use crate::core::settings::{Email, MailEncryption};
use crate::system::network;

/// A server that does not answer so long is away.
const PATIENCE: Duration = Duration::from_secs(20);

/// SMTP's answer to a wrong login (RFC 4954).
const WRONG_LOGIN: [u16; 3] = [530, 534, 535];

/// Why a letter is not on its way.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// Not an address.
    #[error("{address}: {source}")]
    Address {
        /// What was written.
        address: String,
        /// Why not.
        source: lettre::address::AddressError,
    },
    /// The letter itself cannot be put together.
    #[error(transparent)]
    Letter(#[from] lettre::error::Error),
    /// The server.
    #[error("{server}: {source}")]
    Server {
        /// Host and port.
        server: String,
        /// What it said, or why it did not.
        source: lettre::transport::smtp::Error,
    },
}

impl Explain for MailError {
    fn problem(&self) -> Problem {
        match self {
            Self::Address { address, .. } => Problem::error(Mai001 { address: address.into() }),
            Self::Letter(error) => Problem::error(Mai005 { server: "–".into(), why: error.to_string().into() }),
            Self::Server { server, source } => {
                let code = source.status().map(u16::from);
                let said = reasons(source);
                // Who offers no encryption does answer.
                if source.is_client() && said.contains("STARTTLS") {
                    return Problem::error(Mai008 { server: server.into() });
                }
                // What a server says is its own; what keeps us from it is said in the operator's words.
                let (server, why) = (server.into(), if code.is_some() { said.into() } else { network(&said) });
                match code {
                    Some(code) if WRONG_LOGIN.contains(&code) => Problem::error(Mai003 { server, why }),
                    Some(_) => Problem::error(Mai005 { server, why }),
                    None if source.is_tls() => Problem::error(Mai004 { server, why }),
                    None => Problem::error(Mai002 { server, why }),
                }
            }
        }
    }

    fn fault(&self) -> Fault {
        match self {
            Self::Address { .. } | Self::Letter(_) => Fault::Usage,
            Self::Server { .. } => Fault::Outage,
        }
    }

    fn reach(&self) -> Reach {
        Reach::Resource
    }
}

/// The error and what is behind it, in the server's or library's English words.
fn reasons(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let words = error.to_string();
        if !said.contains(&words) {
            said = format!("{said}: {words}");
        }
        source = error.source();
    }
    said
}

/// A way to the readers.
pub struct Post {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    server: String,
    from: Mailbox,
    to: Vec<Mailbox>,
}

impl Post {
    /// Nothing is connected yet. `password` is looked at where there is a user.
    ///
    /// # Errors
    /// An address is none, or the host cannot be verified by name.
    pub fn new(email: &Email, password: &str) -> Result<Self, MailError> {
        let server = format!("{}:{}", email.server, email.port());
        let failed = |source| MailError::Server { server: server.clone(), source };
        let tls = || TlsParameters::new(email.server.clone()).map_err(failed);
        let tls = match email.encryption {
            MailEncryption::Tls => Tls::Wrapper(tls()?),
            MailEncryption::Starttls => Tls::Required(tls()?),
            MailEncryption::None => Tls::None,
        };
        // "Dangerous" is what has no encryption until told; it is told.
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&email.server)
            .port(email.port())
            .tls(tls)
            .timeout(Some(PATIENCE));
        if !email.user.is_empty() {
            builder = builder.credentials(Credentials::new(email.user.clone(), password.to_owned()));
        }
        let to = email.to.iter().map(|address| mailbox(address)).collect::<Result<_, _>>()?;
        Ok(Self { transport: builder.build(), server, from: mailbox(&email.from)?, to })
    }

    /// Sends a letter of plain text to every reader.
    ///
    /// # Errors
    /// The server is away or does not take it.
    pub async fn send(&self, subject: &str, text: &str) -> Result<(), MailError> {
        // A line break in a subject would begin another header; what is quoted may hold one.
        let subject: String = subject.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut letter = Message::builder().from(self.from.clone()).subject(subject);
        for reader in &self.to {
            letter = letter.to(reader.clone());
        }
        let letter = letter.header(ContentType::TEXT_PLAIN).body(text.to_owned())?;
        let sent = self.transport.send(letter).await;
        sent.map(|_| ()).map_err(|source| MailError::Server { server: self.server.clone(), source })
    }

    /// Is the server there, and does it let us in? Nothing is sent.
    ///
    /// # Errors
    /// It is not, or does not.
    pub async fn greet(&self) -> Result<(), MailError> {
        let failed = |source| MailError::Server { server: self.server.clone(), source };
        self.transport.test_connection().await.map(|_| ()).map_err(failed)
    }
}

fn mailbox(address: &str) -> Result<Mailbox, MailError> {
    let parsed = address.parse().map_err(|source| MailError::Address { address: address.to_owned(), source })?;
    Ok(Mailbox::new(None, parsed))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::testing::PostOffice;
    use super::*;
    use crate::core::message::{Catalogue, Language};

    fn settings(office: &PostOffice) -> Email {
        Email {
            server: "127.0.0.1".to_owned(),
            port: office.port(),
            encryption: MailEncryption::None,
            user: "sklep".to_owned(),
            from: "sklep@example.com".to_owned(),
            to: vec!["ja@example.com".to_owned(), "ksiegowa@example.com".to_owned()],
            ..Email::default()
        }
    }

    #[tokio::test]
    async fn a_letter_reaches_every_reader_with_its_letters() {
        let office = PostOffice::open().unwrap();
        let post = Post::new(&settings(&office), "tajne").unwrap();
        post.send("Zażółć\nBcc: x@example.com", "Zamówienie: gęślą jaźń").await.unwrap();
        let heard = office.heard();
        for reader in ["<ja@example.com>", "<ksiegowa@example.com>"] {
            assert!(heard.contains(&format!("RCPT TO:{reader}")), "{heard}");
        }
        assert_eq!(heard.matches("RCPT TO").count(), 2, "no reader slips in by the subject: {heard}");
        assert!(heard.contains("AUTH PLAIN") && heard.contains("utf-8"), "{heard}");
        assert!(!heard.contains("tajne"), "the password goes as the server asks, in base64 here");
    }

    #[tokio::test]
    async fn what_the_server_answers_is_told_apart() {
        for (command, answer, code) in [
            ("AUTH", "535 5.7.8 wrong", "MAI-003"),
            ("RCPT", "550 no such reader", "MAI-005"),
            ("DATA", "452 full", "MAI-005"),
        ] {
            let office = PostOffice::refusing(command, answer).unwrap();
            let error = Post::new(&settings(&office), "x").unwrap().send("a", "b").await.unwrap_err();
            assert_eq!((error.problem().code(), error.fault()), (code, Fault::Outage), "{error}");
        }
        // Nobody listens where somebody did a moment ago.
        let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let away = Email { port: closed, ..settings(&PostOffice::open().unwrap()) };
        let error = Post::new(&away, "x").unwrap().greet().await.unwrap_err();
        assert_eq!(error.problem().code(), "MAI-002");
        let said = Catalogue::new(Language::Polish).text(&error.problem().message);
        assert!(said.contains("połączenie zostało odrzucone") && !said.contains("os error"), "{said}");
        let wrong = Email { from: "kto tam".to_owned(), ..away };
        assert_eq!(Post::new(&wrong, "x").err().unwrap().problem().code(), "MAI-001");
    }

    #[tokio::test]
    async fn a_server_without_encryption_is_refused_where_it_is_wanted() {
        let office = PostOffice::open().unwrap();
        let wanted = Email { encryption: MailEncryption::Starttls, ..settings(&office) };
        let error = Post::new(&wanted, "tajne").unwrap().greet().await.unwrap_err();
        assert_eq!(error.problem().code(), "MAI-008", "{error}");
        assert!(!office.heard().contains("AUTH"), "the password is not said in the open");
    }
}
