//! Two periods compared, as JSON.

use geo::Centroid;
use hotspur_core::change::Judged;
use hotspur_core::comparison::{
    ChangedPlace, Comparison, Family, ThingCompared, ThingPlaces, Unit,
};
use hotspur_core::{Counted, Findings, Month, Question, RESIDENTS, Value};
use serde_json::{Value as Json, json};

use super::location::{focus_record, judged_record, value};
use super::{brief_comparison, words};
use crate::write::ten_digits;

/// The file of two periods compared.
pub const COMPARISON_FILE: &str = "compare.json";

/// Everything that was found, with the program, study and parameters that made it.
pub fn record(question: &Question, findings: &Findings, found: &Comparison, facts: &Json) -> Json {
    let asked = &found.compare;
    let of_family = |family: Family| {
        let tests = (found.things.iter())
            .filter(|thing| thing.family == family && thing.is_told())
            .map(|thing| thing.units.len());
        json!({"family": family.as_str(), "changes_tested": tests.sum::<usize>()})
    };
    let families = [Family::Totals, Family::Priority, Family::Other].map(of_family);
    let things = found.things.iter();
    let things = things.map(|thing| thing_record(question, findings, found, thing));
    let own = found.things.iter().filter(|thing| thing.same_as.is_none());
    let not_compared = own.filter_map(|thing| {
        Some(json!({
            "key": thing.counted.key(question.themes),
            "title": thing.counted.title(question.themes),
            "reason": thing.refused?.as_str(),
            "located_before": value(thing.located.0),
            "located_after": value(thing.located.1),
        }))
    });
    json!({
        "briefing": brief_comparison::sentences(question, found),
        "where": words::place(question, &found.focus),
        "made": facts,
        "part": focus_record(question, &found.focus),
        "before": side_record(&asked.months.before, asked.earlier.as_ref().map(|other| other.name.as_str())),
        "after": side_record(&asked.months.after, None),
        "left_out": asked.months.left_out.iter()
            .map(|(month, why)| json!({"month": month.to_string(), "why": why.as_str()}))
            .collect::<Vec<_>>(),
        "breaks_crossed": asked.breaks.iter().map(words::break_record).collect::<Vec<_>>(),
        "people_moved": asked.earlier.as_ref().map(|other| other.moved.map(ten_digits)),
        "earlier_events_outside": found.outside,
        "test": asked.rule.test.as_str(),
        "alpha": asked.rule.alpha,
        "interval": asked.rule.level,
        "fewest_events": asked.rule.fewest,
        "least_located": question.params.rule.min_located_share,
        "families": families,
        "not_compared": not_compared.collect::<Vec<_>>(),
        "things": things.collect::<Vec<_>>(),
        "places": found.places.iter().map(|of| places_record(question, of)).collect::<Vec<_>>(),
    })
}

fn side_record(months: &[Month], study: Option<&str>) -> Json {
    json!({
        "study": study,
        "first_month": months.first().map(ToString::to_string),
        "last_month": months.last().map(ToString::to_string),
        "months": months.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn thing_record(
    question: &Question,
    findings: &Findings,
    found: &Comparison,
    thing: &ThingCompared,
) -> Json {
    let list = question.areas.list();
    let units = found.units.iter().zip(&thing.units).map(|(unit, judged)| {
        let mut record = change_record(judged, found);
        match unit {
            Unit::Area(area) => {
                let area_of = &list[*area as usize];
                record["code"] = json!(area_of.code);
                record["name"] = json!(area_of.name);
                record["per_1000_a_month"] = rates(question, findings, found, thing, *area, judged);
            }
            Unit::Part => record["name"] = json!("the part asked about"),
        }
        record
    });
    json!({
        "key": thing.counted.key(question.themes),
        "title": thing.counted.title(question.themes),
        "family": thing.family.as_str(),
        "same_as": thing.same_as.map(|theme| theme.key(question.themes)),
        "divided_by": thing.exposure.as_deref().map_or_else(|| "months".to_owned(), |name| format!("months × {name}")),
        "located_before": value(thing.located.0),
        "located_after": value(thing.located.1),
        "not_compared": thing.refused.map(hotspur_core::Reason::as_str),
        "study_area": thing.study_area.as_ref().map(|judged| change_record(judged, found)),
        "areas": units.collect::<Vec<_>>(),
    })
}

fn change_record(judged: &Judged, found: &Comparison) -> Json {
    let mut record = judged_record(judged);
    let months = &found.compare.months;
    let monthly = |count: u64, months: &[Month]| ten_digits(count as f64 / months.len() as f64);
    record["a_month"] = json!({
        "before": monthly(judged.change.before.count, &months.before),
        "after": monthly(judged.change.after.count, &months.after),
    });
    record
}

/// Events a month per thousand of the exposure of an area, then and now; null where it is not known.
fn rates(
    question: &Question,
    findings: &Findings,
    found: &Comparison,
    thing: &ThingCompared,
    area: u32,
    judged: &Judged,
) -> Json {
    let at = area as usize;
    let (name, now) = match thing.counted {
        Counted::Theme(theme) => {
            let exposure = &findings.evidence.themes[theme].exposure;
            (exposure.name.as_str(), exposure.values[at].known())
        }
        Counted::AllCrime | Counted::AllIncidents => {
            let size = question.areas.list()[at].exposures.get(RESIDENTS).copied();
            (RESIDENTS, size.filter(|size| *size > 0.0))
        }
    };
    let earlier = found.compare.earlier.as_deref();
    let then = match earlier {
        None => now,
        Some(other) => other.exposures[at].get(name).copied(),
    };
    let months = &found.compare.months;
    let rate = |count: u64, months: usize, size: Option<f64>| {
        let rate = size.map(|size| 1_000.0 * count as f64 / months as f64 / size);
        rate.filter(|rate| rate.is_finite()).map(ten_digits)
    };
    json!({
        "of": name,
        "before": rate(judged.change.before.count, months.before.len(), then),
        "after": rate(judged.change.after.count, months.after.len(), now),
    })
}

fn places_record(question: &Question, of: &ThingPlaces) -> Json {
    let list = of.places.iter().map(|place| place_record(question, place));
    json!({
        "key": of.counted.key(question.themes),
        "title": of.counted.title(question.themes),
        "places": list.collect::<Vec<_>>(),
    })
}

fn place_record(question: &Question, place: &ChangedPlace) -> Json {
    let area = &question.areas.list()[place.area as usize];
    let middle = place.outline.centroid();
    let mut record = judged_record(&place.judged);
    record["name"] = json!(place.name);
    record["area_code"] = json!(area.code);
    record["area_name"] = json!(area.name);
    record["transition"] = json!(place.transition.as_str());
    record["cells"] = json!(place.cells);
    record["cells_hot_before"] = json!(place.hot_before);
    record["cells_hot_after"] = json!(place.hot_after);
    record["easting"] = json!(middle.map(|middle| ten_digits(middle.x())));
    record["northing"] = json!(middle.map(|middle| ten_digits(middle.y())));
    record
}

/// A share in per cent, where it is known.
pub fn percent(share: Value<f64>) -> String {
    share
        .known()
        .map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", 100.0 * share))
}
