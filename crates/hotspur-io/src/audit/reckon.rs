//! Small counts that follow from everything shown, by linear programming.

use std::collections::{BTreeMap, BTreeSet};

use hotspur_core::disclosure::{AttackError, attack as solve};

use super::atoms::Atoms;
use super::finding::{Finding, FindingKind, Tried};
use super::published::{Published, Where};
use super::truth::Truth;
use super::zones::Zones;

/// More small counts than this are not asked for one by one, and a release that leaves more is not found to hold.
const MOST_TARGETS: usize = 40_000;

/// A small count to be worked out.
struct Target {
    words: String,
    kind: FindingKind,
    threshold: u64,
}

/// What is counted, under a name.
struct Counted {
    words: String,
    groups: Vec<bool>,
    threshold: u64,
}

/// The attack on all releases together; one by one where they contradict each other.
pub fn attack(
    releases: &[Published],
    truth: &Truth,
    zones: &Zones,
    tried: &mut Tried,
    found: &mut Vec<Finding>,
) {
    let all: Vec<usize> = (0..releases.len()).collect();
    if try_on(&all, false, releases, truth, zones, tried, found).is_ok() {
        return;
    }
    if releases.len() > 1 {
        let what = "they contradict each other, or could not be solved together, so each was attacked alone";
        found.push(Finding::new(
            FindingKind::Untrue,
            "all releases",
            what.to_owned(),
        ));
    }
    for number in all {
        let name = &releases[number].name;
        let Err(error) = try_on(&[number], false, releases, truth, zones, tried, found) else {
            continue;
        };
        let what = format!("what is shown cannot be reckoned with: {error}");
        found.push(Finding::new(FindingKind::Untrue, name, what));
        if let Err(error) = try_on(&[number], true, releases, truth, zones, tried, found) {
            let what = format!("nor can the true part of it: {error}");
            found.push(Finding::new(FindingKind::Untrue, name, what));
        }
    }
}

fn try_on(
    numbers: &[usize],
    sound: bool,
    releases: &[Published],
    truth: &Truth,
    zones: &Zones,
    tried: &mut Tried,
    found: &mut Vec<Finding>,
) -> Result<(), AttackError> {
    let atoms = Atoms::of(numbers, releases, truth, zones);
    let (said, bare, count) = atoms.statements(numbers, sound, releases, truth, zones);
    let (targets, unasked) = targets(numbers, releases, truth, zones, &atoms);
    let sets: Vec<Vec<u32>> = targets.keys().cloned().collect();
    let known = solve(count, &said, &sets)?;
    tried.statements += said.len();
    tried.targets += sets.len();
    let name = match numbers {
        [one] => releases[*one].name.clone(),
        _ => "all releases".to_owned(),
    };
    if unasked > 0 {
        let what = format!(
            "{unasked} small counts were not asked for, being more than {MOST_TARGETS}: nothing is known of them; audit fewer releases at once"
        );
        found.push(Finding::new(FindingKind::Unasked, &name, what));
    }
    for ((set, target), known) in targets.iter().zip(known) {
        let truly = atoms.value(set);
        let Some(high) = known.high else { continue };
        let width = high.saturating_sub(known.low);
        let close = width < asked(truly, target.threshold, truth.rounded);
        // A part of a total that the rule alone says is small is no larger, whatever is withheld.
        let told = close && (known.low..=high).contains(&truly) && {
            let rule = solve(count, &bare, std::slice::from_ref(set));
            rule.map_or(true, |rule| {
                let rule = rule.first();
                rule.and_then(|rule| Some(rule.high? - rule.low))
                    .is_none_or(|most| width < most)
            })
        };
        if told {
            let finding = Finding::new(target.kind, &name, target.words.clone());
            found.push(finding.within(known.low, high).truly(Some(truly)));
        }
    }
    Ok(())
}

/// How wide the interval of a small count must be: the range below its threshold; of a rounded one no more than what its own
/// rounding to the threshold leaves open.
fn asked(truly: u64, threshold: u64, rounded: bool) -> u64 {
    let range = threshold.saturating_sub(2).max(1);
    if !rounded || threshold < 2 {
        return range;
    }
    let half = threshold / 2;
    let shown = (truly + half) / threshold * threshold;
    let own = shown + (threshold - 1 - half) - shown.saturating_sub(half);
    range.min(own)
}

/// Everything that is small in truth and could be asked for, by its atoms; and how many more there are.
fn targets(
    numbers: &[usize],
    releases: &[Published],
    truth: &Truth,
    zones: &Zones,
    atoms: &Atoms,
) -> (BTreeMap<Vec<u32>, Target>, usize) {
    let mut found: BTreeMap<Vec<u32>, Target> = BTreeMap::new();
    let mut unasked = BTreeSet::new();
    let counted = counted(truth);
    let mut ask = |set: Vec<u32>, counted: &Counted, kind: FindingKind, place: &str| {
        let small = (1..counted.threshold).contains(&atoms.value(&set));
        if small && found.len() >= MOST_TARGETS && !found.contains_key(&set) {
            unasked.insert(set);
        } else if small {
            found.entry(set).or_insert_with(|| Target {
                words: format!("{} {place}", counted.words),
                kind,
                threshold: counted.threshold,
            });
        }
    };
    let mut times: BTreeSet<BTreeSet<String>> = numbers
        .iter()
        .map(|number| releases[*number].months.clone())
        .collect();
    times.extend(atoms.slices.iter().cloned());
    let when = |months: &BTreeSet<String>| match (months.first(), months.last()) {
        (Some(first), Some(last)) => format!("{first} to {last}"),
        _ => String::new(),
    };
    let mut grounds = grounds(numbers, releases, zones);
    for number in numbers {
        grounds.push((
            zones.of_study(*number),
            "the study area".to_owned(),
            FindingKind::Reckoned,
        ));
    }
    for (ground, words, kind) in &grounds {
        for months in &times {
            for counted in &counted {
                let set = atoms.ground(ground, &counted.groups, months);
                ask(
                    set,
                    counted,
                    *kind,
                    &format!("in {words}, {}", when(months)),
                );
            }
        }
    }
    for number in numbers {
        let release = &releases[*number];
        let study = zones.of_study(*number);
        let slots: BTreeSet<&String> = (release.shown.iter())
            .filter_map(|shown| match &shown.place {
                Where::Slot(slot) => Some(slot),
                Where::Area(_) => None,
            })
            .collect();
        for slot in slots {
            for counted in &counted {
                let set = atoms.times(&study, &counted.groups, &release.months_of(slot));
                ask(set, counted, FindingKind::Reckoned, &format!("in {slot}"));
            }
        }
    }
    (found, unasked.len())
}

/// The themes, and the groups that they are made of.
fn counted(truth: &Truth) -> Vec<Counted> {
    let themes = truth.themes.iter().map(|theme| theme.key.as_str());
    let mut found: Vec<Counted> = themes
        .chain(["all_crime", "all_incidents"])
        .map(|key| Counted {
            words: key.to_owned(),
            groups: truth.counts(key).unwrap_or_default(),
            threshold: truth.threshold_of(key),
        })
        .collect();
    for (number, group) in truth.groups.iter().enumerate() {
        let themes: Vec<&super::offences::TrueTheme> = group
            .themes
            .iter()
            .filter_map(|theme| truth.themes.get(*theme))
            .collect();
        let sensitive = themes.iter().any(|theme| theme.sensitive);
        let keys: Vec<&str> = themes.iter().map(|theme| theme.key.as_str()).collect();
        found.push(Counted {
            words: match keys.as_slice() {
                [] => "what is in no theme".to_owned(),
                keys => format!("what is in {} alone", keys.join(" and ")),
            },
            groups: (0..truth.groups.len())
                .map(|other| other == number)
                .collect(),
            threshold: if sensitive {
                truth.sensitive_threshold
            } else {
                truth.threshold
            },
        });
    }
    found
}

/// The areas, and what one has and another has not where they overlap.
fn grounds(
    numbers: &[usize],
    releases: &[Published],
    zones: &Zones,
) -> Vec<(Vec<usize>, String, FindingKind)> {
    let used: BTreeSet<usize> = (numbers.iter())
        .flat_map(|number| {
            let areas = releases[*number].areas.iter();
            areas.filter_map(|area| zones.area(*number, &area.code))
        })
        .collect();
    let name = |area: usize| {
        let area = &zones.areas[area];
        format!("{} ({})", area.name, area.code)
    };
    let mut found: Vec<(Vec<usize>, String, FindingKind)> = used
        .iter()
        .map(|area| (zones.inside(*area), name(*area), FindingKind::Reckoned))
        .collect();
    let mut shared = Vec::new();
    for a in &used {
        let inside = zones.inside(*a);
        for b in used.iter().filter(|b| *b != a) {
            let other = zones.inside(*b);
            let rest: Vec<usize> = inside
                .iter()
                .filter(|zone| other.binary_search(zone).is_err())
                .copied()
                .collect();
            if rest.len() < inside.len() && !rest.is_empty() {
                let words = format!("{} without {}", name(*a), name(*b));
                found.push((rest, words, FindingKind::Differenced));
            }
            let both: Vec<usize> = inside
                .iter()
                .filter(|zone| other.binary_search(zone).is_ok())
                .copied()
                .collect();
            if a < b && !both.is_empty() && both.len() < inside.len() {
                let words = format!("both {} and {}", name(*a), name(*b));
                shared.push((both, words, FindingKind::Differenced));
            }
        }
    }
    found.append(&mut shared);
    found
}
