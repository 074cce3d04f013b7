//! Wrong calls in words. Clap finds them and speaks English only.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::core::day;
use crate::core::message::Message;
use crate::core::message::text::{
    Cli001, Cli015, Cli016, Cli017, Cli018, Cli019, Cli020, Cli021, UsageAnswer, UsageDay, UsageDid, UsageFile,
    UsageId, UsageIdAndAnswer, UsageMeant, UsageNoDay, UsageOneOf,
};

/// What is wrong with a call. Rare kinds come with clap's own first line.
pub fn message(error: &clap::Error) -> Message {
    let of = |kind| error.get(kind).map(shown).unwrap_or_default();
    let value = of(ContextKind::InvalidValue);
    let argument = of(ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            Cli015 { argument: argument.into(), hint: hint(error, ContextKind::SuggestedArg).into() }.into()
        }
        ErrorKind::InvalidSubcommand => {
            let command = of(ContextKind::InvalidSubcommand);
            Cli016 { command: command.into(), hint: hint(error, ContextKind::SuggestedSubcommand).into() }.into()
        }
        // An option at the end of the line: clap counts it as an empty value.
        ErrorKind::InvalidValue if value.is_empty() => Cli017 { argument: argument.into() }.into(),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let hint = if !argument.starts_with("--since") {
                choices(error)
            } else if day::is_none(&value) {
                UsageNoDay.into()
            } else {
                UsageDay.into()
            };
            Cli018 { value: value.into(), argument: argument.into(), hint: hint.into() }.into()
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => Cli017 { argument: argument.into() }.into(),
        ErrorKind::MissingRequiredArgument => missing(&argument),
        ErrorKind::MissingSubcommand => Cli020.into(),
        ErrorKind::ArgumentConflict => {
            let other = of(ContextKind::PriorArg);
            Cli021 { argument: argument.into(), other: other.into() }.into()
        }
        _ => {
            let text = error.to_string();
            Cli001 { why: text.trim_start_matches("error: ").lines().next().unwrap_or_default().into() }.into()
        }
    }
}

/// Clap names arguments as the help does, `<ID>`, `[FILE]...`, which says nothing to who has not read it.
fn missing(arguments: &str) -> Message {
    let names: Vec<&str> = arguments.split(", ").map(|name| name.trim_matches(['<', '>', '[', ']', '.'])).collect();
    let word = |name: &str| -> Option<Message> {
        Some(match name {
            "FILE" => UsageFile.into(),
            "ID" => UsageId.into(),
            "ANSWER" => UsageAnswer.into(),
            _ => return None,
        })
    };
    match names.as_slice() {
        [one] => match word(one) {
            Some(word) => Cli019 { argument: word.into() }.into(),
            None => Cli019 { argument: (*one).into() }.into(),
        },
        ["ID", "ANSWER"] => Cli019 { argument: Message::from(UsageIdAndAnswer).into() }.into(),
        all => Cli019 { argument: all.join(", ").into() }.into(),
    }
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::Strings(texts) => texts.join(", "),
        value => value.to_string(),
    }
}

/// What may have been meant, as the end of a sentence.
fn hint(error: &clap::Error, kind: ContextKind) -> Message {
    match error.get(kind).map(shown).filter(|text| !text.is_empty()) {
        Some(text) => UsageMeant { text: text.into() }.into(),
        None => UsageDid.into(),
    }
}

/// Which values would do, where they can be listed.
fn choices(error: &clap::Error) -> Message {
    match error.get(ContextKind::ValidValue).map(shown).filter(|text| !text.is_empty()) {
        Some(text) => UsageOneOf { text: text.into() }.into(),
        None => UsageDid.into(),
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use crate::cli::args;
    use crate::core::message::{Catalogue, Language};

    fn said(call: &str) -> String {
        let polish = Catalogue::new(Language::Polish);
        let call: Vec<OsString> = std::iter::once("allegro-optima").chain(call.split(' ')).map(Into::into).collect();
        let message = super::message(&args::read(&call, &polish).unwrap_err());
        format!("{} {}", message.id, polish.text(&message))
    }

    #[test]
    fn common_mistakes_are_said_in_polish() {
        for (call, text) in [
            ("import --bla", "CLI-015 Nieznana opcja albo zbędny argument: --bla. Może chodziło o: --lang."),
            ("status x", "CLI-015 Nieznana opcja albo zbędny argument: x."),
            ("nonsense", "CLI-016 Nie ma polecenia „nonsense”."),
            ("mappings sugest", "CLI-016 Nie ma polecenia „sugest”. Może chodziło o: suggest."),
            ("export --since", "CLI-017 Opcja --since <RRRR-MM-DD> wymaga wartości."),
            (
                "export --since wczoraj",
                "CLI-018 Wartość „wczoraj” nie pasuje do --since <RRRR-MM-DD>. Wpisz dzień tak: 2026-10-01 albo 01.10.2026.",
            ),
            (
                "export --since 30.02.2026",
                "CLI-018 Wartość „30.02.2026” nie pasuje do --since <RRRR-MM-DD>. Takiego dnia nie ma w kalendarzu.",
            ),
            ("--lang de status", "CLI-018 Wartość „de” nie pasuje do --lang <pl|en>."),
            ("validate", "CLI-019 Brakuje: nazwa pliku."),
            ("decide", "CLI-019 Brakuje: numer zamówienia, odpowiedź."),
            ("replay", "CLI-019 Brakuje: nazwa pliku."),
        ] {
            assert_eq!(said(call), text, "{call}");
        }
    }
}
