//! What the operating system answers, in the operator's words. Its own texts are English, or the machine's language.

use std::io;

use crate::core::message::text::{
    SysBusy, SysDenied, SysExists, SysFolder, SysFull, SysInterrupted, SysLocked, SysMissing, SysName, SysNotFolder,
    SysNotText, SysReadOnly, SysTooLarge, SysTruncated,
};
use crate::core::message::{Arg, Message};

/// Why something with a file failed, for the placeholder of a message. What is not common stays as the system says it:
/// a search finds its number.
#[must_use]
pub fn reason(error: &io::Error) -> Arg {
    use io::ErrorKind as Kind;
    let known: Message = match error.kind() {
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
        let rare = io::Error::from(io::ErrorKind::AddrInUse);
        assert!(say(&rare).ends_with(&rare.to_string()));
    }
}
