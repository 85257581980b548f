//! What drives a hotspot, and its rank among those that are driven alike.

use crate::analysis::Question;
use crate::evidence::{AreaEvidence, AreaTheme};
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
pub(crate) fn kind_of(
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

/// Ranks the hotspots by the themes they are raised in, then by the sum of their rate ratios there: attractors among
/// themselves, since people who come and go are no measure of them, and all others among themselves.
pub(crate) fn rank_hotspots(areas: &mut [AreaEvidence]) {
    for attractors in [false, true] {
        let mut order: Vec<usize> = (0..areas.len())
            .filter(|area| {
                areas[*area].class == Class::Hotspot
                    && (areas[*area].kind == Some(HotspotKind::Attractor)) == attractors
            })
            .collect();
        let key = |area: usize| areas[area].strength();
        order.sort_by(|a, b| {
            let ((themes_a, sum_a), (themes_b, sum_b)) = (key(*a), key(*b));
            themes_b.cmp(&themes_a).then(sum_b.total_cmp(&sum_a))
        });
        for (rank, area) in (1..).zip(order) {
            areas[area].rank = Some(rank);
        }
    }
}
