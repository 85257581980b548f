//! Nothing is lost between rows, areas and cells.

use hotspur_core::{Counted, Findings, Question};
use serde_json::{Value as Json, json};

use super::{Ran, run};
use crate::town::{CORNER, HEADER, Town, area, incident, rectangle};

/// Rows of a kind at these places.
fn rows(places: &[(f64, f64)]) -> String {
    let mut text = HEADER.to_owned();
    for (number, (east, north)) in places.iter().enumerate() {
        let kind = ["Burglary", "Nuisance", "Unknown"][number % 3];
        let when = format!("2024-{:02}-05", number % 12 + 1);
        text += &incident(number, kind, &when, *east, *north);
    }
    text
}

/// Incidents that count in an area, by what is counted.
fn in_areas(ran: &Ran, counted: Counted) -> u64 {
    let incidents = &ran.prepared.incidents.incidents;
    let findings = &ran.outcome.findings;
    let counts = |row: &usize| {
        !findings.areas_of(incidents, *row).is_empty()
            && counted.holds(incidents.offence()[*row], &ran.prepared.themes)
    };
    incidents.events((0..incidents.len()).filter(counts))
}

/// The law: by cell, by area and by row the same events.
fn assert_nothing_is_lost(ran: &Ran) {
    let findings: &Findings = &ran.outcome.findings;
    let inside = findings.inside.as_ref().unwrap();
    for (place, standing) in findings.standings.iter().enumerate() {
        let cell = inside.cells.of_place[place];
        assert_eq!(
            cell.is_some(),
            !standing.areas().is_empty(),
            "place {place}"
        );
    }
    assert_eq!(inside.themes.len(), 4);
    for theme in &inside.themes {
        let counted = theme.cells.counted;
        let expected = in_areas(ran, counted);
        let by_cell: u64 = theme.cells.cells.iter().map(|cell| cell.count).sum();
        assert_eq!(
            (by_cell, theme.cells.events),
            (expected, expected),
            "{counted:?}"
        );
        assert_eq!(findings.tally.study_area_total(counted), expected);
        let hot: u64 = theme.hotspots.iter().map(|hotspot| hotspot.count).sum();
        assert!(hot <= expected);
    }
    let params = ran_params(ran);
    let question = Question {
        incidents: &ran.prepared.incidents.incidents,
        areas: ran.prepared.study_areas(),
        themes: &ran.prepared.themes,
        coverage: &ran.prepared.incidents.coverage,
        params: &params,
    };
    for theme in &inside.themes {
        let counted = theme.cells.counted;
        let by_area = inside
            .cells
            .counts_in(&question, &findings.standings, counted);
        for (number, cells) in (0_u32..).zip(by_area) {
            let sum: u64 = cells.values().sum();
            assert_eq!(
                sum,
                findings.tally.total(number, counted),
                "{number} {counted:?}"
            );
        }
    }
}

/// The parameters do not matter to counts, but a question has some.
fn ran_params(ran: &Ran) -> hotspur_core::Params {
    let plan = hotspur_io::job::Plan::of(&ran.prepared).unwrap();
    plan.params(ran.prepared.incidents.snapped)
}

fn counted(town: &Town, cell: f64) -> Ran {
    let ran = run(town, &format!("out{cell}"), |study| {
        study.density.cell_m = Some(cell);
        study.density.themes = vec!["all".to_owned()];
        study.write = vec!["areas".to_owned()];
    });
    assert_nothing_is_lost(&ran);
    ran
}

/// A square and an L beside it, on the lines of cells of 100 m and of 250 m.
fn lined() -> Vec<Json> {
    let (x, y) = (CORNER[0], CORNER[1]);
    let l = json!({"type": "Polygon", "coordinates": [[
        [x + 500.0, y], [x + 1500.0, y], [x + 1500.0, y + 500.0], [x + 1000.0, y + 500.0],
        [x + 1000.0, y + 1000.0], [x + 500.0, y + 1000.0], [x + 500.0, y],
    ]]});
    vec![
        area("A", &rectangle(0.0, 0.0, 500.0, 1000.0), &[]),
        area("B", &l, &[]),
    ]
}

#[test]
fn places_on_the_rim_and_on_the_edges_of_cells_are_counted_once() {
    let mut places = Vec::new();
    for column in 0..=30 {
        for row in 0..=20 {
            places.push((f64::from(column) * 50.0, f64::from(row) * 50.0));
        }
    }
    // Every corner of the lattice in the closed square or the closed L.
    let held = |(x, y): &(f64, f64)| *x <= 1000.0 || *y <= 500.0;
    let inside = places.iter().filter(|place| held(place)).count() as u64;
    let town = Town::of(&lined(), &rows(&places));
    for cell in [50.0, 100.0, 250.0, 333.3, 5_000.0, 1e9] {
        let ran = counted(&town, cell);
        let ledger = ran.outcome.manifest.ledger;
        assert_eq!(ledger.in_area + ledger.on_boundary, inside);
    }
}

#[test]
fn a_place_on_the_rim_of_a_cell_without_ground_counts_in_the_cell_that_it_touches() {
    // Between the two lies a whole column of cells without ground; the nearer side has less of its cell.
    let areas = [
        area("A", &rectangle(50.0, 0.0, 50.0, 100.0), &[]),
        area("B", &rectangle(200.0, 0.0, 100.0, 100.0), &[]),
    ];
    let town = Town::of(&areas, &rows(&[(100.0, 40.0)]));
    let ran = counted(&town, 100.0);
    let inside = ran.outcome.findings.inside.as_ref().unwrap();
    assert_eq!(inside.cells.ground, [5_000.0, 10_000.0]);
    assert_eq!(inside.cells.of_place, [Some(0)]);
}

#[test]
fn places_at_every_corner_of_a_ragged_outline_are_counted_once() {
    for (seed, turn) in [(1.0, 1.0), (2.0, -1.0), (3.0, 1.0)] {
        let corners: Vec<(f64, f64)> = (0..40)
            .map(|at| {
                let angle = turn * std::f64::consts::TAU * f64::from(at) / 40.0;
                let far = 300.0 + 180.0 * (f64::from(at) * 7.3 * seed).sin();
                // Quarters of a metre are exact in every file.
                let quarter = |metres: f64| (metres * 4.0).round() / 4.0;
                (
                    quarter(500.0 + far * angle.cos()),
                    quarter(500.0 + far * angle.sin()),
                )
            })
            .collect();
        let mut ring: Vec<[f64; 2]> = corners
            .iter()
            .map(|(x, y)| [CORNER[0] + x, CORNER[1] + y])
            .collect();
        ring.push(ring[0]);
        let star = json!({"type": "Polygon", "coordinates": [ring]});
        let town = Town::of(&[area("S", &star, &[])], &rows(&corners));
        for cell in [10.0, 75.0, 100.0] {
            let ran = counted(&town, cell);
            let ledger = ran.outcome.manifest.ledger;
            assert_eq!(ledger.in_area + ledger.on_boundary, 40);
        }
    }
}

#[test]
fn areas_that_overlap_count_an_event_in_each_and_the_cells_count_it_once() {
    let areas = [
        area("A", &rectangle(0.0, 0.0, 600.0, 500.0), &[]),
        area("B", &rectangle(400.0, 0.0, 600.0, 500.0), &[]),
    ];
    let town = Town::of(
        &areas,
        &rows(&[(500.0, 250.0), (500.0, 260.0), (100.0, 100.0)]),
    );
    let ran = counted(&town, 100.0);
    let tally = &ran.outcome.findings.tally;
    let rows =
        |area| tally.total(area, Counted::AllCrime) + tally.total(area, Counted::AllIncidents);
    assert_eq!((rows(0), rows(1)), (3, 2));
}
