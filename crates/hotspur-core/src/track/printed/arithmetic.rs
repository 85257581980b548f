//! Shares, sums, repetitions, and figures that cannot be.

use std::collections::{BTreeMap, BTreeSet};

use super::figure::{Figures, Operand, PrintedFigure, Quantity};
use super::interval::Interval;
use super::period::Period;
use super::slip::{Inconsistency, Slip};

fn one(figure: usize, slip: Slip) -> Inconsistency {
    Inconsistency {
        figures: vec![figure],
        slip,
    }
}

/// Negative counts and rates, shares below nothing or beyond the whole.
pub(super) fn impossible(figures: &[PrintedFigure]) -> impl Iterator<Item = Inconsistency> {
    (figures.iter().enumerate()).filter_map(|(number, figure)| {
        let value = figure.value?;
        let cannot = match figure.quantity {
            Quantity::Percentage => !(0.0..=100.0).contains(&value),
            Quantity::PercentageChange => value < -100.0,
            Quantity::CountChange | Quantity::Other => false,
            _ => value < 0.0,
        };
        cannot.then(|| one(number, Slip::Impossible))
    })
}

/// Shares that their part and whole do not make.
pub(super) fn shares(figures: &Figures<'_>) -> Vec<Inconsistency> {
    let shares = figures.closed().filter_map(|(number, figure, printed)| {
        let (part, whole) = figure.of.as_ref()?;
        let of = |operand: &Operand| match operand {
            Operand::Number(number) => Some(Interval::exactly(*number)),
            Operand::Measure(measure) => figures.count(measure, &figure.period),
        };
        let (part, whole) = (of(part)?, of(whole)?);
        let implied = part.over(whole)?.times(100.0);
        let slip = Slip::Share {
            part,
            whole,
            implied,
        };
        (!implied.meets(printed)).then(|| one(number, slip))
    });
    shares.collect()
}

/// Wholes that are not the sum of their parts, where all parts are printed in the same period and unit.
pub(super) fn sums(figures: &Figures<'_>) -> Vec<Inconsistency> {
    let mut parts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for figure in figures.0 {
        if let Some(whole) = &figure.adds_to {
            parts.entry(whole).or_default().insert(&figure.measure);
        }
    }
    let mut found = Vec::new();
    for (number, figure, printed) in figures.closed() {
        let rate_or_count = matches!(
            figure.quantity,
            Quantity::Count | Quantity::PerThousandHouseholds | Quantity::PerThousandPeople
        );
        let Some(parts) = parts.get(figure.measure.as_str()).filter(|_| rate_or_count) else {
            continue;
        };
        let each = parts.iter();
        let each = each.map(|part| figures.find(part, &figure.period, figure.quantity));
        let Some(each) = each.collect::<Option<Vec<_>>>() else {
            continue;
        };
        let sum = |sum: Interval, (_, _, part): &(usize, &PrintedFigure, Interval)| sum.plus(*part);
        let implied = each.iter().fold(Interval::exactly(0.0), sum);
        if !implied.meets(printed) {
            let all = std::iter::once(number).chain(each.iter().map(|(number, ..)| *number));
            let mut all: Vec<usize> = all.collect();
            all.sort_unstable();
            found.push(Inconsistency {
                figures: all,
                slip: Slip::Sum { implied },
            });
        }
    }
    found
}

/// What is printed again with another number: the same measure, period, unit, firmness and base.
pub(super) fn said_twice(figures: &Figures<'_>) -> Vec<Inconsistency> {
    type Key<'a> = (
        &'a str,
        &'a Period,
        Quantity,
        super::Firmness,
        Option<&'a Period>,
    );
    let mut first: BTreeMap<Key<'_>, (usize, Interval)> = BTreeMap::new();
    let mut found = Vec::new();
    for (number, figure, printed) in figures.closed() {
        if figure.quantity == Quantity::Other {
            continue;
        }
        let key = (
            figure.measure.as_str(),
            &figure.period,
            figure.quantity,
            figure.firmness,
            figure.base.as_ref(),
        );
        let (before, said) = *first.entry(key).or_insert((number, printed));
        if !said.meets(printed) {
            found.push(Inconsistency {
                figures: vec![before, number],
                slip: Slip::SaidTwice { first: said },
            });
        }
    }
    found
}
