//! Attributes of areas that expected counts are adjusted for, from a table of code and a column an attribute.

use std::collections::BTreeMap;

use hotspur_core::Areas;
use hotspur_core::track::Covariate;

use super::TrackError;
use super::table::Table;
use crate::write::InputRecord;

/// More attributes than any number of areas bears.
const MOST_COLUMNS: usize = 50;

/// Attributes in the order of their columns, or of the names in `wanted`, area by area. An empty field, `NA` and a row that is
/// not there are missing; text is an error in a column that is named, and a column is passed over whose every field is text and
/// which nobody named, as a column of names is.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line and the remedy.
pub fn covariates(
    file: &str,
    wanted: &[String],
    areas: &Areas,
) -> Result<(Vec<Covariate>, InputRecord), TrackError> {
    let (table, input) = Table::read(file, "covariates")?;
    let code = table.needed("code")?;
    let chosen = chosen(&table, wanted, code)?;
    let numbers: BTreeMap<&str, usize> = (areas.list().iter().enumerate())
        .map(|(number, area)| (area.code.as_str(), number))
        .collect();
    let empty = |name: &String| Covariate {
        name: name.clone(),
        values: vec![None; areas.list().len()],
    };
    let mut found: Vec<Covariate> = chosen
        .iter()
        .map(|column| empty(&table.columns[*column]))
        .collect();
    let mut seen: BTreeMap<usize, u64> = BTreeMap::new();
    for row in &table.rows {
        // A table may hold a whole county.
        let Some(area) = numbers.get(row.text(code)).copied() else {
            continue;
        };
        if let Some(line) = seen.insert(area, row.line) {
            let why = format!(
                "{:?} stands in line {line} already: leave one of them out",
                row.text(code)
            );
            return Err(table.refused(row.line, why));
        }
        for (column, one) in chosen.iter().zip(&mut found) {
            let text = row.text(*column);
            if !missing(text) {
                let value = number(text).ok_or_else(|| {
                    let why = format!(
                        "{} {text:?} is no number: write one, or nothing where it is not known",
                        one.name
                    );
                    table.refused(row.line, why)
                })?;
                one.values[area] = Some(value);
            }
        }
    }
    if seen.is_empty() {
        let why =
            "no code is that of an area of the study: the column code holds the codes of areas";
        return Err(table.refused(1, why.to_owned()));
    }
    Ok((found, input))
}

fn missing(text: &str) -> bool {
    text.is_empty() || text.eq_ignore_ascii_case("na")
}

/// Numbers whose squares add up.
fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|value: &f64| value.abs() <= 1e100)
}

fn chosen(table: &Table, wanted: &[String], code: usize) -> Result<Vec<usize>, TrackError> {
    let chosen: Vec<usize> = if wanted.is_empty() {
        let of_numbers = |column: &usize| {
            let mut told = table
                .rows
                .iter()
                .map(|row| row.text(*column))
                .filter(|text| !missing(text))
                .peekable();
            told.peek().is_none() || told.any(|text| number(text).is_some())
        };
        (0..table.columns.len())
            .filter(|column| *column != code)
            .filter(of_numbers)
            .collect()
    } else {
        wanted
            .iter()
            .map(|name| table.needed(name))
            .collect::<Result<_, _>>()?
    };
    if chosen.is_empty() {
        return Err(table.refused(
            1,
            "it has no column of numbers beside code: add one".to_owned(),
        ));
    }
    if chosen.len() > MOST_COLUMNS {
        let why = format!(
            "{} attributes are too many: name those that matter in covariate_columns",
            chosen.len()
        );
        return Err(table.refused(1, why));
    }
    Ok(chosen)
}
