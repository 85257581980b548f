//! Why two periods cannot be compared, each with what to do.

use crate::study::{BreaksError, PeriodError, StudyError};

/// Why two periods cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// A period is missing.
    #[error(
        "to compare takes two periods: give --before 2024-01..2024-06 and --after 2025-01..2025-06, or --with another study that holds the earlier one"
    )]
    NoPeriod,
    /// A period cannot be read.
    #[error("{flag} {asked}: {why}")]
    Period {
        /// The flag.
        flag: &'static str,
        /// The text.
        asked: String,
        /// What is wrong with it.
        why: PeriodError,
    },
    /// A period does not begin and end with a month.
    #[error("{flag} {asked}: months are compared whole; write it as 2025-01..2025-06")]
    Days {
        /// The flag.
        flag: &'static str,
        /// The text.
        asked: String,
    },
    /// The periods share months.
    #[error("the periods share {0}: a month can be before or after, not both")]
    Overlap(String),
    /// The earlier period is the later one.
    #[error("--before {before} comes after --after {after}: exchange them")]
    Reversed {
        /// The months that were given as the earlier.
        before: String,
        /// Those given as the later.
        after: String,
    },
    /// A period holds no rows.
    #[error(
        "{flag} {asked}: no row is dated so; the data run from {first} to {last}, so ask for months within them"
    )]
    OutsideData {
        /// The flag.
        flag: &'static str,
        /// The months.
        asked: String,
        /// The first month of the data.
        first: String,
        /// The last.
        last: String,
    },
    /// No month of one period has its like in the other.
    #[error(
        "no month of {before} has its like in {after}, and a season must not be taken for a change: compare the same months of two years{remedy}"
    )]
    NoLike {
        /// The earlier period.
        before: String,
        /// The later one.
        after: String,
        /// Months that would do.
        remedy: String,
    },
    /// The series breaks between the periods.
    #[error(
        "{count} break(s) of the series lie between the periods, so that counts before and after are not counts of the same thing:{named}\ncompare two periods on one side of them, leave out the themes that they touch, or give --across-breaks, and every answer names them"
    )]
    Breaks {
        /// How many.
        count: usize,
        /// Each with its date, note and source, a line each.
        named: String,
    },
    /// A list of breaks.
    #[error(transparent)]
    List(#[from] BreaksError),
    /// The other study.
    #[error("--with: {0}")]
    Study(#[from] StudyError),
    /// A lookup without another study.
    #[error("--lookup goes with --with: areas of one study need none")]
    LookupAlone,
    /// The areas of the two studies bear different codes.
    #[error(
        "the areas of the two studies are not the same: {codes}; give --lookup FILE.csv with the old code, the new code and, where an old area was divided, the share of its people"
    )]
    Codes {
        /// The codes that do not match.
        codes: String,
    },
    /// A lookup does not fit.
    #[error("--lookup {file}: {why}")]
    Lookup {
        /// The file.
        file: String,
        /// What is wrong with it.
        why: String,
    },
}
