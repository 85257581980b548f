//! A synthetic borough year, April 2001 to March 2002, drawn from the Strategy's printed figures.
//!
//! The map, the places, the people and the incidents are invented; the totals and shares are the printed ones. Four
//! wards are planted hotter than the rest, in a few specific places: [`Truth`] says where.

pub mod allocate;
pub mod attributes;
pub mod clusters;
pub mod estates;
pub mod incident;
pub mod map;
pub mod offences;
pub mod sites;
pub mod times;
pub mod wards;

mod assemble;
mod draw;
mod names;
mod next;
mod placing;
mod strays;

use geo::Polygon;

pub use clusters::Cluster;
pub use incident::{Attributes, Bin, Incident};
pub use next::half_year_after;
pub use offences::Offence;
pub use sites::Site;

/// The seed of the sample in `data/tamworth`.
pub const SEED: u64 = 2002;

/// A ward of the schematic map.
#[derive(Debug, Clone, PartialEq)]
pub struct Ward {
    /// Its code.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its outline, anticlockwise, in whole metres of EPSG:27700.
    pub polygon: Polygon<f64>,
    /// Households.
    pub households: u32,
    /// Residents.
    pub residents: u32,
}

/// What was planted: what an analysis of the borough should find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// The seed.
    pub seed: u64,
    /// The hotter wards, by position.
    pub hot: Vec<usize>,
    /// The groups of hot places, the one in a plain ward among them.
    pub clusters: Vec<Cluster>,
}

/// A synthetic borough year.
#[derive(Debug, Clone, PartialEq)]
pub struct Borough {
    /// The wards, by code.
    pub wards: Vec<Ward>,
    /// Every place, whether or not anything happened there.
    pub sites: Vec<Site>,
    /// The incidents, by time.
    pub incidents: Vec<Incident>,
    /// What was planted.
    pub truth: Truth,
}

/// Draws the borough year of a seed. The map and the places are the same under every seed; the hot places and the
/// incidents differ.
///
/// ```
/// let borough = hotspur_seeds::borough::generate(7);
/// assert_eq!(borough.wards.len(), 10);
/// assert_eq!(borough.incidents.len(), 7_394);
/// ```
#[must_use]
pub fn generate(seed: u64) -> Borough {
    let map = map::Map::draw();
    let sites = sites::lay_out(&map);
    let clusters = clusters::plant(&sites, seed);
    let incidents = assemble::incidents(&map, &sites, &clusters, seed);
    Borough {
        wards: wards_of(&map),
        sites,
        incidents,
        truth: Truth {
            seed,
            hot: wards::hot().collect(),
            clusters,
        },
    }
}

fn wards_of(map: &map::Map) -> Vec<Ward> {
    wards::WARDS
        .iter()
        .enumerate()
        .map(|(position, declared)| Ward {
            code: declared.code,
            name: declared.name,
            polygon: map::polygon(&map.ring(position)),
            households: declared.households,
            residents: declared.residents,
        })
        .collect()
}
