//! Changes recomputed from counts: from the period that heads them, or from the one that they turn out to be measured from.

use std::collections::BTreeMap;

use super::figure::{Figures, Firmness, PrintedFigure, Quantity};
use super::interval::Interval;
use super::period::Period;
use super::slip::{Inconsistency, Slip};

/// A period that a change may be measured from.
struct Base {
    period: Period,
    count: Interval,
    change: Interval,
    predicted: bool,
}

/// Headings and baselines are told once for all figures that share them.
type Shared = BTreeMap<(Period, Period), Vec<(usize, Interval)>>;

/// Changes that counts do not make; headings that name another period than the arithmetic; baselines that are predictions.
///
/// A heading's period whose count is not printed is reckoned from a change that can be measured from nowhere else: +45 % on an unknown
/// year that comes to 212 makes that year 145.7 to 146.7. Time O(n²) in the figures.
pub(super) fn changes(figures: &Figures<'_>) -> Vec<Inconsistency> {
    let mut found = Vec::new();
    let (mut headings, mut predicted) = (Shared::new(), BTreeMap::<Period, Vec<usize>>::new());
    for (number, figure, printed) in figures.closed() {
        let one = |slip| Inconsistency {
            figures: vec![number],
            slip,
        };
        if figure.quantity == Quantity::CountChange {
            found.extend(difference(figures, figure, printed).map(one));
        }
        if figure.quantity != Quantity::PercentageChange {
            continue;
        }
        let Some(to) = figures.count(&figure.measure, &figure.period) else {
            continue;
        };
        let counted = counted(figures, figure, to);
        if counted.is_empty() {
            found.extend(no_whole_base(figure, to, printed).map(one));
            continue;
        }
        let headed = headed(figures, figure, to, &counted);
        if headed.is_some_and(|change| change.meets(printed)) {
            remember(
                &mut predicted,
                number,
                figure,
                counted
                    .iter()
                    .find(|base| Some(&base.period) == figure.base.as_ref()),
            );
            continue;
        }
        let far = |base: &&Base| base.change.distance(printed);
        let Some(best) = counted.iter().min_by(|a, b| far(a).total_cmp(&far(b))) else {
            continue;
        };
        remember(&mut predicted, number, figure, Some(best));
        if let (Some(headed), Some(base)) = (headed, &figure.base)
            && *base != best.period
        {
            let both = (base.clone(), best.period.clone());
            headings.entry(both).or_default().push((number, headed));
        }
        if !best.change.meets(printed) {
            found.push(one(Slip::Change {
                base: best.period.clone(),
                from: best.count,
                to,
                implied: best.change,
            }));
        }
    }
    for ((headed, meant), each) in headings {
        found.push(Inconsistency {
            figures: each.iter().map(|(number, _)| *number).collect(),
            slip: Slip::Heading {
                headed,
                meant,
                from_headed: each.iter().map(|(_, change)| *change).collect(),
            },
        });
    }
    for (base, figures) in predicted {
        let slip = Slip::PredictedBase { base };
        found.push(Inconsistency { figures, slip });
    }
    found
}

/// Keeps a target whose base is a prediction.
fn remember(
    predicted: &mut BTreeMap<Period, Vec<usize>>,
    number: usize,
    figure: &PrintedFigure,
    base: Option<&Base>,
) {
    if let Some(base) = base.filter(|base| base.predicted && figure.firmness == Firmness::Target) {
        predicted
            .entry(base.period.clone())
            .or_default()
            .push(number);
    }
}

/// The counts before a figure's period, each with the change that it makes.
fn counted(figures: &Figures<'_>, figure: &PrintedFigure, to: Interval) -> Vec<Base> {
    let before = figures.closed().filter(|(_, other, _)| {
        other.quantity == Quantity::Count
            && other.measure == figure.measure
            && other.period.before(&figure.period)
            && other.firmness != Firmness::Target
    });
    let bases = before.filter_map(|(_, other, count)| {
        Some(Base {
            period: other.period.clone(),
            count,
            change: to.change_from(count)?,
            predicted: other.firmness == Firmness::Predicted,
        })
    });
    bases.collect()
}

/// The change from the period that heads the figure, where its count is printed or can be reckoned.
fn headed(
    figures: &Figures<'_>,
    figure: &PrintedFigure,
    to: Interval,
    counted: &[Base],
) -> Option<Interval> {
    let base = figure.base.as_ref()?;
    let printed = counted.iter().find(|one| one.period == *base);
    let change = printed.map(|one| one.change);
    change.or_else(|| to.change_from(reckoned(figures, &figure.measure, base)?))
}

/// The count of a period from changes that are printed as measured from it and can be measured from no count that is printed.
pub(super) fn reckoned(figures: &Figures<'_>, measure: &str, base: &Period) -> Option<Interval> {
    let changes = figures.closed().filter(|(_, figure, _)| {
        figure.quantity == Quantity::PercentageChange
            && figure.measure == measure
            && figure.base.as_ref() == Some(base)
    });
    let each = changes.filter_map(|(_, figure, printed)| {
        let to = figures.count(measure, &figure.period)?;
        counted(figures, figure, to).is_empty().then_some(())?;
        to.before_change(printed)
    });
    let mut shared: Option<Interval> = None;
    for one in each {
        shared = match shared {
            None => Some(one),
            Some(others) => Some(others.shared(one)?),
        };
    }
    shared
}

/// A change in numbers that two printed counts do not make.
fn difference(figures: &Figures<'_>, figure: &PrintedFigure, printed: Interval) -> Option<Slip> {
    let base = figure.base.as_ref()?;
    let from = figures.count(&figure.measure, base)?;
    let implied = figures.count(&figure.measure, &figure.period)?.minus(from);
    (!implied.meets(printed)).then(|| Slip::Difference {
        base: base.clone(),
        implied,
    })
}

/// A change to a whole number that no whole number before it makes.
fn no_whole_base(figure: &PrintedFigure, to: Interval, printed: Interval) -> Option<Slip> {
    let base = figure.base.as_ref()?;
    let from = to.before_change(printed)?;
    let exact = to.low == to.high && to.low > 0.0 && from.high.is_finite();
    let (below, above) = (from.low.floor(), from.high.ceil());
    let none = (from.low - 1e-9).ceil() > from.high + 1e-9;
    (exact && none && below > 0.0).then(|| Slip::NoWholeBase {
        base: base.clone(),
        from,
        nearest: [below, above].map(|whole| (whole, (to.low / whole - 1.0) * 100.0)),
    })
}
