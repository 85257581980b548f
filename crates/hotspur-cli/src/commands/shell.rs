//! `hotspur completions` and `hotspur man`: what packagers install.

use std::io::{self, Write};

use anyhow::Result;
use clap::CommandFactory;

use crate::args::Cli;

/// Prints completions for a shell.
pub fn completions(shell: clap_complete::Shell) -> Result<()> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "hotspur", &mut text);
    io::stdout().write_all(&text)?;
    Ok(())
}

/// Prints the manual page.
pub fn man() -> Result<()> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut text)?;
    io::stdout().write_all(&text)?;
    Ok(())
}
