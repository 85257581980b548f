//! Time of the week: at which hours events happen, where the time of many is known only as a span.

mod aoristic;
mod block;
mod calendar;
mod window;

pub use aoristic::{HOURS, Spread, hour_of_week, spread};
pub use block::{Block, busiest_block, candidates, chance_of_block};
pub use calendar::{
    PartOfCycle, SEASONS, WEEKDAYS, Weekdays, month_shares, season_shares, weekday_shares,
};
pub use window::{Window, WindowShare, window_share};
