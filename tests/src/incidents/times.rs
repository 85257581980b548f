//! Dates, spans and the period.

use hotspur_core::{Minute, Month, Period, Precision, When};
use hotspur_io::incidents::{IncidentError, IncidentSource, Rejection};
use jiff::civil::{Date, DateTime, date};

use super::{assert_every_row_is_in_one_bin, read, read_as, rejected};

fn when(text: &str) -> Result<When, Rejection> {
    let table = read(format!("x,y,date\n1000,2000,{text}\n9000,9000,2025-01\n")).unwrap();
    match table.rejected.first() {
        Some(row) => Err(row.reason),
        None => Ok(table.rows[0].when),
    }
}

fn day(date: Date) -> Result<When, Rejection> {
    Ok(When::day(date).unwrap())
}

fn minute(time: DateTime) -> Result<When, Rejection> {
    Ok(When::minute(time).unwrap())
}

#[test]
fn a_month_is_an_interval_of_that_month() {
    let january = When::month(Month::from_year_month(2025, 1)).unwrap();
    assert_eq!(when("2025-01"), Ok(january));
    assert_eq!(when("2025/1"), Ok(january));
    assert_eq!(january.to.0 - january.from.0, 31 * 24 * 60);
}

#[test]
fn days_are_read_in_every_form_that_puts_the_day_or_the_year_first() {
    let expected = day(date(2025, 3, 4));
    for text in [
        "2025-03-04",
        "2025/03/04",
        "04/03/2025",
        "4/3/2025",
        "04-03-2025",
        "04.03.2025",
        "04-Mar-2025",
        "4-MAR-2025",
        "04/March/2025",
        " 2025-03-04 ",
    ] {
        assert_eq!(when(text), expected, "{text}");
    }
}

#[test]
fn times_are_read_to_the_minute_and_zones_are_dropped_and_said() {
    let expected = minute(date(2025, 3, 4).at(14, 5, 0, 0));
    for text in [
        "2025-03-04 14:05",
        "2025-03-04T14:05",
        "2025-03-04T14:05:59",
        "2025-03-04 14:05:59.123",
        "04/03/2025 14:05",
        "04/03/2025 14:05:00",
        "2025/03/04 14:05",
        "04-Mar-2025 14:05",
        "2025-03-04T14:05:59Z",
        "2025-03-04T14:05:59.000Z",
        "2025-03-04T14:05:59+01:00",
        "2025-03-04 14:05-0500",
        "2025-03-04 14:05:59 +01",
    ] {
        assert_eq!(when(text), expected, "{text}");
    }
    let table = read("x,y,date\n1000,2000,2025-03-04T14:05Z\n1000,2000,2025-03-04\n").unwrap();
    assert!(table.notes.contains(
        &"rows whose dates carry a time zone, the clock time counted as written: 1".to_owned()
    ));
}

#[test]
fn dates_that_do_not_exist_or_could_mean_two_things_are_bad() {
    for text in [
        "2025-13",
        "2025-00",
        "2025-02-30",
        "31/02/2025",
        "29/02/2025",
        "04/03/25",
        "2025",
        "20250304",
        "0202-05-01",
        "3025-05-01",
        "2025-03-04 25:00",
        "2025-03-04 24:00",
        "2025-03-04 12",
        "2025-03-04 12:00 PM",
        "2025-03-04 12:60",
        "2025-03-04 12:00:99",
        "2025-01 12:00",
        "2025-03-04-05",
        "4 March",
        "2025-+3-04",
        "\u{661}",
        "2025-03-04T14:05+1:0",
        "--",
        "2025-03-04T",
        "9999999999999-01-01",
    ] {
        assert_eq!(when(text), Err(Rejection::BadDate), "{text}");
    }
    assert_eq!(when(""), Err(Rejection::MissingDate));
    assert_eq!(when("29/02/2024"), day(date(2024, 2, 29)));
}

#[test]
fn a_file_of_month_first_dates_is_refused_as_a_whole() {
    let error = read("x,y,date\n1000,2000,03/04/2025\n1000,2000,12/25/2025\n").unwrap_err();
    assert!(
        matches!(&error, IncidentError::MonthFirst { line: 3, value, count: 1, .. } if value == "12/25/2025"),
        "{error}"
    );
    assert!(error.to_string().contains("YYYY-MM-DD"));
    let slip = read("x,y,date\n1000,2000,25/12/2025\n1000,2000,12/25/2025\n").unwrap();
    assert_eq!(rejected(&slip), [(3, Rejection::BadDate, "12/25/2025")]);
}

fn spans(rows: &[&str]) -> hotspur_io::incidents::IncidentTable {
    let rows: String = (1..)
        .zip(rows)
        .map(|(n, row)| format!("{n},1000,{row}\n"))
        .collect();
    read(format!("x,y,from,to\n{rows}")).unwrap()
}

#[test]
fn a_span_runs_from_the_earliest_to_the_latest_time() {
    let table = spans(&[
        "2025-01-01 20:00,2025-01-02 04:30",
        "01/01/2025,03/01/2025",
        "2025-01-01 20:00,2025-01-01",
        "2025-01-01,2025-01-01",
        "2025-01-01 20:00,2025-01-01 20:00",
        "2025-01-01 20:00,",
        "2025-01,2025-02",
    ]);
    let at =
        |day, hour, minute| Minute::from_civil(date(2025, 1, day).at(hour, minute, 0, 0)).unwrap();
    let seen: Vec<(Minute, Minute, Precision)> = table
        .rows
        .iter()
        .map(|row| (row.when.from, row.when.to, row.when.precision))
        .collect();
    assert_eq!(
        seen,
        [
            (at(1, 20, 0), at(2, 4, 30), Precision::Span),
            (at(1, 0, 0), at(4, 0, 0), Precision::Span),
            (at(1, 20, 0), at(2, 0, 0), Precision::Span),
            (at(1, 0, 0), at(2, 0, 0), Precision::Day),
            (at(1, 20, 0), at(1, 20, 1), Precision::Minute),
            (at(1, 20, 0), at(1, 20, 1), Precision::Minute),
            (
                at(1, 0, 0),
                Month::from_year_month(2025, 3).start().unwrap(),
                Precision::Span
            ),
        ]
    );
    assert!(
        table
            .notes
            .contains(&"rows without a latest time, the earliest counted: 1".to_owned())
    );
    assert!(
        !table
            .notes
            .iter()
            .any(|note| note.contains("before the earliest"))
    );
}

#[test]
fn a_reversed_span_is_kept_as_given_and_counted() {
    let table = spans(&["2025-01-02 04:00,2025-01-01 20:00", "2025-01-05,2025-01-04"]);
    let lengths: Vec<i32> = table
        .rows
        .iter()
        .map(|row| row.when.to.0 - row.when.from.0)
        .collect();
    assert_eq!(lengths, [-8 * 60, -24 * 60]);
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.when.precision == Precision::Span)
    );
    assert!(table.notes.contains(
        &"rows whose latest time lies before the earliest, both kept as given: 2".to_owned()
    ));
}

#[test]
fn a_span_without_a_beginning_is_rejected() {
    let table = spans(&[",2025-01-01", "2025-01-01,never", ","]);
    assert_eq!(
        rejected(&table),
        [
            (2, Rejection::MissingDate, ""),
            (3, Rejection::BadDate, "never"),
            (4, Rejection::MissingDate, "")
        ]
    );
}

#[test]
fn rows_outside_the_period_are_rejected_and_told() {
    let month = |number| Month::from_year_month(2025, number);
    let source = IncidentSource {
        period: Period::months(month(2), month(3)),
        ..IncidentSource::default()
    };
    let csv = "x,y,date\n1000,2000,2025-01-31 23:59\n1000,2000,2025-02-01\n1000,2000,2025-03\n,,2025-04\n,,2025-03-31\n";
    let table = read_as(csv, &source).unwrap();
    assert_eq!(
        rejected(&table),
        [
            (2, Rejection::OutsidePeriod, "2025-01-31 23:59"),
            (5, Rejection::OutsidePeriod, "2025-04")
        ]
    );
    assert_eq!((table.files[0].located, table.files[0].unlocated), (2, 1));
    assert_eq!(
        table.months.into_iter().collect::<Vec<_>>(),
        [(month(2), 1), (month(3), 2)]
    );
    assert_every_row_is_in_one_bin(&read_as(csv, &source).unwrap());
}
