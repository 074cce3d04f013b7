//! An address as a picture for a telephone's camera.

use std::fmt::Write as _;

use maud::{Markup, html};
use qrcode::{Color, QrCode};

/// Fields that are light around it, as cameras want it.
const EDGE: usize = 4;

/// The picture, dark on light whatever the page's colours are; nothing where the text is too long for one.
pub(super) fn picture(text: &str, name: &str) -> Markup {
    let Ok(code) = QrCode::new(text.as_bytes()) else { return html! {} };
    let (width, mut path) = (code.width().max(1), String::new());
    let dark = code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == Color::Dark);
    for (at, _) in dark {
        // Writing into a String does not fail.
        let _ = write!(path, "M{},{}h1v1h-1z", at % width + EDGE, at / width + EDGE);
    }
    let size = width + 2 * EDGE;
    html! { svg.qr role="img" aria-label=(name) viewBox={ "0 0 " (size) " " (size) } {
        rect width=(size) height=(size) fill="white" {}
        path d=(path) fill="black" {}
    } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_picture_and_a_book_is_none() {
        let shown = picture("https://allegro.pl/skojarz-aplikacje?code=abc123", "Kod QR").into_string();
        // The corner that every such picture has.
        assert!(shown.contains("viewBox=\"0 0 41 41\"") && shown.contains("M4,4h1v1h-1zM5,4h1v1h-1z"), "{shown}");
        assert_eq!(picture(&"x".repeat(5000), "Kod QR").into_string(), "");
    }
}
