//! The printed figures recomputed: what agrees, and exactly what does not.

use std::collections::BTreeSet;

use hotspur_seeds::figures::hotspots::HOTSPOTS;
use hotspur_seeds::figures::indicators::INDICATORS;
use hotspur_seeds::figures::priorities::{Concern, Stance, VOICES};
use hotspur_seeds::figures::tensions::TENSIONS;
use hotspur_seeds::figures::{self, Figure, Quantity, Status, indicator};

fn count(measure: &str, period: &str) -> Option<f64> {
    let status = if period == "2001-02" {
        Status::Predicted
    } else {
        Status::Target
    };
    indicator(measure, period, status, Quantity::Count)
}

/// The figures of the indicator table that are changes towards a target, with the change that its counts make.
fn target_changes() -> Vec<(&'static Figure, f64)> {
    figures::all()
        .filter(|f| f.section == figures::INDICATORS && f.status == Status::Target)
        .filter(|f| f.quantity == Quantity::PercentageChange && f.value.is_some())
        .map(|f| {
            let base = count(f.measure, f.base_meant.unwrap()).unwrap();
            let target = count(f.measure, f.period).unwrap();
            (f, (target - base) / base * 100.0)
        })
        .collect()
}

#[test]
fn the_printed_changes_follow_from_the_counts_but_for_two() {
    let changes = target_changes();
    assert_eq!(changes.len(), 10);
    let off: Vec<(&str, &str)> = changes
        .iter()
        .filter(|(figure, change)| !figure.agrees_with(*change))
        .map(|(figure, _)| (figure.measure, figure.as_printed))
        .collect();
    assert_eq!(off, [("arson", "-15%"), ("vehicle_crime", "-7.8%")]);
}

#[test]
fn a_tension_with_a_number_is_one_that_rounding_does_not_explain() {
    for tension in TENSIONS {
        let Some(computed) = tension.computed else {
            continue;
        };
        let figure = figures::all()
            .find(|f| {
                f.section == tension.section
                    && f.measure == tension.measure
                    && f.as_printed == tension.as_printed
            })
            .unwrap_or_else(|| panic!("{} is printed nowhere", tension.as_printed));
        assert!(!figure.agrees_with(computed), "{}", tension.claim);
    }
}

/// The exposures that a count and its printed rate allow, for a rate rounded half up at its last decimal.
fn implied(measure: &str, period: &str, quantity: Quantity) -> (f64, f64) {
    let rate = figures::all()
        .find(|f| f.measure == measure && f.period == period && f.quantity == quantity)
        .unwrap();
    let half = 0.5 / 10_f64.powi(i32::try_from(rate.decimals()).unwrap());
    let (events, value) = (count(measure, period).unwrap(), rate.value.unwrap());
    (
        events / (value + half) * 1_000.0,
        events / (value - half) * 1_000.0,
    )
}

#[test]
fn the_burglary_rates_imply_households_that_do_not_meet() {
    let of = |period| implied("burglary_of_homes", period, Quantity::PerThousandHouseholds);
    let (first, second, third) = (of("2001-02"), of("2002-03"), of("2004-05"));
    assert!((28_958.0..28_960.0).contains(&first.0) && (29_142.0..29_144.0).contains(&first.1));
    assert!(first.1 < second.0 && first.1 < third.0);
    assert!(second.0 < third.1, "the two targets do meet");
}

#[test]
fn the_vehicle_crime_rate_of_the_first_target_implies_fewer_people_than_the_baseline() {
    let of = |period| implied("vehicle_crime", period, Quantity::PerThousandPeople);
    assert!(of("2002-03").1 < of("2001-02").0);
    assert!(of("2004-05").1 > of("2001-02").0, "the second target fits");
}

#[test]
fn the_parts_of_vehicle_crime_add_up_where_both_are_printed() {
    for period in ["2001-02", "2002-03"] {
        assert_eq!(
            count("theft_of_vehicle", period)
                .zip(count("theft_from_vehicle", period))
                .map(|(of, from)| of + from),
            count("vehicle_crime", period)
        );
    }
    assert_eq!(count("theft_of_vehicle", "2004-05"), None);
}

#[test]
fn every_indicator_has_three_columns_and_every_figure_of_the_table_an_indicator() {
    let table = || figures::all().filter(|f| f.section == figures::INDICATORS);
    for indicator in INDICATORS {
        let own: Vec<_> = table().filter(|f| f.measure == indicator.measure).collect();
        assert!(
            !own.is_empty() && own.len() % 3 == 0,
            "{}",
            indicator.measure
        );
    }
    let known: BTreeSet<_> = INDICATORS.iter().map(|i| i.measure).collect();
    assert!(table().all(|f| known.contains(f.measure)));
    // 33 rows: arson 2, burglary and the three of vehicle crime 3 each, four profiles of violence 3 each, and 7 more.
    assert_eq!(table().count(), 33 * 3);
}

#[test]
fn a_printed_number_is_the_value_it_stands_for() {
    for figure in figures::all() {
        let digits: String = figure
            .as_printed
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '.')
            .collect();
        if let (Some(value), Ok(printed)) = (figure.value, digits.parse::<f64>()) {
            assert_eq!(value.abs(), printed, "{}: {}", figure.measure, figure.claim);
        }
        assert!(
            figure.value.is_some() || figure.section == figures::INDICATORS,
            "{}",
            figure.measure
        );
    }
}

#[test]
fn the_text_spells_one_ward_three_ways_and_the_sample_has_all_four_hotspots() {
    let most = HOTSPOTS.iter().max_by_key(|h| h.spellings.len()).unwrap();
    assert_eq!((most.ward, most.spellings.len()), ("Glascote", 3));
    let planted: BTreeSet<_> = hotspur_seeds::borough::wards::hot()
        .map(|ward| hotspur_seeds::borough::wards::WARDS[ward].name)
        .collect();
    assert_eq!(planted, HOTSPOTS.iter().map(|h| h.ward).collect());
}

#[test]
fn one_focus_group_alone_says_that_a_concern_is_no_priority() {
    let against: Vec<_> = VOICES
        .iter()
        .flat_map(|v| v.said.iter().map(move |said| (v.who, *said)))
        .filter(|(_, (_, stance))| *stance == Stance::NotAPriority)
        .collect();
    assert_eq!(
        against,
        [(
            "elderly residents",
            (Concern::DomesticViolence, Stance::NotAPriority)
        )]
    );
    let groups = VOICES.iter().filter(|v| v.how == "focus group");
    assert!(groups.clone().all(|v| v.said.len() == 6));
    assert_eq!(groups.count(), 5);
}
