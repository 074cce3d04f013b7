//! Countries' names as Optima has them in `ADRES/KRAJ`: in Polish.

/// Two letters (ISO 3166-1) and the Polish name: the Union, its neighbours, and where Poles send parcels.
const NAMES: [(&str, &str); 53] = [
    ("PL", "Polska"),
    ("AT", "Austria"),
    ("BE", "Belgia"),
    ("BG", "Bułgaria"),
    ("HR", "Chorwacja"),
    ("CY", "Cypr"),
    ("CZ", "Czechy"),
    ("DK", "Dania"),
    ("EE", "Estonia"),
    ("FI", "Finlandia"),
    ("FR", "Francja"),
    ("GR", "Grecja"),
    ("EL", "Grecja"),
    ("ES", "Hiszpania"),
    ("NL", "Holandia"),
    ("IE", "Irlandia"),
    ("LT", "Litwa"),
    ("LU", "Luksemburg"),
    ("LV", "Łotwa"),
    ("MT", "Malta"),
    ("DE", "Niemcy"),
    ("PT", "Portugalia"),
    ("RO", "Rumunia"),
    ("SK", "Słowacja"),
    ("SI", "Słowenia"),
    ("SE", "Szwecja"),
    ("HU", "Węgry"),
    ("IT", "Włochy"),
    ("AL", "Albania"),
    ("AD", "Andora"),
    ("AU", "Australia"),
    ("BY", "Białoruś"),
    ("BA", "Bośnia i Hercegowina"),
    ("BR", "Brazylia"),
    ("CN", "Chiny"),
    ("ME", "Czarnogóra"),
    ("GE", "Gruzja"),
    ("IS", "Islandia"),
    ("IL", "Izrael"),
    ("JP", "Japonia"),
    ("CA", "Kanada"),
    ("LI", "Liechtenstein"),
    ("MK", "Macedonia Północna"),
    ("MD", "Mołdawia"),
    ("MC", "Monako"),
    ("NO", "Norwegia"),
    ("RS", "Serbia"),
    ("US", "Stany Zjednoczone"),
    ("CH", "Szwajcaria"),
    ("TR", "Turcja"),
    ("UA", "Ukraina"),
    ("GB", "Wielka Brytania"),
    ("XI", "Irlandia Północna"),
];

/// Every country that is known, by its two letters and its Polish name.
#[must_use]
pub fn all() -> &'static [(&'static str, &'static str)] {
    &NAMES
}

/// The Polish name of a country. `None` for a code that the list does not have.
#[must_use]
pub fn polish_name(code: &str) -> Option<&'static str> {
    NAMES.iter().find(|(letters, _)| letters.eq_ignore_ascii_case(code.trim())).map(|(_, name)| *name)
}

/// The two letters of a country by its Polish name. `None` for a name that the list does not have.
#[must_use]
pub fn iso(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    NAMES.iter().find(|(_, known)| known.to_lowercase() == name).map(|(letters, _)| *letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_polish_names() {
        for (code, name) in [("PL", "Polska"), ("cz", "Czechy"), (" SK ", "Słowacja"), ("HU", "Węgry")] {
            assert_eq!(polish_name(code), Some(name));
        }
        assert_eq!(polish_name("XX"), None);
        assert_eq!((iso("polska"), iso("Atlantyda")), (Some("PL"), None));
        assert_eq!(polish_name(""), None);
    }

    #[test]
    fn no_code_stands_twice() {
        let codes: std::collections::BTreeSet<_> = NAMES.iter().map(|(code, _)| code).collect();
        assert_eq!(codes.len(), NAMES.len());
    }
}
