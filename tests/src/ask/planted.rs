//! What the sample borough was planted with, found again by the commands.

use serde_json::Value as Json;

use crate::binary::{json, run, sample};

fn answer(args: &[&str], file: &str) -> Json {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let study = study.to_str().unwrap();
    let all = [
        &[
            args[0], study, "--out", "out", "--quiet", "--write", "areas",
        ],
        &args[1..],
    ]
    .concat();
    run(folder.path(), &all).done();
    json(&folder.path().join("out/analyst").join(file))
}

fn truth() -> Json {
    json(&sample().join("truth.json"))
}

fn planted(key: &str) -> f64 {
    let share = &truth()["shares"][key];
    share[0].as_f64().unwrap() / share[1].as_f64().unwrap()
}

#[test]
fn the_afternoon_burglaries_come_out_with_an_interval_that_holds_the_planted_share() {
    let found = answer(
        &["locate", "--theme", "burglary", "--hours", "12-17"],
        "locate.json",
    );
    let hours = found["hours_asked"].as_array().unwrap();
    let burglary = hours
        .iter()
        .find(|thing| thing["key"] == "burglary")
        .unwrap();
    let number = |key: &str| burglary[key].as_f64().unwrap();
    let planted = planted("burglaries_between_12_and_17");
    assert!((planted - 0.379).abs() < 0.001);
    assert!(
        number("lower") < planted && planted < number("upper"),
        "{burglary}"
    );
    // Spans leave open which hour it was, and the bounds say how much.
    assert!(
        number("least") <= planted && planted <= number("most"),
        "{burglary}"
    );
    assert!(number("upper") - number("lower") < 0.1);
}

#[test]
fn insecure_doors_and_flats_come_out_of_the_profile_and_flats_against_those_that_stand() {
    let folder = tempfile::tempdir().unwrap();
    let truth = truth();
    let flats = truth["shares"]["households_in_flats_and_maisonettes"][0]
        .as_f64()
        .unwrap();
    let all = truth["shares"]["households_in_flats_and_maisonettes"][1]
        .as_f64()
        .unwrap();
    let file = folder.path().join("stock.csv");
    let profile = answer(
        &[
            "profile",
            "--theme",
            "burglary",
            "--columns",
            "entry,property_type",
        ],
        "profile.json",
    );
    let of = |key: &str, attribute: &str| -> Vec<Json> {
        let profiles = profile["profiles"].as_array().unwrap().iter();
        let found = profiles
            .clone()
            .find(|one| one["key"] == key && one["attribute"] == attribute);
        found.unwrap()["rows"].as_array().unwrap().clone()
    };
    let share = |rows: &[Json], word: &str| -> f64 {
        let named = rows
            .iter()
            .filter(|row| row["value"].as_str().unwrap().contains(word));
        named.map(|row| row["count"].as_f64().unwrap()).sum::<f64>()
            / rows
                .iter()
                .filter(|row| row["recorded"] == true)
                .map(|row| row["count"].as_f64().unwrap())
                .sum::<f64>()
    };
    let insecure = share(&of("burglary", "entry"), "insecure");
    assert!(
        (insecure - planted("burglaries_by_insecure_door_or_window")).abs() < 0.03,
        "{insecure}"
    );
    let kinds = of("burglary", "property_type");
    let struck = share(&kinds, "flat") + share(&kinds, "maisonette");
    assert!(
        (struck - planted("burglaries_of_flats_and_maisonettes")).abs() < 0.03,
        "{struck} {kinds:?}"
    );
    // Each kind of home that burglaries name, with flats as many as stand and the rest shared among the others.
    let names: Vec<String> = kinds
        .iter()
        .filter(|row| row["recorded"] == true)
        .map(|row| row["value"].as_str().unwrap().to_owned())
        .collect();
    let is_flat = |name: &String| name.contains("flat") || name.contains("maisonette");
    let number = |name: &String| {
        let like = names
            .iter()
            .filter(|other| is_flat(other) == is_flat(name))
            .count() as f64;
        if is_flat(name) {
            flats / like
        } else {
            (all - flats) / like
        }
    };
    let rows: String = names
        .iter()
        .map(|name| format!("property_type,{name},{}\n", number(name)))
        .collect();
    std::fs::write(&file, format!("attribute,value,number\n{rows}")).unwrap();
    let stock = answer(
        &[
            "profile",
            "--theme",
            "burglary",
            "--columns",
            "property_type",
            "--stock",
            file.to_str().unwrap(),
        ],
        "profile.json",
    );
    let profiles = stock["profiles"].as_array().unwrap();
    let burglary = profiles
        .iter()
        .find(|one| one["key"] == "burglary")
        .unwrap();
    let highest = &burglary["stock"][0];
    assert!(
        is_flat(&highest["value"].as_str().unwrap().to_owned()),
        "{highest}"
    );
    assert!(highest["ratio_lower"].as_f64().unwrap() > 1.0, "{highest}");
}

#[test]
fn the_planted_hot_places_hold_the_places_that_are_named_first() {
    let truth = truth();
    let places: Vec<(f64, f64)> = truth["hot_places"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|hot| hot["places"].as_array().unwrap())
        .map(|at| (at[0].as_f64().unwrap(), at[1].as_f64().unwrap()))
        .collect();
    let mut planted = 0;
    let mut named = 0;
    for ward in ["Amington", "Castle", "Glasgote", "Stoneydelph"] {
        let found = answer(&["locate", "--within", ward], "locate.json");
        for place in found["counted"][0]["places"].as_array().unwrap() {
            let at = (
                place["easting"].as_f64().unwrap(),
                place["northing"].as_f64().unwrap(),
            );
            named += 1;
            planted += usize::from(places.contains(&at));
        }
    }
    println!("{planted} of {named} named places are planted ones");
    assert!(planted * 10 >= named * 8, "{planted} of {named}");
}

#[test]
fn repeat_addresses_hold_more_of_violence_than_of_burglary_as_planted() {
    let found = answer(
        &[
            "repeats",
            "--theme",
            "domestic_violence,burglary",
            "--knox",
            "19",
        ],
        "repeats.json",
    );
    let share = |key: &str| {
        let themes = found["themes"].as_array().unwrap().iter();
        let theme = themes.clone().find(|theme| theme["key"] == key).unwrap();
        theme["same_place"]["share_at_repeat_places"]
            .as_f64()
            .unwrap()
    };
    assert!(share("domestic_violence") > 2.0 * share("burglary"));
}
