//! Projections of real months against what followed.

use std::collections::BTreeMap;

use hotspur_core::Value;
use hotspur_core::track::{ASSUMED_AMPLITUDE, Counts, Noise, Outlook, Season};

use crate::shared_data::shared_data;

/// Crimes of the first six months of 2025 by (district, type) and month, as the county's own names of areas tell districts.
fn counts() -> Option<BTreeMap<(String, String), [u64; 6]>> {
    let data = shared_data()?;
    let mut counts: BTreeMap<(String, String), [u64; 6]> = BTreeMap::new();
    for month in 1..=6 {
        let file = data.join(format!("street/2025-{month:02}-staffordshire-street.csv"));
        let mut table = csv::Reader::from_path(file).unwrap();
        for row in table.records() {
            let row = row.unwrap();
            let (Some(area), Some(kind)) = (row.get(8), row.get(9)) else {
                continue;
            };
            let Some((district, _)) = area.rsplit_once(' ') else {
                continue;
            };
            counts
                .entry((district.to_owned(), kind.to_owned()))
                .or_default()[month - 1] += 1;
        }
    }
    Some(counts)
}

#[test]
fn the_second_quarter_of_2025_falls_where_the_first_one_projects_it() {
    let Some(counts) = counts() else { return };
    let even = Season::of(&[]);
    let (mut held, mut all) = (0, 0);
    let (mut low, mut high) = (0, 0);
    for (_, months) in counts
        .iter()
        .filter(|(_, months)| months.iter().sum::<u64>() >= 60)
    {
        let so_far: u64 = months[..3].iter().sum();
        let noise = Noise::of(
            &[Counts {
                years: Vec::new(),
                so_far: (0..3).map(|month| (month, months[month])).collect(),
            }],
            &even,
            true,
        );
        // A half-year of which a quarter is over, with the same allowance for a season that nobody has seen: its share of the half is
        // twice that of the year.
        let places = [0, 1, 2];
        let outlook = Outlook {
            so_far,
            share: 0.5,
            variance: 4.0 * even.variance(&places, noise.dispersion),
            noise,
        };
        let Value::Known(found) = outlook.projection(0.95) else {
            panic!("a quarter projects a half");
        };
        let total = months.iter().sum::<u64>() as f64;
        all += 1;
        match total {
            total if total < found.lower => low += 1,
            total if found.upper.known().is_some_and(|upper| total > upper) => high += 1,
            _ => held += 1,
        }
    }
    println!(
        "{held} of {all} pairs of district and type inside the 95 % interval ({low} below, {high} above), allowing for a season of {ASSUMED_AMPLITUDE}"
    );
    assert!(all > 50);
    assert!(f64::from(held) / f64::from(all) > 0.9, "{held} of {all}");
}
