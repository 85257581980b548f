//! Styles that QGIS finds by their name beside a layer.

use std::io;

use hotspur_core::{Layer, Theme};
use serde_json::json;

use super::look::{self, ClassLook, Look};
use super::template::render;
use crate::style::{Class, Colour, shown};
use crate::write::number::ten_digits;

/// The style of a layer, to be written beside it under its name with the ending `.qml`.
pub(super) fn layer_style(layer: &Layer, themes: &[Theme]) -> io::Result<String> {
    let theme = look::theme_of(layer, themes).unwrap_or(0);
    sidecar(&look::look_of(layer, theme, None))
}

/// The style of lines of equal density: `field` holds the level, `levels` are classes whose lower edges are the levels.
///
/// # Errors
///
/// Where the template does not render.
pub fn contours_style(field: &str, title: &str, levels: &[Class]) -> io::Result<String> {
    let field = look::quoted(field);
    let last = levels.len().saturating_sub(1);
    let classes = look::classes_of(&field, levels)
        .into_iter()
        .enumerate()
        .map(|(at, class)| ClassLook {
            width: (if at == last { "0.6" } else { "0.35" }).to_owned(),
            ..class
        })
        .collect();
    sidecar(&Look {
        template: "contours.qml",
        title: title.to_owned(),
        classes,
        label: field,
        geometry: Some(1),
        ..Look::default()
    })
}

/// The style of a raster of densities, as smooth steps through the lower edges of `classes` to the last upper edge;
/// transparent below the first class's upper edge, so that what lies under it is seen.
///
/// # Errors
///
/// Where the template does not render.
pub fn surface_style(classes: &[Class]) -> io::Result<String> {
    let stop = |value: f64, colour: Colour, alpha: u8| {
        json!({
            "value": ten_digits(value).to_string(),
            "label": shown(value),
            "colour": colour.hex(),
            "alpha": alpha,
        })
    };
    let mut stops = Vec::new();
    for (at, class) in classes.iter().enumerate() {
        let alpha = match at {
            0 => 0,
            1 => 170,
            _ => 255,
        };
        stops.push(stop(class.lower, class.colour, alpha));
    }
    if let Some(last) = classes.last() {
        stops.push(stop(last.upper, last.colour, 255));
    }
    let edge = |class: Option<&Class>, of: fn(&Class) -> f64| {
        class.map_or(0.0, |class| ten_digits(of(class))).to_string()
    };
    let look = json!({
        "template": "surface.qml",
        "least": edge(classes.first(), |class| class.lower),
        "most": edge(classes.last(), |class| class.upper),
        "opacity": "0.8",
        "stops": stops,
    });
    render("sidecar.qml", &json!({ "look": look }))
}

fn sidecar(look: &Look) -> io::Result<String> {
    render("sidecar.qml", &json!({ "look": look }))
}
