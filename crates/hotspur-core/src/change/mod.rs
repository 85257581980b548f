//! Change: counts before and after, what became of hotspots, whether a scheme worked, and where a series breaks.

mod breaks;
mod compared;
mod conditional;
mod e_test;
mod power;
mod span;
mod transitions;
mod trend;
mod wdd;

pub use breaks::{Break, EVERY, crossed};
pub use compared::{
    ChangeRule, ChangeTest, ChangeVerdict, Compared, Judged, LEAST_BASE, compare, judge,
};
pub use conditional::{RatesCompared, conditional_test};
pub use e_test::{e_test, e_test_plain};
pub use power::{Assurance, Detectable, Expected, periods_to_see, smallest_fall};
pub use span::Counted;
pub use transitions::{CellChange, Moved, Transition, transition, transitions};
pub use trend::{MannKendall, mann_kendall};
pub use wdd::{
    Around, Buffer, Difference, Ground, Scheme, Wdd, cumulative_wdd, cumulative_wdd_scaled, wdd,
};
