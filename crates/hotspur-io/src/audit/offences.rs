//! The themes of the truth, and the classes of offence types that the same themes count.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

/// Words that make an offence type sensitive, whatever a study says.
const SENSITIVE_WORDS: [&str; 8] = [
    "domestic",
    "sexual",
    "rape",
    "stalk",
    "hate",
    "child",
    "slavery",
    "forced marriage",
];

/// A theme.
#[derive(Debug, Clone)]
pub struct TrueTheme {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its offence types.
    pub types: Vec<String>,
    /// Whether its counts are held to the threshold of sensitive themes.
    pub sensitive: bool,
    /// Whether it may be shown by place.
    pub placeable: bool,
    /// What its rates divide by.
    pub exposure: String,
    /// `crime` or `incident`.
    pub kind: String,
}

/// Offences that the same themes count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OffenceGroup {
    /// The themes, by number.
    pub themes: BTreeSet<usize>,
    /// `crime` or `incident`.
    pub kind: String,
}

/// The themes of a manifest.
pub fn themes(parameters: &Json) -> Vec<TrueTheme> {
    let list = parameters["themes"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let mut found: Vec<TrueTheme> = list
        .iter()
        .map(|theme| {
            let types = theme["types"].as_array().map_or(&[][..], Vec::as_slice);
            let types: Vec<String> = types.iter().map(|name| fold(&text(name))).collect();
            let worded = !types.is_empty() && types.iter().all(|name| is_sensitive(name));
            TrueTheme {
                key: text(&theme["key"]),
                title: text(&theme["title"]),
                kind: text(&theme["kind"]),
                exposure: text(&theme["exposure"]),
                sensitive: theme["sensitive"].as_bool().unwrap_or(true) || worded,
                placeable: true,
                types,
            }
        })
        .collect();
    let shared: BTreeSet<String> = found
        .iter()
        .filter(|theme| theme.sensitive)
        .flat_map(|theme| theme.types.iter().cloned())
        .collect();
    for theme in &mut found {
        let kept = |name: &String| shared.contains(name) || is_sensitive(name);
        theme.placeable = !theme.sensitive && !theme.types.iter().any(kept);
    }
    found
}

fn is_sensitive(name: &str) -> bool {
    SENSITIVE_WORDS.iter().any(|word| name.contains(word))
}

/// A name as it is compared.
pub fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The classes of offence types that the same themes count.
pub fn groups(themes: &[TrueTheme], parameters: &Json) -> Vec<OffenceGroup> {
    let mut of_type: BTreeMap<&str, OffenceGroup> = BTreeMap::new();
    for (number, theme) in themes.iter().enumerate() {
        for name in &theme.types {
            let group = of_type.entry(name).or_insert_with(|| OffenceGroup {
                themes: BTreeSet::new(),
                kind: theme.kind.clone(),
            });
            group.themes.insert(number);
        }
    }
    let other = OffenceGroup {
        themes: BTreeSet::new(),
        kind: parameters["other_kind"]
            .as_str()
            .unwrap_or("crime")
            .to_owned(),
    };
    let distinct: BTreeSet<OffenceGroup> = of_type.into_values().chain([other]).collect();
    distinct.into_iter().collect()
}
