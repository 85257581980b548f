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

/// Ten classes of the stated chance, each with how often it was stated, the sum of what was stated, and how many were met.
#[derive(Default)]
struct Reliability([(u32, f64, u32); 10]);

impl Reliability {
    fn add(&mut self, one: &Said, target: f64) {
        let chance = one.outlook.at_most(target).known().unwrap();
        if !(0.001..=0.999).contains(&chance) {
            return;
        }
        let class = &mut self.0[((10.0 * chance) as usize).min(9)];
        class.0 += 1;
        class.1 += chance;
        class.2 += u32::from(one.total as f64 <= target);
    }

    fn holds(&self, within: f64) {
        for (at, (stated, sum, met)) in self.0.iter().enumerate() {
            let (said, came) = (
                sum / f64::from(*stated),
                f64::from(*met) / f64::from(*stated),
            );
            println!("class {at}: stated {said:.3}, met {came:.3} of {stated}");
            assert!(
                (said - came).abs() < within,
                "class {at}: stated {said}, met {came}"
            );
        }
    }
}

#[test]
fn of_targets_with_a_stated_chance_so_many_are_met() {
    // Years of any level and targets that know nothing of them: what earlier years say of the level is not used.
    let mut table = Reliability::default();
    for (at, level) in (0..24).map(|at| (at, 150.0 * 1.1_f64.powi(at))) {
        let drawn = Drawn {
            level,
            dispersion: 2.0,
            earlier: 3,
            amplitude: 0.15,
        };
        for months in [3, 6, 9] {
            for one in draw(&drawn, months, TOWNS / 10, 14 + at as u64) {
                for target in (0..36).map(|at| 150.0 * 1.07_f64.powi(at)) {
                    table.add(&one, target);
                }
            }
        }
    }
    // Some two thousand towns a class: a standard error near 0.01.
    table.holds(0.04);
}

#[test]
fn where_years_hardly_differ_a_chance_is_bolder_than_it_should_be_by_a_tenth_at_most() {
    let drawn = Drawn {
        level: 450.0,
        dispersion: 2.0,
        earlier: 3,
        amplitude: 0.15,
    };
    let mut table = Reliability::default();
    for months in [3, 6, 9] {
        for one in draw(&drawn, months, TOWNS, 15) {
            for target in [390.0, 420.0, 450.0, 480.0, 510.0] {
                table.add(&one, target);
            }
        }
    }
    table.holds(0.1);
}

#[test]
fn a_share_that_grows_through_the_year_as_it_did_before_ends_in_its_interval() {
    use hotspur_core::track::{Growth, ShareOutlook};
    // Repeats are 15 per cent in the first month of a year and 55 in the last.
    let (mut inside, towns) = (0_u32, 1_000);
    for town in 0..towns {
        let mut random = stream(16, 0, town);
        let mut half = |first: usize| -> (u64, u64) {
            let mut with = 0;
            for event in 0..700 {
                let month = first + event % 6;
                let share = 0.15 + 0.40 * month as f64 / 11.0;
                with += u64::from(random.random::<f64>() < share);
            }
            (with, 700)
        };
        let (before, now) = ([half(0), half(6)], [half(0), half(6)]);
        let outlook = ShareOutlook {
            with: now[0].0,
            of: now[0].1,
            to_come: 700.0,
            growth: Growth::of(before[0], before[1]),
            dispersion: 1.0,
        };
        let found = outlook.projection(0.95).known().unwrap();
        let year = (now[0].0 + now[1].0) as f64 / 1_400.0;
        inside += u32::from((found.lower..=found.upper.known().unwrap()).contains(&year));
    }
    let share = f64::from(inside) / towns as f64;
    println!("a growing share: {share:.3}");
    assert!((0.93..=0.97).contains(&share), "{share}");
}

#[test]
fn of_areas_with_few_events_the_interval_holds_93_per_cent_or_more() {
    // Areas take the season and the dispersion of all: here they are known.
    let shares = season(0.15, 3.0);
    let known = Season {
        shares,
        years: Vec::new(),
        events: 3_000,
    };
    let noise = Noise {
        dispersion: 1.0,
        degrees: 150.0,
        counted: 144.0,
    };
    for level in [3.0, 8.0, 25.0] {
        for months in [3, 6, 9] {
            let one = |town: u64| {
                let mut random = stream(17, months as u64, town);
                let mut month = |mean: f64| Poisson::new(mean).unwrap().sample(&mut random) as u64;
                let year: Vec<u64> = shares.iter().map(|share| month(level * share)).collect();
                let places: Vec<usize> = (0..months).collect();
                let so_far = year[..months].iter().sum();
                Said {
                    outlook: Outlook::new(so_far, &places, &known, noise),
                    total: year.iter().sum(),
                }
            };
            let said: Vec<Said> = (0..TOWNS).map(one).collect();
            let found = covered(&said, 0.95);
            println!("{level} a year in an area, month {months}: {found:.4}");
            assert!(found >= 0.93, "{level}, {months}: {found}");
        }
    }
}
