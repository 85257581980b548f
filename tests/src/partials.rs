//! Partials: counted apart and put together, they give what one run over all the files gives.

use std::path::Path;

use hotspur_core::{Kind, Themes, stream};
use hotspur_io::incidents::{IncidentSource, Repeats, read_incidents, tally_incidents};
use rand::RngExt;
use serde_json::Value;

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
    tally(folder, "less.tally", &["0.csv", "--drop-repeats"])
        .refused(&["no identifiers", "keep_repeats"]);
    assert!(!folder.join("less.tally").exists());
}

/// The partial of the town's three files.
fn whole(town: &Town) -> Vec<u8> {
    let file = |number: u8| town.path().join(format!("{number}.csv"));
    let source = IncidentSource {
        inputs: (0..3).map(file).collect(),
        ..IncidentSource::default()
    };
    let mut bytes = Vec::new();
    tally_incidents(&source, &no_themes())
        .unwrap()
        .write(&mut bytes)
        .unwrap();
    bytes
}

fn no_themes() -> Themes {
    Themes::new(Vec::new(), Kind::Crime).unwrap()
}

/// What reading these bytes as a partial ends in.
fn read_as_partial(town: &Town, bytes: &[u8]) -> Result<u64, String> {
    let path = town.path().join("other.tally");
    std::fs::write(&path, bytes).unwrap();
    let source = IncidentSource {
        inputs: vec![path],
        merge_equal: true,
        repeats: Repeats::Ignore,
        ..IncidentSource::default()
    };
    let table = read_incidents(&source, &no_themes()).map_err(|error| error.to_string())?;
    Ok(table.files.iter().map(|file| file.rows_read).sum())
}

#[test]
fn damaged_partials_are_refused() {
    let town = town();
    let whole = whole(&town);
    assert!(read_as_partial(&town, &whole).is_ok_and(|rows| rows > 100));
    let mut random = stream(5, 0, 0);
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
        let said = read_as_partial(&town, &bytes);
        assert!(bytes == whole || said.is_err(), "{said:?}");
    }
}

#[test]
fn a_partial_cut_short_at_the_end_of_a_line_or_with_more_after_it_is_refused() {
    let town = town();
    let whole = whole(&town);
    let lines: Vec<&[u8]> = whole.split_inclusive(|byte| *byte == b'\n').collect();
    for kept in 0..lines.len() {
        let said = read_as_partial(&town, &lines[..kept].concat()).unwrap_err();
        assert!(said.contains("hotspur tally"), "{kept} lines: {said}");
    }
    for more in [&b"\n"[..], b"x", &whole] {
        let said = read_as_partial(&town, &[&whole, more].concat()).unwrap_err();
        assert!(said.contains("damaged"), "{said}");
    }
}

/// The partial with its second file changed, under a seal of its own.
fn forged(whole: &[u8], change: impl Fn(&mut Value), text: impl Fn(String) -> String) -> Vec<u8> {
    let mut lines: Vec<String> = std::str::from_utf8(whole)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    lines.pop();
    let mut file = serde_json::from_str(&lines[4]).unwrap();
    change(&mut file);
    lines[4] = text(file.to_string());
    let body = lines.join("\n") + "\n";
    let seal = blake3::hash(body.as_bytes()).to_hex();
    format!("{body}blake3 {seal}\n").into_bytes()
}

#[test]
fn a_partial_that_contradicts_itself_is_refused_though_its_seal_holds() {
    let town = town();
    let whole = whole(&town);
    let as_it_is = |text: String| text;
    assert!(read_as_partial(&town, &forged(&whole, |_| (), as_it_is)).is_ok());
    let set = |edits: &'static [(&'static str, &'static str)]| {
        move |file: &mut Value| {
            for (at, value) in edits {
                *file.pointer_mut(at).unwrap() = serde_json::from_str(value).unwrap();
            }
        }
    };
    let all = "18446744073709551615";
    let cases: [(&'static [(&str, &str)], &str); 20] = [
        (&[("/rows_read", "3")], "do not add up"),
        (
            &[
                ("/rejected", "{\"bad_date\": 18446744073709551615}"),
                ("/rows_read", "18446744073709551615"),
            ],
            "do not add up",
        ),
        (&[("/rejected_rows", "[]")], "rejected rows"),
        (&[("/labels/0", "\"\\u001b[2J\"")], "control characters"),
        (&[("/types/0", "\"a\\nb\"")], "control characters"),
        (
            &[("/rejected_rows/0/2", "\"\\u0007\"")],
            "control characters",
        ),
        (&[("/dated/0", "[28401120, 28401130, 2, 648]")], "a time"),
        (
            &[("/dated/0", "[-1036000000, -1035999999, 2, 0]")],
            "a time",
        ),
        (&[("/dated/0/3", "1")], "a time"),
        (&[("/dated/0/2", "4")], "a time"),
        (&[("/rows/count/0", "0")], "not there"),
        (&[("/rows/count/0", "-1")], "invalid value"),
        (&[("/rows/count/0", "4294967296")], "invalid value"),
        (&[("/rows/coordinate/0", "999999")], "not there"),
        (&[("/rows/line", "[]")], "one length"),
        (&[("/coordinates/0", "[\"1e999\", \"0\"]")], "no number"),
        (&[("/coordinates/0", "[\"0\", \"0\"]")], "nothing can"),
        (&[("/oddities/1", "18446744073709551615")], "odd"),
        (&[("/oddities/6", "18446744073709551615")], "odd"),
        (&[("/blake3", "\"\"")], "hash"),
    ];
    for (edits, said) in cases {
        let error = read_as_partial(&town, &forged(&whole, set(edits), as_it_is)).unwrap_err();
        assert!(
            error.contains("line 5") && error.contains(said) && error.contains("hotspur tally"),
            "{edits:?}: {error}"
        );
    }
    for (text, said) in [
        (
            format!("{{\"path\": \"a\", \"path\": \"b\", \"bytes\": {all}}}"),
            "duplicate",
        ),
        ("[".repeat(1 << 20), "invalid"),
        (format!("{{\"bytes\": {all}0}}"), "invalid"),
        ("{\"unheard\": 1}".to_owned(), "unknown field"),
    ] {
        let error = read_as_partial(&town, &forged(&whole, |_| (), |_| text.clone())).unwrap_err();
        assert!(error.contains("line 5") && error.contains(said), "{error}");
    }
}

#[test]
fn what_a_folder_sets_aside_is_told_of_partials_too() {
    let town = town();
    let folder = town.path();
    for (month, text) in [("a", "0.csv"), ("b", "1.csv")] {
        std::fs::create_dir(folder.join(month)).unwrap();
        std::fs::copy(folder.join(text), folder.join(month).join("rows.csv")).unwrap();
        town.write(&format!("{month}/notes.txt"), "no rows");
    }
    tally(folder, "a.tally", &["a"]).done();
    tally(folder, "b.tally", &["b"]).done();
    // Partials are counted together as files are.
    tally(folder, "both.tally", &["b.tally", "a.tally"]).done();
    map(folder, "whole", &["a", "b"]).done();
    map(folder, "merged", &["b.tally", "a.tally"]).done();
    map(folder, "again", &["both.tally"]).done();
    assert_same(folder, "whole", "merged");
    assert_same(folder, "whole", "again");
    let manifest = std::fs::read_to_string(folder.join("merged/analyst/manifest.json")).unwrap();
    assert!(manifest.contains("b/notes.txt was not read"));
}
