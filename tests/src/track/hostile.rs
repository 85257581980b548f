//! Tables and studies of those who hurry, or mean harm: what cannot be is refused, and what counts nothing is said.

use serde_json::json;

use super::{rows, town, track, tracked, whole};

const COUNT: &str = "[[indicator]]\nkey = \"burglary\"\ntitle = \"Burglary\"\ntheme = \"burglary\"\nrecord = \"crime\"\nintended = \"down\"\n";

fn refused(sections: &str, files: &[(&str, &str)], words: &[&str]) {
    let town = town(&rows(&[("2024-04", 30, 2)]), sections);
    for (name, text) in files {
        town.write(name, text);
    }
    track(town.path(), "study.toml", &[]).refused(words);
}

#[test]
fn a_matrix_of_too_many_who_raise_something_is_refused_before_it_is_built() {
    let mut table = "theme,raised_by\n".to_owned();
    for number in 0..101 {
        table += &format!("burglary,group {number}\n");
    }
    let sections = format!("[track]\npriorities = \"p.csv\"\n{COUNT}");
    refused(
        &sections,
        &[("p.csv", &table)],
        &["p.csv, line 102", "more than 100 in raised_by"],
    );
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_the_rows_below() {
    let table = "question,year,respondents,percent,source\nheard,2023-24,100,8,\"a letter\nheard,2024-25,100,9,b\n";
    let sections = format!("[track]\nsurvey = \"s.csv\"\n{COUNT}");
    refused(
        &sections,
        &[("s.csv", table)],
        &["s.csv", "a quote is opened and not closed"],
    );
}

#[test]
fn numbers_beyond_any_figure_and_halves_of_a_setting_are_refused() {
    let target = |aim: &str| format!("{COUNT}target = [{{ year = \"2024-25\", {aim} }}]\n");
    for aim in ["percent = 1e308", "value = 1e308", "value = inf"] {
        refused(&target(aim), &[], &["[[indicator]] burglary"]);
    }
    refused(&target("rate = 10"), &[], &["give per = "]);
    refused(
        &format!("{COUNT}values = [\"stranger\"]\n"),
        &[],
        &["it has values and no attribute"],
    );
    refused(
        &format!("{}{COUNT}", COUNT.replace("\"Burglary\"", "\" \"")),
        &[],
        &["title is empty"],
    );
}

#[test]
fn a_group_bears_a_name_of_its_own() {
    let group = |name: &str| format!("[[track.group]]\nname = \"{name}\"\nareas = [\"Ward W\"]\n");
    for sections in [group("Ward X"), group(" "), group("West") + &group("West")] {
        refused(
            &format!("[track]\n{sections}{COUNT}"),
            &[],
            &["group = ", "a name of its own"],
        );
    }
}

#[test]
fn the_terminal_says_the_cautions_too() {
    let town = town(&rows(&[("2024-04", 30, 2)]), COUNT);
    let said = track(town.path(), "study.toml", &[]).done();
    assert!(
        said.out.contains("Caution: No earlier year is whole"),
        "{}",
        said.out
    );
}

#[test]
fn a_month_whose_rows_stop_early_is_said_first() {
    let mut table = crate::town::HEADER.to_owned();
    for number in 0..240 {
        let (month, day) = (4 + number / 60, number % 28 + 1);
        let day = if month == 7 { day.min(10) } else { day };
        table += &crate::town::incident(
            number,
            "Burglary",
            &format!("2024-{month:02}-{day:02} 12:00"),
            500.0,
            500.0,
        );
    }
    let targets = tracked(&town(&table, COUNT), &[]);
    let first = targets["cautions"][0].as_str().unwrap();
    assert!(
        first.contains("The rows of 2024-07 end with 2024-07-10"),
        "{first}"
    );
    assert_eq!(whole(&targets, "burglary")["status"], json!("no target"));
}

#[test]
fn a_row_that_stands_twice_is_not_counted_twice() {
    let table = "measure,whose,from,from_value,to,to_value,unit\nburglary,county,2001-02,16,2004-05,12,per_1000_households\nburglary,county,2001-02,16,2004-05,12,per_1000_households\n";
    let sections = format!("[track]\nparents = \"p.csv\"\n{COUNT}");
    refused(
        &sections,
        &[("p.csv", table)],
        &["p.csv, line 3", "it is line 2 again"],
    );
}
