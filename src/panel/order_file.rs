//! An order's file, to be read or kept.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use maud::html;

use super::door::Session;
use super::order::unknown;
use super::page::{self, View};
use super::{Shared, place};
use crate::core::message::text::PanelXml;
use crate::core::order::SeenId;

/// A page shows no more of a file; the whole is downloaded.
const SHOWN: u64 = 256 * 1024;
/// Deeper nothing is indented; the format has seven levels.
const DEEPEST: usize = 16;

/// Indented, or as it is with `raw`; the file itself with `download`.
pub(super) async fn page(
    State(panel): State<Shared>,
    Extension(session): Extension<Session>,
    Path(id): Path<SeenId>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Result<Response, Response> {
    let read = place::with(&panel, session.language, move |place| place.order_file(&id)?.ok_or_else(|| unknown(&id)));
    let (name, bytes) = read.await.map_err(|error| page::failure(&panel, session.language, &error))?;
    if query.contains_key("download") {
        let plain: String = name.chars().filter(|c| c.is_ascii_graphic() && !"\"\\".contains(*c)).collect();
        let kept = format!("attachment; filename=\"{plain}\"");
        let headers = [(header::CONTENT_TYPE, "application/xml".to_owned()), (header::CONTENT_DISPOSITION, kept)];
        return Ok((headers, bytes).into_response());
    }
    let shown = bytes.get(..usize::try_from(SHOWN).unwrap_or(usize::MAX)).unwrap_or(&bytes);
    let text = String::from_utf8_lossy(shown);
    let text = if query.contains_key("raw") { text.into_owned() } else { apart(&text) };
    let content = html! { p.long { (name) } pre tabindex="0" { (text) } };
    Ok(View::new(&panel, &session).page("/orders", PanelXml, &content))
}

/// An order on a line: one element each, so that it can be read. Only how it is shown; the download is the file itself.
fn apart(xml: &str) -> String {
    let mut shown = String::with_capacity(xml.len());
    let mut depth = 0_usize;
    for piece in xml.split_inclusive('>') {
        let piece = piece.trim();
        let closes = piece.starts_with("</");
        if closes {
            depth = depth.saturating_sub(1);
        }
        let joins = !piece.starts_with('<');
        if !joins {
            shown.push('\n');
            shown.extend(std::iter::repeat_n("  ", depth.min(DEEPEST)));
        }
        shown.push_str(piece);
        let opens = piece.starts_with('<') && !closes && !piece.ends_with("/>") && !piece.starts_with(['?', '!']);
        let special = piece.starts_with("<?") || piece.starts_with("<!");
        if opens && !special {
            depth += 1;
        } else if joins && piece.contains("</") {
            depth = depth.saturating_sub(1);
        }
    }
    shown.trim_start().to_owned()
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn elements_stand_below_each_other_and_texts_stay_with_theirs() {
        let shown = apart("<?xml version=\"1.0\"?><A><B>x</B><C/><D><E>y</E></D></A>");
        assert_eq!(shown, "<?xml version=\"1.0\"?>\n<A>\n  <B>x</B>\n  <C/>\n  <D>\n    <E>y</E>\n  </D>\n</A>");
    }
}
