//! How numbers are written.

/// Real numbers carry ten significant digits: enough for any use, and fewer than processors may differ in.
const DIGITS: usize = 10;

/// A number rounded to ten significant digits, so that its shortest form has at most ten.
#[must_use]
pub fn ten_digits(value: f64) -> f64 {
    format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value)
}

/// A coordinate in degrees rounded to six decimals, about a tenth of a metre.
#[must_use]
pub fn six_decimals(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6 + 0.0
}
