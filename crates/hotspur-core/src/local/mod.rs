//! Local statistics: where like values lie together, unit by unit, and over the whole map.
//!
//! Each takes one value a unit and the [`Weights`](crate::weights::Weights) of the same units, and answers for each unit, in the
//! same order. A value that is not finite leaves every unit undefined, because every unit is compared with all. No p-value
//! is adjusted here: hand the known ones of all units to [`adjust`](crate::adjust) together.

mod gi;
mod gi_cells;
mod global_moran;
mod moments;
mod moran;
mod permutation;
mod shared_null;

pub use gi::{Gi, gi, gi_bin, gi_star};
pub use gi_cells::{CellScores, gi_star_of_cells};
pub use global_moran::{GlobalMoran, global_moran};
pub use moran::{LocalMoran, Quadrant, Standardisation, local_moran};
pub use permutation::local_moran_permutation_apart;
pub use shared_null::local_moran_permutation;

/// With fewer units than this the normal approximation of Gi* and local Moran is poor, which is worth a warning.
pub const FEW_UNITS: usize = 30;
