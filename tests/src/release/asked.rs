//! Which releases are written, and what is refused.

use crate::binary::{json, names};
use crate::town::{THEMES, Town, year};

/// Keys that bind a group release.
const BOUND: &str = "\n[release.group]\nareas = [\"W\"]\nthemes = [\"burglary\"]\nrecipient = \"Us\"\npurpose = \"this\"\ndelete_by = \"2025-12-31\"\n";

fn town(release: &str) -> Town {
    let town = Town::two_squares(&year());
    town.study_of("", &["incidents.csv"], &format!("{release}{THEMES}"));
    town
}

#[test]
fn the_analyst_alone_is_written_to_where_nobody_else_is_named() {
    let town = town(BOUND);
    town.map("out", &["--quiet"]);
    assert_eq!(names(&town.path().join("out")), ["analyst"]);
}

#[test]
fn the_study_names_the_releases_and_the_flag_replaces_them() {
    let town = town(&format!(
        "\n[release]\nto = [\"public\", \"group\"]\n{BOUND}"
    ));
    town.try_map("out", &["--quiet"]).done();
    assert_eq!(names(&town.path().join("out")), ["group", "public"]);
    town.try_map("other", &["--quiet", "--release", "analyst"])
        .done();
    assert_eq!(names(&town.path().join("other")), ["analyst"]);
}

#[test]
fn a_release_to_somebody_else_is_refused() {
    town("")
        .try_map("out", &["--release", "press"])
        .refused(&["\"press\"", "analyst, group, public"]);
}

#[test]
fn a_third_way_of_a_table_is_refused_with_the_reason() {
    let town = town(
        "\n[release]\nto = [\"public\"]\n[release.public]\ntables = [\"area x theme x month\"]\n",
    );
    town.try_map("out", &[])
        .refused(&["area x theme x month", "three ways", "handful"]);
    assert!(!town.path().join("out").exists());
}

#[test]
fn a_group_release_that_is_not_bound_is_refused_with_the_flag_that_binds_it() {
    for (key, flag) in [
        ("areas", "--group-areas"),
        ("themes", "--group-themes"),
        ("recipient", "--recipient"),
        ("purpose", "--purpose"),
        ("delete_by", "--delete-by"),
    ] {
        let kept = BOUND.lines().filter(|line| !line.starts_with(key));
        let kept: Vec<&str> = kept.collect();
        let town = town(&format!("{}\n", kept.join("\n")));
        town.try_map("out", &["--release", "group"])
            .refused(&[flag, key]);
    }
}

#[test]
fn unknown_areas_and_days_of_a_group_are_refused() {
    let release = ["--release", "group"];
    let town = town(BOUND);
    town.try_map(
        "out",
        &[&release[..], &["--group-areas", "Nowhere"]].concat(),
    )
    .refused(&["\"Nowhere\"", "Ward W"]);
    town.try_map("out", &[&release[..], &["--delete-by", "soon"]].concat())
        .refused(&["\"soon\"", "2026-03-31"]);
}

#[test]
fn floors_that_protect_nobody_are_refused() {
    for (key, word) in [
        ("threshold = 2", "threshold"),
        ("sensitive_threshold = 4", "sensitive_threshold"),
        ("min_cell_m = 10.0", "min_cell_m"),
        ("min_events = 1", "min_events"),
        ("min_places = 1", "min_places"),
        ("min_households = -1.0", "min_households"),
    ] {
        let town = town(&format!("\n[release.public]\n{key}\n"));
        town.try_map("out", &["--release", "public"])
            .refused(&[word, "out of bounds"]);
    }
}

#[test]
fn a_sensitive_theme_cannot_be_asked_for_by_place() {
    let town = town("\n[release.public]\nthemes = [\"burglary\"]\n");
    town.try_map("out", &["--release", "public"])
        .refused(&["burglary", "sensitive"]);
}

#[test]
fn a_theme_of_which_nobody_says_whether_it_is_sensitive_is() {
    let town = town("");
    town.try_map("out", &["--quiet", "--release", "analyst,public"])
        .done();
    let manifest = json(&town.path().join("out/public/manifest.json"));
    for theme in manifest["parameters"]["themes"].as_array().unwrap() {
        assert_eq!(theme["sensitive"], true, "{theme}");
    }
    assert_eq!(
        manifest["parameters"]["policy"]["places"]["themes"],
        serde_json::json!([])
    );
}

#[test]
fn a_run_of_a_manifest_writes_the_same_releases_again() {
    let town = town(&format!(
        "\n[release]\nto = [\"analyst\", \"group\", \"public\"]\n{BOUND}"
    ));
    town.try_map("out", &["--quiet"]).done();
    let again = [
        "map",
        "--again",
        "out/analyst/manifest.json",
        "--out",
        "again",
        "--quiet",
    ];
    crate::binary::run(town.path(), &again).done();
    for audience in ["analyst", "group", "public"] {
        let of = |out: &str| crate::binary::files(&town.path().join(out).join(audience));
        assert_eq!(of("out"), of("again"));
    }
}
