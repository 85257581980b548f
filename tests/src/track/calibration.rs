//! Whether projections and chances keep what they promise, on simulated years: seasonal, overdispersed, with earlier years of another
//! level, or with none.

use hotspur_core::track::{Counts, MONTHS, Noise, Outlook, Season, Year};
use hotspur_core::{Month, Value, stream};
use rand::RngExt;
use rand_distr::{Distribution, Gamma, Poisson};

/// A season with its peak in summer, and its months in the order of the year.
fn season(amplitude: f64, phase: f64) -> [f64; MONTHS] {
    std::array::from_fn(|month| {
        let angle = std::f64::consts::TAU * (month as f64 - phase) / MONTHS as f64;
        (1.0 + amplitude * angle.cos()) / MONTHS as f64
    })
}

/// How years are drawn.
struct Drawn {
    /// Events expected of a year.
    level: f64,
    /// Variance of a month over its mean.
    dispersion: f64,
    /// Earlier years that the data hold.
    earlier: usize,
    /// How far the season swings; its phase is drawn anew for each town.
    amplitude: f64,
}

/// What was said at a date, and what came.
struct Said {
    outlook: Outlook,
    total: u64,
}

fn draw(drawn: &Drawn, months: usize, towns: u64, seed: u64) -> Vec<Said> {
    let one = |town: u64| {
        let mut random = stream(seed, months as u64, town);
        let shares = season(drawn.amplitude, random.random_range(0.0..12.0));
        let mut year = || -> [u64; MONTHS] {
            // Years differ by a tenth either way.
            let level = drawn.level * random.random_range(0.9..1.1);
            std::array::from_fn(|month| {
                let mean = level * shares[month];
                let scale = drawn.dispersion - 1.0;
                let mean = match scale > 0.0 {
                    true => Gamma::new(mean / scale, scale).unwrap().sample(&mut random),
                    false => mean,
                };
                Poisson::new(mean.max(1e-12)).unwrap().sample(&mut random) as u64
            })
        };
        let earlier: Vec<[u64; MONTHS]> = (0..drawn.earlier).map(|_| year()).collect();
        let now = year();
        let years: Vec<(Year, [u64; MONTHS])> = (earlier.iter().zip(0..))
            .map(|(counts, at)| (Year(Month(24_000 + 12 * at)), *counts))
            .collect();
        let found = Season::of(&years);
        let part = Counts {
            years: earlier,
            so_far: (0..months).map(|month| (month, now[month])).collect(),
        };
        let noise = Noise::of(&[part], &found, true);
        let places: Vec<usize> = (0..months).collect();
        let so_far = now[..months].iter().sum();
        Said {
            outlook: Outlook::new(so_far, &places, &found, noise),
            total: now.iter().sum(),
        }
    };
    (0..towns).map(one).collect()
}

/// The share of years that end inside their interval; one without an upper end holds all above its lower one.
fn covered(said: &[Said], level: f64) -> f64 {
    let inside = said.iter().filter(|one| {
        let Value::Known(found) = one.outlook.projection(level) else {
            return false;
        };
        let upper = found.upper.known().unwrap_or(f64::INFINITY);
        (found.lower..=upper).contains(&(one.total as f64))
    });
    inside.count() as f64 / said.len() as f64
}

const TOWNS: u64 = 2_000;

#[test]
fn of_years_with_three_before_them_the_95_per_cent_interval_holds_93_to_97_per_cent_from_month_3_6_and_9()
 {
    for (level, dispersion) in [(60.0, 1.5), (450.0, 2.0), (2_000.0, 3.0)] {
        let drawn = Drawn {
            level,
            dispersion,
            earlier: 3,
            amplitude: 0.15,
        };
        for months in [3, 6, 9] {
            let found = covered(&draw(&drawn, months, TOWNS, 11), 0.95);
            println!("{level} a year, dispersion {dispersion}, month {months}: {found:.4}");
            assert!((0.93..=0.97).contains(&found), "{level}, {months}: {found}");
        }
    }
}

#[test]
fn with_one_year_before_the_interval_holds_93_to_97_per_cent_too() {
    let drawn = Drawn {
        level: 450.0,
        dispersion: 2.0,
        earlier: 1,
        amplitude: 0.15,
    };
    for months in [3, 6, 9] {
        let found = covered(&draw(&drawn, months, TOWNS, 12), 0.95);
        println!("one year before, month {months}: {found:.4}");
        assert!((0.93..=0.97).contains(&found), "{months}: {found}");
    }
}

#[test]
fn without_an_earlier_year_the_interval_allows_for_a_season_that_nobody_has_seen() {
    for amplitude in [0.0, 0.15] {
        let drawn = Drawn {
            level: 450.0,
            dispersion: 2.0,
            earlier: 0,
            amplitude,
        };
        for months in [3, 6, 9] {
            let found = covered(&draw(&drawn, months, TOWNS, 13), 0.95);
            println!("no year before, season {amplitude}, month {months}: {found:.4}");
            assert!(
                (0.93..=1.0).contains(&found),
                "{amplitude}, {months}: {found}"
            );
        }
    }
}

#[test]
fn of_targets_with_a_stated_chance_so_many_are_met() {
    let drawn = Drawn {
        level: 450.0,
        dispersion: 2.0,
        earlier: 3,
        amplitude: 0.15,
    };
    // Ten classes of the stated chance, each with how many were met.
    let mut table = [(0_u32, 0.0_f64, 0_u32); 10];
    for months in [3, 6, 9] {
        for one in draw(&drawn, months, TOWNS, 14) {
            for target in [390.0, 420.0, 440.0, 460.0, 490.0] {
                let chance = one.outlook.at_most(target).known().unwrap();
                let class = &mut table[((10.0 * chance) as usize).min(9)];
                class.0 += 1;
                class.1 += chance;
                class.2 += u32::from(one.total as f64 <= target);
            }
        }
    }
    for (at, (stated, sum, met)) in table.iter().enumerate() {
        let (stated, said) = (f64::from(*stated), sum / f64::from(*stated));
        let came = f64::from(*met) / stated;
        println!("class {at}: stated {said:.3}, met {came:.3} of {stated}");
        // Targets of one town hang together, so that the sampling error is larger than that of so many towns.
        assert!(
            (said - came).abs() < 0.06,
            "class {at}: stated {said}, met {came}"
        );
    }
}
