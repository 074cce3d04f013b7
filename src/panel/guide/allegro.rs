//! The step of Allegro: the application, the login, and further accounts.

use maud::{Markup, html};

use super::fields::{self, Shown};
use super::{Held, onward};
use crate::core::message::Message;
use crate::core::message::text::{
    GuideAccountAdd, GuideAccountAlias, GuideAccountAliasHow, GuideAccountCompany, GuideAccountCompanyHow,
    GuideAccountMore, GuideAllegroGood, GuideAppFive, GuideAppFour, GuideAppHead, GuideAppOne, GuideAppThree,
    GuideAppTwo, GuideIdHow, GuideLogin, GuideLoginHow, GuideNameHow, GuideSave, GuideSecret, GuideSecretAt,
    GuideSecretHow,
};
use crate::panel::page::View;
use crate::panel::{Shared, accounts};
use crate::workplace::guide::{Login, Step};
use crate::workplace::{SecretOrigin, apps_page};

pub(super) fn form(panel: &Shared, view: &View<'_>, shown: &Shown, held: &Held) -> Markup {
    let texts = view.texts;
    let guide = &shown.guide;
    let page = apps_page(&shown.allegro);
    let (typed, is_new) = (&held.typed, guide.facts.login == Login::NoApplication);
    html! {
        @if !guide.account.is_empty() {
            details open[is_new] {
                summary { (texts.say(GuideAppHead)) }
                ol {
                    li { (texts.say(GuideAppOne)) " " a href=(page) target="_blank" rel="noopener noreferrer" { (page) } }
                    li { (texts.say(GuideAppTwo)) " " code { (shown.application) } }
                    li { (texts.say(GuideAppThree)) }
                    li { (texts.say(GuideAppFour)) }
                    li { (texts.say(GuideAppFive)) }
                }
            }
            form.card method="post" action="/guide/allegro" {
                (view.mark())
                input type="hidden" name="account" value=(guide.account);
                (fields::text(texts, shown.field("allegro.application"), typed, None, Some(GuideNameHow.into())))
                (fields::text(texts, shown.field(".client_id"), typed, None, Some(GuideIdHow.into())))
                (fields::secret(texts, "secret", GuideSecret, &secret_how(&shown.secret, GuideSecretHow)))
                p { button { (texts.say(GuideSave)) } }
            }
            @if !is_new { section.card id="login" {
                h2 { (texts.say(GuideLogin)) }
                @if guide.facts.login == Login::Nobody { p { (texts.say(GuideLoginHow)) } }
                (accounts::desk(panel, view, &guide.account, true))
            } }
        }
        (more(view, shown, held))
    }
}

/// Where a secret is already; what is said where it is nowhere.
pub(super) fn secret_how(origin: &SecretOrigin, missing: impl Into<Message>) -> Message {
    match origin {
        SecretOrigin::Missing => missing.into(),
        SecretOrigin::File(at) | SecretOrigin::Environment(at) => GuideSecretAt { at: at.into() }.into(),
    }
}

/// A form for a further account; of a folder without any, for the first.
fn more(view: &View<'_>, shown: &Shown, held: &Held) -> Markup {
    let texts = view.texts;
    let part = |name: &str| held.fields.get(name).map(String::as_str).unwrap_or_default();
    let is_open = shown.guide.account.is_empty() || !part("alias").is_empty();
    html! { details open[is_open] {
        summary { (texts.say(GuideAccountMore)) }
        form.card method="post" action="/guide/account" {
            (view.mark())
            input type="hidden" name="account" value=(shown.guide.account);
            div.setting {
                label for="alias" { (texts.say(GuideAccountAlias)) }
                input id="alias" name="alias" value=(part("alias")) maxlength="20" required aria-describedby="h.alias" autocomplete="off" spellcheck="false";
                p.soft id="h.alias" { (texts.say(GuideAccountAliasHow)) }
            }
            div.setting {
                label for="company" { (texts.say(GuideAccountCompany)) }
                @let company = if part("company").is_empty() { shown.guide.company.as_str() } else { part("company") };
                input id="company" name="company" value=(company) maxlength="20" required list="companies" aria-describedby="h.company" autocomplete="off" spellcheck="false";
                datalist id="companies" { @for name in &shown.guide.companies { option value=(name) {} } }
                p.soft id="h.company" { (texts.say(GuideAccountCompanyHow)) }
            }
            p { button { (texts.say(GuideAccountAdd)) } }
        }
    } }
}

/// What the desk shows when somebody has logged in.
pub(in crate::panel) fn logged_in(view: &View<'_>, account: &str) -> Markup {
    html! { p.said { (view.texts.say(GuideAllegroGood)) } (onward(view, Step::Allegro, account, true)) }
}
