//! What the form of a step is made of, and its fields.

use maud::{Markup, html};

use super::super::PanelError;
use crate::core::message::{Catalogue, Message};
use crate::core::settings::{Account, Company};
use crate::workplace::adjust::{self, TypedByKey};
use crate::workplace::guide::{Guide, Step, application, base_keys, document_keys, firm_keys};
use crate::workplace::{Field, SecretKind, SecretOrigin, Workplace, meaning};

/// What a step shows of the settings.
pub(super) struct Shown {
    pub guide: Guide,
    pub fields: Vec<Field>,
    /// Where the secret is that the step asks for.
    pub secret: SecretOrigin,
    /// The company's base.
    pub company: Company,
    /// The account itself.
    pub allegro: Account,
    /// The name that the application must have.
    pub application: String,
}

impl Shown {
    pub fn read(place: &Workplace, step: Step, account: &str) -> Result<Self, PanelError> {
        let guide = place.guide(account)?;
        let keys = match step {
            Step::Firm => firm_keys(place, &guide.company),
            Step::Allegro => application(&guide.account),
            Step::Optima => base_keys(&guide.company),
            Step::Documents => document_keys(place, &guide.company),
            Step::Tables | Step::Start => Vec::new(),
        };
        let (kind, of) = match step {
            Step::Optima => (SecretKind::Optima, guide.company.as_str()),
            _ => (SecretKind::Allegro, guide.account.as_str()),
        };
        let secret = place.secrets().into_iter().find(|secret| secret.kind == kind && secret.of == of);
        Ok(Self {
            fields: adjust::by_key(&place.dir, &keys)?,
            secret: secret.map_or(SecretOrigin::Missing, |secret| secret.origin),
            company: place.settings.companies.get(&guide.company).cloned().unwrap_or_default(),
            allegro: place.settings.accounts.get(&guide.account).cloned().unwrap_or_default(),
            application: place.settings.allegro.application.clone(),
            guide,
        })
    }

    /// The field whose key ends so.
    pub fn field(&self, end: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key.ends_with(end))
    }
}

/// What stands in a field: what was typed and not saved, else what is in force.
pub(super) fn now<'f>(field: &'f Field, typed: &'f TypedByKey) -> &'f str {
    let touched = typed.get(&field.key).filter(|typed| typed.value.trim() != typed.shown.trim());
    touched.map_or(field.value.as_str(), |typed| typed.value.as_str())
}

/// A setting's name on a page.
pub(super) fn label(texts: &Catalogue, field: &Field) -> String {
    meaning(field.path).and_then(|meaning| texts.label(&meaning)).unwrap_or_default()
}

/// A field with its label; `list`: the words to choose from; `how`: a line below it.
pub(super) fn text(
    texts: &Catalogue,
    field: Option<&Field>,
    typed: &TypedByKey,
    list: Option<&str>,
    how: Option<Message>,
) -> Markup {
    let Some(field) = field else { return html! {} };
    let how = how.map(|how| texts.text(&how));
    let about = how.as_ref().map(|_| format!("h.{}", field.key));
    html! { div.setting {
        label for={ "v." (field.key) } { (label(texts, field)) }
        input id={ "v." (field.key) } name={ "v." (field.key) } value=(now(field, typed)) list=[list]
            aria-describedby=[about.as_deref()] autocomplete="off" spellcheck="false";
        (was(field))
        @if let Some(how) = &how { p.soft id=[about.as_deref()] { (how) } }
    } }
}

/// A field to choose one of some words in.
pub(super) fn choice(
    texts: &Catalogue,
    field: Option<&Field>,
    typed: &TypedByKey,
    words: &[(&str, Message)],
) -> Markup {
    let Some(field) = field else { return html! {} };
    html! { div.setting {
        label for={ "v." (field.key) } { (label(texts, field)) }
        select id={ "v." (field.key) } name={ "v." (field.key) } { @for (word, told) in words {
            option value=(word) selected[*word == now(field, typed)] { (texts.text(told)) }
        } }
        (was(field))
    } }
}

/// What stood in the field when it was shown, so that what somebody else writes meanwhile is seen.
pub(super) fn was(field: &Field) -> Markup {
    html! { input type="hidden" name={ "o." (field.key) } value=(field.value); }
}

/// A field for a secret, which is never shown.
pub(super) fn secret(texts: &Catalogue, name: &str, label: impl Into<Message>, how: &Message) -> Markup {
    html! { div.setting {
        label for=(name) { (texts.say(label)) }
        input id=(name) name=(name) type="password" autocomplete="new-password" aria-describedby={ "h." (name) };
        p.soft.long id={ "h." (name) } { (texts.text(how)) }
    } }
}
