//! What must be known of a whole answer.

use hotspur_core::track::{Record, Targets, Tracked};

use crate::job::ask::break_words;
use crate::report::words as month_words;

/// The cautions.
pub fn cautions(found: &Targets) -> Vec<String> {
    let mut said = Vec::new();
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
    let counted = || {
        found
            .indicators
            .iter()
            .filter(|one| one.indicator.record != Record::Survey)
    };
    let even: Vec<&Tracked> = counted()
        .filter(|one| one.season.years.is_empty())
        .collect();
    if !even.is_empty() {
        said.push(format!(
            "No earlier year is whole in the data for {}: each month is taken as a twelfth, with an allowance for a season, and the intervals are as wide as that makes them.",
            many(even.len())
        ));
    }
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

fn many(count: usize) -> String {
    match count {
        1 => "one indicator".to_owned(),
        count => format!("{count} indicators"),
    }
}
