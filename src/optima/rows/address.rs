//! A party's copy on a document: the same columns for payer (`TrN_Pod…`) and recipient (`TrN_Odb…`), and for a
//! contractor's card (`Knt_…`).

use std::borrow::Cow;

use super::{Cell, Row, Value};
use crate::core::address;
use crate::core::document::Party;
use crate::core::matching::bare_nip;
use crate::core::text;

/// Names, address, NIP and GLN of `party` in the columns that begin with `prefix`.
pub fn cells(mut row: Row, prefix: &str, gln: &'static str, party: &Party) -> Row {
    let names = text::split_name(&party.name);
    let street = address::laid(party);
    for (column, text) in [
        ("Nazwa1", names.first.as_str()),
        ("Nazwa2", names.second.as_str()),
        ("Nazwa3", names.third.as_str()),
        ("Kraj", party.country.as_str()),
        ("Ulica", street.street.as_str()),
        ("NrDomu", street.house.as_str()),
        ("NrLokalu", street.flat.as_str()),
        ("Adres2", street.second.as_str()),
        ("Miasto", party.city.as_str()),
        ("KodPocztowy", party.post_code.as_str()),
        ("NipKraj", party.nip_country.as_str()),
    ] {
        push(&mut row, format!("{prefix}{column}"), text);
    }
    push(&mut row, format!("{prefix}NipE"), &bare_nip(&party.nip));
    row.with(gln, party.gln.as_str())
}

fn push(row: &mut Row, column: String, text: &str) {
    row.cells.push(Cell { column: Cow::Owned(column), value: Value::Text(text.to_owned()) });
}
