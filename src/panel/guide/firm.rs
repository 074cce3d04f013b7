//! The step of the own firm.

use maud::{Markup, html};

use super::fields::{self, Shown};
use crate::core::message::text::{GuideFirmHow, GuideNipHow, GuideSave};
use crate::panel::page::View;
use crate::workplace::adjust::TypedByKey;

pub(super) fn form(view: &View<'_>, shown: &Shown, typed: &TypedByKey) -> Markup {
    let texts = view.texts;
    html! {
        p { (texts.say(GuideFirmHow)) }
        form.card method="post" action="/guide/firm" {
            (view.mark())
            input type="hidden" name="account" value=(shown.guide.account);
            @for field in &shown.fields {
                @let how = (field.key.rsplit('.').next() == Some("nip")).then(|| GuideNipHow.into());
                (fields::text(texts, Some(field), typed, None, how))
            }
            p { button { (texts.say(GuideSave)) } }
        }
    }
}
