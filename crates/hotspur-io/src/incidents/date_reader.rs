//! Dates that were read before: a file holds few, again and again.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::dates::{DateFault, Dated, parse};

/// Dates remembered at a time.
const SLOTS: usize = 256;

/// The longest date that is remembered.
const LONGEST: usize = 27;

#[derive(Debug, Clone, Copy)]
struct Slot {
    length: u8,
    text: [u8; LONGEST],
    read: Result<Dated, DateFault>,
}

/// Reads dates, and remembers some of those that it read.
#[derive(Debug, Default)]
pub struct DateReader {
    slots: Vec<Option<Slot>>,
    hash: FixedState,
}

impl DateReader {
    /// Reads one date: what [`parse`] says of it.
    pub fn read(&mut self, field: &[u8]) -> Result<Dated, DateFault> {
        if field.len() > LONGEST {
            return parse(field);
        }
        if self.slots.is_empty() {
            self.slots = vec![None; SLOTS];
        }
        let number = self.hash.hash_one(field) as usize % SLOTS;
        if let Some(slot) = &self.slots[number]
            && slot.text[..usize::from(slot.length)] == *field
        {
            return slot.read;
        }
        let mut text = [0; LONGEST];
        text[..field.len()].copy_from_slice(field);
        let read = parse(field);
        self.slots[number] = Some(Slot {
            length: field.len() as u8,
            text,
            read,
        });
        read
    }
}
