//! Bad questions get good answers.

use crate::binary::run;
use crate::town::{CORNER, Town, year};

fn refused(town: &Town, args: &[&str], words: &[&str]) {
    run(
        town.path(),
        &[&["locate", "study.toml", "--out", "out"], args].concat(),
    )
    .refused(words);
    assert!(!town.path().join("out").exists(), "{args:?} left something");
}

#[test]
fn bad_questions_are_refused_with_what_would_be_a_good_one() {
    let town = Town::two_squares(&year());
    refused(
        &town,
        &["--within", "Atlantis"],
        &["Atlantis", "Ward W, Ward X"],
    );
    refused(&town, &["--within", "Ward"], &["Ward"]);
    refused(&town, &["--theme", "piracy"], &["piracy", "burglary"]);
    refused(
        &town,
        &["--from", "2031-01"],
        &["2031-01", "2024-01 to 2024-12"],
    );
    refused(
        &town,
        &["--period", "2019-01..2019-06"],
        &["2019-01 to 2019-06", "2024-01"],
    );
    refused(
        &town,
        &["--period", "2024-06..2024-01"],
        &["2024-06", "empty"],
    );
    refused(&town, &["--period", "lately"], &["lately", "2025-01"]);
    refused(&town, &["--near", "52.63,-1.69"], &["--metres"]);
    refused(&town, &["--metres", "300"], &["--near"]);
    refused(
        &town,
        &["--near", "somewhere", "--metres", "300"],
        &["somewhere", "52.63,-1.69"],
    );
    refused(
        &town,
        &["--near", "52.63,-1.69", "--metres", "-5"],
        &["-5", "radius"],
    );
    refused(
        &town,
        &["--near", "500000,300000", "--metres", "50"],
        &["no ground of the study area", "easting"],
    );
    refused(
        &town,
        &["--polygon", "nowhere.geojson"],
        &["nowhere.geojson"],
    );
    refused(&town, &["--hours", "noon"], &["noon", "12-17"]);
    let sea = r#"{"type":"Polygon","coordinates":[[[2.5,53.0],[2.6,53.0],[2.6,53.1],[2.5,53.0]]]}"#;
    town.write("sea.geojson", sea);
    refused(
        &town,
        &["--polygon", "sea.geojson"],
        &["sea.geojson", "no ground of the study area"],
    );
    let profile = ["profile", "study.toml", "--out", "out"];
    run(town.path(), &profile).refused(&["no attribute is named", "attributes ="]);
    run(
        town.path(),
        &[&profile[..], &["--columns", "colour"]].concat(),
    )
    .refused(&["colour", "incidents.csv"]);
    let repeats = ["repeats", "study.toml", "--out", "out"];
    for (more, words) in [
        (["--bands", "200,100"], ["100", "ascending"]),
        (["--days", "0"], ["0", "positive"]),
        (["--metric", "crow"], ["crow", "manhattan"]),
        (["--knox", "0"], ["--permutations 0", "99999"]),
    ] {
        run(town.path(), &[&repeats[..], &more].concat()).refused(&words);
    }
}

#[test]
fn a_part_where_nothing_happened_is_answered_with_zeros() {
    let town = Town::two_squares(&year());
    let near = format!("{},{}", CORNER[0] + 1999.0, CORNER[1] + 999.0);
    let args = [
        "locate",
        "study.toml",
        "--near",
        &near,
        "--metres",
        "1",
        "--out",
        "out",
    ];
    let said = run(town.path(), &args).done();
    assert!(
        said.out
            .contains("0 crimes (0 % of the study area’s) and 0 incidents"),
        "{}",
        said.out
    );
}
