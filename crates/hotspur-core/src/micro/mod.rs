//! Where inside the areas: evidence cell by cell, and the micro-hotspots that it makes.

mod cells;
mod clusters;
mod concentration;
mod dissolve;
mod excess;
mod hotspots;
mod label;
mod moran;
mod study_cells;

pub use cells::{ALONE, CellEvidence, ThemeCells, cell_evidence};
pub use clusters::{MicroCluster, micro_clusters};
pub use concentration::{AreaConcentration, concentrations};
pub use dissolve::{outline, patches};
pub use excess::excess_p;
pub use hotspots::{InStudyArea, MicroHotspot, micro_hotspots};
pub use label::{general_labels, street};
pub use moran::{CellMoran, cell_moran};
pub use study_cells::StudyCells;

/// The parameters of the evidence inside areas, printed with every result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MicroParams {
    /// The largest q of a cell of a micro-hotspot.
    pub q: f64,
    /// The least count of its neighbourhood over the expected one. On a settled map q alone takes in most streets of a
    /// town, since few events fall on its fields; three times the mean is where a map is usually called hot (Eck et al. 2005,
    /// "Mapping Crime: Understanding Hot Spots", NIJ, chapter 2).
    pub min_ratio: f64,
    /// The fewest events of a micro-hotspot.
    pub min_events: u64,
    /// Whether local Moran's I is wanted.
    pub moran: bool,
    /// Whether the circular scan is wanted.
    pub clusters: bool,
    /// How many permutations or maps by chance are drawn for those two.
    pub permutations: u32,
    /// The largest share of the study area that a cluster may cover.
    pub cluster_share: f64,
    /// The seed of the draws.
    pub seed: u64,
}

impl Default for MicroParams {
    fn default() -> Self {
        Self {
            q: 0.05,
            min_ratio: 3.0,
            min_events: 5,
            moran: false,
            clusters: false,
            permutations: 999,
            cluster_share: 0.5,
            seed: 1,
        }
    }
}
