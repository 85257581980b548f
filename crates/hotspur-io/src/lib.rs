//! Reading and writing for Hotspur: incidents and areas in, staged folders of layers out.
//!
//! Begin at [`job`], from study to folder. Readers are [`incidents`], [`areas`] and [`exposures`]; degrees stay in them
//! and in [`crs`].

pub mod areas;
pub mod audit;
pub mod crs;
pub mod exposures;
pub mod incidents;
pub mod job;
pub mod report;
pub mod study;
pub mod style;
pub mod write;
