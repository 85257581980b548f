//! Raw bytes to text bytes: hashed on the way, unpacked if gzipped, UTF-16 decoded, byte order marks removed.
//!
//! What is not UTF-16 passes as it is: UTF-8 and Windows-1252 share the bytes that a CSV is built from, and texts are
//! decoded later, one by one.

use std::io::{self, Cursor, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::read::MultiGzDecoder;

/// How many bytes are looked at before reading begins: room for any header.
const HEAD: usize = 64 * 1024;

/// Counts and hashes what passes through it.
pub struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl<R: Read> Hashing<R> {
    /// Nothing read yet.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            hasher: blake3::Hasher::new(),
            bytes: 0,
        }
    }

    /// How many bytes passed, and their hash in hexadecimal, once what is left has passed too.
    pub fn finish(mut self) -> io::Result<(u64, String)> {
        io::copy(&mut self, &mut io::sink())?;
        Ok((self.bytes, self.hasher.finalize().to_hex().to_string()))
    }
}

impl<R: Read> Read for Hashing<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        if let Some(passed) = out.get(..count) {
            self.hasher.update(passed);
        }
        self.bytes += count as u64;
        Ok(count)
    }
}

/// The text bytes of a file and a copy of the first of them.
pub struct Text<'a> {
    /// The first bytes, up to 64 KiB.
    pub head: Vec<u8>,
    /// All bytes from the beginning.
    pub reader: Box<dyn Read + Send + 'a>,
}

/// Opens the text in `raw`, whatever wraps it.
pub fn open<'a>(raw: impl Read + Send + 'a) -> io::Result<Text<'a>> {
    let packed = peek(raw)?;
    let text = if packed.head.starts_with(&[0x1f, 0x8b]) {
        // A gzip file may be several joined end to end, as `cat a.gz b.gz` makes them.
        peek(MultiGzDecoder::new(packed.reader))?
    } else {
        packed
    };
    match text.head.as_slice() {
        [0xff, 0xfe, ..] => decode(text, UTF_16LE),
        [0xfe, 0xff, ..] => decode(text, UTF_16BE),
        [0xef, 0xbb, 0xbf, ..] => skip(text, 3),
        _ => Ok(text),
    }
}

fn peek<'a>(mut reader: impl Read + Send + 'a) -> io::Result<Text<'a>> {
    let mut head = Vec::new();
    reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    let reader = Box::new(Cursor::new(head.clone()).chain(reader));
    Ok(Text { head, reader })
}

fn skip(mut text: Text<'_>, mark: usize) -> io::Result<Text<'_>> {
    let mut ignored = vec![0; mark];
    text.reader.read_exact(&mut ignored)?;
    text.head.drain(..mark);
    Ok(text)
}

fn decode<'a>(text: Text<'a>, encoding: &'static Encoding) -> io::Result<Text<'a>> {
    let decoder = DecodeReaderBytesBuilder::new()
        .encoding(Some(encoding))
        .strip_bom(true)
        .build(text.reader);
    peek(decoder)
}
