//! Shares compared, against statsmodels 0.15.0 and scipy 1.17.1; `tests/scripts/change_scipy.py` made the numbers.

use hotspur_core::profile::{
    Part, RowKind, StockCount, ValueCount, fisher, profile, share_difference, share_ratio,
    stock_profile,
};
use hotspur_core::rate::{clopper_pearson, wilson};
use hotspur_core::{Reason, Value};

use super::record::{record, relative};

/// (of, all, of the rest, all of the rest).
type Case = (u64, u64, u64, u64);

/// `proportion_confint` by Wilson and by Clopper and Pearson, `confint_proportions_2indep` of the difference (`newcomb`) and of the
/// ratio (`log`; none where it is 0), `fisher_exact`.
#[rustfmt::skip]
const CASES: [(Case, [f64; 9]); 6] = [
    ((18, 40, 120, 600), [0.30705307810905, 0.60170908201068, 0.29258835003988, 0.61509320546599, 0.10309535133399, 0.40465706001875, 1.5415573307859, 3.2840166881234, 0.00056346059893454]),
    ((0, 12, 9, 90), [0.0, 0.24249400665524, 0.0, 0.26464846939705, -0.17924174875434, 0.14691084504627, 0.0, 0.0, 0.59387875422835]),
    ((7, 7, 50, 80), [0.64566956493331, 1.0, 0.590383602775, 1.0, 0.0073514309176513, 0.48451274536857, 1.3502176060594, 1.895990682177, 0.090308786745712]),
    ((5, 50, 50, 500), [0.04347576493189, 0.2136023143748, 0.033275093589022, 0.2181353664342, -0.063723134860308, 0.11597164270279, 0.41806058523174, 2.3919977996626, 1.0]),
    ((1, 3, 2, 900), [0.061491944720396, 0.79234039919795, 0.0084037586596126, 0.90570067594975, 0.059206916227293, 0.79012100967856, 18.077002866999, 1244.6753571675, 0.0099446862997541]),
    ((260, 1000, 4000, 20000), [0.23376861850763, 0.28806822556544, 0.23305310661725, 0.28836765991635, 0.033177313714714, 0.088599282784886, 1.1667125245562, 1.4485144921563, 7.4543501724293e-6]),
];

fn parts((of, all, rest, all_rest): Case) -> (Part, Part) {
    let other = Part {
        of: rest,
        all: all_rest,
    };
    (Part { of, all }, other)
}

#[test]
pub(super) fn limits_of_one_share_equal_statsmodels() {
    let (mut found, mut expected) = (Vec::<f64>::new(), Vec::<f64>::new());
    for (case, numbers) in CASES {
        let (one, _) = parts(case);
        let share = one.share().known().unwrap();
        let wilson = wilson(share, one.all as f64, 0.95).known().unwrap();
        let exact = clopper_pearson(one.of, one.all, 0.95).known().unwrap();
        found.extend([wilson.lower, wilson.upper, exact.lower, exact.upper]);
        expected.extend(&numbers[..4]);
    }
    for (found, expected) in found.iter().zip(&expected) {
        assert!(
            (found - expected).abs() <= 1e-11 * expected,
            "{found} {expected}"
        );
    }
    let names = (
        "limits of a share: Wilson, and Clopper and Pearson",
        "rate/binomial.rs",
        "statsmodels 0.15.0, `proportion_confint`",
    );
    record(names, &found, &expected, relative(1e-11));
}

#[test]
pub(super) fn two_shares_compared_equal_statsmodels_and_scipy() {
    let (mut found, mut expected) = (Vec::<f64>::new(), Vec::<f64>::new());
    for (case, numbers) in CASES {
        let (one, other) = parts(case);
        let difference = share_difference(one, other, 0.95).known().unwrap();
        found.extend([difference.limits.lower, difference.limits.upper]);
        found.push(fisher(one, other).known().unwrap());
        expected.extend([numbers[4], numbers[5], numbers[8]]);
        match share_ratio(one, other, 0.95) {
            Value::Known(ratio) => {
                found.extend([ratio.limits.lower, ratio.limits.upper]);
                expected.extend(&numbers[6..8]);
            }
            Value::Undefined(reason) => assert_eq!((reason, one.of), (Reason::NoEvents, 0)),
        }
    }
    for (found, expected) in found.iter().zip(&expected) {
        assert!(
            (found - expected).abs() <= 1e-10 * expected.abs(),
            "{found} {expected}"
        );
    }
    let names = (
        "two shares: limits of difference and ratio, exact p",
        "profile/tested.rs",
        "statsmodels 0.15.0, `confint_proportions_2indep`; scipy 1.17.1, `fisher_exact`",
    );
    record(names, &found, &expected, relative(1e-10));
}

#[test]
fn the_exact_test_of_shares_does_not_mind_which_group_is_first_nor_what_is_counted() {
    for (case, _) in CASES {
        let (one, other) = parts(case);
        let p = fisher(one, other).known().unwrap();
        let turned = fisher(other, one).known().unwrap();
        let rest = |part: Part| Part {
            of: part.all - part.of,
            all: part.all,
        };
        let opposite = fisher(rest(one), rest(other)).known().unwrap();
        for again in [turned, opposite] {
            assert!((p - again).abs() <= 1e-11 * p, "{p} {again}");
        }
    }
}

fn count(value: &str, selected: u64, rest: u64) -> ValueCount {
    ValueCount {
        value: value.to_owned(),
        selected,
        rest,
    }
}

#[test]
fn a_profile_keeps_what_was_not_recorded_apart_and_groups_the_few() {
    let counts = [
        count("door", 30, 100),
        count("window", 12, 90),
        count("", 20, 110),
        count("  ", 5, 10),
        count("skylight", 4, 4),
        count("cellar", 1, 0),
        count("roof", 4, 5),
        count(" door ", 3, 0),
    ];
    let rows = profile(&counts, 0.95);
    let titles: Vec<String> = rows.iter().map(|row| row.kind.title()).collect();
    assert_eq!(
        titles,
        ["door", "window", "roof", "other (2 values)", "not recorded"]
    );
    // Shares of values are of those recorded; what was not is a share of all.
    let recorded = 33 + 12 + 4 + 5;
    assert_eq!(
        rows[0].selected,
        Part {
            of: 33,
            all: recorded
        }
    );
    assert_eq!(
        rows[3].selected,
        Part {
            of: 5,
            all: recorded
        }
    );
    assert_eq!(
        rows[4].selected,
        Part {
            of: 25,
            all: recorded + 25
        }
    );
    assert_eq!(rows[4].rest, Part { of: 120, all: 319 });
    let shares: f64 = rows[..4].iter().map(|row| row.share.known().unwrap()).sum();
    assert!((shares - 1.0).abs() < 1e-12);
    assert!(rows.iter().all(|row| row.q.known() >= row.p.known()));
}

#[test]
fn an_empty_selection_has_rows_and_no_shares() {
    let rows = profile(&[count("door", 0, 40), count("window", 0, 9)], 0.95);
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|row| row.share.reason() == Some(Reason::NoEvents))
    );
    assert!(
        rows.iter()
            .all(|row| row.p.reason() == Some(Reason::NoEvents))
    );
    assert!(profile(&[], 0.95).is_empty());
}

#[test]
fn a_single_value_is_not_tested_against_itself() {
    let rows = profile(&[count("door", 9, 40)], 0.95);
    assert_eq!(rows[0].p, Value::Undefined(Reason::NoVariation));
    assert_eq!(rows[0].share, Value::Known(1.0));
}

#[test]
fn events_without_a_stock_are_in_no_rate_and_keep_their_row() {
    let one = |value: &str, events, stock| StockCount {
        value: value.to_owned(),
        events,
        stock,
    };
    let counts = [
        one("flat", 30, Some(1_000.0)),
        one("house", 40, Some(4_000.0)),
        one("boat", 3, None),
        one("tent", 2, Some(0.0)),
        one("", 11, Some(9.0)),
        one("palace", 0, Some(1.0)),
    ];
    let rows = stock_profile(&counts, 0.95);
    let row = |title: &str| rows.iter().find(|row| row.kind.title() == title).unwrap();
    assert_eq!(row("flat").rate, Value::Known(0.03));
    // Against the houses and the palace, and nothing else.
    let ratio = row("flat").against.known().unwrap().ratio.known().unwrap();
    assert!((ratio - 0.03 / (40.0 / 4_001.0)).abs() < 1e-12);
    assert_eq!(row("palace").rate, Value::Known(0.0));
    assert_eq!(row("boat").rate, Value::Undefined(Reason::NoExposure));
    assert_eq!(
        row("tent").rate,
        Value::Undefined(Reason::EventsWithoutExposure)
    );
    assert_eq!(rows.last().unwrap().kind, RowKind::NotRecorded);
    assert_eq!(
        rows.last().unwrap().stock,
        Value::Undefined(Reason::NoExposure)
    );
    assert_eq!(rows.iter().map(|row| row.events).sum::<u64>(), 86);
}
