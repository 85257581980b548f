//! Words of what does not follow.

use hotspur_core::track::printed::{
    CannotJudge, Implied, Inconsistency, Interval, Nested, Nesting, ParentAim, ParentTarget,
    PrintedFigure, Quantity, Slip,
};

use super::super::words::{capital, grouped, listed};
use super::printed::distance;

/// A number with so many decimals at most, commas between thousands and a true minus.
pub fn numbers(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "any number".to_owned();
    }
    let text = format!("{:.decimals$}", value.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole
        .parse::<u64>()
        .map_or_else(|_| whole.to_owned(), grouped);
    let part = part.trim_end_matches('0');
    let bare = if part.is_empty() {
        whole
    } else {
        format!("{whole}.{part}")
    };
    if value < 0.0 && bare != "0" {
        format!("\u{2212}{bare}")
    } else {
        bare
    }
}

/// An interval: "14.6", "15.59 to 15.64", "over 40".
pub fn between(interval: Interval, decimals: usize) -> String {
    if interval.high == f64::INFINITY {
        return format!("over {}", numbers(interval.low, decimals));
    }
    let (low, high) = (
        numbers(interval.low, decimals),
        numbers(interval.high, decimals),
    );
    if low == high {
        low
    } else {
        format!("{low} to {high}")
    }
}

/// The unit in words.
pub const fn quantity_words(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Count => "count",
        Quantity::PerThousandHouseholds => "per 1,000 households",
        Quantity::PerThousandPeople => "per 1,000 people",
        Quantity::Percentage => "per cent",
        Quantity::PercentageChange => "change in per cent",
        Quantity::CountChange => "change in number",
        Quantity::Other => "figure",
    }
}

/// "Arson, change in per cent, 2004-05"; of several those of one measure and unit together.
pub fn figure_words(figures: &[&PrintedFigure]) -> String {
    let mut groups: Vec<(&str, Quantity, Vec<String>)> = Vec::new();
    for figure in figures {
        let period = figure.period.to_string();
        let same = |(measure, quantity, _): &&mut (&str, Quantity, Vec<String>)| {
            *measure == figure.measure && *quantity == figure.quantity
        };
        match groups.iter_mut().find(same) {
            Some((_, _, periods)) if periods.contains(&period) => {}
            Some((_, _, periods)) => periods.push(period),
            None => groups.push((&figure.measure, figure.quantity, vec![period])),
        }
    }
    let words = groups.iter().map(|(measure, quantity, periods)| {
        let measure = measure.replace('_', " ");
        format!(
            "{measure}, {}, {}",
            quantity_words(*quantity),
            listed(periods)
        )
    });
    capital(&words.collect::<Vec<_>>().join("; "))
}

/// The characters on the page, of each once more only where they differ.
pub fn printed_words(figures: &[&PrintedFigure]) -> String {
    let headed = |figure: &PrintedFigure| match &figure.base {
        Some(base) => format!("{} from {base}", figure.printed),
        None => figure.printed.clone(),
    };
    let all: Vec<String> = figures.iter().map(|figure| headed(figure)).collect();
    all.join("; ")
}

/// What the other figures imply, and why.
pub fn slip_words(figures: &[PrintedFigure], one: &Inconsistency) -> (String, String) {
    let first = one.figures.first().and_then(|number| figures.get(*number));
    let period = first.map_or_else(String::new, |figure| figure.period.to_string());
    match &one.slip {
        Slip::Share { part, whole, implied } => (
            format!("{} %", between(*implied, 1)),
            format!(
                "{} of {} make {} %{}",
                between(*part, 1),
                between(*whole, 1),
                between(*implied, 2),
                cut_off(first, *implied)
            ),
        ),
        Slip::Change { base, from, to, implied } => (
            format!("{} %", between(*implied, first.map_or(1, shown))),
            format!(
                "from {} in {base} to {} in {period} is {} %{}",
                between(*from, 1),
                between(*to, 1),
                between(*implied, 2),
                cut_off(first, *implied)
            ),
        ),
        Slip::Difference { base, implied } => (
            between(*implied, 1),
            format!("the counts of {base} and {period} differ by {}", between(*implied, 1)),
        ),
        Slip::NoWholeBase { base, from, nearest } => {
            let [below, above] = nearest.map(|(whole, change)| {
                format!("{} % from {}", numbers(change, 2), numbers(whole, 0))
            });
            let near = nearest.map(|(_, change)| cut_off(first, Interval::exactly(change)));
            let cut = near.into_iter().find(|said| !said.is_empty());
            (
                format!("{below} or {above}"),
                format!(
                    "the count of {base} would lie between {} and {}, where there is no whole number{}",
                    numbers(from.low, 2),
                    numbers(from.high, 2),
                    cut.unwrap_or_default()
                ),
            )
        }
        Slip::Heading { headed, meant, from_headed } => {
            let about = one.figures.iter().filter_map(|number| figures.get(*number));
            let each = about.zip(from_headed).map(|(figure, change)| {
                let measure = figure.measure.replace('_', " ");
                format!("{measure} {} {} %", figure.period, between(*change, 1))
            });
            let each: Vec<String> = each.collect();
            (
                format!("measured from {meant}"),
                format!("from {headed} they would be: {}", each.join("; ")),
            )
        }
        Slip::PredictedBase { base } => (
            format!("{base} is itself a prediction"),
            format!("the targets are changes from {base}, printed before that year was over: when it ends otherwise, what they ask changes with it"),
        ),
        Slip::Denominator { of, odd, others, fit } => denominators(figures, of, odd, *others, *fit),
        Slip::Sum { implied } => (
            between(*implied, 2),
            format!("the parts add up to {}", between(*implied, 2)),
        ),
        Slip::SaidTwice { first } => (
            between(*first, 2),
            "the same figure is printed elsewhere with another number".to_owned(),
        ),
        Slip::Impossible => (
            "no such figure can be".to_owned(),
            "counts and rates are not negative, nothing falls by more than all of it, and a share is from 0 to 100 %".to_owned(),
        ),
    }
}

/// Decimals to show of what is implied: one more than printed.
fn shown(figure: &PrintedFigure) -> usize {
    usize::try_from(figure.decimals()).unwrap_or(0) + 1
}

/// Whether the printed number is what is implied with its last digits cut off.
fn cut_off(figure: Option<&PrintedFigure>, implied: Interval) -> String {
    let cut = figure.and_then(|figure| {
        let scale = 10_f64.powi(figure.decimals());
        let same = |end: f64| {
            ((end * scale).trunc() - figure.value? * scale)
                .abs()
                .lt(&1e-6)
                .then_some(())
        };
        same(implied.low)?;
        same(implied.high)
    });
    match cut {
        Some(()) => ": its digits are cut off, not rounded".to_owned(),
        None => String::new(),
    }
}

fn denominators(
    figures: &[PrintedFigure],
    of: &str,
    odd: &[Implied],
    others: Option<Interval>,
    fit: usize,
) -> (String, String) {
    let each: Vec<(&PrintedFigure, &Implied)> = (odd.iter())
        .filter_map(|one| Some((figures.get(one.figure)?, one)))
        .collect();
    let rates: Vec<String> = (each.iter())
        .map(|(figure, one)| between(one.rate, shown(figure)))
        .collect();
    let imply: Vec<String> = (each.iter())
        .map(|(figure, one)| {
            format!(
                "{} in {} implies {} {of}",
                figure.printed,
                figure.period,
                between(one.denominator, 0)
            )
        })
        .collect();
    let implied = rates.join(" or ");
    match (others, odd) {
        (Some(others), odd) => {
            let apart = |one: &Implied| 100.0 * one.denominator.distance(others) / others.low;
            let least = odd.iter().map(apart).fold(f64::INFINITY, f64::min);
            let rest = match fit {
                1 => format!("the other rate implies {}", between(others, 0)),
                _ => format!(
                    "the other {fit} rates together imply {}",
                    between(others, 0)
                ),
            };
            let why = format!(
                "with its count, {}; {rest}: they agree only if the number of {of} differed by {} % or more",
                listed(&imply),
                numbers(least, 1)
            );
            (implied, why)
        }
        (None, _) => {
            let rest = match fit {
                0 => String::new(),
                1 => ", and the other rate does not say which".to_owned(),
                _ => format!(", and the other {fit} rates do not say which"),
            };
            let why = format!(
                "with their counts, {}: at most one of them can be right unless the number of {of} changed{rest}",
                listed(&imply)
            );
            (implied, why)
        }
    }
}

/// What is said of a local target and its parent.
pub fn nested_words(figures: &[PrintedFigure], parent: &ParentTarget, nested: &Nested) -> String {
    let measure = capital(&parent.measure.replace('_', " "));
    let local = figures.get(nested.local);
    let (printed, period) = local.map_or_else(Default::default, |figure| {
        (figure.printed.clone(), figure.period.to_string())
    });
    let whose = &parent.whose;
    let read = match nested.year_read {
        true => " (a calendar year is read as the year that begins in it)",
        false => "",
    };
    match parent.aim {
        ParentAim::Level(quantity, level) => {
            let unit = quantity_words(quantity);
            let level = numbers(level, 2);
            let far = distance(nested.above, 2);
            match nested.nesting {
                Nesting::CannotMeet => format!(
                    "{measure}: the local figure of {printed} {unit} in {period} lies {far} above the {level} of {whose}, which then needs others below it{read}."
                ),
                Nesting::Meets => format!(
                    "{measure}: the local figure of {printed} {unit} in {period} lies {far} below the {level} of {whose}{read}."
                ),
                Nesting::TooClose => format!(
                    "{measure}: rounding hides whether the local figure of {printed} {unit} in {period} meets the {level} of {whose}{read}."
                ),
            }
        }
        ParentAim::Change(change) => {
            let base = nested
                .base
                .map_or_else(String::new, |base| between(base, 0));
            let reaches = between(nested.reaches, 1);
            let events = nested
                .events
                .map_or_else(String::new, |events| distance(events, 0));
            let far = distance(nested.above, 1);
            let asked = numbers(change, 1);
            let facts = format!(
                "{measure}: {printed} in {period}, from {base} in {}, is a change of {reaches} %",
                parent.from
            );
            match nested.nesting {
                Nesting::CannotMeet => format!(
                    "{facts}; {whose} asks {asked} %, which is {far} points or {events} a year fewer{read}."
                ),
                Nesting::Meets => format!("{facts}; {whose} asks {asked} %, and it is met{read}."),
                Nesting::TooClose => format!(
                    "{facts}; rounding hides whether that is the {asked} % of {whose}{read}."
                ),
            }
        }
    }
}

/// What is said where nothing can be.
pub fn cannot_judge(parent: &ParentTarget, why: CannotJudge) -> String {
    let measure = capital(&parent.measure.replace('_', " "));
    format!("{measure} under {}: {}.", parent.whose, why.as_str())
}
