//! What a reader would hold against an answer: periods that say another time, rates by what was not observed, "higher" beside an interval
//! that does not say so.

use serde_json::Value as Json;

use crate::binary::{json, run, sample};
use crate::town::{HEADER, Town, area, incident, rectangle, year};

fn located(town: &Town, args: &[&str]) -> Json {
    let all = ["locate", "study.toml", "--out", "out", "--overwrite"];
    run(
        town.path(),
        &[&all[..], &["--quiet", "--write", "areas"], args].concat(),
    )
    .done();
    json(&town.path().join("out/analyst/locate.json"))
}

fn in_sample(args: &[&str], file: &str) -> Json {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let all = [args[0], study.to_str().unwrap(), "--out", "out", "--quiet"];
    run(folder.path(), &[&all[..], &args[1..]].concat()).done();
    json(&folder.path().join("out/analyst").join(file))
}

fn briefing(answer: &Json) -> String {
    let sentences = answer["briefing"].as_array().unwrap().iter();
    sentences
        .filter_map(Json::as_str)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn an_end_that_is_left_open_or_lies_beyond_the_data_has_the_length_of_the_data() {
    let town = Town::two_squares(&year());
    for period in [
        &["--from", "2024-07"][..],
        &["--period", "2024-07..2031-12"],
    ] {
        let answer = located(&town, &[&["--within", "W"], period].concat());
        for thing in answer["counted"].as_array().unwrap() {
            let change = &thing["against_before"];
            assert_eq!(change["from"]["exposure"], 182.0, "{period:?}");
            assert_eq!(change["to"]["exposure"], 184.0, "{period:?}");
            assert_ne!(change["verdict"], "down", "{thing}");
        }
        assert_eq!(answer["period"]["until"], "2025-01-01");
    }
}

#[test]
fn a_period_of_days_is_told_in_days() {
    let town = Town::two_squares(&year());
    let answer = located(&town, &["--period", "2024-03-10..2024-04-08"]);
    assert_eq!(answer["when"], "10 Mar 2024 to 8 Apr 2024");
    assert_eq!(answer["before"]["words"], "9 Feb 2024 to 9 Mar 2024");
    let said = briefing(&answer);
    assert!(said.contains("10 Mar 2024 to 8 Apr 2024:"), "{said}");
    assert!(said.contains("Against 9 Feb 2024 to 9 Mar 2024"), "{said}");
    let day = located(&town, &["--period", "2024-03-11"]);
    assert_eq!(day["when"], "11 Mar 2024");
    let months = located(&town, &["--period", "2024-03..2024-04"]);
    assert_eq!(months["when"], "Mar 2024 to Apr 2024");
}

#[test]
fn a_period_that_cuts_months_is_refused_where_rows_know_no_day() {
    let mut rows = HEADER.to_owned();
    for number in 0..120 {
        let when = format!("2024-{:02}", number % 12 + 1);
        rows += &incident(number, "Burglary", &when, 15.0 * number as f64, 500.0);
    }
    let town = Town::two_squares(&rows);
    let all = ["locate", "study.toml", "--out", "out", "--period"];
    let cut = run(
        town.path(),
        &[&all[..], &["2024-01-15..2024-02-14"]].concat(),
    );
    cut.refused(&["known by month alone", "2024-01..2024-02"]);
    run(town.path(), &[&all[..], &["2024-01..2024-02"]].concat()).done();
}

#[test]
fn every_area_by_name_is_the_whole_study_area_and_is_set_against_no_rest() {
    let town = Town::two_squares(&year());
    let answer = located(&town, &["--within", "W,X"]);
    assert_eq!(answer["part"]["everywhere"], true);
    let said = briefing(&answer);
    assert!(said.starts_with("The whole study area"), "{said}");
    assert!(!said.contains("than in the rest"), "{said}");
}

#[test]
fn rates_of_areas_that_overlap_are_of_their_ground_which_counts_once() {
    let people = [("residents", 2000), ("households", 900)];
    let areas = [
        area("W", &rectangle(0.0, 0.0, 1200.0, 1000.0), &people),
        area("X", &rectangle(1000.0, 0.0, 1000.0, 1000.0), &people),
    ];
    let town = Town::of(&areas, &year());
    let answer = located(&town, &["--within", "W"]);
    for thing in answer["counted"].as_array().unwrap() {
        let base = &thing["rate_per"];
        assert_eq!(base["name"], "square kilometres", "{thing}");
        assert_eq!(base["inside"], 1.2);
        assert_eq!(base["elsewhere"], 0.8);
    }
    let args = ["--release", "public", "--within", "W", "--write", "report"];
    let all = ["locate", "study.toml", "--out", "open", "--quiet"];
    run(town.path(), &[&all[..], &args].concat()).done();
}

#[test]
fn higher_and_lower_are_said_where_the_interval_says_so_too() {
    let period = "2001-10-15..2001-11-14";
    let mut untold = 0;
    for ward in ["Glascote", "Castle", "Stonydelph", "Trinity"] {
        let args = [
            "locate", "--within", ward, "--period", period, "--write", "areas",
        ];
        let answer = in_sample(&args, "locate.json");
        for thing in answer["counted"].as_array().unwrap() {
            for comparison in ["against_rest", "against_before"] {
                let found = &thing[comparison];
                let above = found["ratio_lower"]
                    .as_f64()
                    .is_some_and(|limit| limit > 1.0);
                let below = found["ratio_upper"]
                    .as_f64()
                    .is_some_and(|limit| limit < 1.0);
                match found["verdict"].as_str().unwrap() {
                    "up" => assert!(above, "{ward} {thing}"),
                    "down" => assert!(below, "{ward} {thing}"),
                    _ => {
                        untold += usize::from(found["q"].as_f64().is_some_and(|q| q <= 0.05));
                    }
                }
            }
        }
    }
    assert!(untold > 0, "the test meets no case of the kind");
}

#[test]
fn a_theme_that_is_located_too_seldom_is_counted_and_not_compared() {
    let mut rows = year();
    for number in 1000..1200 {
        rows += &format!("I{number},Burglary,2024-05-03 10:00,,,Somewhere\n");
    }
    let town = Town::two_squares(&rows);
    let answer = located(&town, &["--within", "W"]);
    let said = briefing(&answer);
    assert!(said.contains("Not compared, for fewer than 85 % of the rows have a location:"));
    let things = answer["counted"].as_array().unwrap().iter();
    let compared: Vec<(&str, bool)> = things
        .map(|thing| {
            let key = thing["key"].as_str().unwrap();
            (key, thing["is_located"].as_bool().unwrap())
        })
        .collect();
    assert!(compared.contains(&("burglary", false)), "{compared:?}");
    assert!(compared.contains(&("nuisance", true)), "{compared:?}");
}

#[test]
fn a_corner_of_a_neighbours_micro_hotspot_is_not_the_parts() {
    let args = ["locate", "--within", "Glascote", "--to", "2001-06"];
    let answer = in_sample(&args, "locate.json");
    let things = answer["counted"].as_array().unwrap().iter();
    let spots: Vec<&str> = things
        .flat_map(|thing| thing["micro_hotspots"].as_array().unwrap())
        .filter_map(Json::as_str)
        .collect();
    assert!(!spots.is_empty());
    assert!(
        spots.iter().all(|spot| spot.starts_with("Glascote")),
        "{spots:?}"
    );
}

#[test]
fn near_repeats_that_chance_explains_are_said_so_beside_the_same_place_which_it_does_not() {
    let args = [
        "repeats",
        "--theme",
        "domestic_violence",
        "--write",
        "areas",
    ];
    let answer = in_sample(&args, "repeats.json");
    let first = &answer["themes"][0]["near"]["bands"][0][0];
    assert!(first["q"].as_f64().unwrap() < 0.05);
    let said = briefing(&answer);
    assert!(
        said.contains("Near repeats, the same place apart, are not told from chance"),
        "{said}"
    );
}

#[test]
fn where_nothing_struck_twice_no_share_of_nothing_is_told() {
    let town = Town::two_squares(&year());
    let said = run(
        town.path(),
        &[
            "repeats",
            "study.toml",
            "--theme",
            "burglary",
            "--out",
            "out",
        ],
    )
    .done();
    assert!(
        said.out.contains("none of which saw more than one"),
        "{}",
        said.out
    );
}

#[test]
fn residents_stand_in_for_households_and_an_area_without_residents_adds_none() {
    let people = [("residents", 2000)];
    let squares = |shops: &[(&str, u64)]| {
        Town::of(
            &[
                area("W", &rectangle(0.0, 0.0, 1000.0, 1000.0), &people),
                area("X", &rectangle(1000.0, 0.0, 500.0, 1000.0), &people),
                area("Y", &rectangle(1500.0, 0.0, 500.0, 1000.0), shops),
            ],
            &year(),
        )
    };
    let bases = |town: &Town, ward: &str| -> Vec<(String, f64)> {
        let answer = located(town, &["--within", ward]);
        let things = answer["counted"].as_array().unwrap().iter();
        let bases = things.map(|thing| {
            let base = &thing["rate_per"];
            let name = base["name"].as_str().unwrap().to_owned();
            (name, base["elsewhere"].as_f64().unwrap())
        });
        bases.collect()
    };
    let town = squares(&[("residents", 0)]);
    let found = bases(&town, "W");
    assert!(
        found
            .iter()
            .all(|(name, size)| name == "residents" && *size == 2000.0),
        "{found:?}"
    );
    // Of shops alone there is nobody to divide by.
    let found = bases(&town, "Y");
    assert!(
        found.iter().all(|(name, _)| name == "square kilometres"),
        "{found:?}"
    );
}

#[test]
fn a_circle_wider_than_the_study_area_is_set_against_no_rest() {
    let town = Town::two_squares(&year());
    let answer = located(&town, &["--near", "421000,303500", "--metres", "9000"]);
    let said = briefing(&answer);
    assert!(!said.contains("the rest of the study area"), "{said}");
}
