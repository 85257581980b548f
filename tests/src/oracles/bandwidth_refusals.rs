//! Events and windows that a rule for the bandwidth refuses, and those that it bears.

use super::bandwidth::{assert_close, at, events, rectangle, window};
use geo::{LineString, MultiPolygon, Polygon};
use hotspur_core::density::bandwidth::{
    MOST_EVENTS, Selector, arcgis_search_radius, candidate_sigmas, cronie_van_lieshout_criterion,
    likelihood, nrd_axes, select,
};
use hotspur_core::{Position, Reason};

#[test]
fn cross_validation_is_refused_on_coincident_and_on_snapped_points() {
    let reason = |events: &[Position], snapped| {
        select(Selector::Likelihood, events, &window(), snapped).reason()
    };
    let doubled: Vec<Position> = events().iter().flat_map(|event| [*event; 2]).collect();
    assert_eq!(reason(&events(), false), None);
    assert_eq!(reason(&doubled, false), Some(Reason::CoincidentPoints));
    assert_eq!(reason(&doubled, true), Some(Reason::CoincidentPoints));
    assert_eq!(reason(&events(), true), Some(Reason::SnappedPoints));
    let mut one = events();
    one.push(one[7]);
    assert_eq!(reason(&one, false), Some(Reason::CoincidentPoints));
    // The refusal has its reason: pairs a hair apart drive sigma to the smallest candidate, a hair.
    let pairs: Vec<Position> = events()
        .iter()
        .flat_map(|p| [*p, at(p.x() + 0.001, p.y())])
        .collect();
    let found = select(Selector::Likelihood, &pairs, &window(), false)
        .known()
        .unwrap();
    assert!(found.sigma.0 < 0.0011, "{found:?}");
}

#[test]
fn cronie_and_van_lieshout_bear_coincident_and_snapped_points() {
    let doubled: Vec<Position> = events().iter().flat_map(|event| [*event; 2]).collect();
    let once = select(Selector::CronieVanLieshout, &events(), &window(), false);
    let found = select(Selector::CronieVanLieshout, &doubled, &window(), true);
    // Twice the events at twice the intensity: the same sum of inverses.
    assert_close(
        found.known().unwrap().sigma.0,
        once.known().unwrap().sigma.0,
    );
}

#[test]
fn no_events_one_event_and_one_place_have_no_bandwidth() {
    let place = at(421_234.567, 300.1);
    for selector in Selector::ALL {
        for (events, reason) in [
            (vec![], Reason::NoEvents),
            (vec![place], Reason::TooFewEvents),
            (vec![place; 3], Reason::NoVariation),
        ] {
            let found = select(selector, &events, &window(), false);
            assert_eq!(found.reason(), Some(reason), "{selector}");
        }
    }
    for events in [vec![], vec![place], vec![place; 3]] {
        assert!(arcgis_search_radius(&events).known().is_none());
        assert!(candidate_sigmas(&events, &window()).known().is_none());
    }
}

#[test]
fn events_on_one_line_have_no_rule_of_thumb_but_a_criterion() {
    let line: Vec<Position> = (0..30_u8)
        .map(|i| at(f64::from(i) * f64::from(i), 400.1))
        .collect();
    for selector in [Selector::Scott, Selector::Nrd] {
        let found = select(selector, &line, &window(), false);
        assert_eq!(found.reason(), Some(Reason::NoVariation), "{selector}");
    }
    for selector in [Selector::Likelihood, Selector::CronieVanLieshout] {
        let found = select(selector, &line, &window(), false).known().unwrap();
        assert!(found.sigma.0 > 0.0 && found.sigma.0 < 641.0, "{selector}");
    }
    // More than half of the eastings on one line: the quartiles coincide, and MASS would say zero.
    let mut heavy: Vec<Position> = (0..40_u8).map(|i| at(500.0, f64::from(i))).collect();
    heavy.extend(events().into_iter().take(5));
    assert_eq!(nrd_axes(&heavy).reason(), Some(Reason::NoVariation));
}

#[test]
fn a_window_without_area_and_an_event_outside_are_refused_by_the_criteria() {
    let flat = MultiPolygon(vec![Polygon::new(
        LineString::from(vec![(0.0, 0.0), (1_000.0, 800.0), (0.0, 0.0)]),
        vec![],
    )]);
    for selector in [Selector::Likelihood, Selector::CronieVanLieshout] {
        for window in [
            MultiPolygon(vec![]),
            rectangle(0.0, 0.0),
            rectangle(1_000.0, 0.0),
            flat.clone(),
        ] {
            let found = select(selector, &events(), &window, false);
            assert_eq!(found.reason(), Some(Reason::NoWindow), "{selector}");
        }
        let found = select(selector, &events(), &rectangle(1_000.0, 600.0), false);
        assert_eq!(found.reason(), Some(Reason::OutsideWindow), "{selector}");
        let found = select(
            selector,
            &[at(0.0, 0.0), at(1_000.0, 800.0)],
            &window(),
            false,
        );
        assert!(
            found.known().is_some(),
            "the boundary belongs to the window"
        );
    }
    assert!(
        likelihood(&events(), &window(), 1e-300).known().is_none(),
        "a square of sigma that underflows"
    );
    for sigma in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert!(likelihood(&events(), &window(), sigma).known().is_none());
        assert!(
            cronie_van_lieshout_criterion(&events(), &window(), sigma)
                .known()
                .is_none()
        );
    }
}

#[test]
fn more_places_than_pairs_can_be_compared_for_are_refused_by_the_criteria_alone() {
    let many: Vec<Position> = (0..=MOST_EVENTS)
        .map(|i| at((i % 200) as f64, (i / 200) as f64))
        .collect();
    for selector in Selector::ALL {
        let found = select(selector, &many, &window(), false);
        let expected = match selector {
            Selector::Scott | Selector::Nrd => None,
            _ => Some(Reason::TooManyEvents),
        };
        assert_eq!(found.reason(), expected, "{selector}");
    }
}
