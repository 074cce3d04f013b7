//! An SMTP server for tests: without encryption, on this machine, it takes every letter and keeps it.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// The server. It ends with the process.
#[derive(Debug)]
pub struct PostOffice {
    port: u16,
    heard: Arc<Mutex<String>>,
}

impl PostOffice {
    /// Opens one that takes everything.
    ///
    /// # Errors
    /// No port is free.
    pub fn open() -> io::Result<Self> {
        Self::refusing("", "")
    }

    /// Opens one that answers this command so, `AUTH` by `535 wrong`.
    ///
    /// # Errors
    /// No port is free.
    pub fn refusing(command: &'static str, answer: &'static str) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let port = listener.local_addr()?.port();
        let heard = Arc::<Mutex<String>>::default();
        let keep = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                // Who goes away in the middle has said what he said.
                let _ = talk(stream, (command, answer), &keep);
            }
        });
        Ok(Self { port, heard })
    }

    /// Where it listens.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Everything that it was told so far, commands and letters.
    #[must_use]
    pub fn heard(&self) -> String {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Letters so far.
    #[must_use]
    pub fn letters(&self) -> usize {
        self.heard().matches("\n.\n").count()
    }
}

fn talk(stream: TcpStream, refused: (&str, &str), heard: &Mutex<String>) -> io::Result<()> {
    let mut writer = stream.try_clone()?;
    let mut say = |text: &str| writer.write_all(format!("{text}\r\n").as_bytes());
    let mut in_letter = false;
    say("220 test")?;
    for line in BufReader::new(stream).lines() {
        let line = line?;
        {
            let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
            heard.push_str(&line);
            heard.push('\n');
        }
        let command = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
        match command.as_str() {
            _ if in_letter && line != "." => {}
            command if !command.is_empty() && command == refused.0 => say(refused.1)?,
            "EHLO" => say("250-test\r\n250 AUTH PLAIN")?,
            "AUTH" => say("235 ok")?,
            "DATA" => {
                in_letter = true;
                say("354 go on")?;
            }
            "QUIT" => {
                say("221 bye")?;
                return Ok(());
            }
            _ => {
                in_letter = false;
                say("250 ok")?;
            }
        }
    }
    Ok(())
}
