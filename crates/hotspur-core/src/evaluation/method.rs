//! The maps that are compared: what each says of every cell, from the crimes of the earlier months.

use std::fmt;

use crate::density::{DensityParams, WeightedPlace, surface};
use crate::grid::Grid;
use crate::local::gi_star_of_cells;
use crate::value::{Reason, Value};
use crate::weights::{Contiguity, Lattice};

/// A way to make a map of the earlier months. A further one is a variant here and an arm in [`Method::predict`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    /// The exact kernel density at the centre of each cell, as `map` draws it.
    Density,
    /// The plain count of each cell.
    Count,
    /// Gi* of the counts, by its z, with queen neighbours.
    GiStar,
}

impl Method {
    /// All methods, in the order of rows.
    pub const ALL: [Self; 3] = [Self::Density, Self::Count, Self::GiStar];

    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Density => "density",
            Self::Count => "count",
            Self::GiStar => "gi_star",
        }
    }

    /// Whether its map depends on a bandwidth.
    #[must_use]
    pub const fn has_bandwidth(self) -> bool {
        matches!(self, Self::Density)
    }

    /// What the map says of every tested cell. A density is scaled by the ground of a cell within the study area, and
    /// both are divided by the months, to say how many crimes a month is expected to bring.
    #[must_use]
    pub fn predict(self, history: &History) -> Vec<Prediction> {
        let a_month = 1.0 / history.months as f64;
        match self {
            Self::Count => history
                .counts
                .iter()
                .map(|count| Prediction {
                    rank_by: *count as f64,
                    expected: Value::Known(*count as f64 * a_month),
                })
                .collect(),
            Self::GiStar => gi_star_of(history),
            Self::Density => {
                let found = surface(history.places, history.grid, &history.density);
                let cells = history.cells.iter().zip(history.ground);
                cells
                    .map(|(cell, ground)| {
                        let density = found.per_square_metre[*cell];
                        Prediction {
                            rank_by: to_seven_digits(density),
                            expected: Value::Known(density * ground * a_month),
                        }
                    })
                    .collect()
            }
        }
    }
}

/// Gi* of the earlier counts. Where it is undefined (all cells alike) every cell ranks the same.
fn gi_star_of(history: &History) -> Vec<Prediction> {
    let mut tested = vec![false; history.grid.columns() * history.grid.rows()];
    for cell in history.cells {
        tested[*cell] = true;
    }
    let lattice = Lattice::new(history.grid, &tested, Contiguity::Queen);
    gi_star_of_cells(history.counts, &lattice)
        .iter()
        .map(|gi| Prediction {
            rank_by: gi.known().map_or(0.0, |gi| f64::from(gi.z as f32)),
            expected: Value::Undefined(Reason::RanksOnly),
        })
        .collect()
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a method may learn from.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    /// The grid.
    pub grid: &'a Grid,
    /// The tested cells, by their number on the grid: row by row from the south-west.
    pub cells: &'a [usize],
    /// The ground of each tested cell within the study area, in square metres.
    pub ground: &'a [f64],
    /// The earlier crimes of each tested cell.
    pub counts: &'a [u64],
    /// The earlier crimes by place, within reach of the study area or not.
    pub places: &'a [WeightedPlace],
    /// How many months they are of; at least one.
    pub months: usize,
    /// The density.
    pub density: DensityParams,
}

/// What a map says of one cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction {
    /// The number that ranks the cell.
    pub rank_by: f64,
    /// How many crimes a month is expected to bring; undefined where the method ranks only.
    pub expected: Value<f64>,
}

/// Sums that differ in their last digits alone are ties: which of them is larger says how they were added, and not
/// where crime is. Scaled by a power of two, exactly, so that small densities keep their digits.
fn to_seven_digits(per_square_metre: f64) -> f64 {
    const SCALE: f64 = (1_u64 << 40) as f64;
    f64::from((per_square_metre * SCALE) as f32)
}
