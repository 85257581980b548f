//! Where inside the areas: evidence cell by cell, and the micro-hotspots that it makes.

mod cells;
mod concentration;
mod dissolve;
mod excess;
mod hotspots;
mod label;
mod study_cells;

pub use cells::{CellEvidence, ThemeCells, cell_evidence};
pub use concentration::{AreaConcentration, concentrations};
pub use dissolve::{outline, patches};
pub use excess::excess_p;
pub use hotspots::{InStudyArea, MicroHotspot, micro_hotspots};
pub use label::street;
pub use study_cells::StudyCells;

/// The parameters of the evidence inside areas, printed with every result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MicroParams {
    /// The largest q of a cell of a micro-hotspot.
    pub q: f64,
}

impl Default for MicroParams {
    fn default() -> Self {
        Self { q: 0.05 }
    }
}
