//! Two periods compared, in plain words: what rose, what fell, what is not told from chance, what cannot be compared and why.

use hotspur_core::change::{ChangeVerdict, Compared, Judged, Transition};
use hotspur_core::comparison::{Comparison, ThingCompared, Unit, WhyLeftOut};
use hotspur_core::{Month, Question, Reason};

use super::comparison::percent;
use super::words::{capital, grouped, listed, many, place};
use crate::report::words as month_words;

/// Changes or places that one sentence names.
const NAMED: usize = 5;

/// What is found, a sentence each, the answer first.
pub fn sentences(question: &Question, found: &Comparison) -> Vec<String> {
    let mut said = vec![in_all(question, found)];
    said.extend(across_breaks(found));
    said.extend(by_area(question, found, ChangeVerdict::Up, "Rose"));
    said.extend(by_area(question, found, ChangeVerdict::Down, "Fell"));
    said.push(untold(found));
    said.extend(places(question, found));
    said.extend(not_compared(question, found));
    said.extend(left_out(found));
    said
}

/// The study area's own changes.
fn in_all(question: &Question, found: &Comparison) -> String {
    let months = &found.compare.months;
    let told = |verdict: ChangeVerdict| -> Vec<String> {
        let things = found.things.iter();
        let judged = things.filter_map(|thing| Some((thing, thing.study_area.as_ref()?)));
        judged
            .filter(|(_, judged)| judged.verdict == verdict)
            .map(|(thing, judged)| {
                let title = thing.counted.title(question.themes);
                format!("{title} {}", change(&judged.change))
            })
            .collect()
    };
    let parts: Vec<String> = [("up", ChangeVerdict::Up), ("down", ChangeVerdict::Down)]
        .into_iter()
        .map(|(word, verdict)| (word, told(verdict)))
        .filter(|(_, told)| !told.is_empty())
        .map(|(word, told)| format!("{word}: {}", told.join("; ")))
        .collect();
    let parts = match parts.is_empty() {
        true => "nothing has changed by more than chance".to_owned(),
        false => parts.join("; "),
    };
    format!(
        "The study area, {} against {} ({} against {}), {parts}.",
        span(&months.after),
        span(&months.before),
        many(months.after.len() as u64, "month", "months"),
        many(months.before.len() as u64, "month", "months"),
    )
}

fn across_breaks(found: &Comparison) -> Option<String> {
    let breaks = &found.compare.breaks;
    let named: Vec<String> = (breaks.iter())
        .map(|broken| format!("{}, {}", month_words(broken.date), broken.note))
        .collect();
    (!named.is_empty()).then(|| {
        format!(
            "Across {}: {}. A change may be one of recording.",
            many(
                named.len() as u64,
                "break of the series",
                "breaks of the series"
            ),
            named.join("; ")
        )
    })
}

/// The changes of areas that are told from chance, the largest first.
fn by_area(
    question: &Question,
    found: &Comparison,
    verdict: ChangeVerdict,
    word: &str,
) -> Option<String> {
    let mut told: Vec<(f64, String)> = Vec::new();
    for thing in &found.things {
        for (unit, judged) in found.units.iter().zip(&thing.units) {
            if judged.verdict == verdict {
                let where_ = match unit {
                    Unit::Area(area) => question.areas.list()[*area as usize].name.clone(),
                    Unit::Part => capital(&place(question, &found.focus)),
                };
                let title = thing.counted.title(question.themes).to_lowercase();
                let moved = judged
                    .change
                    .after
                    .count
                    .abs_diff(judged.change.before.count);
                told.push((
                    moved as f64,
                    format!("{where_}, {title} {}", change(&judged.change)),
                ));
            }
        }
    }
    told.sort_by(|one, other| other.0.total_cmp(&one.0));
    let all = told.len();
    let named: Vec<String> = told
        .into_iter()
        .take(NAMED)
        .map(|(_, words)| words)
        .collect();
    let more = match all.saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    (all > 0).then(|| format!("{word}: {}{more}.", named.join("; ")))
}

/// How many changes are not told from chance.
fn untold(found: &Comparison) -> String {
    let all: Vec<&Judged> = (found.things.iter())
        .flat_map(|thing| &thing.units)
        .collect();
    let of = |verdict: ChangeVerdict| {
        let found = all.iter().filter(|judged| judged.verdict == verdict);
        found.count() as u64
    };
    let (same, few) = (of(ChangeVerdict::NoEvidence), of(ChangeVerdict::TooFew));
    format!(
        "Of {}, {} not told from chance, and {} too few to tell.",
        many(
            all.len() as u64,
            "change by area and kind",
            "changes by area and kind"
        ),
        many(same, "is", "are"),
        many(few, "is", "are"),
    )
}

/// What became of the places, thing by thing.
fn places(question: &Question, found: &Comparison) -> Vec<String> {
    let mut said = Vec::new();
    for of in found.places.iter().filter(|of| !of.places.is_empty()) {
        let by = |transition: Transition| {
            let all = of.places.iter();
            all.filter(|place| place.transition == transition)
                .collect::<Vec<_>>()
        };
        let named = |transition, word: &str| {
            let places = by(transition);
            let names: Vec<String> = (places.iter().take(NAMED))
                .map(|place| {
                    let change = &place.judged.change;
                    format!(
                        "{} ({} to {})",
                        place.name,
                        grouped(change.before.count),
                        grouped(change.after.count)
                    )
                })
                .collect();
            let more = match places.len().saturating_sub(NAMED) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            match names.is_empty() {
                true => format!("none {word}"),
                false => format!("{word}: {}{more}", names.join("; ")),
            }
        };
        said.push(format!(
            "Hotspots of {}: {}. {}. {}; {} came or went by no more than chance; {} too few to tell.",
            of.counted.title(question.themes).to_lowercase(),
            named(Transition::New, "new"),
            capital(&named(Transition::Gone, "gone")),
            many(
                by(Transition::Persistent).len() as u64,
                "persists",
                "persist"
            ),
            by(Transition::NotToldApart).len(),
            by(Transition::TooFew).len(),
        ));
    }
    if found.places.is_empty() {
        said.push("What became of hotspots cannot be said: the run has no cells.".to_owned());
    }
    said
}

fn not_compared(question: &Question, found: &Comparison) -> Option<String> {
    let named = |thing: &ThingCompared| {
        let title = thing.counted.title(question.themes);
        Some(match thing.refused? {
            Reason::PoorlyLocated => format!(
                "{title} (located {} before and {} after, where {:.0} % are needed)",
                percent(thing.located.0),
                percent(thing.located.1),
                100.0 * question.params.rule.min_located_share
            ),
            reason => format!("{title} ({reason})"),
        })
    };
    let own = found.things.iter().filter(|thing| thing.same_as.is_none());
    let named: Vec<String> = own.filter_map(named).collect();
    (!named.is_empty()).then(|| format!("Not compared: {}.", listed(&named)))
}

fn left_out(found: &Comparison) -> Option<String> {
    let left = &found.compare.months.left_out;
    let of = |why: WhyLeftOut| {
        let months = left.iter().filter(|(_, found)| *found == why);
        let names: Vec<String> = months.map(|(month, _)| month_words(*month)).collect();
        (!names.is_empty()).then(|| format!("{}: {}", listed(&names), why.as_str()))
    };
    let parts: Vec<String> = [WhyLeftOut::NoData, WhyLeftOut::NoLike]
        .into_iter()
        .filter_map(of)
        .collect();
    (!parts.is_empty()).then(|| format!("Left out: {}.", parts.join("; ")))
}

/// "from 120 to 80 (−33 %)"; a percentage only where it means something.
fn change(change: &Compared) -> String {
    let percent = change.percent.known().map_or_else(String::new, |percent| {
        format!(" ({percent:+.0} %)").replace('-', "\u{2212}")
    });
    format!(
        "from {} to {}{percent}",
        grouped(change.before.count),
        grouped(change.after.count)
    )
}

fn span(months: &[Month]) -> String {
    match (months.first(), months.last()) {
        (Some(first), Some(last)) if first == last => month_words(*first),
        (Some(first), Some(last)) => format!("{} to {}", month_words(*first), month_words(*last)),
        _ => "no month".to_owned(),
    }
}
