//! A document's own figures recomputed by the tool: what it finds in the sample's Strategy, and that rounding is no slip.

use std::path::Path;

use hotspur_core::track::printed::{
    CannotJudge, Firmness, Interval, Nesting, Period, PrintedAsk, PrintedFigure, PrintedFound,
    Quantity, Said, Slip, inconsistencies, recompute, without_figure,
};
use hotspur_io::job::{printed_records, printed_sentences, read_parents, read_printed};
use hotspur_seeds::figures::tensions::TENSIONS;

fn sample(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/tamworth/");
    format!("{folder}{name}")
}

fn strategy() -> (PrintedAsk, PrintedFound) {
    let ask = PrintedAsk {
        figures: read_printed(&sample("printed.csv")).unwrap().0,
        parents: read_parents(&sample("parents.csv")).unwrap().0,
    };
    let found = recompute(&ask);
    (ask, found)
}

#[test]
fn shown() {
    let (ask, found) = strategy();
    for (name, part) in printed_records(&ask, &found) {
        println!("{name}");
        for one in part.as_array().unwrap() {
            if name == "inconsistencies" {
                println!("- [{}] {} | {} | {} | {}", one["kind"].as_str().unwrap(), one["figure"].as_str().unwrap(), one["printed"].as_str().unwrap(), one["implied"].as_str().unwrap(), one["why"].as_str().unwrap());
            } else {
                println!("- {one}");
            }
        }
    }
    println!("{:#?}", printed_sentences(&ask, &found));
    let _ = (Path::new(""), TENSIONS, inconsistencies(&[]), without_figure(&[]), CannotJudge::OtherUnit, Firmness::Actual, Interval::exactly(0.0), Nesting::Meets, Period::Year(1), Quantity::Count, Said::Plainly, Slip::Impossible);
    let _: Option<PrintedFigure> = None;
}
