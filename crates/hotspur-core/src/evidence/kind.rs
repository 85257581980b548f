//! What drives a hotspot: those who live there, or those who come there.

use super::AreaTheme;
use crate::analysis::Question;
use crate::exposure::HOUSEHOLDS;
use crate::flag::Class;
use crate::theme::Theme;

/// What drives a hotspot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HotspotKind {
    /// Raised on a theme of homes (measured by households, as dwelling burglary is), and on none of visitors.
    Resident,
    /// Raised on themes of visitors alone.
    Attractor,
    /// Raised on both, or on themes that are of neither.
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

/// A theme by household is one of homes, whoever else comes there; a theme of neither homes nor visitors decides nothing.
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
    let of_homes = |theme: &Theme| theme.exposure == HOUSEHOLDS;
    let homes = raised().any(|(theme, _)| of_homes(theme));
    let visitors = raised().any(|(theme, _)| theme.visitors && !of_homes(theme));
    let others = raised().any(|(theme, _)| !theme.visitors && !of_homes(theme));
    Some(match (homes, visitors, others) {
        (true, false, _) => HotspotKind::Resident,
        (false, true, false) => HotspotKind::Attractor,
        _ => HotspotKind::Mixed,
    })
}
