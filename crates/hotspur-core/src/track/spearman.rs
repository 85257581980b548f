//! Spearman's rank correlation.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::value::{Reason, Value};

/// Up to so many units every order is counted: 40,320 of them.
const EVERY_ORDER: usize = 8;

/// Fewer units than this cannot tell a moderate correlation from none.
pub const FEWEST_RANKED: usize = 10;

/// A rank correlation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spearman {
    /// ρ, −1 to 1.
    pub rho: f64,
    /// Two-sided p.
    pub p: f64,
    /// Whether p counts every order, or is by Student's t.
    pub exact: bool,
    /// Units ranked.
    pub units: usize,
}

/// ρ, the correlation of the ranks of two lists, ties at their mean rank (Spearman 1904, doi:10.2307/1412159).
///
/// p is two-sided: the share of all orders whose |ρ| is as large, given the ties, up to eight units; by t = ρ √((n − 2)/(1 − ρ²))
/// with n − 2 degrees beyond. Undefined for fewer than four units (three have no order of p below a third), for values that are not finite, and
/// where one of the lists does not vary. Time O(n log n), and O(n · n!) up to eight.
///
/// ```
/// use hotspur_core::track::spearman;
/// let found = spearman(&[1.0, 2.0, 3.0, 4.0], &[2.0, 3.0, 5.0, 9.0]).known().unwrap();
/// assert!((found.rho - 1.0).abs() < 1e-12);
/// // Of 24 orders the same and its reverse.
/// assert!((found.p - 2.0 / 24.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn spearman(a: &[f64], b: &[f64]) -> Value<Spearman> {
    let n = a.len();
    if n != b.len() {
        return Value::Undefined(Reason::UnitsDisagree);
    }
    if a.iter().chain(b).any(|value| !value.is_finite()) {
        return Value::Undefined(Reason::NotFinite);
    }
    if n < 4 {
        return Value::Undefined(Reason::TooFewUnits);
    }
    // Twice the ranks, less their mean, are whole numbers: orders tie exactly where they tie.
    let (a, b) = (ranks(a), ranks(b));
    let length = |ranks: &[i64]| ranks.iter().map(|rank| rank * rank).sum::<i64>();
    let (of_a, of_b) = (length(&a), length(&b));
    if of_a == 0 || of_b == 0 {
        return Value::Undefined(Reason::NoVariation);
    }
    let product: i64 = a.iter().zip(&b).map(|(a, b)| a * b).sum();
    let rho = (product as f64 / ((of_a as f64).sqrt() * (of_b as f64).sqrt())).clamp(-1.0, 1.0);
    let exact = n <= EVERY_ORDER;
    let p = if exact {
        every_order(&a, &b, product)
    } else {
        let degrees = (n - 2) as f64;
        let t = rho.abs() * (degrees / ((1.0 - rho) * (1.0 + rho))).sqrt();
        StudentsT::new(0.0, 1.0, degrees).map_or(f64::NAN, |student| 2.0 * student.sf(t))
    };
    Value::finite(p, Reason::NotFinite).map(|p| Spearman {
        rho,
        p,
        exact,
        units: n,
    })
}

/// Twice each rank less n + 1; ties share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<i64> {
    let below = |value: f64| values.iter().filter(|other| **other < value).count() as i64;
    let above = |value: f64| values.iter().filter(|other| **other > value).count() as i64;
    values
        .iter()
        .map(|value| below(*value) - above(*value))
        .collect()
}

/// The share of all orders of `b` whose product with `a` is as far from zero.
fn every_order(a: &[i64], b: &[i64], product: i64) -> f64 {
    fn count(a: &[i64], b: &mut [i64], at: usize, sum: i64, least: i64, found: &mut (u64, u64)) {
        if at == a.len() {
            found.1 += 1;
            found.0 += u64::from(sum.abs() >= least);
            return;
        }
        for other in at..b.len() {
            b.swap(at, other);
            count(a, b, at + 1, sum + a[at] * b[at], least, found);
            b.swap(at, other);
        }
    }
    let mut found = (0, 0);
    count(a, &mut b.to_vec(), 0, 0, product.abs(), &mut found);
    found.0 as f64 / found.1 as f64
}
