//! The columns of a layer, value by value.

use hotspur_core::{Cells, Layer};

/// Reads a layer by column and feature; what is not there is nothing.
#[derive(Debug, Clone, Copy)]
pub struct Columns<'a>(pub &'a Layer);

impl<'a> Columns<'a> {
    fn cells(self, name: &str) -> Option<&'a Cells> {
        self.0.column(name).map(|column| &column.cells)
    }

    /// A number, whole or real.
    pub fn number(self, name: &str, feature: usize) -> Option<f64> {
        match self.cells(name)? {
            Cells::Real(cells) => cells[feature],
            Cells::Integer(cells) => cells[feature].map(|whole| whole as f64),
            Cells::Text(_) | Cells::Boolean(_) => None,
        }
    }

    /// A count.
    pub fn count(self, name: &str, feature: usize) -> Option<u64> {
        match self.cells(name)? {
            Cells::Integer(cells) => cells[feature].and_then(|whole| u64::try_from(whole).ok()),
            _ => None,
        }
    }

    /// A text.
    pub fn text(self, name: &str, feature: usize) -> Option<&'a str> {
        match self.cells(name)? {
            Cells::Text(cells) => cells[feature].as_deref(),
            _ => None,
        }
    }

    /// A text of our own.
    pub fn owned(self, name: &str, feature: usize) -> String {
        self.text(name, feature).unwrap_or_default().to_owned()
    }

    /// True or false.
    pub fn truth(self, name: &str, feature: usize) -> Option<bool> {
        match self.cells(name)? {
            Cells::Boolean(cells) => cells[feature],
            _ => None,
        }
    }
}
