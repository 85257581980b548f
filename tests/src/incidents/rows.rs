//! Fields, quotes and lines.

use hotspur_io::incidents::{IncidentError, Rejection};

use super::{assert_every_row_is_in_one_bin, police_csv, police_row, read, rejected};

fn lines(csv: &str) -> Vec<u64> {
    let table = read(csv).unwrap();
    let mut lines: Vec<u64> = table.rows.iter().map(|row| row.line).collect();
    lines.sort_unstable();
    lines
}

#[test]
fn a_row_bears_the_line_that_it_begins_on() {
    let quoted = "x,y,date,place\n1,1000,2025-01,\"one\ntwo\nthree\"\n2,1000,2025-01,\"four\"\n";
    assert_eq!(lines(quoted), [2, 5]);
    let blank = "\n\nx,y,date\n\n\n1,1000,2025-01\n\n2,1000,2025-01\n\n\n";
    assert_eq!(lines(blank), [6, 8]);
    let both = "x,y,date,place\n\n\n1,1000,2025-01,\"a\n\nb\"\n\n2,1000,2025-01,c";
    assert_eq!(lines(both), [4, 8]);
    assert_eq!(lines(&both.replace('\n', "\r\n")), [4, 8]);
    assert_eq!(lines(&both.replace('\n', "\r")), [4, 8]);
}

#[test]
fn quotation_marks_inside_fields_are_text() {
    let csv = "x,y,date,place\n1,1000,2025-01,\"the \"\"Bell\"\", upstairs\"\n2,1000,2025-01,a 12\" pipe\n";
    let table = read(csv).unwrap();
    let labels: Vec<&str> = table.texts.iter().collect();
    assert_eq!(labels, ["", "a 12\" pipe", "the \"Bell\", upstairs"]);
}

#[test]
fn semicolons_and_tabs_separate_fields_where_the_header_has_no_comma() {
    for separator in [";", "\t"] {
        let csv = "x,y,date,place\n1000,2000,2025-01,a b\n".replace(',', separator);
        let table = read(csv).unwrap();
        assert_eq!(table.coordinates, [[1_000.0, 2_000.0]]);
        assert_eq!(table.texts.get(1), "a b");
    }
}

#[test]
fn a_quotation_mark_that_never_closes_is_an_error_at_its_line() {
    let open = "x,y,date,place\n1,1000,2025-01,a\n2,1000,2025-01,\"b\nc\",d\n3,1000,\"2025-01,e\n4,1000,2025-01,f\n";
    for csv in [
        open.to_owned(),
        open.trim_end().to_owned(),
        open.replace('\n', "\r\n"),
    ] {
        let error = read(&csv).unwrap_err();
        assert!(
            matches!(error, IncidentError::OpenQuote { line: 5, .. }),
            "{error}"
        );
    }
    let long = format!("{open}{}", "5,1000,2025-01,g\n".repeat(100_000));
    let error = read(&long).unwrap_err();
    assert!(
        matches!(error, IncidentError::RowTooLong { line: 5, .. }),
        "{error}"
    );
}

#[test]
fn a_row_that_ends_in_mid_row_is_truncated_and_no_other() {
    let csv = "x,y,date,place\n1,1000,2025-01,a\n2,1000,2025-01,";
    for (tail, reason) in [
        ("", None),
        ("b", None),
        ("\"b\"", None),
        ("\"b", Some(Rejection::Truncated)),
        ("\"b\n", Some(Rejection::Truncated)),
        ("b\n3,1000", Some(Rejection::Truncated)),
        ("b\n3,1000\n", Some(Rejection::WrongFieldCount)),
        ("b\n3,1000,2025-01,a,b", Some(Rejection::WrongFieldCount)),
    ] {
        let table = read(format!("{csv}{tail}")).unwrap();
        let reasons: Vec<Rejection> = table.rejected.iter().map(|row| row.reason).collect();
        assert_eq!(reasons, Vec::from_iter(reason), "{tail:?}");
        assert_every_row_is_in_one_bin(&table);
    }
}

#[test]
fn rows_that_cannot_be_used_are_told_with_line_reason_and_value() {
    let csv = police_csv(&[
        police_row("a", "2025-01", "-1.7", "52.6", "", "Drugs"),
        "too,few".to_owned(),
        format!(
            "{},x",
            police_row("b", "2025-01", "-1.7", "52.6", "", "Drugs")
        ),
        format!(
            "{},, ,",
            police_row("c", "2025-01", "-1.7", "52.6", "", "Drugs")
        ),
        ",,,,,,,,,,,".to_owned(),
        "   ".to_owned(),
        super::POLICE_HEADER.to_owned(),
        police_row("d", "", "-1.7", "52.6", "", "Drugs"),
        police_row("e", "2025-01", "west", "52.6", "", "Drugs"),
        police_row("f", "2025-01", "-1.7", "inf", "", "Drugs"),
        police_row("g\0", "2025-01", "-1.7", "52.6", "", "Drugs"),
        police_row("h", "2025-01", "-1.7", "", "", "Drugs"),
        "\"one\ntwo\",b".to_owned(),
    ]);
    let table = read(csv).unwrap();
    assert_eq!(
        rejected(&table),
        [
            (3, Rejection::WrongFieldCount, "2 fields instead of 12"),
            (4, Rejection::WrongFieldCount, "13 fields instead of 12"),
            (6, Rejection::BlankRow, ""),
            (7, Rejection::BlankRow, ""),
            (8, Rejection::RepeatedHeader, ""),
            (9, Rejection::MissingDate, ""),
            (10, Rejection::BadCoordinate, "west"),
            (11, Rejection::BadCoordinate, "inf"),
            (12, Rejection::NulByte, ""),
            (
                14,
                Rejection::WrongFieldCount,
                "2 fields instead of 12, over 2 lines"
            ),
        ]
    );
    assert_eq!((table.files[0].located, table.files[0].unlocated), (2, 1));
    assert_every_row_is_in_one_bin(&table);
}

#[test]
fn shown_values_are_short_and_cannot_steer_a_terminal() {
    let wild = format!(
        "x,y,date\n\u{1b}[2J{},1000,2025-01\n1,1000,2025-01\n",
        "9".repeat(500)
    );
    let table = read(wild).unwrap();
    let value = &table.rejected[0].value;
    assert_eq!(value.chars().count(), 81);
    assert!(!value.contains(char::is_control));
}

#[test]
fn rejected_rows_are_kept_up_to_ten_thousand_a_reason_and_counted_beyond() {
    let mut csv = "x,y,date\n1000,2000,2025-01\n".to_owned();
    for _ in 0..10_500 {
        csv.push_str("1000,2000,never\n");
    }
    csv.push_str("east,2000,2025-01\n");
    let table = read(csv).unwrap();
    assert_eq!(
        table.files[0].rejected_by_reason[&Rejection::BadDate],
        10_500
    );
    assert_eq!(table.rejected.len(), 10_001);
    assert_eq!(table.rejected[9_999].line, 10_002);
    assert_eq!(table.rejected[10_000].reason, Rejection::BadCoordinate);
}

#[test]
fn unknown_types_count_as_other_and_are_named_in_the_order_of_the_alphabet() {
    let rows: Vec<String> = (0..1_200)
        .rev()
        .map(|n| {
            police_row(
                "",
                "2025-01",
                "-1.7",
                "52.6",
                "",
                &format!("T{:04}", n % 1_100),
            )
        })
        .collect();
    let table = read(police_csv(&rows)).unwrap();
    assert_eq!(table.unknown_types.len(), 1_000);
    assert_eq!(table.unknown_types["T0000"], 2);
    assert_eq!(table.unknown_types["T0999"], 1);
    assert_eq!(table.unknown_types_beyond, 100);
    assert_eq!(table.located_by_offence.last(), Some(&1_200));
    let empty = read(police_csv(&[police_row(
        "", "2025-01", "-1.7", "52.6", "", "",
    )]))
    .unwrap();
    assert_eq!(empty.unknown_types["(no type)"], 1);
}
