//! Allegro's own words for payments, their operators and further services, as people call them, with the word itself beside.

use maud::{Markup, html};

use crate::core::message::text::{
    AllegroCarryIn, AllegroCashOnDelivery, AllegroExtendedTerm, AllegroGiftWrap, AllegroOnline, AllegroOperatorAf,
    AllegroOperatorEpt, AllegroOperatorOffline, AllegroOperatorP24, AllegroOperatorPayu, AllegroSplitPayment,
    AllegroWireTransfer,
};
use crate::core::message::{Catalogue, Message};

fn name(word: &str) -> Option<Message> {
    Some(match word {
        "ONLINE" => AllegroOnline.into(),
        "CASH_ON_DELIVERY" => AllegroCashOnDelivery.into(),
        "WIRE_TRANSFER" => AllegroWireTransfer.into(),
        "SPLIT_PAYMENT" => AllegroSplitPayment.into(),
        "EXTENDED_TERM" => AllegroExtendedTerm.into(),
        "AF" => AllegroOperatorAf.into(),
        "P24" => AllegroOperatorP24.into(),
        "PAYU" => AllegroOperatorPayu.into(),
        "OFFLINE" => AllegroOperatorOffline.into(),
        "EPT" => AllegroOperatorEpt.into(),
        "CARRY_IN" => AllegroCarryIn.into(),
        "GIFT_WRAP" => AllegroGiftWrap.into(),
        _ => return None,
    })
}

/// What a word means; one that Allegro added since stands as it is.
pub(super) fn named(texts: &Catalogue, word: &str) -> Markup {
    html! { @match name(word) {
        Some(name) => { (texts.text(&name)) " " small.soft { (word) } }
        None => { (word) }
    } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::message::Language;
    use crate::core::order::{PAYMENT_PROVIDERS, PaymentType};

    #[test]
    fn every_word_that_is_known_has_a_name_and_every_other_stays() {
        let texts = Catalogue::new(Language::Polish);
        for word in PaymentType::KNOWN.iter().chain(&PAYMENT_PROVIDERS) {
            assert!(name(word).is_some(), "{word}");
        }
        let shown = named(&texts, "CASH_ON_DELIVERY").into_string();
        assert_eq!(shown, "za pobraniem <small class=\"soft\">CASH_ON_DELIVERY</small>");
        assert_eq!(named(&texts, "<NEW>").into_string(), "&lt;NEW&gt;");
    }
}
