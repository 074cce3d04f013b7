//! The settings file that `init` writes: every choice with what it means, so that nobody needs a manual to
//! change one.

use super::explained;
use crate::core::message::text::{
    CfgAccount, CfgAllegro, CfgCompany, CfgDocuments, CfgEmail, CfgHead, CfgLog, CfgOrders, CfgPayments,
    CfgSandboxCreate, CfgSchedule, CfgSeller, CfgWatch, CfgXml,
};
use crate::core::message::{Catalogue, Language, Message};
use crate::core::settings::LATER;

/// What is known when a folder is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// Language of messages.
    pub language: Language,
    /// Alias of the Allegro account.
    pub alias: String,
    /// Name of the Optima base.
    pub company: String,
    /// The seller's name.
    pub seller: String,
    /// The seller's NIP.
    pub nip: String,
    /// Everything else is asked in the panel: which base is not said, and the account waits until its day is.
    pub by_guide: bool,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            language: Language::Polish,
            alias: "sklep".to_owned(),
            company: "firma".to_owned(),
            seller: String::new(),
            nip: String::new(),
            by_guide: false,
        }
    }
}

/// The file's text.
#[must_use]
pub fn settings(answers: &Answers) -> String {
    let texts = Catalogue::new(answers.language);
    let language = if answers.language == Language::Polish { "pl" } else { "en" };
    let mut file = String::new();
    let mut part = |comment: String, body: String| {
        for line in comment.lines() {
            file.push_str(format!("# {line}").trim_end());
            file.push('\n');
        }
        file.push_str(&body);
        file.push('\n');
    };
    let about = |head: Option<Message>, part: &str| {
        let head = head.map(|head| texts.text(&head)).into_iter();
        head.chain(explained::lines(&texts, part)).collect::<Vec<_>>().join("\n")
    };
    part(format!("{}\n\n{}", texts.say(CfgHead), about(None, "language")), format!("language = \"{language}\"\n"));
    part(about(None, "handoff"), "handoff = \"auto\"\n".to_owned());
    part(
        about(Some(CfgSeller.into()), "seller"),
        format!(
            "[seller]\nname = {}\nnip_country = \"PL\"\nnip = {}\nstreet = \"\"\npost_code = \"\"\ncity = \"\"\ncountry = \"Polska\"\nbank_account = \"\"\nbank_name = \"\"\n",
            quoted(&answers.seller),
            quoted(&answers.nip)
        ),
    );
    part(
        about(Some(CfgAllegro.into()), "allegro"),
        "[allegro]\napplication = \"allegro-optima\"\nrequests_per_minute = 300\ntokens = \"file\"\n".to_owned(),
    );
    part(
        about(Some(CfgAccount.into()), "accounts.*"),
        format!(
            "[accounts.{}]\nenvironment = \"production\"\nclient_id = \"\"\noffers = true\ncompany = {}\n{}",
            answers.alias,
            quoted(&answers.company),
            if answers.by_guide { format!("begin = {}\n", quoted(LATER)) } else { String::new() }
        ),
    );
    part(
        about(Some(CfgCompany.into()), "companies.*"),
        format!("[companies.{}]\n{}", answers.company, if answers.by_guide { "" } else { "engine = \"sandbox\"\n" }),
    );
    part(about(Some(CfgOrders.into()), "orders"), "[orders]\nsent_before = \"stop\"\nafter_import = \"report\"\none_fulfillment = \"stop\"\none_fulfillment_warehouse = \"\"\none_fulfillment_series = \"\"\nforeign_delivery = \"stop\"\nforeign_currency = \"stop\"\ncurrency_definition = \"\"\ncurrency_series = \"\"\n".to_owned());
    part(about(Some(CfgDocuments.into()), "documents.firm"), documents());
    part(
        about(None, "fields"),
        "[fields]\ndate = \"purchase\"\nreservation_days = 14\nforeign_number = \"{konto}/{id}\"\nother_foreign_numbers = []\nphone_in_description = false\nemail_in_description = false\nmasked_email_on_document = false\ndescription = [\"ALLEGRO_ID\", \"KONTO\", \"LOGIN\", \"DOSTAWA\", \"PUNKT\", \"SMART\", \"TELEFON\", \"EMAIL\", \"KURS\", \"ALLEGRO_CENY\", \"ROZNICE\", \"NAZWA\", \"ADRES\", \"UWAGI\"]\n\n[fields.attributes]\norder = \"ALLEGRO_ID\"\nlogin = \"ALLEGRO_NICK\"\npayment = \"ALLEGRO_PLATNOSC_ID\"\npoint = \"ALLEGRO_PUNKT\"\naccount = \"ALLEGRO_KONTO\"\ncompensation = \"ALLEGRO_CENY\"\n".to_owned(),
    );
    part(about(None, "vat"), "[vat]\ndefault_rate = \"\"\nexempt_seller = false\ndelivery = \"service\"\n".to_owned());
    part(
        format!("{}\n{}", about(None, "products"), texts.say(CfgSandboxCreate)),
        "[products]\nunknown = \"refuse\"\nname = \"card\"\ncreate = true\n\n[products.card]\ncode = \"{kod}\"\nname = \"{nazwa}\"\ncatalogue_number = \"\"\nvat = \"\"\nunit = \"szt.\"\ngroup = \"\"\ntype = \"goods\"\nean = true\nprice = false\n".to_owned(),
    );
    part(
        about(None, "delivery"),
        "[delivery]\ndefault_service = \"DOSTAWA\"\nvat = \"23\"\nzero_line = false\n".to_owned(),
    );
    part(
        about(None, "services"),
        "[services]\ndeposit = \"KAUCJA\"\nadditional = \"\"\nvat = \"23\"\ncreate = false\n".to_owned(),
    );
    part(
        about(Some(CfgPayments.into()), "payments"),
        "[payments]\ndefault_form = \"przelew\"\ncash_on_delivery_form = \"pobranie\"\n".to_owned(),
    );
    part(
        about(None, "contractors"),
        "[contractors]\nwrong_nip = \"error\"\nseveral = \"error\"\nundefined = \"nobody\"\nfirm_by_email = false\npayment_form = \"\"\n"
            .to_owned(),
    );
    part(about(None, "import"), "[import]\nother_sum = \"stop\"\nlook_back_days = 60\nsettle_seconds = 2\n".to_owned());
    part(about(Some(CfgXml.into()), "xml"), "[xml]\ngenerator = \"Comarch Opt!ma\"\nelements = \"2025\"\ntype = \"ro\"\ncounted_from = \"gross\"\npayer_code = \"generated\"\nissue_date = \"document\"\nmirrored_types = false\n".to_owned());
    part(
        about(Some(CfgSchedule.into()), "schedule"),
        "[schedule]\nevery_minutes = 15\ndaily_at = []\nhours = \"\"\nweekdays = []\n".to_owned(),
    );
    part(
        about(Some(CfgWatch.into()), "watch"),
        "[watch]\nscan_seconds = 10\npoll_only = false\nsubfolders = false\n".to_owned(),
    );
    part(about(None, "retention"), "[retention]\ndays = 90\n".to_owned());
    part(about(Some(CfgLog.into()), "log"), "[log]\nlevel = \"info\"\nkeep_days = 30\n".to_owned());
    part(
        about(Some(CfgEmail.into()), "email"),
        "[email]\nserver = \"\"\nport = 0\nencryption = \"starttls\"\nuser = \"\"\nfrom = \"\"\nto = []\npause_minutes = 60\ndaily_at = \"\"\ndetails = false\n"
            .to_owned(),
    );
    part(about(None, "files"), "[files]\nmax_size_mib = 16\n".to_owned());
    file
}

fn documents() -> String {
    ["firm", "invoice", "private"]
        .map(|class| {
            format!(
                "[documents.{class}]\nkind = \"ro\"\ndefinition = \"RO\"\nseries = \"\"\nwarehouse = \"MAGAZYN\"\ncategory = \"\"\ncategory_from = \"settings\"\ngroup = \"ALLEGRO\"\npayment_form = \"\"\n"
            )
        })
        .join("\n")
}

/// A TOML string. What an operator types may hold quotes and backslashes.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::core::settings::ranges::{RANGES, range};
    use crate::core::settings::{Account, Company, Settings};
    use crate::settings::file;
    use crate::settings::schema::{self, Kind};
    use std::path::Path;

    /// What stands above the head of each part, and above what stands outside of all.
    fn comments(file: &str) -> BTreeMap<String, String> {
        let (mut found, mut comment): (BTreeMap<String, String>, _) = (BTreeMap::new(), String::new());
        for line in file.lines() {
            let name = line.strip_prefix('[').map(|head| head.split(['.', ']']).next().unwrap());
            match (line.strip_prefix('#'), name.or(line.split_once(" = ").map(|(key, _)| key))) {
                (Some(words), _) => comment += words,
                (None, Some(part)) if !comment.is_empty() => {
                    drop(found.insert(part.to_owned(), std::mem::take(&mut comment)));
                }
                _ => {}
            }
        }
        found
    }

    #[test]
    fn every_setting_is_described_in_the_file_by_its_name_and_so_is_every_word_that_it_takes() {
        for language in [Language::Polish, Language::English] {
            let file = settings(&Answers { language, ..Answers::default() });
            let comments = comments(&file);
            for known in schema::all() {
                let (_, name) = known.parts();
                let own = known.path.split('.').next().unwrap();
                // An account's is that of all.
                let part = if known.path.contains(".schedule.") { "schedule" } else { own };
                let comment = comments.get(part).unwrap_or_else(|| panic!("{part} is not described"));
                let has = |word: &str| {
                    comment.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-')).any(|found| found == word)
                };
                assert!(has(name), "{}: {language:?} {comment}", known.path);
                let Kind::Word(words) = known.kind else { continue };
                // Of the description's lines the file has those that are usual.
                let usual = |word: &str| file.contains(&format!("\"{word}\""));
                for word in words {
                    assert!(has(word) || usual(word), "{}: {word} {language:?}", known.path);
                }
            }
        }
    }

    #[test]
    fn every_setting_has_a_range() {
        for known in schema::all() {
            let path: Vec<&str> = known.path.split('.').collect();
            let range = range(&path).unwrap_or_else(|| panic!("{} has no range", known.path));
            let typed = matches!(known.kind, Kind::Flag | Kind::Word(_));
            assert_eq!(range == crate::core::settings::ranges::Range::Typed, typed, "{}", known.path);
        }
        for (row, _) in RANGES {
            let path = row.replace("documents.*", "documents.firm");
            assert!(schema::all().iter().any(|known| known.path == path), "{row} is no setting");
        }
    }

    #[test]
    fn the_template_is_the_default_but_for_the_try_out_company() {
        for language in [Language::Polish, Language::English] {
            let answers = Answers { language, seller: "Sklep \"Pod \\ Lipą\"".to_owned(), ..Answers::default() };
            let read = file::parse(&settings(&answers), Path::new("x")).unwrap();
            let mut expected = Settings { language, ..Settings::default() };
            expected.seller.name = answers.seller;
            expected.seller.nip_country = "PL".to_owned();
            expected.seller.country = "Polska".to_owned();
            expected.accounts.insert("sklep".to_owned(), Account { company: "firma".to_owned(), ..Account::default() });
            expected.companies.insert("firma".to_owned(), Company::default());
            expected.products.create = true;
            for policy in
                [&mut expected.documents.firm, &mut expected.documents.invoice, &mut expected.documents.private]
            {
                policy.definition = "RO".to_owned();
            }
            assert_eq!(read, expected);
        }
    }
}
