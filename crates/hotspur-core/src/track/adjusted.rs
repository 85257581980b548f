//! Expected counts adjusted for attributes of areas, beside the plain ones.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::rate::{Limits, QuasiPoisson, Unfitted, expected, garwood, quasi_poisson};
use crate::value::{Reason, Value};

/// Fewer areas for each attribute than this say little of it (a rule of thumb, not a bound).
pub const FEWEST_AREAS_AN_ATTRIBUTE: usize = 10;

/// An area weighs too much on its own expectation beyond this many times the mean leverage p/n (Hoaglin & Welsch 1978,
/// doi:10.1080/00031305.1978.10479237).
pub const MOST_LEVERAGE: f64 = 2.0;

/// The level of intervals.
const LEVEL: f64 = 0.95;

/// An attribute of areas, in the order of the areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariate {
    /// Its column.
    pub name: String,
    /// Area by area; nothing where it is not known.
    pub values: Vec<Option<f64>>,
}

/// What the regression says of an attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct CovariateEffect {
    /// Its column.
    pub name: String,
    /// The change of the log rate per unit.
    pub coefficient: f64,
    /// Its standard error, with the dispersion as it was found.
    pub standard_error: f64,
    /// e to the coefficient: how many times the rate for one unit more.
    pub rate_ratio: f64,
    /// Its 95 % limits by Student's t with n − p degrees; they are not narrowed where the dispersion is below one.
    pub limits: Limits,
    /// The standard deviation of the attribute over the fitted areas, n in the divisor.
    pub spread: f64,
    /// How many times the rate for one standard deviation more.
    pub ratio_per_spread: f64,
}

/// A fit, as far as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct AdjustedFit {
    /// The attributes, in order.
    pub effects: Vec<CovariateEffect>,
    /// Pearson's dispersion.
    pub dispersion: f64,
    /// n − p.
    pub degrees: usize,
    /// Areas fitted.
    pub areas: usize,
    /// Fewer than [`FEWEST_AREAS_AN_ATTRIBUTE`] areas an attribute.
    pub few_areas: bool,
}

/// An area, plain and adjusted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AdjustedArea {
    /// Events.
    pub observed: u64,
    /// At the rate of all areas.
    pub expected: Value<f64>,
    /// Observed over expected.
    pub smr: Value<f64>,
    /// Its exact 95 % limits, as if events came singly.
    pub limits: Value<Limits>,
    /// Expected of an area with these attributes.
    pub adjusted: Value<f64>,
    /// Observed over adjusted. No limits: what is expected is itself fitted to these counts.
    pub adjusted_smr: Value<f64>,
    /// The weight of its own count in what is expected of it, 0 to 1.
    pub leverage: Value<f64>,
    /// Whether that weight is more than [`MOST_LEVERAGE`] times the mean.
    pub weighs_much: bool,
}

impl AdjustedArea {
    const fn unadjusted(&mut self, why: Reason) {
        self.adjusted = Value::Undefined(why);
        self.adjusted_smr = Value::Undefined(why);
        self.leverage = Value::Undefined(why);
    }
}

/// Why there is no fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAdjusted {
    /// What the regression says.
    pub why: Unfitted,
    /// The attribute that is meant, where one is.
    pub covariate: Option<String>,
}

/// Expected counts adjusted for attributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Adjusted {
    /// The fit, or why there is none.
    pub fit: Result<AdjustedFit, NotAdjusted>,
    /// Area by area, in the order of the areas.
    pub areas: Vec<AdjustedArea>,
    /// Areas by number that are not fitted, because an attribute or the exposure is missing.
    pub left_out: Vec<usize>,
}

/// Adjusts expected counts for attributes by a quasi-Poisson regression with the exposure as its offset; see
/// [`quasi_poisson`] for the formula. Areas without exposure, or without one of the attributes, are left out of the fit and
/// named; their adjusted numbers are undefined. The plain ratio is that of [`expected`], over every area with an exposure.
///
/// # Notes
///
/// An attribute of areas says nothing of persons (Robinson 1950, doi:10.2307/2087176), and what it "explains" may be what a
/// partnership ought to change. Time O(n p²).
///
/// ```
/// use hotspur_core::Value;
/// use hotspur_core::track::{Covariate, adjust_for};
/// let score = Covariate { name: "score".into(), values: [0.0, 1.0, 2.0, 3.0].map(Some).into() };
/// let found = adjust_for(&[2, 4, 8, 16], &[Value::Known(2_000.0); 4], &[score]);
/// let effect = &found.fit.unwrap().effects[0];
/// assert!((effect.rate_ratio - 2.0).abs() < 1e-9);
/// // What stands out plainly is what its score lets expect.
/// assert!(found.areas[3].smr.known().unwrap() > 2.0);
/// assert!((found.areas[3].adjusted_smr.known().unwrap() - 1.0).abs() < 1e-9);
/// ```
#[must_use]
pub fn adjust_for(counts: &[u64], exposure: &[Value<f64>], covariates: &[Covariate]) -> Adjusted {
    let complete = |area: usize| {
        exposure[area].known().is_some()
            && covariates
                .iter()
                .all(|one| one.values.get(area).copied().flatten().is_some())
    };
    let (fitted, left_out): (Vec<usize>, Vec<usize>) =
        (0..counts.len().min(exposure.len())).partition(|area| complete(*area));
    let of = |area: &usize| counts[*area];
    let sizes: Vec<f64> = fitted
        .iter()
        .filter_map(|area| exposure[*area].known())
        .collect();
    let columns: Vec<Vec<f64>> = (covariates.iter())
        .map(|one| fitted.iter().filter_map(|area| one.values[*area]).collect())
        .collect();
    let fit = quasi_poisson(&fitted.iter().map(of).collect::<Vec<_>>(), &sizes, &columns);
    let mut areas = plain(counts, exposure);
    for area in &left_out {
        let why = exposure[*area].reason().unwrap_or(Reason::NoCovariate);
        areas[*area].unadjusted(why);
    }
    if let Ok(fit) = &fit {
        let mean = (covariates.len() + 1) as f64 / fitted.len() as f64;
        for (at, number) in fitted.iter().enumerate() {
            let area = &mut areas[*number];
            area.adjusted = Value::Known(fit.fitted[at]);
            area.adjusted_smr =
                Value::ratio(area.observed as f64, fit.fitted[at], Reason::NoEvents);
            area.leverage = Value::Known(fit.leverage[at]);
            area.weighs_much = fit.leverage[at] > MOST_LEVERAGE * mean;
        }
    }
    let name = |column: usize| covariates.get(column).map(|one| one.name.clone());
    Adjusted {
        fit: fit
            .map(|fit| told(&fit, covariates, &columns))
            .map_err(|why| NotAdjusted {
                why,
                covariate: match why {
                    Unfitted::Constant(column) | Unfitted::Collinear(column) => name(column),
                    _ => None,
                },
            }),
        areas,
        left_out,
    }
}

fn plain(counts: &[u64], exposure: &[Value<f64>]) -> Vec<AdjustedArea> {
    let due = expected(counts, exposure);
    let area = |(observed, due): (&u64, &Value<f64>)| {
        let over = |count: f64| due.and_then(|due| Value::ratio(count, due, Reason::NoEvents));
        let exact = garwood(*observed, LEVEL);
        AdjustedArea {
            observed: *observed,
            expected: *due,
            smr: over(*observed as f64),
            limits: over(exact.lower)
                .and_then(|lower| over(exact.upper).map(|upper| Limits { lower, upper })),
            adjusted: Value::Undefined(Reason::NotFitted),
            adjusted_smr: Value::Undefined(Reason::NotFitted),
            leverage: Value::Undefined(Reason::NotFitted),
            weighs_much: false,
        }
    };
    counts.iter().zip(&due).map(area).collect()
}

fn told(fit: &QuasiPoisson, covariates: &[Covariate], columns: &[Vec<f64>]) -> AdjustedFit {
    let degrees = fit.degrees as f64;
    // n − p is at least one, for which there is a distribution.
    let t = StudentsT::new(0.0, 1.0, degrees)
        .map_or(f64::INFINITY, |t| t.inverse_cdf(0.5 + LEVEL / 2.0));
    // Counts that vary less than chance are luck, and luck narrows no interval.
    let scale = fit.dispersion.max(1.0).sqrt();
    let effect = |(number, one): (usize, &Covariate)| {
        let slope = fit.slopes[number];
        let half = t * scale * slope.unit_error;
        let column = &columns[number];
        let n = column.len() as f64;
        let mean = column.iter().map(|x| x / n).sum::<f64>();
        let spread = (column.iter().map(|x| (x - mean).powi(2) / n).sum::<f64>()).sqrt();
        CovariateEffect {
            name: one.name.clone(),
            coefficient: slope.estimate,
            standard_error: slope.standard_error,
            rate_ratio: slope.estimate.exp(),
            limits: Limits {
                lower: (slope.estimate - half).exp(),
                upper: (slope.estimate + half).exp(),
            },
            spread,
            ratio_per_spread: (slope.estimate * spread).exp(),
        }
    };
    let areas = fit.fitted.len();
    AdjustedFit {
        effects: covariates.iter().enumerate().map(effect).collect(),
        dispersion: fit.dispersion,
        degrees: fit.degrees,
        areas,
        few_areas: areas < FEWEST_AREAS_AN_ATTRIBUTE * covariates.len(),
    }
}
