//! What a planned scheme could show, in plain words.

use hotspur_core::Value;
use hotspur_core::scheme::{SchemeCounted, Zone};

use super::scheme_words::size;
use super::words::listed;

/// Zones drawn as large as each other differ by less than this in what they count for.
const ROUNDING: f64 = 0.02;

/// A plan of more months than this says so in years, and is none.
const DECADE: f64 = 120.0;

/// What a comparison could show, and how it is reckoned.
pub fn sentences(counted: &SchemeCounted) -> (String, Option<String>) {
    let power = &counted.power;
    let Value::Known(found) = power.detectable else {
        let none = "it cannot be evaluated, for the target held no event in those months: extend the area or the period.";
        return (none.to_owned(), None);
    };
    let target = power.target * power.months;
    let control = power.control * power.months;
    let a_month = power.fall_a_month().known().unwrap_or(f64::NAN);
    let first = match found.can_be_evaluated() {
        true => format!(
            "the smallest fall that would probably be seen is {:.0} %, {} events a month.",
            100.0 * found.share,
            size(a_month)
        ),
        false => format!(
            "it cannot be evaluated: extend the area or the period. The smallest fall that would probably be seen is {} events, more than the {} that there are.",
            size(found.fall),
            size(target)
        ),
    };
    let months: Vec<String> = (power.to_see.iter())
        .filter_map(|(share, months)| Some((share, months.known()?)))
        .map(|(share, months)| match months <= DECADE {
            true => format!("{:.0} % takes {:.0}", 100.0 * share, months.ceil()),
            false => format!("{:.0} % more than ten years", 100.0 * share),
        })
        .collect();
    let more = format!(
        "the target holds {} events in {:.0} months{}; a fall of {} of them is seen four times in five{} Months before, and as many after, to see a fall of: {}.",
        size(target),
        power.months,
        if counted.control_assumed {
            ", and the control is taken to hold as many"
        } else {
            ""
        },
        size(found.fall),
        formula(counted, target, control) + &weight(counted),
        listed(&months)
    );
    (first, Some(more))
}

fn formula(counted: &SchemeCounted, target: f64, control: f64) -> String {
    let phi = counted.dispersion.known().unwrap_or(1.0);
    let sum = format!("2 × {} + 2 × {}", size(target), size(control));
    match phi > 1.0 {
        true => format!(": 2.8 √({phi:.2} × ({sum}))."),
        false => format!(": 2.8 √({sum})."),
    }
}

/// Why the control counts otherwise than it holds.
fn weight(counted: &SchemeCounted) -> String {
    let control = counted.zones.iter().find(|zone| zone.zone == Zone::Control);
    let held = control.map(|zone| zone.before() as f64 / zone.before_months.len() as f64);
    match held.filter(|held| (counted.power.control / held - 1.0).abs() > ROUNDING) {
        Some(held) => format!(
            " The control, which held {} a month, counts as {} because it is not as large as the target.",
            size(held),
            size(counted.power.control)
        ),
        None => String::new(),
    }
}
