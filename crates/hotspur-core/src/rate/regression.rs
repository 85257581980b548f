//! Quasi-Poisson regression of counts on attributes of areas, with the exposure as an offset.

use super::orthogonal::Orthogonal;

/// Newton's steps double the digits, so that more than a few dozen mean that nothing settles.
const MOST_STEPS: usize = 100;

/// Where no linear predictor moves by more than this, the fit has settled.
const SETTLED: f64 = 1e-11;

/// A column that keeps less than this share of its length beside the others says nothing of its own.
const COLLINEAR: f64 = 1e-7;

/// A linear predictor this far out is on its way to infinity.
const BEYOND: f64 = 300.0;

/// Why no regression is fitted. Columns are numbered from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unfitted {
    /// The inputs differ in length, or hold a number that is not finite or an exposure that is not positive.
    #[error("input lengths differ or a number is not valid")]
    BadInput,
    /// No event in any area.
    #[error("no events")]
    NoEvents,
    /// As many coefficients as areas, or more: nothing is left to judge the fit by.
    #[error(
        "too few areas: {areas} for {coefficients} coefficients, and it takes one more at least"
    )]
    TooFewAreas {
        /// Areas.
        areas: usize,
        /// Coefficients, with the intercept.
        coefficients: usize,
    },
    /// The attribute is the same in every area.
    #[error("column {0} is the same in every area")]
    Constant(usize),
    /// The attribute follows from those before it.
    #[error("column {0} follows from the columns before it")]
    Collinear(usize),
    /// The attributes set areas without events apart, so that a coefficient is infinite.
    #[error(
        "the attributes set areas without events apart, so that no finite coefficient fits best"
    )]
    Separated,
}

/// A coefficient of a log-linear model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// The change of the log rate per unit of the attribute; for the intercept, the log rate at attributes of zero.
    pub estimate: f64,
    /// Its standard error were the dispersion one: the root of the diagonal of (XᵀWX)⁻¹.
    pub unit_error: f64,
    /// Its standard error √φ · unit error, with φ as it was found.
    pub standard_error: f64,
}

/// A fitted quasi-Poisson regression.
#[derive(Debug, Clone, PartialEq)]
pub struct QuasiPoisson {
    /// The log rate where every attribute is zero.
    pub intercept: Coefficient,
    /// One for each column, in order.
    pub slopes: Vec<Coefficient>,
    /// φ = Σ (O − μ)² / μ / (n − p), Pearson's.
    pub dispersion: f64,
    /// n − p.
    pub degrees: usize,
    /// Expected counts μ of the areas under the model; they add up to the events.
    pub fitted: Vec<f64>,
    /// Diagonal of the hat matrix: the weight of an area's own count in what is expected of it.
    pub leverage: Vec<f64>,
    /// Poisson deviance 2 Σ (O ln(O/μ) − (O − μ)).
    pub deviance: f64,
}

/// Fits log μᵢ = log Eᵢ + β₀ + Σⱼ βⱼ xᵢⱼ with Var(Oᵢ) = φ μᵢ, where E is the exposure, by iteratively reweighted least
/// squares (McCullagh & Nelder 1989, doi:10.1007/978-1-4899-3242-6, sections 2.5, 6.2 and 9.2).
///
/// # Parameters
///
/// `counts` and `exposure` by area, exposures positive; `columns[j][i]` is attribute j of area i, in its own unit.
///
/// # Algorithm
///
/// Attributes are centred and scaled, which changes no fit and spares digits; each step solves the weighted least squares
/// by orthogonal columns, and is halved while it would raise the deviance; coefficients go back to their units at the end.
/// Equal to R's `glm(counts ~ x + offset(log(exposure)), family = quasipoisson)`. Time O(n p²) a step, of which there are about six.
///
/// # Errors
///
/// [`Unfitted`] says why there are no numbers.
///
/// ```
/// use hotspur_core::rate::quasi_poisson;
/// // Rates of 1, 2, 4 and 8 in a thousand double with every unit, as exactly as can be.
/// let fit = quasi_poisson(&[2, 4, 8, 16], &[2_000.0; 4], &[vec![0.0, 1.0, 2.0, 3.0]]).unwrap();
/// assert!((fit.slopes[0].estimate.exp() - 2.0).abs() < 1e-12);
/// assert!((fit.fitted[3] - 16.0).abs() < 1e-9);
/// ```
pub fn quasi_poisson(
    counts: &[u64],
    exposure: &[f64],
    columns: &[Vec<f64>],
) -> Result<QuasiPoisson, Unfitted> {
    let areas = counts.len();
    let valid = exposure.len() == areas
        && exposure.iter().all(|size| *size > 0.0 && size.is_finite())
        && columns.iter().all(|column| column.len() == areas)
        && columns.iter().flatten().all(|x| x.is_finite());
    if !valid {
        return Err(Unfitted::BadInput);
    }
    if counts.iter().all(|count| *count == 0) {
        return Err(Unfitted::NoEvents);
    }
    let coefficients = columns.len() + 1;
    if areas <= coefficients {
        return Err(Unfitted::TooFewAreas {
            areas,
            coefficients,
        });
    }
    let scaled = columns
        .iter()
        .enumerate()
        .map(|(number, column)| Scaled::of(column).ok_or(Unfitted::Constant(number)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut design = vec![vec![1.0; areas]];
    design.extend(scaled.iter().map(|column| column.values.clone()));
    let unweighted = Orthogonal::of(&design, &vec![1.0; areas]);
    if let Some(column) = unweighted.lost(COLLINEAR) {
        return Err(Unfitted::Collinear(column.saturating_sub(1)));
    }
    let observed: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    let offset: Vec<f64> = exposure.iter().map(|size| size.ln()).collect();
    let (parts, fitted) = iterate(&observed, &offset, &design)?;
    Ok(told(&observed, &design, &scaled, &parts, fitted))
}

/// An attribute about its mean, in its standard deviations.
struct Scaled {
    values: Vec<f64>,
    mean: f64,
    scale: f64,
}

impl Scaled {
    fn of(column: &[f64]) -> Option<Self> {
        // Halved before they are added, so that no two finite numbers overflow.
        let size = column.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        let unit = if size > 0.0 { size } else { 1.0 };
        let n = column.len() as f64;
        let mean = column.iter().map(|x| x / unit).sum::<f64>() / n;
        let apart: Vec<f64> = column.iter().map(|x| x / unit - mean).collect();
        let scale = (apart.iter().map(|x| x * x).sum::<f64>() / n).sqrt();
        // Differences in the last digits are those of writing, not of areas.
        (scale > 1e-12).then(|| Self {
            values: apart.iter().map(|x| x / scale).collect(),
            mean: mean * unit,
            scale: scale * unit,
        })
    }
}

fn deviance(observed: &[f64], fitted: &[f64]) -> f64 {
    let part = |(count, mean): (&f64, &f64)| {
        let log = if *count > 0.0 {
            count * (count / mean).ln()
        } else {
            0.0
        };
        log - (count - mean)
    };
    2.0 * observed.iter().zip(fitted).map(part).sum::<f64>()
}

/// The coefficients of the scaled attributes, and the expected counts.
fn iterate(
    observed: &[f64],
    offset: &[f64],
    design: &[Vec<f64>],
) -> Result<(Vec<f64>, Vec<f64>), Unfitted> {
    let mean_of =
        |predictor: &[f64]| -> Vec<f64> { predictor.iter().map(|eta| eta.exp()).collect() };
    // The start of R: every count a little above what it is, so that none has an infinite logarithm.
    let mut fitted: Vec<f64> = observed.iter().map(|count| count + 0.1).collect();
    let mut predictor: Vec<f64> = fitted.iter().map(|mean| mean.ln()).collect();
    let mut parts: Option<Vec<f64>> = None;
    for _ in 0..MOST_STEPS {
        let working: Vec<f64> = (0..observed.len())
            .map(|i| predictor[i] - offset[i] + (observed[i] - fitted[i]) / fitted[i])
            .collect();
        let basis = Orthogonal::of(design, &fitted);
        if basis.lost(1e-12).is_some() {
            return Err(Unfitted::Separated);
        }
        let mut next = basis.solve(&working);
        let mut along = predict(design, offset, &next);
        if let Some(parts) = &parts {
            let now = deviance(observed, &fitted);
            for _ in 0..30 {
                let then = deviance(observed, &mean_of(&along));
                if then.is_finite() && then <= now + 1e-9 * (now.abs() + 0.1) {
                    break;
                }
                next = (next.iter().zip(parts))
                    .map(|(a, b)| f64::midpoint(*a, *b))
                    .collect();
                along = predict(design, offset, &next);
            }
        }
        if !along
            .iter()
            .all(|eta| eta.is_finite() && eta.abs() < BEYOND)
        {
            return Err(Unfitted::Separated);
        }
        let moved = (along.iter().zip(&predictor))
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f64::max);
        fitted = mean_of(&along);
        predictor = along;
        if moved < SETTLED {
            return Ok((next, fitted));
        }
        parts = Some(next);
    }
    Err(Unfitted::Separated)
}

fn predict(design: &[Vec<f64>], offset: &[f64], parts: &[f64]) -> Vec<f64> {
    let sum = |i: usize| {
        design
            .iter()
            .zip(parts)
            .map(|(column, part)| column[i] * part)
            .sum::<f64>()
    };
    (0..offset.len()).map(|i| offset[i] + sum(i)).collect()
}

/// The fit in the units of the attributes.
fn told(
    observed: &[f64],
    design: &[Vec<f64>],
    scaled: &[Scaled],
    parts: &[f64],
    fitted: Vec<f64>,
) -> QuasiPoisson {
    let basis = Orthogonal::of(design, &fitted);
    let degrees = observed.len() - design.len();
    let x2: f64 = (observed.iter().zip(&fitted))
        .map(|(count, mean)| (count - mean).powi(2) / mean)
        .sum();
    let dispersion = x2 / degrees as f64;
    // A coefficient in its unit is a sum over those of the scaled attributes.
    let coefficient = |weights: &[f64]| {
        let unit_error = basis.variance(weights).sqrt();
        Coefficient {
            estimate: weights
                .iter()
                .zip(parts)
                .map(|(weight, part)| weight * part)
                .sum(),
            unit_error,
            standard_error: dispersion.sqrt() * unit_error,
        }
    };
    let mut level = vec![1.0];
    level.extend(scaled.iter().map(|column| -column.mean / column.scale));
    let slope = |number: usize| {
        let mut weights = vec![0.0; design.len()];
        weights[number + 1] = 1.0 / scaled[number].scale;
        coefficient(&weights)
    };
    QuasiPoisson {
        intercept: coefficient(&level),
        slopes: (0..scaled.len()).map(slope).collect(),
        dispersion,
        degrees,
        leverage: basis.leverage(),
        deviance: deviance(observed, &fitted),
        fitted,
    }
}
