//! Tables beside targets that do not read: each names its file, its line, what is wrong and the remedy.

use super::beside::town;

#[track_caller]
fn refused(part: &str, rows: &str, words: &[&str]) {
    let town = town(&format!("{part} = \"t.csv\""), &[("t.csv", rows)]);
    town.try_map("out", &["--write", "areas"]).refused(words);
    assert!(!town.path().join("out").exists());
}

#[test]
fn a_table_without_its_columns_says_which_it_needs_and_has() {
    refused(
        "priorities",
        "thema,raised_by\n",
        &["t.csv, line 1", "needs a column theme", "thema, raised_by"],
    );
    refused(
        "survey",
        "question,year,respondents\n",
        &["percent, or yes"],
    );
    refused("covariates", "ward,score\n", &["needs a column code"]);
    refused("harm", "", &["needs a column offence_type"]);
}

#[test]
fn a_field_that_is_none_is_told_with_its_line() {
    refused(
        "priorities",
        "theme,raised_by,rank\nx,residents,first\n",
        &["line 2", "\"first\""],
    );
    refused(
        "priorities",
        "theme,raised_by\n,residents\n",
        &["line 2", "theme is empty"],
    );
    refused(
        "harm",
        "# version: 1\noffence_type,weight\nBurglary,NaN\n",
        &["line 3", "NaN"],
    );
    refused(
        "harm",
        "offence_type,weight\nBurglary,3\n",
        &["does not tell its version"],
    );
    refused(
        "harm",
        "#version: 1\noffence_type,weight\nBurglary,3\nburglary,4\n",
        &["line 4", "in line 3 already"],
    );
    let head = "question,year,code,respondents,percent\n";
    refused(
        "survey",
        &format!("{head}safe,2024,,400,101\n"),
        &["line 2", "\"101\"", "0 to 100"],
    );
    refused(
        "survey",
        &format!("{head}safe,2024,,0,50\n"),
        &["line 2", "respondents"],
    );
    refused(
        "survey",
        &format!("{head}safe,2024,Q7,400,50\n"),
        &["line 2", "no area \"Q7\""],
    );
    refused(
        "survey",
        &format!("{head}safe,2024,A0,9,50\nsafe,2024,A0,9,51\n"),
        &["line 3", "line 2 answers it already"],
    );
    refused(
        "covariates",
        "code,score\nA0,1\nA0,2\n",
        &["line 3", "line 2 already"],
    );
    refused(
        "covariates",
        "code,score\nA0,1\nA1,inf\n",
        &["line 3", "\"inf\""],
    );
    refused(
        "covariates",
        "code,score\nB0,1\n",
        &["no code is that of an area"],
    );
}

#[test]
fn bytes_that_are_no_table_are_refused_and_nothing_panics() {
    for part in ["priorities", "harm", "survey", "covariates"] {
        refused(part, "\u{0}\u{1}\"\"\"\n\n\n,,,,\n\"", &["t.csv"]);
        refused(part, "a\"b,c\r\r\n\"unclosed", &["t.csv"]);
    }
}
