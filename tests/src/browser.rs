//! The report in a browser: read wide and narrow, light and dark, by mouse and by keyboard, without scripts and on paper.

use std::path::Path;
use std::process::Command;

use crate::binary::{run, sample};
use crate::qgis::{ODD, odd_town};
use crate::shared_data::mapped_half_year;
use crate::town::{THEMES, Town, area, rectangle, year};

/// Names that would run if any of them came to the page as markup; each in its own way.
const ALIVE: [&str; 4] = [
    "<img src=x onerror=alert(1)>",
    "\" onfocus=alert(2) autofocus tabindex=0 x=\"",
    "</title></script><script>alert(3)</script>",
    "' --> <svg onload=alert(4)> &lt;b&gt; 🚓",
];

/// What Chromium says of a report, which must show these texts; nothing where a part of the browser is not installed.
pub fn reads(analyst: &Path, shown: &[&str]) {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("node");
    command
        .arg(tests.join("scripts/report_browser.cjs"))
        .env("NODE_PATH", tests.join("../target/oracles/node_modules"));
    for text in shown {
        command.args(["--shows", text]);
    }
    let Ok(output) = command.arg(analyst.join("report.html")).output() else {
        println!("skipped: node is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    if output.status.code() == Some(77) {
        println!("skipped: playwright-core, axe-core or Chromium is not installed: {said}");
        return;
    }
    // Also what is no fault is worth a look: pages of paper, and what axe finds moderate.
    println!("{said}");
    assert!(
        output.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn a_browser_reads_the_report_of_the_sample() {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let args = ["map", study.to_str().unwrap(), "--out", "out", "--quiet"];
    run(folder.path(), &args).done();
    reads(
        &folder.path().join("out/analyst"),
        &["Castle", "Stonydelph"],
    );
}

#[test]
fn a_browser_reads_the_report_of_a_town_of_odd_names() {
    let town = odd_town();
    let analyst = town.map("out", &["--themes", "all"]).analyst;
    reads(&analyst, &[ODD, "]]> <!-- 🚓"]);
}

#[test]
fn a_browser_shows_names_that_are_scripts_and_runs_none_of_them() {
    let exposures = [("residents", 2000), ("households", 900)];
    let mut west = area("W", &rectangle(0.0, 0.0, 1000.0, 1000.0), &exposures);
    let mut east = area("X", &rectangle(1000.0, 0.0, 1000.0, 1000.0), &exposures);
    west["properties"]["name"] = ALIVE[0].into();
    east["properties"]["name"] = ALIVE[1].into();
    // Half a year's worth at one place, so that a micro-hotspot bears its name too.
    let mut rows = year().replace("Place ", &format!("{} ", ALIVE[3]));
    for number in 0..90 {
        let month = number % 12 + 1;
        rows += &format!(
            "H{number},Burglary,2024-{month:02}-03 12:30,420150,303150,{}\n",
            ALIVE[0]
        );
    }
    let town = Town::of(&[west, east], &rows);
    let quoted = serde_json::to_string(ALIVE[2]).unwrap();
    let themes = THEMES.replace(
        "key = \"burglary\"\n",
        &format!("key = \"burglary\"\ntitle = {quoted}\n"),
    );
    let head = format!("name = {quoted}\nattribution = {quoted}");
    town.study_of(&head, &["incidents.csv"], &themes);
    let analyst = town.map("out", &["--themes", "all"]).analyst;
    reads(&analyst, &ALIVE[..3]);
}

#[test]
fn a_browser_reads_the_pages_of_questions() {
    let folder = tempfile::tempdir().unwrap();
    let study = sample().join("study.toml");
    let study = study.to_str().unwrap();
    let questions: [(&[&str], &[&str]); 2] = [
        (
            &[
                "locate", "--within", "Castle", "--theme", "burglary", "--hours", "12-17",
            ],
            &[
                "Castle: where exactly, when, what kind",
                "fall in the hours 12-17",
            ],
        ),
        (
            &["repeats", "--knox", "19"],
            &["again, and nearby", "[0 m, 0 m]"],
        ),
    ];
    for (asked, shown) in questions {
        let args = [
            &[asked[0], study, "--out", "out", "--overwrite", "--quiet"],
            &asked[1..],
        ]
        .concat();
        run(folder.path(), &args).done();
        reads(&folder.path().join("out/analyst"), shown);
    }
}

#[test]
fn a_browser_reads_the_report_of_real_data() {
    let Some(folder) = mapped_half_year() else {
        return;
    };
    reads(&folder.path().join("out/analyst"), &["Castle"]);
}
