//! Printed figures that do not follow from one another, targets without a figure, and targets under their parents, as JSON.

use std::collections::BTreeSet;

use hotspur_core::track::printed::{
    Inconsistency, Interval, Nested, Nesting, OpenTarget, ParentAim, ParentTarget, PrintedAsk,
    PrintedFigure, PrintedFound, Slip,
};
use serde_json::{Value as Json, json};

use super::super::words::{capital, grouped, listed};
use super::printed_words::{
    between, cannot_judge, figure_words, nested_words, numbers, printed_words, quantity_words,
    slip_words,
};
use crate::write::ten_digits;

/// The three parts by their names; null where no table was given.
#[must_use]
pub fn printed_records(ask: &PrintedAsk, found: &PrintedFound) -> [(&'static str, Json); 3] {
    let figures = &ask.figures;
    let given = !figures.is_empty();
    let slips: Vec<Json> = (found.inconsistencies.iter())
        .map(|one| slip_record(figures, one))
        .collect();
    let open: Vec<Json> = (found.without_figure.iter())
        .map(|one| open_record(figures, one))
        .collect();
    let parents: Vec<Json> = (ask.parents.iter().zip(&found.parents))
        .map(|(parent, nested)| parent_record(figures, parent, nested.as_ref()))
        .collect();
    [
        (
            "inconsistencies",
            if given { slips.into() } else { Json::Null },
        ),
        (
            "targets_without_figure",
            if given { open.into() } else { Json::Null },
        ),
        (
            "parents",
            if ask.parents.is_empty() {
                Json::Null
            } else {
                parents.into()
            },
        ),
    ]
}

fn slip_record(figures: &[PrintedFigure], one: &Inconsistency) -> Json {
    let about: Vec<&PrintedFigure> = of(figures, &one.figures);
    let (implied, why) = slip_words(figures, one);
    let sections: BTreeSet<&str> = about.iter().map(|figure| figure.section.as_str()).collect();
    json!({
        "kind": kind(&one.slip),
        "figure": figure_words(&about),
        "printed": printed_words(&about),
        "implied": implied,
        "why": capital(&why),
        "implied_numbers": numbers_of(&one.slip),
        "where": sections.into_iter().filter(|section| !section.is_empty()).collect::<Vec<_>>(),
        "figures": about.iter().map(|figure| figure_record(figure)).collect::<Vec<_>>(),
    })
}

fn of<'a>(figures: &'a [PrintedFigure], numbers: &[usize]) -> Vec<&'a PrintedFigure> {
    let figures = numbers.iter().filter_map(|number| figures.get(*number));
    figures.collect()
}

fn figure_record(figure: &PrintedFigure) -> Json {
    json!({
        "line": figure.line,
        "measure": figure.measure,
        "period": figure.period.to_string(),
        "status": figure.firmness.as_str(),
        "quantity": figure.quantity.as_str(),
        "printed": figure.printed,
        "claim": figure.claim,
    })
}

const fn kind(slip: &Slip) -> &'static str {
    match slip {
        Slip::Share { .. } => "share",
        Slip::Change { .. } => "change",
        Slip::Difference { .. } => "difference",
        Slip::NoWholeBase { .. } => "no whole number",
        Slip::Heading { .. } => "heading",
        Slip::PredictedBase { .. } => "predicted baseline",
        Slip::Denominator { .. } => "denominator",
        Slip::Sum { .. } => "sum",
        Slip::SaidTwice { .. } => "said twice",
        Slip::Impossible => "impossible",
    }
}

/// The interval that is implied, where it is one.
fn numbers_of(slip: &Slip) -> Json {
    match slip {
        Slip::Share { implied, .. }
        | Slip::Change { implied, .. }
        | Slip::Difference { implied, .. }
        | Slip::Sum { implied }
        | Slip::SaidTwice { first: implied } => interval(*implied),
        Slip::NoWholeBase { from, .. } => json!({"base": interval(*from)}),
        Slip::Denominator { odd, others, .. } => json!({
            "each": odd.iter().map(|one| json!({
                "denominator": interval(one.denominator),
                "rate": interval(one.rate),
            })).collect::<Vec<_>>(),
            "others": others.map(interval),
        }),
        Slip::Heading { .. } | Slip::PredictedBase { .. } | Slip::Impossible => Json::Null,
    }
}

fn interval(interval: Interval) -> Json {
    let end = |end: f64| end.is_finite().then(|| ten_digits(end));
    json!({"from": end(interval.low), "to": end(interval.high)})
}

fn open_record(figures: &[PrintedFigure], one: &OpenTarget) -> Json {
    let about = of(figures, &one.figures);
    let periods: Vec<String> = one.periods.iter().map(ToString::to_string).collect();
    let claim = about.first().map_or("", |figure| figure.claim.as_str());
    json!({
        "measure": one.measure,
        "figure": capital(&one.measure.replace('_', " ")),
        "claim": claim,
        "periods": periods,
        "printed": one.said,
        "why": one.why.as_str(),
        "no_baseline": one.no_baseline,
        "where": about.first().map(|figure| &figure.section),
    })
}

fn parent_record(
    figures: &[PrintedFigure],
    parent: &ParentTarget,
    nested: Result<&Nested, &hotspur_core::track::printed::CannotJudge>,
) -> Json {
    let (unit, value) = match parent.aim {
        ParentAim::Level(quantity, value) => (quantity.as_str(), value),
        ParentAim::Change(value) => ("percentage_change", value),
    };
    let why = match nested {
        Ok(nested) => nested_words(figures, parent, nested),
        Err(why) => cannot_judge(parent, *why),
    };
    let found = nested.ok();
    json!({
        "measure": parent.measure,
        "figure": capital(&parent.measure.replace('_', " ")),
        "whose": parent.whose,
        "from": {"period": parent.from.to_string(), "value": parent.from_value.map(ten_digits)},
        "to": {"period": parent.to.to_string(), "value": ten_digits(value), "unit": unit},
        "asks": asks(parent),
        "says": nested.map_or("cannot be judged", |nested| nested.nesting.as_str()),
        "why": why,
        "local": found.and_then(|nested| figures.get(nested.local)).map(figure_record),
        "local_reaches": found.map(|nested| interval(nested.reaches)),
        "local_base": found.and_then(|nested| nested.base).map(interval),
        "above_by": found.map(|nested| interval(nested.above)),
        "above_by_events": found.and_then(|nested| nested.events).map(interval),
        "source": parent.source,
    })
}

/// What a parent asks, in words.
fn asks(parent: &ParentTarget) -> String {
    match parent.aim {
        ParentAim::Level(quantity, level) => {
            let from = parent
                .from_value
                .map(|value| format!(", from {} in {}", numbers(value, 2), parent.from));
            format!(
                "{} {} in {}{}",
                numbers(level, 2),
                quantity_words(quantity),
                parent.to,
                from.unwrap_or_default()
            )
        }
        ParentAim::Change(change) => {
            format!(
                "{} % from {} to {}",
                numbers(change, 1),
                parent.from,
                parent.to
            )
        }
    }
}

/// What is said first: how many do not follow, the targets that cannot meet their parents, the targets without a figure.
#[must_use]
pub fn printed_sentences(ask: &PrintedAsk, found: &PrintedFound) -> Vec<String> {
    let mut said = Vec::new();
    let own = found.inconsistencies.len() as u64;
    if !ask.figures.is_empty() {
        let with_figure = ask.figures.iter().filter(|figure| figure.value.is_some());
        let all = grouped(with_figure.count() as u64);
        said.push(match own {
            0 => format!(
                "The {all} printed figures follow from one another, as far as they can be compared."
            ),
            1 => format!("Of {all} printed figures, one thing does not follow from the rest."),
            _ => format!(
                "Of {all} printed figures, {} things do not follow from the rest.",
                grouped(own)
            ),
        });
    }
    for (parent, nested) in ask.parents.iter().zip(&found.parents) {
        if let Ok(nested) = nested
            && nested.nesting == Nesting::CannotMeet
        {
            said.push(nested_words(&ask.figures, parent, nested));
        }
    }
    let open: Vec<String> = (found.without_figure.iter())
        .map(|one| one.measure.replace('_', " "))
        .collect();
    if !open.is_empty() {
        said.push(format!(
            "{} no figure to be held to: {}.",
            match open.len() {
                1 => "One target has".to_owned(),
                many => format!("{} targets have", grouped(many as u64)),
            },
            listed(&open)
        ));
    }
    said
}

/// The distance of a local target from its parent, as words.
pub(super) fn distance(above: Interval, decimals: usize) -> String {
    let sizes = Interval::new(above.low.abs(), above.high.abs());
    between(sizes, decimals)
}
