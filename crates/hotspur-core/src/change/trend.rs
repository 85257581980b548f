//! Whether a series rises or falls throughout: the test of Mann and Kendall.

use std::f64::consts::SQRT_2;

use statrs::function::erf::erfc;

use crate::value::{Reason, Value};

/// The normal approximation is poor for shorter series.
const SHORTEST: usize = 8;

/// What the test found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannKendall {
    /// How many more pairs rise than fall.
    pub s: i64,
    /// Its variance if the order is chance, ties allowed for.
    pub variance: f64,
    /// The standard score, with the correction for continuity.
    pub z: f64,
    /// The two-sided p.
    pub p: f64,
}

/// The test of Mann and Kendall for a trend: S = Σ sign(vⱼ − vᵢ) over i < j,
/// var = (n(n − 1)(2n + 5) − Σ t(t − 1)(2t + 5)) / 18 over ties of t, z = (S − sign S) / √var, 0 where S = 0; two-sided p from the
/// normal tail (Mann 1945, doi:10.2307/1907187; Kendall 1975, Rank correlation methods).
///
/// Values are taken as independent in time: a season, or months that follow one another, make p too small; compare years of like months.
/// Undefined for fewer than eight values, for equal ones, and for any that is not finite. Time O(n²).
///
/// ```
/// use hotspur_core::change::mann_kendall;
/// let rising = mann_kendall(&[1.0, 2.0, 2.0, 3.0, 5.0, 4.0, 6.0, 7.0, 9.0]).known().unwrap();
/// assert_eq!(rising.s, 33);
/// assert!(rising.p < 0.001);
/// ```
#[must_use]
pub fn mann_kendall(values: &[f64]) -> Value<MannKendall> {
    if values.iter().any(|value| !value.is_finite()) {
        return Value::Undefined(Reason::NotFinite);
    }
    if values.len() < SHORTEST {
        return Value::Undefined(Reason::ShortSeries);
    }
    let mut s = 0_i64;
    for (at, early) in values.iter().enumerate() {
        for late in &values[at + 1..] {
            s += i64::from(late > early) - i64::from(late < early);
        }
    }
    let part = |n: usize| (n * (n - 1) * (2 * n + 5)) as f64;
    let variance = (part(values.len()) - ties(values).into_iter().map(part).sum::<f64>()) / 18.0;
    if !(variance > 0.0) {
        return Value::Undefined(Reason::NoVariation);
    }
    let z = (s - s.signum()) as f64 / variance.sqrt();
    Value::Known(MannKendall {
        s,
        variance,
        z,
        p: erfc(z.abs() / SQRT_2),
    })
}

/// How many values are equal, for each value.
fn ties(values: &[f64]) -> Vec<usize> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.chunk_by(|a, b| a == b).map(<[f64]>::len).collect()
}
