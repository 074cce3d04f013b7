//! The step of the documents.

use maud::{Markup, html};

use super::fields::{self, Shown};
use crate::core::message::Message;
use crate::core::message::text::{
    GuideDefaults, GuideDocumentsHow, GuidePatternHow, GuideSaveAndLook, PanelClassFirm, PanelClassInvoice,
    PanelClassPrivate,
};
use crate::panel::page::View;
use crate::panel::settings_view::list;
use crate::workplace::Field;
use crate::workplace::adjust::TypedByKey;

pub(super) fn form(view: &View<'_>, shown: &Shown, typed: &TypedByKey) -> Markup {
    let texts = view.texts;
    let classes: [(&str, Message); 3] = [
        ("documents.firm.", PanelClassFirm.into()),
        ("documents.invoice.", PanelClassInvoice.into()),
        ("documents.private.", PanelClassPrivate.into()),
    ];
    let of_class = |class: &str| shown.fields.iter().filter(|field| field.path.starts_with(class)).collect::<Vec<_>>();
    let others = shown.fields.iter().filter(|field| !field.path.starts_with("documents."));
    let one = |field: &Field| {
        let how = field.key.ends_with(".pattern").then(|| GuidePatternHow.into());
        fields::text(texts, Some(field), typed, list(field.path), how)
    };
    html! {
        p { (texts.say(GuideDocumentsHow)) }
        // From the base, which may be away: the form is whole without.
        div hx-get="/choices" hx-trigger="load" {}
        form method="post" action="/guide/documents" {
            (view.mark())
            input type="hidden" name="account" value=(shown.guide.account);
            div.columns { @for (class, name) in &classes { fieldset.card {
                legend { (texts.text(name)) }
                @for field in of_class(class) { (one(field)) }
            } } }
            fieldset.card {
                legend { (texts.say(GuideDefaults)) }
                @for field in others { (one(field)) }
            }
            p { button { (texts.say(GuideSaveAndLook)) } }
        }
    }
}
