//! Several sources: some kept alone, and incidents that two of them recorded.

use hotspur_core::sources::{Nearness, SharedByTwo, likely_duplicates, source_counts};
use hotspur_core::{Incident, Incidents, Month, Offence, Origin, Position, Text, Vocabulary, When};
use hotspur_io::incidents::{ColumnMapping, IncidentError, IncidentSource, Rejection};
use jiff::civil::date;

use super::{read_as, rejected, themes};

const TABLE: &str = "easting,northing,date,type,source\n\
    421000,304000,2025-01-03,Burglary,Police\n\
    421010,304000,2025-01-03,Burglary,council \n\
    421000,304000,2025-01-04,Drugs,COUNCIL\n\
    421000,304000,2025-01-04,Drugs,\n";

#[test]
fn rows_of_other_sources_than_those_asked_for_are_rejected_as_such() {
    let of = |sources: &[&str]| {
        let source = IncidentSource {
            sources: sources.iter().map(|name| (*name).to_owned()).collect(),
            ..IncidentSource::default()
        };
        read_as(TABLE, &source).unwrap()
    };
    assert_eq!(of(&[]).files[0].located, 4);
    let police = of(&["police"]);
    assert_eq!(police.files[0].located, 1);
    assert_eq!(rejected(&police)[0], (3, Rejection::OtherSource, "council"));
    assert_eq!(of(&["Council", "police"]).files[0].located, 3);
}

#[test]
fn equal_rows_of_two_sources_are_told_as_one_only_where_nobody_asks_for_sources() {
    let twice = format!("{TABLE}421000,304000,2025-01-03,Burglary,Council\n");
    let of = |keep_sources| {
        let source = IncidentSource {
            merge_equal: true,
            keep_sources,
            ..IncidentSource::default()
        };
        let table = read_as(&twice, &source).unwrap();
        let told = table.rows.iter();
        let told = told.map(|row| (row.count, table.texts.get(row.source).to_owned()));
        told.collect::<Vec<_>>()
    };
    assert_eq!(of(false).iter().filter(|(count, _)| *count == 2).count(), 2);
    let kept = of(true);
    assert!(kept.iter().all(|(count, _)| *count == 1) && kept.len() == 5);
    assert!(kept.iter().any(|(_, source)| source == "Police"));
}

#[test]
fn a_file_without_sources_is_refused_where_some_are_asked_for() {
    let source = IncidentSource {
        sources: vec!["police".to_owned()],
        columns: Some(ColumnMapping {
            x: "easting".to_owned(),
            y: "northing".to_owned(),
            when: Some("date".to_owned()),
            ..ColumnMapping::default()
        }),
        ..IncidentSource::default()
    };
    let error = read_as(TABLE, &source).unwrap_err();
    assert!(matches!(error, IncidentError::NoSource { .. }), "{error}");
}

/// Incidents by easting, time, type, source and label; burglaries and drugs are of one theme, calls of another.
fn incidents(rows: &[(f64, When, &str, usize, &str)]) -> Incidents {
    let themes = themes();
    let mut texts: Vec<&str> = rows.iter().map(|row| row.4).collect();
    texts.extend(["council", "fire", "police"]);
    texts.sort_unstable();
    texts.dedup();
    let number = |text: &str| Text(texts.binary_search(&text).unwrap() as u32);
    let rows = rows
        .iter()
        .zip(1..)
        .map(|((x, when, kind, source, label), line)| Incident {
            position: Position::new(421_000.0 + x, 304_000.0).unwrap(),
            when: *when,
            offence: themes.offence(kind).unwrap_or(Offence(u16::MAX)),
            count: 1,
            id: Text::NONE,
            label: number(label),
            source: number(["council", "fire", "police"][*source]),
            attributes: Text::NONE,
            origin: Origin { file: 0, line },
        });
    let vocabulary = Vocabulary {
        texts: texts.iter().copied().collect(),
        ..Vocabulary::default()
    };
    Incidents::new(rows.collect(), vocabulary)
}

fn day(day: i8) -> When {
    When::day(date(2025, 1, day)).unwrap()
}

fn january() -> When {
    When::month(Month::from_year_month(2025, 1)).unwrap()
}

fn shared(rows: &[(f64, When, &str, usize, &str)]) -> Vec<(String, String, u64)> {
    let found = likely_duplicates(&incidents(rows), &themes(), Nearness::default());
    let told = |pair: SharedByTwo| (pair.sources.0, pair.sources.1, pair.count);
    found.into_iter().map(told).collect()
}

#[test]
fn what_two_sources_recorded_near_in_place_and_time_is_counted_once() {
    let both = |a, b| shared(&[a, b]).len() == 1;
    let here = (0.0, day(10), "Burglary", 2, "");
    assert!(both(here, (100.0, day(11), "Burglary", 0, "")));
    assert!(both(here, (0.0, day(9), "Drugs", 0, "")), "one theme");
    assert!(!both(here, (100.1, day(10), "Burglary", 0, "")), "too far");
    assert!(!both(here, (0.0, day(12), "Burglary", 0, "")), "too late");
    assert!(
        !both(here, (0.0, day(10), "Anti-social behaviour", 0, "")),
        "another theme"
    );
    assert!(!both(here, (0.0, day(10), "Burglary", 2, "")), "one source");
}

#[test]
fn by_month_a_point_or_a_label_must_be_shared() {
    let both = |a, b| shared(&[a, b]).len() == 1;
    let here = (0.0, january(), "Burglary", 2, "High Street");
    assert!(both(here, (0.0, january(), "Burglary", 0, "")));
    assert!(both(here, (80.0, january(), "Burglary", 0, "High Street")));
    assert!(
        both(here, (0.0, day(31), "Burglary", 0, "")),
        "a day of the month"
    );
    assert!(!both(here, (80.0, january(), "Burglary", 0, "Low Street")));
    let february = When::month(Month::from_year_month(2025, 2)).unwrap();
    assert!(!both(here, (0.0, february, "Burglary", 0, "High Street")));
}

#[test]
fn each_record_is_paired_once_and_pairs_of_sources_are_told_apart() {
    let at = |source| (0.0, day(10), "Burglary", source, "");
    // One record of the council does not stand for three of the police.
    assert_eq!(
        shared(&[at(2), at(2), at(2), at(0)]),
        [("council".into(), "police".into(), 1)]
    );
    assert_eq!(
        shared(&[at(2), at(2), at(0), at(0)]),
        [("council".into(), "police".into(), 2)]
    );
    let rows = [
        at(0),
        at(2),
        (5_000.0, day(3), "Drugs", 1, ""),
        (5_000.0, day(3), "Drugs", 2, ""),
    ];
    assert_eq!(
        shared(&rows),
        [
            ("council".into(), "police".into(), 1),
            ("fire".into(), "police".into(), 1)
        ]
    );
    let counts = source_counts(&incidents(&rows), &themes());
    let told: Vec<(&str, u64)> = counts
        .iter()
        .map(|one| (one.source.as_str(), one.count))
        .collect();
    assert_eq!(told, [("council", 1), ("fire", 1), ("police", 2)]);
    assert_eq!(counts[2].themes, [0, 2]);
}

#[test]
fn the_search_equals_the_pairs_of_every_row_with_every_row() {
    use rand::RngExt;
    for seed in 0..20 {
        let mut random = hotspur_core::stream(seed, 0, 0);
        // Places and days so far apart that no chains form: pairs are then one, whatever their order.
        let rows: Vec<_> = (0..300)
            .map(|_| {
                let (x, at) = (
                    random.random_range(0..20) as f64 * 1_000.0,
                    random.random_range(1..10) * 3,
                );
                let kind = ["Burglary", "Anti-social behaviour"][random.random_range(0..2)];
                (x, day(at), kind, random.random_range(0..2) * 2, "")
            })
            .collect();
        let mut groups: std::collections::BTreeMap<(i64, i8, &str), [u64; 3]> =
            std::collections::BTreeMap::new();
        for (x, when, kind, source, _) in &rows {
            let day = when.from.to_civil().date().day();
            groups.entry((*x as i64, day, kind)).or_default()[*source] += 1;
        }
        let plain: u64 = groups.values().map(|counts| counts[0].min(counts[2])).sum();
        assert_eq!(
            shared(&rows),
            [("council".into(), "police".into(), plain)],
            "{seed}"
        );
    }
}
