//! Targets of areas and groups, shares, surveys, and the table.

use serde_json::json;

use super::{part, rows, town, tracked, whole};

#[test]
fn areas_and_groups_have_targets_of_their_own_or_are_asked_for_the_study_areas_change() {
    let sections = r#"
[track]
baseline = "2023-24"
[[track.group]]
name = "West End"
areas = ["Ward W"]
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
per = "households"
figure = [{ year = "2023-24", value = 100 }, { year = "2023-24", area = "Ward W", value = 50 }]
target = [{ year = "2024-25", rate = 45 }, { year = "2024-25", area = "West End", value = 7 }]
"#;
    let targets = tracked(&town(&rows(&[("2024-04", 30, 2)]), sections), &[]);
    let study = whole(&targets, "burglary");
    // 45 per 1,000 of 1,800 households.
    assert_eq!(
        study["target"],
        json!({"year": "2024-25", "value": 81.0, "by": "declared"})
    );
    let ward = &part(&targets, "burglary", "Ward W")["target"];
    assert_eq!(
        ward["by"],
        "the study area's change, asked of its own baseline"
    );
    assert!((ward["value"].as_f64().unwrap() - 40.5).abs() < 1e-9);
    assert_eq!(
        part(&targets, "burglary", "West End")["target"]["value"],
        7.0
    );
    assert_eq!(
        part(&targets, "burglary", "West End")["status"],
        "off track"
    );
    assert_eq!(
        part(&targets, "burglary", "Ward X")["target"]["undefined"],
        "baseline neither counted nor given"
    );
    assert_eq!(study["projected_rate_per_1000"], 200.0);
}

#[test]
fn a_denominator_of_a_year_stands_in_the_place_of_the_areas_own() {
    let sections = r#"
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
per = "households"
denominators = { "2024-25" = 2000 }
target = [{ year = "2024-25", rate = 10 }]
"#;
    let targets = tracked(&town(&rows(&[("2024-04", 30, 2)]), sections), &[]);
    assert_eq!(whole(&targets, "burglary")["target"]["value"], 20.0);
    assert_eq!(whole(&targets, "burglary")["denominator"], 2000.0);
}

#[test]
fn a_survey_is_judged_by_how_many_were_asked() {
    let survey = |value: f64, of: &str| {
        format!(
            "[track]\nbaseline = \"2023-24\"\n[[indicator]]\nkey = \"heard\"\ntitle = \"Heard\"\nrecord = \"survey\"\nintended = \"up\"\n\
             figure = [{{ year = \"2023-24\", value = 8, of = 1482 }}, {{ year = \"2024-25\", value = {value}{of} }}]\n\
             target = [{{ year = \"2024-25\", value = 15 }}]\n"
        )
    };
    let found = |sections: &str| {
        let targets = tracked(&town(&rows(&[("2024-04", 30, 2)]), sections), &[]);
        whole(&targets, "heard").clone()
    };
    let clear = found(&survey(19.0, ", of = 1000"));
    assert_eq!(clear["status"], "on track");
    assert_eq!(clear["so_far"], 0.19);
    assert!((clear["change"]["estimate"].as_f64().unwrap() - 0.11).abs() < 1e-12);
    assert_eq!(
        found(&survey(16.0, ", of = 100"))["status"],
        "too close to tell"
    );
    let unknown = found(&survey(19.0, ""));
    assert_eq!(
        (&unknown["status"], &unknown["why"]),
        (
            &json!("cannot say"),
            &json!("not said of how many it is a share")
        )
    );
}

#[test]
fn up_is_met_by_more_and_watched_has_no_target_on_purpose() {
    let sections = |intended: &str| {
        format!(
            "[[indicator]]\nkey = \"calls\"\ntitle = \"Calls\"\ntheme = \"nuisance\"\nrecord = \"incident\"\nintended = \"{intended}\"\n\
             target = [{{ year = \"2024-25\", value = 100 }}]\n"
        )
    };
    let status = |intended: &str| {
        let targets = tracked(
            &town(&rows(&[("2024-04", 3, 60)]), &sections(intended)),
            &[],
        );
        let found = whole(&targets, "calls");
        (found["status"].clone(), found["why"].clone())
    };
    assert_eq!(status("up"), (json!("on track"), json!(null)));
    assert_eq!(status("down"), (json!("off track"), json!(null)));
    assert_eq!(
        status("watched"),
        (json!("no target"), json!("no target on purpose"))
    );
}

#[test]
fn the_table_has_a_row_for_each_indicator_and_part_and_says_what_the_record_says() {
    let sections = "[[indicator]]\nkey = \"calls\"\ntitle = \"=Calls\"\ntheme = \"nuisance\"\nrecord = \"incident\"\nintended = \"up\"\n\
         target = [{ year = \"2024-25\", value = 100 }]\n";
    let town = town(&rows(&[("2024-04", 3, 60)]), sections);
    let targets = tracked(&town, &[]);
    let mut table = csv::Reader::from_path(town.path().join("out/analyst/targets.csv")).unwrap();
    let header = table.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 3);
    let cell = |row: usize, name: &str| {
        let at = header.iter().position(|column| column == name).unwrap();
        rows[row].get(at).unwrap().to_owned()
    };
    // A spreadsheet must not run a title.
    assert_eq!(cell(0, "title"), "'=Calls");
    assert_eq!(cell(0, "part"), "study_area");
    assert_eq!(cell(1, "area_name"), "Ward W");
    let said = whole(&targets, "calls")["projection"]["upper"]
        .as_f64()
        .unwrap();
    assert_eq!(cell(0, "projection_upper").parse::<f64>().unwrap(), said);
    assert_eq!(cell(0, "status"), "on track");
}

#[test]
fn rows_without_a_location_count_where_the_data_are_the_study_areas_own_and_not_where_they_are_a_forces()
 {
    let sections = "[[indicator]]\nkey = \"burglary\"\ntitle = \"Burglary\"\ntheme = \"burglary\"\nrecord = \"crime\"\nintended = \"down\"\n";
    let nowhere =
        "N1,Burglary,2024-04-03 12:00,,,nowhere\nN2,Burglary,2024-04-04 12:00,,,nowhere\n";
    let own = rows(&[("2024-04", 30, 2)]) + nowhere;
    let targets = tracked(&town(&own, sections), &[]);
    assert_eq!(whole(&targets, "burglary")["so_far"], 32.0);
    assert_eq!(targets["settings"]["unlocated_counted"], true);
    let mut force = own;
    for number in 0..40 {
        force += &crate::town::incident(
            900 + number,
            "Burglary",
            "2024-04-05 12:00",
            9_000.0,
            9_000.0,
        );
    }
    let targets = tracked(&town(&force, sections), &[]);
    assert_eq!(whole(&targets, "burglary")["so_far"], 30.0);
    let cautions = targets["cautions"].to_string();
    assert!(
        cautions.contains("counts what is located in it alone"),
        "{cautions}"
    );
}
