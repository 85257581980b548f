//! Words of a briefing: places, periods, numbers and lists as people say them.

use hotspur_core::change::{Break, Compared};
use hotspur_core::focus::Focus;
use hotspur_core::{Findings, Minute, Period, Question};
use serde_json::{Value as Json, json};

use crate::report::words as month_words;

/// Where was asked: "Castle", "Castle and Trinity", "within 300 m of 421000, 303000 in Castle".
pub fn place(question: &Question, focus: &Focus) -> String {
    let names: Vec<&str> = (focus.areas.iter())
        .map(|area| question.areas.list()[*area as usize].name.as_str())
        .collect();
    let mut words = Vec::new();
    if focus.polygon.is_some() {
        words.push("inside the polygon".to_owned());
    }
    if let Some(circle) = focus.circle {
        words.push(format!(
            "within {} m of {:.0}, {:.0}",
            circle.radius.0,
            circle.centre.x(),
            circle.centre.y()
        ));
    }
    match (names.is_empty(), words.is_empty()) {
        (true, true) => "the whole study area".to_owned(),
        (true, false) => words.join(", "),
        (false, true) => listed(&names),
        (false, false) => format!("{} in {}", words.join(", "), listed(&names)),
    }
}

/// When was asked: "Jan 2025 to Jun 2025", or by days where it is no whole months.
pub fn period(question: &Question, findings: &Findings) -> String {
    let asked = question.params.selection.period;
    if let Some(days) = asked.filter(|asked| !is_of_months(asked)) {
        return span(&days);
    }
    match (findings.months.first(), findings.months.last()) {
        (Some(first), Some(last)) if first == last => month_words(*first),
        (Some(first), Some(last)) => {
            format!("{} to {}", month_words(*first), month_words(*last))
        }
        _ => "no month".to_owned(),
    }
}

/// A span by its months where it is made of whole ones, and by its days otherwise: a fortnight is no month.
pub fn span(span: &Period) -> String {
    let ends = if is_of_months(span) {
        [span.first_month(), span.last_month()].map(month_words)
    } else {
        [span.from, Minute(span.until.0 - 1)].map(day_words)
    };
    let [first, last] = ends;
    if first == last {
        return first;
    }
    format!("{first} to {last}")
}

fn is_of_months(span: &Period) -> bool {
    Period::months(span.first_month(), span.last_month()) == Some(*span)
}

/// "15 Oct 2001".
fn day_words(at: Minute) -> String {
    format!("{} {}", at.to_civil().day(), month_words(at.month()))
}

/// "A, B and C".
pub fn listed<T: AsRef<str>>(items: &[T]) -> String {
    match items {
        [] => "none".to_owned(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// "1 crime", "2 crimes", "1,234 crimes".
pub fn many(count: u64, one: &str, several: &str) -> String {
    format!(
        "{} {}",
        grouped(count),
        if count == 1 { one } else { several }
    )
}

/// Commas between thousands.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1.4 times (95 % interval 1.2 to 1.6)".
pub fn times(change: &Compared) -> String {
    let number = |value: f64| {
        if value >= 10.0 {
            format!("{value:.0}")
        } else {
            format!("{value:.1}")
        }
    };
    match (
        change.ratio.known(),
        change.lower.known(),
        change.upper.known(),
    ) {
        (Some(ratio), Some(lower), Some(upper)) => format!(
            "{} times (95 % interval {} to {})",
            number(ratio),
            number(lower),
            number(upper)
        ),
        (None, Some(lower), _) => format!("at least {} times", number(lower)),
        _ => "no ratio".to_owned(),
    }
}

/// The same with a capital first.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}

/// A break of a series, as records hold it.
pub fn break_record(broken: &Break) -> Json {
    json!({
        "date": broken.date.to_string(),
        "force": broken.force,
        "theme": broken.theme,
        "note": broken.note,
        "source": broken.source,
    })
}
