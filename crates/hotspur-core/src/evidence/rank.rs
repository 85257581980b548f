//! The order of hotspots.

use super::{AreaEvidence, HotspotKind};
use crate::flag::Class;

/// Ranks the hotspots by the themes they are raised in, then by the sum of their rate ratios there: attractors among
/// themselves, since people who come and go are no measure of them, and all others among themselves.
pub(super) fn rank_hotspots(areas: &mut [AreaEvidence]) {
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

impl AreaEvidence {
    /// In how many themes the area is raised, and the sum of its rate ratios there.
    #[must_use]
    pub fn strength(&self) -> (usize, f64) {
        let raised = || self.themes.iter().filter(|theme| theme.raised);
        let sum = raised().filter_map(|theme| theme.rr.known()).sum();
        (raised().count(), sum)
    }
}
