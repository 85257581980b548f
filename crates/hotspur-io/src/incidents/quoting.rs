//! Quotation marks: where a row that holds them ends, and what its fields are without them.
//!
//! The grammar is that of the csv crate: a mark opens a quoted field only where the field begins, two inside it stand for one,
//! and after the closing mark the rest of the field is taken as it stands, further marks included.

use memchr::{memchr, memchr2};

/// Takes the fields of a row piece by piece.
pub trait Sink {
    /// The next bytes of the field.
    fn piece(&mut self, bytes: &[u8]);
    /// The field is complete.
    fn end(&mut self);
}

/// Where a row ends is all that is asked.
impl Sink for () {
    fn piece(&mut self, _: &[u8]) {}
    fn end(&mut self) {}
}

/// The fields of a row without their quotation marks, end to end.
#[derive(Debug, Default)]
pub struct Unquoted {
    /// The bytes of all fields.
    pub bytes: Vec<u8>,
    /// Where each ends.
    pub ends: Vec<usize>,
}

impl Unquoted {
    /// Forgets the last row.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }
}

impl Sink for Unquoted {
    fn piece(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn end(&mut self) {
        self.ends.push(self.bytes.len());
    }
}

/// Walks the row at the beginning of `bytes` and returns where the next begins, after its newline; `None` if `bytes` end
/// before the row does, and then its last field is not ended.
pub fn walk(bytes: &[u8], delimiter: u8, sink: &mut impl Sink) -> Option<usize> {
    let mut at = 0;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = walk_quoted(bytes, at + 1, sink)?;
        }
        let rest = &bytes[at..];
        let Some(length) = memchr2(delimiter, b'\n', rest) else {
            sink.piece(rest);
            return None;
        };
        sink.piece(&rest[..length]);
        sink.end();
        at += length + 1;
        if rest[length] == b'\n' {
            return Some(at);
        }
    }
}

/// Walks on from after the opening mark to after the closing one.
fn walk_quoted(bytes: &[u8], mut at: usize, sink: &mut impl Sink) -> Option<usize> {
    loop {
        let rest = &bytes[at..];
        let Some(length) = memchr(b'"', rest) else {
            sink.piece(rest);
            return None;
        };
        at += length + 1;
        if bytes.get(at) != Some(&b'"') {
            sink.piece(&rest[..length]);
            return Some(at);
        }
        sink.piece(&rest[..=length]);
        at += 1;
    }
}

/// Where the last row of `bytes` that is complete ends; 0 if none is. Blank lines after it belong to what follows.
pub fn complete(bytes: &[u8], delimiter: u8) -> usize {
    let mut row = 0;
    let mut end = loop {
        let newline =
            |until: usize| memchr::memrchr(b'\n', &bytes[row..until]).map(|at| row + at + 1);
        let Some(mark) = memchr(b'"', &bytes[row..]) else {
            break newline(bytes.len()).unwrap_or(row);
        };
        let line = newline(row + mark).unwrap_or(row);
        match walk(&bytes[line..], delimiter, &mut ()) {
            Some(length) => row = line + length,
            None => break line,
        }
    };
    while end > 0 && bytes[end - 1] == b'\n' && (end == 1 || bytes[end - 2] == b'\n') {
        end -= 1;
    }
    end
}
