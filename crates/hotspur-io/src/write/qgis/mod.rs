//! What QGIS opens: a style beside every layer, and a project over all of them.
//!
//! What is drawn comes from [`crate::style`]; how QGIS is told stands in the templates of `assets/qgis`.

mod answered;
mod extent;
mod look;
mod outlined;
mod project;
mod style;
mod surface;
mod template;
mod tree;

pub use project::PROJECT_FILE;
pub(super) use style::layer_style;

use hotspur_core::{Audience, Release, Theme};

use super::forms::written;
use super::{Sink, Wanted, WriteError};
use crate::crs::Crs;

/// What a project says of itself beyond its layers.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// The name of the study.
    pub study: &'a str,
    /// Whose data the maps are made of, in the words that their licence asks for.
    pub attribution: Option<&'a str>,
    /// What a reader must know before trusting the figures.
    pub warnings: &'a [String],
    /// The themes of the study, in its order.
    pub themes: &'a [Theme],
    /// What binds the release, in one line.
    pub bound: Option<&'a str>,
}

/// Writes the styles and the project of the layers of a release that are written, and returns the names of the files.
///
/// # Errors
///
/// [`WriteError`] names the file that cannot be written.
pub fn write_qgis<R: Audience>(
    release: &Release<R>,
    wanted: Wanted,
    about: &About,
    crs: Crs,
    sink: &Sink,
) -> Result<Vec<String>, WriteError> {
    let written = written(release, wanted);
    let mut files = Vec::new();
    for one in written.iter().filter(|one| one.geojson || one.geotiff) {
        let file = format!("{}.qml", one.layer.name);
        let text = style::sidecar(one, about.themes).map(|text| bound(text, about.bound));
        sink.write(&file, |out| out.write_all(text?.as_bytes()))?;
        files.push(file);
    }
    sink.write(PROJECT_FILE, |out| {
        project::write(&written, release.layers(), about, crs, out)
    })?;
    files.push(PROJECT_FILE.to_owned());
    Ok(files)
}

/// A style that says what binds it, where a comment may stand.
fn bound(style: String, said: Option<&str>) -> String {
    let Some(said) = said else {
        return style;
    };
    // Two dashes would end the comment.
    let said = template::words(said).replace('-', "\u{2010}");
    style.replacen("<qgis ", &format!("<!-- {said} -->\n<qgis "), 1)
}
