//! How much more than Poisson counts months vary, about their season and their year.

use super::season::Season;
use super::year::MONTHS;

/// What is taken for known before any month is counted: months vary half as much again as Poisson counts ...
pub const ASSUMED_DISPERSION: f64 = 1.5;
/// ... as firmly as so many months would tell.
pub const ASSUMED_DEGREES: f64 = 6.0;

/// The dispersion of months, with how firmly it is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Noise {
    /// φ, at least 1.
    pub dispersion: f64,
    /// Degrees of freedom, those assumed among them.
    pub degrees: f64,
    /// Those that were counted.
    pub counted: f64,
}

/// A part of the study area: its whole earlier years, and the months of this year by their places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// The counts of each earlier year.
    pub years: Vec<[u64; MONTHS]>,
    /// Place in the year and count.
    pub so_far: Vec<(usize, u64)>,
}

impl Noise {
    /// φ = (ν₀ φ₀ + X²) / (ν₀ + ν), where X² is Pearson's, of each part's months about the part's own years times the season that all
    /// parts share, ν its degrees of freedom, and ν₀ = 6, φ₀ = 1.5 are assumed: so few months do not tell a dispersion alone. Counts vary
    /// no less than Poisson ones, so that φ is at least 1. Time O(parts · months).
    ///
    /// `own_season` says that the season was counted from these very parts, which costs eleven degrees.
    #[must_use]
    pub fn of(parts: &[Counts], season: &Season, own_season: bool) -> Self {
        let (mut x2, mut degrees) = (0.0, 0.0);
        let everywhere: Vec<usize> = (0..MONTHS).collect();
        for part in parts {
            for counts in &part.years {
                let months = everywhere.iter().copied().zip(counts.iter().copied());
                let (found, of) = year(&months.collect::<Vec<_>>(), season);
                x2 += found;
                degrees += of;
            }
            let (found, of) = year(&part.so_far, season);
            x2 += found / beside(&part.so_far, season);
            degrees += of;
        }
        if own_season && !season.years.is_empty() {
            degrees = (degrees - (MONTHS - 1) as f64).max(0.0);
        }
        let known = ASSUMED_DEGREES * ASSUMED_DISPERSION + x2;
        Self {
            dispersion: (known / (ASSUMED_DEGREES + degrees)).max(1.0),
            degrees: ASSUMED_DEGREES + degrees,
            counted: degrees,
        }
    }
}

/// A year that the season was not counted from differs from it by the season's own chance too: by 1 + n / E, where the season rests on
/// E events and the year, at the pace of its months, brings n.
fn beside(months: &[(usize, u64)], season: &Season) -> f64 {
    let events: u64 = months.iter().map(|(_, count)| count).sum();
    let shares: f64 = months.iter().map(|(place, _)| season.shares[*place]).sum();
    match season.events > 0 && shares > 0.0 {
        true => 1.0 + events as f64 / shares / season.events as f64,
        false => 1.0,
    }
}

/// Pearson's X² of the months of one year and its degrees of freedom; none where the year holds no event.
fn year(months: &[(usize, u64)], season: &Season) -> (f64, f64) {
    let events: u64 = months.iter().map(|(_, count)| count).sum();
    let shares: f64 = months.iter().map(|(place, _)| season.shares[*place]).sum();
    if events == 0 || !(shares > 0.0) {
        return (0.0, 0.0);
    }
    let (mut x2, mut used) = (0.0, 0.0);
    for (place, count) in months {
        let mean = events as f64 * season.shares[*place] / shares;
        if mean > 0.0 {
            x2 += (*count as f64 - mean).powi(2) / mean;
            used += 1.0;
        }
    }
    (x2, f64::max(used - 1.0, 0.0))
}
