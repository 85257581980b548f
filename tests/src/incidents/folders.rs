//! Folders, several files, and what is set aside.

use std::fs;
use std::path::{Path, PathBuf};

use hotspur_io::incidents::{IncidentError, IncidentSource, IncidentTable, read_incidents};

use super::{
    POLICE_HEADER, assert_every_row_is_in_one_bin, mapping, police_csv, police_row, read_paths,
    themes, write,
};

const OUTCOMES: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n\
    a,2025-01,A Police,A Police,-1.7,52.6,,,,Charged\n";
const STOPS: &str = "Type,Date,Part of a policing operation,Latitude,Longitude,Gender,Object of search,Outcome\n\
    Person search,2025-01-01T10:00:00+00:00,,52.6,-1.7,Male,Drugs,None\n";

fn month(number: u8) -> String {
    police_csv(&[
        police_row(
            &format!("a{number}"),
            &format!("2025-{number:02}"),
            "-1.7",
            "52.6",
            "",
            "Drugs",
        ),
        police_row(
            &format!("b{number}"),
            &format!("2025-{number:02}"),
            "",
            "",
            "",
            "Burglary",
        ),
    ])
}

/// A download of two months with all that comes in it.
fn download(folder: &Path) {
    for number in [1, 2] {
        let name = |kind: &str| format!("2025-{number:02}/2025-{number:02}-somewhere-{kind}.csv");
        write(folder, &name("street"), month(number));
        write(folder, &name("outcomes"), OUTCOMES);
        write(folder, &name("stop-and-search"), STOPS);
    }
    write(folder, "README.txt", "read me");
    write(
        folder,
        "2025-01/._2025-01-somewhere-street.csv",
        b"\0\x05\x16\x07",
    );
    write(folder, "2025-02/renamed.csv", OUTCOMES);
    write(folder, "population.csv", "code,residents\nE01,5000\n");
}

/// The files set aside, and why.
fn ignored(table: &IncidentTable) -> Vec<(PathBuf, &str)> {
    let ignored = table.ignored_files.iter();
    ignored
        .map(|(path, why)| (path.clone(), why.as_ref()))
        .collect()
}

#[test]
fn a_download_is_read_for_its_street_files_and_says_what_it_ignores() {
    let folder = tempfile::tempdir().unwrap();
    download(folder.path());
    let table = read_paths(&[folder.path().to_owned()]).unwrap();
    assert_every_row_is_in_one_bin(&table);
    let seen: Vec<_> = table
        .files
        .iter()
        .map(|file| (file.path.clone(), file.rows_read))
        .collect();
    let path = |name: &str| folder.path().join(name);
    assert_eq!(
        seen,
        [
            (path("2025-01/2025-01-somewhere-street.csv"), 2),
            (path("2025-02/2025-02-somewhere-street.csv"), 2)
        ]
    );
    assert_eq!(
        ignored(&table),
        [
            (
                path("2025-01/._2025-01-somewhere-street.csv"),
                "a hidden file"
            ),
            (
                path("2025-01/2025-01-somewhere-outcomes.csv"),
                "police.uk outcomes"
            ),
            (
                path("2025-01/2025-01-somewhere-stop-and-search.csv"),
                "police.uk stop and search"
            ),
            (
                path("2025-02/2025-02-somewhere-outcomes.csv"),
                "police.uk outcomes"
            ),
            (
                path("2025-02/2025-02-somewhere-stop-and-search.csv"),
                "police.uk stop and search"
            ),
            (path("2025-02/renamed.csv"), "police.uk outcomes"),
            (path("README.txt"), "not a .csv or .csv.gz"),
            (
                path("population.csv"),
                "its columns are not those of police.uk street crime"
            ),
        ]
    );
}

#[test]
fn files_given_by_a_pattern_leave_outcomes_aside_but_one_given_alone_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let street = write(folder.path(), "street.csv", month(1));
    let outcomes = write(folder.path(), "outcomes.csv", OUTCOMES);
    let stops = write(folder.path(), "stops.csv", STOPS);
    let table = read_paths(&[outcomes.clone(), street, stops.clone()]).unwrap();
    assert_eq!((table.files.len(), table.ignored_files.len()), (1, 2));
    for (path, what) in [
        (outcomes, "police.uk outcomes"),
        (stops, "police.uk stop and search"),
    ] {
        let error = read_paths(&[path]).unwrap_err();
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[test]
fn a_folder_without_incidents_says_what_it_should_hold() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a/readme.txt", "nothing");
    let error = read_paths(&[folder.path().to_owned()]).unwrap_err();
    assert!(matches!(
        error,
        IncidentError::NothingInFolder { ignored: 1, .. }
    ));
    assert!(
        error
            .to_string()
            .contains("2025-01-staffordshire-street.csv"),
        "{error}"
    );
}

#[test]
fn a_damaged_file_in_a_folder_is_an_error_and_not_ignored() {
    for damaged in ["", "<html>503</html>", "nonsense\n"] {
        let folder = tempfile::tempdir().unwrap();
        download(folder.path());
        write(
            folder.path(),
            "2025-01/2025-01-elsewhere-street.csv",
            damaged,
        );
        let result = read_paths(&[folder.path().to_owned()]);
        match damaged {
            "nonsense\n" => assert_eq!(result.unwrap().ignored_files.len(), 9),
            _ => assert!(
                result.unwrap_err().to_string().contains("elsewhere"),
                "{damaged}"
            ),
        }
    }
}

#[test]
fn a_file_that_counts_twice_is_refused_under_any_name() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "in/a.csv", month(1));
    let same = folder.path().join("in/../in/a.csv");
    for twice in [
        vec![file.clone(), file.clone()],
        vec![file.clone(), same],
        vec![file.clone(), folder.path().join("in")],
    ] {
        assert!(matches!(
            read_paths(&twice),
            Err(IncidentError::GivenTwice { .. })
        ));
    }
    let copy = folder.path().join("copy.csv");
    fs::copy(&file, &copy).unwrap();
    assert!(matches!(
        read_paths(&[file, copy]),
        Err(IncidentError::SameContent { .. })
    ));
    let stdin = Path::new("-").to_owned();
    assert!(matches!(
        read_paths(&[stdin.clone(), stdin]),
        Err(IncidentError::GivenTwice { .. })
    ));
}

#[test]
fn what_is_not_there_is_named() {
    assert!(matches!(read_paths(&[]), Err(IncidentError::NoInput)));
    let folder = tempfile::tempdir().unwrap();
    let error = read_paths(&[folder.path().join("absent.csv")]).unwrap_err();
    assert!(error.to_string().contains("absent.csv"), "{error}");
}

#[test]
fn files_without_rows_are_said_unless_there_is_no_row_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let none = write(folder.path(), "a.csv", format!("{POLICE_HEADER}\n"));
    let other = write(folder.path(), "b.csv", format!("{POLICE_HEADER}\n"));
    let some = write(folder.path(), "c.csv", month(1));
    let table = read_paths(&[none.clone(), other.clone(), some]).unwrap();
    assert!(
        table
            .notes
            .iter()
            .any(|note| note.starts_with("files with no row below the header: 2"))
    );
    assert!(matches!(
        read_paths(&[none, other]),
        Err(IncidentError::NoRows { files: 2, .. })
    ));
}

#[test]
fn degrees_and_metres_do_not_go_together() {
    let folder = tempfile::tempdir().unwrap();
    let degrees = write(folder.path(), "a.csv", month(1));
    let metres = write(
        folder.path(),
        "b.csv",
        "Easting,Northing,Date\n421000,304000,2025-01-05\n",
    );
    let error = read_paths(&[metres, degrees]).unwrap_err();
    assert!(
        matches!(error, IncidentError::MixedCoordinates { .. }),
        "{error}"
    );
}

#[test]
fn with_a_mapping_every_csv_of_a_folder_is_read() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        "a.csv",
        "ost,nord,tag\n421000,304000,2025-01-05\n",
    );
    write(
        folder.path(),
        "b.csv.gz",
        "ost,nord,tag\n421001,304000,2025-01-05\n",
    );
    let source = IncidentSource {
        inputs: vec![folder.path().to_owned()],
        columns: Some(mapping("ost", "nord", "tag")),
        ..IncidentSource::default()
    };
    assert_eq!(read_incidents(&source, &themes()).unwrap().rows.len(), 2);
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed_so_that_no_circle_is() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a/street.csv", month(1));
    std::os::unix::fs::symlink(folder.path(), folder.path().join("a/up")).unwrap();
    let table = read_paths(&[folder.path().to_owned()]).unwrap();
    assert_eq!(
        ignored(&table),
        [(folder.path().join("a/up"), "a symbolic link to a folder")]
    );
}
