//! What kind: the values of an attribute in a selection against the rest of the borough.

use super::tested::{Estimate, Part, fisher, share_difference, share_ratio};
use crate::adjust::q_of_known;
use crate::rate::Limits;
use crate::value::{Reason, Value};

/// Values with fewer events than this on both sides are told of together.
pub const LEAST_OF_A_VALUE: u64 = 5;

/// How often a value of an attribute stands in the selection, and in the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCount {
    /// The value as recorded; empty where none was.
    pub value: String,
    /// Events in the selection.
    pub selected: u64,
    /// Events in the rest of the borough.
    pub rest: u64,
}

/// What a row of a profile is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RowKind {
    /// A value.
    Value(String),
    /// So many values, each with fewer than five events in the selection and in the rest.
    Other(usize),
    /// Events without a value.
    NotRecorded,
}

impl RowKind {
    /// The words in outputs.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Value(value) => value.clone(),
            Self::Other(1) => "other (1 value)".to_owned(),
            Self::Other(values) => format!("other ({values} values)"),
            Self::NotRecorded => "not recorded".to_owned(),
        }
    }
}

/// A row of a profile.
#[derive(Debug, Clone, PartialEq)]
pub struct ProfileRow {
    /// What it is of.
    pub kind: RowKind,
    /// Events in the selection: of the recorded ones, or of all in the row of those that are not.
    pub selected: Part,
    /// Events in the rest, likewise.
    pub rest: Part,
    /// The share in the selection.
    pub share: Value<f64>,
    /// Wilson's limits of it.
    pub limits: Value<Limits>,
    /// The share in the rest.
    pub rest_share: Value<f64>,
    /// The share in the selection less that in the rest.
    pub difference: Value<Estimate>,
    /// The share in the selection divided by that in the rest.
    pub ratio: Value<Estimate>,
    /// Fisher's exact p, two-sided.
    pub p: Value<f64>,
    /// p adjusted for the rows of the profile (Benjamini and Hochberg).
    pub q: Value<f64>,
}

/// Profiles a selection against the rest: a row a value, those with most events in the selection first, then `other`, then what was
/// not recorded.
///
/// Shares of values are of the events with a value: what was not recorded is no kind of its own, and would thin out the others.
/// Its row is a share of all events, so that a reader sees how much the profile does not know. Values that differ in surrounding
/// space are one value. Every row is tested that can be, and q is over the rows tested.
/// Time O(values log values + Σ √events).
///
/// ```
/// use hotspur_core::profile::{RowKind, ValueCount, profile};
/// let count = |value: &str, selected, rest| ValueCount { value: value.into(), selected, rest };
/// let rows = profile(
///     &[count("flat", 30, 60), count("house", 10, 140), count("boat", 0, 1), count("", 10, 50)],
///     0.95,
/// );
/// assert_eq!(rows[0].share.known(), Some(0.75));
/// assert_eq!(rows[0].rest_share.known(), Some(60.0 / 201.0));
/// assert_eq!(rows[2].kind.title(), "other (1 value)");
/// assert_eq!((&rows[3].kind, rows[3].share.known()), (&RowKind::NotRecorded, Some(0.2)));
/// ```
#[must_use]
pub fn profile(counts: &[ValueCount], level: f64) -> Vec<ProfileRow> {
    let merged = merged(counts);
    let recorded = merged.iter().filter(|count| !count.value.is_empty());
    let of_recorded = recorded.clone().fold((0, 0), add);
    let of_all = merged.iter().fold((0, 0), add);
    let (few, mut own): (Vec<_>, Vec<_>) = recorded
        .partition(|count| count.selected < LEAST_OF_A_VALUE && count.rest < LEAST_OF_A_VALUE);
    own.sort_by(|a, b| (b.selected, b.rest, &a.value).cmp(&(a.selected, a.rest, &b.value)));
    let mut rows: Vec<ProfileRow> = own
        .iter()
        .map(|count| {
            let kind = RowKind::Value(count.value.clone());
            row(kind, (count.selected, count.rest), of_recorded, level)
        })
        .collect();
    if !few.is_empty() {
        let together = few.iter().copied().fold((0, 0), add);
        rows.push(row(RowKind::Other(few.len()), together, of_recorded, level));
    }
    if let Some(none) = merged.iter().find(|count| count.value.is_empty()) {
        let missing = (none.selected, none.rest);
        rows.push(row(RowKind::NotRecorded, missing, of_all, level));
    }
    adjust(&mut rows);
    rows
}

fn add(sum: (u64, u64), count: &ValueCount) -> (u64, u64) {
    (sum.0 + count.selected, sum.1 + count.rest)
}

/// Each value once, without space around it, in order of values.
fn merged(counts: &[ValueCount]) -> Vec<ValueCount> {
    let mut sums = std::collections::BTreeMap::<&str, (u64, u64)>::new();
    for count in counts {
        let sum = sums.entry(count.value.trim()).or_default();
        *sum = add(*sum, count);
    }
    let each = sums
        .into_iter()
        .map(|(value, (selected, rest))| ValueCount {
            value: value.to_owned(),
            selected,
            rest,
        });
    each.collect()
}

fn row(kind: RowKind, counts: (u64, u64), all: (u64, u64), level: f64) -> ProfileRow {
    let selected = Part {
        of: counts.0,
        all: all.0,
    };
    let rest = Part {
        of: counts.1,
        all: all.1,
    };
    ProfileRow {
        kind,
        selected,
        rest,
        share: selected.share(),
        limits: selected.limits(level),
        rest_share: rest.share(),
        difference: share_difference(selected, rest, level),
        ratio: share_ratio(selected, rest, level),
        p: if counts == all {
            // A single row cannot differ: it is all there is on both sides.
            Value::Undefined(Reason::NoVariation)
        } else {
            fisher(selected, rest)
        },
        q: Value::Undefined(Reason::NoEvents),
    }
}

fn adjust(rows: &mut [ProfileRow]) {
    let p: Vec<Value<f64>> = rows.iter().map(|row| row.p).collect();
    for (row, q) in rows.iter_mut().zip(q_of_known(&p)) {
        row.q = q;
    }
}
