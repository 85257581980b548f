//! What would change a flag, on series that can be followed by hand.

use hotspur_core::Value;
use hotspur_core::flag::{Change, Rule, ThemeSeries, Variations, decide, variations};

/// A theme over six areas of 1000: the first has `hot` events in each month, the others `rest`.
fn theme(months: usize, hot: u64, rest: u64) -> ThemeSeries {
    let mut counts = vec![vec![rest; months]; 6];
    counts[0] = vec![hot; months];
    ThemeSeries {
        busiest: vec![vec![0; months]; 6],
        exposure: vec![Value::Known(1000.0); 6],
        located_share: Value::Known(1.0),
        priority: true,
        police_generated: false,
        counts,
    }
}

/// The re-runs of the first area; the others must not be flagged and so have none.
fn of_first(series: &[ThemeSeries], rule: &Rule) -> Variations {
    let flags = decide(series, rule).hotspot;
    let found = variations(series, &flags, rule);
    assert_eq!(flags[0], Some(true));
    assert!(found[1..].iter().all(Option::is_none), "{found:?}");
    found[0].clone().unwrap()
}

#[test]
fn a_plain_hotspot_in_three_themes_keeps_its_flag_in_every_re_run() {
    let series = [theme(12, 30, 10), theme(12, 30, 10), theme(12, 30, 10)];
    let found = of_first(&series, &Rule::default());
    // Twelve months, the busiest places, three themes, less and more exposure.
    assert_eq!((found.made, found.kept, found.lost.len()), (18, 18, 0));
}

#[test]
fn of_two_themes_each_alone_is_too_few() {
    let series = [theme(12, 30, 10), theme(12, 10, 10), theme(12, 30, 10)];
    let found = of_first(&series, &Rule::default());
    assert_eq!(
        found.lost,
        [Change::WithoutTheme(0), Change::WithoutTheme(2)]
    );
    assert_eq!((found.made, found.kept), (18, 16));
}

#[test]
fn a_month_that_holds_the_twentieth_event_loses_the_flag() {
    let mut scarce = theme(12, 2, 0);
    for row in &mut scarce.counts {
        row[10..].fill(0);
    }
    for row in &mut scarce.counts[1..] {
        row[..6].fill(1);
    }
    let series = [scarce, theme(12, 30, 10)];
    let found = of_first(&series, &Rule::default());
    let mut expected: Vec<Change> = (0..10).map(Change::WithoutMonth).collect();
    expected.extend([Change::WithoutTheme(0), Change::WithoutTheme(1)]);
    assert_eq!(found.lost, expected);
    assert_eq!((found.made, found.kept), (17, 5));
}

#[test]
fn a_rate_ratio_of_1_35_does_not_bear_a_fifth_more_people() {
    let series = [
        theme(12, 135, 100),
        theme(12, 135, 100),
        theme(12, 135, 100),
    ];
    let found = of_first(&series, &Rule::default());
    assert_eq!(found.lost, [Change::MoreExposure]);
}

#[test]
fn the_busiest_places_count_where_the_rule_does_not_leave_them_out_itself() {
    let mut one_place = theme(12, 30, 10);
    one_place.busiest[0].fill(20);
    let series = [one_place.clone(), one_place, theme(12, 10, 10)];
    let strict = Rule::default();
    assert_eq!(decide(&series, &strict).hotspot[0], Some(false));
    assert!(
        variations(&series, &decide(&series, &strict).hotspot, &strict)
            .iter()
            .all(Option::is_none)
    );
    let lenient = Rule {
        leave_out_busiest_place: false,
        ..strict
    };
    let found = of_first(&series, &lenient);
    assert!(
        found.lost.contains(&Change::WithoutBusiestPlaces),
        "{found:?}"
    );
}

#[test]
fn half_a_year_is_not_lost_because_five_months_are_few() {
    let series = [theme(6, 60, 20), theme(6, 60, 20), theme(6, 60, 20)];
    let found = of_first(&series, &Rule::default());
    assert_eq!((found.made, found.kept), (12, 12));
}

#[test]
fn a_theme_without_priority_is_not_left_out_since_it_decides_nothing() {
    let mut other = theme(12, 30, 10);
    other.priority = false;
    let mut police = theme(12, 30, 10);
    police.police_generated = true;
    let series = [other, theme(12, 30, 10), police, theme(12, 30, 10)];
    let found = of_first(&series, &Rule::default());
    assert_eq!(found.made, 12 + 1 + 2 + 2);
    assert_eq!(
        found.lost,
        [Change::WithoutTheme(1), Change::WithoutTheme(3)]
    );
}

#[test]
fn a_rule_of_one_theme_loses_every_flag_without_it() {
    let mut only = theme(12, 30, 10);
    only.counts.reverse();
    let rule = Rule {
        min_themes: 1,
        ..Rule::default()
    };
    let flags = decide(std::slice::from_ref(&only), &rule).hotspot;
    assert_eq!(flags[5], Some(true));
    let found = variations(&[only], &flags, &rule);
    assert_eq!(found[5].as_ref().unwrap().lost, [Change::WithoutTheme(0)]);
}

#[test]
fn nothing_flagged_and_nothing_known_has_no_re_runs() {
    let even = [theme(12, 10, 10), theme(12, 10, 10)];
    let flags = decide(&even, &Rule::default()).hotspot;
    assert_eq!(variations(&even, &flags, &Rule::default()), vec![None; 6]);
    let short = [theme(5, 30, 10), theme(5, 30, 10)];
    let flags = decide(&short, &Rule::default()).hotspot;
    assert_eq!(flags, [None; 6]);
    assert_eq!(variations(&short, &flags, &Rule::default()), vec![None; 6]);
    assert_eq!(variations(&[], &[], &Rule::default()), []);
}

#[test]
fn where_flags_and_areas_are_very_many_no_exposure_is_varied_and_fewer_re_runs_are_counted() {
    let areas = 400;
    let series = [ThemeSeries {
        counts: vec![vec![1; 7]; areas],
        busiest: vec![vec![0; 7]; areas],
        exposure: vec![Value::Known(1000.0); areas],
        ..theme(7, 1, 1)
    }];
    let made = |flagged: usize| {
        let flags: Vec<Option<bool>> = (0..areas).map(|area| Some(area < flagged)).collect();
        variations(&series, &flags, &Rule::default())[0]
            .clone()
            .unwrap()
            .made
    };
    // Seven months, the busiest places, one theme; and less and more exposure while 400 times the flags are at most 100,000.
    assert_eq!((made(1), made(251)), (11, 9));
}
