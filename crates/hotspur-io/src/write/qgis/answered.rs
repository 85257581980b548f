//! How the areas of an answer look: the part asked about, the zones of a scheme, where indicators stand.

use hotspur_core::Layer;

use super::look::{ClassLook, Flag, Look, in_html, quoted, rgba};
use crate::style::{Category, FLAGGED, FOCUS_LINE, WORST};

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

/// Areas filled by where their indicators stand, or one of them; those off a target are hatched, so that they stand out without
/// colours too, and every label says the word.
pub fn standings(layer: &Layer, field: &str, classes: &[Category]) -> Look {
    let column = quoted(field);
    let worst = field == WORST;
    let class = |class: &Category| ClassLook {
        filter: format!("{column} = '{}'", class.value),
        label: if worst { class.label } else { class.value }.to_owned(),
        colour: rgba(class.colour, 255),
        style: "solid",
        ..ClassLook::default()
    };
    let mut shown: Vec<ClassLook> = classes.iter().map(class).collect();
    if layer
        .column(field)
        .is_some_and(|column| column.cells.has_null())
    {
        shown.push(ClassLook {
            filter: format!("{column} IS NULL"),
            label: "nothing is tracked".to_owned(),
            style: "solid",
            colour: rgba(crate::style::NO_VALUE, 255),
            ..ClassLook::default()
        });
    }
    let said = match worst {
        true => "to_string(\"off_track\") || ' off, ' || to_string(\"on_track\") || ' on track'"
            .to_owned(),
        false => column.clone(),
    };
    let chance = match field.strip_suffix("_status") {
        Some(key) if !worst => {
            let chance = quoted(&format!("{key}_chance"));
            format!(
                "<br>[% coalesce('chance of meeting the target ' || to_string(round(100 * {chance})) || ' %', '') %]"
            )
        }
        _ => format!("<br>{}", in_html(&said)),
    };
    Look {
        template: "areas.qml",
        title: match worst {
            true => "The worst word of the indicators".to_owned(),
            false => words_of(field),
        },
        classes: shown,
        flags: vec![Flag {
            filter: format!("{column} = 'off track'"),
            label: "off track (hatched)".to_owned(),
            colour: rgba(FLAGGED, 255),
            angles: vec![45],
        }],
        label: format!("\"name\" || '\\n' || {said}"),
        tip: format!("<b>{}</b><br>[% {column} %]{chance}", in_html("\"name\"")),
        ..Look::default()
    }
}

/// The key of an indicator as a heading.
pub fn words_of(field: &str) -> String {
    let key = field.strip_suffix("_status").unwrap_or(field);
    let words = key.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
