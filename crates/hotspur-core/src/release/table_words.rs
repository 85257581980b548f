//! Cells of the tables in words, for errors.

use crate::analysis::Question;

use super::tables::{Tables, What};

impl Tables {
    /// A cell of the system in words, without its value.
    #[must_use]
    pub fn words(&self, cell: usize, question: &Question) -> String {
        let title = |counted: usize| self.counted[counted].title(question.themes);
        match self.what[cell] {
            What::Area(area, counted) => format!(
                "{} in {}",
                title(counted),
                question.areas.list()[area as usize].name
            ),
            What::Study(counted) => format!("{} in the study area", title(counted)),
            What::Time(slot, counted) => format!("{} in {}", title(counted), self.slots[slot]),
            What::Place(counted, _) => format!("{} in a cell", title(counted)),
            What::Own | What::Known | What::Derived => format!(
                "a difference that nobody publishes ({} parts)",
                self.system.cells()[cell].atoms.len()
            ),
        }
    }
}
