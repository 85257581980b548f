//! Cells dissolved into patches, and their outlines.

use geo::{Area as _, Contains, Point, Validation};
use hotspur_core::Grid;
use hotspur_core::micro::{outline, patches};
use proptest::prelude::*;

const SIDE: f64 = 50.0;

/// Whether two cells share an edge.
fn beside(grid: &Grid, a: usize, b: usize) -> bool {
    let at = |cell: usize| {
        (
            (cell % grid.columns()) as i64,
            (cell / grid.columns()) as i64,
        )
    };
    let ((ax, ay), (bx, by)) = (at(a), at(b));
    (ax - bx).abs() + (ay - by).abs() == 1
}

/// How many cells can be walked to from the first one without leaving the patch.
fn reached(grid: &Grid, patch: &[usize]) -> usize {
    let mut seen = vec![patch[0]];
    let mut at = 0;
    while at < seen.len() {
        for next in patch {
            if beside(grid, seen[at], *next) && !seen.contains(next) {
                seen.push(*next);
            }
        }
        at += 1;
    }
    seen.len()
}

fn assert_sound(grid: &Grid, cells: &[usize]) -> Result<(), TestCaseError> {
    let found = patches(grid, cells);
    let mut all: Vec<usize> = found.concat();
    all.sort_unstable();
    prop_assert_eq!(&all, cells);
    for (number, patch) in found.iter().enumerate() {
        prop_assert!(patch.is_sorted());
        prop_assert_eq!(reached(grid, patch), patch.len());
        for other in &found[number + 1..] {
            prop_assert!(patch[0] < other[0]);
            prop_assert!(
                !patch
                    .iter()
                    .any(|a| other.iter().any(|b| beside(grid, *a, *b)))
            );
        }
        let outline = outline(grid, patch);
        prop_assert!(
            outline.is_valid(),
            "{:?} of {:?}",
            outline.check_validation(),
            patch
        );
        prop_assert_eq!(outline.0.len(), 1);
        // Corners are whole numbers below 2^26, so their products and sums are exact.
        prop_assert_eq!(outline.unsigned_area(), patch.len() as f64 * SIDE * SIDE);
        for cell in 0..grid.columns() * grid.rows() {
            let centre = Point::new(
                grid.centre_x(cell % grid.columns()),
                grid.centre_y(cell / grid.columns()),
            );
            prop_assert_eq!(outline.contains(&centre), patch.contains(&cell));
        }
    }
    Ok(())
}

fn grid(columns: usize, rows: usize) -> Grid {
    Grid::new(420_000.0, 303_000.0, SIDE, columns, rows).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn patches_partition_the_cells_and_their_outlines_are_valid(
        columns in 1_usize..12,
        share in 0.3..0.9_f64,
        draws in prop::collection::vec(0.0..1.0_f64, 0..110),
    ) {
        let rows = draws.len().div_ceil(columns).max(1);
        let cells: Vec<usize> = (0..draws.len()).filter(|cell| draws[*cell] < share).collect();
        assert_sound(&grid(columns, rows), &cells)?;
    }
}

/// Cells of a picture, north at the top.
fn drawn(picture: &[&str]) -> (Grid, Vec<usize>) {
    let columns = picture[0].len();
    let mut cells = Vec::new();
    for (row, line) in picture.iter().rev().enumerate() {
        let held = line.bytes().enumerate().filter(|(_, byte)| *byte == b'#');
        cells.extend(held.map(|(column, _)| row * columns + column));
    }
    (grid(columns, picture.len()), cells)
}

#[test]
fn a_patch_that_touches_itself_at_a_corner_around_a_hole_is_one_valid_polygon() {
    for (picture, holes) in [
        (["##.", "#.#", "###"], 1),
        ([".##", "#.#", "###"], 1),
        (["###", "#.#", "##."], 1),
        (["###", "#.#", ".##"], 1),
        (["###", "#.#", "###"], 1),
        (["...", ".#.", "..."], 0),
    ] {
        let (grid, cells) = drawn(&picture);
        assert_sound(&grid, &cells).unwrap();
        assert_eq!(patches(&grid, &cells).len(), 1);
        assert_eq!(outline(&grid, &cells).0[0].interiors().len(), holes);
    }
}

#[test]
fn two_holes_that_meet_at_a_corner_stay_two() {
    let (grid, cells) = drawn(&["####", "#.##", "##.#", "####"]);
    assert_sound(&grid, &cells).unwrap();
    assert_eq!(outline(&grid, &cells).0[0].interiors().len(), 2);
}

#[test]
fn cells_that_meet_at_a_corner_alone_are_two_patches() {
    let (grid, cells) = drawn(&["#.", ".#"]);
    assert_eq!(patches(&grid, &cells), [[1], [2]]);
    assert_sound(&grid, &cells).unwrap();
}
