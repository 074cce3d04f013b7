//! Progress on a terminal, for work that takes longer than a second; nothing when piped.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::workplace::Progress;

/// A bar on stderr.
#[derive(Debug)]
pub struct TerminalProgress {
    bar: ProgressBar,
}

impl TerminalProgress {
    /// Visible only where stderr is a terminal; `quiet` hides it there too.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        let target = if quiet || !io::stderr().is_terminal() {
            ProgressDrawTarget::hidden()
        } else {
            // One drawing a second: what is done sooner shows nothing.
            ProgressDrawTarget::stderr_with_hz(1)
        };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        Self { bar }
    }
}

impl Progress for TerminalProgress {
    fn begin(&self, what: &str, total: Option<u64>) {
        self.bar.reset();
        self.bar.set_message(what.to_owned());
        self.bar.set_length(total.unwrap_or(0));
    }

    fn step(&self) {
        self.bar.inc(1);
    }

    fn end(&self) {
        self.bar.finish_and_clear();
    }
}
