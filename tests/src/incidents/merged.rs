//! Equal rows told as one with their number: nothing that is counted changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hotspur_core::Offence;
use hotspur_io::incidents::{
    IncidentSource, IncidentTable, Repeats, Row, Way, read_incidents, read_incidents_from,
    tally_incidents,
};
use proptest::prelude::*;

use super::ways::{long, pieces};
use super::{POLICE_HEADER, themes};

fn by(source: IncidentSource, bytes: &[u8]) -> Result<IncidentTable, String> {
    read_incidents_from(bytes, Path::new("-"), &source, &themes())
        .map_err(|error| error.to_string())
}

/// How many rows of equal content there are, and the line of the first.
fn runs(table: &IncidentTable) -> BTreeMap<(String, String, Offence, String), (u32, u64)> {
    let mut runs = BTreeMap::new();
    for row in &table.rows {
        let Row { count, line, .. } = *row;
        let key = (
            format!("{:?}", table.coordinates[row.coordinate as usize]),
            format!("{:?}", row.when),
            row.offence,
            table.texts.get(row.label).to_owned(),
        );
        let run = runs.entry(key).or_insert((0, line));
        run.0 += count;
        run.1 = run.1.min(line);
    }
    runs
}

/// The table without its rows and what single rows alone refer to.
fn counts(table: &IncidentTable) -> IncidentTable {
    let mut table = table.clone();
    table.rows.clear();
    (table.ids, table.texts) = Default::default();
    table
}

fn assert_merged_alike(bytes: &[u8]) {
    let single = by(IncidentSource::default(), bytes);
    for way in [Way::RowByRow, Way::Blocks { bytes: 64 }, Way::default()] {
        let source = IncidentSource {
            merge_equal: true,
            way,
            ..IncidentSource::default()
        };
        match (&single, &by(source, bytes)) {
            (Ok(single), Ok(merged)) => {
                assert_eq!(counts(single), counts(merged));
                assert_eq!(runs(single), runs(merged));
            }
            (single, merged) => assert_eq!(single, merged),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merged_rows_count_what_single_rows_count(
        header in prop::sample::select(vec![POLICE_HEADER, "x,y,date", "Easting;Northing;from;to;type;id"]),
        rows in pieces(),
    ) {
        assert_merged_alike(&[header.as_bytes(), b"\n", &rows].concat());
    }
}

/// What two files give, and what a partial of each gives.
fn assert_partials_alike(texts: [&[u8]; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: String| folder.path().join(name);
    let source = |inputs| IncidentSource {
        inputs,
        merge_equal: true,
        repeats: Repeats::Ignore,
        ..IncidentSource::default()
    };
    let (mut files, mut partials, mut refused) = (Vec::new(), Vec::new(), false);
    for (number, text) in texts.into_iter().enumerate() {
        let (file, partial) = (
            path(format!("{number}.csv")),
            path(format!("{number}.tally")),
        );
        fs::write(&file, text).unwrap();
        match tally_incidents(&source(vec![file.clone()]), &themes()) {
            Ok(tallied) => tallied
                .write(&mut fs::File::create(&partial).unwrap())
                .unwrap(),
            Err(_) => refused = true,
        }
        files.push(file);
        partials.push(partial);
    }
    let read = |inputs| {
        let table = read_incidents(&source(inputs), &themes());
        table.map_err(|error| error.to_string())
    };
    let whole = read(files.clone());
    if refused {
        assert!(whole.is_err());
        return;
    }
    assert_eq!(whole, read(partials.clone()));
    assert_eq!(whole, read(vec![files[0].clone(), partials[1].clone()]));
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
        let pool = pool.build().unwrap();
        assert_eq!(
            whole,
            pool.install(|| read(files.clone())),
            "{threads} threads"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn partials_of_any_rows_give_the_table_of_the_files_on_any_number_of_threads(
        headers in prop::sample::select(vec![
            [POLICE_HEADER, POLICE_HEADER],
            [POLICE_HEADER, "lon,lat,month"],
            ["x,y,date", "Easting;Northing;from;to;type;id"],
        ]),
        rows in (pieces(), pieces()),
    ) {
        let text = |header: &str, rows: &[u8]| [header.as_bytes(), b"\n", rows].concat();
        assert_partials_alike([&text(headers[0], &rows.0), &text(headers[1], &rows.1)]);
    }
}

#[test]
fn a_long_file_merges_to_what_its_rows_count() {
    let text = long(20_000);
    assert_merged_alike(text.as_bytes());
    assert_partials_alike([text.as_bytes(), long(15_000).as_bytes()]);
    assert_merged_alike(format!("{text}{}", &text[POLICE_HEADER.len() + 1..]).as_bytes());
    // Most rows of these cannot be, whether they are degrees or metres.
    let rows: String = (0..30_000)
        .map(|row| format!("{},{},2025-01\n", row % 7 * 100_000_000, 300_000 + row % 11))
        .collect();
    assert_merged_alike(format!("x,y,date\n{rows}").as_bytes());
    let rows: String = (0..30_000)
        .map(|row| format!("{},{},2025-01\n", -1 - row % 3, row % 150))
        .collect();
    assert_merged_alike(format!("x,y,date\n{rows}").as_bytes());
}

#[test]
fn repeats_that_nobody_looks_for_are_said_to_be_kept() {
    let text = long(100);
    for merge_equal in [false, true] {
        let source = IncidentSource {
            repeats: Repeats::Ignore,
            merge_equal,
            ..IncidentSource::default()
        };
        let table = by(source, text.as_bytes()).unwrap();
        assert_eq!(table.repeated_ids, None);
        assert!(
            table
                .notes
                .iter()
                .any(|note| note.contains("not looked for"))
        );
    }
}
