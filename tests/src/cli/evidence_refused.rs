//! Refusals of the flags of the evidence inside areas, each with its remedy.

use crate::binary::names;
use crate::town::{THEMES, Town, incident, year};

fn town() -> Town {
    Town::two_squares(&year())
}

#[test]
fn what_cannot_be_is_refused_with_the_remedy() {
    let town = town();
    let before = names(town.path());
    let refused = |more: &[&str], words: &[&str]| {
        town.try_map("out", more).refused(words);
    };
    refused(
        &["--bandwidth", "silverman"],
        &["\"silverman\"", "scott", "nrd", "cvl"],
    );
    refused(&["--bandwidth", "0"], &["0 m", "positive number of metres"]);
    refused(&["--bandwidth", "inf"], &["positive number of metres"]);
    refused(
        &["--edge", "torus"],
        &["\"torus\"", "uniform", "jones-diggle"],
    );
    refused(
        &["--relative", "burglary"],
        &["--relative burglary", "CASES/CONTROLS"],
    );
    refused(
        &["--relative", "burglary/arson"],
        &["\"arson\"", "all_crime", "nuisance"],
    );
    refused(&["--relative", "/burglary"], &["\"\"", "all_crime"]);
    refused(&["--relative", "burglary/nuisance/x"], &["\"nuisance/x\""]);
    refused(
        &["--themes", "burglary,arson"],
        &["\"arson\"", "burglary, nuisance"],
    );
    refused(&["--permutations", "18"], &["18", "from 19 to 99999"]);
    refused(
        &["--permutations", "100000"],
        &["100000", "from 19 to 99999"],
    );
    refused(
        &["--write", "hotspot"],
        &["\"hotspot\"", "hotspots, cells, moran, clusters"],
    );
    refused(
        &[
            "--write",
            "clusters",
            "--cell",
            "10",
            "--permutations",
            "99999",
        ],
        &["20000 cells", "99999 permutations", "larger --cell"],
    );
    refused(&["--write", "cells,"], &["\"\"", "choose among"]);
    assert_eq!(names(town.path()), before);
}

#[test]
fn likelihood_is_refused_where_points_coincide_or_were_moved() {
    let mut rows = year();
    rows += &incident(1000, "Burglary", "2024-05-05", 5.0, 5.0);
    rows += &incident(1001, "Burglary", "2024-05-06", 5.0, 5.0);
    let asked = ["--bandwidth", "cv"];
    let remedy = ["choose another rule (scott, nrd, cvl), or give metres"];
    Town::two_squares(&rows)
        .try_map("out", &asked)
        .refused(&["several events at one place"])
        .refused(&remedy);
    let town = town();
    let study = std::fs::read_to_string(town.path().join("study.toml")).unwrap();
    town.write(
        "study.toml",
        &study.replace("[incidents]\n", "[incidents]\nsnapped = true\n"),
    );
    let said = town.try_map("out", &asked);
    said.refused(&["points moved by the publisher"])
        .refused(&remedy);
    let scott = town.map("scott", &["--bandwidth", "scott", "--write", "density"]);
    assert_eq!(scott.manifest()["parameters"]["bandwidth"]["how"], "scott");
}

#[test]
fn a_study_cannot_give_and_choose_a_bandwidth_but_a_flag_settles_it() {
    let town = town();
    let tail = format!("{THEMES}\n[density]\nbandwidth_m = 300.0\nbandwidth_by = \"scott\"\n");
    town.study_of("", &["incidents.csv"], &tail);
    town.try_map("out", &[])
        .refused(&["bandwidth_m", "bandwidth_by", "drop one"]);
    let flagged = town.map(
        "flagged",
        &["--bandwidth", "nrd", "--write", "density", "--cell", "250"],
    );
    assert_eq!(flagged.manifest()["parameters"]["bandwidth"]["how"], "nrd");
    let tail = format!("{THEMES}\n[density]\ncases = \"burglary\"\n");
    town.study_of("", &["incidents.csv"], &tail);
    town.try_map("out", &[])
        .refused(&["cases and controls", "both"]);
    let tail = format!("{THEMES}\n[cells]\ncluster_share = 0.6\n");
    town.study_of("", &["incidents.csv"], &tail);
    town.try_map("out", &[])
        .refused(&["cluster_share = 0.6", "at most 0.5"]);
}

#[test]
fn themes_whose_columns_of_concentration_would_share_a_name_are_refused() {
    let town = town();
    let themes = |key: &str, other: &str| {
        format!(
            "[[theme]]\nkey = {key:?}\nkind = \"crime\"\ntypes = [\"Burglary\"]\n[[theme]]\nkey = {other:?}\nkind = \"crime\"\ntypes = [\"Nuisance\"]\n"
        )
    };
    for (key, other) in [
        ("a", "a_top_cells"),
        ("a_top_places", "a"),
        ("a", "all_crime_top_cells"),
    ] {
        town.study_of("", &["incidents.csv"], &themes(key, other));
        town.try_map("out", &["--themes", "all"])
            .refused(&["share names of columns"]);
    }
    town.study_of("", &["incidents.csv"], &themes("a", "a_top"));
    town.map("out", &["--themes", "all", "--write", "areas"]);
}
