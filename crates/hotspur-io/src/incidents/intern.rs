//! Numbers for texts that come up again and again.

use std::collections::HashMap;
use std::sync::Arc;

use super::error::IncidentError;

/// Distinct fields, numbered in the order met.
#[derive(Debug, Default)]
pub struct Interner {
    numbers: HashMap<Arc<[u8]>, u32>,
    distinct: Vec<Arc<[u8]>>,
    last: Option<u32>,
}

impl Interner {
    /// The number of a field.
    pub fn number(&mut self, field: &[u8]) -> Result<u32, IncidentError> {
        // Rows beside each other often agree, and comparing is cheaper than hashing.
        if let Some(last) = self.last.filter(|last| self.get(*last) == Some(field)) {
            return Ok(last);
        }
        let number = match self.numbers.get(field) {
            Some(number) => *number,
            None => {
                let number =
                    u32::try_from(self.distinct.len()).map_err(|_| IncidentError::TooManyRows)?;
                let field: Arc<[u8]> = field.into();
                self.distinct.push(Arc::clone(&field));
                self.numbers.insert(field, number);
                number
            }
        };
        self.last = Some(number);
        Ok(number)
    }

    /// The distinct fields, by number.
    pub fn into_distinct(self) -> Vec<Arc<[u8]>> {
        self.distinct
    }

    fn get(&self, number: u32) -> Option<&[u8]> {
        self.distinct
            .get(usize::try_from(number).ok()?)
            .map(|field| &**field)
    }
}
