//! The micro-hotspots in the terminal: where inside the areas.

use hotspur_core::{Counted, ThemeMicro};
use hotspur_io::job::Outcome;

/// Micro-hotspots named for each theme at most; the layers hold all of them.
const NAMED: usize = 3;

/// One line for all crime and one for all incidents.
pub fn lines(outcome: &Outcome) -> Vec<String> {
    let themes = outcome
        .findings
        .inside
        .iter()
        .flat_map(|inside| &inside.themes);
    themes
        .filter_map(|theme| {
            let title = match theme.cells.counted {
                Counted::AllCrime => "crime",
                Counted::AllIncidents => "incidents",
                Counted::Theme(_) => return None,
            };
            (theme.cells.events > 0).then(|| line(title, theme))
        })
        .collect()
}

fn line(title: &str, theme: &ThemeMicro) -> String {
    let found = &theme.hotspots;
    if found.is_empty() {
        return format!("micro-hotspots of {title}: none");
    }
    let events: u64 = found.iter().map(|hotspot| hotspot.count).sum();
    let expected: f64 = found.iter().map(|hotspot| hotspot.expected).sum();
    let all = theme.cells.events as f64;
    let named: Vec<String> = found
        .iter()
        .take(NAMED)
        .map(|hotspot| format!("{} ({} events)", hotspot.name, hotspot.count))
        .collect();
    let more = match found.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!("; and {more} more"),
    };
    format!(
        "micro-hotspots of {title}: {} hold {:.0} % of the events on {:.1} % of the land: {}{more}",
        found.len(),
        100.0 * events as f64 / all,
        100.0 * expected / all,
        named.join("; ")
    )
}
