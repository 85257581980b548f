//! Zones of different sizes: the scaled difference by its parts, and its plain twin where sizes are equal.

use hotspur_core::change::{Buffer, Difference, Ground, Scheme, wdd};
use hotspur_core::scheme::scaled_wdd;
use hotspur_core::{Value, stream};
use rand::RngExt;

fn drawn(seed: u64, own: bool) -> Scheme {
    let mut random = stream(seed, 1, 0);
    let mut ground = || Ground::counts(random.random_range(1..500), random.random_range(1..500));
    Scheme {
        target: ground(),
        control: ground(),
        buffer: Some(Buffer {
            buffer: ground(),
            control: own.then(ground),
        }),
        lengths: (12.0, 7.0),
    }
}

fn known(found: Value<Difference>) -> Difference {
    found.known().unwrap()
}

/// Sums of a few numbers below a thousand agree to this.
const NEAR: f64 = 1e-9;

#[test]
fn with_zones_of_one_size_it_is_the_weighted_displacement_difference() {
    for seed in 0..200 {
        for own in [true, false] {
            let scheme = drawn(seed, own);
            let (scaled, plain) = (
                scaled_wdd(&scheme, [3.0; 4], 1.4, 0.95),
                wdd(&scheme, 1.4, 0.95),
            );
            let pairs = [
                (scaled.local, plain.local),
                (scaled.displacement.unwrap(), plain.displacement.unwrap()),
                (scaled.total, plain.total),
            ];
            for (one, other) in pairs {
                let (one, other) = (known(one), known(other));
                assert!((one.estimate - other.estimate).abs() < NEAR, "{seed}");
                assert!((one.variance - other.variance).abs() < NEAR, "{seed}");
            }
        }
    }
}

#[test]
fn each_control_is_as_large_as_what_it_controls_and_the_total_is_the_sum() {
    for seed in 0..200 {
        for own in [true, false] {
            let scheme = drawn(seed, own);
            let sizes @ [target, control, buffer, of_buffer] = [1.0, 2.5, 4.0, 0.8];
            let found = scaled_wdd(&scheme, sizes, 1.0, 0.95);
            let change = |ground: Ground| ground.after as f64 / 7.0 - ground.before as f64 / 12.0;
            let noise = |ground: Ground| ground.after as f64 / 49.0 + ground.before as f64 / 144.0;
            let Buffer {
                buffer: around,
                control: its,
            } = scheme.buffer.unwrap();
            let local = change(scheme.target) - change(scheme.control) * target / control;
            let (other, size) = its.map_or((scheme.control, control), |own| (own, of_buffer));
            let moved = change(around) - change(other) * buffer / size;
            let total = known(found.total);
            assert!((known(found.local).estimate - local).abs() < NEAR);
            assert!((known(found.displacement.unwrap()).estimate - moved).abs() < NEAR);
            assert!((total.estimate - local - moved).abs() < NEAR);
            let controls = match its {
                Some(own) => {
                    noise(scheme.control) * (target / control).powi(2)
                        + noise(own) * (buffer / of_buffer).powi(2)
                }
                // One control that is subtracted twice is as uncertain as its whole weight.
                None => noise(scheme.control) * ((target + buffer) / control).powi(2),
            };
            let variance = noise(scheme.target) + noise(around) + controls;
            assert!((total.variance - variance).abs() < NEAR);
        }
    }
}
