//! What reading incidents gives: columns over distinct coordinates, and an account of every row that was read.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use hotspur_core::{Month, MonthCoverage, Offence, When};

use crate::crs::Crs;
use hotspur_core::Texts;

/// Every incident that was read, in the source's own coordinates and in an order that depends on content alone.
///
/// The same rows give the same table, whatever the order of files or of rows within them; only `file` and `line`
/// of a [`Row`] say where it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct IncidentTable {
    /// The distinct coordinates of located rows as `[x, y]`, ascending by x, then y.
    pub coordinates: Vec<[f64; 2]>,
    /// Whether the coordinates are longitude and latitude in degrees; otherwise they are in a projected system.
    pub degrees: bool,
    /// The coordinate system that was said, or that layers of points state.
    pub crs: Option<Crs>,
    /// The located rows, ascending by coordinate, time, offence, id, label and source.
    pub rows: Vec<Row>,
    /// Distinct place labels and source names, ascending; the first is the empty text.
    pub texts: Texts,
    /// Distinct ids, ascending, of unlocated rows too; none where equal rows are told as one.
    pub ids: Texts,
    /// What became of the rows of each file, ascending by path.
    pub files: Vec<FileLedger>,
    /// Rows that cannot be used, by file and line: the first [`REJECTED_KEPT`] for each reason, the rest only counted.
    pub rejected: Vec<RejectedRow>,
    /// Located rows by number of offence type.
    pub located_by_offence: Vec<u64>,
    /// Unlocated rows by number of offence type.
    pub unlocated_by_offence: Vec<u64>,
    /// Both by the month that rows are counted in.
    pub coverage_by_month: BTreeMap<Month, MonthCoverage>,
    /// Located and unlocated rows by the month that they are counted in.
    pub months: BTreeMap<Month, u64>,
    /// Rows whose id another row had already: kept and counted, or moved to `rejected` if repeats are dropped; `None` where nobody
    /// looked for them.
    pub repeated_ids: Option<u64>,
    /// Offence types that no theme knows, with their rows: the first [`UNKNOWN_TYPES_KEPT`] by name.
    pub unknown_types: BTreeMap<String, u64>,
    /// Rows of unknown offence types beyond those that `unknown_types` names.
    pub unknown_types_beyond: u64,
    /// The files read, with their hashes.
    pub inputs: Vec<InputFile>,
    /// Files in given folders that were not read, and why.
    pub ignored_files: Vec<(PathBuf, Cow<'static, str>)>,
    /// Who publishes the rows, if a file's header tells.
    pub publisher: Option<&'static str>,
    /// What else a reader of the results must know, each with the number of rows or files that it stands for.
    pub notes: Vec<String>,
}

/// How many rejected rows are kept for each reason.
pub const REJECTED_KEPT: usize = 10_000;

/// How many unknown offence types are kept by name.
pub const UNKNOWN_TYPES_KEPT: usize = 1_000;

/// A located row, or several that are equal but for their ids, sources and lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its place, in [`IncidentTable::coordinates`].
    pub coordinate: u32,
    /// Its offence type.
    pub offence: Offence,
    /// When it happened.
    pub when: When,
    /// Its place label, in [`IncidentTable::texts`].
    pub label: u32,
    /// Its id, in [`IncidentTable::ids`].
    pub id: Option<u32>,
    /// Who recorded it, in [`IncidentTable::texts`].
    pub source: u32,
    /// Its attributes in one text, in [`IncidentTable::texts`]; empty where none is asked for.
    pub attributes: u32,
    /// How many rows it stands for.
    pub count: u32,
    /// Its file, in [`IncidentTable::files`].
    pub file: u32,
    /// The line of the file that it, or the first of them, begins on, from 1.
    pub line: u64,
}

/// What became of the rows of one file: `rows_read = located + unlocated + rejected()`, always.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLedger {
    /// The path as given, or as found in a given folder; `-` is standard input.
    pub path: PathBuf,
    /// How its columns were found.
    pub profile: Profile,
    /// Rows after the header; blank lines are none.
    pub rows_read: u64,
    /// Rows with both coordinates.
    pub located: u64,
    /// Rows that lack a coordinate.
    pub unlocated: u64,
    /// Rows that cannot be used, by reason.
    pub rejected_by_reason: BTreeMap<Rejection, u64>,
}

impl FileLedger {
    /// Rows that cannot be used.
    #[must_use]
    pub fn rejected(&self) -> u64 {
        self.rejected_by_reason.values().sum()
    }
}

/// How the columns of a file were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// A police.uk street crime file, recognised by its header.
    PoliceUk,
    /// By the study's column mapping.
    Given,
    /// By well-known column names.
    Guessed,
}

impl Profile {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PoliceUk => "police.uk street crime",
            Self::Given => "columns as given",
            Self::Guessed => "columns guessed by name",
        }
    }
}

/// A row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedRow {
    /// Its file, in [`IncidentTable::files`].
    pub file: u32,
    /// The line of the file that it begins on, from 1.
    pub line: u64,
    /// Why.
    pub reason: Rejection,
    /// The value at fault, shortened and without control characters.
    pub value: String,
}

/// Why a row cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rejection {
    /// More or fewer fields than the header has; empty extra fields at the end are let pass.
    WrongFieldCount,
    /// The last row ends in mid-row, without a line ending: the file was cut short.
    Truncated,
    /// Every field is empty.
    BlankRow,
    /// The header again, as files joined end to end have it.
    RepeatedHeader,
    /// The row holds NUL bytes.
    NulByte,
    /// There is no date, or a span has no beginning.
    MissingDate,
    /// A date that does not exist or whose form is unknown.
    BadDate,
    /// It happened outside the period of the study.
    OutsidePeriod,
    /// Another source recorded it than those that the study asks for.
    OtherSource,
    /// A coordinate that is not a number.
    BadCoordinate,
    /// A coordinate that lies nowhere on Earth, or exactly at 0, 0.
    AbsurdCoordinate,
    /// Longitude and latitude have changed places.
    SwappedCoordinates,
    /// Its id is that of an earlier row, and the study drops repeats.
    RepeatedId,
}

impl Rejection {
    /// Every reason.
    pub const ALL: [Self; 13] = [
        Self::WrongFieldCount,
        Self::Truncated,
        Self::BlankRow,
        Self::RepeatedHeader,
        Self::NulByte,
        Self::MissingDate,
        Self::BadDate,
        Self::OutsidePeriod,
        Self::OtherSource,
        Self::BadCoordinate,
        Self::AbsurdCoordinate,
        Self::SwappedCoordinates,
        Self::RepeatedId,
    ];

    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WrongFieldCount => "wrong_field_count",
            Self::Truncated => "truncated",
            Self::BlankRow => "blank_row",
            Self::RepeatedHeader => "repeated_header",
            Self::NulByte => "nul_byte",
            Self::MissingDate => "missing_date",
            Self::BadDate => "bad_date",
            Self::OutsidePeriod => "outside_period",
            Self::OtherSource => "other_source",
            Self::BadCoordinate => "bad_coordinate",
            Self::AbsurdCoordinate => "absurd_coordinate",
            Self::SwappedCoordinates => "swapped_coordinates",
            Self::RepeatedId => "repeated_id",
        }
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A file as it was read: what a manifest needs to tell it from any other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputFile {
    /// The path as given, or as found in a given folder; `-` is standard input.
    pub path: PathBuf,
    /// Its length in bytes, before any unpacking.
    pub bytes: u64,
    /// The BLAKE3 hash of those bytes, in hexadecimal.
    pub blake3: String,
}
