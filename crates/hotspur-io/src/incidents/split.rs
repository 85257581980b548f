//! The rows of one block, one at a time: the fast twin of [`super::records`].
//!
//! A row without a quotation mark or a NUL is split where it lies, at the delimiters; any other is walked mark by mark and
//! its fields are copied out. Both give what the csv crate gives.

use super::blocks::Block;
use super::fields::Joined;
use super::marks::Marks;
use super::quoting::{Sink, Unquoted, walk};
use super::records::{Place, ROW_LIMIT};

/// Why no further row can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unsplit {
    /// The row after this line is longer than [`ROW_LIMIT`].
    TooLong(u64),
    /// A quotation mark opens on this line and never closes.
    OpenQuote(u64),
}

/// The rows of one block.
pub struct Rows<'b> {
    block: &'b Block,
    bytes: &'b [u8],
    /// Where the next row begins, or blank lines before it.
    at: usize,
    /// The lines before `at`.
    line: u64,
    delimiter: u8,
    marks: Marks<'b>,
    start: usize,
    ends: Vec<usize>,
    unquoted: Unquoted,
    copied: bool,
}

impl<'b> Rows<'b> {
    /// The rows of a block.
    pub fn new(block: &'b Block, delimiter: u8) -> Self {
        let bytes = block.bytes();
        Self {
            block,
            bytes,
            at: 0,
            line: block.lines_before,
            delimiter,
            marks: Marks::new(bytes, delimiter, 0),
            start: 0,
            ends: Vec::new(),
            unquoted: Unquoted::default(),
            copied: false,
        }
    }

    /// The fields of the row that [`Self::advance`] came to.
    pub fn fields(&self) -> Joined<'_> {
        if self.copied {
            let bytes = &self.unquoted.bytes;
            return Joined {
                bytes,
                start: 0,
                ends: &self.unquoted.ends,
                gap: 0,
                nul: bytes.contains(&0),
            };
        }
        Joined {
            bytes: self.bytes,
            start: self.start,
            ends: &self.ends,
            gap: 1,
            nul: false,
        }
    }

    /// How many bytes and lines of the block are behind.
    pub fn behind(&self) -> (usize, u64) {
        (self.at, self.line - self.block.lines_before)
    }

    /// Goes to the next row; `None` after the last.
    pub fn advance(&mut self) -> Result<Option<Place>, Unsplit> {
        let (before, line_before) = (self.at, self.line);
        while self.bytes.get(self.at) == Some(&b'\n') {
            self.marks.next();
            self.at += 1;
            self.line += 1;
        }
        if self.at == self.bytes.len() {
            return Ok(None);
        }
        self.start = self.at;
        self.copied = false;
        let end = match self.split_plainly() {
            Some(end) if end <= self.marks.odd() => end,
            _ => return self.unquote(before, line_before).map(Some),
        };
        self.at = end;
        self.within_limit(before, line_before)?;
        self.line += 1;
        Ok(Some(Place {
            line: self.line,
            lines: 1,
            unended: self.block.unended && end == self.bytes.len(),
            open_quote: false,
        }))
    }

    /// Splits at the delimiters up to the next newline, and returns where the next row begins.
    fn split_plainly(&mut self) -> Option<usize> {
        self.ends.clear();
        while let Some(end) = self.marks.next() {
            self.ends.push(end);
            if self.bytes[end] == b'\n' {
                return Some(end + 1);
            }
        }
        None
    }

    /// Splits a row that holds quotation marks or NULs.
    fn unquote(&mut self, before: usize, line_before: u64) -> Result<Place, Unsplit> {
        self.copied = true;
        self.unquoted.clear();
        let rest = &self.bytes[self.start..];
        let length = walk(rest, self.delimiter, &mut self.unquoted);
        if length.is_none() {
            self.unquoted.end();
        }
        self.at = self.start + length.unwrap_or(rest.len());
        self.within_limit(before, line_before)?;
        let open_quote = length.is_none();
        let newlines = newlines(&self.unquoted.bytes);
        let lines = newlines + u64::from(!open_quote);
        let line = self.line + 1;
        self.line += lines;
        if open_quote && lines > 1 {
            let last = self.fields();
            let begin = last.ends.iter().rev().nth(1).copied().unwrap_or(0);
            let within_last = memchr::memchr_iter(b'\n', &last.bytes[begin..]).count() as u64;
            return Err(Unsplit::OpenQuote(self.line + 1 - within_last));
        }
        self.marks = Marks::new(self.bytes, self.delimiter, self.at);
        Ok(Place {
            line,
            lines,
            unended: self.block.unended && self.at == self.bytes.len(),
            open_quote,
        })
    }

    fn within_limit(&self, before: usize, line_before: u64) -> Result<(), Unsplit> {
        if (self.at - before) as u64 > ROW_LIMIT {
            return Err(Unsplit::TooLong(line_before + 1));
        }
        Ok(())
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
