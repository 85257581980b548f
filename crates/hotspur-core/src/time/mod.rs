//! Time of the week: at which hours events happen, where the time of many is known only as a span.

mod aoristic;
mod block;

pub use aoristic::{HOURS, Spread, hour_of_week, spread};
pub use block::{Block, busiest_block, candidates, chance_of_block};
