//! What is said of a family of areas.

use hotspur_core::track::family::{
    ClaimVerdict, FEWEST_FOR_DISPERSION, FamilyFound, Funnel, MemberFound, Position, Ranked, Regime,
};
use hotspur_core::{Reason, Value};

use super::super::words::{capital, grouped, listed, many};
use super::family::PER;

/// Where the own area stands, its rank, and whether what is claimed holds.
pub fn sentences(found: &FamilyFound) -> Vec<String> {
    let family = &found.family;
    let of = format!("{}, {}", capital(&family.indicator), family.year);
    let funnel = match &found.funnel {
        Value::Known(funnel) => funnel,
        Value::Undefined(reason) => return vec![format!("{of}: {}.", no_funnel(found, *reason))],
    };
    let mut said = Vec::new();
    match found.members.iter().find(|member| member.member.own) {
        None => said.push(format!(
            "{of}: no area is marked as the study’s own; together the {} have {} per 1,000 {}.",
            many(funnel.members as u64, "area", "areas"),
            rate(funnel.rate),
            family.per
        )),
        Some(own) => said.extend(of_own(own, funnel, &of, &family.per)),
    }
    said.extend(found.members.iter().filter_map(|member| claim(member, &of)));
    said
}

fn no_funnel(found: &FamilyFound, reason: Reason) -> String {
    match reason {
        Reason::TooFewUnits if found.members.len() < 2 => {
            "one area is no family, so there is nothing to compare it with".to_owned()
        }
        Reason::TooFewUnits => {
            "fewer than two areas have exposure and record as the own area does, so nothing is compared".to_owned()
        }
        Reason::NoEvents => "no comparable area has any events, so there is no rate to stand above".to_owned(),
        other => format!("nothing is compared: {other}"),
    }
}

fn of_own(own: &MemberFound, funnel: &Funnel, of: &str, per: &str) -> Vec<String> {
    let name = &own.member.name;
    let judged = match own.judged {
        Value::Known(judged) => judged,
        Value::Undefined(reason) => {
            return vec![format!("{of}: {name} is not compared: {reason}.")];
        }
    };
    let own_rate = own.rate.known().map_or_else(|| "–".to_owned(), rate);
    let mut said = vec![format!(
        "{of}: {name} has {own_rate} per 1,000 {per}, the {} together {}: {}.",
        many(funnel.members as u64, "area", "areas"),
        rate(funnel.rate),
        position(judged.position)
    )];
    if judged.position != judged.by_chance_alone {
        said.push(format!(
            "By chance alone {name} would be {}; but the areas differ by {:.1} times the variance of chance, and limits allow for that.",
            position(judged.by_chance_alone),
            funnel.phi()
        ));
    }
    if let Value::Known(ranked) = &own.rank {
        said.push(rank(name, ranked));
    }
    said
}

fn rank(name: &str, ranked: &Ranked) -> String {
    let of = ranked.chances.len();
    let rank = match ranked.rank {
        1 => "highest".to_owned(),
        rank => format!("{} highest", ordinal(rank)),
    };
    if ranked.lower == ranked.upper {
        return format!(
            "{name} ranks {rank} of {of}, and chance in the counts hardly allows another place."
        );
    }
    format!(
        "{name} ranks {rank} of {of} by its rate; chance in the counts allows any place from {} to {}.",
        ordinal(ranked.lower),
        ordinal(ranked.upper)
    )
}

fn claim(member: &MemberFound, of: &str) -> Option<String> {
    let (claim, found) = (member.member.claim?, member.claim?);
    let name = &member.member.name;
    Some(match found {
        Value::Undefined(reason) => {
            format!("{of}: that {name} is {claim} cannot be judged: {reason}.")
        }
        Value::Known(found) => {
            let printed = if found.by_counts {
                "the counts rank it so"
            } else {
                "the counts do not rank it so"
            };
            format!(
                "{of}: that {name} is {claim} {}: {printed}, and the chance that its true rate ranks so is {}.",
                verdict(found.verdict()),
                chance(found.chance)
            )
        }
    })
}

/// What must be known of the comparison.
pub fn cautions(found: &FamilyFound) -> Vec<String> {
    let mut said = Vec::new();
    said.push(match &found.regime {
        Regime::One(name) => format!("Pooled and ranked are the areas that record under “{name}”."),
        Regime::NotKnown => "How the police of these areas decided what to record is not known; a difference may be one of recording.".to_owned(),
        Regime::OwnNotKnown => "The recording regime of the own area is not known, so that all are pooled and a difference may be one of recording.".to_owned(),
        Regime::Several => "No area is marked as the study’s own, so that areas of different recording regimes are pooled; mark one with self = yes.".to_owned(),
    });
    let left = |reason: Reason| -> Vec<&str> {
        let members = found.members.iter();
        let left =
            members.filter(|member| !member.pooled && member.judged.reason() == Some(reason));
        left.map(|member| member.member.name.as_str()).collect()
    };
    for (reason, why) in [
        (Reason::AnotherRegime, "another recording regime"),
        (
            Reason::RegimeNotKnown,
            "a recording regime that is not known",
        ),
        (Reason::ZeroExposure, "no exposure"),
    ] {
        let names = left(reason);
        if !names.is_empty() {
            said.push(format!(
                "Left out of pool and ranks for {why}: {}.",
                listed(&names)
            ));
        }
    }
    let Value::Known(funnel) = &found.funnel else {
        return said;
    };
    match funnel.overdispersion {
        Value::Known(found) if found.is_applied() => said.push(format!(
            "Areas differ by φ = {:.1} times the variance of chance, so limits are {:.1} times as wide as chance alone would have them.",
            found.phi,
            found.phi.sqrt()
        )),
        Value::Known(found) => said.push(format!(
            "Areas differ no more than chance has them differ (φ = {:.2}), so limits are those of chance.",
            found.phi
        )),
        Value::Undefined(_) => said.push(format!(
            "With fewer than {FEWEST_FOR_DISPERSION} comparable areas nobody can say how much they differ beyond chance; limits are those of chance alone, and narrow."
        )),
    }
    if funnel.members == 2 {
        said.push(
            "With two areas each is judged by a rate that it makes up itself in part.".to_owned(),
        );
    }
    said
}

const fn position(position: Position) -> &'static str {
    match position {
        Position::FarBelow => "below the limit of 99.8 %",
        Position::Below => "below the limit of 95 %, though not that of 99.8 %",
        Position::Inside => "inside the limits of 95 %",
        Position::Above => "above the limit of 95 %, though not that of 99.8 %",
        Position::FarAbove => "above the limit of 99.8 %",
    }
}

fn rate(rate: f64) -> String {
    let per_thousand = rate * PER;
    if per_thousand >= 1_000.0 {
        grouped(per_thousand.round() as u64)
    } else {
        format!("{per_thousand:.1}")
    }
}

fn chance(chance: f64) -> String {
    if chance < 0.01 {
        "below 1 %".to_owned()
    } else if chance > 0.99 {
        "above 99 %".to_owned()
    } else {
        format!("{:.0} %", chance * 100.0)
    }
}

/// "1st", "12th".
fn ordinal(place: usize) -> String {
    let ending = match (place % 10, place % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{place}{ending}")
}

const fn verdict(verdict: ClaimVerdict) -> &'static str {
    match verdict {
        ClaimVerdict::Holds => "holds",
        ClaimVerdict::Fails => "does not hold",
        ClaimVerdict::Untold => "is not told from chance",
    }
}
