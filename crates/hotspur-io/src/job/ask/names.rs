//! Areas by name, tolerant of case and spelling: an exact match wins, a near one is used and said, an ambiguous one is refused.

use std::cmp::Reverse;

use hotspur_core::{Area, Areas};
use strsim::damerau_levenshtein;

use super::AskError;

/// Names that are told where none fits.
const TOLD: usize = 40;

/// Areas that a text names, and how, where it was not to the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The areas by number.
    pub areas: Vec<u32>,
    /// What is said of a near match.
    pub said: Option<String>,
}

/// The area, or areas of one name, that a text means.
///
/// Codes and names are compared without case, blanks and punctuation, and without the word "ward". If none is equal, a name is
/// near that takes at most one slip of a letter for every three that it has (Damerau and Levenshtein; at most three slips), and it
/// must need fewer slips than any other name, or be the only one that begins with the text.
pub fn named(asked: &str, areas: &Areas) -> Result<Named, AskError> {
    let wanted = folded(asked);
    let list = areas.list();
    let exact = numbers(list, |area| {
        folded(&area.code) == wanted || folded(&area.name) == wanted
    });
    if !wanted.is_empty() && !exact.is_empty() {
        return Ok(Named {
            said: (exact.len() > 1).then(|| together(asked, &exact, list)),
            areas: exact,
        });
    }
    let near = nearest(&wanted, list);
    match near.as_slice() {
        [name] => Ok(Named {
            areas: numbers(list, |area| area.name == *name),
            said: Some(format!("{asked:?} is taken for {name}")),
        }),
        [] => Err(AskError::Area {
            asked: asked.to_owned(),
            known: told(list),
        }),
        several => Err(AskError::Ambiguous {
            asked: asked.to_owned(),
            candidates: several.join(", "),
        }),
    }
}

/// Several areas may bear one name, in two districts: they are meant together, which must be known.
fn together(asked: &str, found: &[u32], list: &[Area]) -> String {
    let codes = found.iter().map(|area| list[*area as usize].code.as_str());
    let codes: Vec<&str> = codes.collect();
    format!(
        "{asked:?} is the name of {} areas, which are taken together: {}; a code names one of them",
        codes.len(),
        codes.join(", ")
    )
}

/// The names that are nearest of those near enough; several where they are as near.
fn nearest<'a>(wanted: &str, list: &'a [Area]) -> Vec<&'a str> {
    if wanted.chars().count() < 3 {
        return Vec::new();
    }
    let mut names: Vec<&str> = list.iter().map(|area| area.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let begins: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| folded(name).starts_with(wanted))
        .collect();
    if !begins.is_empty() {
        return begins;
    }
    let mut near: Vec<(usize, &str)> = names
        .into_iter()
        .map(|name| (slips(wanted, &folded(name)), name))
        .filter(|(slips, name)| *slips <= allowed(&folded(name)))
        .collect();
    near.sort_unstable();
    let least = near.first().map(|(slips, _)| *slips);
    near.retain(|(slips, _)| Some(*slips) == least);
    near.into_iter().map(|(_, name)| name).collect()
}

fn slips(one: &str, other: &str) -> usize {
    damerau_levenshtein(one, other)
}

fn allowed(name: &str) -> usize {
    (name.chars().count() / 3).min(3)
}

/// Letters and digits alone, in lower case, accents and the word "ward" left out.
fn folded(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || c == '-');
    let words = words.filter(|word| !matches!(*word, "ward" | "the" | "and" | "&"));
    words
        .flat_map(str::chars)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

fn numbers(list: &[Area], fits: impl Fn(&Area) -> bool) -> Vec<u32> {
    (0_u32..)
        .zip(list)
        .filter(|(_, area)| fits(area))
        .map(|(number, _)| number)
        .collect()
}

/// The names there are, as far as a message holds them; the longest list is of a county's wards.
fn told(list: &[Area]) -> String {
    let mut names: Vec<&str> = list.iter().map(|area| area.name.as_str()).collect();
    names.sort_unstable_by_key(|name| (Reverse(name.is_empty()), *name));
    let more = names.len().saturating_sub(TOLD);
    names.truncate(TOLD);
    match more {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
