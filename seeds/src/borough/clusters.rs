//! The planted hot places: a few groups of adjacent places inside each hotter ward.

use hotspur_core::stream;

use super::draw::index;
use super::map::Point;
use super::sites::Site;
use super::wards::{Planted, WARDS};

/// A group of adjacent places that were made hot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its ward, by position in `wards::WARDS`.
    pub ward: usize,
    /// Whether it is the town centre.
    pub central: bool,
    /// Its middle.
    pub middle: Point,
    /// Its places, by position in the list of sites, nearest to the middle first.
    pub sites: Vec<usize>,
}

/// Places in a group other than the town centre.
const PLACES: usize = 32;

/// Groups in one ward lie at least this far apart, in metres.
const APART: i64 = 450;

const UNIT: u64 = 1;

/// Plants the groups of every ward: three in a hot one, the town centre and two more in the centre's, one in a pocket.
#[must_use]
pub fn plant(sites: &[Site], seed: u64) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    for (ward, declared) in WARDS.iter().enumerate() {
        let own: Vec<usize> = (0..sites.len())
            .filter(|&site| sites[site].ward == ward)
            .collect();
        if declared.planted == Planted::Centre {
            clusters.push(town_centre(ward, sites, &own));
        }
        let wanted = match declared.planted {
            Planted::Hot => 3,
            Planted::Centre => 2,
            Planted::Pocket => 1,
            Planted::Plain => 0,
        };
        let mut rng = stream(seed, UNIT, ward as u64);
        for _ in 0..wanted {
            let mut middle = sites[own[index(&mut rng, own.len())]].at;
            for _ in 0..500 {
                let close = clusters.iter().any(|cluster: &Cluster| {
                    cluster.ward == ward && squared(cluster.middle, middle) < APART * APART
                });
                if !close {
                    break;
                }
                middle = sites[own[index(&mut rng, own.len())]].at;
            }
            clusters.push(around(ward, middle, sites, &own));
        }
    }
    clusters
}

fn town_centre(ward: usize, sites: &[Site], own: &[usize]) -> Cluster {
    let mut central: Vec<usize> = own
        .iter()
        .copied()
        .filter(|&site| sites[site].central)
        .collect();
    let middle = central.first().map_or((0, 0), |&site| sites[site].at);
    central.sort_by_key(|&site| (squared(sites[site].at, middle), sites[site].at));
    Cluster {
        ward,
        central: true,
        middle,
        sites: central,
    }
}

fn around(ward: usize, middle: Point, sites: &[Site], own: &[usize]) -> Cluster {
    let mut near: Vec<usize> = own.to_vec();
    near.sort_by_key(|&site| (squared(sites[site].at, middle), sites[site].at));
    near.truncate(PLACES);
    Cluster {
        ward,
        central: false,
        middle,
        sites: near,
    }
}

fn squared(a: Point, b: Point) -> i64 {
    let (dx, dy) = (i64::from(a.0 - b.0), i64::from(a.1 - b.1));
    dx * dx + dy * dy
}
