//! How outlines look: what is asked about, micro-hotspots and clusters, and places by what became of them.

use hotspur_core::{Layer, Role};

use super::look::{ClassLook, Look, in_html, quoted, rgba};
use crate::style::{CLUSTER_LINE, Category, HOTSPOT_LINE};

/// Micro-hotspots and clusters: the rank in an overview, the place too where the map is large enough to hold it.
pub fn outlines(layer: &Layer) -> Look {
    let cluster = layer.role == Role::Clusters;
    let (line, style, what) = if cluster {
        (CLUSTER_LINE, "dash", "cluster")
    } else {
        (HOTSPOT_LINE, "solid", "micro-hotspot")
    };
    let has = |name: &str| layer.column(name).is_some();
    let rank = "to_string(\"rank\")";
    let place = match (has("place"), has("area_name")) {
        (true, true) => Some("coalesce(\"place\", \"area_name\")"),
        (false, true) => Some("\"area_name\""),
        _ => None,
    };
    let label = place.map_or_else(
        || rank.to_owned(),
        |place| {
            format!("CASE WHEN @map_scale > 25000 THEN {rank} ELSE {rank} || '  ' || {place} END")
        },
    );
    let expected = if has("expected") {
        ", [% coalesce(round(\"expected\", 1), '?') %] expected"
    } else {
        ""
    };
    let numbers = format!("[% \"count\" %] events{expected}");
    let tip = if has("name") {
        format!("<b>{}</b><br>{numbers}", in_html("\"name\""))
    } else {
        format!("<b>[% \"rank\" %]</b><br>{numbers}")
    };
    Look {
        template: "outlines.qml",
        classes: vec![ClassLook {
            label: format!("{what}, by rank"),
            edge: rgba(line, 255),
            width: "0.6".to_owned(),
            edge_style: style,
            ..ClassLook::default()
        }],
        label,
        label_colour: rgba(line, 255),
        tip,
        ..Look::default()
    }
}

/// Places filled by a word, labelled with their rank, and named where the pointer rests.
pub fn categories(layer: &Layer, field: &str, classes: &[Category]) -> Look {
    let column = quoted(field);
    let class = |class: &Category| ClassLook {
        filter: format!("{column} = '{}'", class.value),
        label: class.label.to_owned(),
        colour: rgba(class.colour, 90),
        style: "solid",
        edge: rgba(class.colour, 255),
        width: "0.6".to_owned(),
        edge_style: "solid",
    };
    let counts = match layer.column("before").is_some() {
        true => "<br>[% \"before\" %] before, [% \"after\" %] after",
        false => "",
    };
    Look {
        template: "verdict.qml",
        classes: classes.iter().map(class).collect(),
        label: "to_string(\"rank\")".to_owned(),
        tip: format!("<b>{}</b><br>[% {column} %]{counts}", in_html("\"name\"")),
        ..Look::default()
    }
}
