//! `targets.json`: on track or not, with what it rests on.

mod adjusted;
mod beside;
mod brief;
mod cautions;
mod family;
mod family_words;
mod harm;
mod parts;
mod perception;
mod printed;
mod printed_words;
mod priorities;
mod table;

pub use printed::{printed_records, printed_sentences};
pub use table::{TARGETS_TABLE, write_targets};

use hotspur_core::Question;
use hotspur_core::track::{
    ASSUMED_AMPLITUDE, ASSUMED_DEGREES, ASSUMED_DISPERSION, Targets, Tracked,
};
use serde_json::{Value as Json, json};

use super::words::{break_record, capital};
use crate::write::ten_digits;

/// The file of the answer.
pub const TARGETS_FILE: &str = "targets.json";

/// The answer as its file holds it.
pub fn record(question: &Question, found: &Targets, facts: &Json) -> Json {
    let track = &found.track;
    let indicators: Vec<Json> = (found.indicators.iter())
        .map(|tracked| indicator(question, found, tracked))
        .collect();
    let months: Vec<String> = track
        .counted_months()
        .map(|month| month.to_string())
        .collect();
    let missing: Vec<String> = track.missing().iter().map(ToString::to_string).collect();
    let families = found.family.as_deref();
    let mut briefing = brief::sentences(question, found);
    briefing.extend((cautions::cautions(found).into_iter()).map(|one| format!("Caution: {one}")));
    briefing.extend(families.map(family::sentences).unwrap_or_default());
    briefing.extend(printed_sentences(&track.printed, &found.printed));
    let mut record = json!({
        "briefing": briefing,
        "briefing_beside": said_beside(question, found),
        "cautions": cautions::cautions(found),
        "where": "the whole study area",
        "as_at": track.as_at.to_string(),
        "year": track.year.to_string(),
        "baseline_year": track.baseline.map(|year| year.to_string()),
        "months_counted": months,
        "months_missing": missing,
        "settings": {
            "level": track.level,
            "confident": track.confident,
            "across_breaks": track.across_breaks,
            "unlocated_counted": found.unlocated_counted,
            "assumed_dispersion": ASSUMED_DISPERSION,
            "assumed_dispersion_degrees": ASSUMED_DEGREES,
            "assumed_season_amplitude": ASSUMED_AMPLITUDE,
            "projection": "events so far divided by the share of the year that their months bring; prediction interval by inverting the binomial of events so far among all, mid-P, with the dispersion of months and the uncertainty of the season",
            "on_track": format!("the chance of meeting the target is at least {}", track.confident),
            "off_track": format!("it is at most {}", ten_digits(1.0 - track.confident)),
        },
        "groups": track.groups.iter().map(|group| &group.name).collect::<Vec<_>>(),
        "indicators": indicators,
        "family": families.map(family::record),
        "made_by": facts,
    });
    let printed = printed_records(&track.printed, &found.printed);
    for (name, part) in (beside::records(question, &found.beside).into_iter()).chain(printed) {
        record[name] = part;
    }
    record
}

/// What stands beside the targets is of the year so far, which its sentences do not say one by one.
fn said_beside(question: &Question, found: &Targets) -> Vec<String> {
    let mut said = beside::sentences(question, &found.beside);
    let months: Vec<_> = found.track.counted_months().collect();
    if let (false, Some(first), Some(last)) = (said.is_empty(), months.first(), months.last()) {
        let words = crate::report::words;
        said.insert(
            0,
            format!(
                "What follows is counted from {} to {}, whatever year a survey is of.",
                words(*first),
                words(*last)
            ),
        );
    }
    said
}

fn indicator(question: &Question, found: &Targets, tracked: &Tracked) -> Json {
    let indicator = &tracked.indicator;
    let counted = indicator.measure.counted();
    let breaks: Vec<Json> = tracked.breaks.iter().map(break_record).collect();
    let parts: Vec<Json> = (tracked.parts.iter())
        .map(|part| parts::record(question, found, tracked, part))
        .collect();
    let season: Vec<f64> = tracked
        .season
        .shares
        .iter()
        .map(|share| ten_digits(*share))
        .collect();
    let years: Vec<String> = tracked
        .season
        .years
        .iter()
        .map(ToString::to_string)
        .collect();
    let noise = |noise: hotspur_core::track::Noise| {
        json!({
            "dispersion": ten_digits(noise.dispersion),
            "degrees": ten_digits(noise.degrees),
            "counted_degrees": ten_digits(noise.counted),
        })
    };
    json!({
        "key": indicator.key,
        "title": indicator.title,
        "code": indicator.code,
        "record": indicator.record.as_str(),
        "measure": indicator.measure.as_str(),
        "theme": counted.map(|counted| counted.key(question.themes)),
        "intended": indicator.intended.as_str(),
        "because": indicator.because,
        "per": indicator.per,
        "season": {
            "shares": season,
            "years": years,
            "said": match years.is_empty() {
                true => "twelfths, for no earlier year is whole in the data".to_owned(),
                false => format!("months of {}", super::words::listed(&years)),
            },
        },
        "elapsed": ten_digits(tracked.elapsed),
        "noise": noise(tracked.noise),
        "areas_noise": noise(tracked.areas_noise),
        "breaks": breaks,
        "said": brief::indicator(question, found, tracked),
        "parts": parts,
    })
}

/// The name of a part for people.
fn name(question: &Question, found: &Targets, whose: hotspur_core::track::Whose) -> String {
    use hotspur_core::track::Whose;
    match whose {
        Whose::StudyArea => "the study area".to_owned(),
        Whose::Group(group) => found.track.groups[group].name.clone(),
        Whose::Area(area) => question.areas.list()[area as usize].name.clone(),
    }
}

/// The same with a capital first.
fn title(question: &Question, found: &Targets, whose: hotspur_core::track::Whose) -> String {
    capital(&name(question, found, whose))
}
