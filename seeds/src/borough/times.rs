//! When incidents happen: months by season, days by weekday, hours by what people do, and what the police know of it.

use hotspur_core::{Minute, Month, Stream};

use super::draw::{between, choose, weighted};
use super::offences::Offence;

const DAY: i32 = 24 * 60;

/// The first minute of the year, 2001-04-01T00:00.
#[must_use]
pub fn start() -> Minute {
    first_minute(0)
}

/// The minute after the year's last, 2002-04-01T00:00.
#[must_use]
pub fn end() -> Minute {
    first_minute(12)
}

fn first_minute(month: i32) -> Minute {
    let april = Month::from_year_month(2001, 4);
    Month(april.0 + month).start().unwrap_or(Minute(0))
}

/// The weights of the months, April first. The season is mild.
const fn season(offence: Offence) -> [u64; 12] {
    match offence {
        Offence::Burglary => [96, 94, 92, 95, 98, 99, 105, 112, 108, 106, 102, 98],
        Offence::Arson => [98, 100, 104, 110, 108, 98, 124, 122, 84, 84, 86, 92],
        Offence::YouthNuisance => [98, 106, 112, 116, 114, 100, 112, 96, 82, 82, 88, 98],
        Offence::OtherViolence => [96, 100, 106, 108, 104, 98, 98, 98, 112, 94, 92, 96],
        Offence::DomesticViolence | Offence::DomesticIncident => {
            [96, 98, 102, 106, 106, 100, 98, 96, 112, 102, 92, 94]
        }
        Offence::TheftOfVehicle | Offence::TheftFromVehicle | Offence::Robbery => {
            [98, 98, 98, 100, 100, 98, 104, 108, 106, 102, 98, 98]
        }
    }
}

/// When in the day, as weights of the 24 hours from 06:00 to 05:00 the next morning, so that a night stays in one piece.
type Hours = [u64; 24];

const AFTERNOON: Hours = [
    0, 0, 0, 0, 0, 0, 9, 10, 11, 11, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];
const NOT_AFTERNOON: Hours = [
    2, 4, 8, 12, 13, 13, 0, 0, 0, 0, 0, 10, 12, 14, 15, 14, 12, 10, 9, 10, 10, 9, 6, 3,
];
const OVERNIGHT: Hours = [
    4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 5, 6, 8, 10, 12, 14, 16, 18, 20, 20, 18, 14, 9, 6,
];
const DAYTIME: Hours = [
    1, 3, 6, 9, 12, 13, 14, 14, 13, 12, 11, 9, 8, 7, 6, 4, 3, 2, 1, 1, 1, 1, 0, 0,
];
const EVENING: Hours = [
    0, 1, 1, 2, 2, 3, 4, 5, 6, 10, 15, 18, 22, 27, 30, 30, 24, 15, 8, 4, 2, 1, 0, 0,
];
const LATE: Hours = [
    1, 1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 7, 8, 10, 13, 17, 22, 28, 30, 26, 20, 9, 4, 2,
];
const AT_HOME: Hours = [
    3, 4, 5, 5, 5, 6, 7, 7, 7, 8, 9, 11, 13, 15, 16, 17, 18, 18, 16, 11, 8, 6, 4, 3,
];

/// Weights of Monday to Sunday; a night belongs to the day that it began on.
type Week = [u64; 7];

const EVEN: Week = [14, 14, 14, 14, 15, 14, 13];
const WORKING: Week = [15, 15, 15, 15, 16, 13, 11];
const TO_THE_WEEKEND: Week = [11, 11, 12, 13, 17, 19, 16];
const WEEKEND_NIGHTS: Week = [6, 6, 7, 10, 30, 34, 7];

/// What is known of an incident before its time is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// The type.
    pub offence: Offence,
    /// For a burglary: whether it is one of those between 12:00 and 17:00.
    pub afternoon: bool,
    /// Whether it is in the town centre.
    pub central: bool,
}

const fn habits(occasion: Occasion) -> (Hours, Week) {
    match occasion.offence {
        Offence::Burglary if occasion.afternoon => (AFTERNOON, WORKING),
        Offence::Burglary => (NOT_AFTERNOON, WORKING),
        Offence::TheftOfVehicle | Offence::TheftFromVehicle if occasion.central => (DAYTIME, EVEN),
        Offence::TheftOfVehicle | Offence::TheftFromVehicle => (OVERNIGHT, EVEN),
        Offence::Arson => (LATE, TO_THE_WEEKEND),
        Offence::YouthNuisance => (EVENING, TO_THE_WEEKEND),
        Offence::OtherViolence | Offence::Robbery if occasion.central => (LATE, WEEKEND_NIGHTS),
        Offence::OtherViolence | Offence::Robbery => (EVENING, TO_THE_WEEKEND),
        Offence::DomesticViolence | Offence::DomesticIncident => (AT_HOME, TO_THE_WEEKEND),
    }
}

/// The minute at which an incident happens.
pub fn moment(rng: &mut Stream, occasion: Occasion) -> Minute {
    let month = i32::try_from(weighted(rng, &season(occasion.offence))).unwrap_or(0);
    let (first, next) = (first_minute(month).0, first_minute(month + 1).0);
    let (hours, week) = habits(occasion);
    let days: Vec<u64> = (first / DAY..next / DAY)
        .map(|day| week[weekday(day)])
        .collect();
    let day = first / DAY + i32::try_from(weighted(rng, &days)).unwrap_or(0);
    let hour = 6 + i32::try_from(weighted(rng, &hours)).unwrap_or(0);
    let minute = Minute(day * DAY + hour * 60 + between(rng, 0, 59));
    if minute >= end() {
        Minute(minute.0 - 7 * DAY)
    } else {
        minute
    }
}

/// Monday is 0; day 0 of the calendar, 1970-01-01, was a Thursday.
fn weekday(day: i32) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

/// The minutes of `length` incidents at one address: soon after one another more often than late.
///
/// A time past the year's end comes in at its beginning, 364 days earlier and so on the same weekday: addresses have a
/// past too, and without it the first months would look quiet.
pub fn chain(rng: &mut Stream, occasion: Occasion, length: u32) -> Vec<Minute> {
    const GAPS: [((i32, i32), u64); 4] =
        [((1, 7), 30), ((8, 30), 34), ((31, 90), 26), ((91, 170), 10)];
    let first = moment(rng, occasion);
    let mut day = first.0.div_euclid(DAY);
    let mut minutes = vec![first];
    for _ in 1..length {
        let (low, high) = choose(rng, &GAPS).unwrap_or((1, 7));
        day += between(rng, low, high);
        // Only the hour of this draw is used: the day comes from the gap.
        let hour = moment(rng, occasion).0.rem_euclid(DAY);
        if Minute(day * DAY + hour) >= end() {
            day -= 364;
        }
        minutes.push(Minute(day * DAY + hour));
    }
    minutes
}

/// What the police know of the time: a minute, or the last time all was well and the time it was found.
pub fn recorded(rng: &mut Stream, offence: Offence, happened: Minute) -> (Minute, Option<Minute>) {
    let known_within: &[((i32, i32), u64)] = match offence {
        Offence::Burglary => &[((5, 30), 70), ((30, 90), 24), ((90, 300), 6)],
        Offence::TheftOfVehicle | Offence::TheftFromVehicle => {
            &[((0, 0), 15), ((10, 90), 35), ((90, 480), 50)]
        }
        Offence::Arson => &[((0, 0), 70), ((10, 60), 30)],
        _ => &[],
    };
    match choose(rng, known_within) {
        None | Some((0, _)) => (happened, None),
        Some((low, high)) => {
            let before = between(rng, low, high);
            let after = between(rng, low, high);
            let from = Minute(happened.0 - before).max(start());
            (to_five(from), Some(Minute(to_five(happened).0 + after + 5)))
        }
    }
}

/// People give times in fives.
fn to_five(minute: Minute) -> Minute {
    Minute(minute.0 - minute.0.rem_euclid(5))
}
