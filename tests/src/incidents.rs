//! Reading incidents: every row in exactly one bin, whatever the file.

mod archives;
mod columns;
mod encodings;
mod faults;
mod folders;
mod layers;
mod merged;
mod places;
mod properties;
mod repeats;
mod rows;
mod sources;
mod times;
mod ways;

use std::fs;
use std::path::{Path, PathBuf};

use hotspur_core::{Kind, Theme, Themes};
use hotspur_io::incidents::{
    ColumnMapping, IncidentError, IncidentSource, IncidentTable, Rejection, Row, read_incidents,
    read_incidents_from,
};

const POLICE_HEADER: &str = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

const POLICE_TYPES: [&str; 14] = [
    "Anti-social behaviour",
    "Bicycle theft",
    "Burglary",
    "Criminal damage and arson",
    "Drugs",
    "Other crime",
    "Other theft",
    "Possession of weapons",
    "Public order",
    "Robbery",
    "Shoplifting",
    "Theft from the person",
    "Vehicle crime",
    "Violence and sexual offences",
];

/// Burglary, arson, and anti-social behaviour among other types of police.uk.
fn themes() -> Themes {
    let theme = |key: &str, kind, types: &[&str]| Theme {
        key: key.to_owned(),
        title: key.to_owned(),
        kind,
        exposure: "residents".to_owned(),
        priority: false,
        sensitive: false,
        police_generated: false,
        visitors: false,
        types: types.iter().map(|name| (*name).to_owned()).collect(),
    };
    let calls = theme("calls", Kind::Incident, &POLICE_TYPES[..1]);
    let crimes = theme("crimes", Kind::Crime, &POLICE_TYPES[1..]);
    Themes::new(vec![calls, crimes], Kind::Crime).unwrap()
}

/// A row of a police.uk street file.
fn police_row(id: &str, month: &str, x: &str, y: &str, place: &str, kind: &str) -> String {
    format!("{id},{month},A Police,A Police,{x},{y},{place},E01,Ward 1A,{kind},,")
}

/// A police.uk street file.
fn police_csv(rows: &[String]) -> String {
    let mut csv = format!("{POLICE_HEADER}\n");
    for row in rows {
        csv.push_str(row);
        csv.push('\n');
    }
    csv
}

/// What reading these bytes gives, with nothing said about them.
fn read(bytes: impl AsRef<[u8]>) -> Result<IncidentTable, IncidentError> {
    read_as(bytes, &IncidentSource::default())
}

fn read_as(
    bytes: impl AsRef<[u8]>,
    source: &IncidentSource,
) -> Result<IncidentTable, IncidentError> {
    read_incidents_from(bytes.as_ref(), Path::new("-"), source, &themes())
}

fn read_paths(paths: &[PathBuf]) -> Result<IncidentTable, IncidentError> {
    let source = IncidentSource {
        inputs: paths.to_vec(),
        ..IncidentSource::default()
    };
    read_incidents(&source, &themes())
}

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, bytes).unwrap();
    path
}

/// The columns x, y, when, kind and id under these names.
fn mapping(x: &str, y: &str, when: &str) -> ColumnMapping {
    ColumnMapping {
        x: x.to_owned(),
        y: y.to_owned(),
        when: Some(when.to_owned()),
        ..ColumnMapping::default()
    }
}

/// The rejected rows as line, reason and value.
fn rejected(table: &IncidentTable) -> Vec<(u64, Rejection, &str)> {
    let rows = table.rejected.iter();
    rows.map(|row| (row.line, row.reason, row.value.as_str()))
        .collect()
}

/// The table without what tells where its rows stood: files, lines and hashes.
fn content(table: &IncidentTable) -> IncidentTable {
    let mut table = table.clone();
    for row in &mut table.rows {
        (row.file, row.line) = (0, 0);
    }
    table.files.clear();
    table.inputs.clear();
    table.rejected.clear();
    table.notes.clear();
    table
}

/// The law that every row ends in exactly one bin, and that every part of the table agrees with it.
fn assert_every_row_is_in_one_bin(table: &IncidentTable) {
    let (mut located, mut unlocated) = (0, 0);
    for file in &table.files {
        assert_eq!(
            file.rows_read,
            file.located + file.unlocated + file.rejected(),
            "{file:?}"
        );
        located += file.located;
        unlocated += file.unlocated;
    }
    let counted = |row: &Row| u64::from(row.count);
    assert_eq!(table.rows.iter().map(counted).sum::<u64>(), located);
    assert_eq!(table.located_by_offence.iter().sum::<u64>(), located);
    assert_eq!(table.unlocated_by_offence.iter().sum::<u64>(), unlocated);
    assert_eq!(table.months.values().sum::<u64>(), located + unlocated);
    let rejected: u64 = table.files.iter().map(|file| file.rejected()).sum();
    if rejected <= 10_000 {
        assert_eq!(table.rejected.len() as u64, rejected);
    }
    assert_rows_are_ordered_and_refer_to_something(table);
}

fn assert_rows_are_ordered_and_refer_to_something(table: &IncidentTable) {
    assert!(
        table
            .coordinates
            .iter()
            .all(|[x, y]| x.is_finite() && y.is_finite())
    );
    assert!(table.coordinates.is_sorted());
    let mut used = vec![false; table.coordinates.len()];
    for row in &table.rows {
        used[row.coordinate as usize] = true;
        assert!((row.label as usize) < table.texts.len());
        assert!((row.source as usize) < table.texts.len());
        assert!(row.id.is_none_or(|id| (id as usize) < table.ids.len()));
        assert!((row.file as usize) < table.files.len());
    }
    assert!(
        used.into_iter().all(|used| used),
        "a place without any incident"
    );
    let key = |row: &hotspur_io::incidents::Row| {
        (
            row.coordinate,
            row.when,
            row.offence,
            row.id,
            row.label,
            row.source,
        )
    };
    assert!(table.rows.is_sorted_by_key(key));
}
