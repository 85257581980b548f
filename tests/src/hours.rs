//! Hours of the week: what each event adds, what a release holds, and which block is the busiest.

use hotspur_core::time::{
    Block, HOURS, Spread, busiest_block, candidates, chance_of_block, spread,
};
use hotspur_core::{
    Analyst, Minute, Month, Names, Question, Release, Tally, Week, Weeks, When, analyse,
};
use hotspur_io::job::{Plan, prepare};
use hotspur_io::study::load_study;
use jiff::civil::date;
use proptest::prelude::*;

use crate::report::unclosed;
use crate::town::{CORNER, THEMES, Town, area, rectangle};

const WEEK: i32 = 7 * 24 * 60;
/// Monday, 2024-01-01T00:00.
const MONDAY: i32 = 19_723 * 24 * 60;

/// The hours that an event adds to, with what it adds.
fn added(from: i32, to: i32) -> (Spread, Vec<(usize, f64)>) {
    let mut week = [0.0; HOURS];
    let how = spread(&mut week, Minute(from), Minute(to));
    let weights = week.into_iter().enumerate();
    (how, weights.filter(|(_, weight)| *weight != 0.0).collect())
}

#[test]
fn a_span_over_the_end_of_the_week_goes_on_with_monday() {
    let midnight = MONDAY + WEEK;
    let (how, hours) = added(midnight - 30, midnight + 90);
    assert_eq!(how, Spread::Shared);
    assert_eq!(hours, [(0, 0.5), (1, 0.25), (167, 0.25)]);
}

#[test]
fn a_span_that_comes_back_to_its_first_hour_adds_to_it_twice() {
    let (how, hours) = added(MONDAY + 30, MONDAY + 30 + WEEK - 1);
    assert_eq!((how, hours.len()), (Spread::Shared, HOURS));
    assert!((hours[0].1 - 59.0 / f64::from(WEEK - 1)).abs() < 1e-15);
    assert!((hours[1].1 - 60.0 / f64::from(WEEK - 1)).abs() < 1e-15);
}

#[test]
fn a_span_of_a_week_or_more_is_the_same_to_every_hour() {
    for length in [WEEK, WEEK + 1, 3 * WEEK + 17, i32::MAX - MONDAY] {
        let (how, hours) = added(MONDAY, MONDAY + length);
        assert_eq!((how, hours.len()), (Spread::Even, HOURS), "{length}");
        assert!(hours.iter().all(|(_, weight)| *weight == 1.0 / 168.0));
    }
}

#[test]
fn a_span_of_no_or_one_minute_is_in_the_hour_of_its_beginning() {
    for length in [0, 1] {
        let moment = (Spread::Moment, vec![(0, 1.0)]);
        assert_eq!(added(MONDAY + 59, MONDAY + 59 + length), moment);
    }
    let shared = (Spread::Shared, vec![(0, 0.5), (1, 0.5)]);
    assert_eq!(added(MONDAY + 59, MONDAY + 61), shared);
}

#[test]
fn a_span_that_ends_before_it_begins_is_in_the_hour_of_its_beginning() {
    for length in [1, 600, 2 * WEEK] {
        let reversed = (Spread::Reversed, vec![(12, 1.0)]);
        assert_eq!(added(MONDAY + 12 * 60, MONDAY + 12 * 60 - length), reversed);
    }
}

#[test]
fn days_and_months_have_no_hour_and_midnights_are_counted() {
    let mut week = Week::default();
    week.add(When::day(date(2024, 1, 1)).unwrap());
    week.add(When::month(Month::from_year_month(2024, 1)).unwrap());
    assert_eq!((week.with_hour(), week.without_hour), (0, 2));
    assert_eq!(week.weights(), &[0.0; HOURS]);
    week.add(When::minute(date(2024, 1, 1).at(0, 0, 0, 0)).unwrap());
    week.add(When::minute(date(2024, 1, 1).at(0, 1, 0, 0)).unwrap());
    assert_eq!((week.moments, week.at_midnight, week.events()), (2, 1, 4));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_event_adds_one_and_every_minute_of_a_span_as_much_as_another(
        from in -40_000_000..40_000_000_i32,
        length in -2_000..12_000_i32,
    ) {
        let mut week = [0.0; HOURS];
        spread(&mut week, Minute(from), Minute(from + length));
        let total: f64 = week.iter().sum();
        prop_assert!((total - 1.0).abs() < 1e-12);
        if (2..WEEK).contains(&length) {
            let mut minutes = [0_u32; HOURS];
            for minute in from..from + length {
                minutes[((minute - MONDAY).rem_euclid(WEEK) / 60) as usize] += 1;
            }
            for (weight, minutes) in week.iter().zip(minutes) {
                prop_assert!((weight - f64::from(minutes) / f64::from(length)).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn weeks_of_parts_add_up_to_the_week_of_the_whole(
        spans in prop::collection::vec((0..500_000_i32, -100..20_000_i32), 0..60),
        cut in 0..60_usize,
    ) {
        let when = |(from, length): &(i32, i32)| When {
            from: Minute(*from),
            to: Minute(from + length),
            precision: hotspur_core::Precision::Span,
        };
        let of = |spans: &[(i32, i32)]| {
            let mut week = Week::default();
            spans.iter().for_each(|span| week.add(when(span)));
            week
        };
        let whole = of(&spans);
        let (one, other) = spans.split_at(cut.min(spans.len()));
        let mut parts = of(one);
        parts += &of(other);
        prop_assert_eq!(whole.with_hour(), spans.len() as u64);
        prop_assert_eq!(parts.with_hour(), whole.with_hour());
        for (one, other) in parts.weights().iter().zip(whole.weights()) {
            prop_assert!((one - other).abs() < 1e-9);
        }
        let total: f64 = whole.weights().iter().sum();
        prop_assert!((total - spans.len() as f64).abs() < 1e-9);
    }
}

/// Rows of every precision in two areas that overlap.
fn rows() -> Vec<String> {
    (0..600)
        .map(|number| {
            let kind = ["Burglary", "Nuisance", "Unknown"][number % 3];
            let (x, y) = (
                CORNER[0] + (number * 37 % 1700) as f64,
                CORNER[1] + (number * 53 % 1000) as f64,
            );
            let (month, day, hour) = (number % 12 + 1, number % 28 + 1, number % 23);
            let (from, to) = match number % 5 {
                0 => (format!("2024-{month:02}"), String::new()),
                1 => (format!("2024-{month:02}-{day:02}"), String::new()),
                2 => (
                    format!("2024-{month:02}-{day:02} {hour:02}:07"),
                    String::new(),
                ),
                3 => (
                    format!("2024-{month:02}-{day:02} {hour:02}:50"),
                    format!("2024-{month:02}-{:02} {:02}:20", day + 1, (hour + 7) % 24),
                ),
                _ => (
                    format!("2024-{month:02}-{day:02} 12:00"),
                    format!("2024-{month:02}-{day:02} {hour:02}:00"),
                ),
            };
            format!("I{number},{kind},{from},{to},{x},{y}\n")
        })
        .collect()
}

fn town(rows: &[String]) -> Town {
    let exposures = [("residents", 2000), ("households", 900)];
    let areas = [
        area("W", &rectangle(0.0, 0.0, 1000.0, 1000.0), &exposures),
        area("X", &rectangle(700.0, 0.0, 1000.0, 1000.0), &exposures),
    ];
    let town = Town::of(&areas, &format!("id,type,from,to,x,y\n{}", rows.concat()));
    let columns =
        "x = \"x\"\ny = \"y\"\nfrom = \"from\"\nto = \"to\"\ntype = \"type\"\nid = \"id\"";
    let study = format!(
        "[areas]\nfile = \"areas.geojson\"\n[incidents]\nfiles = [\"incidents.csv\"]\ncrs = \"EPSG:27700\"\n[incidents.columns]\n{columns}\n{THEMES}"
    );
    town.write("study.toml", &study);
    town
}

/// The weeks of the release, and the counts that they must add up to.
fn released(town: &Town) -> (Weeks, Tally) {
    let prepared = prepare(load_study(&town.path().join("study.toml")).unwrap(), &()).unwrap();
    let params = Plan::of(&prepared).unwrap().params(false);
    let question = Question {
        incidents: &prepared.incidents.incidents,
        areas: prepared.study_areas(),
        themes: &prepared.themes,
        coverage: &prepared.incidents.coverage,
        params: &params,
    };
    let findings = analyse(&question).unwrap();
    let names = Names {
        areas: "wards".to_owned(),
        study: "town".to_owned(),
    };
    let release: Release<Analyst> = Release::analyst(&question, &findings, &names);
    (release.weeks().clone(), findings.tally)
}

#[test]
fn every_row_is_in_the_week_once_or_counted_as_without_hour() {
    let (weeks, tally) = released(&town(&rows()));
    let keys: Vec<&str> = weeks.series.iter().map(|s| s.key.as_str()).collect();
    assert_eq!(keys, ["all_crime", "all_incidents", "burglary", "nuisance"]);
    let all = weeks.all();
    // Of five rows one is of a month, one of a day.
    assert_eq!((all.events(), all.without_hour), (600, 240));
    assert!(all.reversed > 0 && all.shared > 0 && all.moments > 0);
    let counted = [
        hotspur_core::Counted::AllCrime,
        hotspur_core::Counted::AllIncidents,
        hotspur_core::Counted::Theme(0),
        hotspur_core::Counted::Theme(1),
    ];
    for (series, counted) in weeks.series.iter().zip(counted) {
        let week = &series.study_area;
        assert_eq!(week.events(), tally.study_area_total(counted));
        let total: f64 = week.weights().iter().sum();
        assert!((total - week.with_hour() as f64).abs() < 1e-9);
    }
}

#[test]
fn the_weeks_do_not_depend_on_the_order_of_rows_nor_on_the_number_of_threads() {
    let mut rows = rows();
    let (weeks, _) = released(&town(&rows));
    rows.reverse();
    let one = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let (reversed, _) = one.install(|| released(&town(&rows)));
    assert_eq!(weeks, reversed);
}

#[test]
fn the_report_says_how_many_rows_have_which_hour() {
    let mut rows = rows();
    // Longer than a week.
    rows.push(format!(
        "I600,Burglary,2024-03-01 10:00,2024-04-01 10:00,{},{}\n",
        CORNER[0], CORNER[1]
    ));
    let town = town(&rows);
    let page = std::fs::read_to_string(town.map("out", &[]).analyst.join("report.html")).unwrap();
    for said in [
        "361 of 601 rows have an hour; 240 known only to the day or the month are left out.",
        "lie between two times: each is shared evenly over its minutes (aoristic)",
        "1 span of a week or longer says nothing of the hour and is shared among all.",
        "end before they begin and count in the hour of the beginning.",
    ] {
        assert!(page.contains(said), "{said}");
    }
    assert!(
        !page.contains("at exactly 00:00"),
        "no more than an even share"
    );
    assert_eq!(unclosed(&page), None);
}

#[test]
fn the_busiest_block_is_that_of_a_search_by_hand_also_over_the_end_of_the_week() {
    let mut week = [0.0; HOURS];
    for hour in [165, 166, 167, 0, 1, 2] {
        week[hour] = 3.0;
    }
    let block = busiest_block(&week, &[(1, 6)]).unwrap();
    let expected = Block {
        first_day: 6,
        days: 1,
        first_hour: 21,
        hours: 6,
        weight: 18.0,
    };
    assert_eq!(block, expected);
    assert_eq!(block.share_of_week(), 6.0 / 168.0);
    // The same hours of Sunday and Monday: three of either's six are there.
    let block = busiest_block(&week, &[(2, 6)]).unwrap();
    assert_eq!((block.first_day, block.first_hour), (5, 21));
}

#[test]
fn of_equal_blocks_the_first_is_taken_and_an_empty_week_has_none() {
    let first = busiest_block(&[0.1; HOURS], &[(2, 4), (1, 8)]).unwrap();
    assert_eq!((first.first_day, first.first_hour, first.days), (0, 0, 2));
    assert_eq!(busiest_block(&[0.0; HOURS], &[(1, 8)]), None);
    assert_eq!(
        busiest_block(&[1.0; HOURS], &[(0, 8), (8, 1), (1, 25)]),
        None
    );
    assert_eq!(candidates(&[(1, 8), (2, 4), (4, 2), (9, 9)]), 504);
}

/// By hand: at a mean of 4, P(X ≥ 13) = 2.7e-4 and P(X ≥ 14) = 7.6e-5; twice the dispersion halves both counts.
#[test]
fn a_block_is_beyond_chance_by_the_poisson_tail_times_the_blocks_searched() {
    let block = |weight| Block {
        first_day: 0,
        days: 1,
        first_hour: 0,
        hours: 8,
        weight,
    };
    let chance = |weight, dispersion| chance_of_block(&block(weight), 84.0, dispersion, 100);
    assert!((chance(13.0, 1.0) - 0.0274).abs() < 1e-4);
    assert!(
        (chance(13.9, 0.5) - 0.0274).abs() < 1e-4,
        "φ is not below 1"
    );
    assert!((chance(14.0, 1.0) - 0.0076).abs() < 1e-4);
    assert!((chance_of_block(&block(26.0), 168.0, 2.0, 100) - 0.0274).abs() < 1e-4);
    assert_eq!(chance(4.0, 1.0), 1.0);
}
