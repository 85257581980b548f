//! Marshall's global empirical Bayes smoothing of rates.

use crate::value::{Reason, Value};

/// The smoothed rates and the two moments behind them.
#[derive(Debug, Clone, PartialEq)]
pub struct EmpiricalBayes {
    /// The mean rate b = Σx / ΣP.
    pub mean: f64,
    /// The variance between areas before it is cut at zero.
    pub variance_untruncated: f64,
    /// The smoothed rate of each area.
    pub rates: Vec<Value<f64>>,
    /// The index of Assunção and Reis: the rate's deviation from the mean over its standard deviation.
    pub index: Vec<Value<f64>>,
}

/// rᵢ = xᵢ / Pᵢ, b = Σx / ΣP, A = max(0, Σ Pᵢ (rᵢ − b)² / ΣP − b / P̄); the smoothed rate is
/// b + (rᵢ − b) · A / (A + b / Pᵢ) (Marshall 1991, doi:10.2307/2347593). A = 0 gives b everywhere, b = 0 gives 0.
///
/// The index is (rᵢ − b) / √vᵢ with vᵢ = A + b / Pᵢ, A not truncated, and vᵢ = b / Pᵢ where that is not positive
/// (Assunção & Reis 1999, doi:10.1002/(SICI)1097-0258(19990830)18:16<2147::AID-SIM179>3.0.CO;2-I).
///
/// Areas without a known exposure take no part. Undefined as a whole where there is none. Time O(n).
///
/// ```
/// use hotspur_core::{Value, rate::empirical_bayes};
/// let exposure = [Value::Known(1_000.0), Value::Known(1_000.0), Value::Known(1_000.0)];
/// let smoothed = empirical_bayes(&[10, 20, 90], &exposure).known().unwrap();
/// assert!(smoothed.rates[2].known().unwrap() < 0.09);
/// ```
#[must_use]
pub fn empirical_bayes(observed: &[u64], exposure: &[Value<f64>]) -> Value<EmpiricalBayes> {
    let known: Vec<(f64, f64)> = observed
        .iter()
        .zip(exposure)
        .filter_map(|(count, size)| size.known().map(|size| (*count as f64, size)))
        .collect();
    let events: f64 = known.iter().map(|(count, _)| count).sum();
    let exposed: f64 = known.iter().map(|(_, size)| size).sum();
    if known.is_empty() || exposed <= 0.0 {
        return Value::Undefined(Reason::NoExposure);
    }
    let mean = events / exposed;
    let spread: f64 = known
        .iter()
        .map(|(count, size)| size * (count / size - mean).powi(2))
        .sum();
    let variance_untruncated = spread / exposed - mean / (exposed / known.len() as f64);
    let variance = variance_untruncated.max(0.0);
    let smooth = |count: u64, size: f64| {
        let weight = variance / (variance + mean / size);
        if mean == 0.0 || variance == 0.0 {
            mean
        } else {
            mean + (count as f64 / size - mean) * weight
        }
    };
    let rates = observed
        .iter()
        .zip(exposure)
        .map(|(count, size)| size.map(|size| smooth(*count, size)))
        .collect();
    let index = observed
        .iter()
        .zip(exposure)
        .map(|(count, size)| {
            size.and_then(|size| {
                let own = mean / size;
                let spread = variance_untruncated + own;
                let spread = if spread > 0.0 { spread } else { own };
                let deviation = *count as f64 / size - mean;
                Value::ratio(deviation, spread.sqrt(), Reason::NoEvents)
            })
        })
        .collect();
    Value::Known(EmpiricalBayes {
        mean,
        variance_untruncated,
        rates,
        index,
    })
}
