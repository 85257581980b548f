//! A file in blocks of whole rows, so that they can be read side by side: cut at the ends of rows, quotation marks heeded.

use std::io::{self, Read};
use std::mem;
use std::path::Path;

use super::error::IncidentError;
use super::line_ends::LineEnds;
use super::quoting::complete;
use super::records::ROW_LIMIT;
use super::stream::Text;

/// How much is asked for at once, as the csv crate does: a damaged archive fails at the same row either way.
const BUFFER: usize = 64 * 1024;

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Some whole rows.
#[derive(Debug, Default)]
pub struct Block {
    buffer: Vec<u8>,
    begin: usize,
    end: usize,
    /// The lines before it.
    pub lines_before: u64,
    /// Whether it is the last and the file ends without ending its line.
    pub unended: bool,
}

impl Block {
    /// The bytes of the rows, every line ended by a newline.
    pub fn bytes(&self) -> &[u8] {
        self.buffer.get(self.begin..self.end).unwrap_or_default()
    }

    /// Leaves out what has been read of it.
    pub fn skip(&mut self, bytes: usize, lines: u64) {
        self.begin += bytes;
        self.lines_before += lines;
    }
}

/// The blocks of one file.
pub struct Blocks<'a> {
    path: &'a Path,
    source: LineEnds<Box<dyn Read + Send + 'a>>,
    delimiter: u8,
    size: usize,
    /// What stands before the next block.
    lines: u64,
    carried: Vec<u8>,
    spare: Vec<Vec<u8>>,
    begun: bool,
    ended: bool,
    failure: Option<IncidentError>,
}

enum Filled {
    Full,
    Ended,
    Failed(io::Error),
}

impl<'a> Blocks<'a> {
    /// Blocks of about `size` bytes of `text`.
    pub fn new(path: &'a Path, text: Text<'a>, delimiter: u8, size: usize) -> Self {
        let mut source = LineEnds::new(text.reader);
        source.allow_until(u64::MAX);
        Self {
            path,
            source,
            delimiter,
            size: size.max(1),
            lines: 0,
            carried: Vec::new(),
            spare: Vec::new(),
            begun: false,
            ended: false,
            failure: None,
        }
    }

    /// Takes back the memory of a block that has been read.
    pub fn reuse(&mut self, block: Block) {
        self.spare.push(block.buffer);
    }

    /// Whether there is neither a further block nor a failure.
    pub fn ended(&self) -> bool {
        self.ended && self.failure.is_none()
    }

    /// Up to `most` blocks, fewer at the end and before a failure.
    pub fn batch(&mut self, most: usize) -> Result<Vec<Block>, IncidentError> {
        let mut blocks = Vec::with_capacity(most);
        while blocks.len() < most {
            match self.next() {
                Ok(Some(block)) => blocks.push(block),
                Ok(None) => break,
                Err(error) if blocks.is_empty() => return Err(error),
                Err(error) => {
                    self.failure = Some(error);
                    break;
                }
            }
        }
        Ok(blocks)
    }

    /// The next block; `None` after the last. A failure comes after the rows before it.
    fn next(&mut self) -> Result<Option<Block>, IncidentError> {
        if let Some(error) = self.failure.take() {
            self.ended = true;
            return Err(error);
        }
        if self.ended {
            return Ok(None);
        }
        let mut buffer = self.spare.pop().unwrap_or_default();
        let mut length = self.take_carried(&mut buffer);
        let mut target = self.size.max(length + 1);
        loop {
            let filled = self.fill(&mut buffer, &mut length, target);
            let read = &buffer[..length];
            let end = complete(read, self.delimiter);
            let too_long = (length - end) as u64 >= ROW_LIMIT;
            match filled {
                Filled::Full if end == 0 && !too_long => target += length,
                Filled::Full if end > 0 => {
                    self.carried.extend_from_slice(&read[end..]);
                    return Ok(Some(self.block(buffer, end, length)));
                }
                Filled::Failed(error) => return self.fail(buffer, end, Some(error)),
                Filled::Full => return self.fail(buffer, end, None),
                Filled::Ended if too_long => return self.fail(buffer, end, None),
                Filled::Ended => {
                    self.ended = true;
                    return Ok((length > 0).then(|| self.block(buffer, length, length)));
                }
            }
        }
    }

    fn take_carried(&mut self, buffer: &mut Vec<u8>) -> usize {
        let carried = mem::take(&mut self.carried);
        if buffer.len() < carried.len() {
            buffer.resize(carried.len(), 0);
        }
        buffer[..carried.len()].copy_from_slice(&carried);
        carried.len()
    }

    fn fill(&mut self, buffer: &mut Vec<u8>, length: &mut usize, target: usize) -> Filled {
        // A mark at the beginning is seen whole or not at all.
        let step = BUFFER.min(self.size).max(MARK.len());
        while *length < target {
            if buffer.len() < *length + step {
                buffer.resize(*length + step, 0);
            }
            match self.source.read(&mut buffer[*length..*length + step]) {
                Ok(0) => return Filled::Ended,
                Ok(count) => *length += count,
                Err(error) => return Filled::Failed(error),
            }
            // The csv crate drops a mark at the beginning, even a second one.
            if !mem::replace(&mut self.begun, true) && buffer[..*length].starts_with(MARK) {
                buffer.copy_within(MARK.len()..*length, 0);
                *length -= MARK.len();
            }
        }
        Filled::Full
    }

    /// The rows up to `end` of what was read. A newline that the file lacks is the last byte read.
    fn block(&mut self, buffer: Vec<u8>, end: usize, length: usize) -> Block {
        let block = Block {
            begin: 0,
            end,
            lines_before: self.lines,
            unended: end == length && self.source.unended(),
            buffer,
        };
        self.lines += memchr::memchr_iter(b'\n', block.bytes()).count() as u64;
        block
    }

    /// The rows before a failure, or the failure: `error`, or a row that is too long.
    fn fail(
        &mut self,
        buffer: Vec<u8>,
        end: usize,
        error: Option<io::Error>,
    ) -> Result<Option<Block>, IncidentError> {
        let block = (end > 0).then(|| self.block(buffer, end, usize::MAX));
        let path = self.path.to_owned();
        let line = self.lines;
        self.failure = Some(match error {
            Some(source) => IncidentError::Read { path, line, source },
            None => IncidentError::RowTooLong {
                path,
                line: line + 1,
                limit: ROW_LIMIT,
            },
        });
        match block {
            Some(block) => Ok(Some(block)),
            None => self.next(),
        }
    }
}
