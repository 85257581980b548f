//! Themes of visitors: how many people would make a rate ordinary, and what drives a hotspot.

use std::fmt::Write;

use hotspur_core::flag::{break_even, people_to_be_ordinary};
use hotspur_core::rate::rate_ratio;
use hotspur_core::{Evidence, HotspotKind, Kind, Reason, Theme, Value};

use crate::micro::run;
use crate::town::{HEADER, Town, area, incident, rectangle};

fn theme(visitors: bool) -> Theme {
    Theme {
        key: "violence".to_owned(),
        title: "Violence".to_owned(),
        kind: Kind::Crime,
        exposure: "residents".to_owned(),
        priority: true,
        sensitive: false,
        police_generated: false,
        visitors,
        types: vec!["Violence".to_owned()],
    }
}

#[test]
fn the_people_at_whom_a_rate_is_ordinary_follow_from_the_counts() {
    // 120 events among 500 people where the others have 300 among 5000: 120 · 5000 / 300 = 2000 people.
    let ratio = rate_ratio((120, 500.0), (300, 5_000.0), 1.0, 0.95);
    let found = break_even(&theme(true), "residents", Value::Known(500.0), ratio);
    assert!((found.known().unwrap() - 2_000.0).abs() < 1e-9, "{found:?}");
    assert_eq!(people_to_be_ordinary(2.4, 7_750.0), 18_600.0);
}

#[test]
fn only_a_theme_of_visitors_by_residents_above_the_reference_has_such_a_number() {
    let above = rate_ratio((120, 500.0), (300, 5_000.0), 1.0, 0.95);
    let of = |visitors, exposure, size, ratio| {
        break_even(&theme(visitors), exposure, size, ratio).reason()
    };
    let size = Value::Known(500.0);
    assert_eq!(
        of(false, "residents", size, above),
        Some(Reason::NotOfVisitors)
    );
    assert_eq!(
        of(true, "households", size, above),
        Some(Reason::NotOfVisitors)
    );
    let alike = rate_ratio((30, 500.0), (300, 5_000.0), 1.0, 0.95);
    assert_eq!(of(true, "residents", size, alike), Some(Reason::NotAbove));
    let unknown = Value::Undefined(Reason::NoExposure);
    assert_eq!(
        of(true, "residents", unknown, above),
        Some(Reason::NoExposure)
    );
    let without = Value::Undefined(Reason::NoReference);
    assert_eq!(
        of(true, "residents", size, without),
        Some(Reason::NoReference)
    );
}

/// A theme of the study: its type, whether of visitors, its exposure.
type Declared = (&'static str, bool, &'static str);

/// Eight areas of 7750 residents; in each theme, every area has so many events in each month, 10 where nothing is said.
fn town(themes: &[Declared], counts: &[(usize, usize, usize)]) -> Evidence {
    let exposures = [("residents", 7_750), ("households", 3_100)];
    let areas: Vec<_> = (0..8)
        .map(|number| {
            let square = rectangle(1000.0 * number as f64, 0.0, 1000.0, 1000.0);
            area(&format!("A{number}"), &square, &exposures)
        })
        .collect();
    let mut rows = HEADER.to_owned();
    let mut number = 0;
    for (theme, (kind, ..)) in themes.iter().enumerate() {
        for place in 0..8 {
            let asked = counts.iter().find(|(t, a, _)| (*t, *a) == (theme, place));
            for event in 0..12 * asked.map_or(10, |(_, _, count)| *count) {
                let (east, north) = ((event * 37 % 991) as f64, (event * 53 % 983) as f64);
                let east = 1000.0 * place as f64 + 4.0 + east;
                rows += &incident(
                    number,
                    kind,
                    &format!("2024-{:02}-05", event % 12 + 1),
                    east,
                    7.0 + north,
                );
                number += 1;
            }
        }
    }
    let mut sections = String::new();
    for (kind, visitors, exposure) in themes {
        let key = kind.to_lowercase();
        writeln!(
            sections,
            "[[theme]]\nkey = {key:?}\ntitle = {kind:?}\nkind = \"crime\"\nexposure = {exposure:?}\npriority = true\nvisitors = {visitors}\ntypes = [{kind:?}]"
        )
        .unwrap();
    }
    let town = Town::of(&areas, &rows);
    town.study_of("", &["incidents.csv"], &sections);
    let ran = run(&town, "out", |study| {
        study.density.cell_m = Some(250.0);
        study.write = vec!["areas".to_owned()];
    });
    ran.outcome.findings.evidence
}

/// Both themes 2.4 times the others' in the third area.
const RAISED: [(usize, usize, usize); 2] = [(0, 2, 24), (1, 2, 24)];

#[test]
fn a_flagged_area_says_how_many_people_would_make_its_rate_ordinary() {
    let found = town(
        &[
            ("Violence", true, "residents"),
            ("Theft", false, "residents"),
        ],
        &RAISED,
    );
    let area = &found.areas[2];
    assert_eq!(area.hotspot, Some(true));
    let said =
        "Violence would be ordinary if 18,600 people, 2.4 times the residents, were at risk there.";
    assert!(area.reasons.contains(said), "{}", area.reasons);
    assert_eq!(
        area.reasons.matches("would be ordinary").count(),
        1,
        "{}",
        area.reasons
    );
    // 288 · 7 · 7750 / (7 · 120).
    let people = area.themes[0].break_even.known().unwrap();
    assert!((people - 18_600.0).abs() < 1e-6, "{people}");
    assert_eq!(
        area.themes[1].break_even,
        Value::Undefined(Reason::NotOfVisitors)
    );
    for other in [0, 1, 3, 4, 5, 6, 7] {
        let area = &found.areas[other];
        assert!(!area.reasons.contains("ordinary if"), "{}", area.reasons);
        assert!(area.kind.is_none() && area.rank.is_none() && area.variations.is_none());
        assert_eq!(
            area.themes[0].break_even,
            Value::Undefined(Reason::NotAbove)
        );
    }
}

#[test]
fn each_kind_of_hotspot_is_reached() {
    for (themes, kind) in [
        (
            [
                ("Burglary", false, "households"),
                ("Theft", false, "residents"),
            ],
            HotspotKind::Resident,
        ),
        // Neither of homes nor of visitors.
        (
            [
                ("Damage", false, "residents"),
                ("Theft", false, "residents"),
            ],
            HotspotKind::Mixed,
        ),
        (
            [
                ("Violence", true, "residents"),
                ("Theft", true, "residents"),
            ],
            HotspotKind::Attractor,
        ),
        (
            [
                ("Violence", true, "residents"),
                ("Theft", false, "residents"),
            ],
            HotspotKind::Mixed,
        ),
        // Measured by homes, a theme of visitors says something of those who live there too.
        (
            [
                ("Violence", true, "residents"),
                ("Theft", true, "households"),
            ],
            HotspotKind::Mixed,
        ),
    ] {
        let found = town(&themes, &RAISED);
        assert_eq!(
            (found.areas[2].hotspot, found.areas[2].kind),
            (Some(true), Some(kind))
        );
        assert_eq!(found.areas[2].rank, Some(1));
    }
}

#[test]
fn attractors_are_ranked_among_themselves() {
    let themes = [
        ("Violence", true, "residents"),
        ("Shoplifting", true, "residents"),
        ("Burglary", false, "households"),
        ("Damage", false, "residents"),
    ];
    let raised = |area, first, count| [(first, area, count), (first + 1, area, count)];
    let counts = [raised(1, 0, 60), raised(3, 2, 20), raised(6, 2, 40)].concat();
    let found = town(&themes, &counts);
    let said: Vec<_> = [1, 3, 6]
        .map(|area| (found.areas[area].kind, found.areas[area].rank))
        .to_vec();
    assert_eq!(
        said,
        [
            (Some(HotspotKind::Attractor), Some(1)),
            (Some(HotspotKind::Resident), Some(2)),
            (Some(HotspotKind::Resident), Some(1)),
        ]
    );
}
