//! `report.html` of the public and of the group release: one page for residents, made of what disclosure control let out.
//!
//! It is told nothing but a release and what the study is called: no manifest, findings, question or incident comes here, so
//! nothing that is withheld can be on it. How it looks stands in `assets/report/open/`.

mod areas;
mod asked;
mod counts;
mod numbers;
mod own;
mod page;
mod places;
mod targets;
mod times;

pub use asked::OpenQuestion;
pub use targets::{OpenTargetRow, OpenTargetsView, group_targets, public_targets};
pub(crate) use times::period_words;

use std::io;

use hotspur_core::{Audience, Controls, Group, Public, Release};
use minijinja::value::Serde;
use minijinja::{Value, context};

use super::{REPORT_FILE, environment};
use crate::write::{Sink, WriteError};
use counts::Counts;
use own::Yours;
use page::Page;

/// What the page says of the study beside the release.
#[derive(Debug, Clone)]
pub struct OpenAbout<'a> {
    /// The name of the study.
    pub study: &'a str,
    /// Whose data it is.
    pub attribution: Option<&'a str>,
    /// The name of the layer of areas, which is the word for one.
    pub areas_layer: &'a str,
    /// What was asked of a part of the study area, where anything was.
    pub question: Option<OpenQuestion>,
}

/// The parts of the page, each a file; those of the analyst's page that serve here too come first.
const TEMPLATES: [(&str, &str); 13] = [
    (
        "macros.html",
        include_str!("../../../assets/report/macros.html"),
    ),
    ("map.svg", include_str!("../../../assets/report/map.svg")),
    (
        "open.html",
        include_str!("../../../assets/report/open/open.html"),
    ),
    (
        "words.html",
        include_str!("../../../assets/report/open/words.html"),
    ),
    (
        "binding.html",
        include_str!("../../../assets/report/open/binding.html"),
    ),
    (
        "first.html",
        include_str!("../../../assets/report/open/first.html"),
    ),
    (
        "asked.html",
        include_str!("../../../assets/report/open/asked.html"),
    ),
    (
        "yours.html",
        include_str!("../../../assets/report/open/yours.html"),
    ),
    (
        "open_targets.html",
        include_str!("../../../assets/report/open/open_targets.html"),
    ),
    (
        "counts.html",
        include_str!("../../../assets/report/open/counts.html"),
    ),
    (
        "times.html",
        include_str!("../../../assets/report/open/times.html"),
    ),
    (
        "places.html",
        include_str!("../../../assets/report/open/places.html"),
    ),
    (
        "protection.html",
        include_str!("../../../assets/report/open/protection.html"),
    ),
];

/// Writes the page for everybody.
///
/// # Errors
///
/// [`WriteError`] names the file, and the template that failed.
pub fn write_public_report(
    release: &Release<Public>,
    about: &OpenAbout,
    sink: &Sink,
) -> Result<(), WriteError> {
    let mut page = Page::of(&Counts::open(release), release, about, None);
    page.targets = public_targets(release);
    write(&page, sink)
}

/// Writes the page for an action group: what everybody sees, with the group's own areas in full and what binds it.
///
/// # Errors
///
/// [`WriteError`] names the file, and the template that failed.
pub fn write_group_report(
    release: &Release<Group>,
    about: &OpenAbout,
    sink: &Sink,
) -> Result<(), WriteError> {
    let yours = Yours::of(release);
    let mut page = Page::of(&Counts::group(release), release, about, Some(yours));
    page.targets = group_targets(release);
    write(&page, sink)
}

fn write(page: &Page, sink: &Sink) -> Result<(), WriteError> {
    sink.write(REPORT_FILE, |out| {
        let text = render(page).map_err(io::Error::other)?;
        out.write_all(text.as_bytes())
    })
}

fn render(page: &Page) -> Result<String, minijinja::Error> {
    let environment = environment(&TEMPLATES)?;
    environment.get_template("open.html")?.render(context! {
        page => Value::from(Serde(page)),
        style => include_str!("../../../assets/report/report.css"),
        script => include_str!("../../../assets/report/report.js"),
    })
}

/// A release that its audience reads beside what disclosure control let out.
trait Opened: Controls {
    fn layers(&self) -> &[hotspur_core::Layer];
}

impl<R: Audience> Opened for Release<R>
where
    Self: Controls,
{
    fn layers(&self) -> &[hotspur_core::Layer] {
        Self::layers(self)
    }
}
