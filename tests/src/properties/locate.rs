//! The standing of many places at once equals that of each by itself.

use geo::{BooleanOps, LineString, MultiPolygon, Polygon, Rect, coord};
use hotspur_core::{Area, Areas, PlaceIndex, Position, Standing, locate, locate_by_index, stream};
use hotspur_io::job::prepare;
use hotspur_io::study::Study;
use rand::RngExt;

use crate::shared_data::shared_data;

fn area(number: usize, outline: MultiPolygon<f64>) -> Area {
    Area {
        code: format!("{number:04}"),
        name: String::new(),
        outline,
        exposures: std::collections::BTreeMap::new(),
    }
}

/// A star about a point, its vertices on a lattice of `step` metres; it may touch itself.
fn star(random: &mut impl RngExt, x: f64, y: f64, size: f64, step: f64) -> LineString<f64> {
    let count = random.random_range(3..14_u8);
    let vertices = (0..count).map(|turn| {
        let turn = f64::from(turn) / f64::from(count) * std::f64::consts::TAU;
        let away = size * random.random_range(0.3..1.0);
        coord! {
            x: ((x + away * turn.cos()) / step).round() * step,
            y: ((y + away * turn.sin()) / step).round() * step,
        }
    });
    let mut ring: Vec<_> = vertices.collect();
    ring.push(ring[0]);
    LineString::new(ring)
}

/// Places everywhere, and on vertices, on edges and half-way between vertices.
fn places(random: &mut impl RngExt, areas: &[Area], step: f64, count: usize) -> Vec<Position> {
    let corner = areas[0].outline.0[0].exterior().0[0];
    let mut found: Vec<(f64, f64)> = (0..count)
        .map(|_| {
            let mut at = |from: f64| from + random.random_range(-60.0..60.0) * step;
            (at(corner.x), at(corner.y))
        })
        .collect();
    let lattice: Vec<_> = found
        .iter()
        .map(|(x, y)| ((x / step).round() * step, (y / step).round() * step))
        .collect();
    found.extend(lattice);
    for line in areas
        .iter()
        .flat_map(|area| area.outline.iter())
        .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
        .flat_map(LineString::lines)
    {
        found.push((line.start.x, line.start.y));
        found.push((
            f64::midpoint(line.start.x, line.end.x),
            f64::midpoint(line.start.y, line.end.y),
        ));
        found.push((line.end.x, line.start.y));
    }
    found
        .into_iter()
        .map(|(x, y)| Position::new(x, y).unwrap())
        .collect()
}

#[track_caller]
fn assert_equal(places: &[Position], areas: &Areas, what: &str) {
    let found = locate(places, areas);
    let expected = locate_by_index(places, &PlaceIndex::new(places), areas);
    for ((place, found), expected) in places.iter().zip(&found).zip(&expected) {
        assert_eq!(found, expected, "{what}: {place:?}");
    }
}

#[test]
fn places_stand_as_they_do_one_by_one_towards_random_areas_with_holes_and_parts_that_overlap() {
    for case in 0..150 {
        let mut random = stream(case, 1, 0);
        // Decimetres and metres on the national grid, or tiny numbers about the origin.
        let (x, y, step) = [
            (650_000.0, 1_200_000.0, 1.0),
            (420_000.3, 300_000.7, 0.1),
            (0.0, 0.0, 0.25),
        ][case as usize % 3];
        let count = random.random_range(1..12_usize);
        let list: Vec<Area> = (0..count)
            .map(|number| {
                let parts = random.random_range(1..3_u8);
                let polygons = (0..parts).map(|_| {
                    let (i, j) = (
                        random.random_range(-30.0..30.0),
                        random.random_range(-30.0..30.0),
                    );
                    let size = random.random_range(3.0..25.0) * step;
                    let (x, y) = (x + i * step, y + j * step);
                    let exterior = star(&mut random, x, y, size, step);
                    let holes = (0..random.random_range(0..3_u8))
                        .map(|_| star(&mut random, x, y, size * 0.5, step))
                        .collect();
                    Polygon::new(exterior, holes)
                });
                area(number, MultiPolygon::new(polygons.collect()))
            })
            .collect();
        let places = places(&mut random, &list, step, 300);
        // Stars that cover nothing are no areas.
        let Ok(areas) = Areas::new(list) else {
            continue;
        };
        assert_equal(&places, &areas, &format!("case {case}"));
    }
}

#[test]
fn places_on_shared_edges_and_in_one_of_many_cells_stand_as_they_do_one_by_one() {
    let mut random = stream(5, 2, 0);
    let whole = Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 40.0, y: 30.0}).to_polygon();
    for across in [1.0, 3.0, 7.0] {
        let mut list = Vec::new();
        for row in 0..5 {
            for column in 0..6 {
                let (x, y) = (f64::from(column) * across, f64::from(row) * across);
                let square = Rect::new(coord! {x: x, y: y}, coord! {x: x + across, y: y + across});
                list.push(area(
                    row as usize * 6 + column as usize,
                    square.to_polygon().into(),
                ));
            }
        }
        list.push(area(99, whole.difference(&list[7].outline)));
        let places = places(&mut random, &list, 0.5, 2_000);
        assert_equal(
            &places,
            &Areas::new(list).unwrap(),
            &format!("squares of {across}"),
        );
    }
}

#[test]
fn no_place_and_areas_of_one_cell_are_located_too() {
    let square = Rect::new(coord! {x: 3.0, y: 4.0}, coord! {x: 3.5, y: 4.25});
    let areas = Areas::new(vec![area(0, square.to_polygon().into())]).unwrap();
    assert!(locate(&[], &areas).is_empty());
    let at = |x, y| Position::new(x, y).unwrap();
    assert_eq!(
        locate(&[at(3.25, 4.1), at(3.5, 4.25), at(3.6, 4.1)], &areas),
        [
            Standing::Inside(0),
            Standing::OnBoundary(0),
            Standing::Outside
        ]
    );
}

#[test]
fn a_hundred_thousand_places_stand_towards_the_wards_of_tamworth_as_they_do_one_by_one() {
    let Some(data) = shared_data() else { return };
    let mut study = Study::default();
    let path = |file: &str| data.join(file).to_str().unwrap().to_owned();
    study.incidents.files = vec![path("street")];
    study.areas.file = path("tamworth/electoral_wards_by_lad_E07000199.json");
    let prepared = prepare(study, &()).unwrap();
    let areas = prepared.study_areas();
    let mut random = stream(6, 3, 0);
    let (low, high) = (areas.bounds().min(), areas.bounds().max());
    let mut places: Vec<Position> = (0..100_000)
        .map(|_| {
            let x = random.random_range(low.x - 100.0..high.x + 100.0);
            let y = random.random_range(low.y - 100.0..high.y + 100.0);
            Position::new(x, y).unwrap()
        })
        .collect();
    let rings = areas.list().iter().flat_map(|area| area.outline.iter());
    places.extend(
        rings
            .flat_map(|polygon| &polygon.exterior().0)
            .map(|vertex| Position::new(vertex.x, vertex.y).unwrap()),
    );
    assert_equal(&places, areas, "Tamworth");
}

#[test]
fn places_on_vertices_edges_borders_and_centres_of_cells_stand_as_they_do_one_by_one() {
    // The square fixes the frame: sixteen cells a side, so that their borders are even numbers and their centres odd ones.
    let square = Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 32.0, y: 32.0}).to_polygon();
    let places: Vec<Position> = (-2..=66)
        .flat_map(|x| (-2..=66).map(move |y| (f64::from(x) / 2.0, f64::from(y) / 2.0)))
        .map(|(x, y)| Position::new(x, y).unwrap())
        .collect();
    for case in 0..40 {
        let mut random = stream(case, 4, 0);
        let mut list = vec![area(0, square.clone().into())];
        for number in 1..4 {
            let mut star = |size: f64| {
                let (x, y) = (
                    random.random_range(10.0..22.0_f64),
                    random.random_range(10.0..22.0_f64),
                );
                star(&mut random, x, y, size, 1.0)
            };
            let polygon = Polygon::new(star(10.0), vec![star(6.0)]);
            list.push(area(
                number,
                MultiPolygon::new(vec![polygon, Polygon::new(star(5.0), vec![])]),
            ));
        }
        let Ok(areas) = Areas::new(list) else {
            continue;
        };
        // Few enough at once for a frame of the fewest cells.
        for places in places.chunks(500) {
            assert_equal(places, &areas, &format!("case {case}"));
        }
    }
}

#[test]
fn an_edge_that_is_all_but_level_at_the_northing_of_centres_is_passed_where_it_is() {
    let square = Rect::new(coord! {x: 0.0, y: 0.0}, coord! {x: 32.0, y: 32.0}).to_polygon();
    let (above, below) = (7.0_f64.next_up(), 7.0_f64.next_down());
    let places: Vec<Position> = (0..=64)
        .flat_map(|x| [below, 7.0, above, 6.5, 7.5].map(|y| (f64::from(x) / 2.0, y)))
        .map(|(x, y)| Position::new(x, y).unwrap())
        .collect();
    for (west, east) in [(below, above), (above, below), (7.0, above), (below, 7.0)] {
        let corners = vec![(0.0, 0.0), (32.0, 0.0), (31.0, east), (1.0, west)];
        let low = Polygon::new(LineString::from(corners), vec![]);
        let list = vec![area(0, square.clone().into()), area(1, low.into())];
        assert_equal(
            &places,
            &Areas::new(list).unwrap(),
            &format!("{west} to {east}"),
        );
    }
}
