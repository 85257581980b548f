//! From the areas of one vintage to those of another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use hotspur_core::{Area, Areas, RESIDENTS};

use super::CompareError;

/// Shares of one area may miss their sum by so much, as rounded ones do.
const SLACK: f64 = 0.01;

/// Where the people of each old area are now: code by code, the new codes with their shares, which add up to one.
pub type Shares = BTreeMap<String, BTreeMap<String, f64>>;

/// Old areas whose codes are the new ones.
pub fn same_codes(old: &Areas, new: &Areas) -> Result<Shares, CompareError> {
    let (before, after) = (codes(old), codes(new));
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>, whose: &str| {
        let codes: Vec<&str> = one.difference(other).map(String::as_str).collect();
        (!codes.is_empty()).then(|| format!("{} only in the {whose} study", codes.join(", ")))
    };
    let parts: Vec<String> = [
        only(&before, &after, "earlier"),
        only(&after, &before, "later"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !parts.is_empty() {
        return Err(CompareError::Codes {
            codes: parts.join("; "),
        });
    }
    let same = |code: String| (code.clone(), BTreeMap::from([(code, 1.0)]));
    Ok(before.into_iter().map(same).collect())
}

/// Reads a lookup: CSV with a header, the old code, the new code and, where an old area was divided, the share of its people.
pub fn read_lookup(file: &str, old: &Areas, new: &Areas) -> Result<Shares, CompareError> {
    let refuse = |why: String| CompareError::Lookup {
        file: file.to_owned(),
        why,
    };
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_path(Path::new(file))
        .map_err(|error| refuse(error.to_string()))?;
    let mut shares: Shares = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|error| refuse(error.to_string()))?;
        let line = record.position().map_or(0, csv::Position::line);
        let (Some(from), Some(to)) = (record.get(0), record.get(1)) else {
            return Err(refuse(format!("line {line} has no two codes")));
        };
        let share = match record.get(2).filter(|share| !share.is_empty()) {
            None => 1.0,
            Some(text) => (text.parse().ok())
                .filter(|share: &f64| (0.0..=1.0).contains(share))
                .ok_or_else(|| refuse(format!("line {line}: {text:?} is no share from 0 to 1")))?,
        };
        *shares
            .entry(from.to_owned())
            .or_default()
            .entry(to.to_owned())
            .or_default() += share;
    }
    check(&mut shares, old, new).map_err(refuse)?;
    Ok(shares)
}

/// Every old area is found, in new areas that there are, with shares that add up; one that the file does not name keeps its code.
fn check(shares: &mut Shares, old: &Areas, new: &Areas) -> Result<(), String> {
    let (before, after) = (codes(old), codes(new));
    for code in &before {
        if !shares.contains_key(code) && after.contains(code) {
            shares.insert(code.clone(), BTreeMap::from([(code.clone(), 1.0)]));
        }
    }
    let missing: Vec<&str> = (before.iter())
        .filter(|code| !shares.contains_key(*code))
        .map(String::as_str)
        .collect();
    if !missing.is_empty() {
        return Err(format!(
            "it does not say where {} of the earlier study went",
            missing.join(", ")
        ));
    }
    shares.retain(|code, _| before.contains(code));
    let unknown: BTreeSet<&str> = (shares.values().flatten())
        .map(|(code, _)| code.as_str())
        .filter(|code| !after.contains(*code))
        .collect();
    if !unknown.is_empty() {
        let unknown: Vec<&str> = unknown.into_iter().collect();
        return Err(format!(
            "{} are no codes of the later study",
            unknown.join(", ")
        ));
    }
    for (code, to) in shares.iter_mut() {
        let sum: f64 = to.values().sum();
        if (sum - 1.0).abs() > SLACK {
            return Err(format!(
                "the shares of {code} add up to {sum}, not to 1: give the share of people in each part"
            ));
        }
        to.values_mut().for_each(|share| *share /= sum);
    }
    Ok(())
}

fn codes(areas: &Areas) -> BTreeSet<String> {
    areas.list().iter().map(|area| area.code.clone()).collect()
}

/// The exposures of each new area then: those of the old areas by the shares of their people. An exposure that any of them lacks is
/// not known, and neither is one of a new area that no old one went to.
pub fn exposures_then(shares: &Shares, old: &Areas, new: &Areas) -> Vec<BTreeMap<String, f64>> {
    let of = |area: &Area| {
        let parts: Vec<(&Area, f64)> = (old.list().iter())
            .filter_map(|old| Some((old, *shares.get(&old.code)?.get(&area.code)?)))
            .filter(|(_, share)| *share > 0.0)
            .collect();
        let names = parts.first().map(|(old, _)| old.exposures.keys());
        let sum = |name: &String| -> Option<f64> {
            let part = |(old, share): &(&Area, f64)| Some(old.exposures.get(name)? * share);
            parts.iter().map(part).sum()
        };
        let known = |name: &String| Some((name.clone(), sum(name)?));
        names.into_iter().flatten().filter_map(known).collect()
    };
    new.list().iter().map(of).collect()
}

/// The share of people who live where their old area was cut off: all but the largest part of each. Nothing where the residents of an
/// old area are not known.
pub fn moved(shares: &Shares, old: &Areas) -> Option<f64> {
    let (mut all, mut stayed) = (0.0, 0.0);
    for area in old.list() {
        let people = area.exposures.get(RESIDENTS)?;
        let largest = shares.get(&area.code)?.values().copied();
        all += people;
        stayed += people * largest.fold(0.0, f64::max);
    }
    (all > 0.0).then(|| 1.0 - stayed / all)
}
