//! Whether neighbouring areas have like rates.

use crate::analysis::Question;
use crate::evidence::Evidence;
use crate::local::{GlobalMoran, Standardisation, global_moran};
use crate::metres::Metres;
use crate::rate::empirical_bayes;
use crate::value::{Reason, Value};
use crate::weights::{Contiguity, contiguity};
use geo::MultiPolygon;

/// Boundaries closer than this are shared: what digitising leaves between neighbours.
const TOLERANCE: Metres = Metres(1.0);

/// Global Moran's I of the areas' rates.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaAutocorrelation {
    /// Theme by theme.
    pub themes: Vec<Value<GlobalMoran>>,
    /// The areas that touch no other: named, not dropped.
    pub islands: Vec<u32>,
}

/// Global Moran's I, theme by theme, of Assunção and Reis's index of the rates (1999, which takes the unequal variance of
/// rates over small exposures out of it), with queen neighbours, rows standardised. Undefined where a rate is.
pub(crate) fn autocorrelation(question: &Question, evidence: &Evidence) -> AreaAutocorrelation {
    let outlines: Vec<MultiPolygon<f64>> = question
        .areas
        .list()
        .iter()
        .map(|area| area.outline.clone())
        .collect();
    let weights = contiguity(&outlines, Contiguity::Queen, TOLERANCE);
    let themes = evidence
        .themes
        .iter()
        .enumerate()
        .map(|(theme, found)| {
            let located = found.located_share.known();
            if located.is_some_and(|share| share < question.params.rule.min_located_share) {
                return Value::Undefined(Reason::PoorlyLocated);
            }
            let counts: Vec<u64> = evidence
                .areas
                .iter()
                .map(|area| area.themes[theme].count)
                .collect();
            empirical_bayes(&counts, &found.exposure.values).and_then(|smoothed| {
                let mut index = Vec::with_capacity(counts.len());
                for value in &smoothed.index {
                    match value {
                        Value::Known(value) => index.push(*value),
                        Value::Undefined(reason) => return Value::Undefined(*reason),
                    }
                }
                global_moran(&index, &weights, Standardisation::Rows)
            })
        })
        .collect();
    AreaAutocorrelation {
        themes,
        islands: weights.islands(),
    }
}
