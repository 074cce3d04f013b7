//! Addresses of the panel's pages, for who reads of something elsewhere: in a letter.

use std::path::Path;

use super::service::{Running, running};
use crate::core::order::OrderId;
use crate::spool::names;

/// The panel of the service that is at work in a folder, if it has one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Links(Option<u16>);

impl Links {
    /// Of this folder.
    pub fn of(dir: &Path) -> Self {
        match running(dir) {
            Ok(Running::WithPanel(port)) => Self(Some(port)),
            // Who cannot tell where it is sends nobody anywhere.
            _ => Self(None),
        }
    }

    /// The first page.
    pub fn home(self) -> Option<String> {
        self.0.map(|port| format!("http://127.0.0.1:{port}/"))
    }

    /// The page of what something is about: an order, or the order of a file.
    pub fn about(self, what: &str) -> Option<String> {
        let order = names::order_in(what).unwrap_or(what);
        // Its letters may stand in an address.
        let order: OrderId = order.parse().ok()?;
        Some(format!("{}orders/{order}", self.home()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_has_an_address_where_there_is_a_panel() {
        let order = "29738e61-7f6a-11e8-ac45-09db60ede9d6";
        let file = format!("RO_sklep_20261126T170000Z_{order}.xml");
        let links = Links(Some(8425));
        for what in [order, &file] {
            assert_eq!(links.about(what), Some(format!("http://127.0.0.1:8425/orders/{order}")));
            assert_eq!(Links(None).about(what), None);
        }
        for what in ["", "Kowalski.xml", "firma"] {
            assert_eq!(links.about(what), None, "{what}");
        }
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Links::of(folder.path()).home(), None);
    }
}
