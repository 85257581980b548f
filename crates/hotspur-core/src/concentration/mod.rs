//! Concentration: how unevenly events fall on places. The places without events belong to the counts.

mod gini;
mod share;

pub use gini::{generalised_gini, gini};
pub use share::{places_that_hold, share_in_top};
