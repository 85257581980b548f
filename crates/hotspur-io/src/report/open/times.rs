//! The study area by slot of time, and times in words.

use hotspur_core::{Controlled, Month};
use serde::Serialize;

use super::counts::Cell;
use crate::report::map::tenth;
use crate::report::months::{name, words};

const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 84.0;

/// The study area by slot of time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Times {
    /// The slots in words; none where no table of time is published.
    pub slots: Vec<String>,
    pub charts: Vec<Bars>,
    /// Whether anything is withheld.
    pub withheld: bool,
}

/// A small bar chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bars {
    pub title: String,
    /// The area, where it is one area's.
    pub area: Option<String>,
    pub width: f64,
    pub height: f64,
    /// The count at the top of the picture; nothing where every one is withheld.
    pub top: Option<u64>,
    /// All of the period, where it may be said.
    pub total: Cell,
    pub bars: Vec<Bar>,
}

/// A slot of a chart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    pub slot: String,
    pub label: Option<String>,
    pub cell: Cell,
    pub x: f64,
    pub width: f64,
    pub y: f64,
    pub height: f64,
}

/// Every count by slot of time.
pub fn times(controlled: &Controlled) -> Times {
    let slots = controlled.slots();
    let names: Vec<(String, String)> = slots.iter().map(|slot| slot_words(slot)).collect();
    let charts: Vec<Bars> = (controlled.counted().iter().enumerate())
        .filter(|_| !slots.is_empty())
        .map(|(counted, what)| {
            let cells = (0..slots.len()).map(|slot| Cell::open(controlled.of_slot(slot, counted)));
            let total = Cell::open(Some(controlled.of_study_area(counted)));
            bars(
                what.title.clone(),
                None,
                total,
                &names,
                &cells.collect::<Vec<_>>(),
            )
        })
        .collect();
    Times {
        withheld: charts
            .iter()
            .flat_map(|chart| &chart.bars)
            .any(|bar| bar.cell.withheld),
        slots: names.into_iter().map(|(slot, _)| slot).collect(),
        charts,
    }
}

/// A chart of cells, one a slot; slots have a name and a short one.
pub fn bars(
    title: String,
    area: Option<String>,
    total: Cell,
    slots: &[(String, String)],
    cells: &[Cell],
) -> Bars {
    let top = cells
        .iter()
        .filter_map(|cell| cell.count)
        .max()
        .map(|top| top.max(1));
    let step = WIDTH / cells.len().max(1) as f64;
    // As many labels as stay legible.
    let every = cells.len().div_ceil(6).max(1);
    let bars = (slots.iter().zip(cells).enumerate())
        .map(|(at, ((slot, short), cell))| {
            let share = cell
                .count
                .zip(top)
                .map(|(count, top)| count as f64 / top as f64);
            let height = share.unwrap_or(0.0) * HEIGHT;
            Bar {
                slot: slot.clone(),
                label: at.is_multiple_of(every).then(|| short.clone()),
                cell: *cell,
                x: tenth(at as f64 * step + step * 0.14),
                width: tenth(step * 0.72),
                y: tenth(HEIGHT - height),
                height: tenth(height),
            }
        })
        .collect();
    Bars {
        title,
        area,
        width: WIDTH,
        height: HEIGHT,
        top,
        total,
        bars,
    }
}

/// The name of a slot of time and a short one: `2025-04` is "Apr 2025" and "Apr 25", `2025-Q2` is "Apr to Jun 2025" and
/// "Q2 25"; another stays as it is.
fn slot_words(slot: &str) -> (String, String) {
    let found = slot.rsplit_once('-').and_then(|(year, part)| {
        let year: i16 = year.parse().ok()?;
        let short = year.rem_euclid(100);
        Some(match part.strip_prefix('Q') {
            Some(quarter) => {
                let first = quarter.parse::<i8>().ok().filter(|n| (1..=4).contains(n))? * 3 - 2;
                let month = |number| name(Month::from_year_month(year, number));
                let long = format!("{} to {} {year}", month(first), month(first + 2));
                (long, format!("Q{quarter} {short:02}"))
            }
            None => {
                let number = part.parse().ok().filter(|n| (1..=12).contains(n))?;
                let month = Month::from_year_month(year, number);
                (words(month), format!("{} {short:02}", name(month)))
            }
        })
    });
    found.unwrap_or_else(|| (slot.to_owned(), slot.to_owned()))
}

/// A period of slots, months, quarters or years, in words: whole quarters go from their first month to their last.
pub fn period_words(first: &str, last: &str) -> (String, String) {
    let (first, last) = (slot_words(first).0, slot_words(last).0);
    match (first.split_once(" to "), last.split_once(" to ")) {
        (Some((from, rest)), Some((_, to))) => {
            let year = rest.rsplit_once(' ').map_or("", |(_, year)| year);
            (format!("{from} {year}"), to.to_owned())
        }
        _ => (first, last),
    }
}
