//! The near-repeat risk area: the ground around recent events on which more follow than chance gives.

use std::f64::consts::TAU;

use geo::algorithm::bool_ops::unary_union;
use geo::{BooleanOps, LineString, MultiPolygon, Polygon};

use super::bands::Metric;
use super::day_event::DayEvent;
use super::permuted::KnoxTest;
use crate::metres::{Metres, Position};
use crate::value::Reason;

/// Corners of what stands for a disc, all of them on its circle: its sides are at most 0.12 % of the radius nearer than that.
pub const CORNERS: usize = 64;

/// More places of recent events than this are refused: a map of so many discs says nothing of where.
pub const MOST_RECENT_PLACES: usize = 2_000;

/// When a band of distance counts as raised.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Raised {
    /// q at most so much.
    pub most_q: f64,
    /// The Knox ratio at least so much.
    pub least_ratio: f64,
}

impl Default for Raised {
    /// q ≤ 0.05, and a fifth more than expected: among millions of pairs a ratio of 1.01 can be beyond chance, and no reason to go anywhere.
    fn default() -> Self {
        Self {
            most_q: 0.05,
            least_ratio: 1.2,
        }
    }
}

/// A ring around events in which more follow than chance gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RiskBand {
    /// From how far away.
    pub from: Metres,
    /// Until how far away.
    pub until: Metres,
    /// Pairs of events over those expected, in this band of distance and the band of days.
    pub ratio: f64,
}

/// The ground in one band of distance from recent events.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskArea {
    /// The band.
    pub band: RiskBand,
    /// The ground that is in this band of some recent event and in no nearer band of any.
    pub outline: MultiPolygon<f64>,
}

/// The bands of distance that are raised in a band of days, from the nearest outwards up to the first that is not. The same place is
/// not among them, for it has no area.
///
/// ```
/// use hotspur_core::repeat::{DayEvent, Metric, Nearness, Permutations, Raised, SpaceBands, TimeBands, knox_test, raised_bands};
/// use hotspur_core::{Metres, Position};
/// let near = Nearness {
///     space: SpaceBands::new(&[Metres(100.0), Metres(200.0)])?,
///     time: TimeBands::new(&[7])?,
///     metric: Metric::Euclidean,
/// };
/// // Pairs 60 m and a day apart, far from one another.
/// let at = |x: i32, day| DayEvent { position: Position::new(f64::from(x), 0.0).unwrap(), day, count: 1 };
/// let events: Vec<DayEvent> = (0..20).flat_map(|n| [at(n * 900, n * 50), at(n * 900 + 60, n * 50 + 1)]).collect();
/// let test = knox_test(&events, &near, Permutations { replicates: 199, seed: 1, unit: 0 }).unwrap();
/// let raised = raised_bands(&test, 0, &Raised::default());
/// assert_eq!(raised.len(), 1);
/// assert_eq!(raised[0].until, Metres(100.0));
/// # Ok::<(), hotspur_core::repeat::BandsError>(())
/// ```
#[must_use]
pub fn raised_bands(test: &KnoxTest, time: usize, raised: &Raised) -> Vec<RiskBand> {
    let space = &test.table.near.space;
    let of_band = |band: usize| {
        let ratio = test.table.cell(band, time).ratio.known()?;
        let q = test.chance(band, time).q.known()?;
        (q <= raised.most_q && ratio >= raised.least_ratio).then_some(RiskBand {
            from: space.from(band),
            until: space.until(band),
            ratio,
        })
    };
    (1..space.len()).map_while(of_band).collect()
}

/// The distinct places of the events on the `days` days before a day, that day not among them; ascending.
///
/// ```
/// use hotspur_core::Position;
/// use hotspur_core::repeat::{DayEvent, recent_places};
/// let at = |x, day| DayEvent { position: Position::new(x, 0.0).unwrap(), day, count: 1 };
/// let recent = recent_places(&[at(5.0, 92), at(1.0, 93), at(1.0, 99), at(2.0, 100)], 100, 7);
/// assert_eq!(recent, [Position::new(1.0, 0.0).unwrap()]);
/// ```
#[must_use]
pub fn recent_places(events: &[DayEvent], before: i32, days: u32) -> Vec<Position> {
    let first = i64::from(before) - i64::from(days);
    let mut places: Vec<Position> = events
        .iter()
        .filter(|event| event.count > 0 && event.day < before && i64::from(event.day) >= first)
        .map(|event| event.position)
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The ground around recent places, band by band from the nearest: discs dissolved, each band less the nearer ones, so that a point
/// that is near several events has the band of the nearest. As the crow flies a disc has [`CORNERS`] corners on its circle;
/// by streets it is a square on its corner, exactly.
///
/// Johnson et al. (2007), Space-time patterns of risk, <https://doi.org/10.1007/s10940-007-9025-3>, for what a nearby burglary means for the days after it.
///
/// # Errors
///
/// [`Reason::NoneRaised`] without bands, [`Reason::NoEvents`] without recent places, [`Reason::TooManyEvents`] above
/// [`MOST_RECENT_PLACES`].
///
/// # Complexity
///
/// Time O(v log v) in the v corners of all discs of a band, and in their crossings.
///
/// ```
/// use geo::Area;
/// use hotspur_core::repeat::{Metric, RiskBand, risk_areas};
/// use hotspur_core::{Metres, Position};
/// let band = RiskBand { from: Metres(0.0), until: Metres(100.0), ratio: 3.0 };
/// let areas = risk_areas(&[Position::new(0.0, 0.0).unwrap()], &[band], Metric::Manhattan).unwrap();
/// assert!((areas[0].outline.unsigned_area() - 20_000.0).abs() < 1e-3);
/// ```
pub fn risk_areas(
    recent: &[Position],
    bands: &[RiskBand],
    metric: Metric,
) -> Result<Vec<RiskArea>, Reason> {
    if bands.is_empty() {
        return Err(Reason::NoneRaised);
    }
    let mut places = recent.to_vec();
    places.sort_unstable();
    places.dedup();
    match places.len() {
        0 => return Err(Reason::NoEvents),
        1..=MOST_RECENT_PLACES => {}
        _ => return Err(Reason::TooManyEvents),
    }
    let mut nearer: Option<MultiPolygon<f64>> = None;
    let mut found = Vec::with_capacity(bands.len());
    for band in bands {
        let discs: Vec<Polygon<f64>> = places
            .iter()
            .map(|place| disc(*place, band.until.0, metric))
            .collect();
        let reached = unary_union(&discs);
        let outline = match &nearer {
            Some(nearer) => reached.difference(nearer),
            None => reached.clone(),
        };
        found.push(RiskArea {
            band: *band,
            outline,
        });
        nearer = Some(reached);
    }
    Ok(found)
}

fn disc(centre: Position, radius: f64, metric: Metric) -> Polygon<f64> {
    let corners = match metric {
        Metric::Euclidean => CORNERS,
        Metric::Manhattan => 4,
    };
    let corner = |n: usize| {
        let (sin, cos) = (TAU * n as f64 / corners as f64).sin_cos();
        (centre.x() + radius * cos, centre.y() + radius * sin)
    };
    Polygon::new(LineString::from_iter((0..corners).map(corner)), Vec::new())
}
