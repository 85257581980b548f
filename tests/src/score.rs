//! `hotspur score`: what its table says on towns whose answer is known, and how it is refused.

mod refused;

use std::collections::BTreeMap;
use std::path::Path;

use crate::binary::{Said, hotspur, names, run, sample};
use crate::shared_data::shared_data;
use crate::town::{HEADER, Town, incident, year};

type Row = BTreeMap<String, String>;

fn table(file: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(file).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn real(row: &Row, column: &str) -> Option<f64> {
    let text = row[column].as_str();
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn whole(row: &Row, column: &str) -> u64 {
    row[column].parse().unwrap()
}

fn pooled(rows: &[Row]) -> Vec<&Row> {
    rows.iter().filter(|row| row["months"] == "all").collect()
}

/// Places in metres from the corner of the town, in every month of half a year: three out of four crimes within some
/// metres of three places, the others all over. No point is used twice, so that the points are not taken for snapped.
fn repeating() -> Vec<(usize, f64, f64)> {
    let mut crimes = Vec::new();
    for month in 1..=6 {
        for number in 0..40 {
            let jitter = (month * 40 + number) as f64 / 10.0;
            let (east, north) = match number % 4 {
                0 => (230.0 + jitter, 340.0),
                1 => (910.0 + jitter, 660.0),
                2 => (1_630.0 + jitter, 150.0),
                _ => {
                    let step = month * 40 + number;
                    ((step * 377 % 1_999) as f64, (step * 613 % 997) as f64)
                }
            };
            crimes.push((month, east, north));
        }
    }
    crimes
}

fn rows_of(crimes: &[(usize, f64, f64)]) -> String {
    let row = |(number, (month, east, north)): (usize, &(usize, f64, f64))| {
        incident(
            number,
            "Burglary",
            &format!("2024-{month:02}"),
            *east,
            *north,
        )
    };
    let rows = crimes.iter().enumerate().map(row);
    HEADER.to_owned() + &rows.collect::<String>()
}

fn score(town: &Town, more: &[&str]) -> Said {
    let mut args = vec!["score", "study.toml", "--out", "scores.csv"];
    args.extend(more);
    run(town.path(), &args)
}

fn scored(town: &Town, more: &[&str]) -> Vec<Row> {
    score(town, more).done();
    table(&town.path().join("scores.csv"))
}

const LISTS: [&str; 4] = ["--cells", "100,200", "--bandwidths", "300,150"];

#[test]
fn where_crimes_repeat_their_places_every_map_beats_ground_flagged_blindly() {
    let town = Town::two_squares(&rows_of(&repeating()));
    let rows = scored(&town, &LISTS);
    // Two cells, by count, by Gi* and by two bandwidths; three test months and the pool; five shares.
    assert_eq!(rows.len(), 2 * 4 * 4 * 5);
    for row in pooled(&rows) {
        assert_eq!(row["crimes"], "120");
        let pai = real(row, "pai").unwrap();
        assert!(pai > 2.0, "{row:?}");
        if row["flagged_share"] == "0.05" {
            // Three places in four cells or ten: three quarters of the crimes and by chance one of the others.
            assert!(real(row, "hit_rate").unwrap() >= 0.75, "{row:?}");
        }
    }
}

#[test]
fn where_crimes_move_away_every_month_a_map_of_the_past_holds_none_of_them() {
    let mut crimes = Vec::new();
    for month in 1..=6 {
        for number in 0..20 {
            let east = 300.0 * month as f64 + 10.0 + number as f64;
            crimes.push((month, east, 510.0 + number as f64));
        }
    }
    let town = Town::two_squares(&rows_of(&crimes));
    for row in scored(
        &town,
        &[
            "--cells",
            "100",
            "--bandwidths",
            "100",
            "--flagged",
            "0.01,0.02",
        ],
    ) {
        assert_eq!(
            (row["hits"].as_str(), row["pai"].as_str()),
            ("0", "0"),
            "{row:?}"
        );
        // Nothing was observed in the flagged cells, so nothing can be calibrated on it.
        assert_eq!(row["calib_ratio"], "");
    }
}

#[test]
fn the_scores_of_counts_are_those_of_counting_by_hand() {
    let crimes = repeating();
    let town = Town::two_squares(&rows_of(&crimes));
    let rows = scored(&town, &["--cells", "100", "--flagged", "0.03"]);
    // The town is 20 by 10 cells, all of them whole; three of a hundred are six.
    let cell = |east: f64, north: f64| (north / 100.0) as usize * 20 + (east / 100.0) as usize;
    let count = |months: std::ops::Range<usize>| {
        let mut counts = vec![0_u64; 200];
        for (month, east, north) in &crimes {
            if months.contains(month) {
                counts[cell(*east, *north)] += 1;
            }
        }
        counts
    };
    let counts: Vec<&Row> = rows
        .iter()
        .filter(|row| row["method"] == "count" && row["months"] != "all")
        .collect();
    assert_eq!(counts.len(), 3);
    for (row, history) in counts.iter().zip(3..) {
        let (earlier, later) = (count(1..history + 1), count(history + 1..history + 2));
        let mut order: Vec<usize> = (0..200).collect();
        order.sort_by_key(|cell| (std::cmp::Reverse(earlier[*cell]), later[*cell], *cell));
        let sum = |counts: &[u64]| order[..6].iter().map(|cell| counts[*cell]).sum::<u64>();
        let (hits, held) = (sum(&later), sum(&earlier));
        let mut best = later.clone();
        best.sort_unstable_by(|a, b| b.cmp(a));
        let most: u64 = best[..6].iter().sum();
        assert_eq!(whole(row, "months"), history as u64);
        assert_eq!(row["train_from"], "2024-01");
        assert_eq!(row["train_to"], format!("2024-{history:02}"));
        assert_eq!(row["test_month"], format!("2024-{:02}", history + 1));
        assert_eq!((whole(row, "flagged_cells"), whole(row, "cells")), (6, 200));
        assert_eq!((whole(row, "hits"), whole(row, "most_hits")), (hits, most));
        assert_eq!(whole(row, "train_hits"), held);
        let (all, before) = (40.0, 40.0 * history as f64);
        let expected = [
            ("hit_rate", hits as f64 / all),
            ("pai", hits as f64 / all / 0.03),
            ("pei", hits as f64 / most as f64),
            ("rri_levine", (hits as f64 / all) / (held as f64 / before)),
            ("calib_ratio", held as f64 / history as f64 / hits as f64),
            ("flagged_km2", 0.06),
            ("study_area_km2", 2.0),
        ];
        for (column, expected) in expected {
            let found = real(row, column).unwrap();
            // Ten digits are written.
            assert!(
                (found - expected).abs() <= 1e-9 * expected,
                "{column}: {found} is not {expected}"
            );
        }
    }
}

/// What sets a map and a share apart from the others of a table.
fn map_of(row: &Row) -> Vec<String> {
    ["theme", "method", "cell_m", "bandwidth_m", "flagged_share"]
        .map(|column| row[column].clone())
        .to_vec()
}

#[test]
fn the_pooled_row_is_the_sum_over_the_test_months() {
    let town = Town::two_squares(&year());
    let rows = scored(&town, &["--themes", "all,all_crime"]);
    let mut months: BTreeMap<Vec<String>, Vec<&Row>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["months"] != "all") {
        months.entry(map_of(row)).or_default().push(row);
    }
    assert_eq!(pooled(&rows).len(), months.len());
    for sum in pooled(&rows) {
        let parts = &months[&map_of(sum)];
        assert_eq!(parts.len(), 9);
        for column in [
            "flagged_cells",
            "cells",
            "crimes",
            "hits",
            "train_crimes",
            "train_hits",
            "most_hits",
        ] {
            let total: u64 = parts.iter().map(|row| whole(row, column)).sum();
            assert_eq!(whole(sum, column), total, "{column}");
        }
        let total =
            |column: &str| -> f64 { parts.iter().filter_map(|row| real(row, column)).sum() };
        let pai =
            (total("hits") / total("crimes")) / (total("flagged_km2") / total("study_area_km2"));
        // Each part is written with ten digits.
        assert!(
            (real(sum, "pai").unwrap() - pai).abs() <= 1e-8 * pai,
            "{sum:?}"
        );
        assert_eq!(sum["test_month"], "");
    }
}

#[test]
fn a_map_of_months_without_crimes_flags_nothing_and_a_theme_without_any_is_said() {
    let mut rows = rows_of(&repeating());
    // The only nuisances lie in the last month.
    for number in 0..5 {
        let east = 100.0 + 7.0 * number as f64;
        rows += &incident(1_000 + number, "Nuisance", "2024-06", east, 500.0);
    }
    let town = Town::two_squares(&rows);
    let found = scored(&town, &["--themes", "nuisance"]);
    for row in &found {
        assert_eq!((whole(row, "flagged_cells"), whole(row, "hits")), (0, 0));
        assert_eq!((row["pai"].as_str(), row["pei"].as_str()), ("", ""));
        let rate = if row["crimes"] == "0" { "" } else { "0" };
        assert_eq!(row["hit_rate"], rate, "{row:?}");
    }
    let said = score(&town, &["--themes", "nuisance", "--overwrite"]).done();
    assert!(said.out.contains("no map can be scored"), "{}", said.out);
    // Beside burglary, a theme that lies in no tested month is scored by empty fields and a word.
    let said = score(
        &town,
        &[
            "--theme",
            "burglary",
            "--theme",
            "nuisance",
            "--to",
            "2024-05",
            "--overwrite",
        ],
    )
    .done();
    assert!(
        said.out
            .contains("beware: no nuisance lies in the study area"),
        "{}",
        said.out
    );
}

#[test]
fn the_table_is_the_same_bytes_whatever_the_threads_and_the_order_of_rows() {
    let rows = rows_of(&repeating());
    let mut turned: Vec<&str> = rows.lines().skip(1).collect();
    turned.reverse();
    let turned = format!("{HEADER}{}\n", turned.join("\n"));
    let mut tables = Vec::new();
    for (rows, threads) in [(&rows, "1"), (&rows, "3"), (&turned, "2")] {
        let town = Town::two_squares(rows);
        let done = hotspur(town.path())
            .args(["score", "study.toml", "--out", "new/scores.csv"])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        Said::by(done).done();
        tables.push(std::fs::read(town.path().join("new/scores.csv")).unwrap());
        assert_eq!(names(&town.path().join("new")), ["scores.csv"]);
    }
    assert!(tables.windows(2).all(|pair| pair[0] == pair[1]));
}

#[test]
fn the_sample_is_scored_and_every_parameter_is_said() {
    let folder = tempfile::TempDir::new().unwrap();
    let study = sample().join("study.toml");
    let args = ["score", study.to_str().unwrap(), "--out", "scores.csv"];
    let said = run(folder.path(), &args).done().out;
    for word in [
        "quartic kernel",
        "cells of 50, 100, 200 m",
        "bandwidths of 150, 300, 600 m",
        "0.01, 0.02, 0.05, 0.1, 0.2 of the study area",
        "months 2001-04 to 2002-03: 9 map(s)",
        "at least 3 month(s)",
        "EPSG:27700",
        "best for all_crime: ",
        "ties against the map",
        "ledger: ",
        "wrote scores.csv",
    ] {
        assert!(said.contains(word), "no {word:?} in {said}");
    }
    let rows = table(&folder.path().join("scores.csv"));
    assert_sound(&rows);
    for row in pooled(&rows) {
        assert!(real(row, "pai").unwrap() > 1.0, "{row:?}");
    }
}

/// What holds of any table: shares are shares, and who may flag more ground holds no fewer crimes.
fn assert_sound(rows: &[Row]) {
    let mut before: Option<&Row> = None;
    for row in rows {
        for column in ["hit_rate", "pei"] {
            let share = real(row, column).unwrap_or(0.0);
            assert!((0.0..=1.0).contains(&share), "{column}: {row:?}");
        }
        let ground = real(row, "study_area_km2").unwrap();
        let flagged = real(row, "flagged_km2").unwrap();
        assert!(
            flagged >= real(row, "flagged_share").unwrap() * ground * (1.0 - 1e-8),
            "{row:?}"
        );
        let same = |column: &str| before.is_some_and(|last| last[column] == row[column]);
        if ["theme", "method", "cell_m", "bandwidth_m", "months"]
            .into_iter()
            .all(same)
        {
            let last = before.map_or(0, |last| whole(last, "hits"));
            assert!(whole(row, "hits") >= last, "{row:?}");
        }
        before = Some(row);
    }
}

#[test]
fn half_a_year_of_real_street_crime_is_scored() {
    let Some(data) = shared_data() else {
        return;
    };
    let folder = tempfile::TempDir::new().unwrap();
    let path = |path: &str| data.join(path).to_string_lossy().into_owned();
    let (incidents, areas) = (
        path("street"),
        path("tamworth/electoral_wards_by_lad_E07000199.json"),
    );
    let mut args = vec!["score", "--incidents", &incidents, "--areas", &areas];
    args.extend(["--from", "2025-01", "--cells", "100,250,500"]);
    args.extend(["--bandwidths", "500", "--out", "scores.csv"]);
    let said = run(folder.path(), &args).done().out;
    assert!(said.contains("cells of 100 m are left out"), "{said}");
    let rows = table(&folder.path().join("scores.csv"));
    assert!(rows.iter().all(|row| row["cell_m"] != "100"));
    assert_sound(&rows);
    for row in pooled(&rows) {
        assert!(real(row, "pai").unwrap() > 2.0, "{row:?}");
    }
}

#[test]
fn the_docs_name_every_column_of_the_table() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/docs/score.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    for column in hotspur_io::write::SCORE_COLUMNS.split(',') {
        assert!(docs.contains(&format!("`{column}`")), "{column}");
    }
}
