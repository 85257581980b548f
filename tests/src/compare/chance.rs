//! Where nothing has changed, how often something is claimed.

use hotspur_core::change::Transition;
use hotspur_core::{
    Incident, Incidents, Month, Offence, Origin, Params, Position, Question, Text, Vocabulary,
    When, analyse, stream,
};
use hotspur_io::job::{Plan, Prepared, prepare};
use hotspur_io::study::{CompareSection, load_study};
use rand::RngExt;

use super::two_years;
use crate::town::CORNER;

/// Events of both years together.
const EVENTS: usize = 2_000;

/// Hot corners, which are as hot in both years: few strong ones, or many that are hot in one year or the other by luck.
const CORNERS: [usize; 2] = [12, 40];

/// What was claimed of one town in which nothing changed.
#[derive(Debug, Default, Clone, Copy)]
struct Claimed {
    /// Whether any change by area and theme was.
    areas: bool,
    /// Places called new or gone.
    places: usize,
    /// Places in all.
    of: usize,
}

/// A town of which every event falls in either year by the toss of a coin.
fn town_without_change(seed: u64, many: usize, types: &[Offence]) -> Incidents {
    let mut random = stream(seed, 1, 0);
    let mut within = |from: f64, width: f64| from + width * random.random::<f64>();
    let corners: Vec<(f64, f64)> = (0..many)
        .map(|_| (within(0.0, 1_950.0), within(0.0, 1_950.0)))
        .collect();
    let rows = (0..EVENTS).map(|event| {
        let (east, north) = match event % 5 {
            0 | 1 => {
                let corner = corners[(event / 5) % many];
                (within(corner.0, 50.0), within(corner.1, 50.0))
            }
            _ => (within(0.0, 2_000.0), within(0.0, 2_000.0)),
        };
        let year = if within(0.0, 1.0) < 0.5 { 2024 } else { 2025 };
        let month = Month::from_year_month(year, (event % 12) as i8 + 1);
        Incident {
            position: Position::new(CORNER[0] + east, CORNER[1] + north).unwrap(),
            when: When::month(month).unwrap(),
            offence: types[event % types.len()],
            count: 1,
            id: Text::NONE,
            label: Text::NONE,
            source: Text::NONE,
            attributes: Text::NONE,
            origin: Origin { file: 0, line: 1 },
        }
    });
    Incidents::new(rows.collect(), Vocabulary::default())
}

fn prepared() -> (Prepared, Params) {
    let town = two_years();
    let mut study = load_study(&town.path().join("study.toml")).unwrap();
    study.write = vec!["hotspots".into()];
    study.density.cell_m = Some(50.0);
    study.density.themes = vec!["all".into()];
    study.ask.compare = Some(CompareSection {
        before: Some("2024-01..2024-12".into()),
        after: Some("2025-01..2025-12".into()),
        ..CompareSection::default()
    });
    let prepared = prepare(study, &()).unwrap();
    let params = Plan::of(&prepared).unwrap().params(false);
    (prepared, params)
}

fn claimed(prepared: &Prepared, params: &Params, seed: u64, corners: usize) -> Claimed {
    let types = ["Burglary", "Nuisance"].map(|name| prepared.themes.offence(name).unwrap());
    let incidents = town_without_change(seed, corners, &types);
    let question = Question {
        incidents: &incidents,
        areas: prepared.study_areas(),
        themes: &prepared.themes,
        coverage: &prepared.incidents.coverage,
        params,
    };
    let found = analyse(&question).unwrap().answers.comparison.unwrap();
    let themes = found.things.iter().skip(2);
    let mut verdicts = themes.flat_map(|thing| &thing.units);
    let places = || found.places.iter().skip(2).flat_map(|of| &of.places);
    let moved = |transition| matches!(transition, Transition::New | Transition::Gone);
    Claimed {
        areas: verdicts.any(|judged| judged.q.known().is_some_and(|q| q <= 0.05)),
        places: places().filter(|place| moved(place.transition)).count(),
        of: places().count(),
    }
}

/// How many towns had any change by area claimed, and the places claimed, of all that were or are hot.
fn of_seeds(seeds: u64, corners: usize) -> (usize, usize, usize) {
    let (prepared, params) = prepared();
    let all: Vec<Claimed> = (0..seeds)
        .map(|seed| claimed(&prepared, &params, seed, corners))
        .collect();
    (
        all.iter().filter(|town| town.areas).count(),
        all.iter().map(|town| town.places).sum(),
        all.iter().map(|town| town.of).sum(),
    )
}

#[test]
fn where_nothing_has_changed_a_change_is_claimed_no_oftener_than_stated() {
    for corners in CORNERS {
        let (towns, places, of) = of_seeds(40, corners);
        // Benjamini and Hochberg at 5 %: any claim at all in 2 of 40 towns, and in more than 6 with a probability of 0.3 %.
        assert!(towns <= 6, "{towns} of 40 towns");
        assert!(
            of >= 200 && places * 20 <= of,
            "{places} of {of} places of {corners} corners"
        );
    }
}

/// The figures of `crates/docs/compare.md`; takes minutes.
#[test]
#[ignore = "measures what the docs state"]
fn claims_where_nothing_has_changed_over_four_hundred_towns() {
    for corners in CORNERS {
        let (towns, places, of) = of_seeds(400, corners);
        println!(
            "{corners} corners: {towns} of 400 towns with a claim by area; {places} of {of} places"
        );
    }
}
