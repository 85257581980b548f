//! Styles that QGIS finds: by their name beside a file, or in the GeoPackage.

use std::io;

use hotspur_core::{Layer, Theme};
use serde_json::json;

use super::look;
use super::surface::surface_of;
use super::template::render;
use crate::write::Written;

/// The style of a layer's table in the GeoPackage.
pub fn layer_style(written: &Written, themes: &[Theme]) -> io::Result<String> {
    render(
        "sidecar.qml",
        &json!({ "look": look_of(written.layer, themes), "surface": null }),
    )
}

/// The style beside the files of a layer. One name serves a GeoJSON and a GeoTIFF, and so one style both.
pub fn sidecar(written: &Written, themes: &[Theme]) -> io::Result<String> {
    render(
        "sidecar.qml",
        &json!({
            "look": written.geojson.then(|| look_of(written.layer, themes)),
            "surface": written.geotiff.then(|| surface_of(written.layer)),
        }),
    )
}

fn look_of(layer: &Layer, themes: &[Theme]) -> look::Look {
    let theme = look::theme_of(layer, themes).unwrap_or(0);
    look::look_of(layer, theme, None)
}
