//! Real months on both sides of breaks.

use std::path::Path;

use crate::binary::{Said, json, run};
use crate::shared_data::shared_data;

fn compare(folder: &Path, data: &Path, more: &[&str]) -> Said {
    let path = |file: &str| data.join(file).to_str().unwrap().to_owned();
    let args = [
        "compare",
        "--incidents",
        &path("street"),
        "--areas",
        &path("tamworth/electoral_wards_by_lad_E07000199.json"),
        "--exposures",
        &path("tamworth/ward_exposures.csv"),
        "--before",
        "2018-10..2019-02",
        "--after",
        "2025-01..2025-02",
        "--out",
        "out",
    ];
    run(folder, &[&args[..], more].concat())
}

#[test]
fn real_months_six_years_apart_are_compared_only_across_named_breaks() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().unwrap();
    let said =
        compare(folder.path(), &data, &[]).refused(&["2022-07", "2023-04", "--across-breaks"]);
    assert!(!said.err.contains("Greater Manchester"), "{}", said.err);
    compare(folder.path(), &data, &["--across-breaks"]).done();
    let found = json(&folder.path().join("out/analyst/compare.json"));
    assert_eq!(found["before"]["first_month"], "2019-01");
    assert_eq!(found["left_out"].as_array().unwrap().len(), 3);
    assert!(found["breaks_crossed"].as_array().unwrap().len() >= 2);
}
