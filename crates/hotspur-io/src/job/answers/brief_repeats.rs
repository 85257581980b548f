//! Repeats in plain words.

use hotspur_core::answer::{Repeated, ThemeRepeats};
use hotspur_core::repeat::{KnoxTest, RepeatCounts, SpaceBands, TimeBands};
use hotspur_core::{Question, Reason, Value};

use super::words::{grouped, many};

/// Themes that are told of at most.
const TOLD: usize = 6;

/// The same beside a location analysis, which is no page of repeats.
const TOLD_BESIDE: usize = 2;

/// A band is told where q is at most so much.
const LEVEL: f64 = 0.05;

/// The window that a repeat is told of, in days.
const WINDOW: u32 = 30;

/// What is found, a sentence or two a theme, those with the largest share at places struck again first.
pub fn sentences(question: &Question, found: &[ThemeRepeats]) -> Vec<String> {
    let mut said = Vec::new();
    if question.params.snapped {
        said.push(
            "The publisher moved the points: the same point is not the same address, so what follows speaks of places of several addresses."
                .to_owned(),
        );
    }
    let share = |theme: &ThemeRepeats| counts(&theme.same).share_at_repeat_places().known();
    let mut order: Vec<&ThemeRepeats> = found
        .iter()
        .filter(|theme| counts(&theme.same).events > 0)
        .collect();
    order.sort_by(|a, b| share(b).unwrap_or(0.0).total_cmp(&share(a).unwrap_or(0.0)));
    if order.is_empty() {
        said.push("Nothing of the themes asked is recorded there, so nothing repeats.".to_owned());
    }
    let located = question.params.ask.as_ref().is_some_and(|ask| ask.locate);
    let told = if located { TOLD_BESIDE } else { TOLD };
    let themes = order.iter().take(told);
    said.extend(themes.map(|theme| at_place(question, theme)));
    said.extend(near_words(question, &order));
    said
}

fn counts(same: &Repeated) -> &RepeatCounts {
    match same {
        Repeated::ByDay(same) => &same.counts,
        Repeated::ByMonth(same) => &same.counts,
    }
}

fn percent(part: u64, whole: u64) -> String {
    format!("{:.0} %", 100.0 * part as f64 / whole.max(1) as f64)
}

fn at_place(question: &Question, theme: &ThemeRepeats) -> String {
    let found = counts(&theme.same);
    let title = theme.counted.title(question.themes);
    if found.repeat_places == 0 {
        let places = many(found.places, "place", "places");
        return format!(
            "{title}: {} at {places}, none of which saw more than one.",
            grouped(found.events)
        );
    }
    let mut sentence = format!(
        "{}: {} of {} ({}) saw more than one, and hold {} of all {}.",
        title,
        grouped(found.repeat_places),
        many(found.places, "place", "places"),
        percent(found.repeat_places, found.places),
        percent(found.at_repeat_places, found.events),
        grouped(found.events),
    );
    match &theme.same {
        Repeated::ByDay(same) => {
            let window = same.windows.iter().find(|window| window.days == WINDOW);
            if let Some(window) = window.filter(|window| window.at_risk > 0) {
                sentence += &format!(
                    " Struck again within {} days: {} of {} places observed as long ({}).",
                    window.days,
                    grouped(window.followed),
                    grouped(window.at_risk),
                    percent(window.followed, window.at_risk),
                );
            }
        }
        Repeated::ByMonth(same) if same.at_risk > 0 => {
            sentence += &format!(
                " Struck again in the same month or the next, as far as months tell: {} of {} ({}).",
                grouped(same.followed),
                grouped(same.at_risk),
                percent(same.followed, same.at_risk),
            );
        }
        Repeated::ByMonth(_) => {}
    }
    sentence
}

fn near_words(question: &Question, themes: &[&ThemeRepeats]) -> Vec<String> {
    let mut said = Vec::new();
    let (mut quiet, mut refused): (Vec<&str>, Vec<(Reason, &str)>) = (Vec::new(), Vec::new());
    for theme in themes {
        let title = theme.counted.title(question.themes);
        match &theme.near {
            None => {}
            Some(Value::Undefined(reason)) => refused.push((*reason, title)),
            Some(Value::Known(test)) => match strongest(test) {
                Some(words) => said.push(format!("{title}: {words}")),
                None => quiet.push(title),
            },
        }
    }
    if !quiet.is_empty() {
        said.push(format!(
            "Near repeats, the same place apart, are not told from chance in any band: {}.",
            quiet.join(", ")
        ));
    }
    refused.sort_unstable();
    for of_reason in refused.chunk_by(|a, b| a.0 == b.0) {
        let titles: Vec<&str> = of_reason.iter().map(|(_, title)| *title).collect();
        said.push(format!(
            "Near repeats cannot be asked of {}: {}.",
            titles.join(", "),
            of_reason[0].0
        ));
    }
    said
}

/// The nearest band, then the soonest, in which more follow than chance gives, the same place apart.
fn strongest(test: &KnoxTest) -> Option<String> {
    let near = &test.table.near;
    let (space, time) = (1..near.space.len(), 0..near.time.len());
    let raised = |space: usize, time: usize| {
        let ratio = test.table.cell(space, time).ratio.known()?;
        let q = test.chance(space, time).q.known()?;
        (q <= LEVEL && ratio > 1.0).then_some((ratio, q))
    };
    let mut bands = space.flat_map(|space| time.clone().map(move |time| (space, time)));
    let (space, time, (ratio, q)) = bands.find_map(|(space, time)| {
        let found = raised(space, time)?;
        Some((space, time, found))
    })?;
    let cell = test.table.cell(space, time);
    Some(format!(
        "{ratio:.1} times as many pairs as chance gives lie {} apart, within {} ({} against {:.1}, q = {q:.3}).",
        metres(&near.space, space),
        days(&near.time, time),
        grouped(cell.observed),
        cell.expected,
    ))
}

/// "under 100 m", "100 to 200 m": the table beside it prints the brackets.
fn metres(bands: &SpaceBands, band: usize) -> String {
    let (from, until) = (bands.from(band).0, bands.until(band).0);
    if from > 0.0 {
        format!("{from} to {until} m")
    } else {
        format!("under {until} m")
    }
}

/// "7 days", "7 to 14 days".
fn days(bands: &TimeBands, band: usize) -> String {
    match bands.from(band) {
        0 => format!("{} days", bands.until(band)),
        from => format!("{from} to {} days", bands.until(band)),
    }
}
