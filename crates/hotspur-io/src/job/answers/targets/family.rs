//! A family of areas as JSON, and in plain words.

use hotspur_core::rate::Limits;
use hotspur_core::track::family::{
    ClaimFound, DRAWS, FEWEST_FOR_DISPERSION, FamilyFound, Funnel, Judged, MemberFound, Position,
    Ranked, Regime,
};
use hotspur_core::{Reason, Value};
use serde_json::{Value as Json, json};

use super::super::location::value;
use super::family_words;
use crate::write::ten_digits;

/// Rates are per so many of the exposure.
pub const PER: f64 = 1_000.0;

/// Every comparison with what was found, and how.
pub fn record(found: &[FamilyFound]) -> Json {
    let comparisons: Vec<Json> = found.iter().map(comparison).collect();
    json!({
        "comparisons": comparisons,
        "method": {
            "pooled": "the events of all comparable members by their exposure together, the own area's among them",
            "limits": "95 and 99.8 %: exact Poisson, interpolated between counts (Spiegelhalter 2005, doi:10.1002/sim.1970)",
            "overdispersion": format!("φ: mean of squares of z = (O − E) / √E, winsorised at 10 %; where it is above one, limits are moved away from the expected count by √φ; not reckoned with fewer than {FEWEST_FOR_DISPERSION} members"),
            "ranks": format!("{DRAWS} draws of every rate from Gamma(count + ½, exposure), the rank within each; interval of 95 %. Chance in the counts alone: events that come in series leave more open"),
            "claims": "holds at a chance of 95 % or more, does not hold at 5 % or less, else not told from chance",
            "regimes": "only members that record as the own area does are pooled and ranked; where that is not known of anybody, all are, and it is said",
        },
    })
}

/// What is said of all comparisons, a sentence each.
pub fn sentences(found: &[FamilyFound]) -> Vec<String> {
    found.iter().flat_map(family_words::sentences).collect()
}

fn comparison(found: &FamilyFound) -> Json {
    let family = &found.family;
    let members: Vec<Json> = found.members.iter().map(member).collect();
    let curve = |funnel: &Funnel| -> Vec<Json> {
        let points = funnel.curve.iter().map(|point| {
            let [inner, outer] = point.limits;
            json!({
                "exposure": ten_digits(point.exposure),
                "lower_95": per(inner.lower),
                "upper_95": per(inner.upper),
                "lower_998": per(outer.lower),
                "upper_998": per(outer.upper),
            })
        });
        points.collect()
    };
    let funnel = match &found.funnel {
        Value::Known(funnel) => Ok(funnel),
        Value::Undefined(reason) => Err(*reason),
    };
    json!({
        "indicator": family.indicator,
        "year": family.year,
        "per": family.per,
        "rates_per": PER,
        "briefing": family_words::sentences(found),
        "cautions": family_words::cautions(found),
        "regime": {
            "footing": footing(&found.regime),
            "name": match &found.regime { Regime::One(name) => Some(name), _ => None },
        },
        "pooled": match funnel {
            Ok(funnel) => json!({
                "members": funnel.members,
                "count": funnel.count,
                "exposure": ten_digits(funnel.exposure),
                "rate": per(funnel.rate),
            }),
            Err(reason) => undefined(reason),
        },
        "overdispersion": match funnel {
            Ok(funnel) => match funnel.overdispersion {
                Value::Known(found) => json!({
                    "phi": ten_digits(found.phi),
                    "phi_without_winsorising": ten_digits(found.unwinsorised),
                    "members": found.members,
                    "applied": found.is_applied(),
                }),
                Value::Undefined(reason) => undefined(reason),
            },
            Err(reason) => undefined(reason),
        },
        "members": members,
        "curve": funnel.map(curve).unwrap_or_default(),
    })
}

const fn footing(regime: &Regime) -> &'static str {
    match regime {
        Regime::One(_) => "one regime",
        Regime::NotKnown => "not known of any",
        Regime::OwnNotKnown => "not known of the own area",
        Regime::Several => "several, and no area is marked as the own",
    }
}

fn member(found: &MemberFound) -> Json {
    let member = &found.member;
    let limit = |of: fn(&Limits) -> f64| value(found.rate_limits.map(|limits| of(&limits) * PER));
    json!({
        "name": member.name,
        "self": member.own,
        "source": member.source,
        "regime": member.regime,
        "pooled": found.pooled,
        "count": member.count,
        "exposure": ten_digits(member.exposure),
        "rate": value(found.rate.map(|rate| rate * PER)),
        "rate_lower": limit(|limits| limits.lower),
        "rate_upper": limit(|limits| limits.upper),
        "judged": match found.judged {
            Value::Known(judged) => judged_record(judged),
            Value::Undefined(reason) => undefined(reason),
        },
        "rank": match &found.rank {
            Value::Known(ranked) => rank_record(ranked),
            Value::Undefined(reason) => undefined(*reason),
        },
        "claim": member.claim.map(|claim| {
            let judged = match found.claim {
                Some(Value::Known(found)) => claim_record(found),
                Some(Value::Undefined(reason)) => undefined(reason),
                None => Json::Null,
            };
            json!({"says": claim.to_string(), "judged": judged})
        }),
    })
}

fn judged_record(judged: Judged) -> Json {
    let [inner, outer] = judged.limits;
    json!({
        "expected": ten_digits(judged.expected),
        "z": ten_digits(judged.z),
        "lower_95": ten_digits(inner.lower),
        "upper_95": ten_digits(inner.upper),
        "lower_998": ten_digits(outer.lower),
        "upper_998": ten_digits(outer.upper),
        "position": judged.position.as_str(),
        "outside": judged.position != Position::Inside,
        "by_chance_alone": judged.by_chance_alone.as_str(),
    })
}

fn rank_record(ranked: &Ranked) -> Json {
    let chances: Vec<f64> = ranked.chances.iter().copied().map(ten_digits).collect();
    json!({
        "rank": ranked.rank,
        "of": ranked.chances.len(),
        "lower": ranked.lower,
        "upper": ranked.upper,
        "chance_highest": ten_digits(ranked.chance_of(1)),
        "chance_of_first_two": ten_digits(ranked.chance_among(2)),
        "chances": chances,
    })
}

fn claim_record(found: ClaimFound) -> Json {
    json!({
        "by_counts": found.by_counts,
        "chance": ten_digits(found.chance),
        "verdict": found.verdict().as_str(),
    })
}

fn per(rate: f64) -> f64 {
    ten_digits(rate * PER)
}

fn undefined(reason: Reason) -> Json {
    json!({"undefined": reason.as_str()})
}
