//! Attributes as they are read: whatever stands in a field, it is the value of its own column.

use serde_json::Value as Json;

use crate::binary::{json, run};
use crate::town::{HEADER, THEMES, Town};

const TAIL: &str = "attributes = [\"lock\", \"colour\"]\n[incidents.columns]\n";

fn rows() -> Vec<u8> {
    let mut rows = HEADER.trim_end().as_bytes().to_vec();
    rows.extend(b",Lock,Colour\n");
    for number in 0..60_u32 {
        let (x, y) = (420_010.0 + f64::from(number % 20) * 90.0, 303_500.0);
        let lock: &[u8] = match number % 4 {
            0 => b"\"a \"\"b\"\", c\"",
            1 => b"caf\xe9",
            2 => b"x\x1fy",
            _ => b"",
        };
        let month = number % 12 + 1;
        rows.extend(format!("I{number},Burglary,2024-{month:02}-03 12:30,{x},{y},Place,").bytes());
        rows.extend(lock);
        rows.extend(b", red \n");
    }
    rows
}

fn profile(town: &Town, more: &[&str]) -> Json {
    let args = [
        "profile",
        "study.toml",
        "--out",
        "out",
        "--overwrite",
        "--quiet",
        "--theme",
        "burglary",
    ];
    run(town.path(), &[&args[..], more].concat()).done();
    json(&town.path().join("out/analyst/profile.json"))
}

#[test]
fn values_with_quotes_separators_and_old_encodings_stay_in_their_columns() {
    let town = Town::two_squares(HEADER);
    std::fs::write(town.path().join("incidents.csv"), rows()).unwrap();
    town.study_of("", &["incidents.csv"], THEMES);
    let study = std::fs::read_to_string(town.path().join("study.toml")).unwrap();
    town.write("study.toml", &study.replace("[incidents.columns]\n", TAIL));
    // Rows by themselves, and equal rows told as one.
    for more in [
        &[][..],
        &["--write", "areas"],
        &["--write", "areas", "--keep-repeats"],
    ] {
        let found = profile(&town, more);
        let profiles = found["profiles"].as_array().unwrap().iter();
        let burglary: Vec<&Json> = profiles.filter(|one| one["key"] == "burglary").collect();
        let values = |number: usize| -> Vec<(String, u64)> {
            let rows = burglary[number]["rows"].as_array().unwrap();
            let mut values: Vec<(String, u64)> = rows
                .iter()
                .map(|row| {
                    (
                        row["value"].as_str().unwrap().to_owned(),
                        row["count"].as_u64().unwrap(),
                    )
                })
                .collect();
            values.sort();
            values
        };
        let of = |text: &str| (text.to_owned(), 15);
        assert_eq!(
            values(0),
            [of("a \"b\", c"), of("café"), of("not recorded"), of("x y")],
            "{more:?}"
        );
        assert_eq!(values(1)[0], ("red".to_owned(), 60), "{more:?}");
    }
}
