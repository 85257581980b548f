//! Where the classes of a legend begin and end. They belong to the analysis, because contours are drawn at them.

/// The most classes of a legend: more cannot be told apart.
pub const CLASSES: usize = 5;

/// The edges of at most `classes` classes with as many values each; fewer where values repeat. Empty without values.
///
/// Quantiles of type 7, linear between values, as most software draws them.
#[must_use]
pub fn quantile_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let mut sorted: Vec<f64> = values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .collect();
    sorted.sort_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else {
        return Vec::new();
    };
    let mut edges: Vec<f64> = (0..=classes)
        .map(|at| {
            let place = last as f64 * at as f64 / classes as f64;
            let low = place.floor() as usize;
            let part = place - low as f64;
            sorted[low] + part * (sorted[(low + 1).min(last)] - sorted[low])
        })
        .collect();
    edges.dedup();
    closed(edges)
}

/// Edges at multiples of 1, 2 or 5 times a power of ten, about `classes` of them, from the least value to the largest.
#[must_use]
pub fn pretty_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let Some((low, high)) = range(values) else {
        return Vec::new();
    };
    if low == high || classes == 0 {
        return closed(vec![low]);
    }
    let rough = (high - low) / classes as f64;
    let power = 10_f64.powi(rough.log10().floor() as i32);
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|times| times * power)
        .find(|step| *step >= rough)
        .unwrap_or(rough);
    let first = (low / step).floor() as i64;
    let last = (high / step).ceil() as i64;
    closed((first..=last).map(|at| at as f64 * step).collect())
}

/// Edges at 1, 2 and 5 times powers of ten, `classes` of them downwards from above the largest value, the lowest at zero
/// or the least value below it: for what is low nearly everywhere and very high in a few places.
/// Values that such steps hardly part get those of [`pretty_breaks`].
#[must_use]
pub fn skewed_breaks(values: &[f64], classes: usize) -> Vec<f64> {
    let Some((low, high)) = range(values) else {
        return Vec::new();
    };
    if low == high || !(high > 0.0) || classes == 0 {
        return closed(vec![low]);
    }
    let power = high.log10().floor() as i32;
    let mut steps: Vec<f64> = (power - classes as i32..=power + 1)
        .flat_map(|power| [1.0, 2.0, 5.0].map(|times| round_step(times, power)))
        .collect();
    steps.sort_by(f64::total_cmp);
    let top = steps
        .partition_point(|step| *step < high)
        .min(steps.len() - 1);
    let bottom = (top + 1).saturating_sub(classes);
    let mut edges: Vec<f64> = steps[bottom..=top]
        .iter()
        .copied()
        .filter(|step| *step > low)
        .collect();
    if edges.len() < 2 {
        return pretty_breaks(values, classes);
    }
    edges.insert(0, low.min(0.0));
    closed(edges)
}

/// The least and the largest of the values that are finite.
fn range(values: &[f64]) -> Option<(f64, f64)> {
    let finite = || values.iter().copied().filter(|value| value.is_finite());
    Some((finite().reduce(f64::min)?, finite().reduce(f64::max)?))
}

/// `times` a power of ten, without the digits that multiplying by a fraction leaves.
fn round_step(times: f64, power: i32) -> f64 {
    if power < 0 {
        times / 10_f64.powi(-power)
    } else {
        times * 10_f64.powi(power)
    }
}

/// A single edge becomes a class of one value.
fn closed(mut edges: Vec<f64>) -> Vec<f64> {
    if let [only] = edges[..] {
        edges.push(only);
    }
    edges
}
