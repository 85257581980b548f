//! A family of areas: one indicator of one year in several areas, each judged by the rate that they have together.
//!
//! The funnel of limits is exact ([`funnel_limit`]), widened where members differ by more than chance ([`overdispersion()`]);
//! a rank comes with what chance allows it to be ([`ranks`]), so that "second highest" is a claim with a probability.

mod claim;
mod compare;
mod limits;
mod overdispersion;
mod rank;

pub use claim::{Claim, ClaimFound, ClaimVerdict, End};
pub use compare::{
    CurvePoint, FamilyFound, Funnel, Judged, MemberFound, Position, Regime, compare, compare_all,
};
pub use limits::{INNER, OUTER, funnel_limit, funnel_limits};
pub use overdispersion::{FEWEST_FOR_DISPERSION, Overdispersion, overdispersion};
pub use rank::{DRAWS, Ranked, ranks};

/// One indicator of one year in several areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Family {
    /// What is counted.
    pub indicator: String,
    /// The year, as the source writes it.
    pub year: String,
    /// What the exposure is: households or residents.
    pub per: String,
    /// The areas, in any order.
    pub members: Vec<Member>,
}

/// An area of a family.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Events of the year.
    pub count: u64,
    /// Households or residents.
    pub exposure: f64,
    /// How its police decided what to record, where that is known.
    pub regime: Option<String>,
    /// Whether it is the study's own area.
    pub own: bool,
    /// What somebody says of its rank.
    pub claim: Option<Claim>,
    /// Where the figures are from.
    pub source: Option<String>,
}
