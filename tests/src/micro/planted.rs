//! Micro-hotspots that were planted in a town where everything else is even.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use hotspur_core::ThemeMicro;
use hotspur_core::micro::MicroHotspot;

use super::{Ran, run};
use crate::binary::json;
use crate::town::{CORNER, HEADER, Town};

/// One row: month, metres east and north of the corner, label.
type Row = (usize, f64, f64, &'static str);

/// Four events in each cell of 100 m over both squares.
fn even() -> Vec<Row> {
    let mut rows = Vec::new();
    for column in 0..40_u32 {
        for row in 0..20_u32 {
            let month = (column * 7 + row) as usize % 12 + 1;
            let (east, north) = (
                25.0 + 50.0 * f64::from(column),
                25.0 + 50.0 * f64::from(row),
            );
            rows.push((month, east, north, "On or near Quiet Way"));
        }
    }
    rows
}

/// So many events at distinct places in the cell of 100 m whose south-west corner this is.
fn plant(
    rows: &mut Vec<Row>,
    corner: (f64, f64),
    events: usize,
    label: &'static str,
    month: usize,
) {
    for number in rows.len()..rows.len() + events {
        let (east, north) = ((number * 37 % 91) as f64, (number * 53 % 89) as f64);
        rows.push((month, corner.0 + 4.0 + east, corner.1 + 5.0 + north, label));
    }
}

fn table(rows: &[Row]) -> String {
    let mut text = HEADER.to_owned();
    for (number, (month, east, north, label)) in rows.iter().enumerate() {
        let (x, y) = (CORNER[0] + east, CORNER[1] + north);
        writeln!(
            text,
            "I{number},Burglary,2024-{month:02}-05,{x},{y},{label}"
        )
        .unwrap();
    }
    text
}

/// By q alone, so that the shapes are those of neighbourhoods.
fn found(rows: &[Row]) -> Ran {
    run(&Town::two_squares(&table(rows)), "out", |study| {
        study.density.cell_m = Some(100.0);
        study.cells.min_ratio = Some(1.0);
        study.write = vec!["areas".to_owned()];
    })
}

fn all_crime(ran: &Ran) -> &ThemeMicro {
    &ran.outcome.findings.inside.as_ref().unwrap().themes[0]
}

fn near(found: f64, expected: f64) {
    // Products and sums of a few hundred whole numbers.
    assert!(
        (found - expected).abs() < 1e-9 * expected,
        "{found}, not {expected}"
    );
}

#[test]
fn an_even_town_has_no_micro_hotspot() {
    assert_eq!(all_crime(&found(&even())).hotspots, []);
}

#[test]
fn a_planted_one_is_found_around_its_place_with_its_numbers() {
    let mut rows = even();
    plant(&mut rows, (300.0, 300.0), 30, "On or near Church Street", 7);
    plant(
        &mut rows,
        (300.0, 300.0),
        15,
        "Flats at 14 Church Street",
        8,
    );
    plant(&mut rows, (300.0, 300.0), 15, "On or near High Road", 9);
    let ran = found(&rows);
    let [hotspot]: &[MicroHotspot] = &all_crime(&ran).hotspots else {
        panic!("{:?}", all_crime(&ran).hotspots);
    };
    assert_eq!(hotspot.name, "Ward W 1: around Church Street and High Road");
    assert_eq!(
        (hotspot.area, hotspot.place.as_str()),
        (0, "Church Street and High Road")
    );
    // The cell and the eight around it: four events in each, and sixty.
    assert_eq!((hotspot.cells, hotspot.count), (9, 96));
    let bounds = geo::BoundingRect::bounding_rect(&hotspot.outline).unwrap();
    let corner = |x: f64, y: f64| geo::Coord {
        x: CORNER[0] + x,
        y: CORNER[1] + y,
    };
    assert_eq!(
        (bounds.min(), bounds.max()),
        (corner(200.0, 200.0), corner(500.0, 500.0))
    );
    near(hotspot.square_metres, 90_000.0);
    near(hotspot.expected, 860.0 * 9.0 / 200.0);
    near(hotspot.area_share.known().unwrap(), 96.0 / 460.0);
    near(hotspot.area_land_share.known().unwrap(), 0.09);
    let held: Vec<&Row> = rows
        .iter()
        .filter(|(_, x, y, _)| (200.0..500.0).contains(x) && (200.0..500.0).contains(y))
        .collect();
    let mut places: Vec<(u64, u64)> = held
        .iter()
        .map(|row| (row.1 as u64, row.2 as u64))
        .collect();
    places.sort_unstable();
    places.dedup();
    assert_eq!(hotspot.places, places.len());
    let mut by_month: BTreeMap<usize, u64> = BTreeMap::new();
    for row in held {
        *by_month.entry(row.0).or_default() += 1;
    }
    let peaks: Vec<(usize, u64)> = hotspot
        .peak_months
        .iter()
        .map(|(month, count)| (usize::try_from(month.of_year()).unwrap(), *count))
        .collect();
    let mut expected: Vec<(usize, u64)> = [7, 8, 9].map(|month| (month, by_month[&month])).to_vec();
    expected.sort_by_key(|(month, count)| (std::cmp::Reverse(*count), *month));
    assert_eq!(peaks, expected);
    assert!(hotspot.q < 0.001);
}

#[test]
fn a_busy_cell_whose_surroundings_are_not_three_times_the_expected_stands_alone() {
    let mut rows = even();
    plant(&mut rows, (300.0, 300.0), 60, "On or near Church Street", 7);
    let ran = run(&Town::two_squares(&table(&rows)), "out", |study| {
        study.density.cell_m = Some(100.0);
        study.write = vec!["areas".to_owned()];
    });
    let [hotspot]: &[MicroHotspot] = &all_crime(&ran).hotspots else {
        panic!("{:?}", all_crime(&ran).hotspots);
    };
    // 96 on nine cells of 4.3 are 2.5 times the expected; 64 in one are fifteen times.
    assert_eq!((hotspot.cells, hotspot.count), (1, 64));
}

#[test]
fn one_that_two_areas_share_is_named_by_the_area_with_most_of_its_events() {
    let mut rows = even();
    plant(&mut rows, (900.0, 500.0), 29, "On or near Border Lane", 3);
    plant(&mut rows, (1000.0, 500.0), 31, "On or near Border Lane", 4);
    let ran = found(&rows);
    let [hotspot]: &[MicroHotspot] = &all_crime(&ran).hotspots else {
        panic!("{:?}", all_crime(&ran).hotspots);
    };
    assert_eq!(hotspot.name, "Ward X 1: around Border Lane");
    assert_eq!((hotspot.cells, hotspot.count), (12, 108));
    near(hotspot.area_share.known().unwrap(), (31.0 + 24.0) / 431.0);
    near(hotspot.area_land_share.known().unwrap(), 0.06);
}

#[test]
fn those_with_most_events_beyond_the_expected_come_first_and_areas_number_their_own() {
    let mut rows = even();
    plant(&mut rows, (200.0, 200.0), 40, "Low Lane", 1);
    plant(&mut rows, (700.0, 700.0), 60, "Middle Lane", 1);
    plant(&mut rows, (1500.0, 500.0), 90, "High Lane", 1);
    let ran = found(&rows);
    let hotspots = &all_crime(&ran).hotspots;
    let names: Vec<&str> = hotspots.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Ward X 1: around High Lane",
            "Ward W 1: around Middle Lane",
            "Ward W 2: around Low Lane"
        ]
    );
    let excess: Vec<f64> = hotspots
        .iter()
        .map(|found| found.count as f64 - found.expected)
        .collect();
    assert!(excess.is_sorted_by(|a, b| a >= b), "{excess:?}");
}

#[test]
fn labels_that_say_nothing_name_no_street() {
    let mut rows = even();
    for row in &mut rows {
        row.3 = "";
    }
    plant(&mut rows, (300.0, 300.0), 60, "On or near ", 1);
    let ran = found(&rows);
    assert_eq!(all_crime(&ran).hotspots[0].name, "Ward W 1");
    assert_eq!(hotspur_core::micro::street(" On or near "), "");
    assert_eq!(
        hotspur_core::micro::street("Nearfield Road"),
        "Nearfield Road"
    );
}

/// The files that do not hold line numbers or hashes of the input, as the report does too.
fn layers(ran: &Ran) -> Vec<(String, Vec<u8>)> {
    let mut files = crate::binary::files(&ran.analyst);
    files.retain(|(name, _)| {
        !["ledger.csv", "manifest.json", "report.html"].contains(&name.as_str())
    });
    files
}

fn everything(town: &Town, out: &str) -> Ran {
    run(town, out, |study| {
        study.density.cell_m = Some(100.0);
        study.density.edge = Some("uniform".to_owned());
        study.density.bandwidth_by = Some("scott".to_owned());
        study.density.themes = vec!["all".to_owned()];
        study.cells.permutations = Some(99);
        study.cells.min_ratio = Some(1.0);
        study.write = vec!["all".to_owned()];
    })
}

#[test]
fn neither_the_order_of_rows_nor_the_number_of_threads_changes_a_byte() {
    let mut rows = even();
    plant(&mut rows, (300.0, 300.0), 60, "On or near Church Street", 7);
    let text = table(&rows);
    let town = Town::two_squares(&text);
    let threads = |number, out: &str| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(number).build();
        pool.unwrap().install(|| layers(&everything(&town, out)))
    };
    let one = threads(1, "one");
    assert!(one.len() >= 16, "{}", one.len());
    let mut lines: Vec<&str> = text.lines().collect();
    assert!(one == threads(4, "four"));
    // 7 and the number of rows have no divisor in common, so every row comes once.
    let rows = lines.split_off(1);
    lines.extend((0..rows.len()).map(|at| rows[at * 7 % rows.len()]));
    fs::write(town.path().join("incidents.csv"), lines.join("\n") + "\n").unwrap();
    let shuffled = layers(&everything(&town, "shuffled"));
    for (a, b) in one.iter().zip(&shuffled) {
        assert!(a == b, "{} differs", a.0);
    }
}

#[test]
fn the_layer_says_of_a_planted_one_what_the_findings_say() {
    let mut rows = even();
    plant(&mut rows, (300.0, 300.0), 60, "On or near Church Street", 7);
    let town = Town::two_squares(&table(&rows));
    let ran = everything(&town, "out");
    let layer = json(&ran.analyst.join("hotspots_all_crime.geojson"));
    let features = layer["features"].as_array().unwrap();
    assert_eq!(features.len(), 1);
    let said = &features[0]["properties"];
    assert_eq!(said["rank"], 1);
    assert_eq!(said["name"], "Ward W 1: around Church Street");
    assert_eq!(
        (&said["area_code"], &said["count"]),
        (&"W".into(), &96.into())
    );
    let clusters = json(&ran.analyst.join("clusters_all_crime.geojson"));
    let first = &clusters["features"][0]["properties"];
    assert_eq!((&first["rank"], &first["p"]), (&1.into(), &0.01.into()));
    let none = json(&ran.analyst.join("hotspots_all_incidents.geojson"));
    assert_eq!(none["features"].as_array().unwrap().len(), 0);
}
