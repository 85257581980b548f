//! What cannot be scored, and files that are not replaced.

use super::{repeating, rows_of, score};
use crate::binary::{names, run};
use crate::town::Town;

#[test]
fn what_cannot_be_scored_is_refused_with_a_remedy_and_leaves_no_file() {
    let crimes = repeating();
    let town = Town::two_squares(&rows_of(&crimes));
    let before = names(town.path());
    for (args, words) in [
        (
            ["--from", "2024-06"].as_slice(),
            ["1 month(s) of data are too few", "--from-month"].as_slice(),
        ),
        (
            &["--from-month", "6"],
            &["6 month(s) of data are too few", "7 are needed"],
        ),
        (&["--from-month", "0"], &["map of no month"]),
        (
            &["--themes", "nuisance"],
            &["no nuisance lies in the study area", "3 month(s) tested"],
        ),
        (
            &["--themes", "arsony"],
            &["\"arsony\"", "burglary, nuisance"],
        ),
        (
            &["--flagged", "5"],
            &["flagged share of 5", "--flagged 0.01"],
        ),
        (&["--flagged", "0.1,-0.1"], &["flagged share of -0.1"]),
        (&["--flagged", "NaN"], &["flagged share of NaN"]),
        (&["--cells", "-100"], &["a cell of -100 m is no length"]),
        (&["--bandwidths", "0"], &["a bandwidth of 0 m is no length"]),
        (&["--cells", "0.1"], &["leave it out of --cells"]),
        (
            &[
                "--cells",
                "0.8,0.9,1,1.1,1.2",
                "--bandwidths",
                "900,1000,1100",
            ],
            &["times the work", "--cells"],
        ),
    ] {
        score(&town, args).refused(words);
        assert_eq!(names(town.path()), before, "{args:?}");
    }
    let outside: Vec<_> = crimes.iter().map(|(m, e, n)| (*m, e + 9e3, *n)).collect();
    let town = Town::two_squares(&rows_of(&outside));
    score(&town, &[]).refused(&["no all_crime lies in the study area", "hotspur check"]);
}

#[test]
fn a_file_that_exists_is_kept_and_only_a_table_of_scores_is_replaced() {
    let town = Town::two_squares(&rows_of(&repeating()));
    score(&town, &[]).done();
    let first = std::fs::read(town.path().join("scores.csv")).unwrap();
    score(&town, &["--flagged", "0.3"]).refused(&["scores.csv exists already", "--overwrite"]);
    assert_eq!(
        std::fs::read(town.path().join("scores.csv")).unwrap(),
        first
    );
    // What a killed run left beside it goes away.
    town.write(".scores.csv.hotspur-1", "theme,meth");
    score(&town, &["--flagged", "0.3", "--overwrite", "--quiet"]).done();
    let second = std::fs::read(town.path().join("scores.csv")).unwrap();
    assert_ne!(second, first);
    assert!(!names(town.path()).contains(&".scores.csv.hotspur-1".to_owned()));
    let input = std::fs::read(town.path().join("incidents.csv")).unwrap();
    let args = ["score", "study.toml", "--overwrite", "--out"];
    for (out, words) in [
        ("incidents.csv", "is not replaced"),
        (".", "names no file"),
        ("..", "names no file"),
    ] {
        run(town.path(), &[&args[..], &[out]].concat()).refused(&[words]);
    }
    let kept = std::fs::read(town.path().join("incidents.csv")).unwrap();
    assert_eq!(kept, input);
}
