//! Rows that bear the id of another.

use hotspur_io::incidents::{IncidentSource, IncidentTable, Rejection, Repeats, read_incidents};

use super::{
    assert_every_row_is_in_one_bin, content, police_csv, police_row, read_paths, rejected, themes,
    write,
};

fn rows() -> Vec<String> {
    vec![
        police_row("", "2025-01", "-1.7", "52.6", "A", "Anti-social behaviour"),
        police_row("", "2025-01", "-1.7", "52.6", "A", "Anti-social behaviour"),
        police_row("one", "2025-02", "-1.5", "52.6", "B", "Drugs"),
        police_row("one", "2025-01", "-1.4", "52.6", "C", "Burglary"),
        police_row("one", "2025-01", "-1.3", "52.6", "D", "Robbery"),
        police_row("two", "2025-01", "", "", "E", "Robbery"),
        police_row("two", "2025-01", "-1.2", "52.6", "F", "Robbery"),
        police_row("three", "2025-01", "-1.1", "52.6", "G", "Robbery"),
    ]
}

fn read_dropping(rows: &[Vec<String>], drop_repeats: bool) -> IncidentTable {
    let folder = tempfile::tempdir().unwrap();
    let inputs = (0..)
        .zip(rows)
        .map(|(number, rows)| write(folder.path(), &format!("{number}.csv"), police_csv(rows)))
        .collect();
    let source = IncidentSource {
        inputs,
        repeats: if drop_repeats {
            Repeats::Drop
        } else {
            Repeats::Count
        },
        ..IncidentSource::default()
    };
    read_incidents(&source, &themes()).unwrap()
}

#[test]
fn repeated_ids_are_kept_and_counted_and_empty_ids_never_repeat() {
    let table = read_dropping(&[rows()], false);
    assert_eq!(table.repeated_ids, Some(3));
    assert_eq!(table.rows.len(), 7);
    assert_eq!(
        table.ids.iter().collect::<Vec<_>>(),
        ["one", "three", "two"]
    );
    assert!(
        table
            .notes
            .contains(&"rows with the id of another row, kept: 3".to_owned())
    );
}

#[test]
fn dropping_repeats_keeps_the_first_by_month_and_then_by_content() {
    let table = read_dropping(&[rows()], true);
    assert_eq!(table.repeated_ids, Some(3));
    assert_eq!(
        rejected(&table),
        [
            (4, Rejection::RepeatedId, "one"),
            (6, Rejection::RepeatedId, "one"),
            (7, Rejection::RepeatedId, "two")
        ]
    );
    let labels: Vec<&str> = table
        .rows
        .iter()
        .map(|row| table.texts.get(row.label))
        .collect();
    assert_eq!(labels, ["A", "A", "C", "F", "G"]);
    assert_eq!(
        table.coordinates.len(),
        4,
        "no place is left without an incident"
    );
    assert_eq!(table.files[0].unlocated, 0);
    assert!(
        table
            .notes
            .contains(&"rows with the id of another row, rejected: 3".to_owned())
    );
    assert_every_row_is_in_one_bin(&table);
}

#[test]
fn neither_the_order_of_rows_nor_their_files_change_the_table() {
    for drop in [false, true] {
        let expected = content(&read_dropping(&[rows()], drop));
        let mut turned = rows();
        for _ in 0..turned.len() {
            turned.rotate_left(1);
            let (head, tail) = turned.split_at(3);
            let table = read_dropping(&[tail.to_vec(), head.to_vec()], drop);
            assert_every_row_is_in_one_bin(&table);
            assert_eq!(content(&table), expected);
        }
    }
}

#[test]
fn the_order_in_which_files_are_given_changes_nothing_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths: Vec<_> = rows()
        .chunks(2)
        .zip(["c", "a", "d", "b"])
        .map(|(rows, name)| write(folder.path(), &format!("{name}.csv"), police_csv(rows)))
        .collect();
    let expected = read_paths(&paths).unwrap();
    for _ in 0..paths.len() {
        paths.rotate_left(1);
        assert_eq!(read_paths(&paths).unwrap(), expected);
    }
}
