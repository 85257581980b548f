//! What is asked beyond the map, and what is answered.

use crate::focus::{Focus, Spans};
use crate::scheme::SchemeAsked;

/// What is asked beyond the map: of which part of the study area, of which time, of which themes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    /// Where.
    pub focus: Focus,
    /// When, and against when.
    pub spans: Spans,
    /// Of which themes, by number; of all where there is none.
    pub themes: Vec<usize>,
    /// Whether the location analysis is wanted.
    pub locate: bool,
    /// Schemes that are asked about.
    pub schemes: Vec<SchemeAsked>,
}
