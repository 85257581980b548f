//! Prints the table of `crates/docs/rule.md`: how often the rule flags what, over simulated boroughs.
//!
//! `cargo run -p hotspur-tests --example rule_calibration`

#[path = "../src/boroughs.rs"]
mod boroughs;

use boroughs::{Draw, Plant, flagged, share};
use hotspur_core::flag::{Decision, Rule};

const REPLICATES: u64 = 2_000;

/// A plant, what is asked of the decision, and the name of both.
type Question = (&'static str, Plant, fn(&Decision) -> bool);

fn main() {
    let four = Plant::Fixed([1.0, 1.5, 1.0, 1.5, 1.0, 1.5, 1.0, 1.5, 1.0, 1.0]);
    let two = Plant::Fixed([2.8, 1.0, 1.0, 1.0, 1.4, 1.0, 1.0, 1.0, 1.0, 1.0]);
    let any: fn(&Decision) -> bool = |found| !flagged(found).is_empty();
    let questions: [Question; 7] = [
        ("no hotspot: any ward flagged", Plant::Fixed([1.0; 10]), any),
        (
            "four of ten at 1.5: all four flagged",
            four.clone(),
            |found| {
                [1, 3, 5, 7]
                    .iter()
                    .all(|ward| found.hotspot[*ward] == Some(true))
            },
        ),
        ("four of ten at 1.5: another ward flagged", four, |found| {
            flagged(found)
                .iter()
                .any(|ward| ![1, 3, 5, 7].contains(ward))
        }),
        ("one at 2.8, one at 1.4: the second flagged", two, |found| {
            found.hotspot[4] == Some(true)
        }),
        (
            "wards differ by 10 %, alike in every theme: any flagged",
            Plant::LogNormal(0.10),
            any,
        ),
        (
            "wards differ by 15 %, alike in every theme: any flagged",
            Plant::LogNormal(0.15),
            any,
        ),
        (
            "wards differ by 15 %, each theme by itself: any flagged",
            Plant::LogNormalByTheme(0.15),
            any,
        ),
    ];
    let no_second_test = Rule {
        leave_out_busiest_place: false,
        ..Rule::default()
    };
    let no_stepping = Rule {
        max_flagged_share: 0.0,
        ..Rule::default()
    };
    println!(
        "| {REPLICATES} boroughs each | Poisson | variance twice the mean | without the busiest-place clause | without stepping down |"
    );
    println!("|---|---|---|---|---|");
    for (name, plant, holds) in questions {
        let of = |draw, rule: &Rule| share(&plant, draw, rule, REPLICATES, holds);
        println!(
            "| {name} | {:.3} | {:.3} | {:.3} / {:.3} | {:.3} / {:.3} |",
            of(Draw::Poisson, &Rule::default()),
            of(Draw::TwiceTheMean, &Rule::default()),
            of(Draw::Poisson, &no_second_test),
            of(Draw::TwiceTheMean, &no_second_test),
            of(Draw::Poisson, &no_stepping),
            of(Draw::TwiceTheMean, &no_stepping),
        );
    }
}
