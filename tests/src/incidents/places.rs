//! Degrees and metres, swapped and absurd.

use hotspur_io::incidents::{IncidentError, IncidentSource, IncidentTable, Rejection};

use super::{police_csv, police_row, read, read_as, rejected};

fn at(points: &[(&str, &str)]) -> String {
    let rows: Vec<String> = points
        .iter()
        .map(|(x, y)| police_row("", "2025-01", x, y, "", "Drugs"))
        .collect();
    police_csv(&rows)
}

fn plain(points: &[(&str, &str)]) -> String {
    let rows: Vec<String> = points
        .iter()
        .map(|(x, y)| format!("{x},{y},2025-01\n"))
        .collect();
    format!("x,y,date\n{}", rows.concat())
}

fn saying(csv: String, degrees: bool) -> Result<IncidentTable, IncidentError> {
    let source = IncidentSource {
        degrees: Some(degrees),
        ..IncidentSource::default()
    };
    read_as(csv, &source)
}

#[test]
fn coordinates_that_cannot_be_are_rejected_one_by_one() {
    let table = read(at(&[
        ("-1.7", "52.6"),
        ("-1.7", "97.5"),
        ("-200", "52.6"),
        ("0", "0"),
        ("0.0", "-0.0"),
        ("52.6", "-1.7"),
        ("-1.6", "52.6"),
        ("-1.5", "52.6"),
        ("-1.4", "52.6"),
        ("-1.3", "52.6"),
    ]))
    .unwrap();
    assert_eq!(
        rejected(&table),
        [
            (3, Rejection::SwappedCoordinates, "-1.7, 97.5"),
            (4, Rejection::AbsurdCoordinate, "-200, 52.6"),
            (5, Rejection::AbsurdCoordinate, "0, 0"),
            (6, Rejection::AbsurdCoordinate, "0, 0"),
            (7, Rejection::SwappedCoordinates, "52.6, -1.7"),
        ]
    );
    assert_eq!(table.coordinates.len(), 5);
}

#[test]
fn a_file_with_latitude_for_x_is_refused_with_the_remedy() {
    let error = read(at(&[("52.6", "-1.7"), ("52.7", "-1.6"), ("-1.7", "52.6")])).unwrap_err();
    assert!(
        matches!(
            error,
            IncidentError::Swapped {
                count: 2,
                of: 3,
                ..
            }
        ),
        "{error}"
    );
    assert!(error.to_string().contains("such as 52.6, -1.7"), "{error}");
    let abroad = saying(plain(&[("41.8", "-97.6"), ("41.9", "-97.7")]), true).unwrap_err();
    assert!(matches!(abroad, IncidentError::Swapped { .. }), "{abroad}");
}

#[test]
fn columns_without_telling_names_are_judged_by_their_values() {
    assert!(
        read(plain(&[("-1.7", "52.6"), ("-1.6", "52.6")]))
            .unwrap()
            .degrees
    );
    assert!(
        !read(plain(&[
            ("421000", "304000"),
            ("-1.6", "52.6"),
            ("421001", "304000")
        ]))
        .unwrap()
        .degrees
    );
    assert!(matches!(
        read(plain(&[("52.6", "-1.7")])),
        Err(IncidentError::Swapped { .. })
    ));
}

#[test]
fn what_the_study_says_of_degrees_is_held_against_the_file() {
    let metres = plain(&[("421000", "304000"), ("422000", "304000")]);
    assert!(matches!(
        saying(metres, true),
        Err(IncidentError::NotDegrees {
            count: 2,
            of: 2,
            ..
        })
    ));
    let named = at(&[("-1.7", "52.6")]);
    assert!(matches!(
        saying(named, false),
        Err(IncidentError::Degrees { .. })
    ));
    let small = saying(plain(&[("10", "20"), ("30", "40")]), false).unwrap();
    assert!(!small.degrees);
    assert_eq!(small.rows.len(), 2);
    assert!(
        small
            .notes
            .iter()
            .any(|note| note.ends_with("look like degrees, so check the coordinate system: 2"))
    );
}

#[test]
fn metres_beyond_the_earth_are_absurd() {
    let table = saying(
        plain(&[
            ("421000", "304000"),
            ("4e8", "304000"),
            ("0", "0"),
            ("421000", "5"),
        ]),
        false,
    )
    .unwrap();
    assert_eq!(
        rejected(&table),
        [
            (3, Rejection::AbsurdCoordinate, "400000000, 304000"),
            (4, Rejection::AbsurdCoordinate, "0, 0")
        ]
    );
}

#[test]
fn a_file_without_any_coordinate_is_unlocated_and_no_error() {
    let table = read(at(&[("", ""), ("", "52.6"), ("-1.7", " ")])).unwrap();
    assert_eq!((table.files[0].unlocated, table.rows.len()), (3, 0));
    assert_eq!(table.unlocated_by_offence.iter().sum::<u64>(), 3);
    assert!(table.degrees, "the names tell");
}
