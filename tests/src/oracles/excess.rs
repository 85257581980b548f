//! The exact tail of a neighbourhood's count against mpmath 1.4.1 and `scipy.stats.binom.sf` 1.17.1.

use hotspur_core::micro::excess_p;
use hotspur_core::{Reason, Value};

/// (count, events, share, p).
type Case = (u64, u64, f64, f64);

/// mpmath's incomplete beta function, but for the two of 1,000,000 events, which are scipy's.
const CASES: [Case; 11] = [
    (3, 10, 0.1, 0.070_190_826_4),
    (1, 200, 0.0007, 1.306843819998739e-01),
    (9, 200, 0.0072, 1.780456911283255e-05),
    (40, 6_500, 0.0012, 2.765869083078462e-16),
    (416, 4_000, 0.0133, 7.808761708676004e-224),
    (25, 459, 0.0009, 5.735299996895154e-36),
    (12, 12, 0.02, 4.096e-21),
    (1, 1, 1e-6, 1e-6),
    (5_000, 100_000, 0.04, 8.255345428413363e-55),
    (900, 1_000_000, 0.0008, 2.744547116036536e-04),
    (800, 1_000_000, 0.0008, 0.5047072563631355),
];

/// The sum of the probabilities in mpmath at 50 digits: around the mean, where large shares leave little above, and far out.
#[rustfmt::skip]
const SUMS: [Case; 22] = [
    (40_000, 100_000, 0.4, 0.5012017395027357),
    (40_001, 100_000, 0.4, 0.4986265849514701),
    (39_900, 100_000, 0.4, 0.7417014521958832),
    (40_100, 100_000, 0.4, 0.2603081021740849),
    (39_000, 100_000, 0.4, 0.9999999999500858),
    (41_000, 100_000, 0.4, 5.847058470463092e-11),
    (1, 20_000, 0.0007, 0.9999991725376985),
    (13, 20_000, 0.0007, 0.6416105046998557),
    (14, 20_000, 0.0007, 0.5355895461514111),
    (15, 20_000, 0.0007, 0.4295632828417061),
    (199, 200, 0.9, 1.6383461485655237e-8),
    (200, 200, 0.999, 0.8186488294786356),
    (181, 200, 0.9, 0.46553847082589705),
    (1, 1_000_000, 1e-9, 0.0009995001671245086),
    (2, 1_000_000, 1e-9, 4.9966629263259e-7),
    (1, 7_300, 0.00029, 0.8796446936041531),
    (2, 7_300, 0.00029, 0.6247785987966512),
    (5, 7_300, 0.00029, 0.06379849411210431),
    (1_700, 1_000_000, 0.0008, 2.755676469882196e-168),
    (15, 16, 0.5, 0.0002593994140625),
    (17, 40, 0.5, 0.8659063744726154),
    (20_000, 20_000, 0.97, 2.720729245263869e-265),
];

/// The largest relative error; each is printed.
fn worst(cases: &[Case]) -> f64 {
    let off = |(count, events, share, expected): &Case| {
        let found = excess_p(*count, *events, *share).known().unwrap();
        let off = (found / expected - 1.0).abs();
        println!("{count} of {events} on {share}: {found:e}, off by {off:.1e}");
        off
    };
    cases.iter().map(off).fold(0.0, f64::max)
}

/// The largest measured is 3e-13, at 5,000 of 100,000 events: an exponent of about −125 whose terms, in the thousands, carry 1e-16 each.
#[test]
fn the_tail_of_a_count_is_that_of_mpmath_far_out_and_near_the_mean() {
    assert!(worst(&CASES) < 1e-12);
}

#[test]
fn the_tail_of_a_count_is_the_sum_of_its_probabilities() {
    assert!(worst(&SUMS) < 1e-12);
}

#[test]
fn a_tail_smaller_than_any_number_is_zero_and_the_whole_is_one() {
    // mpmath: 6.8e-908, of a town centre's count in one cell.
    assert_eq!(excess_p(559, 7_394, 0.0007), Value::Known(0.0));
    assert_eq!(excess_p(0, 7_394, 0.0007), Value::Known(1.0));
    assert_eq!(excess_p(7, 7, 1.0), Value::Known(1.0));
}

#[test]
fn without_events_or_ground_there_is_no_tail() {
    assert_eq!(excess_p(0, 0, 0.1), Value::Undefined(Reason::NoEvents));
    for share in [0.0, -0.1, f64::NAN] {
        let found = excess_p(1, 10, share);
        assert_eq!(found, Value::Undefined(Reason::NoGround), "{share}");
    }
}
