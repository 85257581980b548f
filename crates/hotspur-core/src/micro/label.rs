//! Labels of places as people say them.

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
