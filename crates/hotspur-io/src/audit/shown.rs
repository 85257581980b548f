//! Counts that stand there: small ones, untrue ones, and the same count twice with two values.

use std::collections::BTreeMap;

use super::finding::{Finding, FindingKind, Tried};
use super::published::{Published, Shown, Where};
use super::truth::Truth;
use super::zones::Zones;

/// A quantity wherever it stands: its zones, its months and what is counted.
type Quantity = (Vec<usize>, Vec<String>, String);

/// The attacks on counts as they stand.
pub fn attack(
    releases: &[Published],
    truth: &Truth,
    zones: &Zones,
    tried: &mut Tried,
    found: &mut Vec<Finding>,
) {
    let mut values: BTreeMap<Quantity, (u64, String)> = BTreeMap::new();
    for (number, release) in releases.iter().enumerate() {
        for shown in &release.shown {
            let Some(value) = shown.value else { continue };
            tried.counts += 1;
            let threshold = truth.threshold_of(&shown.key);
            let truly = truly(number, release, shown, truth, zones);
            if (1..threshold).contains(&value) {
                found.push(
                    Finding::new(
                        FindingKind::Published,
                        &shown.file,
                        format!(
                            "a count of {} {} stands there, below {threshold}",
                            shown.key,
                            shown.place.words()
                        ),
                    )
                    .within(value, value)
                    .truly(truly),
                );
            }
            if truly.is_some_and(|truly| !agrees(value, truly, threshold, release.rounded)) {
                found.push(
                    Finding::new(
                        FindingKind::Untrue,
                        &shown.file,
                        format!(
                            "the count of {} {} is not the true one",
                            shown.key,
                            shown.place.words()
                        ),
                    )
                    .within(value, value)
                    .truly(truly),
                );
            }
            let ground = match &shown.place {
                Where::Area(code) => zones.of_area(number, code),
                Where::Slot(_) => zones.of_study(number),
            };
            let months = match &shown.place {
                Where::Area(_) => release.months.clone(),
                Where::Slot(slot) => release.months_of(slot),
            };
            let key = (ground, months.into_iter().collect(), shown.key.clone());
            match values.get(&key) {
                Some((before, file)) if *before != value && !release.rounded => {
                    let by = before.abs_diff(value);
                    let kind = if by < threshold {
                        FindingKind::Changed
                    } else {
                        FindingKind::Untrue
                    };
                    found.push(
                        Finding::new(
                            kind,
                            &shown.file,
                            format!(
                                "{} {} is {value} here and {before} in {file}: it changed",
                                shown.key,
                                shown.place.words()
                            ),
                        )
                        .within(by, by),
                    );
                }
                Some(_) => {}
                None => {
                    values.insert(key, (value, shown.file.clone()));
                }
            }
        }
    }
}

/// Whether a shown value can stand for the true one.
fn agrees(value: u64, truly: u64, base: u64, rounded: bool) -> bool {
    if rounded {
        let half = base / 2;
        value.saturating_sub(half) <= truly && truly < (value + base).saturating_sub(half)
    } else {
        value == truly
    }
}

/// The true value of a count; nothing where it counts what the truth does not know.
pub fn truly(
    number: usize,
    release: &Published,
    shown: &Shown,
    truth: &Truth,
    zones: &Zones,
) -> Option<u64> {
    let groups = truth.counts(&shown.key)?;
    let (ground, months) = match &shown.place {
        Where::Area(code) => (zones.of_area(number, code), release.months.clone()),
        Where::Slot(slot) => (zones.of_study(number), release.months_of(slot)),
    };
    if months.is_empty() || ground.is_empty() {
        return None;
    }
    Some(zones.count(truth, &ground, &groups, |month| months.contains(month)))
}
