//! The micro-hotspots, measured: on maps by chance, and on what is planted in the sample. The full tables stand in
//! `crates/docs/micro.md`.

use hotspur_core::micro::MicroParams;
use hotspur_seeds::borough::{SEED, generate};

use crate::chance_maps::Ground;
use crate::planted::{Unplanted, found, without_planted_places};

const MAPS: u64 = 60;

/// Of 60 maps at one in twenty, more than this many come with probability 4e-5 (scipy 1.17.1, `binom.sf`); more than 10 with 2e-4.
const MOST: u64 = 11;

#[test]
fn at_most_one_map_by_chance_in_twenty_holds_a_hot_cell_by_q_and_most_do_by_the_z_of_gi_star() {
    let called = Ground::of_the_sample(100.0).called(200, 0, MAPS);
    println!("of {MAPS} maps by chance: {called:?}");
    assert!(called.exact <= MOST, "{called:?}");
    // Why q is not made of z: by either tail nearly every sparse map by chance would hold a hot cell.
    assert!(
        called.normal > MOST && called.two_sided > MOST,
        "{called:?}"
    );
}

/// What was measured, less one place for a sample that is drawn again; arson has too few events to find more.
#[test]
fn the_planted_places_of_the_sample_lie_in_its_micro_hotspots() {
    let least = [
        ("all_crime", 11, 11),
        ("all_incidents", 12, 11),
        ("burglary", 9, 9),
        ("vehicle_crime", 11, 10),
        ("arson", 2, 2),
        ("violence", 11, 11),
        ("anti_social_behaviour", 11, 10),
    ];
    let sample = found(&generate(SEED), 100.0, MicroParams::default());
    assert_eq!(sample.len(), least.len());
    for (theme, (key, recall, first)) in sample.iter().zip(least) {
        println!("{theme:?}");
        assert_eq!(theme.theme, key);
        assert!(theme.planted[1] >= recall, "{theme:?}");
        assert!(theme.first[1] >= first, "{theme:?}");
        // Of those found half at least are planted ones, of all crime nine in ten.
        let right = theme.hotspots[1] as f64 / theme.hotspots[0] as f64;
        assert!(
            right >= if key == "all_crime" { 0.9 } else { 0.5 },
            "{theme:?}"
        );
    }
}

/// By its own question, "anywhere alike", q is right: homes stand in estates, and so do the events of homes. The ratio is
/// what keeps a whole town from being a hotspot.
#[test]
fn where_nothing_is_planted_few_events_lie_in_micro_hotspots_and_by_q_alone_many_do() {
    let q_alone = MicroParams {
        min_ratio: 1.0,
        ..MicroParams::default()
    };
    for how in [Unplanted::Households, Unplanted::WhatStandsThere] {
        let borough = without_planted_places(generate(SEED), how);
        let share = |micro| {
            let all = &found(&borough, 100.0, micro)[0];
            all.events[1] as f64 / all.events[0] as f64
        };
        let (by_default, by_q) = (share(MicroParams::default()), share(q_alone));
        println!("{how:?}: {by_default}, by q alone {by_q}");
        assert!(by_default < 0.15, "{how:?}: {by_default}");
        assert!((0.2..0.7).contains(&by_q), "{how:?}: {by_q}");
    }
}
