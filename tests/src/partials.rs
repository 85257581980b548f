//! Partials: counted apart and put together, they give what one run over all the files gives.

use std::path::Path;

use hotspur_core::{Kind, Themes, stream};
use hotspur_io::incidents::{IncidentSource, Repeats, read_incidents};
use rand::RngExt;

use crate::binary::{Said, files, json, run};
use crate::shared_data::shared_data;
use crate::town::{HEADER, THEMES, Town, year};

const WANTED: &str = "areas,cells,hotspots,density,contours,geojson,gpkg,tif,report,qgis,picture";

/// A town whose year lies in three files, with rows that cannot be used and quoted labels.
fn town() -> Town {
    let town = Town::two_squares("");
    let (mut files, text) = (vec![HEADER.to_owned(); 3], year());
    for (number, row) in text.lines().skip(1).enumerate() {
        files[number % 3] += &format!("{row}\n");
    }
    files[1] += "I900,Burglary,2024-13-02 12:30,420042,303058,\"A, \"\"B\"\"\"\n";
    files[2] += "I901,Burglary,2024-02-02 12:30,,,\"A, \"\"B\"\"\"\nbroken\n";
    for (number, text) in files.iter().enumerate() {
        town.write(&format!("{number}.csv"), text);
    }
    town.study_of("", &["0.csv", "1.csv", "2.csv"], THEMES);
    town
}

fn tally(folder: &Path, out: &str, incidents: &[&str]) -> Said {
    let start = [
        "tally",
        "study.toml",
        "--quiet",
        "--out",
        out,
        "--incidents",
    ];
    run(folder, &[&start[..], incidents].concat())
}

fn map(folder: &Path, out: &str, incidents: &[&str]) -> Said {
    let start = [
        "map",
        "study.toml",
        "--quiet",
        "--keep-repeats",
        "--write",
        WANTED,
        "--out",
        out,
        "--incidents",
    ];
    run(folder, &[&start[..], incidents].concat())
}

fn assert_same(folder: &Path, one: &str, other: &str) {
    let of = |out: &str| files(&folder.join(out).join("analyst"));
    let (one_files, other_files) = (of(one), of(other));
    assert!(one_files.len() > 10);
    assert_eq!(one_files.len(), other_files.len());
    for ((name, bytes), (_, others)) in one_files.iter().zip(&other_files) {
        assert!(bytes == others || name == "manifest.json", "{name} differs");
    }
    let manifest = |out: &str| {
        let mut manifest = json(&folder.join(out).join("analyst/manifest.json"));
        manifest["request"]["incidents"]["files"] = "what was typed".into();
        manifest
    };
    assert_eq!(manifest(one), manifest(other));
}

#[test]
fn partials_put_together_give_the_bytes_of_one_run() {
    let town = town();
    let folder = town.path();
    tally(folder, "first.tally", &["0.csv", "2.csv"]).done();
    tally(folder, "second.tally", &["1.csv"]).done();
    map(folder, "whole", &["0.csv", "1.csv", "2.csv"]).done();
    map(folder, "merged", &["second.tally", "first.tally"]).done();
    assert_same(folder, "whole", "merged");
    map(folder, "mixed", &["1.csv", "first.tally"]).done();
    assert_same(folder, "whole", "mixed");
    assert!(
        std::fs::read_to_string(folder.join("whole/analyst/ledger.csv"))
            .unwrap()
            .contains("bad_date")
    );
}

#[test]
fn partials_of_real_months_give_the_bytes_of_one_run() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| data.join(file).to_str().unwrap().to_owned();
    let months: Vec<String> = (1..7)
        .map(|month| {
            path(&format!(
                "street/2025-0{month}/2025-0{month}-staffordshire-street.csv"
            ))
        })
        .collect();
    if months.iter().any(|month| !Path::new(month).exists()) {
        println!("skipped: the months are not beside the project under these names");
        return;
    }
    std::fs::write(
        folder.path().join("study.toml"),
        format!(
            "from = \"2025-01\"\nto = \"2025-06\"\n[areas]\nfile = {:?}\n",
            path("tamworth/electoral_wards_by_lad_E07000199.json")
        ),
    )
    .unwrap();
    let months: Vec<&str> = months.iter().map(String::as_str).collect();
    tally(folder.path(), "spring.tally", &months[..3]).done();
    tally(folder.path(), "summer.tally", &months[3..]).done();
    map(folder.path(), "whole", &months).done();
    map(folder.path(), "merged", &["spring.tally", "summer.tally"]).done();
    assert_same(folder.path(), "whole", "merged");
}

#[test]
fn what_a_partial_cannot_give_is_refused_with_the_remedy() {
    let town = town();
    let folder = town.path();
    tally(folder, "all.tally", &["0.csv", "1.csv", "2.csv"]).done();
    let asked = |more: &[&str]| {
        let start = [
            "map",
            "study.toml",
            "--quiet",
            "--out",
            "out",
            "--incidents",
            "all.tally",
        ];
        run(folder, &[&start[..], more].concat())
    };
    asked(&["--write", "areas"]).refused(&["all.tally", "no identifiers", "--keep-repeats"]);
    asked(&["--keep-repeats"]).refused(&["all.tally", "no single rows", "--write"]);
    asked(&[
        "--keep-repeats",
        "--write",
        "areas",
        "--from",
        "2024-02",
        "--to",
        "2024-05",
    ])
    .refused(&["all.tally, line 2", "another period", "hotspur tally"]);
    // Counted twice, by its own name and in the partial.
    map(folder, "out", &["all.tally", "0.csv"]).refused(&["0.csv", "same bytes"]);
    assert!(!folder.join("out").exists());
    tally(folder, "all.tally", &["0.csv"]).refused(&["all.tally", "exists"]);
    tally(folder, "all.csv", &["0.csv"]).refused(&["all.csv", ".tally"]);
}

#[test]
fn damaged_partials_are_refused_or_read_and_never_end_in_a_panic() {
    let town = town();
    let folder = town.path();
    tally(folder, "all.tally", &["0.csv", "1.csv", "2.csv"]).done();
    let whole = std::fs::read(folder.join("all.tally")).unwrap();
    let themes = Themes::new(Vec::new(), Kind::Crime).unwrap();
    let mut random = stream(5, 0, 0);
    let damaged = folder.join("damaged.tally");
    let mut refused = 0;
    for _ in 0..400 {
        let mut bytes = whole.clone();
        for _ in 0..random.random_range(1..4) {
            let at = random.random_range(0..bytes.len());
            match random.random_range(0..3) {
                0 => bytes[at] = b"0123456789-,[]\"\n"[random.random_range(0..16)],
                1 => bytes.truncate(at),
                _ => drop(bytes.remove(at)),
            }
            if bytes.is_empty() {
                break;
            }
        }
        std::fs::write(&damaged, bytes).unwrap();
        let source = IncidentSource {
            inputs: vec![damaged.clone()],
            merge_equal: true,
            repeats: Repeats::Ignore,
            ..IncidentSource::default()
        };
        refused += usize::from(read_incidents(&source, &themes).is_err());
    }
    assert!(refused > 200, "{refused}");
}
