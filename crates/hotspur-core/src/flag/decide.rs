//! Deciding: every area and priority theme against a reference that steps down.
//!
//! One extreme area in the reference hides everyone else. So areas are first tested against all others; those flagged
//! leave the reference, and the rest are tested again, until none is added or half of the areas are out.

use crate::adjust::benjamini_hochberg;
use crate::rate::{Dispersion, dispersion};
use crate::value::{Reason, Value};

use super::clauses::{Clauses, Verdict, judge, measure, pool};
use super::rule::Rule;
use super::series::ThemeSeries;

/// What the rule says of an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// A strategic hotspot.
    Hotspot,
    /// Raised in a priority theme, but in too few of them.
    Raised,
    /// Raised in none.
    NotRaised,
    /// Too few events in every priority theme to tell.
    TooFew,
    /// Nothing can be said: no exposure, no theme compared, or a series too short.
    CannotSay,
}

impl Class {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Hotspot => "hotspot",
            Self::Raised => "raised",
            Self::NotRaised => "not raised",
            Self::TooFew => "too few",
            Self::CannotSay => "cannot say",
        }
    }
}

/// What was found of one area and theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// The measures against the reference; undefined where the theme is not compared or the exposure is unknown.
    pub verdict: Value<Verdict>,
    /// q, for priority themes.
    pub q: Value<f64>,
    /// Which clauses hold.
    pub clauses: Clauses,
    /// Whether the area is raised in the theme.
    pub raised: bool,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// By theme and area.
    pub findings: Vec<Vec<Finding>>,
    /// The dispersion of each theme, at least 1 where it is used; undefined where a series is too short.
    pub dispersion: Vec<Value<Dispersion>>,
    /// The dispersion used for each theme.
    pub dispersion_used: Vec<f64>,
    /// Whether it was assumed, because the series is too short.
    pub dispersion_assumed: bool,
    /// Whether the rule flags an area; `None` where it cannot say.
    pub hotspot: Vec<Option<bool>>,
    /// What the rule says of each area.
    pub class: Vec<Class>,
    /// Which areas are in the reference at the end.
    pub reference: Vec<bool>,
    /// Whether stepping down stopped because more than the allowed share of areas would have been out.
    pub stopped_at_half: bool,
    /// How often the areas were tested.
    pub rounds: usize,
}

/// Applies the rule. All series have the same areas and months.
///
/// In a priority theme an area is raised when all hold: its rate ratio to the pooled reference is large enough with
/// q small enough (one-sided; Benjamini and Hochberg over areas × priority themes); it has enough events and enough
/// beyond the expected; enough months are above the reference; and all of this still holds when every area's busiest
/// place is left out. Enough raised priority themes make a hotspot. The dispersion of months within areas, at least 1,
/// widens the error of the rate ratio, because variation between areas is the signal.
///
/// The result does not depend on the order of areas or themes. Time O(rounds · themes · areas · months).
#[must_use]
pub fn decide(series: &[ThemeSeries], rule: &Rule) -> Decision {
    let areas = series.first().map_or(0, ThemeSeries::areas);
    let months = series.first().map_or(0, ThemeSeries::months);
    let short = months < rule.min_months;
    let estimated: Vec<Value<Dispersion>> = series
        .iter()
        .map(|theme| dispersion(&theme.counts))
        .collect();
    let used: Vec<f64> = estimated
        .iter()
        .map(|found| match found {
            Value::Known(found) if !short => found.phi.max(1.0),
            _ => rule.assumed_dispersion,
        })
        .collect();
    let rest: Vec<Vec<Vec<u64>>> = series.iter().map(ThemeSeries::without_busiest).collect();
    let mut reference = vec![true; areas];
    let mut rounds = 0;
    loop {
        rounds += 1;
        let findings = test(series, &rest, &reference, &used, rule, short);
        // Whoever stepped out of the reference was flagged against it, and stays so.
        let flagged: Vec<bool> = (0..areas)
            .map(|area| !reference[area] || raised_themes(&findings, area) >= rule.min_themes)
            .collect();
        let mut next = reference.clone();
        for area in 0..areas {
            next[area] = reference[area] && !flagged[area];
        }
        let out = next.iter().filter(|inside| !**inside).count();
        let too_many = out as f64 > rule.max_flagged_share * areas as f64;
        if next == reference || too_many || out == areas {
            let (hotspot, class) = classify(series, &findings, &flagged, rule, short);
            return Decision {
                findings,
                dispersion: estimated,
                dispersion_used: used,
                dispersion_assumed: short,
                stopped_at_half: too_many,
                hotspot,
                class,
                reference,
                rounds,
            };
        }
        reference = next;
    }
}

/// Whether a theme can be compared at all.
fn compared(theme: &ThemeSeries, rule: &Rule) -> Result<(), Reason> {
    match theme.located_share {
        Value::Known(share) if share >= rule.min_located_share => Ok(()),
        Value::Known(_) => Err(Reason::PoorlyLocated),
        Value::Undefined(reason) => Err(reason),
    }
}

/// One round: every area and theme against the reference.
fn test(
    series: &[ThemeSeries],
    rest: &[Vec<Vec<u64>>],
    reference: &[bool],
    dispersion: &[f64],
    rule: &Rule,
    short: bool,
) -> Vec<Vec<Finding>> {
    let mut findings: Vec<Vec<Finding>> = series
        .iter()
        .zip(dispersion)
        .map(|(theme, phi)| round(theme, &theme.counts, reference, *phi, rule))
        .collect();
    adjust(series, &mut findings, rule);
    if rule.leave_out_busiest_place {
        let mut without: Vec<Vec<Finding>> = series
            .iter()
            .zip(rest)
            .zip(dispersion)
            .map(|((theme, counts), phi)| round(theme, counts, reference, *phi, rule))
            .collect();
        adjust(series, &mut without, rule);
        for (with, without) in findings.iter_mut().flatten().zip(without.iter().flatten()) {
            with.clauses.without_busiest = without.clauses.all_but_busiest();
        }
    }
    for (theme, row) in series.iter().zip(&mut findings) {
        for finding in row {
            finding.raised = !short && theme.counts_for_the_rule() && finding.clauses.all();
        }
    }
    findings
}

/// Measures every area in one theme.
fn round(
    theme: &ThemeSeries,
    counts: &[Vec<u64>],
    reference: &[bool],
    dispersion: f64,
    rule: &Rule,
) -> Vec<Finding> {
    let pooled = pool(counts, &theme.exposure, reference);
    let verdict = |area: usize| {
        if let Err(reason) = compared(theme, rule) {
            return Value::Undefined(reason);
        }
        theme.exposure[area].and_then(|exposure| {
            let own = &counts[area];
            let rest;
            let others = if reference[area] {
                rest = pooled.without(own, exposure);
                &rest
            } else {
                &pooled
            };
            if others.is_empty() {
                return Value::Undefined(Reason::NoReference);
            }
            Value::Known(measure(own, exposure, others, dispersion, rule))
        })
    };
    (0..theme.areas())
        .map(|area| Finding {
            verdict: verdict(area),
            q: Value::Undefined(Reason::NotPriority),
            clauses: Clauses::default(),
            raised: false,
        })
        .collect()
}

/// Adjusts the p-values of all areas in all themes that count, and judges every area by them.
fn adjust(series: &[ThemeSeries], findings: &mut [Vec<Finding>], rule: &Rule) {
    let mut tests = Vec::new();
    let mut p = Vec::new();
    for (theme, row) in findings.iter().enumerate() {
        for (area, finding) in row.iter().enumerate() {
            let ratio = finding.verdict.and_then(|verdict| verdict.ratio);
            if let (true, Value::Known(ratio)) = (series[theme].counts_for_the_rule(), ratio) {
                tests.push((theme, area));
                p.push(ratio.p);
            }
        }
    }
    let q = benjamini_hochberg(&p);
    for row in findings.iter_mut().zip(series) {
        for finding in row.0.iter_mut().filter(|_| row.1.counts_for_the_rule()) {
            let reason = finding
                .verdict
                .and_then(|verdict| verdict.ratio)
                .reason()
                .unwrap_or(Reason::NoEvents);
            finding.q = Value::Undefined(reason);
        }
    }
    for ((theme, area), q) in tests.into_iter().zip(q) {
        findings[theme][area].q = Value::Known(q);
    }
    for (theme, row) in series.iter().zip(findings) {
        for finding in row {
            if let Value::Known(verdict) = finding.verdict {
                finding.clauses = judge(&verdict, finding.q.known(), theme.months(), rule);
            }
        }
    }
}

fn raised_themes(findings: &[Vec<Finding>], area: usize) -> usize {
    findings.iter().filter(|row| row[area].raised).count()
}

/// The flag and the class of every area.
fn classify(
    series: &[ThemeSeries],
    findings: &[Vec<Finding>],
    flagged: &[bool],
    rule: &Rule,
    short: bool,
) -> (Vec<Option<bool>>, Vec<Class>) {
    flagged
        .iter()
        .enumerate()
        .map(|(area, flagged)| {
            let priority = || {
                let themes = series.iter().zip(findings);
                themes
                    .filter(|(theme, _)| theme.counts_for_the_rule())
                    .map(move |(_, row)| row[area])
            };
            let measured = || priority().filter_map(|finding| finding.verdict.known());
            if short || measured().count() < rule.min_themes {
                return (None, Class::CannotSay);
            }
            let class = if *flagged {
                Class::Hotspot
            } else if raised_themes(findings, area) > 0 {
                Class::Raised
            } else if measured().all(|verdict| verdict.observed < rule.min_events) {
                Class::TooFew
            } else {
                Class::NotRaised
            };
            (Some(*flagged), class)
        })
        .unzip()
}
