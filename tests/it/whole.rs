//! How much the large tests take on. The unit tests read this file too, so that one place says it.

/// `whole`: the large tests are as large as they can be. Nothing: as large as they must be to show what they show.
const VARIABLE: &str = "ALLEGRO_OPTIMA_TESTS";

/// `all` of it when that is asked for, and otherwise `part`.
pub fn or_part<T>(all: T, part: T) -> T {
    match std::env::var(VARIABLE).ok().as_deref() {
        None | Some("") => part,
        Some("whole") => all,
        // Whoever mistypes it would believe that everything was looked at.
        Some(other) => panic!("{VARIABLE} is \"whole\" or nothing, not {other:?}"),
    }
}
