//! How runs end: exit codes, what they say where, and what they leave behind.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::binary::{Said, hotspur, run};

/// What a run said: its exit code, standard output and standard error.
pub fn said(run: Said) -> (i32, String, String) {
    (run.code, run.out, run.err)
}

/// A folder with the sample study in `s`.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, err) = said(run(folder.path(), &["sample", "s"]));
    assert_eq!((code, err.as_str()), (0, ""));
    folder
}

pub fn hidden(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with('.')).collect()
}

#[test]
fn the_sample_runs_and_says_what_it_found_on_standard_output_alone() {
    let folder = sample();
    let (code, out, err) = said(run(folder.path(), &["map", "s/study.toml", "--out", "o"]));
    assert_eq!((code, err.as_str()), (0, ""));
    for wanted in [
        "Castle",
        "hotspot",
        "quartic",
        "q ≤ 0.05",
        "seed 2002",
        "ledger: 7394 rows read",
        "wrote o",
    ] {
        assert!(out.contains(wanted), "{wanted} is missing: {out}");
    }
    let (code, out, err) = said(run(
        folder.path(),
        &[
            "map",
            "s/study.toml",
            "--out",
            "o",
            "--overwrite",
            "--quiet",
        ],
    ));
    assert_eq!((code, out.as_str(), err.as_str()), (0, "", ""));
}

#[test]
fn refusals_end_in_one_and_wrong_usage_in_two_with_the_remedy_on_standard_error() {
    let folder = sample();
    let refused: [(&[&str], &str); 8] = [
        (&["map", "none.toml", "--out", "o"], "none.toml"),
        (
            &["map", "s/study.toml", "--out", "o", "--kernel", "round"],
            "quartic",
        ),
        (
            &["map", "s/study.toml", "--out", "o", "--cell", "0"],
            "a cell of 0 m",
        ),
        (
            &["map", "s/study.toml", "--out", "o", "--themes", "piracy"],
            "piracy",
        ),
        (
            &[
                "map",
                "s/study.toml",
                "--out",
                "o",
                "--from",
                "2002-01",
                "--to",
                "2001-01",
            ],
            "earlier end first",
        ),
        (
            &["map", "s/study.toml", "--out", "o", "--code", "nope"],
            "--code",
        ),
        (&["map", "s/study.toml", "--out", "s"], "README.md"),
        (&["map", "--out", "o"], "--incidents"),
    ];
    for (arguments, wanted) in refused {
        let (code, out, err) = said(run(folder.path(), arguments));
        assert_eq!((code, out.as_str()), (1, ""), "{arguments:?}: {err}");
        assert!(err.contains(wanted), "{arguments:?}: {err}");
        assert!(!folder.path().join("o").exists() && hidden(folder.path()).is_empty());
    }
    for arguments in [
        &["map", "s/study.toml"] as &[&str],
        &["fly"],
        &["map", "--speed", "--out", "o"],
    ] {
        assert_eq!(said(run(folder.path(), arguments)).0, 2, "{arguments:?}");
    }
}

#[test]
fn an_unknown_key_of_a_study_is_refused_with_its_line() {
    let folder = sample();
    let study = fs::read_to_string(folder.path().join("s/study.toml")).unwrap();
    fs::write(
        folder.path().join("s/study.toml"),
        format!("colour = \"red\"\n{study}"),
    )
    .unwrap();
    let (code, _, err) = said(run(folder.path(), &["map", "s/study.toml", "--out", "o"]));
    assert!(
        code == 1 && err.contains("line 1") && err.contains("colour"),
        "{err}"
    );
}

#[test]
fn a_manifest_runs_again_to_the_same_bytes_and_a_changed_input_is_refused() {
    let folder = sample();
    assert_eq!(
        said(run(
            folder.path(),
            &["map", "s/study.toml", "--out", "a", "--quiet"]
        ))
        .0,
        0
    );
    assert_eq!(
        said(run(
            folder.path(),
            &[
                "map",
                "--again",
                "a/analyst/manifest.json",
                "--out",
                "b",
                "--quiet"
            ]
        ))
        .0,
        0
    );
    for entry in fs::read_dir(folder.path().join("a/analyst")).unwrap() {
        let file = entry.unwrap();
        let twin = folder.path().join("b/analyst").join(file.file_name());
        assert!(
            fs::read(file.path()).unwrap() == fs::read(twin).unwrap(),
            "{:?}",
            file.file_name()
        );
    }
    let incidents = folder.path().join("s/incidents.csv");
    let mut text = fs::read_to_string(&incidents).unwrap();
    text = text.replacen("2001", "2002", 1);
    fs::write(&incidents, text).unwrap();
    let (code, _, err) = said(run(
        folder.path(),
        &["map", "--again", "a/analyst/manifest.json", "--out", "c"],
    ));
    assert!(
        code == 1 && err.contains("incidents.csv") && err.contains("hash"),
        "{err}"
    );
}

#[test]
fn a_run_that_is_killed_while_it_writes_leaves_no_output_folder_and_the_next_sweeps_up() {
    let folder = sample();
    let mut child = hotspur(folder.path())
        .args(["map", "s/study.toml", "--out", "o", "--quiet"])
        .spawn()
        .unwrap();
    while hidden(folder.path()).len() < 2 && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    // Staging begins long before the folder is renamed, so the kill comes in between.
    assert!(!folder.path().join("o").exists() && !hidden(folder.path()).is_empty());
    let again = run(
        folder.path(),
        &["map", "s/study.toml", "--out", "o", "--quiet"],
    );
    assert_eq!(said(again).0, 0);
    assert!(
        hidden(folder.path()).is_empty(),
        "{:?}",
        hidden(folder.path())
    );
}

#[test]
fn what_a_killed_run_left_is_swept_by_the_next_and_a_target_moved_aside_is_put_back() {
    let folder = sample();
    // What a run leaves that was killed between moving the old folder aside and putting the new one in its place.
    for (name, inside) in [(".o.hotspur-1", "analyst"), (".o.hotspur-1.old", "analyst")] {
        fs::create_dir_all(folder.path().join(name).join(inside)).unwrap();
    }
    fs::write(folder.path().join(".o.hotspur-1.lock"), "").unwrap();
    let (code, _, err) = said(run(
        folder.path(),
        &["map", "s/study.toml", "--out", "o", "--quiet"],
    ));
    assert!(code == 1 && err.contains("--overwrite"), "{err}");
    assert!(
        folder.path().join("o/analyst").is_dir() && hidden(folder.path()).is_empty(),
        "{:?}",
        hidden(folder.path())
    );
    let (code, _, err) = said(run(
        folder.path(),
        &[
            "map",
            "s/study.toml",
            "--out",
            "o",
            "--quiet",
            "--overwrite",
        ],
    ));
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        folder.path().join("o/analyst/manifest.json").is_file() && hidden(folder.path()).is_empty()
    );
}

#[test]
fn a_full_disk_ends_in_one_and_leaves_no_half_written_folder() {
    let folder = sample();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=600k", "tmpfs"])
        .arg(&disk)
        .status();
    if !mount.is_ok_and(|status| status.success()) {
        println!("skipped: a small disk cannot be mounted here");
        return;
    }
    let (code, _, err) = said(run(
        folder.path(),
        &["map", "s/study.toml", "--out", "disk/o"],
    ));
    let left = fs::read_dir(&disk).unwrap().count();
    assert!(
        Command::new("umount")
            .arg(&disk)
            .status()
            .unwrap()
            .success()
    );
    assert!(
        code == 1 && err.contains("free some space"),
        "{code}: {err}"
    );
    assert_eq!(left, 0);
}

#[test]
fn progress_as_json_is_one_object_a_line_on_standard_error() {
    let folder = sample();
    let (code, _, err) = said(run(
        folder.path(),
        &["map", "s/study.toml", "--out", "o", "--progress", "jsonl"],
    ));
    assert!(code == 0 && err.lines().count() >= 3, "{err}");
    assert!(err.lines().all(|line| {
        serde_json::from_str::<serde_json::Value>(line).is_ok_and(|v| v["stage"].is_string())
    }));
}

#[test]
fn check_writes_nothing_and_a_drafted_study_runs() {
    let folder = sample();
    let before = fs::read_dir(folder.path()).unwrap().count();
    let (code, out, _) = said(run(folder.path(), &["check", "s/study.toml"]));
    assert!(
        code == 0 && out.contains("7277") && out.contains("unlocated"),
        "{out}"
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), before);
    let drafted = [
        "new",
        "--incidents",
        "s/incidents.csv",
        "--areas",
        "s/areas.geojson",
        "--out",
        "mine.toml",
    ];
    assert_eq!(said(run(folder.path(), &drafted)).0, 0);
    let (code, out, err) = said(run(
        folder.path(),
        &["map", "mine.toml", "--out", "o", "--write", "wards"],
    ));
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert!(out.contains("Castle") && !folder.path().join("o/analyst/density.geojson").exists());
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        said(run(folder.path(), &["completions", "bash"]))
            .1
            .contains("hotspur")
    );
    assert!(said(run(folder.path(), &["man"])).1.contains(".TH hotspur"));
}
