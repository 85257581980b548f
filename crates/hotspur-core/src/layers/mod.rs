//! Findings as layers: one file a layer, each column named once.

mod areas;
mod cells;
mod change;
mod clusters;
mod contours;
mod density;
mod focus;
mod hotspots;
mod incidents;
mod relative;
mod risk;
mod schemes;
mod targets;

pub use change::{CHANGE, CHANGE_PLACES};
pub use focus::{FOCUS, FOCUS_PLACES};
pub(crate) use incidents::{first, last};
pub use risk::RISK;
pub use schemes::SCHEME_ZONES;
pub use targets::{TARGETS_BY_AREA, TARGETS_BY_GROUP};

use crate::analysis::{Findings, Question};
use crate::layer::Layer;

/// The names and titles that a study gives its layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// The name of the layer of areas.
    pub areas: String,
    /// The name of the study, for titles.
    pub study: String,
}

/// The layer of densities of all located rows.
pub const DENSITY: &str = "density";
/// The layer of lines of equal density.
pub const CONTOURS: &str = "contours";
/// The layers of evidence cell by cell begin with this.
pub const CELLS: &str = "cells";
/// The layer of a density of cases against one of controls begins with this.
pub const RELATIVE: &str = "relative";
/// The layers of clusters begin with this.
pub const CLUSTERS: &str = "clusters";
/// The layers of micro-hotspots begin with this.
pub const HOTSPOTS: &str = "hotspots";
/// The layers of micro-hotspots of a group's own areas end with this, which no key of a theme does.
pub const IN_DETAIL: &str = "-in-detail";
/// The layer of incidents.
pub const INCIDENTS: &str = "incidents";

/// Every layer of a run but those that its parameters leave out, in the order in which they are listed.
#[must_use]
pub(crate) fn all(question: &Question, findings: &Findings, names: &Names) -> Vec<Layer> {
    let mut layers = vec![areas::layer(question, findings, names)];
    if let Some(densities) = &findings.densities {
        for surface in &densities.surfaces {
            layers.push(density::layer(question, densities, surface, names));
        }
        layers.extend(contours::layer(question, densities, names));
        layers.extend(relative::layer(question, densities, names));
    }
    if let Some(inside) = &findings.inside {
        for theme in &inside.themes {
            layers.push(hotspots::layer(question, theme, names));
            if theme.clusters.is_some() {
                layers.push(clusters::layer(question, theme, names));
            }
            layers.push(cells::layer(question, inside, theme, names));
        }
    }
    if let Some(found) = &findings.answers.location {
        layers.push(focus::part(question, found, names));
        layers.push(focus::places(question, found, names));
    }
    if let Some(found) = &findings.answers.comparison {
        layers.push(change::areas(question, found, names));
        let places = found.places.iter();
        layers.extend(places.map(|of| change::places(question, found, of, names)));
    }
    layers.extend(risk::layer(question, &findings.answers.repeats, names));
    if !findings.answers.schemes.is_empty() {
        layers.push(schemes::zones(question, &findings.answers.schemes, names));
    }
    if let Some(found) = &findings.answers.targets {
        layers.extend(targets::layers(question, found, names));
    }
    if question.params.incidents {
        layers.push(incidents::layer(question, findings, names));
    }
    layers
}
