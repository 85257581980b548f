//! What there is to be struck: a table of attribute, value and number, with the code of an area or for the whole study area.

use std::path::Path;

use hotspur_core::Areas;
use hotspur_core::answer::Stock;

use super::AskError;
use crate::incidents::InputFile;

/// The most rows of a table of stock.
const MOST_ROWS: usize = 1_000_000;

/// Reads a table of stock.
///
/// # Errors
///
/// [`AskError::Stock`] names the file, the line and the remedy.
pub fn stock(file: &str, areas: &Areas) -> Result<(Vec<Stock>, InputFile), AskError> {
    let refuse = |line: u64, why: String| AskError::Stock {
        file: file.to_owned(),
        line,
        why,
    };
    let bytes = std::fs::read(Path::new(file)).map_err(|error| refuse(0, error.to_string()))?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers = reader
        .headers()
        .map_err(|error| refuse(1, error.to_string()))?
        .clone();
    let column = |name: &str| {
        headers.iter().position(|header| {
            header
                .trim_start_matches('\u{feff}')
                .trim()
                .eq_ignore_ascii_case(name)
        })
    };
    let (Some(attribute), Some(value), Some(number)) =
        (column("attribute"), column("value"), column("number"))
    else {
        return Err(refuse(
            1,
            "it needs the columns attribute, value and number, and may have code".to_owned(),
        ));
    };
    let code = column("code");
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            refuse(line, error.to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let text = |at: usize| record.get(at).unwrap_or_default().trim();
        let size: Option<f64> = text(number).parse().ok();
        let size = size.filter(|size| size.is_finite() && *size >= 0.0);
        let Some(size) = size else {
            return Err(refuse(line, format!("{:?} is no number", text(number))));
        };
        let area = match code.map(text).filter(|code| !code.is_empty()) {
            None => None,
            Some(code) => Some(
                (0_u32..)
                    .zip(areas.list())
                    .find(|(_, area)| area.code == code)
                    .map(|(number, _)| number)
                    .ok_or_else(|| refuse(line, format!("there is no area {code:?}")))?,
            ),
        };
        if rows.len() == MOST_ROWS {
            return Err(refuse(line, format!("more than {MOST_ROWS} rows")));
        }
        rows.push(Stock {
            attribute: text(attribute).to_owned(),
            value: text(value).to_owned(),
            area,
            number: size,
        });
    }
    let input = InputFile {
        path: file.into(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(&bytes).to_hex().to_string(),
    };
    Ok((rows, input))
}
