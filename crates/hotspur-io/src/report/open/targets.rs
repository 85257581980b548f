//! Targets as others than the analyst may know them: what the study declares, the word, and counts that stand on the page already.

use hotspur_core::track::{Aim, Intended, Year};
use hotspur_core::{
    Controlled, Controls, Declared, FEWEST_FOR_A_WORD, Group, OpenTargets, Public, Release, Word,
};
use serde::Serialize;

use super::counts::Cell;
use crate::style::shown;

/// What is told of the targets.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OpenTargetsView {
    /// The year.
    pub year: String,
    /// The year that changes are measured from.
    pub baseline_year: Option<String>,
    /// The chance from which a target is on track, 0 to 1.
    pub confident: f64,
    /// The fewest that a word may rest on.
    pub fewest: u64,
    /// The study area, indicator by indicator.
    pub rows: Vec<OpenTargetRow>,
    /// The recipients' own areas in their own themes; nothing for the public.
    pub own: Vec<OpenTargetRow>,
    /// The titles of sensitive indicators, of which nothing more is told.
    pub kept_back: Vec<String>,
}

/// One indicator, in the study area or in one of the recipients' areas.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct OpenTargetRow {
    /// The title.
    pub title: String,
    /// The recipients' area; nothing for the study area.
    pub area: Option<String>,
    /// The code that it is printed with.
    pub code: Option<String>,
    /// `crime`, `incident` or `survey`.
    pub record: &'static str,
    /// `down`, `up` or `watched`.
    pub intended: &'static str,
    /// Why.
    pub because: Option<String>,
    /// The printed figure of the baseline, in words.
    pub baseline: Option<String>,
    /// What is aimed at, year by year, in words.
    pub targets: Vec<String>,
    /// The count so far; nothing where it is not of all that a theme counts.
    pub so_far: Option<Cell>,
    /// The word.
    pub status: &'static str,
    /// Why it is no other, where that may be told.
    pub why: Option<&'static str>,
}

/// What everybody may know.
#[must_use]
pub fn public_targets(release: &Release<Public>) -> Option<OpenTargetsView> {
    let controlled = release.controlled();
    Some(view(controlled, controlled.targets()?))
}

/// The same, with the recipients' own areas in their own themes.
#[must_use]
pub fn group_targets(release: &Release<Group>) -> Option<OpenTargetsView> {
    let controlled = release.controlled();
    let targets = controlled.targets()?;
    let own = release.own_words().iter().filter_map(|word| {
        let indicator = targets.indicators.get(word.indicator)?;
        let declared = indicator.declared.as_ref()?;
        let count = release.count(word.area, word.counted)?;
        Some(OpenTargetRow {
            area: Some(controlled.areas().get(word.area)?.name.clone()),
            record: declared.record.as_str(),
            intended: declared.intended.as_str(),
            so_far: Some(Cell {
                own: true,
                ..Cell::known(count)
            }),
            status: word.status.as_str(),
            why: word.why.map(hotspur_core::Reason::as_str),
            title: indicator.title.clone(),
            ..OpenTargetRow::default()
        })
    });
    Some(OpenTargetsView {
        own: own.collect(),
        ..view(controlled, targets)
    })
}

fn view(controlled: &Controlled, targets: &OpenTargets) -> OpenTargetsView {
    let told = targets.indicators.iter().filter_map(|indicator| {
        let declared = indicator.declared.as_ref()?;
        let (status, why) = match indicator.word {
            Word::Said(status, why) => (status.as_str(), why.map(hotspur_core::Reason::as_str)),
            Word::KeptBack(why) => ("kept back", Some(why.as_str())),
        };
        Some(row(controlled, &indicator.title, declared, (status, why)))
    });
    let kept = (targets.indicators.iter()).filter(|indicator| indicator.declared.is_none());
    OpenTargetsView {
        year: year_words(targets.year),
        baseline_year: targets.baseline.map(year_words),
        confident: targets.confident,
        fewest: FEWEST_FOR_A_WORD.max(controlled.policy().threshold_if(true)),
        rows: told.collect(),
        own: Vec::new(),
        kept_back: kept.map(|indicator| indicator.title.clone()).collect(),
    }
}

fn row(
    controlled: &Controlled,
    title: &str,
    declared: &Declared,
    (status, why): (&'static str, Option<&'static str>),
) -> OpenTargetRow {
    let baseline = declared.baseline.map(|(value, predicted)| {
        let figure = figure(value, declared.share);
        match predicted {
            true => format!("{figure} (predicted)"),
            false => figure,
        }
    });
    OpenTargetRow {
        title: title.to_owned(),
        area: None,
        code: declared.code.clone(),
        record: declared.record.as_str(),
        intended: declared.intended.as_str(),
        because: declared.because.clone(),
        baseline,
        targets: (declared.targets.iter())
            .map(|(year, aim)| format!("{}: {}", year_words(*year), aim_words(aim, declared)))
            .collect(),
        so_far: (declared.counted)
            .map(|counted| Cell::open(Some(controlled.of_study_area(counted)))),
        status,
        why,
    }
}

/// A year that nobody takes for a month: 2002/03.
fn year_words(year: Year) -> String {
    year.to_string().replace('-', "/")
}

fn aim_words(aim: &Aim, declared: &Declared) -> String {
    let bound = match declared.intended {
        Intended::Up => "at least",
        Intended::Down | Intended::Watched => "at most",
    };
    match aim {
        Aim::Value(value) => format!("{bound} {}", figure(*value, declared.share)),
        Aim::Change(change) if *change == 0.0 => format!("{bound} the baseline"),
        Aim::Change(change) => {
            let sign = if *change < 0.0 { '\u{2212}' } else { '+' };
            format!(
                "{bound} {sign}{}\u{a0}% from the baseline",
                shown(100.0 * change.abs())
            )
        }
        Aim::Rate(rate) => {
            let per = declared.per.as_deref().unwrap_or("of its denominator");
            format!("{bound} {} per 1,000 {per}", shown(*rate))
        }
        Aim::Said(said) => said.clone(),
    }
}

/// Events as they are written, shares as per cent.
fn figure(value: f64, share: bool) -> String {
    if share {
        return format!("{}\u{a0}%", shown(100.0 * value));
    }
    let text = crate::write::ten_digits(value).to_string();
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + if rest == ".0" { "" } else { rest }
}
