//! Progress on long work, on standard error.

use std::io::{self, IsTerminal, Write};
use std::time::Duration;

use hotspur_io::job::Progress;
use indicatif::ProgressBar;

use crate::args::ProgressKind;

/// Shows which stage a run is in.
pub enum Shown {
    /// A spinner on a terminal.
    Spinner(ProgressBar),
    /// One JSON object a line.
    Jsonl,
    /// Nothing.
    Hidden,
}

impl Shown {
    /// What the flags ask for; a spinner only where standard error is a terminal.
    pub fn new(kind: ProgressKind, quiet: bool) -> Self {
        match kind {
            ProgressKind::Jsonl => Self::Jsonl,
            ProgressKind::Auto if !quiet && io::stderr().is_terminal() => {
                let spinner = ProgressBar::new_spinner();
                spinner.enable_steady_tick(Duration::from_millis(100));
                Self::Spinner(spinner)
            }
            _ => Self::Hidden,
        }
    }

    /// Takes the spinner off the screen.
    pub fn finish(&self) {
        if let Self::Spinner(spinner) = self {
            spinner.finish_and_clear();
        }
    }
}

impl Progress for Shown {
    fn stage(&self, name: &str) {
        match self {
            Self::Spinner(spinner) => spinner.set_message(name.to_owned()),
            Self::Jsonl => {
                let line = serde_json::json!({ "stage": name });
                // Progress that nobody can read is no reason to stop.
                let _ = writeln!(io::stderr(), "{line}");
            }
            Self::Hidden => {}
        }
    }
}
