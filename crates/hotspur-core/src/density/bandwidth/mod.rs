//! How wide to smooth: rules that choose the bandwidth from the events.
//!
//! Every rule gives a standard deviation per axis; [`super::Kernel::support_of_sigma`] turns it into the bandwidth of a
//! kernel.

mod arcgis;
mod candidates;
mod cronie_van_lieshout;
mod inside;
mod likelihood;
mod nrd;
mod quadrature;
mod scott;
mod spread;

pub use arcgis::arcgis_search_radius;
pub use candidates::{CANDIDATES, MOST_EVENTS, candidate_sigmas};
pub use cronie_van_lieshout::cronie_van_lieshout_criterion;
pub use likelihood::{Likelihood, leave_one_out, likelihood};
pub use nrd::nrd_axes;
pub use scott::scott_axes;

use std::fmt;
use std::str::FromStr;

use geo::MultiPolygon;

use crate::metres::{Metres, Position};
use crate::value::{Reason, Value};

/// A rule that chooses the bandwidth.
///
/// | word | rule | optimises | cost |
/// |---|---|---|---|
/// | `scott` | Scott's rule of thumb, geometric mean of the axes | nothing | O(m log m) |
/// | `nrd` | normal reference rule, mean of the axes, divided by four | nothing | O(m log m) |
/// | `cv` | likelihood cross-validation, uniform edge correction | the likelihood of each event from the others | O(m²) a candidate |
/// | `cvl` | Cronie & van Lieshout | Σ 1 / f = area | O(m²) a candidate |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Selector {
    /// [`scott_axes`].
    Scott,
    /// [`nrd_axes`].
    Nrd,
    /// [`likelihood()`].
    Likelihood,
    /// [`cronie_van_lieshout_criterion`].
    CronieVanLieshout,
}

impl Selector {
    /// All selectors.
    pub const ALL: [Self; 4] = [
        Self::Scott,
        Self::Nrd,
        Self::Likelihood,
        Self::CronieVanLieshout,
    ];

    /// The word in commands, studies and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scott => "scott",
            Self::Nrd => "nrd",
            Self::Likelihood => "cv",
            Self::CronieVanLieshout => "cvl",
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|selector| selector.as_str() == word.to_lowercase())
            .ok_or_else(|| {
                let names = Self::ALL.map(Self::as_str).join(", ");
                format!("{word:?} is no rule for a bandwidth: choose one of {names}")
            })
    }
}

/// A bandwidth that a rule chose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Selected {
    /// The rule.
    pub selector: Selector,
    /// The standard deviation of the kernel per axis.
    pub sigma: Metres,
    /// What the rule optimised, at `sigma`; undefined for a rule of thumb.
    pub criterion: Value<f64>,
}

/// The bandwidth that a rule chooses for `events`, one entry per event, repeats included. `snapped` says that the
/// publisher moved the points to a set of its own. The window counts for `cv` and `cvl`; its polygons do not overlap.
///
/// `cv` and `cvl` try [`CANDIDATES`] values ([`candidate_sigmas`]) and keep the best, the smaller of two as good. The first
/// or the last of them is the end of the range, not an optimum.
///
/// Undefined, by [`Reason`]:
///
/// - `NoEvents`, `TooFewEvents` (one), `NoVariation` (all in one place; for the rules of thumb, an axis that does not vary);
/// - `CoincidentPoints`, `SnappedPoints`: `cv` alone. As σ falls, an event with another at its place is predicted ever
///   better, so that the criterion grows without bound and the smallest candidate wins. Use `cvl`, or a rule of thumb;
/// - `TooManyEvents`: `cv` and `cvl` above [`MOST_EVENTS`] distinct places;
/// - `NoWindow`, `OutsideWindow`: `cv` and `cvl`, where the window has no area or an event lies outside it.
///
/// ```
/// use geo::Rect;
/// use hotspur_core::Position;
/// use hotspur_core::density::{Kernel, bandwidth::{Selector, select}};
/// let events: Vec<Position> = (0..50)
///     .map(|i| Position::new(f64::from(i * 37 % 100), f64::from(i * 61 % 89)).unwrap())
///     .collect();
/// let window = geo::MultiPolygon::from(Rect::new((0.0, 0.0), (100.0, 100.0)).to_polygon());
/// let found = select(Selector::Scott, &events, &window, false).known().unwrap();
/// assert!(Kernel::Quartic.support_of_sigma(found.sigma).0 > 2.8 * found.sigma.0);
/// ```
#[must_use]
pub fn select(
    selector: Selector,
    events: &[Position],
    window: &MultiPolygon<f64>,
    snapped: bool,
) -> Value<Selected> {
    let thumb = |sigma: f64| (sigma, Value::Undefined(Reason::RuleOfThumb));
    let known = |(sigma, criterion): (f64, f64)| (sigma, Value::Known(criterion));
    let found = match selector {
        Selector::Scott => scott::scott(events).map(thumb),
        Selector::Nrd => nrd::nrd(events).map(thumb),
        Selector::Likelihood => likelihood::select(events, window, snapped).map(known),
        Selector::CronieVanLieshout => cronie_van_lieshout::select(events, window).map(known),
    };
    found.map(|(sigma, criterion)| Selected {
        selector,
        sigma: Metres(sigma),
        criterion,
    })
}
