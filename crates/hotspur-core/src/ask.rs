//! What is asked beyond the map.

use crate::answer::{ProfileAsk, RepeatAsk};
use crate::comparison::Compare;
use crate::focus::{Focus, Spans};
use crate::scheme::SchemeAsked;
use crate::time::Window;
use crate::track::Track;

/// What is asked beyond the map: of which part of the study area, of which time, of which themes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ask {
    /// Where.
    pub focus: Focus,
    /// When, and against when.
    pub spans: Spans,
    /// Of which themes, by number; of all where there is none.
    pub themes: Vec<usize>,
    /// Hours of the clock whose share is asked for.
    pub window: Option<Window>,
    /// Whether the location analysis is wanted.
    pub locate: bool,
    /// Two periods, where they are to be compared.
    pub compare: Option<Compare>,
    /// Repeats and near repeats.
    pub repeats: Option<RepeatAsk>,
    /// Shares of attributes.
    pub profile: Option<ProfileAsk>,
    /// Schemes that are asked about.
    pub schemes: Vec<SchemeAsked>,
    /// Indicators and their targets.
    pub track: Option<Track>,
}
