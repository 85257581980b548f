//! A family judged: the rate that comparable members have together, where each stands in the funnel, and its rank.

use super::claim::ClaimFound;
use super::limits::funnel_limits;
use super::overdispersion::{Overdispersion, overdispersion};
use super::rank::{Ranked, ranks};
use super::{Family, Member};
use crate::rate::{Limits, garwood};
use crate::value::{Reason, Value};

/// Points of the curves of a funnel.
const CURVE_POINTS: u32 = 49;

/// On what footing members were pooled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Regime {
    /// All that are pooled record by this regime; others are left out.
    One(String),
    /// Nobody's regime is known: all are pooled.
    NotKnown,
    /// The regime of the study's own area is not known, that of others is: all are pooled.
    OwnNotKnown,
    /// No member is marked as the study's own and several regimes occur: all are pooled.
    Several,
}

/// A family judged.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyFound {
    /// What was asked.
    pub family: Family,
    /// On what footing members were pooled.
    pub regime: Regime,
    /// The funnel, or why there is none.
    pub funnel: Value<Funnel>,
    /// The members in the order of their names.
    pub members: Vec<MemberFound>,
}

/// What the members that are pooled have together.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// Members pooled.
    pub members: usize,
    /// Their events.
    pub count: u64,
    /// Their exposure.
    pub exposure: f64,
    /// Events by exposure.
    pub rate: f64,
    /// By how much they differ more than chance.
    pub overdispersion: Value<Overdispersion>,
    /// The limits over the range of exposures of all members.
    pub curve: Vec<CurvePoint>,
}

impl Funnel {
    /// What the variance of a count is multiplied by; one where φ is not known or not above one.
    #[must_use]
    pub fn phi(&self) -> f64 {
        self.overdispersion
            .known()
            .map_or(1.0, |found| found.phi)
            .max(1.0)
    }
}

/// The limits of the rate at an exposure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Households or residents.
    pub exposure: f64,
    /// 95 % and 99.8 %, as rates.
    pub limits: [Limits; 2],
}

/// Where a member stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// Below the limits of 99.8 %.
    FarBelow,
    /// Below the limits of 95 % alone.
    Below,
    /// Within the limits of 95 %.
    Inside,
    /// Above the limits of 95 % alone.
    Above,
    /// Above the limits of 99.8 %.
    FarAbove,
}

impl Position {
    /// The position in words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FarBelow => "below the 99.8 % limit",
            Self::Below => "below the 95 % limit",
            Self::Inside => "inside",
            Self::Above => "above the 95 % limit",
            Self::FarAbove => "above the 99.8 % limit",
        }
    }

    fn of(count: u64, limits: [Limits; 2]) -> Self {
        let [inner, outer] = limits;
        let count = count as f64;
        if count > outer.upper {
            Self::FarAbove
        } else if count > inner.upper {
            Self::Above
        } else if count < outer.lower {
            Self::FarBelow
        } else if count < inner.lower {
            Self::Below
        } else {
            Self::Inside
        }
    }
}

/// A member against the rate of all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The count that the pooled rate expects.
    pub expected: f64,
    /// (O − E) / √E.
    pub z: f64,
    /// 95 % and 99.8 %, as counts, with overdispersion.
    pub limits: [Limits; 2],
    /// Where it stands by them.
    pub position: Position,
    /// Where it would stand if chance were all.
    pub by_chance_alone: Position,
}

/// A member with what was found of it.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberFound {
    /// The member.
    pub member: Member,
    /// Whether it is part of the pooled rate and of the ranks.
    pub pooled: bool,
    /// Events by exposure.
    pub rate: Value<f64>,
    /// The exact 95 % limits of its own rate.
    pub rate_limits: Value<Limits>,
    /// Against the pooled rate.
    pub judged: Value<Judged>,
    /// Among those pooled.
    pub rank: Value<Ranked>,
    /// What was claimed of it, if anything was.
    pub claim: Option<Value<ClaimFound>>,
}

/// Judges a family: the pooled rate θ = ΣO / ΣN, E = θN for each, z = (O − E) / √E, limits by [`funnel_limits`] with the φ of
/// [`overdispersion`] where that is above one, ranks by [`ranks`].
///
/// Only members that record as the study's own area does are pooled and ranked; the others keep their rate, and are marked. A member
/// without exposure is left out. Members are taken in the order of their names, so that the order of rows does not show. Own area is part of
/// the pool, so that in a family of two each is judged by a rate that is half its own.
///
/// Time O(draws · members · log members + points · √events).
///
/// ```
/// use hotspur_core::track::family::{Family, Member, Position, compare};
/// let member = |name: &str, count| Member {
///     name: name.into(), count, exposure: 10_000.0, regime: None, own: name == "a", claim: None, source: None,
/// };
/// let members = vec![member("a", 190), member("b", 100), member("c", 95)];
/// let family = Family { indicator: "burglary".into(), year: "2001-02".into(), per: "households".into(), members };
/// let found = compare(&family, 1);
/// assert_eq!(found.members[0].judged.known().unwrap().position, Position::FarAbove);
/// ```
#[must_use]
pub fn compare(family: &Family, seed: u64) -> FamilyFound {
    let mut members = family.members.clone();
    members.sort_by(|one, other| one.name.cmp(&other.name));
    let regime = footing(&members);
    let pooled: Vec<Result<(), Reason>> = members
        .iter()
        .map(|member| may_be_pooled(member, &regime))
        .collect();
    let of_pool: Vec<(u64, f64)> = (members.iter().zip(&pooled))
        .filter(|(_, pooled)| pooled.is_ok())
        .map(|(member, _)| (member.count, member.exposure))
        .collect();
    let funnel = funnel(&of_pool, &members);
    let mut ranked = match ranks(&of_pool, seed) {
        Value::Known(ranked) => Ok(ranked.into_iter()),
        Value::Undefined(reason) => Err(reason),
    };
    let members = members.into_iter().zip(pooled).map(|(member, pooled)| {
        let rank = match (pooled, &mut ranked) {
            (Err(reason), _) => Value::Undefined(reason),
            (Ok(()), Err(reason)) => Value::Undefined(*reason),
            (Ok(()), Ok(ranked)) => Value::from_option(ranked.next(), Reason::TooFewUnits),
        };
        let judged = match (pooled, &funnel) {
            (Err(reason), _) => Value::Undefined(reason),
            (Ok(()), Value::Undefined(reason)) => Value::Undefined(*reason),
            (Ok(()), Value::Known(funnel)) => judge(&member, funnel),
        };
        found(member, pooled.is_ok(), judged, rank)
    });
    FamilyFound {
        members: members.collect(),
        family: family.clone(),
        regime,
        funnel,
    }
}

/// Judges several families, each by [`compare`] under one seed.
#[must_use]
pub fn compare_all(families: &[Family], seed: u64) -> Vec<FamilyFound> {
    let found = families.iter().map(|family| compare(family, seed));
    found.collect()
}

fn found(member: Member, pooled: bool, judged: Value<Judged>, rank: Value<Ranked>) -> MemberFound {
    let exposed = member.exposure > 0.0;
    let by_exposure = |value: f64| Value::finite(value / member.exposure, Reason::NotFinite);
    let rate_limits = garwood(member.count, super::INNER);
    let limits = |exposed: bool| match (
        exposed,
        by_exposure(rate_limits.lower),
        by_exposure(rate_limits.upper),
    ) {
        (false, ..) => Value::Undefined(Reason::ZeroExposure),
        (true, Value::Known(lower), Value::Known(upper)) => Value::Known(Limits { lower, upper }),
        _ => Value::Undefined(Reason::NotFinite),
    };
    let claim = member.claim.map(|claim| match &rank {
        Value::Known(ranked) => Value::Known(claim.judge(ranked)),
        Value::Undefined(reason) => Value::Undefined(*reason),
    });
    MemberFound {
        rate: if exposed {
            by_exposure(member.count as f64)
        } else {
            Value::Undefined(Reason::ZeroExposure)
        },
        rate_limits: limits(exposed),
        pooled,
        judged,
        rank,
        claim,
        member,
    }
}

fn footing(members: &[Member]) -> Regime {
    let own = members.iter().find(|member| member.own);
    let first_said = members.iter().find_map(|member| member.regime.as_ref());
    match (own, first_said) {
        (_, None) => Regime::NotKnown,
        (Some(own), Some(_)) => own.regime.clone().map_or(Regime::OwnNotKnown, Regime::One),
        (None, Some(said)) => {
            let all = members.iter().all(|member| {
                let other = member.regime.as_ref();
                other.is_some_and(|other| plain(other) == plain(said))
            });
            if all {
                Regime::One(said.clone())
            } else {
                Regime::Several
            }
        }
    }
}

fn may_be_pooled(member: &Member, regime: &Regime) -> Result<(), Reason> {
    if !(member.exposure > 0.0) {
        return Err(Reason::ZeroExposure);
    }
    match (regime, &member.regime) {
        (Regime::One(one), Some(other)) if plain(one) == plain(other) => Ok(()),
        (Regime::One(_), Some(_)) => Err(Reason::AnotherRegime),
        (Regime::One(_), None) => Err(Reason::RegimeNotKnown),
        _ => Ok(()),
    }
}

/// A regime without what does not distinguish it: capitals and runs of spaces.
fn plain(regime: &str) -> String {
    let words: Vec<&str> = regime.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

fn funnel(pool: &[(u64, f64)], members: &[Member]) -> Value<Funnel> {
    if pool.len() < 2 {
        return Value::Undefined(Reason::TooFewUnits);
    }
    let count = pool
        .iter()
        .fold(0_u64, |sum, (count, _)| sum.saturating_add(*count));
    let exposure: f64 = pool.iter().map(|(_, exposure)| exposure).sum();
    if count == 0 {
        return Value::Undefined(Reason::NoEvents);
    }
    let rate = count as f64 / exposure;
    if !(rate.is_finite() && rate > 0.0) {
        return Value::Undefined(Reason::NotFinite);
    }
    let z: Vec<f64> = (pool.iter())
        .map(|(count, exposure)| z(*count, rate * exposure))
        .collect();
    let mut funnel = Funnel {
        members: pool.len(),
        count,
        exposure,
        rate,
        overdispersion: overdispersion(&z),
        curve: Vec::new(),
    };
    funnel.curve = curve(&funnel, members);
    Value::Known(funnel)
}

fn z(count: u64, expected: f64) -> f64 {
    (count as f64 - expected) / expected.sqrt()
}

fn judge(member: &Member, funnel: &Funnel) -> Value<Judged> {
    let expected = funnel.rate * member.exposure;
    let alone = funnel_limits(expected, 1.0);
    funnel_limits(expected, funnel.phi()).and_then(|limits| {
        alone.map(|alone| Judged {
            expected,
            z: z(member.count, expected),
            limits,
            position: Position::of(member.count, limits),
            by_chance_alone: Position::of(member.count, alone),
        })
    })
}

/// Evenly over the roots of exposures, for the funnel bends where they are small.
fn curve(funnel: &Funnel, members: &[Member]) -> Vec<CurvePoint> {
    let exposures = members.iter().map(|member| member.exposure);
    let exposures: Vec<f64> = exposures.filter(|exposure| *exposure > 0.0).collect();
    let lowest = exposures.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = exposures.iter().copied().fold(0.0, f64::max);
    let (from, to) = ((lowest * 0.7).sqrt(), (highest * 1.1).sqrt());
    (0..CURVE_POINTS)
        .filter_map(|point| {
            let share = f64::from(point) / f64::from(CURVE_POINTS - 1);
            let exposure = (from + share * (to - from)).powi(2);
            let limits = funnel_limits(funnel.rate * exposure, funnel.phi()).known()?;
            let as_rate = |limits: Limits| Limits {
                lower: limits.lower / exposure,
                upper: limits.upper / exposure,
            };
            Some(CurvePoint {
                exposure,
                limits: limits.map(as_rate),
            })
        })
        .collect()
}
