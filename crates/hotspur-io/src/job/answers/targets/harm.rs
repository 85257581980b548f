//! Harm, as JSON and in plain words.

use hotspur_core::Question;
use hotspur_core::track::{FEWEST_EFFECTIVE, Harm, HarmTotal, NoHarm};
use serde_json::{Value as Json, json};

use super::super::location::value;
use super::super::words::{grouped, listed, many};
use super::beside::limits;
use crate::write::ten_digits;

/// Themes that are told of at most.
const TOLD: usize = 4;

/// Harm by theme and area, or why there is none.
pub fn record(question: &Question, found: &Result<Harm, NoHarm>) -> Json {
    let found = match found {
        Err(why) => return json!({"refused": refused(why)}),
        Ok(found) => found,
    };
    let areas = question.areas.list();
    let things: Vec<Json> = (found.things.iter())
        .map(|thing| {
            let by_area = areas.iter().zip(&thing.areas).map(|(area, total)| {
                let mut record = total_record(total);
                record["code"] = json!(area.code);
                record["name"] = json!(area.name);
                record
            });
            json!({
                "key": thing.counted.key(question.themes),
                "title": thing.counted.title(question.themes),
                "study_area": total_record(&thing.study_area),
                "areas": by_area.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "refused": null,
        "version": found.version,
        "source": found.source,
        "largest_weight": ten_digits(found.largest_weight),
        "types_of_no_theme": found.unknown_types,
        "interval": "Limits are 95 %, of a weighted sum of Poisson counts (Fay and Feuer 1997); the upper limit allows for one event more of the heaviest type recorded; events are taken to come singly",
        "effective": "(sum of weights)² / sum of squared weights: as many events of equal weight would be as unsure",
        "things": things,
    })
}

fn total_record(total: &HarmTotal) -> Json {
    json!({
        "harm": ten_digits(total.total),
        "limits": limits(total.limits),
        "events": total.events,
        "events_without_weight": total.unweighted,
        "effective_events": value(total.effective),
        "rests_on_few": total.few(),
        "worst_type": total.worst.as_ref().map(|(name, _)| name),
        "worst_share": total.worst.as_ref().map(|(_, share)| ten_digits(*share)),
    })
}

fn refused(why: &NoHarm) -> String {
    match why {
        NoHarm::CoarseCategories(types) => {
            let which = if types.is_empty() {
                "the types are the categories of police.uk".to_owned()
            } else {
                let quoted: Vec<String> = types.iter().map(|name| format!("\u{201c}{name}\u{201d}")).collect();
                format!("{} {} of police.uk", listed(&quoted), if types.len() == 1 { "is a category" } else { "are categories" })
            };
            format!(
                "Harm is not weighed: {which}, and such a category lumps offences of very unlike harm (violence and sexual offences holds common assault and homicide), so that one weight would be right for none of them. Harm needs the codes of offences."
            )
        }
        NoHarm::NoneWeighted => {
            "Harm is not weighed: no recorded type has a weight above zero. The column offence_type must hold types as the themes of the study spell them.".to_owned()
        }
    }
}

/// What is found, in plain words.
pub fn sentences(question: &Question, found: &Result<Harm, NoHarm>) -> Vec<String> {
    let found = match found {
        Err(why) => return vec![refused(why)],
        Ok(found) => found,
    };
    let mut said = vec![format!(
        "Harm is weighed by the weights of version {}.",
        found.version
    )];
    for thing in found.things.iter().take(TOLD) {
        let total = &thing.study_area;
        let Some((worst, share)) = &total.worst else {
            continue;
        };
        let effective = total.effective.known().unwrap_or(0.0);
        said.push(format!(
            "{}: harm of {} from {}, {worst} making {:.0} % of it; as sure as {} of equal weight{}.",
            thing.counted.title(question.themes),
            grouped(total.total.round() as u64),
            many(total.events, "event", "events"),
            100.0 * share,
            many(effective.round() as u64, "event", "events"),
            if total.few() {
                format!(", fewer than {FEWEST_EFFECTIVE:.0}, so that a single offence may move it")
            } else {
                String::new()
            }
        ));
        if total.unweighted > 0 {
            said.push(format!(
                "{} of {} have no weight and are left out of its harm.",
                grouped(total.unweighted),
                many(total.unweighted + total.events, "event", "events"),
            ));
        }
    }
    said
}
