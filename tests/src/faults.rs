//! Broken and odd files of the real world, given to the binary one by one.

use std::fs;

use crate::binary::run;
use crate::endings::{hidden, said};
use crate::shared_data::shared_data;

#[test]
fn every_faulty_file_at_hand_ends_in_a_message_and_never_in_a_panic_or_a_leftover() {
    let Some(data) = shared_data() else { return };
    let (wards, rows) = (
        data.join("tamworth/electoral_wards_by_lad_E07000199.json"),
        data.join("faults/derived/crime-csv/00_clean_tamworth_2025-06.csv"),
    );
    let mut files = Vec::new();
    let mut folders = vec![data.join("faults")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let kind = path
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if ["csv", "geojson", "json", "shp"].contains(&kind.as_str())
                && path.file_stem().unwrap() != "MANIFEST"
            {
                files.push(path);
            }
        }
    }
    files.sort();
    let out = tempfile::tempdir().unwrap();
    for (number, file) in files.iter().enumerate() {
        let is_rows = file.extension().unwrap() == "csv";
        let (incidents, areas) = if is_rows {
            (file, &wards)
        } else {
            (&rows, file)
        };
        let target = number.to_string();
        let arguments = [
            "map",
            "--incidents",
            &incidents.to_string_lossy(),
            "--areas",
            &areas.to_string_lossy(),
            "--out",
            &target,
            "--write",
            "wards",
        ];
        let (code, _, err) = said(run(out.path(), &arguments));
        assert!(
            code == 0 || (code == 1 && err.contains("hotspur: ") && !err.contains("panicked")),
            "{}: {code} {err}",
            file.display()
        );
        assert!(
            code == 0 || !out.path().join(&target).exists(),
            "{}",
            file.display()
        );
    }
    assert!(files.len() > 100 && hidden(out.path()).is_empty());
}
