//! The denominators that counts and their rates imply: those of one place must meet.

use std::collections::BTreeSet;

use super::figure::{Figures, Quantity};
use super::interval::Interval;
use super::slip::{Implied, Inconsistency, Slip};

/// A rate, its count, and the denominator that they imply.
struct Cell {
    figure: usize,
    count: Interval,
    denominator: Interval,
}

/// Rates whose denominators do not meet those of the rest.
///
/// A count n at a rate r per 1,000 implies 1000 n / r. Of all rates of one denominator the most that have a value in common are taken
/// to be right; the others are odd. Where there is more than one such choice, all that any of them leaves out are told together: one
/// of them is off, and the figures do not say which. Time O(n²) in the rates.
pub(super) fn denominators(figures: &Figures<'_>) -> Vec<Inconsistency> {
    let kinds = [
        (Quantity::PerThousandHouseholds, "households"),
        (Quantity::PerThousandPeople, "people"),
    ];
    let slips = kinds.into_iter().flat_map(|(quantity, of)| {
        let cells = cells(figures, quantity);
        odd(&cells, of)
    });
    slips.collect()
}

fn cells(figures: &Figures<'_>, quantity: Quantity) -> Vec<Cell> {
    let rates = figures
        .closed()
        .filter(|(_, figure, _)| figure.quantity == quantity);
    let cells = rates.filter_map(|(number, figure, rate)| {
        let count = figures.count(&figure.measure, &figure.period)?;
        let denominator = count.over(rate)?.times(1_000.0);
        let bounded = denominator.low > 0.0 && denominator.high.is_finite();
        bounded.then_some(Cell {
            figure: number,
            count,
            denominator,
        })
    });
    cells.collect()
}

fn odd(cells: &[Cell], of: &'static str) -> Option<Inconsistency> {
    let at = |point: f64| {
        let point = Interval::exactly(point);
        (0..cells.len()).filter(move |cell| cells[*cell].denominator.meets(point))
    };
    let points: Vec<f64> = cells.iter().map(|cell| cell.denominator.low).collect();
    let most = points.iter().map(|point| at(*point).count()).max()?;
    if most == cells.len() {
        return None;
    }
    let choices = points.iter().filter(|point| at(**point).count() == most);
    let choices: BTreeSet<Vec<usize>> = choices.map(|point| at(*point).collect()).collect();
    let left_out: BTreeSet<usize> = choices
        .iter()
        .flat_map(|choice| (0..cells.len()).filter(|cell| !choice.contains(cell)))
        .collect();
    let kept: Vec<usize> = (0..cells.len())
        .filter(|cell| !left_out.contains(cell))
        .collect();
    let shared = |chosen: &[usize]| {
        let all = chosen.iter().map(|cell| cells[*cell].denominator);
        all.fold(Interval::new(0.0, f64::INFINITY), |shared, one| {
            shared.shared(one).unwrap_or(shared)
        })
    };
    let implied = left_out.iter().filter_map(|cell| {
        let own = &cells[*cell];
        // The largest choice that leaves this one out says what its rate would have been.
        let others = choices.iter().find(|choice| !choice.contains(cell))?;
        Some(Implied {
            figure: own.figure,
            denominator: own.denominator,
            rate: own.count.over(shared(others))?.times(1_000.0),
        })
    });
    let odd: Vec<Implied> = implied.collect();
    Some(Inconsistency {
        figures: odd.iter().map(|one| one.figure).collect(),
        slip: Slip::Denominator {
            of,
            odd,
            others: (choices.len() == 1).then(|| shared(&kept)),
            fit: kept.len(),
        },
    })
}
