//! The binary `hotspur`: args → study → run → summary. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.

mod args;
mod ask_args;
mod audit_args;
mod briefing;
mod commands;
mod compare_args;
mod places;
mod progress;
mod request;
mod rivals;
mod summary;
mod track_args;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Map(args) => commands::map::run(&args),
        Command::Locate(args) => commands::locate::run(&args),
        Command::Repeats(args) => commands::repeats::run(&args),
        Command::Profile(args) => commands::profile::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Evaluate(args) => commands::evaluate::run(&args),
        Command::Track(args) => commands::track::run(&args),
        Command::Check(args) => commands::check::run(args),
        Command::Tally(args) => commands::tally::run(args),
        Command::Audit(args) => commands::audit::run(args),
        Command::Score(args) => commands::score::run(args),
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
            let _ = writeln!(io::stderr(), "hotspur: {}", said(&error));
            ExitCode::from(1)
        }
    }
}

/// An error with its causes, except those that it has already told in its own words.
fn said(error: &anyhow::Error) -> String {
    error.chain().fold(String::new(), |text, cause| {
        let cause = cause.to_string();
        match text.as_str() {
            "" => cause,
            told if told.contains(&cause) => text,
            told => format!("{told}: {cause}"),
        }
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<io::Error>()
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
