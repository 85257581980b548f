//! How a raster of densities looks: the classes and colours of its cells.

use hotspur_core::Layer;
use serde::Serialize;

use crate::style::{Class, Style, shown, style_of};
use crate::write::number::ten_digits;

/// A raster in steps.
#[derive(Debug, Clone, Serialize)]
pub struct Surface {
    /// The least value of the scale.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// The opacity of all of it.
    pub opacity: &'static str,
    /// The steps, ascending.
    pub steps: Vec<Step>,
}

/// The colour of values up to `value`, above the step before.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The largest value, as QGIS reads it.
    pub value: String,
    /// The words of the legend.
    pub label: String,
    /// The colour.
    pub colour: String,
    /// Its opacity, of 255.
    pub alpha: u8,
}

/// The surface of a density; where there is nothing, and nearly where there is little, what lies under it is seen.
pub fn surface_of(layer: &Layer) -> Surface {
    let classes = match style_of(layer, 0, None) {
        Style::Graduated { classes, .. } => classes,
        _ => Vec::new(),
    };
    let edge = |class: Option<&Class>, of: fn(&Class) -> f64| {
        class.map_or(0.0, |class| ten_digits(of(class)))
    };
    Surface {
        least: edge(classes.first(), |class| class.lower),
        most: edge(classes.last(), |class| class.upper),
        opacity: "0.8",
        steps: steps(&classes),
    }
}

fn steps(classes: &[Class]) -> Vec<Step> {
    let last = classes.len().saturating_sub(1);
    let nothing = classes.first().map(|class| Step {
        value: "0".to_owned(),
        label: shown(0.0),
        colour: class.colour.hex(),
        alpha: 0,
    });
    let step = |(at, class): (usize, &Class)| Step {
        // Numbers of 32 bits may round to just above the largest.
        value: if at == last {
            "inf".to_owned()
        } else {
            ten_digits(class.upper).to_string()
        },
        label: class.label.clone(),
        colour: class.colour.hex(),
        alpha: if at == 0 { 70 } else { 255 },
    };
    nothing
        .into_iter()
        .chain(classes.iter().enumerate().map(step))
        .collect()
}
