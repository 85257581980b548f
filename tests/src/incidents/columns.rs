//! Names of columns, mappings and guesses.

use hotspur_io::incidents::{
    ColumnMapping, IncidentError, IncidentSource, Profile, Role, column_names, guess_columns,
};

use super::{mapping, police_csv, police_row, read, read_as, write};

fn given(columns: ColumnMapping) -> IncidentSource {
    IncidentSource {
        columns: Some(columns),
        ..IncidentSource::default()
    }
}

fn header(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn well_known_names_are_guessed_in_any_spelling() {
    let guess = guess_columns(&header(&[
        "REF",
        "Grid_X",
        "EASTING",
        "northing",
        "Date-From",
        "date to",
        "Offence Type",
        "Address",
    ]));
    let mapping = guess.mapping().unwrap();
    assert_eq!(
        (mapping.x.as_str(), mapping.y.as_str()),
        ("EASTING", "northing")
    );
    assert_eq!(mapping.from.as_deref(), Some("Date-From"));
    assert_eq!(mapping.to.as_deref(), Some("date to"));
    assert_eq!(mapping.kind.as_deref(), Some("Offence Type"));
    assert_eq!(mapping.id.as_deref(), Some("REF"));
    assert_eq!(mapping.place.as_deref(), Some("Address"));
    assert_eq!((mapping.when, mapping.source), (None, None));
    assert_eq!(guess.degrees(), Some(false));
}

#[test]
fn names_that_leave_two_choices_are_no_guess() {
    for (names, problem) in [
        (
            &["Easting", "Northing", "Longitude", "Latitude", "Date"][..],
            "x: Easting, Longitude",
        ),
        (&["x", "y", "Date", "Month"], "when: Date, Month"),
        (
            &["x", "y", "Date", "Offence", "Category"],
            "type: Offence, Category",
        ),
        (&["x", "y", "Date", "Start"], "in Date or in Start"),
        (&["x", "y", "Offence"], "cannot find the column for when"),
        (&["x", "Date"], "cannot find the column for y"),
    ] {
        let guess = guess_columns(&header(names));
        assert_eq!(guess.mapping(), None);
        let told = guess.problem().unwrap();
        assert!(told.contains(problem), "{told}");
    }
    let guess = guess_columns(&header(&["Easting", "Longitude", "y", "Date"]));
    assert_eq!(guess.candidates(Role::X), ["Easting", "Longitude"]);
}

#[test]
fn the_names_of_a_file_are_read_without_its_rows() {
    let folder = tempfile::tempdir().unwrap();
    let path = write(folder.path(), "a.csv", "\u{feff} x;\"y\"\n1;2;3\n");
    assert_eq!(column_names(&path).unwrap(), ["x", "y"]);
    assert!(column_names(&folder.path().join("absent.csv")).is_err());
}

#[test]
fn an_unknown_header_is_shown_with_an_example_to_copy() {
    let error = read("Where,Day,Northing\n1,2,3\n").unwrap_err().to_string();
    assert!(error.contains("cannot find the column for x"), "{error}");
    assert!(
        error.contains("columns are: Where, Day, Northing"),
        "{error}"
    );
    assert!(
        error.contains("x = \"Easting\", y = \"Northing\", when = \"Date\""),
        "{error}"
    );
}

#[test]
fn a_mapping_reads_any_names_and_its_errors_say_what_to_correct() {
    let csv = "Ost , Nord,Tag,Was\n1000,2000,2025-01-03,Drugs\n";
    let mut columns = mapping("ost", "NORD ", "tag");
    columns.kind = Some("was".to_owned());
    let table = read_as(csv, &given(columns.clone())).unwrap();
    assert_eq!(table.files[0].profile, Profile::Given);
    assert!(table.unknown_types.is_empty());

    columns.place = Some("Wo".to_owned());
    let error = read_as(csv, &given(columns)).unwrap_err().to_string();
    assert!(error.contains("no column \"Wo\" for place"), "{error}");
    assert!(
        error.contains("columns are: Ost, Nord, Tag, Was"),
        "{error}"
    );
}

#[test]
fn a_mapping_that_contradicts_itself_is_refused() {
    let base = mapping("x", "y", "date");
    let some = |name: &str| Some(name.to_owned());
    for columns in [
        ColumnMapping {
            from: some("date"),
            ..base.clone()
        },
        ColumnMapping {
            when: None,
            to: some("date"),
            ..base.clone()
        },
        ColumnMapping {
            when: None,
            ..base.clone()
        },
        ColumnMapping {
            x: String::new(),
            ..base
        },
    ] {
        let error = read_as("x,y,date\n1,2,2025-01\n", &given(columns)).unwrap_err();
        assert!(matches!(error, IncidentError::Mapping { .. }), "{error}");
    }
}

#[test]
fn two_columns_of_one_name_are_refused_only_where_the_name_is_read() {
    let columns = mapping("x", "y", "date");
    let table = read_as(
        "x,y,date,note,Note\n1000,2000,2025-01,a,b\n",
        &given(columns.clone()),
    );
    assert_eq!(table.unwrap().rows.len(), 1);
    let error = read_as("x,y,date,X\n1000,2000,2025-01,3\n", &given(columns)).unwrap_err();
    assert!(
        matches!(error, IncidentError::RepeatedColumn { .. }),
        "{error}"
    );
}

#[test]
fn a_missing_header_is_noticed_before_the_first_row_is_lost() {
    for csv in [
        "421000,304000,2025-01-01\n",
        "Burglary,31/01/2025,here\n",
        "a,b,-1.5\n",
    ] {
        let error = read(csv).unwrap_err();
        assert!(
            matches!(error, IncidentError::MissingHeader { line: 1, .. }),
            "{error}"
        );
        let error = read_as(csv, &given(mapping("x", "y", "date"))).unwrap_err();
        assert!(
            matches!(error, IncidentError::MissingHeader { line: 1, .. }),
            "{error}"
        );
    }
}

#[test]
fn a_police_header_needs_no_mapping_and_obeys_one_that_fits() {
    let row = police_row(
        "a",
        "2025-01",
        "-1.7",
        "52.6",
        "On or near High Street",
        "Drugs",
    );
    let csv = police_csv(&[row]);
    let other = read_as(&csv, &given(mapping("Ost", "Nord", "Tag"))).unwrap();
    assert_eq!(other.files[0].profile, Profile::PoliceUk);

    let mut columns = mapping("longitude", "latitude", "month");
    columns.place = Some("LSOA name".to_owned());
    let fitting = read_as(&csv, &given(columns)).unwrap();
    assert_eq!(fitting.files[0].profile, Profile::Given);
    assert_eq!(fitting.publisher, Some("police.uk"));
    assert_eq!(fitting.texts.get(fitting.rows[0].label), "Ward 1A");
}

#[test]
fn without_a_column_for_the_type_every_row_is_other_and_it_is_said() {
    let table = read("x,y,date\n1000,2000,2025-01\n").unwrap();
    assert_eq!(table.located_by_offence.last(), Some(&1));
    assert!(table.unknown_types.is_empty());
    assert!(
        table
            .notes
            .iter()
            .any(|note| note.contains("without a column for the offence type"))
    );
}

#[test]
fn a_header_alone_is_no_rows() {
    let error = read("x,y,date\n").unwrap_err();
    assert!(
        matches!(error, IncidentError::NoRows { files: 1, .. }),
        "{error}"
    );
}
