//! Placeholder.

pub mod incidents;
