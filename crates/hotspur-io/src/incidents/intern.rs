//! Numbers for what comes up again and again.

use std::hash::{BuildHasher, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::error::IncidentError;

/// Distinct fields, numbered in the order met, end to end in one run of bytes.
#[derive(Debug, Default)]
pub struct Interner {
    bytes: Vec<u8>,
    ends: Vec<usize>,
    numbers: HashTable<u32>,
    hash: FixedState,
    last: Option<u32>,
}

impl Interner {
    /// The number of a field that is known.
    pub fn find(&self, field: &[u8]) -> Option<u32> {
        let same = |number: &u32| text(&self.bytes, &self.ends, *number) == field;
        self.numbers.find(self.hash.hash_one(field), same).copied()
    }

    /// The number of a field.
    pub fn number(&mut self, field: &[u8]) -> Result<u32, IncidentError> {
        // Rows beside each other often agree, and comparing is cheaper than hashing.
        if let Some(last) = self.last.filter(|last| self.get(*last) == field) {
            return Ok(last);
        }
        let hash = self.hash.hash_one(field);
        let found = self.numbers.find(hash, |number| {
            text(&self.bytes, &self.ends, *number) == field
        });
        let number = match found {
            Some(number) => *number,
            None => {
                let number = count(self.ends.len())?;
                self.bytes.extend_from_slice(field);
                self.ends.push(self.bytes.len());
                let again =
                    |number: &u32| self.hash.hash_one(text(&self.bytes, &self.ends, *number));
                self.numbers.insert_unique(hash, number, again);
                number
            }
        };
        self.last = Some(number);
        Ok(number)
    }

    /// The distinct fields, by number.
    pub fn distinct(&self) -> impl Iterator<Item = &[u8]> {
        (0..).take(self.ends.len()).map(|number| self.get(number))
    }

    fn get(&self, number: u32) -> &[u8] {
        text(&self.bytes, &self.ends, number)
    }
}

fn text<'b>(bytes: &'b [u8], ends: &[usize], number: u32) -> &'b [u8] {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    &bytes[start..ends[number]]
}

/// Distinct values, numbered in the order met.
#[derive(Debug)]
pub struct Distinct<T> {
    /// The values, by number.
    pub values: Vec<T>,
    numbers: HashTable<u32>,
    hash: FixedState,
    last: u32,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            numbers: HashTable::new(),
            hash: FixedState::default(),
            last: 0,
        }
    }
}

impl<T: Copy + Eq + Hash> Distinct<T> {
    /// The number of a value.
    pub fn number(&mut self, value: T) -> Result<u32, IncidentError> {
        if self.values.get(self.last as usize) == Some(&value) {
            return Ok(self.last);
        }
        let hash = self.hash.hash_one(value);
        let found = self
            .numbers
            .find(hash, |number| self.values[*number as usize] == value);
        let number = match found {
            Some(number) => *number,
            None => {
                let number = count(self.values.len())?;
                self.values.push(value);
                let again = |number: &u32| self.hash.hash_one(self.values[*number as usize]);
                self.numbers.insert_unique(hash, number, again);
                number
            }
        };
        self.last = number;
        Ok(number)
    }
}

/// A count as the next number.
pub fn count(count: usize) -> Result<u32, IncidentError> {
    u32::try_from(count).map_err(|_| IncidentError::TooManyRows)
}
