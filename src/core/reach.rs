//! How far a failure reaches. It is decided once, where the failure arises; whoever works through many things goes on
//! with everything outside of it, says what was left and why, and comes back to it by itself.

/// What a failure holds up. From the narrowest to the widest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// A line of an order or document.
    Line,
    /// An offer at Allegro: the lines that need it, and no others.
    Offer,
    /// An order.
    Order,
    /// A file.
    File,
    /// One thing that is asked of a service: of Allegro the journal, the list, one form, one offer, `me`; the mail
    /// server. Whether an answer to a question about one order is that order's or everybody's is judged by what the
    /// others answered.
    Resource,
    /// An account at Allegro: its login, its tokens, its way there.
    Account,
    /// A company: its base and its ledger.
    Company,
    /// A folder, and the disk below it.
    Folder,
    /// The program as it was started: arguments, settings, what it is built of.
    Process,
}

impl Reach {
    /// Is this one thing among many of its kind, so that a stage goes on with the next?
    #[must_use]
    pub fn is_one_of_many(self) -> bool {
        self <= Self::File
    }
}
