//! The kernels: radially symmetric densities on the plane, each of mass one.

use std::f64::consts::PI;
use std::fmt;
use std::str::FromStr;

use crate::metres::Metres;

/// A kernel. With support radius h, u = d / h and zero for u > 1, the value per square metre is
///
/// | kernel | value | standard deviation an axis |
/// |---|---|---|
/// | uniform | 1 / (π h²) | h / 2 |
/// | Epanechnikov | 2 / (π h²) · (1 − u²) | h / √6 |
/// | quartic | 3 / (π h²) · (1 − u²)² | h / √8 |
/// | triweight | 4 / (π h²) · (1 − u²)³ | h / √10 |
/// | triangular (cone) | 3 / (π h²) · (1 − u) | h · √0.15 |
/// | Gaussian | exp(−d² / 2σ²) / (2π σ²), not cut | σ = h |
///
/// Silverman 1986 (doi:10.1007/978-1-4899-3324-9), sections 4.2 and 4.3; the constants follow from mass one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kernel {
    /// Flat.
    Uniform,
    /// Epanechnikov.
    Epanechnikov,
    /// Quartic, also called biweight.
    Quartic,
    /// Triweight.
    Triweight,
    /// Triangular: a cone.
    Triangular,
    /// Gaussian; the bandwidth is its standard deviation, and it is not cut.
    Gaussian,
}

impl Kernel {
    /// All kernels.
    pub const ALL: [Self; 6] = [
        Self::Quartic,
        Self::Uniform,
        Self::Epanechnikov,
        Self::Triweight,
        Self::Triangular,
        Self::Gaussian,
    ];

    /// The word in commands, studies and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uniform => "uniform",
            Self::Epanechnikov => "epanechnikov",
            Self::Quartic => "quartic",
            Self::Triweight => "triweight",
            Self::Triangular => "triangular",
            Self::Gaussian => "gaussian",
        }
    }

    /// The factor before the shape: the value at distance zero, per square metre.
    #[must_use]
    pub fn peak(self, bandwidth: f64) -> f64 {
        let disc = PI * bandwidth * bandwidth;
        match self {
            Self::Uniform => 1.0 / disc,
            Self::Epanechnikov => 2.0 / disc,
            Self::Quartic | Self::Triangular => 3.0 / disc,
            Self::Triweight => 4.0 / disc,
            Self::Gaussian => 0.5 / disc,
        }
    }

    /// The shape at squared distance `d2`: one at the centre, zero beyond the support.
    #[must_use]
    pub fn shape(self, d2: f64, bandwidth: f64) -> f64 {
        let h2 = bandwidth * bandwidth;
        if self == Self::Gaussian {
            return (-0.5 * d2 / h2).exp();
        }
        if d2 > h2 {
            return 0.0;
        }
        let rest = 1.0 - d2 / h2;
        match self {
            Self::Epanechnikov => rest,
            Self::Quartic => rest * rest,
            Self::Triweight => rest * rest * rest,
            Self::Triangular => 1.0 - (d2 / h2).sqrt(),
            Self::Uniform | Self::Gaussian => 1.0,
        }
    }

    /// Beyond this distance the kernel is zero; for the Gaussian, where its exponential underflows to zero.
    #[must_use]
    pub fn reach(self, bandwidth: f64) -> f64 {
        match self {
            Self::Gaussian => bandwidth * 38.7,
            _ => bandwidth,
        }
    }

    /// The standard deviation an axis, in the unit of the bandwidth.
    #[must_use]
    pub fn sigma(self, bandwidth: f64) -> f64 {
        match self {
            Self::Uniform => bandwidth / 2.0,
            Self::Epanechnikov => bandwidth / 6_f64.sqrt(),
            Self::Quartic => bandwidth / 8_f64.sqrt(),
            Self::Triweight => bandwidth / 10_f64.sqrt(),
            Self::Triangular => bandwidth * 0.15_f64.sqrt(),
            Self::Gaussian => bandwidth,
        }
    }

    /// The bandwidth at which the kernel has the standard deviation `sigma` an axis: the support radius, σ · √8 for the
    /// quartic; for the Gaussian σ itself. The inverse of [`Kernel::sigma`].
    ///
    /// ```
    /// use hotspur_core::{Metres, density::Kernel};
    /// assert!((Kernel::Quartic.support_of_sigma(Metres(80.0)).0 - 226.274_169_98).abs() < 1e-8);
    /// ```
    #[must_use]
    pub fn support_of_sigma(self, sigma: Metres) -> Metres {
        Metres(sigma.0 / self.sigma(1.0))
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Kernel {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kernel| kernel.as_str() == word.to_lowercase())
            .ok_or_else(|| {
                let names = Self::ALL.map(Self::as_str).join(", ");
                format!("{word:?} is no kernel: choose one of {names}")
            })
    }
}
