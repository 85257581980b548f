//! Ranks with what chance allows them to be.

use rand_distr::{Distribution, Gamma};

use crate::random::stream;
use crate::value::{Reason, Value};

/// Draws of every member's rate: a probability is within 0.7 of a hundredth 19 times of 20.
pub const DRAWS: u64 = 20_000;

/// The level of the interval of a rank.
const LEVEL: f64 = 0.95;

/// The rank of a member, 1 the highest rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// By the rates as they are: one more than the members with a higher one.
    pub rank: usize,
    /// The lower end of the interval: the highest place that chance allows.
    pub lower: usize,
    /// The upper end: the lowest place that chance allows.
    pub upper: usize,
    /// The probability of each rank, the first first.
    pub chances: Vec<f64>,
}

impl Ranked {
    /// The probability of a rank from 1.
    #[must_use]
    pub fn chance_of(&self, rank: usize) -> f64 {
        let index = rank.checked_sub(1);
        let found = index.and_then(|index| self.chances.get(index));
        found.copied().unwrap_or(0.0)
    }

    /// The probability that it is among the first `places`.
    #[must_use]
    pub fn chance_among(&self, places: usize) -> f64 {
        self.chances.iter().take(places).sum()
    }
}

/// The ranks of members by the rate, from counts and exposures in one order.
///
/// Every member's true rate is drawn [`DRAWS`] times from its posterior under a Poisson count and Jeffreys' prior,
/// Gamma(count + ½, rate exposure); the rank is taken within each draw, and the interval is that of the 2.5 and 97.5 percentiles
/// of the ranks (Goldstein & Spiegelhalter 1996, doi:10.2307/2983325, on league tables). A draw depends on the seed, the place of the member
/// in the list and its number alone. It answers for chance in the counts: events that come in series leave more open than this says.
///
/// Undefined with fewer than two members, where an exposure is not positive, and where there are no events.
/// Time O(draws · members · log members), memory O(members²).
///
/// ```
/// use hotspur_core::track::family::ranks;
/// let found = ranks(&[(30, 1_000.0), (28, 1_000.0), (5, 1_000.0)], 1).known().unwrap();
/// assert_eq!((found[1].rank, found[1].lower, found[1].upper), (2, 1, 2));
/// ```
#[must_use]
pub fn ranks(members: &[(u64, f64)], seed: u64) -> Value<Vec<Ranked>> {
    if members.len() < 2 {
        return Value::Undefined(Reason::TooFewUnits);
    }
    if members.iter().any(|(_, exposure)| !(*exposure > 0.0)) {
        return Value::Undefined(Reason::ZeroExposure);
    }
    if members.iter().all(|(count, _)| *count == 0) {
        return Value::Undefined(Reason::NoEvents);
    }
    let mut posteriors = Vec::with_capacity(members.len());
    for (count, exposure) in members {
        match Gamma::new(*count as f64 + 0.5, 1.0 / exposure) {
            Ok(posterior) => posteriors.push(posterior),
            Err(_) => return Value::Undefined(Reason::NotFinite),
        }
    }
    let mut streams: Vec<_> = (0_u64..)
        .take(members.len())
        .map(|unit| stream(seed, unit, 0))
        .collect();
    let mut times = vec![vec![0_u64; members.len()]; members.len()];
    let mut order: Vec<(f64, usize)> = Vec::with_capacity(members.len());
    for _ in 0..DRAWS {
        order.clear();
        let drawn = posteriors.iter().zip(&mut streams);
        order.extend(
            drawn
                .enumerate()
                .map(|(member, (posterior, stream))| (posterior.sample(stream), member)),
        );
        order.sort_by(|one, other| other.0.total_cmp(&one.0));
        for (rank, (_, member)) in order.iter().enumerate() {
            times[*member][rank] += 1;
        }
    }
    let rate = |member: usize| members[member].0 as f64 / members[member].1;
    let ranked = times.iter().enumerate().map(|(member, times)| {
        let higher = (0..members.len()).filter(|other| rate(*other) > rate(member));
        Ranked {
            rank: higher.count() + 1,
            lower: reached(times, (1.0 - LEVEL) / 2.0),
            upper: reached(times, 0.5 + LEVEL / 2.0),
            chances: times
                .iter()
                .map(|times| *times as f64 / DRAWS as f64)
                .collect(),
        }
    });
    Value::Known(ranked.collect())
}

/// The first rank at which so great a share of the draws is reached.
fn reached(times: &[u64], share: f64) -> usize {
    let mut so_far = 0;
    let found = times.iter().position(|times| {
        so_far += times;
        so_far as f64 >= share * DRAWS as f64
    });
    found.map_or(times.len(), |rank| rank + 1)
}
