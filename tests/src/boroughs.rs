//! Simulated boroughs with the Strategy's five priority totals, to measure the rule on.

use hotspur_core::flag::{Decision, Rule, ThemeSeries, decide};
use hotspur_core::{Stream, Value, stream};
use rand::RngExt;
use rand_distr::{Distribution, Gamma, Poisson, StandardNormal};

/// Burglary, vehicle crime, arson, youth nuisance and violence in a year.
const TOTALS: [f64; 5] = [459.0, 1_205.0, 212.0, 2_050.0, 2_000.0];
const WARDS: usize = 10;
const MONTHS: usize = 12;
/// A ward's events of a theme fall on this many places, the k-th with weight 1 / (k + 10): the busiest holds about 3 %.
const PLACES: usize = 150;

/// How a ward and month's count is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Draw {
    /// Poisson.
    Poisson,
    /// Negative binomial with variance twice the mean.
    TwiceTheMean,
}

/// What is planted.
#[derive(Debug, Clone, PartialEq)]
pub enum Plant {
    /// The multiplier of each ward, in every theme.
    Fixed([f64; WARDS]),
    /// A log-normal multiplier for each ward, in every theme, with this coefficient of variation.
    LogNormal(f64),
    /// The same, drawn for each theme by itself.
    LogNormalByTheme(f64),
}

fn draw_count(mean: f64, draw: Draw, random: &mut Stream) -> u64 {
    if mean <= 0.0 {
        return 0;
    }
    let mean = match draw {
        Draw::Poisson => mean,
        Draw::TwiceTheMean => Gamma::new(mean, 1.0).unwrap().sample(random),
    };
    if mean <= 0.0 {
        0
    } else {
        Poisson::new(mean).unwrap().sample(random) as u64
    }
}

/// The counts of the busiest place by month, from events that fall on places independently.
fn busiest(counts: &[u64], random: &mut Stream) -> Vec<u64> {
    let weights: Vec<f64> = (0..PLACES).map(|k| 1.0 / (k as f64 + 10.0)).collect();
    let total: f64 = weights.iter().sum();
    let cumulative: Vec<f64> = weights
        .iter()
        .scan(0.0, |sum, weight| {
            *sum += weight / total;
            Some(*sum)
        })
        .collect();
    let mut at = vec![[0_u64; MONTHS]; PLACES];
    for (month, count) in counts.iter().enumerate() {
        for _ in 0..*count {
            let u: f64 = random.random();
            let place = cumulative.partition_point(|c| *c < u).min(PLACES - 1);
            at[place][month] += 1;
        }
    }
    at.into_iter()
        .max_by_key(|months| months.iter().sum::<u64>())
        .unwrap()
        .to_vec()
}

/// The multiplier of each ward.
fn multipliers(plant: &Plant, random: &mut Stream) -> Vec<f64> {
    match plant {
        Plant::Fixed(multipliers) => multipliers.to_vec(),
        Plant::LogNormal(spread) | Plant::LogNormalByTheme(spread) => {
            let sigma = (1.0 + spread * spread).ln().sqrt();
            (0..WARDS)
                .map(|_| {
                    let z: f64 = StandardNormal.sample(random);
                    (sigma * z).exp()
                })
                .collect()
        }
    }
}

/// One borough: five priority themes over ten wards of unequal size.
pub fn borough(plant: &Plant, draw: Draw, seed: u64, replicate: u64) -> Vec<ThemeSeries> {
    let mut random = stream(seed, 0, replicate);
    let shared = multipliers(plant, &mut random);
    let sizes: Vec<f64> = (0..WARDS)
        .map(|ward| 0.85 + 0.3 * ward as f64 / 9.0)
        .collect();
    let all: f64 = sizes.iter().sum();
    TOTALS
        .iter()
        .map(|total| {
            let multipliers = match plant {
                Plant::LogNormalByTheme(_) => multipliers(plant, &mut random),
                _ => shared.clone(),
            };
            let counts: Vec<Vec<u64>> = (0..WARDS)
                .map(|ward| {
                    let mean = total / MONTHS as f64 * sizes[ward] / all * multipliers[ward];
                    (0..MONTHS)
                        .map(|_| draw_count(mean, draw, &mut random))
                        .collect()
                })
                .collect();
            ThemeSeries {
                busiest: counts.iter().map(|row| busiest(row, &mut random)).collect(),
                counts,
                exposure: sizes
                    .iter()
                    .map(|size| Value::Known(size * 7_000.0))
                    .collect(),
                located_share: Value::Known(1.0),
                priority: true,
                police_generated: false,
            }
        })
        .collect()
}

/// How often `holds` is true of the decision over replicates, as a share.
pub fn share(
    plant: &Plant,
    draw: Draw,
    rule: &Rule,
    replicates: u64,
    holds: impl Fn(&Decision) -> bool,
) -> f64 {
    let held = (0..replicates)
        .filter(|replicate| holds(&decide(&borough(plant, draw, 2_002, *replicate), rule)))
        .count();
    held as f64 / replicates as f64
}

/// The wards that are flagged.
pub fn flagged(decision: &Decision) -> Vec<usize> {
    (0..WARDS)
        .filter(|ward| decision.hotspot[*ward] == Some(true))
        .collect()
}
