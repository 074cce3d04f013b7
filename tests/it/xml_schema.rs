//! The check against the schema on a corpus of small files: those in `right` are valid, those in `wrong` break one thing
//! each. libxml2 judges them alike.

use std::path::{Path, PathBuf};

use allegro_optima::xml::{Limits, check, read};

use crate::libxml2::verdicts;

#[expect(clippy::unwrap_used, reason = "a test without its files cannot go on")]
fn corpus(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/xml_corpus").join(folder);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn all() -> impl Iterator<Item = (PathBuf, bool)> {
    let right = corpus("right").into_iter().map(|file| (file, true));
    right.chain(corpus("wrong").into_iter().map(|file| (file, false)))
}

#[test]
fn the_check_judges_the_corpus_rightly() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (file, valid) in all() {
        count += 1;
        let verdict = check(&std::fs::read(&file).unwrap(), &Limits::default(), None);
        if verdict.is_ok() != valid {
            wrong.push(format!("{}: {verdict:?}", file.display()));
        }
        for issue in verdict.err().unwrap_or_default() {
            assert!(issue.line > 0, "{}: {issue:?}", file.display());
            assert!(issue.problem().code().starts_with("XML-2"), "{issue:?}");
        }
    }
    assert!(count >= 50, "{count} files");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn libxml2_judges_the_corpus_alike() {
    let (files, valid): (Vec<PathBuf>, Vec<bool>) = all().unzip();
    let Some(verdicts) = verdicts(&files) else { return };
    let wrong: Vec<_> =
        files.iter().zip(valid.iter().zip(&verdicts)).filter(|(_, (ours, theirs))| ours != theirs).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_reader_takes_what_exports_look_like() {
    let names = ["our-output", "export-of-2016", "export-of-2021", "export-of-2025-rw", "indented", "prefixed"];
    for name in names {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/xml_corpus/right/{name}.xml"));
        let read = read(&std::fs::read(file).unwrap(), &Limits::default()).unwrap();
        assert!(read.documents.iter().all(Result::is_ok), "{name}: {:?}", read.documents);
    }
}
