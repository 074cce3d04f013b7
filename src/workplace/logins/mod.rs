//! Allegro accounts: what `allegro` needs kept, kept by `spool`; the login; who is logged in and until when.

mod blocks;
mod login;
mod overview;
mod secret;
mod tokens;

#[cfg(test)]
mod tests;

pub use blocks::FileBlocks;
pub use login::{LogIn, LoggedIn, Operator};
pub use overview::{AccountView, Standing, WARNED_BEFORE, view};
pub use secret::{read_client_secret, secret_files};
pub use tokens::FileTokens;
