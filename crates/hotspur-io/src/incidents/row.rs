//! The verdict on one row: what it says, or why it cannot be used.

use hotspur_core::{Month, Period, When};

use super::coordinates;
use super::date_reader::DateReader;
use super::dates::{self, DateFault};
use super::decode::{shown, text};
use super::fields::Fields;
use super::header::Header;
use super::records::Place;
use super::table::Rejection;

/// What a row says of when. Its coordinate and its texts are read from the fields.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// When it happened.
    pub when: When,
    /// The month that it is counted in.
    pub month: Month,
    /// Oddities of the row.
    pub marks: Marks,
}

/// Oddities that make a row no less usable, but that are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Marks {
    /// It has empty fields beyond the last column.
    pub extra_fields: bool,
    /// A date carries a time zone.
    pub zone: bool,
    /// A date can only be day first.
    pub day_first: bool,
    /// The latest time lies before the earliest.
    pub reversed: bool,
    /// The earliest time is known, the latest is not.
    pub no_end: bool,
}

/// Why a row cannot be used, and what in it shows why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Why.
    pub reason: Rejection,
    /// What shows why.
    pub shown_by: ShownBy,
    /// Whether a date can only be month first.
    pub month_first: bool,
}

/// What in a row shows why it cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShownBy {
    /// The field in this column.
    Field(usize),
    /// The number of its fields, where this many are expected, and of lines that it covers.
    Count(usize, u64),
    /// Nothing more.
    Nothing,
}

impl Fault {
    const fn new(reason: Rejection, shown_by: ShownBy) -> Self {
        Self {
            reason,
            shown_by,
            month_first: false,
        }
    }

    /// The value to show.
    pub fn value(&self, fields: &impl Fields) -> String {
        match self.shown_by {
            ShownBy::Field(column) => shown(field(fields, Some(column))),
            ShownBy::Count(expected, 1) => format!("{} fields instead of {expected}", fields.len()),
            ShownBy::Count(expected, lines) => {
                format!(
                    "{} fields instead of {expected}, over {lines} lines",
                    fields.len()
                )
            }
            ShownBy::Nothing => String::new(),
        }
    }
}

/// The field in a column, trimmed; empty where there is none.
pub fn field<F: Fields>(fields: &F, column: Option<usize>) -> &[u8] {
    column
        .and_then(|column| fields.get(column))
        .unwrap_or_default()
        .trim_ascii()
}

/// Reads one row, but for its coordinate.
pub fn read(
    fields: &impl Fields,
    place: Place,
    header: &Header,
    (period, sources): (Option<Period>, &[String]),
    dates: &mut DateReader,
) -> Result<Facts, Fault> {
    let mut marks = Marks {
        extra_fields: check_shape(fields, place, header.names.len())?,
        ..Marks::default()
    };
    let (when, month) = time(fields, header, dates, &mut marks)?;
    if period.is_some_and(|period| !period.holds(when)) {
        return Err(Fault::new(
            Rejection::OutsidePeriod,
            ShownBy::Field(header.columns.from),
        ));
    }
    if let Some(column) = header.columns.source
        && !sources.is_empty()
        && !of_sources(field(fields, Some(column)), sources)
    {
        return Err(Fault::new(Rejection::OtherSource, ShownBy::Field(column)));
    }
    Ok(Facts { when, month, marks })
}

/// Whether a source is one of some, without regard to case.
fn of_sources(written: &[u8], sources: &[String]) -> bool {
    let (written, _) = text(written);
    let written = written.trim().to_lowercase();
    sources
        .iter()
        .any(|source| source.trim().to_lowercase() == written)
}

/// Whether the row has empty fields beyond the last column.
fn check_shape(fields: &impl Fields, place: Place, width: usize) -> Result<bool, Fault> {
    if fields.holds_nul() {
        return Err(Fault::new(Rejection::NulByte, ShownBy::Nothing));
    }
    let counted = ShownBy::Count(width, place.lines);
    if place.open_quote || (place.unended && fields.len() < width) {
        return Err(Fault::new(Rejection::Truncated, counted));
    }
    if fields.len() == width {
        return Ok(false);
    }
    if is_blank(fields) {
        return Err(Fault::new(Rejection::BlankRow, ShownBy::Nothing));
    }
    let extras_empty = fields
        .iter()
        .skip(width)
        .all(|extra| extra.trim_ascii().is_empty());
    if fields.len() > width && extras_empty {
        return Ok(true);
    }
    Err(Fault::new(Rejection::WrongFieldCount, counted))
}

fn is_blank(fields: &impl Fields) -> bool {
    fields.iter().all(|field| field.trim_ascii().is_empty())
}

fn time(
    fields: &impl Fields,
    header: &Header,
    dates: &mut DateReader,
    marks: &mut Marks,
) -> Result<(When, Month), Fault> {
    let columns = &header.columns;
    let from = dates
        .read(field(fields, Some(columns.from)))
        .map_err(|fault| date_fault(fault, columns.from, fields, header))?;
    marks.zone = from.zone;
    marks.day_first = from.day_first;
    let Some(to_column) = columns.to else {
        return Ok((from.when, from.month));
    };
    match dates.read(field(fields, Some(to_column))) {
        Ok(to) => {
            marks.zone |= to.zone;
            marks.day_first |= to.day_first;
            let (when, reversed) = dates::span(from.when, to.when);
            marks.reversed = reversed;
            Ok((when, from.month))
        }
        Err(DateFault::Missing) => {
            marks.no_end = true;
            Ok((from.when, from.month))
        }
        Err(fault) => Err(date_fault(fault, to_column, fields, header)),
    }
}

fn date_fault(fault: DateFault, column: usize, fields: &impl Fields, header: &Header) -> Fault {
    let reason = match fault {
        _ if is_blank(fields) => Rejection::BlankRow,
        _ if repeats_header(fields, header) => Rejection::RepeatedHeader,
        DateFault::Missing => Rejection::MissingDate,
        DateFault::Unreadable | DateFault::MonthFirst => Rejection::BadDate,
    };
    let shown_by = if reason == Rejection::BadDate {
        ShownBy::Field(column)
    } else {
        ShownBy::Nothing
    };
    Fault {
        month_first: fault == DateFault::MonthFirst,
        ..Fault::new(reason, shown_by)
    }
}

fn repeats_header(fields: &impl Fields, header: &Header) -> bool {
    // Files joined end to end may each have begun with a byte order mark.
    let unmarked = |field: &'_ [u8]| {
        field
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(field)
            .trim_ascii()
            .to_vec()
    };
    let names = header.names.iter().map(|name| name.as_bytes());
    fields.iter().map(unmarked).eq(names)
}

/// The coordinate of a row; `None` where a part of it is missing.
pub fn coordinate(fields: &impl Fields, header: &Header) -> Result<Option<[f64; 2]>, Fault> {
    let columns = &header.columns;
    let (x, y) = (
        field(fields, Some(columns.x)),
        field(fields, Some(columns.y)),
    );
    if x.is_empty() || y.is_empty() {
        return Ok(None);
    }
    let number = |bytes, column| {
        coordinates::parse(bytes)
            .ok_or(Fault::new(Rejection::BadCoordinate, ShownBy::Field(column)))
    };
    Ok(Some([number(x, columns.x)?, number(y, columns.y)?]))
}
