//! Two studies, as two audits: the same areas, or a lookup from one vintage to the other.

use super::{answer, squares, thing, verdicts};
use crate::binary::{Said, run};
use crate::town::Town;

/// The later year in a town, and the earlier in another one, whose areas may bear other codes.
fn two_studies(code: &dyn Fn(&str) -> String) -> (Town, Town) {
    let rows = super::planted_years();
    let of = |year: &str| -> String {
        let kept = |row: &&str| row.starts_with("id,") || row.contains(&format!(",{year}-"));
        rows.lines()
            .filter(kept)
            .map(|row| format!("{row}\n"))
            .collect()
    };
    let later = Town::of(&squares(&str::to_owned), &of("2025"));
    let earlier = Town::of(&squares(code), &of("2024"));
    (later, earlier)
}

fn compare(later: &Town, earlier: &Town, more: &[&str]) -> Said {
    let other = earlier.path().join("study.toml");
    let args = [
        "compare",
        "study.toml",
        "--out",
        "out",
        "--cell",
        "50",
        "--with",
        other.to_str().unwrap(),
    ];
    run(later.path(), &[&args[..], more].concat())
}

#[test]
fn an_earlier_study_of_the_same_areas_is_compared_like_an_earlier_period() {
    let (later, earlier) = two_studies(&str::to_owned);
    compare(&later, &earlier, &[]).done();
    let found = answer(&later);
    let same = "no evidence of change";
    assert_eq!(verdicts(&found, "burglary"), [same, "up", "down", same]);
    assert_eq!(
        thing(&found, "burglary")["divided_by"],
        "months × households"
    );
    assert_eq!(found["before"]["first_month"], "2024-01");
    assert_eq!(found["earlier_events_outside"], 0);
    let manifest = "out/analyst/manifest.json";
    run(
        later.path(),
        &["map", "--again", manifest, "--out", "second"],
    )
    .done();
    let [first, second] =
        ["out", "second"].map(|out| crate::binary::files(&later.path().join(out).join("analyst")));
    assert_eq!(first, second);
}

#[test]
fn other_codes_are_refused_by_name_and_a_lookup_says_how_many_people_moved() {
    let (later, earlier) = two_studies(&|name| format!("Old{name}"));
    compare(&later, &earlier, &[]).refused(&[
        "OldA, OldB",
        "only in the earlier",
        "A, B, C, D only in the later",
        "--lookup",
    ]);
    later.write(
        "lookup.csv",
        "old,new,share\nOldA,A,0.9\nOldA,B,0.1\nOldB,B,\nOldC,C,1\n",
    );
    let lookup = ["--lookup", "lookup.csv"];
    compare(&later, &earlier, &lookup).refused(&["lookup.csv", "does not say where OldD"]);
    later.write(
        "lookup.csv",
        "old,new,share\nOldA,A,0.9\nOldA,B,0.2\nOldB,B,\nOldC,C,1\nOldD,D\n",
    );
    compare(&later, &earlier, &lookup).refused(&["shares of OldA add up to 1.1"]);
    later.write(
        "lookup.csv",
        "old,new,share\nOldA,A,0.9\nOldA,Q,0.1\nOldB,B,\nOldC,C,1\nOldD,D\n",
    );
    compare(&later, &earlier, &lookup).refused(&["Q are no codes of the later study"]);
    later.write(
        "lookup.csv",
        "old,new,share\nOldA,A,0.9\nOldA,B,0.1\nOldB,B,\nOldC,C,1\nOldD,D\n",
    );
    let said = compare(&later, &earlier, &lookup).done();
    // A tenth of one of four areas with as many residents each.
    assert!(
        said.out
            .contains("2.5 % of people live where their old area was cut off"),
        "{}",
        said.out
    );
    let found = answer(&later);
    assert!((found["people_moved"].as_f64().unwrap() - 0.025).abs() < 1e-9);
    let divided = thing(&found, "burglary")["areas"][0]["from"]["exposure"]
        .as_f64()
        .unwrap();
    assert!((divided - 12.0 * 810.0).abs() < 1e-6, "{divided}");
}

#[test]
fn a_theme_that_the_earlier_study_does_not_know_is_not_compared() {
    let (later, earlier) = two_studies(&str::to_owned);
    let other = crate::town::THEMES.replace("nuisance", "noise");
    earlier.study_of("", &["incidents.csv"], &other);
    let said = compare(&later, &earlier, &[]).done();
    let found = answer(&later);
    assert_eq!(
        thing(&found, "nuisance")["not_compared"],
        "theme not known to both studies"
    );
    assert!(said.out.contains("Not compared: nuisance"), "{}", said.out);
}
