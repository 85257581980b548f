//! The sample: written into a new folder, and run from there.

use crate::binary::{files, names, run, sample};

#[test]
fn the_sample_is_the_committed_one_and_its_study_runs() {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &["sample", "town"]).done();
    assert!(said.out.contains("hotspur map town"), "{}", said.out);
    assert_eq!(files(&folder.path().join("town")), files(&sample()));
    let study = ["town", "study.toml"].join(std::path::MAIN_SEPARATOR_STR);
    let said = run(folder.path(), &["map", &study, "--out", "out"]).done();
    assert!(said.out.contains("7394 rows read"), "{}", said.out);
}

#[test]
fn a_folder_that_holds_something_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    run(folder.path(), &["sample", "."]).refused(&["exists already", "new folder"]);
    run(folder.path(), &["sample", "mine.txt"]).refused(&["mine.txt", "new folder"]);
    assert_eq!(names(folder.path()), ["mine.txt"]);
}
