//! Did a scheme work, and at whose cost: the weighted displacement difference.

use std::f64::consts::SQRT_2;

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::erf::erfc;

use crate::rate::Limits;
use crate::value::{Reason, Value};

/// The events of some ground before and after a scheme began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ground {
    /// Events before.
    pub before: u64,
    /// Events after.
    pub after: u64,
    /// By what its counts are divided, so that grounds of different sizes compare: its area, or 1 for counts as they are.
    pub divisor: f64,
}

impl Ground {
    /// Ground whose counts are taken as they are.
    #[must_use]
    pub const fn counts(before: u64, after: u64) -> Self {
        Self {
            before,
            after,
            divisor: 1.0,
        }
    }
}

/// Where crime may have gone to, and what that is compared with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Buffer {
    /// The ground around the target.
    pub buffer: Ground,
    /// Its own control; without one the control of the target is used twice, and its chance counted so.
    pub control: Option<Ground>,
}

/// A scheme as its counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scheme {
    /// Where it was done.
    pub target: Ground,
    /// Ground like it where it was not.
    pub control: Ground,
    /// Where crime may have gone to.
    pub buffer: Option<Buffer>,
    /// The lengths of the two spans, before and after, in one unit.
    pub lengths: (f64, f64),
}

/// A difference of differences with its error.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The estimate: below zero, crime fell more than the control's.
    pub estimate: f64,
    /// Its variance.
    pub variance: f64,
    /// The standard score.
    pub z: f64,
    /// The two-sided p of no difference.
    pub p: f64,
    /// The two-sided limits at the level asked for.
    pub limits: Limits,
}

/// What a scheme changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wdd {
    /// The target's change less its control's.
    pub local: Value<Difference>,
    /// The buffer's change less its control's, where there is a buffer.
    pub displacement: Option<Value<Difference>>,
    /// Both together: the weighted displacement difference.
    pub total: Value<Difference>,
}

/// What happened around the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Around {
    /// Crime rose there, more than its control's and than chance explains.
    Displacement,
    /// Crime fell there too, more than its control's and than chance explains.
    Diffusion,
    /// Chance explains what is there.
    NoEvidence,
    /// No buffer was declared, or it holds no events.
    NotAsked,
}

impl Around {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Displacement => "displacement: crime rose around the target",
            Self::Diffusion => "diffusion of benefits: crime fell around the target too",
            Self::NoEvidence => "no evidence of displacement or diffusion",
            Self::NotAsked => "no buffer to look at",
        }
    }
}

/// The weighted displacement difference (Wheeler & Ratcliffe 2018, doi:10.1186/s40163-018-0085-5).
///
/// With each count divided by D = length of its span × divisor of its ground:
/// local = (T₁ − T₀) − (C₁ − C₀), displacement = (B₁ − B₀) − (Bc₁ − Bc₀), total = local + displacement, var = φ Σ count / D²;
/// z = estimate / √var, limits estimate ± z₁₋α⸝₂ √var. Counts are Poisson but for φ, the dispersion of the months, taken as one where
/// it is below. Where the buffer shares the control of the target, the total has (T + B) − 2 C, and the variance 4 times that of C.
///
/// Events per unit of D: with lengths in months and divisors of 1, a month. The normal approximation is poor for a handful of
/// events. Undefined where all counts are zero, or a length or divisor is not positive. Time O(1).
///
/// ```
/// use hotspur_core::change::{Around, Buffer, Ground, Scheme, wdd};
/// let scheme = Scheme {
///     target: Ground::counts(200, 110),
///     control: Ground::counts(210, 205),
///     buffer: Some(Buffer { buffer: Ground::counts(150, 220), control: Some(Ground::counts(160, 158)) }),
///     lengths: (1.0, 1.0),
/// };
/// let found = wdd(&scheme, 1.0, 0.95);
/// assert_eq!(found.local.known().unwrap().estimate, -85.0);
/// assert_eq!(found.around(0.05), Around::Displacement);
/// // What the target won, the buffer lost: no evidence of a gain in all.
/// assert!(found.total.known().unwrap().p > 0.05);
/// ```
#[must_use]
pub fn wdd(scheme: &Scheme, dispersion: f64, level: f64) -> Wdd {
    let settings = (scheme.lengths, dispersion, level);
    let local = [(scheme.target, 1.0), (scheme.control, -1.0)];
    let displaced = scheme.buffer.map(|buffer| {
        let control = buffer.control.unwrap_or(scheme.control);
        [(buffer.buffer, 1.0), (control, -1.0)]
    });
    let total = match scheme.buffer {
        None => difference(&local, settings),
        Some(Buffer { buffer, control }) => {
            let (times, own) = match control {
                Some(own) => (1.0, Some((own, -1.0))),
                None => (2.0, None),
            };
            let mut grounds = vec![
                (scheme.target, 1.0),
                (scheme.control, -times),
                (buffer, 1.0),
            ];
            grounds.extend(own);
            difference(&grounds, settings)
        }
    };
    Wdd {
        local: difference(&local, settings),
        displacement: displaced.map(|grounds| difference(&grounds, settings)),
        total,
    }
}

impl Wdd {
    /// What happened around the target, at a level of significance.
    #[must_use]
    pub fn around(&self, alpha: f64) -> Around {
        match self.displacement {
            Some(Value::Known(found)) if found.p <= alpha && found.estimate > 0.0 => {
                Around::Displacement
            }
            Some(Value::Known(found)) if found.p <= alpha && found.estimate < 0.0 => {
                Around::Diffusion
            }
            Some(Value::Known(_)) => Around::NoEvidence,
            Some(Value::Undefined(_)) | None => Around::NotAsked,
        }
    }
}

/// The cumulative difference of a running scheme after each period: its counts so far less what as many periods as before would
/// have held, for the target less the control; k times the weighted displacement difference of lengths (m, k), where m is the number of
/// periods before. The baseline is the same each time, so that its error grows with k², and later points hang together.
///
/// `before` holds the counts (target, control) of m periods together; `after` those of each period since. Units: events.
/// Periods must be of equal lengths, and of the same months as before, or a season is taken for an effect. Time O(periods).
///
/// ```
/// use hotspur_core::change::cumulative_wdd;
/// let so_far = cumulative_wdd((120, 120), 12, &[(6, 10), (5, 9), (4, 11)], 1.0, 0.95);
/// let estimates: Vec<f64> = so_far.iter().map(|found| found.known().unwrap().estimate).collect();
/// assert_eq!(estimates.iter().map(|value| value.round() as i64).collect::<Vec<_>>(), [-4, -8, -15]);
/// ```
#[must_use]
pub fn cumulative_wdd(
    before: (u64, u64),
    periods: u32,
    after: &[(u64, u64)],
    dispersion: f64,
    level: f64,
) -> Vec<Value<Difference>> {
    cumulative_wdd_scaled((before, periods), after, 1.0, dispersion, level)
}

/// The same with the counts of the control divided by a number: the size of its ground over that of the target.
///
/// ```
/// use hotspur_core::change::{cumulative_wdd, cumulative_wdd_scaled};
/// let (before, after) = ((120, 240), [(6, 20), (5, 18)]);
/// let scaled = cumulative_wdd_scaled((before, 12), &after, 2.0, 1.0, 0.95);
/// assert_eq!(scaled[1].known().unwrap().estimate, (11.0 - 20.0) - (19.0 - 20.0));
/// assert_eq!(cumulative_wdd_scaled((before, 12), &after, 1.0, 1.0, 0.95), cumulative_wdd(before, 12, &after, 1.0, 0.95));
/// ```
#[must_use]
pub fn cumulative_wdd_scaled(
    (before, periods): ((u64, u64), u32),
    after: &[(u64, u64)],
    divisor: f64,
    dispersion: f64,
    level: f64,
) -> Vec<Value<Difference>> {
    let (mut target, mut control) = (0, 0);
    let so_far = after.iter().zip(1_u32..).map(|(counts, k)| {
        target += counts.0;
        control += counts.1;
        let grounds = [
            (Ground::counts(before.0, target), 1.0),
            (
                Ground {
                    before: before.1,
                    after: control,
                    divisor,
                },
                -1.0,
            ),
        ];
        let lengths = (f64::from(periods), f64::from(k));
        difference(&grounds, (lengths, dispersion, level)).map(|found| found.times(f64::from(k)))
    });
    so_far.collect()
}

impl Difference {
    /// Events of so many units instead of one.
    fn times(self, units: f64) -> Self {
        Self {
            estimate: self.estimate * units,
            variance: self.variance * units * units,
            limits: Limits {
                lower: self.limits.lower * units,
                upper: self.limits.upper * units,
            },
            ..self
        }
    }
}

/// The sum of weight × change over grounds, its variance and what follows from them.
fn difference(
    grounds: &[(Ground, f64)],
    (lengths, dispersion, level): ((f64, f64), f64, f64),
) -> Value<Difference> {
    let positive = |value: f64| value > 0.0 && value.is_finite();
    let divisors = grounds.iter().all(|(ground, _)| positive(ground.divisor));
    if !(positive(lengths.0) && positive(lengths.1) && divisors) {
        return Value::Undefined(Reason::ZeroExposure);
    }
    let (mut estimate, mut variance) = (0.0, 0.0);
    for (ground, weight) in grounds {
        let (before, after) = (lengths.0 * ground.divisor, lengths.1 * ground.divisor);
        let (earlier, later) = (ground.before as f64, ground.after as f64);
        estimate += weight * (later / after - earlier / before);
        variance += weight * weight * (later / after / after + earlier / before / before);
    }
    variance *= dispersion.max(1.0);
    if !(variance > 0.0) {
        return Value::Undefined(Reason::NoEvents);
    }
    let half = Normal::standard().inverse_cdf(0.5 + level / 2.0) * variance.sqrt();
    let z = estimate / variance.sqrt();
    Value::Known(Difference {
        estimate,
        variance,
        z,
        p: erfc(z.abs() / SQRT_2),
        limits: Limits {
            lower: estimate - half,
            upper: estimate + half,
        },
    })
}
