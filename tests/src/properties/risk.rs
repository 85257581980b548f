//! The ground around recent events, against distances to each of them.

use geo::{Area, Contains, Point};
use hotspur_core::repeat::{
    Metric, Permutations, Raised, RiskBand, knox_test, raised_bands, recent_places, risk_areas,
};
use hotspur_core::{Metres, Position, Reason, stream};
use rand::RngExt;

use super::repeat::{event, near};

fn band(from: f64, until: f64) -> RiskBand {
    RiskBand {
        from: Metres(from),
        until: Metres(until),
        ratio: 2.0,
    }
}

fn position(x: f64, y: f64) -> Position {
    Position::new(x, y).unwrap()
}

#[test]
fn a_point_is_in_the_band_of_the_nearest_recent_event() {
    let mut random = stream(5, 0, 0);
    let mut draw = |side: f64| {
        position(
            random.random_range(0.0..side),
            random.random_range(0.0..side),
        )
    };
    let recent: Vec<Position> = (0..40).map(|_| draw(3_000.0)).collect();
    let areas = risk_areas(
        &recent,
        &[band(0.0, 100.0), band(100.0, 250.0)],
        Metric::Euclidean,
    );
    let areas = areas.unwrap();
    for _ in 0..3_000 {
        let at = draw(3_000.0);
        let nearest = recent.iter().map(|place| place.distance_squared(at).sqrt());
        let nearest = nearest.fold(f64::INFINITY, f64::min);
        // The sides of a disc are up to 0.12 % nearer than its circle.
        if [100.0, 250.0]
            .iter()
            .any(|radius| nearest <= *radius && nearest > radius * 0.998)
        {
            continue;
        }
        let point = Point::new(at.x(), at.y());
        let found: Vec<bool> = areas
            .iter()
            .map(|area| area.outline.contains(&point))
            .collect();
        let expected = [nearest < 100.0, (100.0..250.0).contains(&nearest)];
        assert_eq!(found, expected, "{nearest}");
    }
}

#[test]
fn a_single_disc_has_its_area_and_the_order_of_events_plays_no_part() {
    let one = risk_areas(
        &[position(9.0, 9.0)],
        &[band(0.0, 200.0)],
        Metric::Euclidean,
    )
    .unwrap();
    let circle = std::f64::consts::PI * 200.0 * 200.0;
    let area = one[0].outline.unsigned_area();
    assert!(area < circle && area > 0.998 * circle, "{area}");
    let places = [
        position(0.0, 0.0),
        position(90.0, 10.0),
        position(0.0, 0.0),
        position(900.0, 0.0),
    ];
    let bands = [band(0.0, 100.0), band(100.0, 200.0)];
    let forth = risk_areas(&places, &bands, Metric::Euclidean);
    let back: Vec<Position> = places.iter().rev().copied().collect();
    assert_eq!(forth, risk_areas(&back, &bands, Metric::Euclidean));
    assert_eq!(forth.unwrap()[0].outline.0.len(), 2);
}

#[test]
fn a_risk_area_that_says_nothing_is_refused() {
    let here = [position(0.0, 0.0)];
    let refused = |recent: &[Position], bands: &[RiskBand]| {
        risk_areas(recent, bands, Metric::Euclidean).unwrap_err()
    };
    assert_eq!(refused(&here, &[]), Reason::NoneRaised);
    assert_eq!(refused(&[], &[band(0.0, 100.0)]), Reason::NoEvents);
    let many: Vec<Position> = (0..2_001).map(|n| position(f64::from(n), 0.0)).collect();
    assert_eq!(refused(&many, &[band(0.0, 100.0)]), Reason::TooManyEvents);
}

#[test]
fn bands_are_raised_from_the_nearest_outwards_and_never_across_a_gap() {
    // Within 100 m nothing; 150 m away a follower, which is beyond the first band.
    let events: Vec<_> = (0..40)
        .flat_map(|n| {
            let (x, day) = (f64::from(n) * 3_000.0, n * 40);
            [
                event(x, 0.0, day, 1),
                event(x + 150.0, 0.0, day + 2, 1),
                event(x + 40.0, 0.0, n * 17 + 400, 1),
            ]
        })
        .collect();
    let near = near(&[100.0, 200.0], &[7], Metric::Euclidean);
    let permutations = Permutations {
        replicates: 199,
        seed: 1,
        unit: 0,
    };
    let test = knox_test(&events, &near, permutations).unwrap();
    assert!(test.chance(2, 0).p.known().unwrap() <= 0.01);
    assert!(raised_bands(&test, 0, &Raised::default()).is_empty());
}

#[test]
fn recent_is_before_the_day_and_not_on_it() {
    let events = [
        event(1.0, 0.0, -7, 1),
        event(2.0, 0.0, -8, 1),
        event(3.0, 0.0, 0, 1),
        event(4.0, 0.0, -1, 0),
    ];
    assert_eq!(recent_places(&events, 0, 7), [position(1.0, 0.0)]);
}
