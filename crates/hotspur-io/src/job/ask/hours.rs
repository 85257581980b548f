//! Hours of the clock, as `12-17` or `22-02`, every day or on some days of the week: `fri-sun 18-02`.

use hotspur_core::time::Window;

use super::AskError;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The window that a text names.
pub fn window(text: &str) -> Result<Window, AskError> {
    let refuse = || AskError::Hours(text.to_owned());
    let parts: Vec<&str> = text.split_whitespace().collect();
    let (days, hours) = match parts.as_slice() {
        [hours] => ([true; 7], *hours),
        [days, hours] => (days_of(days).ok_or_else(refuse)?, *hours),
        _ => return Err(refuse()),
    };
    let (from, until) = hours.split_once('-').ok_or_else(refuse)?;
    let hour = |text: &str| -> Option<usize> { text.trim().trim_end_matches(":00").parse().ok() };
    let (from, until) = (
        hour(from).ok_or_else(refuse)?,
        hour(until).ok_or_else(refuse)?,
    );
    Window::new(from, until, days).ok_or_else(refuse)
}

/// "mon", "fri-sun", "sat-mon" over the end of the week.
fn days_of(text: &str) -> Option<[bool; 7]> {
    let number = |name: &str| {
        let name = name.trim().to_lowercase();
        DAYS.iter().position(|day| name.starts_with(day))
    };
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (number(first)?, number(last)?);
    let count = (last + 7 - first) % 7 + 1;
    let mut days = [false; 7];
    for day in 0..count {
        days[(first + day) % 7] = true;
    }
    Some(days)
}
