//! A partial of incidents: counted in one place, mapped in another.

use std::path::Path;

use super::{JobError, Progress};
use crate::incidents::{PARTIAL_FIRST_LINE, tally_incidents};
use crate::study::Study;
use crate::write::WholeFile;

/// What a partial holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TallyOutcome {
    /// Files read.
    pub files: u64,
    /// Their rows.
    pub rows: u64,
    /// Rows that cannot be used.
    pub rejected: u64,
    /// The counts that the others became.
    pub counts: u64,
}

/// Counts the incidents of a study by place, type and time, and writes them to `out`, whole or not at all. Areas are not needed.
///
/// # Errors
///
/// [`JobError`] where the file exists, repeats are to be dropped, or the incidents cannot be read.
pub fn tally(
    study: &Study,
    out: &Path,
    overwrite: bool,
    progress: &dyn Progress,
) -> Result<TallyOutcome, JobError> {
    if study.incidents.files.is_empty() {
        return Err(JobError::Missing(
            "no incidents are named: give --incidents FILE, or [incidents] files in a study".into(),
        ));
    }
    if study.incidents.drop_repeats {
        return Err(JobError::Missing(
            "repeats are to be dropped, and a partial holds no identifiers to find them by: leave out --drop-repeats and drop_repeats, and give keep_repeats if all rows are to be kept; or map the files themselves".into(),
        ));
    }
    if out.extension().is_none_or(|ending| ending != "tally") {
        return Err(JobError::Missing(format!(
            "--out {}: the name of a partial ends in .tally, by which `hotspur map` knows it",
            out.display()
        )));
    }
    let file = WholeFile {
        target: out,
        overwrite,
        first_line: PARTIAL_FIRST_LINE,
    };
    file.check()?;
    progress.stage("reading incidents");
    let themes = super::themes_of(study)?;
    let tallied = tally_incidents(&super::incidents::source(study, true)?, &themes)?;
    progress.stage("writing");
    file.write(|out| tallied.write(out))?;
    let [files, rows, rejected, counts] = tallied.sizes();
    Ok(TallyOutcome {
        files,
        rows,
        rejected,
        counts,
    })
}
