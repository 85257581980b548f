//! Planted mistakes in counts.

use std::fs;

use crate::town::{Town, area, incident, rectangle, year};

use super::{Releases, add, get, good, set, sql};

/// The rows of `withheld.csv`: table, row, counted, value, because.
fn withheld(releases: &Releases) -> Vec<[String; 5]> {
    let mut reader = csv::Reader::from_path(releases.analyst().join("withheld.csv")).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| [0, 1, 2, 3, 4].map(|at| row[at].to_owned()))
        .collect()
}

/// Writes a withheld count back into the tables.
fn unveil(folder: &std::path::Path, [table, row, counted, value, _]: &[String; 5]) {
    let column = format!("{counted}_count");
    match table.as_str() {
        "theme x time" => set(folder, "times.csv", row, &column, value),
        "study area" => set(folder, "times.csv", "period", &column, value),
        "area x theme" => set(folder, "wards.csv", row, &column, value),
        _ => {}
    }
}

#[test]
fn complementary_withholding_that_was_dropped_is_caught_by_reckoning() {
    let copy = good().copy();
    let complementary = withheld(good());
    let complementary = complementary.iter().filter(|row| row[4] == "complementary");
    assert!(complementary.clone().count() > 0);
    for row in complementary {
        unveil(copy.path(), row);
    }
    good()
        .audit(&[copy.path()])
        .caught("reckoned", &[": it is "]);
}

#[test]
fn a_floor_that_was_lowered_is_caught() {
    let copy = good().copy();
    let small = withheld(good());
    let small = small
        .iter()
        .filter(|row| ["3", "4"].contains(&row[3].as_str()));
    assert!(small.clone().count() > 0);
    for row in small {
        unveil(copy.path(), row);
    }
    good()
        .audit(&[copy.path()])
        .caught("published", &["below 5"]);
}

#[test]
fn a_rate_beside_a_withheld_count_is_reckoned_back() {
    let copy = good().copy();
    let count = get(copy.path(), "wards.csv", "S01", "burglary_count");
    set(copy.path(), "wards.csv", "S01", "burglary_count", "");
    good().audit(&[copy.path()]).caught(
        "beside",
        &[
            "burglary_rate_per_1000 of area S01",
            &format!("it is {count} (in truth {count})"),
        ],
    );
}

#[test]
fn a_share_that_is_published_is_caught() {
    let copy = good().copy();
    let path = copy.path().join("wards.csv");
    let text = fs::read_to_string(&path).unwrap();
    let lines = text.lines().enumerate().map(|(at, line)| {
        let more = if at == 0 { "burglary_share" } else { "0.125" };
        format!("{line},{more}\n")
    });
    fs::write(&path, lines.collect::<String>()).unwrap();
    good()
        .audit(&[copy.path()])
        .caught("beside", &["burglary_share"]);
}

#[test]
fn a_column_that_nobody_knows_is_caught() {
    let copy = good().copy();
    sql(
        copy.path(),
        "ALTER TABLE wards ADD COLUMN victims INTEGER; UPDATE wards SET victims = 3",
    );
    good()
        .audit(&[copy.path()])
        .caught("beside", &["victims", "study.gpkg#wards"]);
}

#[test]
fn a_total_that_changed_between_two_releases_is_caught() {
    let copy = good().copy();
    let total: u64 = get(copy.path(), "times.csv", "period", "violence_count")
        .parse()
        .unwrap();
    set(
        copy.path(),
        "times.csv",
        "period",
        "violence_count",
        &(total + 2).to_string(),
    );
    good()
        .audit(&[&good().public(), copy.path()])
        .caught("changed", &["violence", "it is 2"]);
}

#[test]
fn a_count_in_the_geopackage_that_differs_from_the_csv_is_caught() {
    let copy = good().copy();
    sql(
        copy.path(),
        "UPDATE wards SET violence_count = violence_count + 1 WHERE code = 'S02'",
    );
    good()
        .audit(&[copy.path()])
        .caught("changed", &["violence in area S02 is"])
        .caught("untrue", &["violence in area S02"]);
}

#[test]
fn a_sentence_that_says_a_withheld_count_is_caught() {
    let copy = good().copy();
    set(copy.path(), "wards.csv", "S01", "arson_count", "");
    for column in ["expected", "smr", "smr_lower", "smr_upper", "rate_per_1000"] {
        set(
            copy.path(),
            "wards.csv",
            "S01",
            &format!("arson_{column}"),
            "",
        );
    }
    set(
        copy.path(),
        "wards.csv",
        "S01",
        "reasons",
        "raised in Arson 7.",
    );
    good()
        .audit(&[copy.path()])
        .caught("beside", &["a sentence says the count of arson", "it is 7"]);
}

#[test]
fn a_sensitive_theme_that_is_not_listed_is_caught() {
    let unlisted = Releases::of_sample(|study| {
        let study = study.replace("sensitive = true", "sensitive = false");
        study.replacen("themes = [", "themes = [\"domestic_violence\", ", 1)
    });
    let copy = unlisted.copy();
    set(
        copy.path(),
        "wards.csv",
        "S01",
        "domestic_violence_count",
        "7",
    );
    unlisted
        .audit(&[copy.path()])
        .caught("published", &["domestic_violence", "below 10"])
        .caught("density", &["domestic_violence may not be shown by place"]);
}

#[test]
fn months_where_the_study_allows_quarters_are_caught() {
    let quarters =
        Releases::of_sample(|study| study.replace("dates = \"month\"", "dates = \"quarter\""));
    quarters
        .audit(&[&good().public()])
        .caught("date", &["times.csv", "2001-08", "allows a quarter"]);
}

/// A town of two areas whose border is moved, over the same incidents.
fn moved(by: f64) -> Town {
    let exposures = [("residents", 2000), ("households", 900)];
    let mut rows = year();
    for number in 0..3 {
        rows += &incident(
            900 + number,
            "Burglary",
            "2024-05-07 12:30",
            1010.0,
            100.0 + number as f64,
        );
    }
    Town::of(
        &[
            area("W", &rectangle(0.0, 0.0, 1000.0 + by, 1000.0), &exposures),
            area(
                "X",
                &rectangle(1000.0 + by, 0.0, 1000.0 - by, 1000.0),
                &exposures,
            ),
        ],
        &rows,
    )
}

#[test]
fn a_nested_pair_of_areas_in_two_releases_is_caught_by_difference() {
    let (first, second) = (moved(0.0), moved(12.0));
    for town in [&first, &second] {
        town.map("out", &["--release", "analyst,public", "--quiet"]);
    }
    let truth = first.path().join("out/analyst");
    let truth = truth.to_str().unwrap();
    let folders = [&first, &second].map(|town| town.path().join("out/public"));
    let [one, two] = [0, 1].map(|at| folders[at].to_str().unwrap());
    for alone in [one, two] {
        crate::binary::run(first.path(), &["audit", alone, "--truth", truth]).done();
    }
    crate::binary::run(first.path(), &["audit", one, two, "--truth", truth]).caught(
        "differenced",
        &["burglary in Ward", "without Ward", "it is 4 (in truth 4)"],
    );
}

#[test]
fn the_findings_are_written_as_json_too() {
    let copy = good().copy();
    add(copy.path(), "disclosure.md", "\nTW001697\n");
    let (truth, file) = (good().analyst(), copy.path().join("../found.json"));
    let args = [
        "audit",
        copy.path().to_str().unwrap(),
        "--truth",
        truth.to_str().unwrap(),
    ];
    let json = tempfile::tempdir().unwrap();
    let file = json.path().join(file.file_name().unwrap());
    let said = crate::binary::run(
        json.path(),
        &[&args[..], &["--json", file.to_str().unwrap()]].concat(),
    );
    assert_eq!(said.code, 1, "{}", said.err);
    let found = crate::binary::json(&file);
    assert_eq!(found["findings"][0]["kind"], "identifier", "{found}");
    assert!(
        found["tried"]["statements"].as_u64().unwrap() > 100,
        "{found}"
    );
}
