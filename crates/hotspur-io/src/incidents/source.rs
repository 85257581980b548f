//! What to read: files, folders or standard input, and what their columns mean.

use std::path::PathBuf;

use hotspur_core::Period;

use crate::crs::Crs;

/// Where incidents come from and how to read them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct IncidentSource {
    /// Files and folders, in any order; `-` is standard input.
    pub inputs: Vec<PathBuf>,
    /// What the columns mean; not needed for police.uk street files nor where the names tell.
    pub columns: Option<ColumnMapping>,
    /// What is done about rows with the id of an earlier row.
    pub repeats: Repeats,
    /// Whether rows that are equal in place, time, offence type and label may be told as one: their ids, sources and lines are lost.
    pub merge_equal: bool,
    /// Whether sources are told: then rows of different ones are not equal.
    pub keep_sources: bool,
    /// Columns beyond where, when and what that are read too, by name, for whoever asks about them.
    pub attributes: Vec<String>,
    /// Rows outside this period are rejected as `outside_period`.
    pub period: Option<Period>,
    /// Rows of other sources than these are rejected as `other_source`; all are kept where there is none.
    pub sources: Vec<String>,
    /// Whether coordinates are longitude and latitude in degrees; `None` leaves it to the columns' names and values.
    /// police.uk files always are.
    pub degrees: Option<bool>,
    /// The coordinate system of the rows, where it is said: it wins over the one that a layer states.
    pub crs: Option<Crs>,
    /// How the bytes are gone through; the result is the same.
    pub way: Way,
}

impl IncidentSource {
    /// Whether equal rows are told as one; a row that repeats another must be told by itself to be dropped.
    pub(super) fn merges(&self) -> bool {
        self.merge_equal && self.repeats != Repeats::Drop
    }
}

/// What is done about rows with the id of an earlier row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Repeats {
    /// They are kept, and counted.
    #[default]
    Count,
    /// They are rejected.
    Drop,
    /// They are kept, and nobody looks for them, which takes less memory.
    Ignore,
}

/// How the bytes of a file are gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// One row after another, by the csv crate: the plain way, which the other must equal.
    RowByRow,
    /// In blocks of about so many bytes, side by side.
    Blocks {
        /// The bytes of a block.
        bytes: usize,
    },
}

impl Default for Way {
    fn default() -> Self {
        Self::Blocks { bytes: 2 << 20 }
    }
}

/// The names of the columns that incidents are read from, compared without regard to case or surrounding space.
///
/// Give either `when`, or `from` with or without `to`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnMapping {
    /// Easting or longitude.
    pub x: String,
    /// Northing or latitude.
    pub y: String,
    /// When it happened: a month, a day or a minute.
    pub when: Option<String>,
    /// The earliest time that it can have happened.
    pub from: Option<String>,
    /// The latest.
    pub to: Option<String>,
    /// The offence type; without it every row counts as `other`.
    pub kind: Option<String>,
    /// The label of the place.
    pub place: Option<String>,
    /// The incident's reference.
    pub id: Option<String>,
    /// Who recorded it.
    pub source: Option<String>,
}
