//! What is said first where a focus group asks: the answer in plain words.

use std::io::{self, Write};

use anyhow::Result;
use hotspur_io::job::Outcome;

/// Prints the sentences of every answer.
pub fn print(outcome: &Outcome) -> Result<()> {
    let mut out = io::stdout().lock();
    for answer in &outcome.answers {
        for sentence in answer.briefing() {
            writeln!(out, "{sentence}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
