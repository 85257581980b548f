//! `hotspur tally`: incidents counted into a partial, which `hotspur map` takes in the place of the files.

use std::io::{self, Write};

use anyhow::Result;
use hotspur_io::job::tally;

use crate::args::TallyArgs;
use crate::progress::Shown;
use crate::request::study_of;

/// Counts, writes, and says what became of the rows.
pub fn run(args: TallyArgs) -> Result<()> {
    let progress = Shown::new(args.question.progress, args.question.quiet);
    let study = study_of(&args.question);
    let outcome = study.and_then(|study| Ok(tally(&study, &args.out, args.overwrite, &progress)?));
    progress.finish();
    let told = outcome?;
    if !args.question.quiet {
        writeln!(
            io::stdout(),
            "wrote {}: {} rows of {} file(s) as {} counts by place, type and time; {} rows cannot be used",
            args.out.display(),
            told.rows,
            told.files,
            told.counts,
            told.rejected
        )?;
    }
    Ok(())
}
