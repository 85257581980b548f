//! Priorities, harm, perception and adjusted ratios on a town of four squares, by the counts that are planted in it.

use serde_json::Value as Json;

use crate::binary::json;
use crate::town::{HEADER, Town, area, incident, rectangle};

const THEMES: &str = r#"
[[theme]]
key = "burglary"
title = "Burglary"
kind = "crime"
exposure = "residents"
priority = true
types = ["Burglary"]

[[theme]]
key = "robbery"
title = "Robbery"
kind = "crime"
exposure = "residents"
types = ["Robbery"]
"#;

const INDICATOR: &str = r#"
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
"#;

/// Burglaries of the four squares, all alike in residents.
const BURGLARIES: [usize; 4] = [40, 80, 160, 320];

/// Four squares in a row; the last holds three robberies besides.
pub fn town(track: &str, files: &[(&str, &str)]) -> Town {
    let exposures = [("residents", 2000)];
    let areas: Vec<Json> = (0..4)
        .map(|number| {
            let west = 1000.0 * f64::from(number);
            area(
                &format!("A{number}"),
                &rectangle(west, 0.0, 1000.0, 1000.0),
                &exposures,
            )
        })
        .collect();
    let mut rows = HEADER.to_owned();
    let mut id = 0;
    let mut add = |square: usize, kind: &str, number: usize| {
        id += 1;
        let when = format!("2024-{:02}-{:02} 12:30", number % 12 + 1, number % 28 + 1);
        let east = 1000.0 * square as f64 + 5.0 + (number * 37 % 990) as f64;
        rows += &incident(id, kind, &when, east, 5.0 + (number * 53 % 990) as f64);
    };
    for (square, count) in BURGLARIES.iter().enumerate() {
        (0..*count).for_each(|number| add(square, "Burglary", number));
    }
    (0..3).for_each(|number| add(3, "Robbery", number));
    let town = Town::of(&areas, &rows);
    for (name, text) in files {
        town.write(name, text);
    }
    let ask = "[ask]\ntrack = true\n\n[track]\nyear_starts = 1";
    let tail = format!("\n{ask}\n{track}\n{INDICATOR}{THEMES}");
    town.study_of("", &["incidents.csv"], &tail);
    town
}

fn targets(track: &str, files: &[(&str, &str)]) -> Json {
    json(
        &town(track, files)
            .map("out", &["--write", "areas"])
            .analyst
            .join("targets.json"),
    )
}

fn said(found: &Json) -> String {
    let list = found["briefing_beside"].as_array().unwrap();
    list.iter()
        .map(|one| one.as_str().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

fn number(value: &Json) -> f64 {
    value
        .as_f64()
        .unwrap_or_else(|| panic!("{value} is no number"))
}

#[test]
fn a_priority_rests_on_counts_on_people_or_on_both() {
    let rows = "theme,raised_by,rank,stance,source\n\
        Burglary,residents,1,,survey\n\
        bullying,young people,,,survey\n\
        Bullying,school,,against,letter\n\
        robbery,audit,,,report\n";
    let found = targets("priorities = \"p.csv\"", &[("p.csv", rows)]);
    let themes = found["priorities"]["themes"].as_array().unwrap();
    let of = |title: &str| themes.iter().find(|theme| theme["title"] == title).unwrap();
    assert_eq!(of("Burglary")["rests_on"], "both");
    assert_eq!(of("Burglary")["counts"]["count"], 600);
    assert_eq!(of("Bullying")["rests_on"], "concern only");
    assert_eq!(of("Bullying")["disputed"], true);
    // Three of 603 crimes are no volume, so that what was chosen has nothing to rest on.
    assert_eq!(of("Robbery")["rests_on"], "neither");
    assert_eq!(of("Robbery")["chosen"], true);
    let said = said(&found);
    assert!(
        said.contains("Robbery was chosen, and nothing on record raises it."),
        "{said}"
    );
    assert!(said.contains("Bullying is disputed: school said"), "{said}");
}

#[test]
fn the_order_of_the_rows_of_a_matrix_does_not_matter() {
    let head = "theme,raised_by,source\n";
    let rows = [
        "Burglary,residents,survey\n",
        "bullying,young people,survey\n",
        "Bullying,shops,letter\n",
    ];
    let one = targets(
        "priorities = \"p.csv\"",
        &[("p.csv", &(head.to_owned() + &rows.concat()))],
    );
    let back: String = rows.iter().rev().copied().collect();
    let other = targets(
        "priorities = \"p.csv\"",
        &[("p.csv", &(head.to_owned() + &back))],
    );
    assert_eq!(one["priorities"], other["priorities"]);
}

#[test]
fn harm_tells_its_version_what_it_rests_on_and_its_worst_offence() {
    let rows = "# version: 2024\noffence_type,weight\nBurglary,1\nRobbery,400\nArson,33\n";
    let found = targets("harm = \"h.csv\"", &[("h.csv", rows)]);
    let harm = &found["harm"];
    assert_eq!(harm["version"], "2024");
    assert_eq!(harm["types_of_no_theme"][0], "Arson");
    let all = &harm["things"][0]["study_area"];
    assert_eq!(number(&all["harm"]), 1800.0);
    // (600 + 1200)² / (600 + 3 · 400²): three robberies outweigh 600 burglaries.
    assert!((number(&all["effective_events"]) - 1800.0 * 1800.0 / 480_600.0).abs() < 1e-6);
    assert_eq!(all["worst_type"], "Robbery");
    assert!((number(&all["worst_share"]) - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(all["rests_on_few"], true);
    assert!(said(&found).contains("a single offence may move it"));
    let burglary = &harm["things"][1];
    assert_eq!(burglary["key"], "burglary");
    assert_eq!(number(&burglary["areas"][3]["harm"]), 320.0);
}

#[test]
fn harm_of_coarse_categories_is_refused_with_the_reason() {
    let rows = "# version: 2024\noffence_type,weight\nViolence and sexual offences,100\n";
    let town = town("harm = \"h.csv\"", &[("h.csv", rows)]);
    let study = std::fs::read_to_string(town.path().join("study.toml")).unwrap();
    town.write(
        "study.toml",
        &study.replace(
            "types = [\"Robbery\"]",
            "types = [\"Robbery\", \"Violence and sexual offences\"]",
        ),
    );
    let found = json(
        &town
            .map("out", &["--write", "areas"])
            .analyst
            .join("targets.json"),
    );
    let refused = found["harm"]["refused"].as_str().unwrap();
    assert!(refused.contains("common assault and homicide"), "{refused}");
    assert!(found["harm"]["things"].is_null());
}

#[test]
fn fear_and_record_part_only_where_both_leave_the_study_area_out() {
    let rows = "question,year,code,respondents,percent,theme,worse,source\n\
        feel safe,2024,,1600,50,burglary,low,survey\n\
        feel safe,2024,A0,400,30,burglary,low,survey\n\
        feel safe,2024,A1,400,50,burglary,low,survey\n\
        feel safe,2024,A2,400,30,burglary,low,survey\n\
        feel safe,2024,A3,400,80,burglary,low,survey\n";
    let found = targets("survey = \"s.csv\"", &[("s.csv", rows)]);
    let asked = &found["perception"]["questions"][0];
    let parts: Vec<&Json> = asked["areas"]
        .as_array()
        .unwrap()
        .iter()
        .map(|area| &area["parts"])
        .collect();
    // 40 of an expected 150 is low and 30 % feel safe: afraid where little is recorded; the reverse in the last.
    assert_eq!(parts[0], "fear high, record low");
    assert!(parts[1].is_null() && parts[2].is_null());
    assert_eq!(parts[3], "fear low, record high");
    assert_eq!(number(&asked["areas"][1]["share"]), 0.5);
    assert_eq!(asked["few_areas"], true);
    assert!(number(&asked["rank_correlation"]["rho"]) < 0.0);
    assert!(said(&found).contains("fewer than 10 areas tell little"));
}

#[test]
fn a_survey_that_does_not_say_which_answer_is_worse_is_not_compared() {
    let rows = "question,year,code,respondents,yes,theme\nsafe,2024,A0,400,200,burglary\n";
    let found = targets("survey = \"s.csv\"", &[("s.csv", rows)]);
    let asked = &found["perception"]["questions"][0];
    assert!(
        asked["not_beside_record"]
            .as_str()
            .unwrap()
            .contains("which answer is the worse one")
    );
    assert_eq!(asked["put_together_from_areas"], true);
    assert!(asked["areas"][0]["parts"].is_null());
}

#[test]
fn a_score_that_doubles_the_rate_takes_the_excess_out_of_the_adjusted_ratio() {
    let rows = "code,name,score\nA0,One,0\nA1,Two,1\nA2,Three,2\nA3,Four,3\nZ9,Elsewhere,9\n";
    let found = targets("covariates = \"c.csv\"", &[("c.csv", rows)]);
    let burglary = &found["adjusted"][0];
    let effect = &burglary["fit"]["effects"][0];
    assert_eq!(effect["covariate"], "score");
    assert!((number(&effect["rate_ratio_per_unit"]) - 2.0).abs() < 1e-8);
    let last = &burglary["areas"][3];
    assert!((number(&last["smr"]) - 320.0 / 150.0).abs() < 1e-9);
    assert!((number(&last["adjusted_smr"]) - 1.0).abs() < 1e-8);
    assert_eq!(burglary["fit"]["few_areas"], true);
}

#[test]
fn a_score_that_is_the_same_everywhere_is_named_and_fits_nothing() {
    let rows = "code,flat\nA0,5\nA1,5\nA2,5\nA3,5\n";
    let found = targets("covariates = \"c.csv\"", &[("c.csv", rows)]);
    let why = found["adjusted"][0]["not_fitted"].as_str().unwrap();
    assert!(why.starts_with("flat is the same in every area"), "{why}");
    assert!(found["adjusted"][0]["fit"].is_null());
    assert!(said(&found).contains("Burglary is not adjusted: flat"));
}
