//! Reading and writing for Hotspur: incidents and areas in, staged folders of layers out.

pub mod areas;
pub mod crs;
pub mod exposures;
pub mod incidents;
