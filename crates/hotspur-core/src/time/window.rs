//! How much happens between two hours of the clock, and how sure that is.

use super::aoristic::{HOURS, Spread, spread};
use crate::rate::{Limits, binomial_tails, wilson};
use crate::value::{Reason, Value};
use crate::when::{Precision, When};

const DAYS: usize = 7;
const HOURS_PER_DAY: usize = 24;
/// Shares of one event add up to one but for rounding.
const SLACK: f64 = 1e-9;

/// Hours of the clock in a row on some days of the week. Hours past midnight belong to the day on which they began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    first_hour: usize,
    hours: usize,
    days: [bool; DAYS],
}

impl Window {
    /// From one hour of the clock until another, on some days, Monday first; past midnight where the second is the smaller. Nothing where
    /// an hour is above 24, the two are equal, or no day is meant.
    ///
    /// ```
    /// use hotspur_core::time::Window;
    /// assert_eq!(Window::new(12, 17, [true; 7]).unwrap().share_of_week(), 5.0 / 24.0);
    /// // Friday and Saturday night.
    /// let nights = Window::new(22, 4, [false, false, false, false, true, true, false]).unwrap();
    /// assert_eq!(nights.share_of_week(), 12.0 / 168.0);
    /// assert!(Window::new(9, 9, [true; 7]).is_none());
    /// ```
    #[must_use]
    pub fn new(from: usize, until: usize, days: [bool; DAYS]) -> Option<Self> {
        let fits = from < HOURS_PER_DAY && until <= HOURS_PER_DAY && from != until;
        let hours = (until + HOURS_PER_DAY).checked_sub(from)? % HOURS_PER_DAY;
        (fits && days.contains(&true)).then_some(Self {
            first_hour: from,
            hours: if hours == 0 { HOURS_PER_DAY } else { hours },
            days,
        })
    }

    /// Its share of the hours of the week: what an even spread would put into it.
    #[must_use]
    pub fn share_of_week(&self) -> f64 {
        let days = self.days.iter().filter(|day| **day).count();
        (days * self.hours) as f64 / HOURS as f64
    }

    /// What it holds of the weights of a week, as where no events are at hand but their sums.
    ///
    /// ```
    /// use hotspur_core::time::{HOURS, Window};
    /// assert_eq!(Window::new(0, 6, [true; 7]).unwrap().weight_of(&[1.0; HOURS]), 42.0);
    /// ```
    #[must_use]
    pub fn weight_of(&self, week: &[f64; HOURS]) -> f64 {
        held(week, &self.holds())
    }

    /// Which hours of the week it holds.
    fn holds(&self) -> [bool; HOURS] {
        let mut holds = [false; HOURS];
        for day in (0..DAYS).filter(|day| self.days[*day]) {
            for hour in 0..self.hours {
                holds[(day * HOURS_PER_DAY + self.first_hour + hour) % HOURS] = true;
            }
        }
        holds
    }
}

/// The share of events in a window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WindowShare {
    /// The aoristic share: each event counts by the part of its span that lies inside.
    pub share: Value<f64>,
    /// Wilson's limits of that share, of as many trials as there are events with an hour: what chance does, if the spans are shared out
    /// rightly.
    pub limits: Value<Limits>,
    /// The share if every event that may have happened inside did, and if none did: what the spans leave open, whatever their shares.
    pub bounds: Value<Limits>,
    /// Events that happened inside for certain.
    pub inside: u64,
    /// Events that may have happened inside or not: their span crosses an edge, is as long as a week, or is reversed.
    pub unsure: u64,
    /// Events that happened outside for certain.
    pub outside: u64,
    /// Of those with an hour, the ones at exactly 00:00, which is also written where the time is not known.
    pub at_midnight: u64,
    /// Events known only to the day or the month, which are in no share.
    pub without_hour: u64,
    /// What an even spread over the week would put inside.
    pub even: f64,
    /// The chance of a share as far from the even spread, or further, if all hours were alike: twice the exact binomial tail, of the count
    /// rounded towards the even spread. The window must not have been chosen for being busy.
    pub p: Value<f64>,
}

/// The share of events in a window of the week, with an interval for chance and bounds for what spans leave open.
///
/// Chance and ignorance are kept apart, because more events mend the one and not the other: the limits are of the aoristic share
/// (`Wilson`), the bounds run from the events surely inside to those not surely outside. "38 % (35 to 41), and between 29 % and 52 % however
/// the spans are read." Undefined without an event known to the hour.
/// Clock hours, local time. Time O(events × 168). Sums are in the order of the events.
///
/// ```
/// use hotspur_core::time::{Window, window_share};
/// use hotspur_core::{Minute, Precision, When};
/// // A Thursday, from noon to one; and from four to six, half of it in the window.
/// let span = |from, to| When { from: Minute(from * 60), to: Minute(to * 60), precision: Precision::Span };
/// let window = Window::new(12, 17, [true; 7]).unwrap();
/// let found = window_share([(span(12, 13), 2), (span(16, 18), 2)], &window, 0.95);
/// assert_eq!(found.share.known(), Some(0.75));
/// let bounds = found.bounds.known().unwrap();
/// assert_eq!((bounds.lower, bounds.upper), (0.5, 1.0));
/// ```
#[must_use]
pub fn window_share(
    events: impl IntoIterator<Item = (When, u32)>,
    window: &Window,
    level: f64,
) -> WindowShare {
    let holds = window.holds();
    let mut counts = Counts::default();
    for (when, events) in events {
        counts.add(when, u64::from(events), &holds);
    }
    counts.shares(window.share_of_week(), level)
}

fn held(week: &[f64; HOURS], holds: &[bool; HOURS]) -> f64 {
    let held = week.iter().zip(holds).filter(|(_, held)| **held);
    held.map(|(weight, _)| weight).sum()
}

#[derive(Default)]
struct Counts {
    weight: f64,
    inside: u64,
    unsure: u64,
    outside: u64,
    at_midnight: u64,
    without_hour: u64,
}

impl Counts {
    fn add(&mut self, when: When, events: u64, holds: &[bool; HOURS]) {
        if matches!(when.precision, Precision::Month | Precision::Day) {
            self.without_hour += events;
            return;
        }
        let mut week = [0.0; HOURS];
        let kind = spread(&mut week, when.from, when.to);
        let weight = held(&week, holds);
        self.weight += weight * events as f64;
        let open = matches!(kind, Spread::Even | Spread::Reversed);
        // A window of every hour holds whatever has an hour.
        if holds.iter().all(|held| *held) || (!open && weight >= 1.0 - SLACK) {
            self.inside += events;
        } else if !open && weight == 0.0 {
            self.outside += events;
        } else {
            self.unsure += events;
        }
        let midnight = when.precision == Precision::Minute && when.from.0.rem_euclid(24 * 60) == 0;
        self.at_midnight += if midnight { events } else { 0 };
    }

    fn shares(self, even: f64, level: f64) -> WindowShare {
        let events = self.inside + self.unsure + self.outside;
        let of_all = |count: f64| Value::ratio(count, events as f64, Reason::NoEvents);
        let share = of_all(self.weight).map(|share| share.clamp(0.0, 1.0));
        let open = (self.inside + self.unsure) as f64;
        let bounds = of_all(self.inside as f64)
            .and_then(|lower| of_all(open).map(|upper| Limits { lower, upper }));
        WindowShare {
            share,
            limits: share.and_then(|share| wilson(share, events as f64, level)),
            bounds,
            inside: self.inside,
            unsure: self.unsure,
            outside: self.outside,
            at_midnight: self.at_midnight,
            without_hour: self.without_hour,
            even,
            p: if even >= 1.0 {
                Value::Undefined(Reason::NoVariation)
            } else {
                share.map(|_| chance(self.weight, events, even))
            },
        }
    }
}

/// Twice the tail of the binomial at a weight rounded towards its expectation.
fn chance(weight: f64, events: u64, even: f64) -> f64 {
    let above = weight > even * events as f64;
    let whole = if above {
        (weight + SLACK).floor()
    } else {
        (weight - SLACK).ceil().max(0.0)
    };
    let (upper, lower) = binomial_tails((whole as u64).min(events), events, even / (1.0 - even));
    (2.0 * if above { upper } else { lower }).min(1.0)
}
