//! Questions in the terminal.

use std::io::{self, BufRead, Write};

use super::ui::Ui;
use crate::core::message::Message;

/// Asks until the answer is taken or empty. Empty is `None`: the default. What is not taken is said with the reason.
pub fn answer(question: &str, check: impl Fn(&str) -> Result<(), Message>, ui: &Ui) -> Option<String> {
    asked(&mut io::stdin().lock(), &mut io::stdout().lock(), question, check, ui)
}

fn asked(
    from: &mut impl BufRead,
    to: &mut impl Write,
    question: &str,
    check: impl Fn(&str) -> Result<(), Message>,
    ui: &Ui,
) -> Option<String> {
    loop {
        let _ = write!(to, "{question} ").and_then(|()| to.flush());
        let mut line = Vec::new();
        // What is typed in an old code page is no reason to hear nothing.
        if from.read_until(b'\n', &mut line).unwrap_or(0) == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&line);
        match text.trim() {
            "" => return None,
            text => match check(text) {
                Ok(()) => return Some(text.to_owned()),
                Err(why) => {
                    let _ = writeln!(to, "  {}", ui.texts.text(&why));
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::text::InitBadAlias;
    use crate::core::message::{Catalogue, Language};

    #[test]
    fn an_answer_that_is_not_taken_is_said_with_the_reason_and_asked_again() {
        let ui = Ui::new(Catalogue::new(Language::Polish), false);
        let ask = |typed: &[u8]| {
            let mut said = Vec::new();
            let check = |text: &str| if text.is_ascii() { Ok(()) } else { Err(InitBadAlias.into()) };
            let taken = asked(&mut &*typed, &mut said, "Nazwa?", check, &ui);
            (taken, String::from_utf8(said).unwrap())
        };
        let (taken, said) = ask("mój sklep\r\n sklep \n".as_bytes());
        assert_eq!(taken.as_deref(), Some("sklep"));
        assert_eq!(said.matches("Nazwa?").count(), 2);
        assert!(said.contains(&ui.texts.say(InitBadAlias)), "{said}");
        assert_eq!((ask(b"\n").0, ask(b"").0, ask(b"m\xf3j\n").0), (None, None, None));
    }
}
