//! What cannot be judged is refused with the file and the remedy, and never with a panic.

use std::fs;

use crate::binary::run;

use super::good;

#[test]
fn a_folder_that_is_no_release_is_refused_by_name() {
    let empty = tempfile::tempdir().unwrap();
    good()
        .audit(&[empty.path()])
        .refused(&["cannot audit", "give the folder of a public release"]);
    good()
        .audit(&[&empty.path().join("absent")])
        .refused(&["absent", "give the folder of a public release"]);
    let (folder, public) = (empty.path().to_str().unwrap(), good().public());
    run(
        empty.path(),
        &["audit", public.to_str().unwrap(), "--truth", folder],
    )
    .refused(&["manifest.json", "hotspur map"]);
}

#[test]
fn a_truth_without_incidents_is_refused_with_the_remedy() {
    let copy = tempfile::tempdir().unwrap();
    for file in ["manifest.json", "wards.geojson"] {
        fs::copy(good().analyst().join(file), copy.path().join(file)).unwrap();
    }
    let public = good().public();
    let args = [
        "audit",
        public.to_str().unwrap(),
        "--truth",
        copy.path().to_str().unwrap(),
    ];
    run(copy.path(), &args).refused(&["incidents.geojson", "--write incidents"]);
}

#[test]
fn wrong_usage_ends_with_two() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["audit", "x"]).code, 2);
    assert_eq!(run(folder.path(), &["audit", "--truth", "x"]).code, 2);
    assert_eq!(
        run(
            folder.path(),
            &["audit", "x", "--truth", "y", "--threshold", "1"]
        )
        .code,
        2
    );
}

#[test]
fn hostile_files_do_not_make_it_panic() {
    let texts = [
        ("a.geojson", "{\"features\": 7}"),
        (
            "b.geojson",
            "{\"features\": [{\"geometry\": {\"type\": \"Polygon\", \"coordinates\": [[[1e400]]]}}]}",
        ),
        ("c.geojson", "[1, 2"),
        (
            "d.csv",
            "code,burglary_count\nS01,99999999999999999999999\nS01,-4\nS01,1e18,7\n,\n",
        ),
        (
            "e.csv",
            "time,violence_count\n2001-Q9,4294967295\nperiod,4000000000\n\u{0},x\n",
        ),
        ("f.gpkg", "SQLite format 3\0 but not really"),
        ("g.qgz", "PK\u{3}\u{4} broken"),
        (
            "density_burglary.geojson",
            "{\"features\": [{\"geometry\": null, \"properties\": {\"density_per_km2\": 1e308}}]}",
        ),
        (
            "manifest.json",
            "{\"parameters\": {\"period\": {\"first\": \"é\", \"last\": \"ééé\"}, \"density\": {\"kernel\": \"quartic\", \"bandwidth_m\": 1e300, \"cell_m\": 1e-300}}}",
        ),
    ];
    for (name, text) in texts {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), text).unwrap();
        let said = good().audit(&[folder.path(), &good().public()]);
        assert!(
            [0, 1].contains(&said.code),
            "{name}: {} {}",
            said.code,
            said.err
        );
        assert!(!said.err.contains("panicked"), "{name}: {}", said.err);
    }
}
