//! Where the delimiters and newlines of a block are: sixty-four bytes looked at together, then told one by one.

use wide::u8x16;

/// The bytes looked at together.
const GROUP: usize = 64;

/// The delimiters and newlines of some bytes, in order, and the first byte that keeps a row from being split at them.
pub struct Marks<'b> {
    bytes: &'b [u8],
    delimiter: u8,
    /// Where the group that is being told begins.
    begin: usize,
    /// Where the next group begins.
    next: usize,
    /// The marks of the group that are still to be told, by bit.
    left: u64,
    /// The first quotation mark or NUL among the bytes looked at; `usize::MAX` where there is none.
    odd: usize,
}

impl<'b> Marks<'b> {
    /// The marks of `bytes` from `at` on.
    pub fn new(bytes: &'b [u8], delimiter: u8, at: usize) -> Self {
        let mut marks = Self {
            bytes,
            delimiter,
            begin: 0,
            next: at - at % GROUP,
            left: 0,
            odd: usize::MAX,
        };
        marks.look(u64::MAX << (at % GROUP));
        marks
    }

    /// The first quotation mark or NUL that is not behind, if it is before the last mark told or not far after it.
    pub const fn odd(&self) -> usize {
        self.odd
    }

    /// Where the next mark is.
    pub fn next(&mut self) -> Option<usize> {
        while self.left == 0 {
            if self.next >= self.bytes.len() {
                return None;
            }
            self.look(u64::MAX);
        }
        let bit = self.left.trailing_zeros() as usize;
        self.left &= self.left - 1;
        Some(self.begin + bit)
    }

    /// Looks at the next group, at the bytes of it that `wanted` has a bit for.
    fn look(&mut self, wanted: u64) {
        self.begin = self.next;
        self.next += GROUP;
        let (marks, odd) = match self.bytes.get(self.begin..self.next) {
            Some(group) => masks(group, self.delimiter),
            None => {
                let mut group = [b' '; GROUP];
                let rest = self.bytes.get(self.begin..).unwrap_or_default();
                group[..rest.len()].copy_from_slice(rest);
                // A blank is none of the bytes that are sought.
                masks(&group, self.delimiter)
            }
        };
        self.left = marks & wanted;
        if self.odd == usize::MAX && odd & wanted != 0 {
            self.odd = self.begin + (odd & wanted).trailing_zeros() as usize;
        }
    }
}

/// A bit for each delimiter or newline of a group, and one for each quotation mark or NUL.
fn masks(group: &[u8], delimiter: u8) -> (u64, u64) {
    let of = u8x16::splat;
    let (delimiter, newline, quote, nul) = (of(delimiter), of(b'\n'), of(b'"'), of(0));
    let (mut marks, mut odd) = (0, 0);
    for (number, sixteen) in group.as_chunks::<16>().0.iter().enumerate() {
        let bytes = u8x16::new(*sixteen);
        let shift = 16 * number;
        let mark = bytes.simd_eq(delimiter) | bytes.simd_eq(newline);
        let strange = bytes.simd_eq(quote) | bytes.simd_eq(nul);
        marks |= u64::from(mark.to_bitmask()) << shift;
        odd |= u64::from(strange.to_bitmask()) << shift;
    }
    (marks, odd)
}
