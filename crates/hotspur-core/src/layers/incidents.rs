//! The layer of incidents: those in an area, with it.

use std::iter::repeat_n;

use super::{INCIDENTS, Names};
use crate::analysis::{Findings, Question};
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::when::{Precision, When};

/// Incidents that count in an area, sorted by place, time, type and identifier. One that overlapping areas share
/// stands once, with the first of them and all of them listed.
pub(super) fn layer(question: &Question, findings: &Findings, names: &Names) -> Layer {
    let incidents = question.incidents;
    let rows: Vec<usize> = (0..incidents.len())
        .filter(|row| question.params.selection.holds(incidents, *row))
        .filter(|row| !findings.areas_of(incidents, *row).is_empty())
        .flat_map(|row| repeat_n(row, incidents.count()[row] as usize))
        .collect();
    let text = |value: &str| (!value.is_empty()).then(|| value.to_owned());
    let column = |name: &str, unit: &'static str, of: &dyn Fn(usize) -> Option<String>| {
        Column::new(
            name,
            unit,
            Cells::Text(rows.iter().map(|row| of(*row)).collect()),
        )
    };
    let areas = question.areas.list();
    let first_area = |row: usize| &areas[findings.areas_of(incidents, row)[0] as usize];
    let when = |row: usize| incidents.when()[row];
    let offence = |row: usize| incidents.offence()[row];
    let mut columns = vec![
        column("id", "identifier of the source", &|row| {
            text(incidents.id(row))
        }),
        column("type", "offence type", &|row| {
            Some(question.themes.offence_name(offence(row)).to_owned())
        }),
        column("kind", "crime or incident", &|row| {
            Some(question.themes.kind(offence(row)).as_str().to_owned())
        }),
        column(
            "themes",
            "keys of its themes, separated by blanks",
            &|row| {
                let keys = question.themes.of(offence(row)).iter();
                let keys: Vec<&str> = keys
                    .map(|theme| question.themes.list()[*theme].key.as_str())
                    .collect();
                text(&keys.join(" "))
            },
        ),
        column("happened_from", "local clock time", &|row| {
            Some(first(when(row)))
        }),
        column("happened_to", "local clock time", &|row| last(when(row))),
        column("precision", "month, day, minute or span", &|row| {
            Some(when(row).precision.as_str().to_owned())
        }),
        column("place", "label of the publisher", &|row| {
            text(incidents.label(row))
        }),
        column("source", "agency", &|row| text(incidents.source(row))),
        column("area_code", "code", &|row| {
            Some(first_area(row).code.clone())
        }),
        column("area_name", "name", &|row| {
            Some(first_area(row).name.clone())
        }),
    ];
    if rows
        .iter()
        .any(|row| findings.areas_of(incidents, *row).len() > 1)
    {
        columns.push(column(
            "area_codes",
            "codes of all areas that overlap there",
            &|row| {
                let all = findings.areas_of(incidents, row).iter();
                let codes: Vec<&str> = all
                    .map(|area| areas[*area as usize].code.as_str())
                    .collect();
                text(&codes.join(" "))
            },
        ));
    }
    let points = rows
        .iter()
        .map(|row| incidents.places()[incidents.place()[*row] as usize])
        .collect();
    let title = format!("{}: incidents in an area", names.study);
    Layer::new(
        INCIDENTS,
        Role::Incidents,
        title,
        Shapes::Points(points),
        columns,
    )
}

/// The first moment, as fine as it is known.
pub(crate) fn first(when: When) -> String {
    let time = when.from.to_civil();
    match when.precision {
        Precision::Month => when.from.month().to_string(),
        Precision::Day => time.date().to_string(),
        Precision::Minute | Precision::Span => time.strftime("%Y-%m-%dT%H:%M").to_string(),
    }
}

/// The last moment of a span.
pub(crate) fn last(when: When) -> Option<String> {
    (when.precision == Precision::Span)
        .then(|| when.to.to_civil().strftime("%Y-%m-%dT%H:%M").to_string())
}
