//! What others than the analyst are told of targets: what is declared, counts that they see already, and a word.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value as Json;
use tempfile::TempDir;

use super::whole;
use crate::binary::{files, json as read_json, run, sample};
use crate::shared_data::shared_data;

/// A row of a table, by column.
pub type Row = BTreeMap<String, String>;

/// The rows of a CSV.
pub fn table(file: &Path) -> Vec<Row> {
    let text = fs::read_to_string(file).unwrap();
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = table.headers().unwrap().clone();
    let rows = table.records().map(|row| {
        let row = row.unwrap();
        let pairs = head.iter().zip(row.iter());
        pairs
            .map(|(name, cell)| (name.to_owned(), cell.to_owned()))
            .collect()
    });
    rows.collect()
}

/// Follows the indicators of a study for audiences.
pub fn release(folder: &Path, study: &str, to: &str, out: &str) {
    let args = ["track", study, "--out", out, "--release", to, "--quiet"];
    run(folder, &args).done();
}

/// All releases of the sample.
fn released() -> PathBuf {
    static RUN: OnceLock<TempDir> = OnceLock::new();
    let folder = RUN.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let study = sample().join("study.toml");
        let study = study.to_str().unwrap();
        release(folder.path(), study, "analyst,group,public", "out");
        release(folder.path(), study, "public", "alone");
        folder
    });
    folder.path().join("out")
}

/// The numbers of a text: digits, with what stands between them in one.
fn numbers(text: &str) -> BTreeSet<String> {
    let inside = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '/');
    let words = text.split(|c: char| !inside(c));
    let trimmed = words.map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()));
    trimmed
        .filter(|word| !word.is_empty())
        .map(|word| word.replace(',', ""))
        .collect()
}

/// The section of a page.
fn section(page: &Path) -> String {
    let text = fs::read_to_string(page).unwrap();
    let section = text.split("<section id=\"targets\">").nth(1).unwrap();
    let section = section.split("</section>").next().unwrap();
    section.replace("&#x2f;", "/")
}

/// The counts of the whole period that everybody sees, by key.
fn period(folder: &Path) -> Row {
    let times = table(&folder.join("times.csv"));
    times
        .into_iter()
        .find(|row| row["time"] == "period")
        .unwrap()
}

#[test]
fn every_number_that_the_public_is_told_of_targets_is_declared_or_a_count_of_its_own_table() {
    let public = released().join("public");
    let mut allowed = numbers(&fs::read_to_string(sample().join("study.toml")).unwrap());
    allowed.extend(period(&public).into_values());
    // A year as it is written here, and a share that is declared as one of the two words for chances.
    allowed.extend(["2001/02", "2002/03", "2004/05", "80", "20", "30"].map(str::to_owned));
    for cell in table(&public.join("targets.csv"))
        .iter()
        .flat_map(BTreeMap::values)
    {
        for number in numbers(cell) {
            assert!(allowed.contains(&number), "{number} in {cell}");
        }
    }
    let page = section(&public.join("report.html"));
    let mut words = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => (inside, words) = (true, words + " "),
            '>' => inside = false,
            c if !inside => words.push(c),
            _ => {}
        }
    }
    allowed.insert("1".to_owned());
    for number in numbers(&words) {
        assert!(allowed.contains(&number), "{number} in {words}");
    }
}

#[test]
fn the_public_table_has_no_area_no_chance_and_no_projection() {
    let rows = table(&released().join("public/targets.csv"));
    assert_eq!(rows.len(), 15);
    let columns = [
        "baseline",
        "baseline_year",
        "because",
        "indicator",
        "intended",
        "part",
        "printed_as",
        "record",
        "so_far",
        "status",
        "targets",
        "why",
        "year",
    ];
    for row in &rows {
        assert_eq!(row["part"], "The study area");
        assert!(row.keys().eq(columns));
    }
}

#[test]
fn the_public_reads_the_analysts_word_and_its_own_count() {
    let public = released().join("public");
    let targets = read_json(&released().join("analyst/targets.json"));
    let counts = period(&public);
    let rows = table(&public.join("targets.csv"));
    let row = |title: &str| rows.iter().find(|row| row["indicator"] == title).unwrap();
    for (key, title, theme) in [
        ("burglary_of_homes", "Burglary of homes", "burglary"),
        ("vehicle_crime", "Vehicle crime", "vehicle_crime"),
        (
            "theft_from_vehicle",
            "Theft from a vehicle",
            "theft_from_vehicle",
        ),
        ("youth_nuisance", "Youth nuisance", "anti_social_behaviour"),
    ] {
        let (row, whole) = (row(title), whole(&targets, key));
        assert_eq!(row["status"], whole["status"].as_str().unwrap(), "{key}");
        assert_eq!(row["so_far"], counts[&format!("{theme}_count")], "{key}");
    }
    let burglary = row("Burglary of homes");
    assert_eq!(burglary["baseline"], "459 (predicted)");
    assert_eq!(
        burglary["targets"],
        "2002/03: at most 430; 2004/05: at most 390"
    );
    assert_eq!(burglary["printed_as"], "BVPI 126");
    // The analyst's figure holds rows that nobody could place, which the public's does not.
    let so_far = whole(&targets, "vehicle_crime")["so_far"].as_f64().unwrap();
    assert_ne!(row("Vehicle crime")["so_far"], so_far.to_string());
    assert_eq!(row("Violence by a stranger")["so_far"], "");
    assert_eq!(
        row("Violence by a stranger")["why"],
        "target announced without a figure"
    );
}

#[test]
fn nothing_is_told_of_a_sensitive_indicator_but_that_it_is_followed() {
    for audience in ["public", "group"] {
        let folder = released().join(audience);
        let rows = table(&folder.join("targets.csv"));
        let titles = [
            "Domestic incidents",
            "Domestic incidents with a repeat victim",
        ];
        for title in titles {
            let of_title: Vec<&Row> = rows
                .iter()
                .filter(|row| row["indicator"] == title)
                .collect();
            let [row] = of_title[..] else {
                panic!("{title}")
            };
            assert_eq!(
                (row["status"].as_str(), row["why"].as_str()),
                ("kept back", "sensitive")
            );
            for column in ["printed_as", "baseline", "targets", "so_far", "because"] {
                assert_eq!(row[column], "", "{column}");
            }
        }
        let page = section(&folder.join("report.html"));
        assert!(
            page.contains("kept back because they are sensitive"),
            "{page}"
        );
        assert!(!page.contains("1,402") && !page.contains("better recording"));
    }
}

#[test]
fn a_group_reads_the_words_of_its_own_area_in_its_own_themes_and_of_no_other() {
    let targets = read_json(&released().join("analyst/targets.json"));
    let rows = table(&released().join("group/targets.csv"));
    let own: Vec<&Row> = rows
        .iter()
        .filter(|row| row["part"] != "The study area")
        .collect();
    let titles: BTreeSet<&str> = own.iter().map(|row| row["indicator"].as_str()).collect();
    let themes = [
        "Theft from a vehicle",
        "Theft of a vehicle",
        "Vehicle crime",
        "Youth nuisance",
    ];
    assert_eq!(titles, BTreeSet::from(themes));
    for row in own {
        assert_eq!(row["part"], "Glascote");
        let list = targets["indicators"].as_array().unwrap();
        let indicator = (list.iter()).find(|one| one["title"] == row["indicator"].as_str());
        let key = indicator.unwrap()["key"].as_str().unwrap();
        let part = super::part(&targets, key, "Glascote");
        assert_eq!(row["status"], part["status"].as_str().unwrap());
        assert_eq!(row["so_far"], part["so_far"].as_f64().unwrap().to_string());
        assert_eq!(row["recipient"], "Glascote Action Group");
    }
}

#[test]
fn the_public_folder_is_the_same_bytes_whoever_else_is_served() {
    let out = released();
    let alone = out.parent().unwrap().join("alone/public");
    let (first, second) = (files(&out.join("public")), files(&alone));
    assert_eq!(first.len(), second.len());
    for (first, second) in first.iter().zip(&second) {
        assert!(first == second, "{} differs", first.0);
    }
}

#[test]
fn the_audit_learns_nothing_from_the_sample_that_is_followed() {
    let out = released();
    let args = ["audit", "out/public", "--truth", "out/analyst"];
    run(out.parent().unwrap(), &args).done();
}

#[test]
fn the_audit_learns_nothing_from_real_months_that_are_followed() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| {
        data.join(file)
            .canonicalize()
            .unwrap()
            .display()
            .to_string()
    };
    let files: Vec<String> = (1..=6)
        .map(|month| path(&format!("street/2025-{month:02}-staffordshire-street.csv")))
        .collect();
    let study = format!(
        r#"
name = "Real months"
[areas]
file = {:?}
[exposures]
file = {:?}
[incidents]
files = {files:?}
[track]
year_starts = 1
[[indicator]]
key = "vehicle"
title = "Vehicle crime"
theme = "vehicle_crime"
record = "crime"
intended = "down"
target = [{{ year = "2025", value = 300 }}]
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
target = [{{ year = "2025", value = 300 }}]
"#,
        path("tamworth/electoral_wards_by_lad_E07000199.json"),
        path("tamworth/ward_exposures.csv"),
    );
    fs::write(folder.path().join("study.toml"), study).unwrap();
    release(folder.path(), "study.toml", "analyst,public", "out");
    let targets: Json = read_json(&folder.path().join("out/analyst/targets.json"));
    let rows = table(&folder.path().join("out/public/targets.csv"));
    for (row, key) in rows.iter().zip(["vehicle", "burglary"]) {
        assert_eq!(
            row["status"],
            whole(&targets, key)["status"].as_str().unwrap()
        );
    }
    run(
        folder.path(),
        &["audit", "out/public", "--truth", "out/analyst"],
    )
    .done();
}
