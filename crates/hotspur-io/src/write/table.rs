//! A layer as CSV, for spreadsheets.

use std::io::{self, Write};

use hotspur_core::{Cells, Layer};

use super::number::ten_digits;

/// Writes the columns of a layer as CSV in UTF-8. A byte order mark stands before it only where a text needs one,
/// since spreadsheets otherwise guess the encoding wrongly and other programs stumble over it.
pub fn write_table(layer: &Layer, out: &mut dyn Write) -> io::Result<()> {
    if layer.columns.iter().any(|column| needs_mark(&column.cells)) {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_record(layer.columns.iter().map(|column| column.name.as_str()))?;
    for feature in 0..layer.shapes.len() {
        table.write_record(
            layer
                .columns
                .iter()
                .map(|column| field(&column.cells, feature)),
        )?;
    }
    table.flush()
}

fn needs_mark(cells: &Cells) -> bool {
    matches!(cells, Cells::Text(cells) if cells.iter().flatten().any(|text| !text.is_ascii()))
}

fn field(cells: &Cells, feature: usize) -> String {
    match cells {
        Cells::Integer(cells) => cells[feature].map(|n| n.to_string()),
        Cells::Real(cells) => cells[feature].map(|x| ten_digits(x).to_string()),
        Cells::Text(cells) => cells[feature].as_deref().map(inert),
        Cells::Boolean(cells) => cells[feature].map(|b| b.to_string()),
    }
    .unwrap_or_default()
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it.
pub(crate) fn inert(text: &str) -> String {
    if text.len() > 1 && text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}
