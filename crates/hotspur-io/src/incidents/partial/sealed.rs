//! The lines of a partial and the seal that ends it: the BLAKE3 hash of all that stands before, so that one that was cut short or damaged
//! on the way is told from a whole one.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};

/// What the last line begins with; no other does, for they are JSON.
const SEAL: &[u8] = b"blake3 ";

/// The longest line that is read: the counts of one file.
const LONGEST: u64 = 4 << 30;

/// Writes lines and, at the end, their seal.
pub struct Sealing<'a> {
    out: &'a mut dyn Write,
    hasher: blake3::Hasher,
}

impl<'a> Sealing<'a> {
    /// Nothing written yet.
    pub fn new(out: &'a mut dyn Write) -> Self {
        Self {
            out,
            hasher: blake3::Hasher::new(),
        }
    }

    /// Ends the partial.
    pub fn seal(self) -> io::Result<()> {
        self.out.write_all(SEAL)?;
        writeln!(self.out, "{}", self.hasher.finalize().to_hex())?;
        self.out.flush()
    }
}

impl Write for Sealing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hasher.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A line of a partial.
pub enum Line {
    /// One with content, without its end.
    Content(Vec<u8>),
    /// The seal, and it is that of the lines before it; nothing follows.
    Sealed,
    /// The file ends without its seal, or the seal is another's, or more follows.
    Broken,
}

/// The lines of a partial.
pub struct Lines {
    from: BufReader<File>,
    hasher: blake3::Hasher,
    /// How many were read.
    pub number: u64,
}

impl Lines {
    /// Those of an open file.
    pub fn new(file: File) -> Self {
        Self {
            from: BufReader::with_capacity(1 << 20, file),
            hasher: blake3::Hasher::new(),
            number: 0,
        }
    }

    /// The next line.
    pub fn next(&mut self) -> io::Result<Line> {
        let mut line = Vec::new();
        let mut limited = self.from.by_ref().take(LONGEST);
        limited.read_until(b'\n', &mut line)?;
        self.number += 1;
        if let Some(seal) = line.strip_prefix(SEAL) {
            let expected = self.hasher.finalize().to_hex();
            let ended = self.from.fill_buf()?.is_empty();
            let whole = seal.trim_ascii_end() == expected.as_bytes() && ended;
            return Ok(if whole { Line::Sealed } else { Line::Broken });
        }
        self.hasher.update(&line);
        Ok(match line.pop() {
            Some(b'\n') => Line::Content(line),
            _ => Line::Broken,
        })
    }
}
