//! What no public file may hold: places, identifiers, inputs, positions and dates.

use std::collections::BTreeSet;
use std::path::Path;

use hotspur_core::Position;

use super::finding::FindingKind;
use super::needles::Needle;
use super::offences::fold;
use super::truth::Truth;
use crate::crs::Unprojector;
use crate::incidents::MONTHS;

/// Positions on round numbers are corners of cells and areas too.
const ROUND: f64 = 50.0;

/// Texts, in lower case.
pub fn texts(truth: &Truth) -> Vec<Needle> {
    let mut found = Vec::new();
    places(truth, &mut found);
    let ids: BTreeSet<String> = truth
        .events
        .iter()
        .filter_map(|event| event.id.as_deref().map(fold))
        .collect();
    for id in ids.into_iter().filter(|id| id.len() >= 6) {
        let words = format!("the identifier {id} of an incident");
        push(&mut found, FindingKind::Identifier, id, words, true);
    }
    inputs(truth, &mut found);
    positions(truth, &mut found);
    dates(truth, &mut found);
    found
}

/// Pairs of numbers as GeoPackages and rasters hold them.
pub fn binaries(truth: &Truth) -> Vec<Needle> {
    let mut found = Vec::new();
    for (x, y) in points(truth) {
        let words = format!("the exact position {x:.1}, {y:.1} of an incident, in binary");
        let small = [x.to_le_bytes(), y.to_le_bytes()].concat();
        let big = [x.to_be_bytes(), y.to_be_bytes()].concat();
        for bytes in [small, big] {
            found.push(Needle {
                bytes,
                kind: FindingKind::Coordinate,
                words: words.clone(),
                whole: false,
            });
        }
    }
    found
}

fn push(found: &mut Vec<Needle>, kind: FindingKind, text: String, words: String, whole: bool) {
    found.push(Needle {
        bytes: text.into_bytes(),
        kind,
        words,
        whole,
    });
}

fn places(truth: &Truth, found: &mut Vec<Needle>) {
    let manifest = &truth.manifest;
    let mut common: Vec<String> = truth.areas.iter().map(|area| fold(&area.name)).collect();
    for named in [&manifest["study"], &manifest["request"]["attribution"]] {
        common.extend(named.as_str().map(fold));
    }
    for theme in &truth.themes {
        common.push(fold(&theme.title));
        common.extend(theme.types.iter().cloned());
    }
    let labels: BTreeSet<String> = (truth.events.iter())
        .filter_map(|event| event.place.as_deref())
        .map(|label| fold(fold(label).trim_start_matches("on or near ")))
        .collect();
    for label in labels {
        let known = common.iter().any(|known| known.contains(&label));
        if label.len() < 5 || known {
            continue;
        }
        let words = format!("the place \"{label}\"");
        let escaped = label.replace('&', "&amp;").replace('\'', "&apos;");
        if escaped != label {
            push(found, FindingKind::Name, escaped, words.clone(), true);
        }
        push(found, FindingKind::Name, label, words, true);
    }
}

fn inputs(truth: &Truth, found: &mut Vec<Needle>) {
    let inputs = truth.manifest["inputs"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let mut seen = BTreeSet::new();
    for input in inputs {
        let path = input["path"].as_str().unwrap_or_default();
        let name = Path::new(path)
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let hash = input["blake3"].as_str().unwrap_or_default();
        let held = [
            (hash, "the hash"),
            (path, "the path"),
            (name.as_ref(), "the file name"),
        ];
        for (text, what) in held {
            if text.len() >= 5 && seen.insert(fold(text)) {
                let words = format!("{what} of an input: {text}");
                push(found, FindingKind::Hash, fold(text), words, true);
            }
        }
    }
}

/// The distinct places of incidents that are no corners of the ground.
fn points(truth: &Truth) -> Vec<(f64, f64)> {
    use geo::CoordsIter;
    let corners: BTreeSet<(u64, u64)> = (truth.areas.iter())
        .flat_map(|area| area.outline.coords_iter())
        .map(|at| (at.x.to_bits(), at.y.to_bits()))
        .collect();
    let round = |x: f64| x % ROUND == 0.0;
    let places: BTreeSet<(u64, u64)> = truth
        .events
        .iter()
        .map(|e| (e.at.0.to_bits(), e.at.1.to_bits()))
        .collect();
    let places = places.into_iter().filter(|at| !corners.contains(at));
    let metres = places.map(|(x, y)| (f64::from_bits(x), f64::from_bits(y)));
    metres.filter(|(x, y)| !(round(*x) && round(*y))).collect()
}

fn positions(truth: &Truth, found: &mut Vec<Needle>) {
    let unprojector = Unprojector::new(truth.crs).ok();
    let mut seen = BTreeSet::new();
    for (x, y) in points(truth) {
        let words = format!("the exact position {x:.1}, {y:.1} of an incident");
        let mut pairs = vec![(x.to_string(), y.to_string())];
        let degrees = Position::new(x, y)
            .and_then(|at| unprojector.as_ref().and_then(|to| to.to_degrees(at).ok()));
        if let Some(at) = degrees {
            for factor in [1e6, 1e7] {
                let short = |degrees: f64| ((degrees * factor).round() / factor).to_string();
                pairs.push((short(at.lon), short(at.lat)));
                pairs.push((short(at.lat), short(at.lon)));
            }
        }
        for (a, b) in pairs {
            for between in [",", ", ", " "] {
                let text = format!("{a}{between}{b}");
                if seen.insert(text.clone()) {
                    push(found, FindingKind::Coordinate, text, words.clone(), true);
                }
            }
        }
    }
}

fn dates(truth: &Truth, found: &mut Vec<Needle>) {
    let days: BTreeSet<&str> = truth
        .events
        .iter()
        .filter_map(|event| event.when.get(..10))
        .collect();
    for day in days {
        // An hour may follow at once.
        push(
            found,
            FindingKind::Date,
            day.to_owned(),
            format!("the day {day}"),
            false,
        );
    }
    if truth.dates == "month" {
        return;
    }
    let mut quarters = BTreeSet::new();
    for month in truth.months() {
        let Some((year, number)) = month.split_once('-') else {
            continue;
        };
        let Some(number) = number.parse::<usize>().ok().and_then(|n| n.checked_sub(1)) else {
            continue;
        };
        quarters.insert(format!("{year}-q{}", number / 3 + 1));
        let words = format!(
            "the month {month}, where the study allows a {}",
            truth.dates
        );
        if let Some(name) = MONTHS.get(number) {
            push(
                found,
                FindingKind::Date,
                format!("{name} {year}"),
                words.clone(),
                true,
            );
        }
        push(found, FindingKind::Date, month, words, true);
    }
    if truth.dates == "period" {
        for quarter in quarters {
            let words = format!(
                "the quarter {}, where the study allows its period",
                quarter.to_uppercase()
            );
            push(found, FindingKind::Date, quarter, words, true);
        }
    }
}
