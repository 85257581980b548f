//! What would change the verdict: the rule run again on slightly other data.

use rayon::prelude::*;

use super::decide::decide;
use super::rule::Rule;
use super::series::ThemeSeries;
use crate::value::Value;

/// By how much an area's own exposure is varied, down and up.
pub const EXPOSURE_VARIED: f64 = 0.2;

/// Flagged areas × areas beyond which no area's own exposure is varied: each takes two runs of the rule over all areas.
pub const MOST_OWN: usize = 100_000;

/// One thing that is different in a re-run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A month, by position, is left out.
    WithoutMonth(usize),
    /// Every area's busiest place is left out of every theme.
    WithoutBusiestPlaces,
    /// A theme, by position, is left out.
    WithoutTheme(usize),
    /// The area's own exposure is a fifth smaller, in every theme.
    LessExposure,
    /// The area's own exposure is a fifth larger, in every theme.
    MoreExposure,
}

/// What the re-runs say of a flagged area.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variations {
    /// How many re-runs there were.
    pub made: usize,
    /// In how many of them the area is still flagged.
    pub kept: usize,
    /// The changes that lose the flag.
    pub lost: Vec<Change>,
}

/// Runs the rule again for every flag: without each month, without the busiest places, without each priority theme, and
/// with the area's own exposure 20 % smaller and larger. `None` for areas that are not flagged.
///
/// A series that loses a month is not held against the least number of months, and one that loses its busiest places is
/// not asked to lose the next. Where flagged areas × areas are more than [`MOST_OWN`], no exposure is varied, and fewer re-runs are
/// made for every flag alike. Time: O(months + themes + flagged areas) runs of the rule.
#[must_use]
pub fn variations(
    series: &[ThemeSeries],
    hotspot: &[Option<bool>],
    rule: &Rule,
) -> Vec<Option<Variations>> {
    let flagged: Vec<usize> = (0..hotspot.len())
        .filter(|area| hotspot[*area] == Some(true))
        .collect();
    if flagged.is_empty() {
        return vec![None; hotspot.len()];
    }
    let months = series.first().map_or(0, ThemeSeries::months);
    let shared: Vec<Change> = (0..months)
        .map(Change::WithoutMonth)
        .chain([Change::WithoutBusiestPlaces])
        .chain(
            (0..series.len())
                .filter(|theme| series[*theme].counts_for_the_rule())
                .map(Change::WithoutTheme),
        )
        .collect();
    let for_all: Vec<Vec<Option<bool>>> = shared
        .par_iter()
        .map(|change| rerun(series, rule, *change, 0))
        .collect();
    let bearable = flagged.len() * hotspot.len() <= MOST_OWN;
    let own: Vec<[bool; 2]> = flagged
        .par_iter()
        .filter(|_| bearable)
        .map(|area| {
            [Change::LessExposure, Change::MoreExposure]
                .map(|change| rerun(series, rule, change, *area)[*area] == Some(true))
        })
        .collect();
    let mut found = vec![None; hotspot.len()];
    for (number, area) in flagged.into_iter().enumerate() {
        let shared = shared
            .iter()
            .zip(&for_all)
            .map(|(change, flags)| (*change, flags[area] == Some(true)));
        let own = own.get(number).into_iter().flat_map(|kept| {
            [Change::LessExposure, Change::MoreExposure]
                .into_iter()
                .zip(*kept)
        });
        let mut variations = Variations::default();
        for (change, kept) in shared.chain(own) {
            variations.made += 1;
            if kept {
                variations.kept += 1;
            } else {
                variations.lost.push(change);
            }
        }
        found[area] = Some(variations);
    }
    found
}

/// The flags where one thing is different.
fn rerun(series: &[ThemeSeries], rule: &Rule, change: Change, area: usize) -> Vec<Option<bool>> {
    let mut rule = *rule;
    let areas = series.first().map_or(0, ThemeSeries::areas);
    let mut series = series.to_vec();
    match change {
        Change::WithoutMonth(month) => {
            rule.min_months = rule.min_months.min(series[0].months().saturating_sub(1));
            for theme in &mut series {
                for row in theme.counts.iter_mut().chain(&mut theme.busiest) {
                    row.remove(month);
                }
            }
        }
        Change::WithoutBusiestPlaces => {
            for theme in &mut series {
                theme.counts = theme.without_busiest();
                for row in &mut theme.busiest {
                    row.fill(0);
                }
            }
        }
        Change::WithoutTheme(theme) => {
            series.remove(theme);
        }
        Change::LessExposure => scale(&mut series, area, 1.0 - EXPOSURE_VARIED),
        Change::MoreExposure => scale(&mut series, area, 1.0 + EXPOSURE_VARIED),
    }
    if series.is_empty() {
        return vec![None; areas];
    }
    decide(&series, &rule).hotspot
}

fn scale(series: &mut [ThemeSeries], area: usize, by: f64) {
    for theme in series {
        if let Value::Known(size) = &mut theme.exposure[area] {
            *size *= by;
        }
    }
}
