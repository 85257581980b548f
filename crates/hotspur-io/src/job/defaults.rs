//! The defaults of a density, in one place. They are printed with every result.

use geo::Rect;
use hotspur_core::Metres;

/// Points that the publisher moved say nothing finer than this.
pub const SNAPPED_CELL: Metres = Metres(250.0);

/// Fewer distinct points than this share of the rows means that the points were snapped.
pub const SNAPPED_SHARE: f64 = 0.5;

/// The seed of a study that names none.
pub const SEED: u64 = 1;

/// The default cell: a 150th of the shorter side of the study area (Chainey & Ratcliffe 2005,
/// doi:10.1002/9781118685181, chapter 6), rounded to 1, 2, 2.5 or 5 times a power of ten; at least
/// [`SNAPPED_CELL`] where points were snapped.
#[must_use]
pub fn cell(bounds: Rect<f64>, snapped: bool) -> Metres {
    let own = round_number(bounds.width().min(bounds.height()) / 150.0);
    if snapped {
        Metres(own.max(SNAPPED_CELL.0))
    } else {
        Metres(own)
    }
}

/// The default bandwidth: five default cells (the same source), and at least two cells of those used.
#[must_use]
pub fn bandwidth(bounds: Rect<f64>, used: Metres) -> Metres {
    Metres((5.0 * cell(bounds, false).0).max(2.0 * used.0))
}

/// The number of the form 1, 2, 2.5 or 5 times a power of ten that is nearest in ratio; at least 1.
fn round_number(length: f64) -> f64 {
    let length = length.max(1.0);
    let power = 10_f64.powi(length.log10().floor() as i32);
    [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|step| step * power)
        .min_by(|a, b| {
            let far = |candidate: &f64| (candidate / length).ln().abs();
            far(a).total_cmp(&far(b))
        })
        .unwrap_or(length)
}
