//! Targets: on track or not, and is it real?
//!
//! Each part is a file or folder of its own; [`Track`] holds what is asked of each, and [`Targets`] what is answered.

/// What is tracked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Track {}

/// What is found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Targets {}
