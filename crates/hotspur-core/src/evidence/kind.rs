//! What drives a hotspot: those who live there, or those who come there.

use super::AreaTheme;
use crate::analysis::Question;
use crate::exposure::HOUSEHOLDS;
use crate::flag::Class;

/// What drives a hotspot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HotspotKind {
    /// Raised on no theme of visitors.
    Resident,
    /// Raised on themes of visitors alone.
    Attractor,
    /// Raised on both.
    Mixed,
}

impl HotspotKind {
    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Attractor => "attractor",
            Self::Mixed => "mixed",
        }
    }
}

/// A hotspot raised on homes is never an attractor alone.
pub(super) fn kind_of(
    question: &Question,
    themes: &[AreaTheme],
    class: Class,
) -> Option<HotspotKind> {
    if class != Class::Hotspot {
        return None;
    }
    let raised = || {
        question
            .themes
            .list()
            .iter()
            .zip(themes)
            .filter(|(_, found)| found.raised)
    };
    let visitors = raised().any(|(theme, _)| theme.visitors);
    let residents = raised().any(|(theme, _)| !theme.visitors || theme.exposure == HOUSEHOLDS);
    Some(match (residents, visitors) {
        (true, true) => HotspotKind::Mixed,
        (false, true) => HotspotKind::Attractor,
        (_, false) => HotspotKind::Resident,
    })
}
