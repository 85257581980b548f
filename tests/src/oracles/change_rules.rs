//! What is said of a change: every branch of the tables, and questions that have no answer.

use hotspur_core::change::{
    Around, Assurance, Buffer, CellChange, ChangeRule, ChangeTest, ChangeVerdict, Counted,
    Expected, Ground, Scheme, Transition, compare, conditional_test, cumulative_wdd, e_test, judge,
    mann_kendall, periods_to_see, smallest_fall, transition, transitions, wdd,
};
use hotspur_core::{Reason, Value};

fn six_months(count: u64) -> Counted {
    Counted::new(count, 6.0)
}

fn cell(hot: (bool, bool), before: u64, after: u64) -> CellChange {
    CellChange {
        hot_before: hot.0,
        hot_after: hot.1,
        change: compare(
            six_months(before),
            six_months(after),
            &ChangeRule::default(),
        ),
    }
}

#[test]
fn every_branch_of_the_table_of_transitions_is_what_the_table_says() {
    use ChangeVerdict::{Down, NoEvidence, TooFew, Up};
    let table = [
        (
            (false, false),
            [Up, Down, NoEvidence, TooFew],
            [Transition::NeverHot; 4],
        ),
        (
            (true, true),
            [Up, Down, NoEvidence, TooFew],
            [Transition::Persistent; 4],
        ),
        (
            (false, true),
            [Up, Down, NoEvidence, TooFew],
            [
                Transition::New,
                Transition::NotToldApart,
                Transition::NotToldApart,
                Transition::TooFew,
            ],
        ),
        (
            (true, false),
            [Up, Down, NoEvidence, TooFew],
            [
                Transition::NotToldApart,
                Transition::Gone,
                Transition::NotToldApart,
                Transition::TooFew,
            ],
        ),
    ];
    for ((before, after), changes, expected) in table {
        for (change, expected) in changes.into_iter().zip(expected) {
            let found = transition(before, after, change);
            assert_eq!(found, expected, "{before} {after} {change:?}");
        }
    }
}

#[test]
fn a_micro_hotspot_is_new_or_gone_only_if_its_count_moved_with_the_flag() {
    let cells = [
        cell((false, true), 3, 40),
        cell((false, true), 22, 26),
        cell((true, false), 40, 3),
        cell((true, false), 26, 22),
        cell((true, false), 4, 1),
        cell((true, true), 30, 31),
        cell((false, false), 50, 5),
    ];
    let moved = transitions(&cells, &ChangeRule::default());
    let found: Vec<Transition> = moved.iter().map(|moved| moved.transition).collect();
    let expected = [
        Transition::New,
        Transition::NotToldApart,
        Transition::Gone,
        Transition::NotToldApart,
        Transition::TooFew,
        Transition::Persistent,
        Transition::NeverHot,
    ];
    assert_eq!(found, expected);
    // Six were tested, and the seventh is none of the tests.
    assert!(moved[6].judged.is_none());
    assert_eq!(moved[6].q(), Value::Undefined(Reason::NotFlagged));
    let p = cells[2].change.p.known().unwrap();
    assert!(moved[2].q().known().unwrap() <= 6.0 * p + 1e-300);
}

#[test]
fn no_percentage_stands_on_a_base_under_twenty() {
    let rule = ChangeRule::default();
    let percent = |before, after| compare(six_months(before), six_months(after), &rule).percent;
    assert_eq!(percent(19, 38), Value::Undefined(Reason::TooFewEvents));
    assert_eq!(percent(0, 38), Value::Undefined(Reason::TooFewEvents));
    assert_eq!(percent(20, 40), Value::Known(100.0));
    // Twice as long after: a rate that did not change.
    let same = compare(six_months(20), Counted::new(40, 12.0), &rule);
    assert_eq!(same.percent, Value::Known(0.0));
    assert_eq!(same.p, Value::Known(1.0));
}

#[test]
fn every_verdict_has_its_line_and_none_is_given_without_a_test() {
    let rule = ChangeRule::default();
    let verdict = |before, after| {
        let change = compare(before, after, &rule);
        judge(&[change], &rule)[0].verdict
    };
    assert_eq!(verdict(six_months(20), six_months(60)), ChangeVerdict::Up);
    assert_eq!(verdict(six_months(60), six_months(20)), ChangeVerdict::Down);
    assert_eq!(
        verdict(six_months(20), six_months(24)),
        ChangeVerdict::NoEvidence
    );
    assert_eq!(verdict(six_months(4), six_months(5)), ChangeVerdict::TooFew);
    // Few, and yet so one-sided that it is told.
    assert_eq!(verdict(six_months(0), six_months(9)), ChangeVerdict::Up);
    assert_eq!(verdict(six_months(0), six_months(0)), ChangeVerdict::TooFew);
    assert_eq!(
        verdict(Counted::new(9, 0.0), six_months(60)),
        ChangeVerdict::TooFew
    );
}

#[test]
fn the_sentence_behind_ten_events_holds_eight_to_one_is_told_and_seven_to_one_is_not() {
    let p = |before, after| {
        let found = conditional_test(six_months(before), six_months(after), 0.95);
        found.known().unwrap().p
    };
    assert!(p(1, 8) <= 0.05 && p(2, 7) > 0.05 && p(1, 7) > 0.05);
}

#[test]
fn p_and_the_interval_of_the_ratio_never_disagree() {
    let rule = ChangeRule {
        test: ChangeTest::Conditional,
        ..ChangeRule::default()
    };
    for before in 0..40 {
        for after in 0..40 {
            let change = compare(six_months(before), Counted::new(after, 4.0), &rule);
            let Some(p) = change.p.known() else {
                continue;
            };
            let above = change.lower.known().unwrap() > 1.0;
            let below = change.upper.known().is_some_and(|upper| upper < 1.0);
            assert_eq!(p < 0.05, above || below, "{before} {after} {p}");
        }
    }
}

#[test]
fn before_and_after_may_be_exchanged() {
    let (one, other) = (Counted::new(12, 6.0), Counted::new(31, 7.0));
    let there = conditional_test(one, other, 0.95).known().unwrap();
    let back = conditional_test(other, one, 0.95).known().unwrap();
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * b.abs();
    assert!(near(there.p, back.p));
    assert!(near(there.lower, 1.0 / back.upper.known().unwrap()));
    assert!(near(
        there.ratio.known().unwrap(),
        1.0 / back.ratio.known().unwrap()
    ));
}

#[test]
fn what_cannot_be_compared_says_why() {
    let none = six_months(0);
    assert_eq!(e_test(none, none), Value::Undefined(Reason::NoEvents));
    for length in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let without = Counted::new(3, length);
        let reason = Some(Reason::ZeroExposure);
        assert_eq!(e_test(six_months(3), without).reason(), reason);
        assert_eq!(
            conditional_test(without, six_months(3), 0.95).reason(),
            reason
        );
    }
    let huge = six_months(u64::MAX);
    assert_eq!(e_test(huge, huge), Value::Undefined(Reason::TooManyEvents));
    assert_eq!(mann_kendall(&[1.0; 7]).reason(), Some(Reason::ShortSeries));
    assert_eq!(mann_kendall(&[1.0; 9]).reason(), Some(Reason::NoVariation));
    let holed = [1.0, 2.0, f64::NAN, 4.0, 5.0, 6.0, 7.0, 8.0];
    assert_eq!(mann_kendall(&holed).reason(), Some(Reason::NotFinite));
}

#[test]
fn a_scheme_without_events_or_length_has_no_difference() {
    let none = Ground::counts(0, 0);
    let scheme = |lengths| Scheme {
        target: none,
        control: none,
        buffer: None,
        lengths,
    };
    let reason = |lengths| wdd(&scheme(lengths), 1.0, 0.95).total.reason();
    assert_eq!(reason((1.0, 1.0)), Some(Reason::NoEvents));
    assert_eq!(reason((1.0, 0.0)), Some(Reason::ZeroExposure));
    assert_eq!(
        wdd(&scheme((1.0, 1.0)), 1.0, 0.95).around(0.05),
        Around::NotAsked
    );
}

#[test]
fn what_happened_around_a_target_is_displacement_diffusion_or_neither() {
    let around = |before, after| {
        let scheme = Scheme {
            target: Ground::counts(200, 100),
            control: Ground::counts(200, 200),
            buffer: Some(Buffer {
                buffer: Ground::counts(before, after),
                control: Some(Ground::counts(200, 200)),
            }),
            lengths: (1.0, 1.0),
        };
        wdd(&scheme, 1.0, 0.95).around(0.05)
    };
    assert_eq!(around(200, 290), Around::Displacement);
    assert_eq!(around(200, 120), Around::Diffusion);
    assert_eq!(around(200, 215), Around::NoEvidence);
}

#[test]
fn a_control_used_twice_counts_its_chance_four_times() {
    let scheme = Scheme {
        target: Ground::counts(90, 60),
        control: Ground::counts(80, 84),
        buffer: Some(Buffer {
            buffer: Ground::counts(50, 52),
            control: None,
        }),
        lengths: (1.0, 1.0),
    };
    let found = wdd(&scheme, 1.0, 0.95);
    let total = found.total.known().unwrap();
    assert_eq!(total.estimate, -30.0 + 2.0 - 2.0 * 4.0);
    assert_eq!(total.variance, 150.0 + 102.0 + 4.0 * 164.0);
    let parts = found.local.known().unwrap().estimate
        + found.displacement.unwrap().known().unwrap().estimate;
    assert_eq!(total.estimate, parts);
    // Dispersion multiplies the variance, and below one does nothing.
    let wider = wdd(&scheme, 1.7, 0.95).total.known().unwrap();
    assert!((wider.variance - 1.7 * total.variance).abs() < 1e-9);
    assert_eq!(wdd(&scheme, 0.4, 0.95), found);
}

#[test]
fn the_cumulative_difference_ends_where_the_difference_of_the_whole_is() {
    let after = [(9, 10), (7, 12), (6, 9), (8, 11)];
    let so_far = cumulative_wdd((120, 130), 12, &after, 1.2, 0.95);
    let last = so_far.last().unwrap().known().unwrap();
    let whole = Scheme {
        target: Ground::counts(120, 30),
        control: Ground::counts(130, 42),
        buffer: None,
        lengths: (12.0, 4.0),
    };
    let whole = wdd(&whole, 1.2, 0.95).total.known().unwrap();
    assert!((last.estimate - 4.0 * whole.estimate).abs() < 1e-12);
    assert!((last.limits.lower - 4.0 * whole.limits.lower).abs() < 1e-12);
    assert_eq!((last.z, last.p), (whole.z, whole.p));
}

#[test]
fn the_smallest_fall_is_two_point_eight_deviations_and_longer_periods_make_it_visible() {
    let quiet = Expected {
        target: 12.0,
        control: 30.0,
        buffer: 0.0,
    };
    let sure = Assurance::default();
    let found = smallest_fall(&quiet, &sure).known().unwrap();
    assert!((found.fall / (2.0 * 42.0_f64).sqrt() - 2.8015852).abs() < 1e-6);
    assert!(!found.can_be_evaluated());
    // Over so many periods, a fall of half is the smallest that is seen.
    let periods = periods_to_see(0.5, &quiet, &sure).known().unwrap();
    let longer = Expected {
        target: 12.0 * periods,
        control: 30.0 * periods,
        buffer: 0.0,
    };
    let found = smallest_fall(&longer, &sure).known().unwrap();
    assert!((found.share - 0.5).abs() < 1e-12 && found.can_be_evaluated());
    let none = Expected {
        target: 0.0,
        ..quiet
    };
    assert_eq!(smallest_fall(&none, &sure).reason(), Some(Reason::NoEvents));
    assert_eq!(
        periods_to_see(1.5, &quiet, &sure).reason(),
        Some(Reason::OutOfRange)
    );
}
