//! Where each indicator stands, in plain words.

use hotspur_core::track::{
    Change, Compared, Intended, Measure, Part, Projection, Status, Targets, Tracked, Whose,
};
use hotspur_core::{Question, Value};

use super::super::words::{capital, grouped, listed};
use super::title;
use crate::report::words as month_words;

/// What is said first: how many stand how, then each indicator in the study area.
pub fn sentences(question: &Question, found: &Targets) -> Vec<String> {
    let mut said = vec![summary(found)];
    said.extend((found.indicators.iter()).map(|tracked| indicator(question, found, tracked)));
    said
}

fn summary(found: &Targets) -> String {
    let track = &found.track;
    let counts: Vec<String> = (Status::ALL.iter())
        .map(|status| {
            let of_status = |tracked: &&Tracked| {
                let whole = tracked
                    .parts
                    .iter()
                    .find(|part| part.whose == Whose::StudyArea);
                whole.is_some_and(|part| part.status == *status)
            };
            (status, found.indicators.iter().filter(of_status).count())
        })
        .filter(|(_, count)| *count > 0)
        .map(|(status, count)| format!("{count} {}", summed(*status)))
        .collect();
    let months = track.counted_months().count();
    format!(
        "{}, {} of twelve months of {} counted. Of {} indicators: {}.",
        capital(&format!("to {}", month_words(track.as_at))),
        months,
        track.year,
        found.indicators.len(),
        listed(&counts)
    )
}

const fn summed(status: Status) -> &'static str {
    match status {
        Status::OnTrack => "on track",
        Status::TooClose => "too close to tell",
        Status::OffTrack => "off track",
        Status::NoTarget => "without a target of this year",
        Status::BaselineYear => "in the baseline year",
        Status::CannotSay => "of which nothing can be said",
    }
}

/// One indicator in the study area, and the areas that differ.
pub fn indicator(question: &Question, found: &Targets, tracked: &Tracked) -> String {
    let whole = tracked
        .parts
        .iter()
        .find(|part| part.whose == Whose::StudyArea);
    let Some(whole) = whole else {
        return String::new();
    };
    let own = part(question, found, tracked, whole);
    let named = |status: Status| -> Vec<String> {
        (tracked.parts.iter())
            .filter(|part| part.whose != Whose::StudyArea && part.status == status)
            .map(|part| title(question, found, part.whose))
            .collect()
    };
    let (off, on) = (named(Status::OffTrack), named(Status::OnTrack));
    let areas = match (off.is_empty(), on.is_empty()) {
        (true, true) => String::new(),
        (false, true) => format!(" Off track: {}.", listed(&off)),
        (true, false) => format!(" On track: {}.", listed(&on)),
        (false, false) => format!(" Off track: {}. On track: {}.", listed(&off), listed(&on)),
    };
    format!("{}: {own}{areas}", tracked.indicator.title)
}

/// One part.
pub fn part(_question: &Question, found: &Targets, tracked: &Tracked, part: &Part) -> String {
    let mut said = vec![match part.why {
        Some(why) => format!("{} ({why}).", part.status.as_str()),
        None => format!("{}.", part.status.as_str()),
    }];
    let share = !matches!(tracked.indicator.measure, Measure::Count(..));
    let number = |value: f64| told(value, share);
    if let Value::Known(so_far) = part.so_far {
        said.push(so_far_words(found, part, so_far, share));
    }
    if let Value::Known(target) = part.target
        && tracked.indicator.intended != Intended::Watched
    {
        let by_now = match (part.line, part.so_far, share) {
            (Value::Known(line), Value::Known(_), false) => {
                format!(", which comes to {} by now", number(line))
            }
            _ => String::new(),
        };
        said.push(format!(
            "The target of {} is {}{}{by_now}.",
            target.year,
            match tracked.indicator.intended {
                Intended::Up => "at least ",
                _ => "at most ",
            },
            number(asked(tracked, target.value))
        ));
    }
    if let Value::Known(projection) = part.projection
        && (part.months.iter())
            .filter(|(_, count)| count.is_some())
            .count()
            < 12
    {
        said.push(projection_words(found, projection, share));
    }
    if let Value::Known(chance) = part.chance {
        said.push(format!(
            "The chance of meeting it is {}.",
            chance_words(chance)
        ));
    }
    if let Value::Known(change) = part.change {
        said.push(change_words(found, part, change));
    }
    if let Some(Value::Known(next)) = part.next
        && part.target.known().is_none()
    {
        said.push(format!(
            "The next target is {} in {}.",
            number(asked(tracked, next.value)),
            next.year
        ));
    }
    capital(&said.join(" "))
}

fn so_far_words(found: &Targets, part: &Part, so_far: f64, share: bool) -> String {
    let held = (part.months.iter()).filter(|(_, count)| count.is_some());
    let months: Vec<_> = held.map(|(month, _)| *month).collect();
    let when = match (months.first(), months.last(), part.months.is_empty()) {
        (_, _, true) => found.track.year.to_string(),
        (Some(first), Some(last), _) if first == last => month_words(*first),
        (Some(first), Some(last), _) => {
            format!("{} to {}", month_words(*first), month_words(*last))
        }
        _ => return String::new(),
    };
    match part.of {
        Some(of) => format!(
            "{} of {} in {when}.",
            told(so_far, share),
            grouped(of.round() as u64)
        ),
        None => format!("{} in {when}.", told(so_far, share)),
    }
}

fn projection_words(found: &Targets, projection: Projection, share: bool) -> String {
    let number = |value: f64| told(value, share);
    let level = 100.0 * found.track.level;
    match projection.upper {
        Value::Known(upper) => format!(
            "The year will probably end near {}, between {} and {} ({level:.0} % prediction interval).",
            number(projection.estimate),
            number(projection.lower),
            number(upper)
        ),
        Value::Undefined(_) => format!(
            "The year will end at {} or more ({level:.0} % prediction interval); too little is known to say more.",
            number(projection.lower)
        ),
    }
}

fn change_words(found: &Targets, part: &Part, change: Change) -> String {
    let baseline = found
        .track
        .baseline
        .map(|year| year.to_string())
        .unwrap_or_default();
    let unit = match part.compared {
        Compared::Points | Compared::LikePoints => " points",
        Compared::LikeMonths | Compared::Projection => " %",
    };
    let signed = |value: f64| match (100.0 * value).round() {
        0.0 => "0".to_owned(),
        whole => format!("{whole:+.0}").replace('-', "\u{2212}"),
    };
    let limits = match change.upper {
        Value::Known(upper) => format!("{} to {}", signed(change.lower), signed(upper)),
        Value::Undefined(_) => format!("{} or more", signed(change.lower)),
    };
    let against = match part.compared {
        Compared::LikeMonths | Compared::LikePoints => {
            format!("the same months of {baseline}")
        }
        Compared::Projection => format!("the figure of {baseline}, the projection"),
        Compared::Points => baseline,
    };
    format!(
        "Against {against}: {}{unit} ({limits}).",
        signed(change.estimate)
    )
}

/// A chance is never told as none or certain while the year is not over.
pub fn chance_words(chance: f64) -> String {
    match 100.0 * chance {
        c if c >= 100.0 => "100 %: it is met".to_owned(),
        c if c <= 0.0 => "0 %: it can no longer be met".to_owned(),
        c if c > 99.0 => "over 99 %".to_owned(),
        c if c < 1.0 => "under 1 %".to_owned(),
        c => format!("{c:.0} %"),
    }
}

/// The whole number that meets a target of counts: at most 1,947.5 is at most 1,947.
fn asked(tracked: &Tracked, target: f64) -> f64 {
    match (&tracked.indicator.measure, tracked.indicator.intended) {
        (Measure::Count(..), Intended::Up) => target.ceil(),
        (Measure::Count(..), _) => target.floor(),
        _ => target,
    }
}

/// Events as whole numbers, shares as per cent.
fn told(value: f64, share: bool) -> String {
    match share {
        true => format!("{:.1} %", 100.0 * value).replace(".0 %", " %"),
        false => grouped(value.round().max(0.0) as u64),
    }
}
