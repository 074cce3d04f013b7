//! What the operating system answers, in the operator's words. Its own texts are English, or the machine's language.

pub mod private;
pub mod regular;

use std::io;

use regular::NotRegular;

use crate::core::message::text::{
    SysBroken, SysBusy, SysCertificate, SysDenied, SysExists, SysFolder, SysFull, SysInterrupted, SysLink, SysLocked,
    SysMissing, SysName, SysNoHost, SysNoNetwork, SysNotFile, SysNotFolder, SysNotOpened, SysNotText, SysReadOnly,
    SysRefused, SysSilent, SysTooLarge, SysTooMany, SysTruncated,
};
use crate::core::message::{Arg, Message};

/// No more can be open at once: in this program, in the whole system; Windows has one number for both.
#[cfg(unix)]
const TOO_MANY: [i32; 2] = [24, 23];
#[cfg(not(unix))]
const TOO_MANY: [i32; 1] = [4];

/// Why something with a file failed, for the placeholder of a message. What is not common stays as the system says it:
/// a search finds its number.
#[must_use]
pub fn reason(error: &io::Error) -> Arg {
    use io::ErrorKind as Kind;
    if let Some(why) = NotRegular::of(error) {
        return match why {
            NotRegular::Link => Message::from(SysLink).into(),
            NotRegular::Special => Message::from(SysNotFile).into(),
        };
    }
    let known: Message = match error.kind() {
        // A kind of its own it has not got.
        _ if error.raw_os_error().is_some_and(|number| TOO_MANY.contains(&number)) => SysTooMany.into(),
        Kind::NotFound => SysMissing.into(),
        Kind::PermissionDenied => SysDenied.into(),
        Kind::AlreadyExists => SysExists.into(),
        Kind::IsADirectory => SysFolder.into(),
        Kind::NotADirectory => SysNotFolder.into(),
        Kind::StorageFull | Kind::QuotaExceeded => SysFull.into(),
        Kind::ReadOnlyFilesystem => SysReadOnly.into(),
        Kind::FileTooLarge => SysTooLarge.into(),
        Kind::InvalidFilename | Kind::InvalidInput => SysName.into(),
        Kind::InvalidData => SysNotText.into(),
        Kind::UnexpectedEof => SysTruncated.into(),
        Kind::ResourceBusy | Kind::ExecutableFileBusy => SysBusy.into(),
        Kind::WouldBlock | Kind::Deadlock => SysLocked.into(),
        Kind::Interrupted | Kind::TimedOut => SysInterrupted.into(),
        _ => return error.to_string().into(),
    };
    known.into()
}

/// Why a server, or the file of a base, cannot be reached, for the placeholder of a message: from what a library or the system says of it, which is
/// English or the machine's language. What is not common stays as it is said.
#[must_use]
pub fn network(said: &str) -> Arg {
    let number = said.rsplit_once("(os error ").and_then(|(_, rest)| rest.split(')').next()?.parse::<u32>().ok());
    let lower = said.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // Numbers of Linux, of macOS and of Windows.
    let known: Message = match number {
        Some(2 | 3) => SysMissing.into(),
        Some(5 | 13) => SysDenied.into(),
        Some(111 | 61 | 10_061) => SysRefused.into(),
        Some(32 | 103 | 104 | 53 | 54 | 10_053 | 10_054) => SysBroken.into(),
        Some(110 | 60 | 10_060) => SysSilent.into(),
        Some(100 | 101 | 113 | 50 | 51 | 65 | 10_050 | 10_051 | 10_065) => SysNoNetwork.into(),
        Some(11_001..=11_004) => SysNoHost.into(),
        _ if says(&["failed to lookup address", "dns error", "name or service not known", "no such host"]) => {
            SysNoHost.into()
        }
        _ if says(&["certificate", "unknownissuer"]) => SysCertificate.into(),
        _ if says(&["timed out", "timeout"]) => SysSilent.into(),
        _ if says(&["unexpected eof", "end of file", "connection closed", "broken pipe", "incompletemessage"]) => {
            SysBroken.into()
        }
        _ if says(&["unable to open database"]) => SysNotOpened.into(),
        _ => return said.into(),
    };
    known.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::Cli010;
    use crate::core::message::{Catalogue, Language};

    #[test]
    fn common_answers_are_said_in_the_operators_language() {
        let polish = Catalogue::new(Language::Polish);
        let say = |error: &io::Error| polish.say(Cli010 { path: "x".into(), why: reason(error) });
        let missing = std::fs::read("nie ma takiego pliku").unwrap_err();
        assert_eq!(say(&missing), "Nie można użyć x: nie ma takiego pliku ani folderu");
        let reached = |said: &str| polish.say(Cli010 { path: "x".into(), why: network(said) });
        for (said, word) in [
            ("Connection refused (os error 111)", "odrzucone"),
            ("tcp connect error: Połączenie odrzucone (os error 10061)", "odrzucone"),
            ("Connection reset by peer (os error 104)", "przerwane"),
            ("failed to lookup address information: Temporary failure in name resolution", "nie znaleziono serwera"),
            ("Network is unreachable (os error 101)", "sieć"),
            ("invalid peer certificate: UnknownIssuer", "certyfikat"),
            ("operation timed out", "na czas"),
        ] {
            assert!(reached(said).contains(word), "{said}: {}", reached(said));
        }
        assert!(reached("so etwas").ends_with("so etwas"));
        assert!(say(&io::Error::from_raw_os_error(TOO_MANY[0])).contains("więcej plików i połączeń naraz"));
        let rare = io::Error::from(io::ErrorKind::AddrInUse);
        assert!(say(&rare).ends_with(&rare.to_string()));
    }
}
