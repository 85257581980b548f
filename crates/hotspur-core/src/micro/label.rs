//! Labels of places as people say them.

use std::collections::{BTreeMap, BTreeSet};

use crate::incident::Incidents;
use crate::locate::Standing;

/// A label at places further apart than this, in metres, names a kind of place.
const ONE_PLACE: f64 = 1_000.0;

/// The street of a publisher's label: without the words that say it is approximate, and without the number of a house.
///
/// "On or near Church Street" and "Flats at 14 Church Street" are both "Church Street", so that the houses of a street
/// add up to it. The rest is the publisher's text; nothing is added, since a moved point says no more than its label;
/// "On or near" nothing, which publishers write too, is no street.
///
/// ```
/// use hotspur_core::micro::street;
/// assert_eq!(street("On or near Church Street"), "Church Street");
/// assert_eq!(street("Flats at 14b Church Street"), "Church Street");
/// assert_eq!(street("Unit 3"), "Unit 3");
/// assert_eq!(street("On or near "), "");
/// ```
#[must_use]
pub fn street(label: &str) -> &str {
    let label = label.trim();
    let near = ["On or near", "On or Near", "on or near", "Near", "near"]
        .into_iter()
        .find_map(|prefix| label.strip_prefix(prefix))
        .filter(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace));
    let label = near.unwrap_or(label).trim();
    let mut rest = label;
    for (at, word) in words(label) {
        let after = label[at + word.len()..].trim_start();
        if is_house_number(word) && !after.is_empty() {
            rest = after;
        }
    }
    rest
}

/// The labels that stand at places more than a kilometre apart in the study area, as "Supermarket" and "Parking Area" do:
/// they name a kind of place, and two streets of one name are no better. Time O(places log labels).
#[must_use]
pub fn general_labels(incidents: &Incidents, standings: &[Standing]) -> BTreeSet<String> {
    let mut reach: BTreeMap<&str, [f64; 4]> = BTreeMap::new();
    for (place, standing) in standings.iter().enumerate() {
        let label = street(incidents.label_of(place));
        if standing.areas().is_empty() || label.is_empty() {
            continue;
        }
        let (x, y) = (incidents.places()[place].x(), incidents.places()[place].y());
        let box_of = reach.entry(label).or_insert([x, y, x, y]);
        *box_of = [
            box_of[0].min(x),
            box_of[1].min(y),
            box_of[2].max(x),
            box_of[3].max(y),
        ];
    }
    reach
        .into_iter()
        .filter(|(_, [west, south, east, north])| (east - west).hypot(north - south) > ONE_PLACE)
        .map(|(label, _)| label.to_owned())
        .collect()
}

/// The words of a text with where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// "14", "14b" or "14-16", with or without a comma.
fn is_house_number(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    word.len() - number.len() <= 1
        && number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || c == '-' || c == '/')
}
