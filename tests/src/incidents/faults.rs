//! Broken files, real and derived, and what real files hold.

use std::fs;
use std::path::Path;

use hotspur_io::incidents::{IncidentError, Profile, Rejection, months_in_words};

use super::{
    assert_every_row_is_in_one_bin, content, mapping, read, read_as, read_paths, rejected,
};
use crate::shared_data::shared_data;

const DERIVED: &str = "faults/derived/crime-csv";

fn derived(data: &Path, name: &str) -> Vec<u8> {
    fs::read(data.join(DERIVED).join(name)).unwrap()
}

#[test]
fn every_derived_fault_is_one_that_these_tests_know() {
    let Some(data) = shared_data() else { return };
    let known = [
        "00_clean_tamworth_2025-06.csv",
        "02_cr_only.csv",
        "04_missing_header.csv",
        "06_empty.csv",
        "08_columns_reordered.csv",
        "10_missing_coords_20pct.csv",
        "12_text_in_longitude.csv",
        "14_bad_month.csv",
        "16_extra_commas.csv",
        "18_unknown_crime_type.csv",
        "20_latin1_location.csv",
        "22_truncated_last_line.csv",
        "24_html_error_page.csv",
        "26_mixed_months_and_forces.csv",
        "28_bng_columns.csv",
    ];
    let mut found: Vec<String> = fs::read_dir(data.join(DERIVED))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, known);
}

#[test]
fn other_line_ends_and_another_order_of_columns_give_the_same_640_rows() {
    let Some(data) = shared_data() else { return };
    let clean = read(derived(&data, "00_clean_tamworth_2025-06.csv")).unwrap();
    assert_eq!(clean.rows.len(), 640);
    assert_eq!(clean.files[0].profile, Profile::PoliceUk);
    assert_eq!(clean.publisher, Some("police.uk"));
    assert!(clean.degrees && clean.notes.is_empty());
    for name in ["02_cr_only.csv", "08_columns_reordered.csv"] {
        let other = read(derived(&data, name)).unwrap();
        assert_eq!(other.rows, clean.rows, "{name}");
        assert_eq!(content(&other), content(&clean), "{name}");
    }
}

#[test]
fn files_that_hold_no_incidents_are_refused() {
    let Some(data) = shared_data() else { return };
    let error = |name| read(derived(&data, name)).unwrap_err();
    assert!(
        matches!(error("04_missing_header.csv"), IncidentError::MissingHeader { line: 1, value, .. } if value == "2025-06")
    );
    assert!(matches!(error("06_empty.csv"), IncidentError::Empty { .. }));
    assert!(matches!(
        error("24_html_error_page.csv"),
        IncidentError::NotCsv { .. }
    ));
}

#[test]
fn bad_fields_reject_their_rows_alone_and_say_where() {
    let Some(data) = shared_data() else { return };
    let table = read(derived(&data, "12_text_in_longitude.csv")).unwrap();
    assert_eq!(rejected(&table), [(12, Rejection::BadCoordinate, "N/A")]);
    assert_eq!(table.rows.len(), 639);

    let table = read(derived(&data, "14_bad_month.csv")).unwrap();
    assert_eq!(
        rejected(&table),
        [
            (5, Rejection::BadDate, "2025-13"),
            (6, Rejection::BadDate, "June 2025")
        ]
    );
    assert_eq!(table.rows.len(), 638);

    let table = read(derived(&data, "22_truncated_last_line.csv")).unwrap();
    assert_eq!(
        rejected(&table),
        [(641, Rejection::Truncated, "8 fields instead of 12")]
    );
    assert_eq!(table.rows.len(), 639);
}

#[test]
fn odd_rows_are_kept_and_said() {
    let Some(data) = shared_data() else { return };
    let table = read(derived(&data, "10_missing_coords_20pct.csv")).unwrap();
    assert_eq!(
        (table.files[0].located, table.files[0].unlocated),
        (512, 128)
    );

    let table = read(derived(&data, "16_extra_commas.csv")).unwrap();
    assert_eq!(table.rows.len(), 640);
    assert_eq!(
        table.notes,
        ["rows with empty fields beyond the last column, let pass: 1"]
    );

    let table = read(derived(&data, "18_unknown_crime_type.csv")).unwrap();
    assert_eq!(
        table.unknown_types.into_iter().collect::<Vec<_>>(),
        [("Witchcraft".to_owned(), 12)]
    );
    assert_eq!(table.located_by_offence.last(), Some(&12));

    let table = read(derived(&data, "20_latin1_location.csv")).unwrap();
    assert_eq!(table.rows.len(), 640);
    assert!(
        table
            .texts
            .iter()
            .any(|text| text == "On or near Tamworth Straße")
    );
    assert_eq!(
        table.notes,
        ["files not in UTF-8, read as Windows-1252: 1 (first -)"]
    );
}

#[test]
fn months_far_apart_are_shown_with_their_gap() {
    let Some(data) = shared_data() else { return };
    let table = read(derived(&data, "26_mixed_months_and_forces.csv")).unwrap();
    assert_eq!(table.rows.len(), 670);
    let months: Vec<_> = table.months.keys().copied().collect();
    assert_eq!(
        months_in_words(&months),
        "2019-01..2025-06, gap 2019-02..2025-05"
    );
    assert!(
        table
            .notes
            .iter()
            .any(|note| note.contains("gap 2019-02..2025-05"))
    );
}

#[test]
fn metres_are_read_by_a_mapping_and_by_well_known_names() {
    let Some(data) = shared_data() else { return };
    let bytes = derived(&data, "28_bng_columns.csv");
    let mut columns = mapping("easting", " Northing ", "MONTH");
    columns.kind = Some("crime type".to_owned());
    columns.id = Some("crime id".to_owned());
    let source = hotspur_io::incidents::IncidentSource {
        columns: Some(columns),
        ..Default::default()
    };
    let given = read_as(&bytes, &source).unwrap();
    assert_eq!(given.rows.len(), 500);
    assert!(!given.degrees);
    assert_eq!(given.publisher, None);
    assert_eq!(given.files[0].profile, Profile::Given);
    let guessed = read(&bytes).unwrap();
    assert_eq!(guessed.files[0].profile, Profile::Guessed);
    assert_eq!(guessed.rows, given.rows);
}

#[test]
fn every_small_file_of_csv_spectrum_ends_in_a_message_that_lists_its_columns() {
    let Some(data) = shared_data() else { return };
    let mut count = 0;
    for entry in fs::read_dir(data.join("faults/csv-spectrum/csvs")).unwrap() {
        let error = read_paths(&[entry.unwrap().path()]).unwrap_err();
        assert!(
            matches!(error, IncidentError::UnknownColumns { .. }),
            "{error}"
        );
        assert!(error.to_string().contains("[incidents.columns]"), "{error}");
        count += 1;
    }
    assert_eq!(count, 11);
}

/// Rows, located rows, distinct ids and rows with an id of a file without a single quotation mark.
fn naively(csv: &str, ids: &mut Vec<String>) -> (u64, u64) {
    assert!(!csv.contains('"'), "too naive for quotation marks");
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let column = |name| header.iter().position(|other| *other == name).unwrap();
    let (x, y, id) = (column("Longitude"), column("Latitude"), column("Crime ID"));
    let (mut rows, mut located) = (0, 0);
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        rows += 1;
        located += u64::from(!fields[x].is_empty() && !fields[y].is_empty());
        if !fields[id].is_empty() {
            ids.push(fields[id].to_owned());
        }
    }
    (rows, located)
}

#[test]
fn half_a_year_of_real_files_counts_as_a_naive_reader_counts() {
    let Some(data) = shared_data() else { return };
    let paths: Vec<_> = (1..=6)
        .map(|month| data.join(format!("street/2025-{month:02}-staffordshire-street.csv")))
        .collect();
    let table = read_paths(&paths).unwrap();
    assert_every_row_is_in_one_bin(&table);
    let mut ids = Vec::new();
    for (path, file) in paths.iter().zip(&table.files) {
        let counted = naively(&fs::read_to_string(path).unwrap(), &mut ids);
        assert_eq!(
            (file.rows_read, file.located),
            counted,
            "{}",
            path.display()
        );
        assert_eq!(file.rejected(), 0);
    }
    let with_id = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(table.repeated_ids, Some((with_id - ids.len()) as u64));
    assert_eq!(table.ids.iter().collect::<Vec<_>>(), ids);
    assert!(table.unknown_types.is_empty());
    assert_eq!(table.months.len(), 6);
}
