//! Numbers of schemes as people say them.

use hotspur_core::change::Difference;

use super::words::grouped;

/// " (95 % interval 3 to 12)", turned round where fewer are told of.
pub fn interval(found: &Difference, months: f64, fewer: bool) -> String {
    let (low, high) = match fewer {
        true => (-found.limits.upper, -found.limits.lower),
        false => (found.limits.lower, found.limits.upper),
    };
    let word = if fewer { "fewer" } else { "more" };
    format!(
        " (95 % interval {} to {} {word}, p {})",
        signed(low * months),
        signed(high * months),
        p_words(found.p)
    )
}

fn signed(number: f64) -> String {
    let text = size(number.abs());
    match number < 0.0 && text != "0" && text != "0.0" {
        true => format!("\u{2212}{text}"),
        false => text,
    }
}

/// A number of events: whole from ten on.
pub fn size(number: f64) -> String {
    if number >= 9.95 {
        grouped(number.round() as u64)
    } else {
        format!("{number:.1}")
    }
}

/// A p as a page shows it.
pub fn p_words(p: f64) -> String {
    if p < 0.001 {
        "below 0.001".to_owned()
    } else {
        format!("{p:.3}")
    }
}
