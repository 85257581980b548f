//! The templates, and the text that goes into them.

use std::io;

use minijinja::{AutoEscape, Environment, value::Serde};
use serde::Serialize;

/// Every template by its name.
const TEMPLATES: [(&str, &str); 12] = [
    (
        "symbols.xml",
        include_str!("../../../assets/qgis/symbols.xml"),
    ),
    (
        "sidecar.qml",
        include_str!("../../../assets/qgis/sidecar.qml"),
    ),
    ("areas.qml", include_str!("../../../assets/qgis/areas.qml")),
    (
        "verdict.qml",
        include_str!("../../../assets/qgis/verdict.qml"),
    ),
    ("grid.qml", include_str!("../../../assets/qgis/grid.qml")),
    (
        "outlines.qml",
        include_str!("../../../assets/qgis/outlines.qml"),
    ),
    (
        "points.qml",
        include_str!("../../../assets/qgis/points.qml"),
    ),
    (
        "contours.qml",
        include_str!("../../../assets/qgis/contours.qml"),
    ),
    (
        "surface.qml",
        include_str!("../../../assets/qgis/surface.qml"),
    ),
    ("layer.xml", include_str!("../../../assets/qgis/layer.xml")),
    (
        "transforms.xml",
        include_str!("../../../assets/qgis/transforms.xml"),
    ),
    ("map.qgs", include_str!("../../../assets/qgis/map.qgs")),
];

/// Fills a template. All text is escaped as XML, whatever the template is called.
pub fn render(name: &str, context: &impl Serialize) -> io::Result<String> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for (name, source) in TEMPLATES {
        environment
            .add_template(name, source)
            .map_err(io::Error::other)?;
    }
    environment
        .get_template(name)
        .and_then(|template| template.render(Serde(context)))
        .map_err(io::Error::other)
}

/// People's words as QGIS shall show them: without characters that XML cannot hold, and without the brackets in which
/// QGIS would look for an expression to evaluate.
pub fn words(text: &str) -> String {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect();
    kept.replace("[%", "[ %")
}
