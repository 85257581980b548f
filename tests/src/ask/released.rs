//! What others than the analyst are told of a question.

use crate::binary::{files, names, run};
use crate::town::{CORNER, THEMES, Town, year};

/// The group of the western ward.
const GROUP: [&str; 10] = [
    "--group-areas",
    "W",
    "--group-themes",
    "burglary",
    "--recipient",
    "Ward W group",
    "--purpose",
    "locks",
    "--delete-by",
    "2026-01-31",
];

fn page(town: &Town, folder: &str) -> String {
    std::fs::read_to_string(town.path().join("out").join(folder).join("report.html")).unwrap()
}

fn ask(town: &Town, more: &[&str]) {
    let args = [
        "locate",
        "study.toml",
        "--out",
        "out",
        "--quiet",
        "--overwrite",
        "--release",
        "analyst,group,public",
    ];
    run(town.path(), &[&args[..], &GROUP, more].concat()).done();
}

#[test]
fn an_area_is_answered_by_counts_that_stand_on_the_page_already() {
    let town = Town::two_squares(&year());
    ask(&town, &["--within", "W"]);
    for folder in ["group", "public"] {
        let page = page(&town, folder);
        assert!(page.contains("What was asked: Ward W"), "{folder}");
        assert!(
            !names(&town.path().join("out").join(folder))
                .iter()
                .any(|name| name.contains("locate") || name.contains("focus"))
        );
    }
    let audit = ["audit", "out/public", "--truth", "out/analyst"];
    run(town.path(), &audit).done();
}

#[test]
fn of_a_circle_nobody_but_the_analyst_gets_a_count() {
    let town = Town::two_squares(&year());
    let near = format!("{},{}", CORNER[0] + 500.0, CORNER[1] + 500.0);
    ask(&town, &["--near", &near, "--metres", "250"]);
    for folder in ["group", "public"] {
        assert!(
            page(&town, folder).contains("none of the shape is given here"),
            "{folder}"
        );
    }
    assert!(page(&town, "analyst").contains("within 250 m of"));
}

#[test]
fn what_others_see_of_places_is_the_same_whatever_was_asked() {
    let town = Town::two_squares(&year());
    town.study_of(
        "",
        &["incidents.csv"],
        &format!("{THEMES}\n[density]\nthemes = [\"burglary\"]\n"),
    );
    let release = [&["--release", "group,public", "--quiet"][..], &GROUP].concat();
    let map = ["map", "study.toml", "--out", "map"];
    run(town.path(), &[&map[..], &release].concat()).done();
    let near = format!("{},{}", CORNER[0] + 500.0, CORNER[1] + 500.0);
    for (out, args) in [
        ("theme", &["--theme", "nuisance"][..]),
        ("ward", &["--within", "X", "--theme", "nuisance"]),
        ("circle", &["--near", &near, "--metres", "250"]),
    ] {
        let all = ["locate", "study.toml", "--out", out];
        run(town.path(), &[&all[..], args, &release].concat()).done();
        let of = |out: &str, folder: &str| town.path().join(out).join(folder);
        assert_eq!(
            names(&of("map", "group")),
            names(&of(out, "group")),
            "{out}"
        );
        let others = |out: &str| {
            let mut files = files(&of(out, "public"));
            // The page says what was asked.
            files.retain(|(name, _)| name != "report.html");
            files
        };
        assert!(
            others("map") == others(out),
            "{out}: a file of the public folder differs"
        );
    }
}
