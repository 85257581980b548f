//! `report.html`: one page for a focus group. It names wards, says where inside them, and how far to trust it.
//!
//! What the page is told is made here, from a release and its manifest; how it looks stands in `assets/report/`, as
//! templates, a style sheet and a script that a designer may change.

mod columns;
mod comparison;
mod detectable;
mod evaluate;
mod forest;
mod hours;
mod labels;
mod letters;
mod location;
mod map;
mod model;
mod months;
mod open;
mod picture;
mod sheets;
mod targets;
mod wards;
mod words;

pub use detectable::detectable_fall;
pub(crate) use hours::block_words;
pub(crate) use months::words;
pub(crate) use open::period_words;
pub use open::{
    OpenAbout, OpenQuestion, OpenTargetRow, OpenTargetsView, group_targets, public_targets,
    write_group_report, write_public_report,
};
pub use picture::{About, PICTURE_FILE, write_picture};

use std::io;

use hotspur_core::{Analyst, Release};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};

use crate::job::Answer;
use crate::write::{Manifest, Sink, WriteError};
use model::Page;

/// The name of the report in its folder.
pub const REPORT_FILE: &str = "report.html";

/// The parts of the page, each a file.
const TEMPLATES: [(&str, &str); 24] = [
    (
        "report.html",
        include_str!("../../assets/report/report.html"),
    ),
    (
        "macros.html",
        include_str!("../../assets/report/macros.html"),
    ),
    (
        "location.html",
        include_str!("../../assets/report/location.html"),
    ),
    (
        "repeats.html",
        include_str!("../../assets/report/repeats.html"),
    ),
    (
        "profile.html",
        include_str!("../../assets/report/profile.html"),
    ),
    (
        "compare.html",
        include_str!("../../assets/report/compare.html"),
    ),
    (
        "evaluate.html",
        include_str!("../../assets/report/evaluate.html"),
    ),
    (
        "targets.html",
        include_str!("../../assets/report/targets.html"),
    ),
    (
        "targets_printed.html",
        include_str!("../../assets/report/targets_printed.html"),
    ),
    (
        "targets_family.html",
        include_str!("../../assets/report/targets_family.html"),
    ),
    (
        "targets_priorities.html",
        include_str!("../../assets/report/targets_priorities.html"),
    ),
    (
        "targets_perception.html",
        include_str!("../../assets/report/targets_perception.html"),
    ),
    (
        "targets_adjusted.html",
        include_str!("../../assets/report/targets_adjusted.html"),
    ),
    ("first.html", include_str!("../../assets/report/first.html")),
    ("where.html", include_str!("../../assets/report/where.html")),
    (
        "problem.html",
        include_str!("../../assets/report/problem.html"),
    ),
    ("when.html", include_str!("../../assets/report/when.html")),
    ("hours.html", include_str!("../../assets/report/hours.html")),
    ("quiet.html", include_str!("../../assets/report/quiet.html")),
    (
        "sheets.html",
        include_str!("../../assets/report/sheets.html"),
    ),
    (
        "ledger.html",
        include_str!("../../assets/report/ledger.html"),
    ),
    (
        "method.html",
        include_str!("../../assets/report/method.html"),
    ),
    ("map.svg", include_str!("../../assets/report/map.svg")),
    (
        "figures.html",
        include_str!("../../assets/report/figures.html"),
    ),
];

/// Writes the report of a release.
///
/// # Errors
///
/// [`WriteError`] names the file, and the template that failed.
pub fn write_report(
    release: &Release<Analyst>,
    manifest: &Manifest,
    answers: &[Answer],
    sink: &Sink,
) -> Result<(), WriteError> {
    sink.write(REPORT_FILE, |out| {
        let page = render(release, manifest, answers).map_err(io::Error::other)?;
        out.write_all(page.as_bytes())
    })
}

/// The page as text.
fn render(
    release: &Release<Analyst>,
    manifest: &Manifest,
    answers: &[Answer],
) -> Result<String, minijinja::Error> {
    let environment = environment(&TEMPLATES)?;
    let page = Page::of(release, manifest, answers);
    environment.get_template("report.html")?.render(context! {
        page => Value::from(Serde(&page)),
        style => include_str!("../../assets/report/report.css"),
        script => include_str!("../../assets/report/report.js"),
    })
}

/// Templates, with the filters of all of them.
fn environment(
    templates: &[(&'static str, &'static str)],
) -> Result<Environment<'static>, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    // Every text of the data is escaped, also in pictures.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()?;
    environment.set_syntax(syntax);
    words::add_to(&mut environment);
    for (name, source) in templates {
        environment.add_template(name, source)?;
    }
    Ok(environment)
}
