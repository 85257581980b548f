//! How the outlines of an answer look: the part asked about, the zones of a scheme.

use hotspur_core::Layer;

use super::look::{ClassLook, Look, rgba};
use crate::style::FOCUS_LINE;

/// The outlines of an answer, labelled by name and role where they have them.
pub fn zones(layer: &Layer) -> Look {
    let has = |name: &str| layer.column(name).is_some();
    let label = match (has("name"), has("role")) {
        (true, true) => "\"name\" || ': ' || \"role\"",
        (true, false) => "\"name\"",
        _ => "''",
    };
    Look {
        template: "outlines.qml",
        classes: vec![ClassLook {
            label: "asked about".to_owned(),
            edge: rgba(FOCUS_LINE, 255),
            width: "0.9".to_owned(),
            edge_style: "solid",
            ..ClassLook::default()
        }],
        label: label.to_owned(),
        label_colour: rgba(FOCUS_LINE, 255),
        ..Look::default()
    }
}
