//! The spatial scan statistic: the circle whose events most exceed its share of the population at risk, and how often
//! chance alone makes as strong a one anywhere on the map.
//!
//! Begin at [`circular_scan`]. Below it, one step a file: `study` checks what is handed in, `zones` orders the neighbours of
//! each centre, `likelihood` scores a zone, `search` finds the best zone, `draw` makes a map by chance, `threshold` and
//! `monte_carlo` score many such maps at once.

mod circular;
mod draw;
mod likelihood;
mod monte_carlo;
mod search;
mod study;
mod threshold;
mod zones;

pub use circular::{Cluster, circular_scan};
pub use likelihood::log_likelihood_ratio;
pub use study::ScanParams;
pub use zones::MOST_ENTRIES;
