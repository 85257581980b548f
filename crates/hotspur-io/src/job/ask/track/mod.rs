//! From what a study tracks to what core is asked: years, indicators, targets, and the small tables beside them.

mod error;

pub use error::TrackError;
