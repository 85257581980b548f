//! Rates: observed against expected, with exact tails, exact limits, smoothing and dispersion.

mod binomial;
mod dispersion;
mod empirical_bayes;
mod expected;
mod interval;
mod masses;
mod orthogonal;
mod poisson;
mod quotient;
mod ratio;
mod regression;

pub use binomial::{binomial_tails, clopper_pearson, odds_limits, wilson};
pub use dispersion::{Dispersion, dispersion};
pub use empirical_bayes::{EmpiricalBayes, empirical_bayes};
pub use expected::expected;
pub(crate) use interval::gamma_limit;
pub use interval::{Limits, byar, garwood};
pub(crate) use masses::Masses;
pub use poisson::{mid_p_lower, mid_p_upper, p_lower, p_upper};
pub use quotient::location_quotient;
pub use ratio::{RateRatio, rate_ratio};
pub use regression::{Coefficient, QuasiPoisson, Unfitted, quasi_poisson};
