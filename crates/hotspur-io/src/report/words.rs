//! Numbers as people read them: the filters of the templates.

use minijinja::{Environment, Value};

/// What stands where nothing is known.
const NOTHING: &str = "–";

/// Adds the filters `num`, `signed`, `percent`, `sort_key` and `words`.
pub fn add_to(environment: &mut Environment) {
    environment.add_filter("num", |value: Value, digits: usize| {
        known(&value).map_or_else(|| NOTHING.to_owned(), |number| grouped(number, digits))
    });
    environment.add_filter("shown", |value: Value| {
        known(&value).map_or_else(|| NOTHING.to_owned(), crate::style::shown)
    });
    environment.add_filter("signed", |value: Value, digits: usize| {
        known(&value).map_or_else(
            || NOTHING.to_owned(),
            |number| match grouped(number, digits) {
                text if number > 0.0 && text.contains(|c: char| ('1'..='9').contains(&c)) => {
                    format!("+{text}")
                }
                text => text,
            },
        )
    });
    environment.add_filter("percent", |value: Value, digits: usize| {
        known(&value).map_or_else(
            || NOTHING.to_owned(),
            |share| format!("{}\u{a0}%", grouped(share * 100.0, digits)),
        )
    });
    environment.add_filter("sort_key", |value: Value| {
        known(&value).map_or_else(String::new, |number| number.to_string())
    });
    environment.add_filter("words", |count: usize| words(count));
}

fn known(value: &Value) -> Option<f64> {
    f64::try_from(value.clone()).ok().filter(|n| n.is_finite())
}

/// So many decimals, commas between thousands and a true minus sign.
fn grouped(number: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", number.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut shown = String::new();
    if number < 0.0 && text.contains(|c: char| ('1'..='9').contains(&c)) {
        shown.push('\u{2212}');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown + rest
}

/// Small numbers in words.
fn words(count: usize) -> String {
    const SMALL: [&str; 13] = [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    SMALL
        .get(count)
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
