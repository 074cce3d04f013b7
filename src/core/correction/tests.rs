use super::*;

fn correction(was: &str, is: &str) -> Correction {
    Correction { was: was.to_owned(), is: is.to_owned(), by: "panel".to_owned(), at: Timestamp::UNIX_EPOCH }
}

#[test]
fn each_field_is_read_as_it_is_written_and_a_stranger_spoils_nothing() {
    let of_lines = [Field::Code("a-1".to_owned()), Field::Rate("a:1".to_owned())];
    for field in Field::OF_ORDER.into_iter().chain(of_lines) {
        assert_eq!(Field::from(field.word()), field);
    }
    let of_later = r#"{"colour":{"was":"a","is":"b","by":"panel","at":"1970-01-01T00:00:00Z"}}"#;
    let read: Corrections = serde_json::from_str(of_later).unwrap();
    assert_eq!(read.meant(&Field::Unknown("colour".to_owned())), Some("b"));
    assert_eq!(serde_json::to_string(&read).unwrap(), of_later);
}

#[test]
fn corrections_mean_the_same_whoever_made_them() {
    let made = |is: &str, by: &str| -> Corrections {
        let one = Correction { by: by.to_owned(), ..correction("a", is) };
        [(Field::Nip, one)].into_iter().collect()
    };
    assert!(made("b", "panel").mean_the_same(&made("b", "panel (jan)")));
    assert!(!made("b", "panel").mean_the_same(&made("c", "panel")));
    assert!(!made("b", "panel").mean_the_same(&Corrections::default()));
}
