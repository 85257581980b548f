//! Planted schemes by the command, from files to words.

use super::{NONE, Planted, answer, evaluate, gates, register, town};
use crate::binary::files;

#[test]
fn a_scheme_that_worked_is_said_to_have_worked() {
    let halved = Planted {
        target: (20.0, 8.0),
        ..NONE
    };
    let town = town(&halved, 1);
    register(&town, &gates());
    let said = evaluate(&town, &[]).done();
    assert!(said.out.contains("it worked"), "{}", said.out);
    assert!(
        said.out.contains("no evidence that it moved"),
        "{}",
        said.out
    );
    let scheme = &answer(&town, &[])["schemes"][0];
    let counted = &scheme["counted"][0];
    assert_eq!(scheme["stage"], "ended");
    assert_eq!(scheme["before_months"][0], "2023-01");
    assert_eq!(scheme["after_months"].as_array().unwrap().len(), 12);
    assert_eq!(counted["key"], "burglary");
    assert_eq!(counted["verdict"], "fell more than its control");
    let local = &counted["wdd"]["local"];
    // Twelve fewer a month were planted.
    assert!(local["lower"].as_f64().unwrap() < -12.0 && local["upper"].as_f64().unwrap() > -12.0);
    // The zones share the town's events: the sums of the layer are those of the answer.
    let layer = crate::binary::json(&town.path().join("out/analyst/scheme_zones.geojson"));
    let zones = layer["features"].as_array().unwrap();
    assert_eq!(zones.len(), 3);
    for (zone, told) in zones.iter().zip(counted["zones"].as_array().unwrap()) {
        assert_eq!(zone["properties"]["role"], told["role"]);
        assert_eq!(zone["properties"]["burglary_before"], told["before"]);
        assert_eq!(zone["properties"]["burglary_after"], told["after"]);
    }
    let page = std::fs::read_to_string(town.path().join("out/analyst/report.html")).unwrap();
    assert!(page.contains("Alley gates: did it work?"));
    assert_eq!(page.matches("<h1").count(), 1);
    assert!(page.contains("so-far-line"));
}

#[test]
fn what_moved_around_the_corner_is_told() {
    let moved = Planted {
        target: (20.0, 6.0),
        buffer: (20.0, 34.0),
        ..NONE
    };
    let town = town(&moved, 2);
    register(&town, &gates());
    let said = evaluate(&town, &[]).done();
    assert!(said.out.contains("it moved:"), "{}", said.out);
    assert!(
        said.out.contains("no evidence of a gain in all"),
        "{}",
        said.out
    );
}

#[test]
fn nothing_is_claimed_of_a_scheme_without_effect() {
    let town = town(&NONE, 3);
    register(&town, &gates());
    let said = evaluate(&town, &[]).done();
    assert!(
        said.out.contains("no evidence that it worked"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("no proof that it did not"),
        "{}",
        said.out
    );
}

#[test]
fn counts_too_small_to_tell_are_said_to_be_so() {
    let few = Planted {
        target: (0.4, 0.2),
        buffer: (0.4, 0.4),
        control: (0.4, 0.4),
    };
    let town = town(&few, 4);
    register(&town, &gates());
    let said = evaluate(&town, &[]).done();
    assert!(said.out.contains("too small to tell"), "{}", said.out);
}

#[test]
fn a_plan_says_what_it_could_show_and_how_long_it_would_take() {
    let town = town(&NONE, 5);
    register(&town, &gates());
    let plan = answer(&town, &["--plan"]);
    let counted = &plan["schemes"][0]["counted"][0];
    assert_eq!(counted["verdict"], "can be evaluated");
    let power = &counted["power"];
    let number = |key: &str| power[key].as_f64().unwrap();
    let phi = counted["dispersion"].as_f64().unwrap().max(1.0);
    let formula =
        2.8 * (phi * 2.0 * (number("target_a_month") + number("control_a_month")) * 12.0).sqrt();
    // 1.96 + 0.84 is 2.8016.
    assert!((number("smallest_fall") / formula - 1.0).abs() < 1e-3);
    assert!((number("smallest_fall_a_month") * 12.0 - number("smallest_fall")).abs() < 1e-6);
    // Over as many months as a fall of a half takes, the smallest fall is a half.
    let half = power["months_to_see"][3]["months"].as_f64().unwrap();
    let share = number("smallest_fall_share") * (12.0 / half).sqrt();
    assert!((share - 0.5).abs() < 1e-6);
    let short = answer(&town, &["--plan", "--months", "1"]);
    let counted = &short["schemes"][0]["counted"][0];
    assert_eq!(
        counted["verdict"],
        "cannot be evaluated: extend the area or the period"
    );
}

#[test]
fn a_register_gives_the_same_bytes_twice_whatever_the_number_of_threads() {
    let town = town(&NONE, 6);
    register(&town, &gates());
    evaluate(&town, &[]).done();
    let first = files(&town.path().join("out/analyst"));
    let again = crate::binary::hotspur(town.path())
        .args(super::EVALUATE)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .unwrap();
    assert!(again.status.success());
    assert_eq!(first, files(&town.path().join("out/analyst")));
}

#[test]
fn an_evaluation_is_repeated_by_its_manifest() {
    let town = town(&NONE, 7);
    register(&town, &gates());
    evaluate(&town, &[]).done();
    let again = crate::binary::run(
        town.path(),
        &[
            "map",
            "--again",
            "out/analyst/manifest.json",
            "--out",
            "again",
        ],
    );
    again.done();
    let name = "evaluate.json";
    let read = |folder: &str| std::fs::read(town.path().join(folder).join(name)).unwrap();
    assert_eq!(read("out/analyst"), read("again/analyst"));
}
