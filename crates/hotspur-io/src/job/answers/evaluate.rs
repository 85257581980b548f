//! Schemes as JSON.

use hotspur_core::change::{Difference, Wdd};
use hotspur_core::scheme::{Effect, Evaluation, Power, SchemeCounted, SchemeWhen};
use hotspur_core::{Findings, Month, Question, Value};
use serde_json::{Value as Json, json};

use super::brief_evaluate;
use super::location::{compared_record, value};
use super::words::break_record;
use crate::write::ten_digits;

/// The file of the evaluation.
pub const EVALUATE_FILE: &str = "evaluate.json";

/// Everything that was found of the schemes, with the program, study and parameters that made it.
pub fn record(question: &Question, findings: &Findings, facts: &Json) -> Json {
    let found = &findings.answers.schemes;
    let schemes: Vec<Json> = found
        .iter()
        .map(|one| scheme_record(question, findings, one))
        .collect();
    let briefing: Vec<String> = found
        .iter()
        .flat_map(|one| brief_evaluate::sentences(question, findings, one))
        .collect();
    json!({
        "briefing": briefing,
        "made": facts,
        "schemes": schemes,
        "method": {
            "statistic": "weighted displacement difference (Wheeler and Ratcliffe 2018, doi:10.1186/s40163-018-0085-5), events a month; each control scaled to the ground of what it controls",
            "interval": "95 %, normal; variance times the dispersion of the zones’ months where that is above one",
            "p": "two-sided, of one thing counted: not adjusted for how many are looked at",
            "alone": "the target after against before, without a control: E-test, pooled variance, two-sided",
            "power": "(1.96 + 0.84) √(dispersion (2T + 2C)), which is 2.8 √(2T + 2C) for counts without dispersion: T the target’s events over the months, C the control’s by its weight in the variance",
        },
    })
}

fn scheme_record(question: &Question, findings: &Findings, one: &Evaluation) -> Json {
    let scheme = &one.scheme;
    let texts = |months: &[Month]| months.iter().map(ToString::to_string).collect::<Vec<_>>();
    let spans = scheme.when.as_ref().ok().and_then(SchemeWhen::spans);
    let latest = match &scheme.when {
        Ok(SchemeWhen::Planned { latest, .. }) => Some(texts(latest)),
        _ => None,
    };
    let zones = scheme.zones.list.iter().map(|(zone, _)| {
        let size = scheme.zones.square_kilometres(*zone).unwrap_or(0.0);
        json!({"role": zone.as_str(), "area_km2": ten_digits(size)})
    });
    let counted = one.counted.iter();
    let counted: Vec<Json> = counted
        .map(|counted| counted_record(question, findings, counted))
        .collect();
    let breaks: Vec<Json> = scheme.breaks.iter().map(break_record).collect();
    json!({
        "name": scheme.name,
        "kind": scheme.kind,
        "start": scheme.start,
        "end": scheme.end,
        "stage": scheme.when.as_ref().ok().map(SchemeWhen::as_str),
        "refused": scheme.when.as_ref().err().map(ToString::to_string),
        "briefing": brief_evaluate::sentences(question, findings, one),
        "cautions": brief_evaluate::cautions(question, findings, one),
        "before_months": spans.map(|spans| texts(&spans.before)),
        "after_months": spans.map(|spans| texts(&spans.after)),
        "left_out_month": spans.and_then(|spans| spans.left_out).map(|month| month.to_string()),
        "like_months": spans.map(|spans| spans.like),
        "expected_from_months": latest,
        "breaks": breaks,
        "zones": zones.collect::<Vec<_>>(),
        "counted": counted,
    })
}

fn counted_record(question: &Question, findings: &Findings, counted: &SchemeCounted) -> Json {
    let after = |count: u64| counted.alone.is_some().then_some(count);
    let zones: Vec<Json> = (counted.zones.iter())
        .map(|zone| {
            json!({
                "role": zone.zone.as_str(),
                "before": zone.before(),
                "after": after(zone.after()),
                "before_by_month": zone.before_months,
                "after_by_month": zone.after_months,
            })
        })
        .collect();
    json!({
        "key": counted.counted.key(question.themes),
        "title": counted.counted.title(question.themes),
        "verdict": counted.verdict.as_str(),
        "said": brief_evaluate::verdict(counted).0,
        "located_share": brief_evaluate::located(findings, counted.counted).map(ten_digits),
        "zones": zones,
        "dispersion": value(counted.dispersion),
        "alone": counted.alone.as_ref().map(compared_record),
        "wdd": counted.effect.as_ref().map(|effect| wdd_record(&effect.wdd)),
        "wdd_of_counts_as_they_are": counted.effect.as_ref().map(|effect| wdd_record(&effect.as_counts)),
        "around": counted.effect.as_ref().map(|effect| effect.around.as_str()),
        "cumulative": counted.effect.as_ref().map(cumulative),
        "power": power_record(&counted.power),
        "control_assumed": counted.control_assumed,
    })
}

fn wdd_record(found: &Wdd) -> Json {
    json!({
        "local": difference(found.local),
        "displacement": found.displacement.map(difference),
        "total": difference(found.total),
    })
}

fn cumulative(effect: &Effect) -> Vec<Json> {
    effect.cumulative.iter().copied().map(difference).collect()
}

fn difference(found: Value<Difference>) -> Json {
    match found {
        Value::Known(found) => json!({
            "estimate": ten_digits(found.estimate),
            "lower": ten_digits(found.limits.lower),
            "upper": ten_digits(found.limits.upper),
            "standard_error": ten_digits(found.variance.sqrt()),
            "z": ten_digits(found.z),
            "p": ten_digits(found.p),
        }),
        Value::Undefined(reason) => json!({"undefined": reason.as_str()}),
    }
}

fn power_record(power: &Power) -> Json {
    let to_see: Vec<Json> = (power.to_see.iter())
        .map(|(share, months)| json!({"fall": share, "months": value(*months)}))
        .collect();
    json!({
        "months": ten_digits(power.months),
        "target_a_month": ten_digits(power.target),
        "control_a_month": ten_digits(power.control),
        "smallest_fall": value(power.detectable.map(|found| found.fall)),
        "smallest_fall_a_month": value(power.fall_a_month()),
        "smallest_fall_share": value(power.detectable.map(|found| found.share)),
        "says": power.detectable.known().map(|found| found.as_str()),
        "months_to_see": to_see,
    })
}
