//! Writes the sample study: `cargo run -p hotspur-seeds -- data/tamworth [SEED]`.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use hotspur_seeds::{borough, write};

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut args: impl Iterator<Item = String>) -> io::Result<()> {
    let usage = "usage: hotspur-seeds FOLDER [SEED], for instance: hotspur-seeds data/tamworth";
    let folder = args.next().map(PathBuf::from);
    let folder = folder.ok_or_else(|| io::Error::other(usage))?;
    let seed = match args.next() {
        None => borough::SEED,
        Some(text) => text.parse().map_err(|_| {
            io::Error::other(format!(
                "{text:?} is not a whole number: give a seed such as 2002"
            ))
        })?,
    };
    let borough = borough::generate(seed);
    write::folder(&borough, &folder)?;
    let incidents = borough.incidents.len();
    writeln!(
        io::stdout(),
        "{incidents} incidents of seed {seed} in {}",
        folder.display()
    )
}
