//! The step of the base.

use maud::{Markup, html};

use super::Held;
use super::allegro::secret_how;
use super::fields::{self, Shown};
use crate::core::message::Message;
use crate::core::message::text::{
    GuideBaseReal, GuideBaseTest, GuideBaseWhich, GuideEncryptOff, GuideEncryptRequired, GuideEncryptTrust,
    GuideEngineSandbox, GuideEngineServer, GuideEngineWhich, GuideGrants, GuideGrantsHow, GuideLoginSql,
    GuideLoginWindows, GuideOptimaHow, GuidePassword, GuideSaveAndLook, GuideServer, GuideServerHow,
};
use crate::core::settings::Engine;
use crate::panel::page::View;
use crate::workplace::guide::{Base, grants};

/// The words of the form for what base it is.
const TEST: &str = "test";
const REAL: &str = "real";

/// What a person said of the base.
pub(super) fn base_of(word: &str) -> Option<Base> {
    match word {
        TEST => Some(Base::Test),
        REAL => Some(Base::RealWithBackup),
        _ => None,
    }
}

pub(super) fn form(view: &View<'_>, shown: &Shown, held: &Held) -> Markup {
    let (texts, typed) = (view.texts, &held.typed);
    let Some(engine) = shown.field(".engine") else { return html! {} };
    let now = fields::now(engine, typed);
    // Nobody has said yet which: then none is chosen.
    let chosen = (engine.is_said || typed.contains_key(&engine.key)).then_some(now);
    let on_server = chosen == Some("sqlserver");
    let said = held.fields.get("base").map(String::as_str).unwrap_or_default();
    let radio = |name: &str, value: &str, is_chosen: bool, told: Message| {
        html! { label.back {
            input type="radio" name=(name) value=(value) checked[is_chosen] required[name.starts_with("v.")];
            " " (texts.text(&told))
        } }
    };
    let name = format!("v.{}", engine.key);
    html! {
        p { (texts.say(GuideOptimaHow)) }
        form.card method="post" action="/guide/optima" {
            (view.mark())
            input type="hidden" name="account" value=(shown.guide.account);
            fieldset {
                legend { (texts.say(GuideEngineWhich)) }
                (radio(&name, "sandbox", chosen == Some("sandbox"), GuideEngineSandbox.into()))
                (radio(&name, "sqlserver", on_server, GuideEngineServer.into()))
                (fields::was(engine))
            }
            details open[on_server] {
                summary { (texts.say(GuideServer)) }
                (fields::text(texts, shown.field(".server"), typed, Some("servers"), Some(GuideServerHow.into())))
                (fields::text(texts, shown.field(".database"), typed, Some("bases"), None))
                (fields::choice(texts, shown.field(".login"), typed, &[
                    ("sql", GuideLoginSql.into()), ("windows", GuideLoginWindows.into()),
                ]))
                (fields::text(texts, shown.field(".user"), typed, None, None))
                (fields::secret(texts, "password", GuidePassword.into(), &secret_how(&shown.secret)))
                (fields::choice(texts, shown.field(".encryption"), typed, &[
                    ("required", GuideEncryptRequired.into()), ("trust", GuideEncryptTrust.into()),
                    ("off", GuideEncryptOff.into()),
                ]))
                (fields::text(texts, shown.field(".ca_file"), typed, None, None))
                fieldset {
                    legend { (texts.say(GuideBaseWhich)) }
                    (radio("base", TEST, said == TEST, GuideBaseTest.into()))
                    (radio("base", REAL, said == REAL, GuideBaseReal.into()))
                }
            }
            p { button { (texts.say(GuideSaveAndLook)) } }
        }
        @if shown.company.engine == Engine::SqlServer { details {
            summary { (texts.say(GuideGrants)) }
            p { (texts.say(GuideGrantsHow)) }
            pre tabindex="0" { (grants(&shown.company)) }
        } }
    }
}
