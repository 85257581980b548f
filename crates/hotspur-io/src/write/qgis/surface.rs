//! How a raster of densities looks: the classes and colours of its cells.

use hotspur_core::Layer;
use serde::Serialize;

use crate::style::{Class, Style, shown, style_of};
use crate::write::number::ten_digits;

/// A raster in colours that flow from step to step.
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

/// The colour at a value; between two of them the colours flow into each other.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// The value.
    pub value: f64,
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

/// The colour of each class at its lower edge, and the last one's at the end of the scale too.
fn steps(classes: &[Class]) -> Vec<Step> {
    let step = |value: f64, class: &Class, alpha: u8| Step {
        value: ten_digits(value),
        label: shown(value),
        colour: class.colour.hex(),
        alpha,
    };
    let lower = (classes.iter().enumerate()).map(|(at, class)| {
        let alpha = match at {
            0 => 0,
            1 => 170,
            _ => 255,
        };
        step(class.lower, class, alpha)
    });
    let end = classes.last().map(|last| step(last.upper, last, 255));
    lower.chain(end).collect()
}
