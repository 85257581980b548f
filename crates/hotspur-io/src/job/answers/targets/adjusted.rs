//! Expected counts adjusted for attributes of areas, as JSON and in plain words.

use hotspur_core::Question;
use hotspur_core::rate::Unfitted;
use hotspur_core::track::{
    Adjusted, CovariateEffect, FEWEST_AREAS_AN_ATTRIBUTE, MOST_LEVERAGE, NotAdjusted,
};
use serde_json::{Value as Json, json};

use super::super::location::value;
use super::super::words::listed;
use super::beside::limits;
use crate::write::ten_digits;

/// Areas whose ratio moves by this factor or more are told of.
const MOVED: f64 = 1.25;

/// One thing adjusted: the fit, and every area plain and adjusted.
pub fn record(question: &Question, key: &str, title: &str, found: &Adjusted) -> Json {
    let list = question.areas.list();
    let areas: Vec<Json> = (list.iter().zip(&found.areas))
        .map(|(area, one)| {
            json!({
                "code": area.code,
                "name": area.name,
                "observed": one.observed,
                "expected": value(one.expected),
                "smr": value(one.smr),
                "smr_limits": limits(one.limits),
                "adjusted_expected": value(one.adjusted),
                "adjusted_smr": value(one.adjusted_smr),
                "leverage": value(one.leverage),
                "weighs_much": one.weighs_much,
            })
        })
        .collect();
    let (fit, refused) = match &found.fit {
        Ok(fit) => {
            let effects: Vec<Json> = fit.effects.iter().map(effect_record).collect();
            let record = json!({
                "model": "log of the expected count = log exposure + intercept + coefficients × attributes; quasi-Poisson",
                "effects": effects,
                "dispersion": ten_digits(fit.dispersion),
                "degrees": fit.degrees,
                "areas": fit.areas,
                "few_areas": fit.few_areas,
            });
            (record, None)
        }
        Err(why) => (Json::Null, Some(refused(why))),
    };
    let left_out: Vec<&str> = found
        .left_out
        .iter()
        .map(|area| list[*area].name.as_str())
        .collect();
    json!({
        "key": key,
        "title": title,
        "fit": fit,
        "not_fitted": refused,
        "left_out": left_out,
        "cautions": cautions(question, found),
        "areas": areas,
    })
}

fn effect_record(one: &CovariateEffect) -> Json {
    json!({
        "covariate": one.name,
        "coefficient": ten_digits(one.coefficient),
        "standard_error": ten_digits(one.standard_error),
        "rate_ratio_per_unit": ten_digits(one.rate_ratio),
        "limits_per_unit": limits(hotspur_core::Value::Known(one.limits)),
        "per_unit_words": format!(
            "{} ({} to {})",
            ratio(one.rate_ratio),
            ratio(one.limits.lower),
            ratio(one.limits.upper)
        ),
        "standard_deviation": ten_digits(one.spread),
        "rate_ratio_per_standard_deviation": ten_digits(one.ratio_per_spread),
    })
}

fn refused(why: &NotAdjusted) -> String {
    let named = why.covariate.as_deref().unwrap_or("an attribute");
    match why.why {
        Unfitted::Constant(_) => format!("{named} is the same in every area, so it explains nothing: leave it out"),
        Unfitted::Collinear(_) => {
            format!("{named} follows from the attributes before it, so that their coefficients cannot be told apart: leave one out")
        }
        Unfitted::TooFewAreas { areas, coefficients } => format!(
            "{areas} areas with every attribute known are too few for {coefficients} coefficients: name fewer in covariate_columns"
        ),
        Unfitted::NoEvents => "there are no events to fit".to_owned(),
        Unfitted::Separated => {
            "the attributes set areas without events apart, so that no finite coefficient fits best: leave one out, or take a longer period".to_owned()
        }
        Unfitted::BadInput => "a number is not valid".to_owned(),
    }
}

/// What must be said with the numbers.
fn cautions(question: &Question, found: &Adjusted) -> Vec<String> {
    let Ok(fit) = &found.fit else {
        return Vec::new();
    };
    let list = question.areas.list();
    let mut said = Vec::new();
    if fit.few_areas {
        said.push(format!(
            "{} areas are few for {} {}: fewer than {FEWEST_AREAS_AN_ATTRIBUTE} each, so that a single area may make a coefficient.",
            fit.areas,
            fit.effects.len(),
            if fit.effects.len() == 1 { "attribute" } else { "attributes" }
        ));
    }
    let heavy: Vec<&str> = (list.iter().zip(&found.areas))
        .filter(|(_, one)| one.weighs_much)
        .map(|(area, _)| area.name.as_str())
        .collect();
    if !heavy.is_empty() {
        said.push(format!(
            "{} {} on what is expected of {} by more than {MOST_LEVERAGE:.0} times the mean leverage: an adjusted ratio near 1 there says little.",
            listed(&heavy),
            if heavy.len() == 1 { "weighs" } else { "weigh" },
            if heavy.len() == 1 { "it" } else { "them" },
        ));
    }
    if !found.left_out.is_empty() {
        let names: Vec<&str> = found
            .left_out
            .iter()
            .map(|area| list[*area].name.as_str())
            .collect();
        said.push(format!(
            "{} left out, because the exposure or an attribute is not known.",
            match names.as_slice() {
                [one] => format!("{one} is"),
                several => format!("{} are", listed(several)),
            }
        ));
    }
    said.push("An attribute of areas says nothing of persons, and what it accounts for is not thereby excused.".to_owned());
    said
}

/// What is found of one thing, in plain words.
pub fn sentences(question: &Question, title: &str, found: &Adjusted) -> Vec<String> {
    let fit = match &found.fit {
        Err(why) => return vec![format!("{title} is not adjusted: {}.", refused(why))],
        Ok(fit) => fit,
    };
    let mut said: Vec<String> = (fit.effects.iter())
        .map(|one| {
            let told = one.limits.lower > 1.0 || one.limits.upper < 1.0;
            format!(
                "{title}: one more of {} goes with {} times the rate (95 % interval {} to {}; {:.2} times for one standard deviation, {}){}.",
                one.name,
                ratio(one.rate_ratio),
                ratio(one.limits.lower),
                ratio(one.limits.upper),
                one.ratio_per_spread,
                crate::style::shown(one.spread),
                if told { "" } else { ", which is not told from no difference" }
            )
        })
        .collect();
    let moved: Vec<String> = (question.areas.list().iter().zip(&found.areas))
        .filter_map(|(area, one)| {
            let (plain, adjusted) = (one.smr.known()?, one.adjusted_smr.known()?);
            let far = plain > 0.0 && (plain / adjusted).ln().abs() >= MOVED.ln();
            far.then(|| format!("{} from {plain:.2} to {adjusted:.2}", area.name))
        })
        .collect();
    if !moved.is_empty() {
        said.push(format!(
            "{title}: adjusting moves observed over expected in {}.",
            listed(&moved)
        ));
    }
    said
}

/// Three digits after the point, and more where the ratio is nearer to one than they can say.
fn ratio(value: f64) -> String {
    let near = (value - 1.0).abs();
    if near > 0.0 && near < 0.01 {
        let digits = (1.0 - near.log10().floor()).clamp(3.0, 12.0) as usize;
        return format!("{value:.digits$}");
    }
    if !(1e-3..1e4).contains(&value) {
        return format!("{value:.2e}");
    }
    format!("{value:.3}")
}
