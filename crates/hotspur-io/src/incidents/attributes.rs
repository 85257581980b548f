//! Columns beyond where, when and what, which a study asks for by name: a row's values of them travel as one text.

use std::borrow::Cow;
use std::path::Path;

use hotspur_core::ATTRIBUTE_SEPARATOR;

use super::decode::{listed, shorten, text};
use super::error::IncidentError;
use super::fields::Fields;
use super::file::FileRead;
use super::row::field;

/// Where each attribute stands in a file; nothing where the file has no such column.
///
/// # Errors
///
/// [`IncidentError::RepeatedColumn`] where two columns bear the name.
pub fn columns_of(
    path: &Path,
    names: &[String],
    asked: &[String],
) -> Result<Vec<Option<usize>>, IncidentError> {
    let column = |wanted: &String| {
        let folded = wanted.trim().to_lowercase();
        let fits = |(_, name): &(usize, &String)| name.trim().to_lowercase() == folded;
        let mut found = names.iter().enumerate().filter(fits);
        match (found.next(), found.next()) {
            (Some((_, name)), Some(_)) => Err(IncidentError::RepeatedColumn {
                path: path.to_owned(),
                name: shorten(name),
            }),
            (first, _) => Ok(first.map(|(position, _)| position)),
        }
    };
    asked.iter().map(column).collect()
}

/// Refuses an attribute that no file has: it would be "not recorded" everywhere, which is a slip of the name.
pub fn refuse_unknown(files: &[FileRead], asked: &[String]) -> Result<(), IncidentError> {
    for (number, name) in asked.iter().enumerate() {
        let has = |file: &FileRead| file.header.attributes.get(number).copied().flatten();
        if let Some(first) = files.first()
            && files.iter().all(|file| has(file).is_none())
        {
            return Err(IncidentError::NoSuchColumn {
                path: first.input.path.clone(),
                role: "attributes",
                name: shorten(name),
                columns: listed(&first.header.names),
            });
        }
    }
    Ok(())
}

/// A field that is no attribute, where attributes are read: it must not look like several of them.
pub fn apart<'f>(field: &'f [u8], columns: &[Option<usize>]) -> Cow<'f, [u8]> {
    if columns.is_empty() || !field.contains(&ATTRIBUTE_SEPARATOR) {
        return Cow::Borrowed(field);
    }
    Cow::Owned(field.iter().map(|byte| unseparated(*byte)).collect())
}

/// The text of a field, or of attributes one after another.
pub fn decoded(bytes: &[u8]) -> (String, bool) {
    let mut legacy = false;
    let values: Vec<String> = bytes
        .split(|byte| *byte == ATTRIBUTE_SEPARATOR)
        .map(|value| {
            let (text, of_value) = text(value);
            legacy |= of_value;
            text.into_owned()
        })
        .collect();
    let between = char::from(ATTRIBUTE_SEPARATOR).to_string();
    (values.join(&between), legacy)
}

fn unseparated(byte: u8) -> u8 {
    if byte == ATTRIBUTE_SEPARATOR {
        b' '
    } else {
        byte
    }
}

/// Writes a row's values one after another; a separator within a value becomes a blank.
pub fn join(fields: &impl Fields, columns: &[Option<usize>], joined: &mut Vec<u8>) {
    joined.clear();
    for (number, column) in columns.iter().enumerate() {
        if number > 0 {
            joined.push(ATTRIBUTE_SEPARATOR);
        }
        let value = column.map_or(&[][..], |column| field(fields, Some(column)));
        joined.extend(value.iter().map(|byte| unseparated(*byte)));
    }
}
