//! One kind of line ending, a limit on how far ahead to read, and whether the last line was ended.

use std::io::{self, Read};

use memchr::memchr;

/// Turns CRLF and CR into LF, so that lines count alike in every file, and ends the last line if the file does not.
///
/// It gives out no more than it is allowed, so that whoever reads rows can bound the memory that one row takes.
pub struct LineEnds<R> {
    inner: R,
    after_return: bool,
    given: u64,
    allowed: u64,
    last: Option<u8>,
    source_ended: bool,
    unended: bool,
    exhausted: bool,
}

impl<R: Read> LineEnds<R> {
    /// Nothing given out yet, and nothing allowed.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            after_return: false,
            given: 0,
            allowed: 0,
            last: None,
            source_ended: false,
            unended: false,
            exhausted: false,
        }
    }

    /// Allows bytes up to this offset from the beginning.
    pub fn allow_until(&mut self, offset: u64) {
        self.allowed = self.allowed.max(offset);
    }

    /// Whether more was asked for than is allowed.
    pub fn limit_reached(&self) -> bool {
        self.given >= self.allowed
    }

    /// Whether the source's last line has no ending; known once it has been given out.
    pub fn unended(&self) -> bool {
        self.unended
    }

    /// Whether the reader came back for more after the last byte. The last byte ends a line, so a row that needed
    /// more is one whose quotation mark never closed.
    pub fn exhausted(&self) -> bool {
        self.exhausted
    }

    fn end_last_line(&mut self, out: &mut [u8]) -> usize {
        self.source_ended = true;
        let Some(first) = out
            .first_mut()
            .filter(|_| self.last.is_some_and(|b| b != b'\n'))
        else {
            return 0;
        };
        *first = b'\n';
        self.last = Some(b'\n');
        self.unended = true;
        1
    }
}

impl<R: Read> Read for LineEnds<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        let room = usize::try_from(self.allowed.saturating_sub(self.given)).unwrap_or(usize::MAX);
        let room = room.min(out.len());
        if room == 0 {
            return Err(io::Error::other("row too long"));
        }
        let out = &mut out[..room];
        let mut written = 0;
        while written == 0 && !self.source_ended {
            let count = match self.inner.read(out) {
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            written = match out.get_mut(..count) {
                Some(chunk) if count > 0 => unify(chunk, &mut self.after_return),
                _ => self.end_last_line(out),
            };
        }
        match written.checked_sub(1).and_then(|end| out.get(end)) {
            Some(byte) => self.last = Some(*byte),
            None => self.exhausted = true,
        }
        self.given += written as u64;
        Ok(written)
    }
}

/// Rewrites line endings in place and returns the new length; `after_return` carries a CR over from the last chunk.
fn unify(chunk: &mut [u8], after_return: &mut bool) -> usize {
    let second_half = *after_return && chunk.first() == Some(&b'\n');
    let mut at = usize::from(second_half);
    let mut kept = 0;
    *after_return = false;
    while let Some(line) = memchr(b'\r', &chunk[at..]) {
        let end = at + line;
        chunk.copy_within(at..end, kept);
        kept += line;
        chunk[kept] = b'\n';
        kept += 1;
        at = end + 1;
        *after_return = at == chunk.len();
        at += usize::from(chunk.get(at) == Some(&b'\n'));
    }
    if at > kept {
        chunk.copy_within(at.., kept);
    }
    kept + chunk.len() - at
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Bytewise<'a>(&'a [u8]);

    impl Read for Bytewise<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(1).min(out.len());
            out[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn every_line_ending_becomes_one_newline_however_the_bytes_arrive() {
        let source = b"a\r\nb\rc\n\r\r\n\nd";
        for bytewise in [false, true] {
            let inner: Box<dyn Read> = if bytewise {
                Box::new(Bytewise(source))
            } else {
                Box::new(&source[..])
            };
            let mut lines = LineEnds::new(inner);
            lines.allow_until(1_000);
            let mut text = String::new();
            lines.read_to_string(&mut text).unwrap();
            assert_eq!(text, "a\nb\nc\n\n\n\nd\n");
            assert!(lines.unended() && lines.exhausted());
        }
    }

    #[test]
    fn no_more_is_given_than_allowed() {
        let mut lines = LineEnds::new(&b"abcdef"[..]);
        lines.allow_until(4);
        let mut out = [0; 6];
        assert_eq!(lines.read(&mut out).unwrap(), 4);
        assert!(lines.read(&mut out).is_err());
        assert!(lines.limit_reached());
    }
}
