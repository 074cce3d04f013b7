//! What makes two files one document.
//!
//! Optima's unique index `TrNGUID` on `TrN_ImportRowId` refuses a second document with the same key, whatever
//! has become of our own state (`reference/optima-database.md` 6.7). So the key follows from the order and
//! from nothing else: not from the account's alias, the file's name, or the day. A file that names no order has the key
//! of its content, in a form that is frozen (`xml::canonical`).
//!
//! # When a key must change all the same
//!
//! A document has one key, and each place takes one. A change of what `xml::canonical` is made of (its documentation says
//! what that is), or of how an order's id is found in a file, gives documents that are in a base another key. Then, in
//! the same commit as the change:
//! - `stages::import::document::key_of` gives the key to write and, beside it, those that the document had in earlier
//!   versions, each made as that version made it and of what its reader understood. None of them is ever dropped again;
//! - `Wanted` and `Intent` carry all of them. The look-up asks for them in its one question (`TrN_ImportRowId IN (…)`
//!   in place of `=` in `optima::sql::lookups::document_by_key`, parameters only), and so does the question inside the
//!   transaction (`optima::sql::apply`, the head in `optima::server::compose`), without a request more;
//! - what is found under an earlier key is a duplicate as any other. `optima::sql::existing::OfOrder` must take
//!   each of them for the document's own, else the second guard would be blind;
//! - files that share any of them do not go into one batch (`stages::import::taken`);
//! - a test of `optima::contract` writes a document under the earlier key and looks for the later one with the earlier
//!   beside it. The rows of `tests/foreign/keys.csv` stay, as earlier keys.
//!
//! Only the key to write is looked for after a lost answer to a commit, kept in the ledger, and put into receipts.

use uuid::Uuid;

use super::order::OrderId;

/// Our namespace for name-based UUIDs. Changing it would let every order in a second time.
pub const NAMESPACE: Uuid = Uuid::from_u128(0x6f1d_0e5a_3c8b_4e0f_9a54_0d2f_6b7c_1e83);

/// The key of an order's document.
#[must_use]
pub fn of_order(order: OrderId) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("order:{order}").as_bytes())
}

/// The key of a document that bears no order id: its content, in the canonical form of `xml::canonical`, so
/// that another encoding or white space of the same document gives the same key, and another version of this program
/// too.
#[must_use]
pub fn of_content(canonical: &[u8]) -> Uuid {
    let mut name = b"content:".to_vec();
    name.extend_from_slice(canonical);
    Uuid::new_v5(&NAMESPACE, &name)
}

/// The key of the `nth` of several equal documents of one file, from 2 on; the first has that of its content. What stands
/// between them in the file is no part of it.
#[must_use]
pub fn of_equal(canonical: &[u8], nth: u32) -> Uuid {
    let mut name = format!("equal:{nth}:").into_bytes();
    name.extend_from_slice(canonical);
    Uuid::new_v5(&NAMESPACE, &name)
}

/// The key of a contractor's card that we make; `KntGUID` takes one NULL only, so every card needs one.
#[must_use]
pub fn of_contractor(code: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("contractor:{code}").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn i1_the_key_of_an_order_never_changes() {
        let order: OrderId = "C3D046B6-75F7-11F1-A79F-3BA7E847A9C7".parse().unwrap();
        assert_eq!(of_order(order).to_string(), "1a2efe66-48e7-5105-ba89-c8851cb0f662");
    }

    #[test]
    fn i1_the_key_of_a_content_never_changes() {
        assert_eq!(of_content(b"<ROOT/>\n").to_string(), "7f55b168-66c4-5dda-a644-88780390c54d");
    }

    #[test]
    fn i1_the_key_of_an_equal_document_never_changes() {
        assert_eq!(of_equal(b"<ROOT/>\n", 2).to_string(), "954dd8d7-7fb7-5f37-8f79-44263e0a08b9");
        assert_ne!(of_equal(b"<ROOT/>\n", 2), of_equal(b"<ROOT/>\n", 3));
        assert_ne!(of_equal(b"<ROOT/>\n", 2), of_content(b"<ROOT/>\n"));
    }

    #[test]
    fn keys_of_different_things_differ() {
        let order: OrderId = "c3d046b6-75f7-11f1-a79f-3ba7e847a9c7".parse().unwrap();
        assert_ne!(of_order(order), of_content(order.to_string().as_bytes()));
        assert_ne!(of_contractor("A"), of_contractor("B"));
    }
}
