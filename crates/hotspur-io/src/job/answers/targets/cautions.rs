//! What must be known of a whole answer.

use std::collections::BTreeSet;

use hotspur_core::track::{LEAST_INSIDE, Record, Targets, Tracked, Whose};

use crate::job::ask::break_words;
use crate::report::words as month_words;

/// The cautions.
pub fn cautions(found: &Targets) -> Vec<String> {
    let mut said = found.track.noted.clone();
    let missing: Vec<String> = found
        .track
        .missing()
        .iter()
        .map(|month| month_words(*month))
        .collect();
    if !missing.is_empty() {
        said.push(format!(
            "The data hold no row of {}: what those months brought is projected, not counted.",
            super::super::words::listed(&missing)
        ));
    }
    if !found.unlocated_counted {
        said.push(format!(
            "The study area counts what is located in it alone: less than {:.0} % of the located rows lie in it, so that nobody knows which rows without a location are of it. A target of all that is recorded is met too easily by such counts.",
            100.0 * LEAST_INSIDE
        ));
    }
    let counted = || {
        found
            .indicators
            .iter()
            .filter(|one| one.indicator.record != Record::Survey)
    };
    for record in [Record::Crime, Record::Incident] {
        let months: BTreeSet<hotspur_core::Month> = counted()
            .filter(|one| one.indicator.record == record)
            .filter_map(|one| one.parts.first())
            .flat_map(|part| &part.months)
            .filter(|(month, count)| count.is_none() && found.track.held.contains(month))
            .map(|(month, _)| *month)
            .collect();
        if !months.is_empty() {
            let (none, though) = match record {
                Record::Crime => ("recorded crime", "calls"),
                _ => ("call", "recorded crimes"),
            };
            said.push(format!(
                "The data hold no {none} of {}, though they hold {though}: what was recorded then is projected, not counted.",
                super::super::words::listed(&months.into_iter().map(month_words).collect::<Vec<_>>())
            ));
        }
    }
    let even: Vec<&Tracked> = counted()
        .filter(|one| one.season.years.is_empty())
        .collect();
    if !even.is_empty() {
        said.push(format!(
            "No earlier year is whole in the data for {}: each month is taken as a twelfth, with an allowance for a season, and the intervals are as wide as that makes them.",
            many(even.len())
        ));
    }
    said.extend(counted().filter_map(|one| otherwise(found, one)));
    let mut breaks: Vec<_> = counted().flat_map(|one| &one.breaks).collect();
    breaks.sort();
    breaks.dedup();
    let words: Vec<String> = breaks.iter().map(|broken| break_words(broken)).collect();
    if !words.is_empty() {
        said.push(format!(
            "{} lies between the baseline year and now: {}. {}",
            match words.len() {
                1 => "A break of the series".to_owned(),
                count => format!("Each of {count} breaks of the series"),
            },
            words.join("; "),
            match found.track.across_breaks {
                true => "The study asks for words across it, so a change may be one of recording, and so may a target met or missed.",
                false => "No word is given and no change reckoned across it; across_breaks = true under [track] asks for them.",
            }
        ));
    }
    said
}

/// Apart by so much, what is given for the baseline year and what is counted in it ask for different things.
const APART: f64 = 0.05;

/// Where areas are measured from counts and the study area from a figure that the counts do not bear out.
fn otherwise(found: &Targets, one: &Tracked) -> Option<String> {
    let whole = (one.parts.iter()).find(|part| part.whose == Whose::StudyArea)?;
    let (from, counted) = (whole.baseline.known()?, whole.baseline_counted?);
    let apart = !from.counted && (counted as f64 / from.value - 1.0).abs() >= APART;
    apart.then(|| {
        format!(
            "{}: {:.0} are given for {} and {counted} are counted. The study area is measured from the one, areas without a figure from the other, so that all of them may meet what it misses.",
            one.indicator.title,
            from.value,
            found.track.baseline.map(|year| year.to_string()).unwrap_or_default(),
        )
    })
}

fn many(count: usize) -> String {
    match count {
        1 => "one indicator".to_owned(),
        count => format!("{count} indicators"),
    }
}
