//! The Poisson log likelihood ratio of a zone against the rest.

/// Fewer cases than this make no cluster, as in `SaTScan`.
const LEAST_CASES: f64 = 2.0;

/// Two ratios, or a count and its expectation, that differ by less than this share are equal: the same zone summed in
/// another order differs by rounding alone.
pub(super) const SLACK: f64 = 1e-9;

/// The log likelihood ratio of a zone with `cases` where `expected` were due, out of `total` on the whole map:
/// c ln(c/e) + (T − c) ln((T − c)/(T − e)), with 0 ln 0 = 0, for high clusters alone: 0 unless c > e and c ≥ 2
/// (Kulldorff 1997, doi:10.1080/03610929708831995). For a given expectation it grows with the cases.
///
/// ```
/// use hotspur_core::scan::log_likelihood_ratio;
/// assert!((log_likelihood_ratio(120, 50.483333333333334, 699) - 38.25177331475).abs() < 1e-10);
/// assert_eq!(log_likelihood_ratio(45, 71.8, 699), 0.0);
/// ```
#[must_use]
pub fn log_likelihood_ratio(cases: u64, expected: f64, total: u64) -> f64 {
    ratio(cases as f64, expected, total as f64)
}

/// [`log_likelihood_ratio`] of numbers that are floats already.
pub(super) fn ratio(cases: f64, expected: f64, total: f64) -> f64 {
    let high = cases >= LEAST_CASES && cases <= total && cases > expected * (1.0 + SLACK);
    if !(high && expected > 0.0) {
        return 0.0;
    }
    let inside = cases * (cases / expected).ln();
    let rest = total - cases;
    if rest > 0.0 {
        (inside + rest * (rest / (total - expected)).ln()).max(0.0)
    } else {
        inside
    }
}
