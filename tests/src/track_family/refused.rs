//! Tables of a family that cannot be read say where and what to do.

use super::{HEADER, family, town, try_family};
use crate::binary::run;

const TWO: &str = "Own,burglary,2001-02,30,9000,households,,yes,,\nOther,burglary,2001-02,28,9100,households,,,,\n";

#[test]
fn each_row_that_cannot_be_is_refused_by_its_line_with_the_remedy() {
    for (row, words) in [
        (
            "C,burglary,2001-02,-3,9000,households,,,,",
            ["\"-3\"", "whole number"],
        ),
        (
            "C,burglary,2001-02,3.5,9000,households,,,,",
            ["\"3.5\"", "whole number"],
        ),
        (
            "C,burglary,2001-02,1e3,9000,households,,,,",
            ["\"1e3\"", "whole number"],
        ),
        (
            "C,burglary,2001-02,99999999999,9000,households,,,,",
            ["99999999999", "whole number"],
        ),
        (
            "C,burglary,2001-02,3,NaN,households,,,,",
            ["\"NaN\"", "separators"],
        ),
        (
            "C,burglary,2001-02,3,inf,households,,,,",
            ["\"inf\"", "separators"],
        ),
        (
            "C,burglary,2001-02,3,\"9,000\",households,,,,",
            ["9,000", "separators"],
        ),
        (
            "C,burglary,2001-02,,9000,households,,,,",
            ["count is empty", "leave the row out"],
        ),
        (
            ",burglary,2001-02,3,9000,households,,,,",
            ["member is empty", "leave the row out"],
        ),
        (
            "C,burglary,2001-02,3,9000,residents,,,,",
            ["\"residents\" here", "line 2"],
        ),
        (
            "Own,burglary,2001-02,3,9000,households,,,,",
            ["\"Own\" stands in line 2", "leave one"],
        ),
        (
            "C,burglary,2001-02,3,9000,households,,yes,,",
            ["line 2 is self too", "only one"],
        ),
        (
            "C,burglary,2001-02,3,9000,households,,maybe,,",
            ["\"maybe\"", "yes nor no"],
        ),
        (
            "C,burglary,2001-02,3,9000,households,,,worst,",
            ["\"worst\"", "2nd highest"],
        ),
        ("C,burglary", ["fields", "found record with 2"]),
    ] {
        let said = try_family(&format!("{HEADER}{TWO}{row}\n"));
        said.refused(&["family.csv, line 4", words[0], words[1]]);
    }
}

#[test]
fn a_table_without_rows_columns_or_text_is_refused() {
    try_family(HEADER).refused(&["family.csv", "no rows"]);
    try_family("").refused(&["family.csv", "no column \"member\""]);
    try_family("member,indicator,year,count,per\n")
        .refused(&["no column \"exposure\"", "regime, self"]);
    let town = town("");
    std::fs::write(
        town.path().join("family.csv"),
        [b"member\xff,\0".as_slice(), &[b','; 500]].concat(),
    )
    .unwrap();
    assert_eq!(town.try_map("out", &[]).code, 1);
    std::fs::remove_file(town.path().join("family.csv")).unwrap();
    town.try_map("out", &[]).refused(&["family.csv"]);
}

#[test]
fn what_is_too_large_to_be_a_family_is_refused() {
    let long = "x".repeat(201);
    let row = format!("{long},burglary,2001-02,3,9000,households,,,,\n");
    try_family(&format!("{HEADER}{TWO}{row}")).refused(&["line 4", "200 characters"]);
    let many: String = (0..501)
        .map(|at| format!("M{at},b,2001,3,9000,households,,,,\n"))
        .collect();
    try_family(&format!("{HEADER}{many}")).refused(&["line 102", "more than 100 areas"]);
    let huge = format!("{HEADER}{}", "a".repeat(4_000_001));
    try_family(&huge).refused(&["more than 4000000 bytes"]);
}

#[test]
fn the_order_of_rows_and_columns_does_not_show() {
    let one = town(&format!("{HEADER}{TWO}"));
    let rows: Vec<&str> = TWO.lines().rev().collect();
    let other = town(&format!(
        "\u{feff}{}{}\n",
        HEADER.to_uppercase(),
        rows.join("\n")
    ));
    assert_eq!(family(&one), family(&other));
    let twice = run(
        one.path(),
        &["map", "study.toml", "--out", "out", "--overwrite"],
    );
    assert_eq!(twice.code, 0, "{}", twice.err);
}
