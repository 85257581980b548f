//! Rows of a CSV, one at a time: with the line each begins on, and never more than a bounded amount in memory.

use std::path::Path;

use csv::{ByteRecord, Reader, ReaderBuilder, Terminator};

use super::error::IncidentError;
use super::line_ends::LineEnds;
use super::stream::Text;

/// The longest row that is read, in bytes; the longest of police.uk has 400.
pub const ROW_LIMIT: u64 = 1 << 20;

const BUFFER: usize = 64 * 1024;

/// The rows of one file.
pub struct Records<'a> {
    path: &'a Path,
    reader: Reader<LineEnds<Box<dyn std::io::Read + Send + 'a>>>,
    record: ByteRecord,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line that it begins on, from 1.
    pub line: u64,
    /// How many lines it covers.
    pub lines: u64,
    /// Whether it is the last and the file ends without ending its line.
    pub unended: bool,
    /// Whether the file ends inside its quotation marks.
    pub open_quote: bool,
}

impl<'a> Records<'a> {
    /// Rows of `text`, whose fields are separated by `delimiter`.
    pub fn new(path: &'a Path, text: Text<'a>, delimiter: u8) -> Self {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .terminator(Terminator::Any(b'\n'))
            .buffer_capacity(BUFFER)
            .from_reader(LineEnds::new(text.reader));
        Self {
            path,
            reader,
            record: ByteRecord::new(),
        }
    }

    /// The fields of the row that [`Self::advance`] came to.
    pub fn fields(&self) -> &ByteRecord {
        &self.record
    }

    /// Goes to the next row; `None` after the last.
    pub fn advance(&mut self) -> Result<Option<Place>, IncidentError> {
        let before = self.reader.position().clone();
        self.reader.get_mut().allow_until(before.byte() + ROW_LIMIT);
        match self.reader.read_byte_record(&mut self.record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) => return Err(self.failure(before.line(), error)),
        }
        let place = self.place(before.line());
        // Within one line the file was cut short there; over several lines, rows were swallowed.
        if place.open_quote && place.lines > 1 {
            return Err(IncidentError::OpenQuote {
                path: self.path.to_owned(),
                line: self.open_line(),
            });
        }
        Ok(Some(place))
    }

    fn place(&self, before: u64) -> Place {
        let source = self.reader.get_ref();
        let open_quote = source.exhausted();
        let after = self.reader.position().line();
        // Blank lines are skipped before a row, so where several lines passed its own newlines tell where it began.
        let lines = if open_quote {
            newlines(self.record.as_slice())
        } else if after > before + 1 {
            newlines(self.record.as_slice()) + 1
        } else {
            1
        };
        Place {
            line: after.saturating_sub(lines).max(1),
            lines,
            // The missing ending is made up only when a row asks for it, so the row that has just been read did.
            unended: source.unended(),
            open_quote,
        }
    }

    fn open_line(&self) -> u64 {
        let last = self.record.iter().next_back().unwrap_or_default();
        self.reader
            .position()
            .line()
            .saturating_sub(newlines(last))
            .max(1)
    }

    fn failure(&self, line: u64, error: csv::Error) -> IncidentError {
        let path = self.path.to_owned();
        if self.reader.get_ref().limit_reached() {
            return IncidentError::RowTooLong {
                path,
                line,
                limit: ROW_LIMIT,
            };
        }
        let source = match error.into_kind() {
            csv::ErrorKind::Io(source) => source,
            other => std::io::Error::other(format!("{other:?}")),
        };
        IncidentError::Read {
            path,
            line: line.saturating_sub(1),
            source,
        }
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}
