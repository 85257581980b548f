//! What QGIS opens: a style beside every layer, and a project over all of them.
//!
//! What is drawn comes from [`crate::style`]; how QGIS is told stands in the templates of `assets/qgis`.

mod extent;
mod look;
mod project;
mod style;
mod template;
mod tree;

pub use project::PROJECT_FILE;
pub use style::{contours_style, surface_style};

use hotspur_core::{Audience, Layer, Release, Theme};

use super::{Sink, Wanted, WriteError};
use crate::crs::Unprojector;

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
    sink: &Sink,
    to_degrees: &Unprojector,
) -> Result<Vec<String>, WriteError> {
    let layers: Vec<&Layer> = release
        .layers()
        .iter()
        .filter(|layer| wanted.holds(layer.role))
        .collect();
    let mut files = Vec::new();
    for layer in &layers {
        let file = format!("{}.qml", layer.name);
        let text = style::layer_style(layer, about.themes);
        sink.write(&file, |out| out.write_all(text?.as_bytes()))?;
        files.push(file);
    }
    sink.write(PROJECT_FILE, |out| {
        project::write(&layers, release.layers(), about, to_degrees, out)
    })?;
    files.push(PROJECT_FILE.to_owned());
    Ok(files)
}
