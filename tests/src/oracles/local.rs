//! Gi*, Gi, local and global Moran against spdep 1.2-7 (R 4.2.2) and published maps by esda 2.9.0.
//!
//! `fixtures/local_statistics.json` holds a lattice of 5 x 2, a grid of 12 x 9, and for each case the oracle, its version
//! and the relative tolerance it is good for. z and I cancel to near zero, where 1e-12 is allowed; p-values never.

use std::fs;

use hotspur_core::adjust::{benjamini_hochberg, benjamini_yekutieli, bonferroni, holm};
use hotspur_core::local::{
    Gi, LocalMoran, Standardisation, gi, gi_star, global_moran, local_moran,
};
use hotspur_core::weights::{Contiguity, Weights, cells, contiguity};
use hotspur_core::{Grid, Metres, Value};
use serde_json::Value as Json;

use super::local_compared::{
    GI, GLOBAL, GLOBAL_E, GLOBAL_I, GLOBAL_NORMAL, GLOBAL_P, GLOBAL_RANDOM, GLOBAL_Z, LOCAL,
    relatively, statistics,
};
use super::rates::{BH_Q, BONFERRONI_P, BY_Q, HOLM_P};
use crate::shared_data::shared_data;

const SPDEP: &str = "spdep 1.2-7 (R 4.2.2)";
const PUBLISHED: &str = "esda 2.9.0";

fn fixture() -> Json {
    serde_json::from_str(include_str!("../../fixtures/local_statistics.json")).unwrap()
}

pub fn numbers(json: &Json) -> Vec<f64> {
    let list = json.as_array().unwrap();
    list.iter().map(|value| value.as_f64().unwrap()).collect()
}

pub fn all_known<T: Copy>(values: &[Value<T>]) -> Vec<T> {
    let known = |value: &Value<T>| value.known().unwrap();
    values.iter().map(known).collect()
}

/// Statistics that cancel: relative, or within 1e-12 of it.
#[track_caller]
pub fn assert_statistics(found: &[f64], expected: &[f64], relative: f64) {
    assert_eq!(found.len(), expected.len());
    for (unit, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!(
            (found - expected).abs() <= (relative * expected.abs()).max(1e-12),
            "{found} is not {expected} at {unit}"
        );
    }
}

/// By relative error alone.
#[track_caller]
pub fn assert_relative(found: &[f64], expected: &[f64], relative: f64) {
    assert_eq!(found.len(), expected.len());
    for (unit, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!(
            (found - expected).abs() <= relative * expected.abs(),
            "{found} is not {expected} at {unit}"
        );
    }
}

struct Case {
    id: String,
    values: Vec<f64>,
    weights: Weights,
    expected: Json,
    tolerance: f64,
}

impl Case {
    fn expected(&self, name: &str) -> Vec<f64> {
        numbers(&self.expected[name])
    }

    fn number(&self, name: &str) -> f64 {
        self.expected[name].as_f64().unwrap()
    }
}

/// The cases whose id begins with `prefix`, on a lattice of cells.
fn cases(prefix: &str, how_many: usize) -> Vec<Case> {
    let fixture = fixture();
    let of = |case: &Json| {
        let (place, name) = match case["inputs"]["x"].as_str().unwrap() {
            "lattice.rate_per_1000" => ("lattice", "rate"),
            "lattice.cases" => ("lattice", "count"),
            "grid.counts" => ("grid", "count"),
            other => panic!("{other} is no input"),
        };
        let input = &fixture["inputs"][place];
        let side = |name: &str| input[name].as_u64().unwrap() as usize;
        let grid = Grid::new(0.0, 0.0, 200.0, side("columns"), side("rows")).unwrap();
        let contiguity = match case["inputs"]["contiguity"].as_str().unwrap() {
            "rook" => Contiguity::Rook,
            _ => Contiguity::Queen,
        };
        let values = numbers(&input[name]);
        Case {
            id: case["id"].as_str().unwrap().to_owned(),
            weights: cells(&grid, &vec![true; values.len()], contiguity),
            values,
            expected: case["expected"].clone(),
            tolerance: case["rel_tol"].as_f64().unwrap(),
        }
    };
    let found: Vec<Case> = fixture["cases"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|case| case["id"].as_str().unwrap().starts_with(prefix))
        .map(of)
        .collect();
    assert_eq!(found.len(), how_many, "{prefix}");
    found
}

fn scores(found: &[Gi]) -> Vec<f64> {
    found.iter().map(|gi| gi.z).collect()
}

#[test]
pub(super) fn gi_star_its_p_and_four_adjustments_equal_spdep_and_r() {
    for case in cases("gistar_", 4) {
        let found = all_known(&gi_star(&case.values, &case.weights));
        let p: Vec<f64> = found.iter().map(|gi| gi.p).collect();
        let (z, tolerance) = (scores(&found), case.tolerance);
        statistics(("Gi*: z", GI, SPDEP), &z, &case.expected("z"), tolerance);
        let expected = case.expected("p_two_sided");
        relatively(("Gi*: p", GI, SPDEP), &p, &expected, tolerance);
        let adjusted = [
            (BH_Q, "q_bh", benjamini_hochberg(&p)),
            (BY_Q, "q_by", benjamini_yekutieli(&p)),
            (HOLM_P, "p_holm", holm(&p)),
            (BONFERRONI_P, "p_bonferroni", bonferroni(&p)),
        ];
        for (names, name, adjusted) in adjusted {
            relatively(names, &adjusted, &case.expected(name), case.tolerance);
        }
    }
}

#[test]
pub(super) fn gi_equals_spdep() {
    for case in cases("gi_", 4) {
        let found = all_known(&gi(&case.values, &case.weights));
        let (z, tolerance) = (scores(&found), case.tolerance);
        statistics(("Gi: z", GI, SPDEP), &z, &case.expected("z"), tolerance);
    }
}

#[test]
pub(super) fn local_moran_with_standardised_rows_equals_spdep() {
    for case in cases("localmoran_rowstd_", 4) {
        let found = all_known(&local_moran(
            &case.values,
            &case.weights,
            Standardisation::Rows,
        ));
        assert_moments("rows", &case, &found);
        let of = |f: fn(&LocalMoran) -> f64| found.iter().map(f).collect::<Vec<f64>>();
        let (z, p) = (case.expected("z"), case.expected("p_two_sided"));
        let names = |statistic| (statistic, LOCAL, SPDEP);
        let (z_names, p_names) = (names("local Moran, rows: z"), names("local Moran, rows: p"));
        statistics(z_names, &of(|m| m.z), &z, case.tolerance);
        relatively(p_names, &of(|m| m.p), &p, case.tolerance);
        let quadrants: Vec<&str> = found.iter().map(|m| m.quadrant.as_str()).collect();
        assert_eq!(
            Json::from(quadrants),
            case.expected["quadrant"],
            "{}",
            case.id
        );
    }
}

#[test]
pub(super) fn local_moran_with_binary_weights_equals_spdep() {
    for case in cases("localmoran_binary_", 4) {
        let found = all_known(&local_moran(
            &case.values,
            &case.weights,
            Standardisation::Binary,
        ));
        assert_moments("binary", &case, &found);
    }
}

fn assert_moments(style: &str, case: &Case, found: &[LocalMoran]) {
    let of = |f: fn(&LocalMoran) -> f64| found.iter().map(f).collect::<Vec<f64>>();
    let statistic = |of: &str| format!("local Moran, {style}: {of}");
    let (i, e, v) = (
        statistic("I"),
        statistic("expectation"),
        statistic("variance"),
    );
    let expected = |name| case.expected(name);
    let tolerance = case.tolerance;
    statistics((&i, LOCAL, SPDEP), &of(|m| m.i), &expected("I"), tolerance);
    relatively(
        (&e, LOCAL, SPDEP),
        &of(|m| m.expected),
        &expected("E_cond"),
        tolerance,
    );
    relatively(
        (&v, LOCAL, SPDEP),
        &of(|m| m.variance),
        &expected("V_cond"),
        tolerance,
    );
}

#[test]
pub(super) fn global_moran_equals_spdep() {
    for case in cases("moran_", 4) {
        let found = global_moran(&case.values, &case.weights, Standardisation::Rows)
            .known()
            .unwrap();
        let pairs = [
            (found.i, "I", GLOBAL_I),
            (found.expected, "E", GLOBAL_E),
            (found.variance_normal, "V_normality", GLOBAL_NORMAL),
            (
                found.variance_randomisation,
                "V_randomisation",
                GLOBAL_RANDOM,
            ),
        ];
        for (number, name, statistic) in pairs {
            let names = (statistic, GLOBAL, SPDEP);
            statistics(names, &[number], &[case.number(name)], case.tolerance);
        }
        let z = (found.i - found.expected) / found.variance_randomisation.sqrt();
        assert_statistics(&[found.z], &[z], 1e-13);
    }
}

/// The column of a DBF table, in which a record is one byte and then its fields, all of fixed width.
fn dbf_column(bytes: &[u8], column: &str) -> Vec<f64> {
    let at = |place: usize| usize::from(u16::from_le_bytes([bytes[place], bytes[place + 1]]));
    let (header, record) = (at(8), at(10));
    let mut start = 1;
    for field in bytes[32..header - 1].chunks_exact(32) {
        let name: Vec<u8> = field.iter().copied().take_while(|b| *b != 0).collect();
        let width = usize::from(field[16]);
        if name == column.as_bytes() {
            return bytes[header..]
                .chunks_exact(record)
                .map(|row| str::from_utf8(&row[start..start + width]).unwrap())
                .map(|text| text.trim().parse().unwrap())
                .collect();
        }
        start += width;
    }
    panic!("there is no column {column}");
}

/// Published maps with the numbers of esda 2.9.0 and libpysal 4.14.1: Columbus (Anselin 1988), the sudden infant deaths of
/// North Carolina, and the example of Getis and Ord.
#[test]
pub(super) fn published_maps_equal_esda() {
    let Some(folder) = shared_data().map(|data| data.join("oracles/local-statistics")) else {
        return;
    };
    let text = fs::read_to_string(folder.join("pysal_reference.json")).unwrap();
    let reference: Json = serde_json::from_str(&text).unwrap();
    let table = |path: &str, column| dbf_column(&fs::read(folder.join(path)).unwrap(), column);
    let example: Vec<f64> = fs::read_to_string(folder.join("getisord_go_xyz.csv"))
        .unwrap()
        .lines()
        .skip(1)
        .map(|line| line.rsplit(',').next().unwrap().parse().unwrap())
        .collect();
    let maps = [
        (
            "columbus_CRIME_queen",
            table("columbus/columbus.dbf", "CRIME"),
        ),
        ("sids2_SIDR79_queen", table("sids2/sids2.dbf", "SIDR79")),
        ("getisord_go_xyz_rook", example.clone()),
        ("getisord_go_xyz_queen", example),
    ];
    for (name, values) in maps {
        let expected = &reference[name];
        let neighbours = |unit: usize| &expected["neighbours"][unit.to_string()];
        let lists = (0..values.len())
            .map(|unit| {
                numbers(neighbours(unit))
                    .iter()
                    .map(|n| *n as u32)
                    .collect()
            })
            .collect();
        let weights = Weights::from_lists(lists);
        assert_published(&values, &weights, expected);
    }
}

fn assert_published(values: &[f64], weights: &Weights, expected: &Json) {
    let star = scores(&all_known(&gi_star(values, weights)));
    let listed = |name: &str| numbers(&expected[name]);
    let published = |statistic, source, found: &[f64], name| {
        statistics((statistic, source, PUBLISHED), found, &listed(name), 1e-10);
    };
    published("Gi*: z", GI, &star, "local_gstar_binary_z");
    let plain = scores(&all_known(&gi(values, weights)));
    published("Gi: z", GI, &plain, "local_g_binary_z");

    // esda divides the second moment by n − 1.
    let n = values.len() as f64;
    let local = all_known(&local_moran(values, weights, Standardisation::Rows));
    let i: Vec<f64> = local.iter().map(|m| m.i * (n - 1.0) / n).collect();
    published("local Moran, rows: I", LOCAL, &i, "local_moran_r");
    let number = ["", "HH", "LH", "LL", "HL"];
    for (found, quadrant) in local.iter().zip(numbers(&expected["quadrant"])) {
        assert_eq!(found.quadrant.as_str(), number[quadrant as usize]);
    }

    let both = [
        ("moran_r", Standardisation::Rows),
        ("moran_b", Standardisation::Binary),
    ];
    for (name, standardisation) in both {
        let expected = |field: &str| expected[name][field].as_f64().unwrap();
        let found = global_moran(values, weights, standardisation)
            .known()
            .unwrap();
        let numbers = [
            (found.i, "I", GLOBAL_I),
            (found.expected, "EI", GLOBAL_E),
            (found.variance_normal, "VI_norm", GLOBAL_NORMAL),
            (found.variance_randomisation, "VI_rand", GLOBAL_RANDOM),
            (found.z, "z_rand", GLOBAL_Z),
        ];
        let names = |statistic| (statistic, GLOBAL, PUBLISHED);
        for (number, field, statistic) in numbers {
            relatively(names(statistic), &[number], &[expected(field)], 1e-10);
        }
        let p = [found.p_two_sided];
        relatively(names(GLOBAL_P), &p, &[expected("p_rand_two")], 1e-9);
    }
}

#[test]
fn the_neighbours_of_columbus_by_its_outlines_are_the_published_ones() {
    let Some(folder) = shared_data().map(|data| data.join("oracles/local-statistics")) else {
        return;
    };
    let text = fs::read_to_string(folder.join("columbus/columbus.json")).unwrap();
    let collection =
        geojson::FeatureCollection::try_from(text.parse::<geojson::GeoJson>().unwrap());
    let outlines: Vec<geo::MultiPolygon<f64>> = collection
        .unwrap()
        .features
        .into_iter()
        .map(|feature| geo::Geometry::<f64>::try_from(feature).unwrap())
        .map(|geometry| match geometry {
            geo::Geometry::Polygon(polygon) => polygon.into(),
            geo::Geometry::MultiPolygon(polygons) => polygons,
            other => panic!("{other:?} is no area"),
        })
        .collect();
    let text = fs::read_to_string(folder.join("pysal_reference.json")).unwrap();
    let reference: Json = serde_json::from_str(&text).unwrap();
    let neighbours = &reference["columbus_CRIME_queen"]["neighbours"];
    let found = contiguity(&outlines, Contiguity::Queen, Metres(0.0));
    assert_eq!(found.len(), 49);
    for unit in 0..49 {
        let found: Vec<f64> = found
            .neighbours(unit)
            .iter()
            .map(|n| f64::from(*n))
            .collect();
        assert_eq!(found, numbers(&neighbours[unit.to_string()]), "{unit}");
    }
}
