//! The binary `hotspur`: args → study → run → summary. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.

mod args;
mod commands;
mod progress;
mod request;
mod summary;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Map(args) => commands::map::run(args),
        Command::Check(args) => commands::check::run(args),
        Command::Sample { folder } => commands::sample::run(&folder),
        Command::New(args) => commands::new::run(args),
        Command::Completions { shell } => commands::shell::completions(shell),
        Command::Man => commands::shell::man(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever closed the pipe has read enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Nothing is left to tell if standard error is closed too.
            let _ = writeln!(io::stderr(), "hotspur: {}", sentence(&error));
            ExitCode::from(1)
        }
    }
}

/// The error and its causes, each once: most errors name their cause in their own words.
fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let words = cause.to_string();
        if said.is_empty() {
            said = words;
        } else if !said.contains(&words) {
            said = format!("{said}: {words}");
        }
    }
    said
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
