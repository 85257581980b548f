//! From the section on cells to the parameters of the evidence inside areas.

use hotspur_core::micro::{ALONE, MicroParams};
use hotspur_core::scan::ScanParams;
use serde_json::{Value as Json, json};

use super::plan::PlanError;
use crate::study::CellsSection;
use crate::write::{Wanted, ten_digits};

/// How many permutations or maps by chance a run draws for each statistic that takes them.
pub const fn drawn(micro: &MicroParams) -> u32 {
    if micro.moran || micro.clusters {
        micro.permutations
    } else {
        0
    }
}

/// The parameters for the manifest.
pub fn record(micro: &MicroParams, cell: f64) -> Json {
    let drawn = |wanted: bool| if wanted { micro.permutations } else { 0 };
    json!({
        "cell_m": cell,
        "neighbours": "queen, by index, and the cell itself",
        "q": micro.q,
        "min_ratio": micro.min_ratio,
        "min_ratio_of_a_cell_alone": ALONE * micro.min_ratio,
        "min_events": micro.min_events,
        "most_clusters": ScanParams::default().most_clusters,
        "null": "events fall anywhere in the study area alike (binomial, the neighbourhood's share of its ground)",
        "correction": "Benjamini-Hochberg over the cells tested of a theme, after clipping to the study area",
        "alternative": "greater (one-sided); gi_star_p is two-sided",
        "moran_permutations": drawn(micro.moran),
        "moran_smallest_p": micro.moran.then(|| ten_digits(2.0 / (f64::from(micro.permutations) + 1.0))),
        "cluster_maps_by_chance": drawn(micro.clusters),
        "cluster_largest_share": micro.cluster_share,
        "exposure_varied": hotspur_core::flag::EXPOSURE_VARIED,
    })
}

/// Neighbours looked at that maps by chance may take in one run: some minutes.
const MOST_STEPS: f64 = 4e12;

/// Refuses maps by chance that would take hours.
///
/// Local Moran is not charged: cells with as many neighbours share their draws, so that all permutations of the most cells
/// that a grid may have take seconds.
pub fn bearable(
    micro: &MicroParams,
    square_metres: f64,
    cell: f64,
    themes: usize,
) -> Result<(), PlanError> {
    if !micro.clusters {
        return Ok(());
    }
    let cells = square_metres / (cell * cell);
    let draws = f64::from(micro.permutations) * themes as f64;
    let steps = draws * cells * cells * micro.cluster_share;
    if steps <= MOST_STEPS {
        return Ok(());
    }
    Err(PlanError::Steps {
        cells,
        themes,
        permutations: micro.permutations,
        times: steps / MOST_STEPS,
    })
}

/// The parameters of a study: the defaults, with what it declares.
pub fn micro_of(
    section: &CellsSection,
    wanted: Wanted,
    seed: u64,
) -> Result<MicroParams, PlanError> {
    let default = MicroParams::default();
    let micro = MicroParams {
        q: section.q.unwrap_or(default.q),
        min_ratio: section.min_ratio.unwrap_or(default.min_ratio),
        min_events: section.min_events.unwrap_or(default.min_events),
        moran: wanted.moran,
        clusters: wanted.clusters,
        permutations: section.permutations.unwrap_or(default.permutations),
        cluster_share: section.cluster_share.unwrap_or(default.cluster_share),
        seed,
    };
    let permutations = f64::from(micro.permutations);
    let checks = [
        (
            "q",
            micro.q,
            micro.q > 0.0 && micro.q < 1.0,
            "between 0 and 1",
        ),
        (
            "min_ratio",
            micro.min_ratio,
            micro.min_ratio >= 0.0 && micro.min_ratio.is_finite(),
            "0 or more; 1 leaves q alone to decide",
        ),
        (
            "permutations",
            permutations,
            (19.0..=99_999.0).contains(&permutations),
            "from 19 to 99999",
        ),
        (
            "cluster_share",
            micro.cluster_share,
            micro.cluster_share > 0.0 && micro.cluster_share <= 0.5,
            "above 0 and at most 0.5",
        ),
    ];
    for (name, value, sound, bound) in checks {
        if !sound {
            return Err(PlanError::Cells { name, value, bound });
        }
    }
    Ok(micro)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_by_chance_are_bounded_and_permutations_are_not() {
        let asked = |moran, clusters| MicroParams {
            moran,
            clusters,
            permutations: 99_999,
            ..MicroParams::default()
        };
        let of_cells = |micro, cells: f64| bearable(&micro, cells * 2_500.0, 50.0, 16);
        assert_eq!(of_cells(asked(true, false), 4e6), Ok(()));
        assert_eq!(of_cells(asked(false, true), 2e3), Ok(()));
        for moran in [false, true] {
            let refused = of_cells(asked(moran, true), 2e4);
            assert!(matches!(refused, Err(PlanError::Steps { .. })));
        }
    }
}
