//! Rates: observed against expected, with exact tails, exact limits, smoothing and dispersion.

mod dispersion;
mod empirical_bayes;
mod expected;
mod interval;
mod poisson;
mod quotient;
mod ratio;

pub use dispersion::{Dispersion, dispersion};
pub use empirical_bayes::{EmpiricalBayes, empirical_bayes};
pub use expected::expected;
pub use interval::{Limits, byar, garwood};
pub use poisson::{mid_p_lower, mid_p_upper, p_lower, p_upper};
pub use quotient::location_quotient;
pub use ratio::{RateRatio, rate_ratio};
