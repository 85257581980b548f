//! A sentence for every area: what was found, in words that can be defended in a meeting.

use super::clauses::Verdict;
use super::decide::{Class, Finding};
use super::rule::Rule;
use super::variations::Variations;
use crate::value::{Reason, Value};

/// What the sentence needs to know of one theme in the area.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeFacts<'a> {
    /// The title of the theme.
    pub title: &'a str,
    /// What was found; for priority themes alone.
    pub finding: Option<Finding>,
    /// Its rows in the area.
    pub count: u64,
    /// The people at risk that would make the rate ordinary, for themes of visitors.
    pub break_even: Value<f64>,
    /// The rate ratio to the reference.
    pub ratio: Value<f64>,
    /// The rows at its busiest place in the area.
    pub at_busiest: u64,
    /// The label of that place, where the publisher gives one.
    pub busiest_label: &'a str,
}

/// What the sentence needs to know of the area.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaFacts<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its class.
    pub class: Class,
    /// Its themes.
    pub themes: Vec<ThemeFacts<'a>>,
    /// How many months the series has.
    pub months: usize,
    /// Whether the publisher moved the points.
    pub snapped: bool,
    /// What the re-runs say of the flag, and the changes that lose it.
    pub rerun: Option<(&'a Variations, Vec<String>)>,
}

/// Places named in one sentence at most; how many more there are is said.
const PLACES_NAMED: usize = 2;

/// The sentence of an area.
#[must_use]
pub fn sentence(area: &AreaFacts, rule: &Rule) -> String {
    let mut text = match area.class {
        Class::CannotSay => cannot_say(area, rule),
        Class::TooFew => format!(
            "Too few to tell: fewer than {} events in every priority theme{}.",
            rule.min_events,
            most(area)
        ),
        Class::NotRaised => format!("Not raised in any priority theme{}.", nearest(area, rule)),
        Class::Raised => format!(
            "Raised in {}, which is fewer than the {} priority themes that make a strategic hotspot.",
            raised(area).join(" and in "),
            rule.min_themes
        ),
        Class::Hotspot => format!(
            "Strategic hotspot: raised in {}.",
            raised(area).join("; in ")
        ),
    };
    for note in ordinary(area)
        .into_iter()
        .chain(rerun(area))
        .chain(one_place(area, rule))
    {
        text.push(' ');
        text.push_str(&note);
    }
    if area.months < 12 && area.class != Class::CannotSay {
        text.push_str(&format!(" Part of a year: {} months.", area.months));
    }
    text
}

/// For raised themes of visitors: how many people would make the rate ordinary.
fn ordinary(area: &AreaFacts) -> Vec<String> {
    area.themes
        .iter()
        .filter(|theme| theme.finding.is_some_and(|finding| finding.raised))
        .filter_map(|theme| {
            let (people, ratio) = (theme.break_even.known()?, theme.ratio.known()?);
            Some(format!(
                "{} would be ordinary if {} people, {ratio:.1} times the residents, were at risk there.",
                theme.title,
                three_digits(people)
            ))
        })
        .collect()
}

/// A number of people to three digits, with commas between thousands: 18600 is "18,600".
fn three_digits(people: f64) -> String {
    let scale = 10_f64.powi((people.max(1.0).log10().floor() as i32 - 2).max(0));
    let rounded = ((people / scale).round() * scale) as u64;
    let digits = rounded.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// What would change the verdict.
fn rerun(area: &AreaFacts) -> Option<String> {
    let (found, lost) = area.rerun.as_ref()?;
    let kept = format!(
        "The flag is kept in {} of {} re-runs",
        found.kept, found.made
    );
    Some(if lost.is_empty() {
        format!("{kept}.")
    } else {
        format!("{kept}; it is lost {}.", lost.join(", "))
    })
}

/// Each raised theme with its numbers.
fn raised(area: &AreaFacts) -> Vec<String> {
    area.themes
        .iter()
        .filter(|theme| theme.finding.is_some_and(|finding| finding.raised))
        .filter_map(|theme| {
            let finding = theme.finding?;
            let verdict = finding.verdict.known()?;
            Some(numbers(
                theme.title,
                &verdict,
                finding.q.known(),
                area.months,
            ))
        })
        .collect()
}

fn numbers(title: &str, verdict: &Verdict, q: Option<f64>, months: usize) -> String {
    let mut text = format!(
        "{title} ({} against {:.0} expected at the reference's rate",
        verdict.observed, verdict.expected
    );
    if let Value::Known(ratio) = verdict.ratio {
        text.push_str(&format!(
            ", rate ratio {:.2}, 95 % interval {:.2} to {:.2}",
            ratio.ratio, ratio.limits.lower, ratio.limits.upper
        ));
    }
    if let Some(q) = q {
        text.push_str(&q_words(q));
    }
    text.push_str(&format!(
        ", above it in {} of {months} months)",
        verdict.months_raised
    ));
    text
}

fn q_words(q: f64) -> String {
    if q < 0.001 {
        ", q below 0.001".to_owned()
    } else {
        format!(", q {q:.3}")
    }
}

fn cannot_say(area: &AreaFacts, rule: &Rule) -> String {
    if area.months < rule.min_months {
        return format!(
            "Cannot say: {} month(s) are too few to flag anything, the rule needs {}.",
            area.months, rule.min_months
        );
    }
    let missing = |wanted: Reason| -> Vec<&str> {
        let of_reason = |theme: &&ThemeFacts| {
            theme.finding.and_then(|finding| finding.verdict.reason()) == Some(wanted)
        };
        area.themes
            .iter()
            .filter(of_reason)
            .map(|theme| theme.title)
            .collect()
    };
    let exposure = missing(Reason::NoExposure);
    if !exposure.is_empty() {
        return format!(
            "Cannot say: no exposure is known here for {}; give one with --exposures FILE, a CSV with the columns code, residents and households.",
            exposure.join(", ")
        );
    }
    for (reason, why) in [
        (
            Reason::ZeroExposure,
            "the exposure is zero or negative, so there is no rate",
        ),
        (
            Reason::PoorlyLocated,
            "too few of their rows have a location",
        ),
        (
            Reason::NoReference,
            "there is no other area to compare with",
        ),
    ] {
        let themes = missing(reason);
        if !themes.is_empty() {
            return format!("Cannot say: {why} ({}).", themes.join(", "));
        }
    }
    format!(
        "Cannot say: fewer than {} priority themes can be compared.",
        rule.min_themes
    )
}

/// The theme with most events, for areas with too few.
fn most(area: &AreaFacts) -> String {
    area.themes
        .iter()
        .filter(|theme| theme.finding.is_some())
        .max_by_key(|theme| theme.count)
        .map_or(String::new(), |theme| {
            format!(" (most in {}: {})", theme.title, theme.count)
        })
}

/// The theme that came nearest, and the clauses that it fails.
fn nearest(area: &AreaFacts, rule: &Rule) -> String {
    let ratio = |theme: &&ThemeFacts| {
        let verdict = theme.finding?.verdict.known()?;
        (verdict.observed >= rule.min_events).then_some(verdict.ratio.known()?.ratio)
    };
    let best = area
        .themes
        .iter()
        .filter(|theme| ratio(theme).is_some())
        .max_by(|a, b| ratio(a).unwrap_or(0.0).total_cmp(&ratio(b).unwrap_or(0.0)));
    let Some((theme, finding)) = best.and_then(|theme| Some((theme, theme.finding?))) else {
        return String::new();
    };
    let Value::Known(verdict) = finding.verdict else {
        return String::new();
    };
    let failed = failed(&finding, rule);
    let why = if failed.is_empty() {
        String::new()
    } else {
        format!(", but {}", failed.join(", "))
    };
    format!(
        "; highest {}{why}",
        numbers(theme.title, &verdict, finding.q.known(), area.months)
    )
}

fn failed(finding: &Finding, rule: &Rule) -> Vec<String> {
    let clauses = finding.clauses;
    let mut failed = Vec::new();
    if !clauses.ratio {
        failed.push(format!("the rate ratio is below {}", rule.min_rate_ratio));
    }
    if !clauses.q {
        failed.push(format!("q is above {}", rule.q));
    }
    if !clauses.excess {
        failed.push(format!(
            "fewer than {} events are beyond the expected",
            rule.min_excess
        ));
    }
    if !clauses.months {
        failed.push("too few months are above the reference".to_owned());
    }
    if clauses.all_but_busiest() && !clauses.without_busiest {
        failed.push("not without the busiest places".to_owned());
    }
    failed
}

/// Themes of which one place holds much: one premises is not a ward problem.
fn one_place(area: &AreaFacts, rule: &Rule) -> Vec<String> {
    let mut found: Vec<&ThemeFacts> = area
        .themes
        .iter()
        .filter(|theme| theme.count >= rule.min_events)
        .filter(|theme| theme.at_busiest as f64 >= rule.busiest_place_share * theme.count as f64)
        .collect();
    // Priority themes first: a supermarket's shoplifting must not hide them.
    found.sort_by_key(|theme| (theme.finding.is_none(), std::cmp::Reverse(theme.at_busiest)));
    let mut said: Vec<String> = found
        .iter()
        .take(PLACES_NAMED)
        .map(|theme| at_one_place(theme, area.snapped))
        .collect();
    if found.len() > PLACES_NAMED {
        said.push(format!(
            "So it is in {} more theme(s).",
            found.len() - PLACES_NAMED
        ));
    }
    said
}

fn at_one_place(theme: &ThemeFacts, snapped: bool) -> String {
    let label = if theme.busiest_label.is_empty() {
        String::new()
    } else {
        format!(" (labelled {:?})", theme.busiest_label)
    };
    let most = 2 * theme.at_busiest > theme.count;
    let so = match (most, snapped) {
        (false, _) => "",
        (true, true) => {
            ": one map point, which stands for several addresses, and not an area-wide problem"
        }
        (true, false) => ": one place, not an area-wide problem",
    };
    format!(
        "{} of its {} {} rows are at one point{label}{so}.",
        theme.at_busiest,
        theme.count,
        theme.title.to_lowercase()
    )
}
