//! Months, quarters and years by their names.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::truth::Truth;

/// Whether a month falls in a month, quarter or year of this name.
pub fn in_slot(month: &str, slot: &str) -> bool {
    slot_like(month, slot).is_some_and(|name| name == slot)
}

/// The month in the form of another name: `2025-01`, `2025-Q1` or `2025`.
fn slot_like(month: &str, form: &str) -> Option<String> {
    if form.contains('Q') {
        let (year, number) = month.split_once('-')?;
        let number: u32 = number.parse().ok()?;
        return Some(format!("{year}-Q{}", number.checked_sub(1)? / 3 + 1));
    }
    month.get(..form.len()).map(str::to_owned)
}

/// The months of the truth that a period of a manifest holds; all of them where it names none.
pub fn months(period: &Json, truth: &Truth) -> BTreeSet<String> {
    let known = truth.months();
    let (Some(first), Some(last)) = (period["first"].as_str(), period["last"].as_str()) else {
        return known;
    };
    let within = |month: &String| {
        slot_like(month, first).is_some_and(|name| name.as_str() >= first)
            && slot_like(month, last).is_some_and(|name| name.as_str() <= last)
    };
    known.into_iter().filter(within).collect()
}
