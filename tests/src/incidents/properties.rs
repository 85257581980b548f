//! What holds for any bytes and any table.

use proptest::prelude::*;

use super::{POLICE_HEADER, assert_every_row_is_in_one_bin, content, read};

/// Bits of which broken CSV files are made.
fn scrap() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&'static [u8]> = vec![
        b",",
        b",,,,,,,,,,,",
        b"\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"\"",
        b"\0",
        b"\xe9",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x1f\x8b",
        b"2025-01",
        b"31/12/2025",
        b"12/31/2025",
        b"-1.7",
        b"52.6",
        b"0",
        b"1e999",
        b"nan",
        b"Burglary",
        b" ",
        b";",
        b"\t",
        b"a,2025-01,P,P,-1.7,52.6,L,E,N,Drugs,,\n",
        b"a,2025-01,P,P,,,L,E,N,Drugs,,\n",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_a_table_or_a_message(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        match read(&bytes) {
            Ok(table) => assert_every_row_is_in_one_bin(&table),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    #[test]
    fn scraps_below_any_known_header_keep_the_law(
        header in prop::sample::select(vec![POLICE_HEADER, "x,y,date", "Easting;Northing;from;to;type;id", "lon\tlat\tmonth"]),
        scrap in scrap(),
    ) {
        let bytes = [header.as_bytes(), b"\n", &scrap].concat();
        match read(&bytes) {
            Ok(table) => assert_every_row_is_in_one_bin(&table),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}

/// A field of a random table and whether a row survives it.
fn field(
    good: &'static [&'static str],
    bad: &'static [&'static str],
) -> impl Strategy<Value = (&'static str, bool)> {
    prop_oneof![
        8 => prop::sample::select(good).prop_map(|text| (text, true)),
        1 => prop::sample::select(bad).prop_map(|text| (text, false)),
    ]
}

fn row() -> impl Strategy<Value = (String, bool, bool)> {
    (
        field(
            &["2025-01", "2025-02-03", "04/05/2025 10:00", "\"2025-03\""],
            &["", "2025-13", "soon"],
        ),
        field(&["421000", "422000.5", "", "423000"], &["east", "nan"]),
        field(&["304000", "305000", "306000"], &["north", "--"]),
        prop::sample::select(vec![
            "Drugs",
            "burglary ",
            "Witchcraft",
            "\"odd, \"\"type\"\"\nhere\"",
        ]),
        prop::sample::select(vec!["", "a", "b", "c"]),
    )
        .prop_map(|(date, x, y, kind, id)| {
            let usable = date.1 && (x.0.is_empty() || (x.1 && y.1));
            (
                format!("{},{},{},{kind},{id}", x.0, y.0, date.0),
                usable,
                usable && !x.0.is_empty(),
            )
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_row_of_a_random_table_is_where_it_was_meant_to_be(rows in prop::collection::vec(row(), 1..40)) {
        let text: String = rows.iter().map(|row| format!("{}\n", row.0)).collect();
        let table = read(format!("x,y,date,type,id\n{text}")).unwrap();
        assert_every_row_is_in_one_bin(&table);
        let usable = rows.iter().filter(|row| row.1).count() as u64;
        let located = rows.iter().filter(|row| row.2).count() as u64;
        let file = &table.files[0];
        prop_assert_eq!(file.rows_read, rows.len() as u64);
        prop_assert_eq!((file.located, file.unlocated), (located, usable - located));
    }

    #[test]
    fn shuffled_rows_give_the_same_table(
        (rows, shuffled) in prop::collection::vec(row(), 1..30)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let csv = |rows: &[(String, bool, bool)]| {
            let text: String = rows.iter().map(|row| format!("{}\n", row.0)).collect();
            format!("x,y,date,type,id\n{text}")
        };
        let (one, other) = (read(csv(&rows)).unwrap(), read(csv(&shuffled)).unwrap());
        prop_assert_eq!(content(&one), content(&other));
        prop_assert_eq!(one.files[0].rejected_by_reason.clone(), other.files[0].rejected_by_reason.clone());
    }
}
