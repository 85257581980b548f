//! Schemes in plain words: whether one worked, at whose cost, and how far that can be told.

use hotspur_core::change::{Around, Difference, LEAST_BASE};
use hotspur_core::scheme::{
    Effect, Evaluation, SchemeCounted, SchemeSpans, SchemeVerdict, SchemeWhen, Zone,
};
use hotspur_core::{Counted, Findings, Month, Question, Value};

use super::brief_plan;
use super::scheme_words::{interval, p_words, size};
use super::words::{grouped, listed, times};
use crate::report::words as month_words;

/// Themes with a smaller share of located rows are told of.
const LEAST_LOCATED: f64 = 0.85;

/// A control with so many times more or fewer events, on ground as large, is told of.
const UNLIKE: f64 = 2.0;

/// What is said of a scheme, a sentence each, the answer first.
pub fn sentences(question: &Question, findings: &Findings, one: &Evaluation) -> Vec<String> {
    let scheme = &one.scheme;
    let what = match &scheme.kind {
        Some(kind) => format!("{} ({kind})", scheme.name),
        None => scheme.name.clone(),
    };
    let opening = match &scheme.when {
        Err(why) => return vec![format!("{what} is not evaluated: {why}.")],
        Ok(SchemeWhen::Planned { latest, months }) => format!(
            "{what} is planned: this is what {months} months before and {months} after could show, if they are like {}.",
            run(latest)
        ),
        Ok(SchemeWhen::Running(spans) | SchemeWhen::Ended(spans)) => opening(one, spans, &what),
    };
    let mut said = Vec::new();
    for counted in &one.counted {
        let (first, more) = verdict(counted);
        let title = counted.counted.title(question.themes);
        said.push(format!("{}, {title}: {first}", scheme.name));
        said.extend(more.map(|more| format!("{title}: {more}")));
    }
    said.push(opening);
    let cautions = cautions(question, findings, one).into_iter();
    said.extend(cautions.map(|caution| format!("Caution: {caution}.")));
    said
}

fn opening(one: &Evaluation, spans: &SchemeSpans, what: &str) -> String {
    let start = one.scheme.start.as_deref().unwrap_or("an unknown day");
    let mut text = format!(
        "{what} began {start}: {} against {}.",
        run(&spans.after),
        run(&spans.before)
    );
    if let Some(month) = spans.left_out {
        text += &format!(
            " {} is left out, because it is partly before and partly after.",
            month_words(month)
        );
    }
    text
}

/// Months as people say them: "January 2025 to June 2025 (6 months)".
fn run(months: &[Month]) -> String {
    match months {
        [] => "no month".to_owned(),
        [only] => month_words(*only),
        [first, .., last] => format!(
            "{} to {} ({} months)",
            month_words(*first),
            month_words(*last),
            months.len()
        ),
    }
}

/// The verdict on one thing counted, and what else is to be said of it.
pub fn verdict(counted: &SchemeCounted) -> (String, Option<String>) {
    match (&counted.alone, &counted.effect) {
        (None, _) => brief_plan::sentences(counted),
        (Some(alone), None) => {
            let first = format!(
                "{} in the target before, {} after; the rate is {} what it was (E-test p {}).",
                grouped(alone.before.count),
                grouped(alone.after.count),
                times(alone),
                alone
                    .p
                    .known()
                    .map_or_else(|| "unknown".to_owned(), p_words),
            );
            let more = "whether the scheme did that cannot be said without a control.";
            (first, Some(more.to_owned()))
        }
        (Some(_), Some(effect)) => judged(counted, effect),
    }
}

fn judged(counted: &SchemeCounted, effect: &Effect) -> (String, Option<String>) {
    let after = counted
        .zones
        .first()
        .map_or(0, |zone| zone.after_months.len()) as f64;
    let Value::Known(local) = effect.wdd.local else {
        let none = "no event in target or control, before or after: nothing can be told.";
        return (none.to_owned(), None);
    };
    let first = match counted.verdict {
        SchemeVerdict::Fell => format!(
            "it worked: the target fell by more than its control and than chance explains, {} fewer than expected{}.",
            size(-local.estimate * after),
            interval(&local, after, true)
        ),
        SchemeVerdict::Rose => format!(
            "it did not work: the target rose by more than its control and than chance explains, {} more than expected{}.",
            size(local.estimate * after),
            interval(&local, after, false)
        ),
        _ => format!(
            "no evidence that it worked: {} {} than expected, which chance explains{}.{}",
            size(local.estimate.abs() * after),
            if local.estimate <= 0.0 {
                "fewer"
            } else {
                "more"
            },
            interval(&local, after, local.estimate <= 0.0),
            could(counted)
        ),
    };
    (
        first,
        Some(format!("{} {}", around(effect, after), held(counted))),
    )
}

/// The counts that it rests on.
fn held(counted: &SchemeCounted) -> String {
    let parts: Vec<String> = (counted.zones.iter())
        .map(|zone| {
            format!(
                "{} {} to {}",
                zone.zone.as_str().replace('_', " "),
                grouped(zone.before()),
                grouped(zone.after())
            )
        })
        .collect();
    let months = counted.zones.first().map_or((0, 0), |zone| {
        (zone.before_months.len(), zone.after_months.len())
    });
    format!(
        "Counts of {} months before to {} after: {}.",
        months.0,
        months.1,
        listed(&parts)
    )
}

fn around(effect: &Effect, months: f64) -> String {
    let (Some(Value::Known(moved)), Value::Known(total)) =
        (effect.wdd.displacement, effect.wdd.total)
    else {
        return "no buffer was drawn, so whether it moved is not known.".to_owned();
    };
    let mut text = match effect.around {
        Around::Displacement => format!(
            "it moved: {} more than expected around the target{}.",
            size(moved.estimate * months),
            interval(&moved, months, false)
        ),
        Around::Diffusion => format!(
            "the ground around gained too: {} fewer than expected there{}.",
            size(-moved.estimate * months),
            interval(&moved, months, true)
        ),
        Around::NoEvidence | Around::NotAsked => format!(
            "around the target there is no evidence that it moved there, or that it fell too{}.",
            interval(&moved, months, true)
        ),
    };
    text += &match total.p <= hotspur_core::scheme::ALPHA {
        true if total.estimate < 0.0 => format!(
            " Both together: {} fewer than expected{}.",
            size(-total.estimate * months),
            interval(&total, months, true)
        ),
        true => format!(
            " Both together: {} more than expected{}.",
            size(total.estimate * months),
            interval(&total, months, false)
        ),
        false => " Both together: no evidence of a gain in all.".to_owned(),
    };
    text
}

/// The fall that would have been seen.
fn could(counted: &SchemeCounted) -> String {
    match counted.power.detectable {
        Value::Known(found) if found.can_be_evaluated() => format!(
            " That is no proof that it did not: a fall of less than {:.0} % would probably have been missed.",
            100.0 * found.share
        ),
        Value::Known(_) => " The counts are too small to tell: even the loss of every event would probably have been missed, so extend the area or the period.".to_owned(),
        Value::Undefined(_) => " The target held no event before, so no fall can be seen.".to_owned(),
    }
}

/// What must be known before the verdict is believed.
pub fn cautions(question: &Question, findings: &Findings, one: &Evaluation) -> Vec<String> {
    let scheme = &one.scheme;
    let mut said = scheme.cautions.clone();
    if let Some(spans) = scheme.when.as_ref().ok().and_then(SchemeWhen::spans)
        && !spans.like
    {
        said.push("the months before and after are not the same of the year, so that the control alone takes the season out".to_owned());
    }
    said.extend(scheme.breaks.iter().map(|broken| {
        format!(
            "counting changed in {} ({}; {}): months on either side are not counts of the same thing, and only a control that changed alike takes it out",
            month_words(broken.date),
            broken.note.trim_end_matches('.'),
            broken.source.trim_end_matches('.')
        )
    }));
    said.extend(one.counted.iter().filter_map(|counted| {
        let share = located(findings, counted.counted)?;
        (share < LEAST_LOCATED).then(|| {
            format!(
                "{:.0} % of the theme has a location, and what has none may lie in any zone",
                100.0 * share
            )
        })
    }));
    said.extend(one.counted.iter().filter_map(disagree));
    let unlike = one.counted.iter();
    said.extend(unlike.filter_map(|counted| unlike_control(question, one, counted)));
    said
}

/// Where counts as they are say otherwise than counts by ground.
fn disagree(counted: &SchemeCounted) -> Option<String> {
    let effect = counted.effect.as_ref()?;
    let (scaled, plain) = (effect.wdd.local.known()?, effect.as_counts.local.known()?);
    let told = |found: &Difference| found.p <= hotspur_core::scheme::ALPHA;
    (told(&scaled) != told(&plain) || (told(&scaled) && scaled.z * plain.z < 0.0)).then(|| {
        "with the control’s counts as they are, not scaled to the ground of the target, the verdict would be another: the control is of another size, so choose one as large".to_owned()
    })
}

/// A control that held many more or fewer events on ground as large is another kind of place.
fn unlike_control(
    question: &Question,
    one: &Evaluation,
    counted: &SchemeCounted,
) -> Option<String> {
    let before = |wanted: Zone| {
        let zone = counted.zones.iter().find(|zone| zone.zone == wanted)?;
        Some((zone.before(), one.scheme.zones.square_kilometres(wanted)?))
    };
    let ((target, ground), (control, other)) = (before(Zone::Target)?, before(Zone::Control)?);
    let (mine, theirs) = (target as f64, control as f64 * ground / other);
    let many = target.max(control) >= LEAST_BASE;
    (many && (theirs > UNLIKE * mine || mine > UNLIKE * theirs)).then(|| {
        format!(
            "before, target and control were not alike in {}: {} events against {} on ground as large, so that their changes hardly compare; choose a control that was alike",
            counted.counted.title(question.themes).to_lowercase(),
            grouped(target),
            size(theirs)
        )
    })
}

/// The share of a theme’s rows that have a location.
pub fn located(findings: &Findings, counted: Counted) -> Option<f64> {
    match counted {
        Counted::Theme(theme) => findings.evidence.themes[theme].located_share.known(),
        Counted::AllCrime | Counted::AllIncidents => None,
    }
}
