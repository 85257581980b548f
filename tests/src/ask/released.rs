//! What others than the analyst are told of a question.

use crate::binary::{names, run};
use crate::town::{CORNER, Town, year};

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
    run(town.path(), &[&args[..], more].concat()).done();
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
