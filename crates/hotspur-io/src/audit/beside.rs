//! Numbers beside counts that are withheld, and columns that nobody knows.

use std::collections::BTreeSet;

use super::finding::{Finding, FindingKind};
use super::published::{COUNT, Published, Where, is_areas};
use super::rows::Table;
use super::shown::truly;
use super::truth::Truth;
use super::zones::Zones;

/// What may stand beside a count that is shown.
const KNOWN: [&str; 6] = [
    "count",
    "expected",
    "smr",
    "smr_lower",
    "smr_upper",
    "rate_per_1000",
];
/// What may stand in an area's row that counts nothing.
const PLAIN: [&str; 7] = [
    "fid",
    "hotspot",
    "code",
    "area_km2",
    "residents",
    "households",
    "hotspot_rank",
];

/// Takes a row, the key of a theme, what to say and what the count was reckoned to be.
type Tell<'a> = dyn FnMut(usize, &str, String, Option<u64>) + 'a;

/// The attack on one release.
pub fn attack(
    number: usize,
    release: &Published,
    truth: &Truth,
    zones: &Zones,
    found: &mut Vec<Finding>,
) {
    let totals = release.counts();
    let total = |key: &str| {
        let place = (Where::Slot("period".to_owned()), key.to_owned());
        totals.get(&place).copied().flatten()
    };
    // A total that no table holds is no withheld one: whoever reads the expected counts knows it, and so does `reckon`.
    let is_withheld = |key: &str| {
        let place = (Where::Slot("period".to_owned()), key.to_owned());
        totals.get(&place) == Some(&None)
    };
    for table in &release.tables {
        if is_areas(table) {
            let keys = keys(table, truth);
            for column in 0..table.columns.len() {
                look(
                    table,
                    column,
                    &keys,
                    truth,
                    &total,
                    &mut |row, key, what, reckoned| {
                        let shown = super::published::Shown {
                            file: table.file.clone(),
                            place: Where::Area(table.text(row, "code").unwrap_or_default()),
                            key: key.to_owned(),
                            value: None,
                        };
                        let truly = truly(number, release, &shown, truth, zones);
                        let mut finding =
                            Finding::new(FindingKind::Beside, &table.file, what).truly(truly);
                        if let Some(value) = reckoned {
                            finding = finding.within(value, value);
                        }
                        found.push(finding);
                    },
                );
            }
        } else if let Some(key) = table.name.strip_prefix("hotspots_") {
            let said = |row: &usize| {
                table
                    .field(*row, "expected")
                    .is_some_and(|f| f.number().is_some())
            };
            if is_withheld(key) && (0..table.rows.len()).any(|row| said(&row)) {
                found.push(Finding::new(
                    FindingKind::Beside,
                    &table.file,
                    format!("expected counts of {key} give away its total, which is withheld"),
                ));
            }
        }
    }
}

/// The keys of a table and of the truth, the longest first, so that each column falls to the theme that it is of.
fn keys(table: &Table, truth: &Truth) -> Vec<String> {
    let own = table
        .columns
        .iter()
        .filter_map(|column| column.strip_suffix(COUNT));
    let known = truth.themes.iter().map(|theme| theme.key.as_str());
    let all: BTreeSet<&str> = own
        .chain(known)
        .chain(["all_crime", "all_incidents"])
        .collect();
    let mut all: Vec<String> = all.into_iter().map(str::to_owned).collect();
    all.sort_by_key(|key| std::cmp::Reverse(key.len()));
    all
}

fn look(
    table: &Table,
    column: usize,
    keys: &[String],
    truth: &Truth,
    total: &dyn Fn(&str) -> Option<u64>,
    tell: &mut Tell,
) {
    let name = table.columns[column].as_str();
    let said = |row: usize| {
        table.rows[row]
            .get(column)
            .and_then(super::rows::Field::number)
    };
    let rows = 0..table.rows.len();
    let of = keys.iter().find_map(|key| {
        let rest = name.strip_prefix(key.as_str())?.strip_prefix('_')?;
        Some((key.as_str(), rest))
    });
    let Some((key, field)) = of else {
        let plain = PLAIN.contains(&name)
            || ["name", "hotspot_kind", "raised_in", "class", "reasons"].contains(&name)
            || truth.themes.iter().any(|theme| theme.exposure == name);
        if let (false, Some(row)) = (plain, rows.clone().find(|row| said(*row).is_some())) {
            tell(
                row,
                "",
                format!("the column {name} of areas is unknown, and holds numbers"),
                None,
            );
        }
        if name == "reasons" {
            sentences(table, column, truth, tell);
        }
        return;
    };
    let withheld = |row: usize| {
        let count = table.field(row, &format!("{key}{COUNT}"));
        count.is_none_or(|count| count.number().is_none())
    };
    let mut any = false;
    for row in rows
        .clone()
        .filter(|row| field != "count" && withheld(*row))
    {
        let Some(value) = said(row) else { continue };
        any = true;
        let number = |name: &str| table.field(row, name).and_then(super::rows::Field::number);
        let exposure = truth.theme(key).and_then(|theme| number(&theme.exposure));
        let reckoned = match field {
            "rate_per_1000" => exposure.map(|exposure| value * exposure / 1000.0),
            "smr" => number(&format!("{key}_expected")).map(|expected| expected * value),
            "share" => total(key).map(|total| total as f64 * value),
            _ => None,
        };
        let code = table.text(row, "code").unwrap_or_default();
        let count = reckoned
            .filter(|count| (0.0..4e9).contains(count))
            .map(|count| count.round() as u64);
        tell(
            row,
            key,
            format!("{name} of area {code} stands beside a count that is withheld"),
            count,
        );
    }
    if !any
        && !KNOWN.contains(&field)
        && let Some(row) = rows.clone().find(|row| said(*row).is_some())
    {
        tell(
            row,
            key,
            format!("the column {name} is unknown, and holds numbers of {key}"),
            None,
        );
    }
}

/// Sentences that say a count which is withheld.
fn sentences(table: &Table, column: usize, truth: &Truth, tell: &mut Tell) {
    for (row, fields) in table.rows.iter().enumerate() {
        let Some(text) = fields.get(column).and_then(super::rows::Field::text) else {
            continue;
        };
        for theme in truth.themes.iter().filter(|theme| !theme.title.is_empty()) {
            let count = table.field(row, &format!("{}{COUNT}", theme.key));
            if count.is_some_and(|count| count.number().is_some()) {
                continue;
            }
            let told = text.match_indices(&theme.title).find_map(|(at, title)| {
                let rest = text.get(at + title.len()..)?.strip_prefix(' ')?;
                let end = rest
                    .find(|c: char| !c.is_ascii_digit())
                    .unwrap_or(rest.len());
                rest.get(..end)?.parse::<u64>().ok()
            });
            if let Some(told) = told {
                let what = format!(
                    "a sentence says the count of {}, which is withheld",
                    theme.key
                );
                tell(row, &theme.key, what, Some(told));
            }
        }
    }
}
