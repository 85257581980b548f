//! When in the week: hour by weekday, where the data know the hour.

use hotspur_core::time::{Block, HOURS, WEEKDAYS, busiest_block, candidates, chance_of_block};
use hotspur_core::{Week, WeekSeries, Weeks};
use serde::Serialize;
use serde_json::Value as Json;

use super::wards::Ward;

/// Grids of flagged wards at most, as of their months.
const MOST_GRIDS: usize = 24;
/// Events that a cell holds on average, at the least: with fewer, a grid is a picture of chance.
const EVENTS_PER_CELL: u64 = 2;
/// Hours that a cell can hold, the finest first.
const STEPS: [usize; 2] = [1, 4];
/// What a cell holds, in multiples of its even share, at the beginning of every class but the first.
const CLASSES: [f64; 4] = [0.5, 1.0, 2.0, 4.0];
/// Days in a row by hours in a row, eight hours in all.
const EIGHT_HOURS: [(usize, usize); 3] = [(1, 8), (2, 4), (4, 2)];
/// The same four hours of every day.
const EVERY_DAY: [(usize, usize); 1] = [(7, 4)];
/// A sum a rounding error below the beginning of a class is in it.
const SLACK: f64 = 1e-9;
/// A block that chance reaches more often is not named.
const LEVEL: f64 = 0.05;

/// Hour by weekday.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hours {
    /// Every row once: how many have an hour, and how they have it.
    pub rows: u64,
    pub with_hour: u64,
    pub moments: u64,
    pub shared: u64,
    pub even: u64,
    pub reversed: u64,
    pub without_hour: u64,
    /// Rows at exactly 00:00, where they are more than an even share of those known to the minute.
    pub at_midnight: Option<u64>,
    pub study_area: Vec<Grid>,
    pub wards: Vec<Grid>,
    /// What has too few events for a grid.
    pub few: Vec<Few>,
    /// The fewest events for a grid, and for one by the hour.
    pub fewest: u64,
    pub fewest_by_hour: u64,
    /// Grids of wards beyond the most that are shown.
    pub left_out: usize,
}

/// A count that is too small to show when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Few {
    pub title: String,
    pub ward: Option<String>,
    pub events: u64,
}

/// Seven days by the hours of the day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Grid {
    /// Its number on the page, which names its table.
    pub number: usize,
    pub title: String,
    pub ward: Option<String>,
    /// Events with an hour, and all.
    pub events: u64,
    pub rows: u64,
    /// The hours of a cell.
    pub step: usize,
    /// The cells of each class, palest first, as the outline of a path; empty where there are none.
    pub classes: Vec<String>,
    pub days: Vec<Day>,
    /// What each column begins with, and its total.
    pub columns: Vec<(String, f64)>,
    /// Decimals of its numbers: none where every event is in one hour.
    pub digits: usize,
    /// The busiest eight hours, and the busiest four of every day, where chance does not reach them.
    pub busiest: Option<Busiest>,
    pub daily: Option<Busiest>,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Day {
    pub name: &'static str,
    pub cells: Vec<f64>,
    pub total: f64,
}

/// A block of the week in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Busiest {
    pub days: String,
    pub hours: String,
    /// Of the events, and of the hours of the week.
    pub share: f64,
    pub of_week: f64,
}

/// Hour by weekday of each priority theme, and of the flagged wards in the themes that raised them; nothing where no row
/// has an hour.
pub fn hours(weeks: &Weeks, wards: &[Ward], parameters: &Json) -> Option<Hours> {
    let all = weeks.all();
    if all.with_hour() == 0 {
        return None;
    }
    let mut shown = Shown::default();
    let study_area = priority(weeks, parameters)
        .filter_map(|(series, dispersion)| shown.grid(None, series, &series.study_area, dispersion))
        .collect();
    let mut of_wards: Vec<Grid> = raised(weeks, wards, parameters)
        .filter_map(|(ward, series, dispersion)| {
            let week = series.areas.get(&ward.number)?;
            shown.grid(Some(&ward.name), series, week, dispersion)
        })
        .collect();
    let left_out = of_wards.len().saturating_sub(MOST_GRIDS);
    of_wards.truncate(MOST_GRIDS);
    Some(Hours {
        rows: all.events(),
        with_hour: all.with_hour(),
        moments: all.moments,
        shared: all.shared,
        even: all.even,
        reversed: all.reversed,
        without_hour: all.without_hour,
        at_midnight: (all.at_midnight * 24 > all.moments).then_some(all.at_midnight),
        study_area,
        wards: of_wards,
        few: shown.few,
        fewest: fewest(STEPS[STEPS.len() - 1]),
        fewest_by_hour: fewest(STEPS[0]),
        left_out,
    })
}

/// Hour by weekday of parts of the study area; grids are numbered from `first`. Nothing where none has an hour.
pub fn of_parts(parts: &[(&str, &Week)], first: usize) -> (Vec<Grid>, Vec<Few>) {
    if parts.iter().all(|(_, week)| week.with_hour() == 0) {
        return (Vec::new(), Vec::new());
    }
    let mut shown = Shown {
        grids: first,
        few: Vec::new(),
    };
    let grids = parts.iter();
    let grids = grids
        .filter_map(|(title, week)| shown.titled((*title).to_owned(), None, week, 1.0))
        .collect();
    (grids, shown.few)
}

/// The priority themes with the dispersion of their counts.
fn priority<'a>(
    weeks: &'a Weeks,
    parameters: &'a Json,
) -> impl Iterator<Item = (&'a WeekSeries, f64)> {
    let themes = parameters["themes"].as_array().into_iter().flatten();
    themes
        .filter(|theme| theme["priority"] == Json::Bool(true))
        .filter_map(|theme| {
            let series = weeks.of_key(theme["key"].as_str()?)?;
            Some((series, theme["dispersion_used"].as_f64().unwrap_or(1.0)))
        })
}

/// The flagged wards with each theme that raised them.
fn raised<'a>(
    weeks: &'a Weeks,
    wards: &'a [Ward],
    parameters: &'a Json,
) -> impl Iterator<Item = (&'a Ward, &'a WeekSeries, f64)> {
    let flagged = wards.iter().filter(|ward| ward.class == "hotspot");
    flagged.flat_map(move |ward| {
        let themes = ward.themes.iter().filter(|theme| theme.raised);
        themes.filter_map(move |theme| {
            let found = priority(weeks, parameters).find(|(series, _)| series.key == theme.key);
            found.map(|(series, dispersion)| (ward, series, dispersion))
        })
    })
}

/// The fewest events for a grid with cells of so many hours.
const fn fewest(step: usize) -> u64 {
    (HOURS / step) as u64 * EVENTS_PER_CELL
}

/// What the page shows so far, and what it has too few of.
#[derive(Debug, Default)]
struct Shown {
    grids: usize,
    few: Vec<Few>,
}

impl Shown {
    fn grid(
        &mut self,
        ward: Option<&String>,
        series: &WeekSeries,
        week: &Week,
        dispersion: f64,
    ) -> Option<Grid> {
        self.titled(series.title.clone(), ward.cloned(), week, dispersion)
    }

    fn titled(
        &mut self,
        title: String,
        ward: Option<String>,
        week: &Week,
        dispersion: f64,
    ) -> Option<Grid> {
        let events = week.with_hour();
        let Some(step) = STEPS.into_iter().find(|step| events >= fewest(*step)) else {
            self.few.push(Few {
                title,
                ward,
                events,
            });
            return None;
        };
        self.grids += 1;
        let days = days(week.weights(), step);
        Some(Grid {
            number: self.grids,
            title,
            ward,
            events,
            rows: week.events(),
            step,
            classes: classes(&days, events as f64 * step as f64 / HOURS as f64),
            columns: columns(&days, step),
            days,
            digits: usize::from(week.shared + week.even > 0),
            busiest: busiest(week, &EIGHT_HOURS, dispersion),
            daily: busiest(week, &EVERY_DAY, dispersion),
        })
    }
}

fn days(weights: &[f64; HOURS], step: usize) -> Vec<Day> {
    let days = WEEKDAYS.iter().zip(weights.chunks_exact(24));
    days.map(|(name, weights)| Day {
        name,
        cells: weights.chunks(step).map(|cell| cell.iter().sum()).collect(),
        total: weights.iter().sum(),
    })
    .collect()
}

fn columns(days: &[Day], step: usize) -> Vec<(String, f64)> {
    let total = |column: usize| days.iter().map(|day| day.cells[column]).sum();
    let name = |column: usize| match step {
        1 => format!("{column:02}"),
        _ => format!("{:02}–{:02}", column * step, (column + 1) * step),
    };
    (0..24 / step)
        .map(|column| (name(column), total(column)))
        .collect()
}

/// For each class the strokes of its cells: an hour is one wide, a day one high, and a stroke leaves a gap to the next cell.
fn classes(days: &[Day], even: f64) -> Vec<String> {
    let mut paths = vec![String::new(); CLASSES.len() + 1];
    for (row, day) in days.iter().enumerate() {
        let step = 24 / day.cells.len();
        for (column, weight) in day.cells.iter().enumerate() {
            let class = CLASSES.partition_point(|from| *from * even <= *weight * (1.0 + SLACK));
            let gap = if step == 1 {
                ".9".to_owned()
            } else {
                format!("{}.9", step - 1)
            };
            paths[class] += &format!("M{} {row}h{gap}", column * step);
        }
    }
    paths
}

fn busiest(week: &Week, shapes: &[(usize, usize)], dispersion: f64) -> Option<Busiest> {
    let block = busiest_block(week.weights(), shapes)?;
    let total = week.with_hour() as f64;
    (chance_of_block(&block, total, dispersion, candidates(shapes)) <= LEVEL).then(|| Busiest {
        days: day_words(&block),
        hours: hour_words(&block),
        share: block.weight / total,
        of_week: block.share_of_week(),
    })
}

/// "on Friday and Saturday, 22:00 to 02:00".
pub(crate) fn block_words(block: &Block) -> String {
    let days = day_words(block);
    let on = if block.days == 7 { "" } else { "on " };
    format!("{on}{days}, {}", hour_words(block))
}

/// "Friday", "Friday and Saturday", "Friday to Monday".
fn day_words(block: &Block) -> String {
    let (first, last) = (
        WEEKDAYS[block.first_day],
        WEEKDAYS[(block.first_day + block.days - 1) % 7],
    );
    match block.days {
        1 => first.to_owned(),
        2 => format!("{first} and {last}"),
        7 => "every day".to_owned(),
        _ => format!("{first} to {last}"),
    }
}

/// "22:00 to 02:00".
fn hour_words(block: &Block) -> String {
    let end = (block.first_hour + block.hours - 1) % 24 + 1;
    format!("{:02}:00 to {end:02}:00", block.first_hour)
}
