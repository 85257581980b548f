//! Several groups served from one run: each is given its own, and none learns of the others', alone or together.

use std::collections::BTreeMap;
use std::path::Path;

use super::runs::rows;
use crate::binary::{files, json, names, run};
use crate::shared_data::map_half_year;
use crate::town::{THEMES, Town, year};

const TWO: &str = r#"
[release]
to = ["public", "group"]
[[release.group]]
areas = ["W"]
themes = ["burglary"]
recipient = "West End, Müller & Co"
purpose = "this"
delete_by = "2025-12-31"
[[release.group]]
areas = ["X"]
themes = ["burglary"]
recipient = "East End"
purpose = "that"
delete_by = "2025-12-31"
"#;

fn town(groups: &str) -> Town {
    let town = Town::two_squares(&year());
    town.study_of("", &["incidents.csv"], &format!("{groups}{THEMES}"));
    town
}

#[test]
fn several_groups_have_a_folder_each_named_by_their_recipient() {
    let town = town(TWO);
    town.try_map("out", &["--quiet"]).done();
    let group = town.path().join("out/group");
    assert_eq!(names(&group), ["east-end", "west-end-m-ller-co"]);
    for (folder, own, purpose) in [
        ("east-end", "X", "that"),
        ("west-end-m-ller-co", "W", "this"),
    ] {
        let layer = json(&group.join(folder).join("incidents.geojson"));
        for feature in layer["features"].as_array().unwrap() {
            assert_eq!(feature["properties"]["area_code"], own);
            assert_eq!(feature["properties"]["purpose"], purpose);
        }
    }
}

#[test]
fn the_public_is_told_the_same_whichever_group_is_served() {
    let town = town(TWO);
    town.try_map("all", &["--quiet"]).done();
    town.try_map("alone", &["--quiet", "--release", "public"])
        .done();
    let of = |out: &str| files(&town.path().join(out).join("public"));
    assert_eq!(of("all"), of("alone"));
}

#[test]
fn two_groups_of_one_recipient_are_refused() {
    town(&TWO.replace("East End", "west end! m-ller co"))
        .try_map("out", &[])
        .refused(&["west end! m-ller co", "twice"]);
}

#[test]
fn flags_without_a_recipient_do_not_say_which_of_two_groups_they_mean() {
    let town = town(TWO);
    town.try_map("out", &["--purpose", "another"])
        .refused(&["2 groups", "--recipient"]);
    town.try_map(
        "out",
        &["--quiet", "--recipient", "East End", "--purpose", "another"],
    )
    .done();
    let manifest = json(&town.path().join("out/group/east-end/manifest.json"));
    assert_eq!(manifest["binding"]["purpose"], "another");
}

/// Counts by month and theme: of everybody, and of each ward.
type Months = BTreeMap<(String, String), BTreeMap<String, u64>>;

fn months(analyst: &Path) -> Months {
    let layer = json(&analyst.join("incidents.geojson"));
    let mut found = Months::new();
    for feature in layer["features"].as_array().unwrap() {
        let of = &feature["properties"];
        let month = of["happened_from"].as_str().unwrap()[..7].to_owned();
        let Some(ward) = of["area_name"].as_str() else {
            continue;
        };
        for theme in of["themes"].as_str().unwrap().split_whitespace() {
            let key = (month.clone(), theme.to_owned());
            let wards = found.entry(key).or_default();
            *wards.entry(ward.to_owned()).or_default() += 1;
        }
    }
    found
}

#[test]
fn two_wards_served_from_one_run_learn_nothing_of_the_others_alone_or_together() {
    let folder = tempfile::tempdir().unwrap();
    let group = |ward: &str| {
        format!(
            "[[release.group]]\nareas = [\"{ward}\"]\nthemes = [\"all\"]\nrecipient = \"{ward}\"\npurpose = \"cars\"\ndelete_by = \"2026-12-31\"\n"
        )
    };
    let study = group("Castle") + &group("Trinity");
    std::fs::write(folder.path().join("study.toml"), study).unwrap();
    let more = [
        "study.toml",
        "--themes",
        "all",
        "--release",
        "analyst,group,public",
    ];
    let Some(()) = map_half_year(folder.path(), &more) else {
        return;
    };
    let out = folder.path().join("out");
    run(
        folder.path(),
        &["audit", "out/public", "--truth", "out/analyst"],
    )
    .done();
    let truth = months(&out.join("analyst"));
    let mut shown = 0;
    for row in rows(&out.join("public/times.csv")) {
        for ((_, theme), wards) in truth.iter().filter(|((month, _), _)| *month == row["time"]) {
            let Ok(all) = row[&format!("{theme}_count")].parse::<u64>() else {
                continue;
            };
            assert_eq!(all, wards.values().sum::<u64>());
            for known in [&["Castle"][..], &["Trinity"], &["Castle", "Trinity"]] {
                let own = known.iter().filter_map(|ward| wards.get(*ward));
                let rest = all - own.sum::<u64>();
                shown += 1;
                assert!(
                    rest == 0 || rest >= 5,
                    "{} {theme}: {known:?} leaves {rest}",
                    row["time"]
                );
            }
        }
    }
    assert!(shown > 100, "{shown}");
}
