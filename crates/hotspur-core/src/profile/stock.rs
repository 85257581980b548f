//! What kind, against what there is to be struck: flats burgled against flats standing.

use std::collections::BTreeMap;

use super::shares::RowKind;
use crate::adjust::q_of_known;
use crate::change::{Counted, RatesCompared, conditional_test};
use crate::value::{Reason, Value};

/// How many events a value has, and how much of it there is.
#[derive(Debug, Clone, PartialEq)]
pub struct StockCount {
    /// The value; empty where none was recorded.
    pub value: String,
    /// Events.
    pub events: u64,
    /// The stock: homes, shops, cars of that kind. Nothing where it is not known.
    pub stock: Option<f64>,
}

/// A row of a profile against a stock.
#[derive(Debug, Clone, PartialEq)]
pub struct StockRow {
    /// What it is of.
    pub kind: RowKind,
    /// Events.
    pub events: u64,
    /// The stock.
    pub stock: Value<f64>,
    /// Events for each of the stock.
    pub rate: Value<f64>,
    /// The rate against that of all other values with a stock together: ratio, exact limits and exact p.
    pub against: Value<RatesCompared>,
    /// p adjusted for the rows of the profile (Benjamini and Hochberg).
    pub q: Value<f64>,
}

/// Profiles events against a stock: a row a value, the highest rates first, those without a stock behind them, then what was not recorded.
///
/// The ratio is of the rate of one value to that of the others together, by the exact conditional test. Events of values without a
/// stock, and of none, are in no rate; each keeps its row, so that a reader sees what the rates leave out. A stock of a value that no
/// event struck is data: its rate is 0. Units: events for each of the stock. Time O(values log values + Σ √events).
///
/// ```
/// use hotspur_core::profile::{StockCount, stock_profile};
/// let count = |value: &str, events, stock| StockCount { value: value.into(), events, stock };
/// let rows = stock_profile(
///     &[count("house", 40, Some(4_000.0)), count("flat", 30, Some(1_000.0)), count("", 9, None)],
///     0.95,
/// );
/// assert_eq!(rows[0].kind.title(), "flat");
/// assert_eq!(rows[0].rate.known(), Some(0.03));
/// assert_eq!(rows[0].against.known().unwrap().ratio.known(), Some(3.0));
/// assert!(rows[2].rate.reason().is_some());
/// ```
#[must_use]
pub fn stock_profile(counts: &[StockCount], level: f64) -> Vec<StockRow> {
    let merged = merged(counts);
    let all = merged.values().fold((0, 0.0), |sum, (events, stock)| {
        let of_stock = stock.filter(|stock| is_stock(*stock));
        of_stock.map_or(sum, |stock| (sum.0 + events, sum.1 + stock))
    });
    let mut rows: Vec<StockRow> = merged
        .into_iter()
        .map(|(value, (events, stock))| row(value, events, stock, all, level))
        .collect();
    rows.sort_by(|a, b| {
        let rate = |row: &StockRow| row.rate.known().unwrap_or(-1.0);
        let behind = |row: &StockRow| row.kind == RowKind::NotRecorded;
        behind(a)
            .cmp(&behind(b))
            .then(rate(b).total_cmp(&rate(a)))
            .then(b.events.cmp(&a.events))
    });
    let p: Vec<Value<f64>> = rows
        .iter()
        .map(|row| row.against.map(|found| found.p))
        .collect();
    for (row, q) in rows.iter_mut().zip(q_of_known(&p)) {
        row.q = q;
    }
    rows
}

/// Each value once, without space around it; nothing is the stock of what was not recorded.
fn merged(counts: &[StockCount]) -> BTreeMap<&str, (u64, Option<f64>)> {
    let mut sums = BTreeMap::<&str, (u64, Option<f64>)>::new();
    for count in counts {
        let value = count.value.trim();
        let sum = sums.entry(value).or_default();
        sum.0 += count.events;
        if let Some(stock) = count.stock.filter(|_| !value.is_empty()) {
            sum.1 = Some(sum.1.unwrap_or(0.0) + stock);
        }
    }
    sums
}

fn is_stock(stock: f64) -> bool {
    stock > 0.0 && stock.is_finite()
}

fn row(value: &str, events: u64, stock: Option<f64>, all: (u64, f64), level: f64) -> StockRow {
    let known = match stock {
        Some(stock) if is_stock(stock) => Value::Known(stock),
        Some(_) if events > 0 => Value::Undefined(Reason::EventsWithoutExposure),
        Some(_) => Value::Undefined(Reason::ZeroExposure),
        None => Value::Undefined(Reason::NoExposure),
    };
    StockRow {
        kind: if value.is_empty() {
            RowKind::NotRecorded
        } else {
            RowKind::Value(value.to_owned())
        },
        events,
        stock: known,
        rate: known.map(|stock| events as f64 / stock),
        against: known.and_then(|stock| {
            let others = Counted::new(all.0 - events, all.1 - stock);
            conditional_test(others, Counted::new(events, stock), level)
        }),
        q: Value::Undefined(Reason::NoEvents),
    }
}
