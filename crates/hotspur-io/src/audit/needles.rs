//! Many words at once in many bytes.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hasher};

use super::finding::FindingKind;

/// What is searched for.
#[derive(Debug, Clone)]
pub struct Needle {
    /// Its bytes; texts in lower case.
    pub bytes: Vec<u8>,
    /// What finding it means.
    pub kind: FindingKind,
    /// What to say, without the bytes.
    pub words: String,
    /// Whether it counts only between ends of words.
    pub whole: bool,
}

/// The first bytes by which needles are told apart, for short ones and for long ones.
const HEADS: [usize; 2] = [5, 12];

/// Needles, sorted by how they begin.
#[derive(Debug, Default)]
pub struct Needles {
    list: Vec<Needle>,
    by_head: [std::collections::HashMap<Vec<u8>, Vec<usize>, Plain>; 2],
    /// Which pairs of first bytes any needle begins with.
    begins: Vec<bool>,
}

/// Hashes the same in every run.
#[derive(Debug, Default, Clone, Copy)]
struct Plain;

impl BuildHasher for Plain {
    type Hasher = Fnv;

    fn build_hasher(&self) -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

/// Fowler, Noll and Vo's hash.
#[derive(Debug)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

impl Needles {
    /// Sorts needles; those of fewer than five bytes are never found.
    pub fn new(list: Vec<Needle>) -> Self {
        let mut found = Self {
            begins: vec![false; 1 << 16],
            ..Self::default()
        };
        for (number, needle) in list.iter().enumerate() {
            let long = usize::from(needle.bytes.len() >= HEADS[1]);
            if let Some(head) = needle.bytes.get(..HEADS[long]) {
                found.begins[pair(head)] = true;
                found.by_head[long]
                    .entry(head.to_vec())
                    .or_default()
                    .push(number);
            }
        }
        found.list = list;
        found
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// The needles that occur, each once with how often.
    pub fn in_bytes(&self, bytes: &[u8]) -> Vec<(&Needle, usize)> {
        let mut hits: BTreeMap<usize, usize> = BTreeMap::new();
        for at in 0..bytes.len().saturating_sub(4) {
            if !self.begins[pair(&bytes[at..])] {
                continue;
            }
            for (long, length) in HEADS.iter().enumerate() {
                let Some(head) = bytes.get(at..at + length) else {
                    continue;
                };
                for number in self.by_head[long].get(head).into_iter().flatten() {
                    let needle = &self.list[*number];
                    let end = at + needle.bytes.len();
                    let here = bytes.get(at..end) == Some(&needle.bytes[..]);
                    let open =
                        |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
                    let before = at.checked_sub(1).and_then(|before| bytes.get(before));
                    if here && (!needle.whole || (open(before) && open(bytes.get(end)))) {
                        *hits.entry(*number).or_default() += 1;
                    }
                }
            }
        }
        hits.into_iter()
            .map(|(number, times)| (&self.list[number], times))
            .collect()
    }
}

fn pair(bytes: &[u8]) -> usize {
    usize::from(bytes[0]) << 8 | usize::from(bytes[1])
}
