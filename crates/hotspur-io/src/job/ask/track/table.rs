//! A small table beside a study: read whole within bounds, its columns by name, its rows with their lines.

use std::io::Read as _;
use std::path::Path;

use super::TrackError;
use crate::write::InputRecord;

/// The most bytes of a small table.
const MOST_BYTES: u64 = 16 << 20;

/// The most rows of a small table.
const MOST_ROWS: usize = 100_000;

/// The most characters of a field, which may end in a page.
const MOST_FIELD: usize = 2_000;

/// A table.
pub struct Table {
    /// The file, as it was given.
    pub file: String,
    /// Names of columns, in order, as they are written.
    pub columns: Vec<String>,
    /// Rows that hold anything, in order.
    pub rows: Vec<TableRow>,
    /// What was written in lines that begin with `#`, in order.
    pub remarks: Vec<String>,
}

/// A row of a table.
pub struct TableRow {
    /// Its line in the file.
    pub line: u64,
    fields: Vec<String>,
}

impl TableRow {
    /// The field of a column, trimmed; empty where the row is too short.
    pub fn text(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field.as_str())
    }

    /// The field of a column that may be absent.
    pub fn optional(&self, column: Option<usize>) -> &str {
        column.map_or("", |column| self.text(column))
    }
}

impl Table {
    /// Refuses a row that stands twice, to the letter: it would be counted twice.
    ///
    /// # Errors
    ///
    /// [`TrackError::Table`] names both lines.
    pub fn refuse_twins(&self) -> Result<(), TrackError> {
        let mut seen = std::collections::BTreeMap::new();
        for row in &self.rows {
            if let Some(line) = seen.insert(&row.fields, row.line) {
                let why = format!("it is line {line} again: leave one of them out");
                return Err(self.refused(row.line, why));
            }
        }
        Ok(())
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// [`TrackError::Table`] names the file and the line.
    pub fn read(file: &str, role: &str) -> Result<(Self, InputRecord), TrackError> {
        let refuse = |line: u64, why: String| TrackError::Table {
            file: file.to_owned(),
            line,
            why,
        };
        let mut bytes = Vec::new();
        std::fs::File::open(Path::new(file))
            .and_then(|open| open.take(MOST_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|error| refuse(0, format!("{error}: name a file that can be read")))?;
        if bytes.len() as u64 > MOST_BYTES {
            let most = MOST_BYTES >> 20;
            let why = format!(
                "it is larger than {most} MB, which no table of this kind is: name the right file"
            );
            return Err(refuse(0, why));
        }
        if bytes.iter().filter(|byte| **byte == b'"').count() % 2 == 1 {
            let why = "a quote is opened and not closed: close it, or double one that is meant";
            return Err(refuse(1, why.to_owned()));
        }
        let input = InputRecord {
            path: file.to_owned(),
            role: role.to_owned(),
            bytes: bytes.len() as u64,
            blake3: blake3::hash(&bytes).to_hex().to_string(),
        };
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let remarks = text
            .split(|byte| *byte == b'\n')
            .filter_map(|line| line.strip_prefix(b"#"))
            .take(100)
            .map(|line| {
                String::from_utf8_lossy(line)
                    .trim()
                    .chars()
                    .take(MOST_FIELD)
                    .collect()
            })
            .collect();
        let mut reader = csv::ReaderBuilder::new()
            .comment(Some(b'#'))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text);
        let headers = (reader.headers())
            .map_err(|error| refuse(1, format!("{error}: save it as CSV in UTF-8")))?;
        let columns: Vec<String> = headers.iter().map(str::to_owned).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, csv::Position::line);
                refuse(line, format!("{error}: save it as CSV in UTF-8"))
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            if record.iter().all(str::is_empty) {
                continue;
            }
            if rows.len() == MOST_ROWS {
                return Err(refuse(
                    line,
                    format!("more than {MOST_ROWS} rows: split the table or name the right file"),
                ));
            }
            if record.len() > columns.len() {
                let why = format!(
                    "{} fields under {} columns: put a field that holds a comma in quotes",
                    record.len(),
                    columns.len()
                );
                return Err(refuse(line, why));
            }
            if record.iter().any(|field| field.len() > MOST_FIELD) {
                return Err(refuse(
                    line,
                    format!("a field is longer than {MOST_FIELD} characters: shorten it"),
                ));
            }
            rows.push(TableRow {
                line,
                fields: record.iter().map(str::to_owned).collect(),
            });
        }
        let table = Self {
            file: file.to_owned(),
            columns,
            rows,
            remarks,
        };
        Ok((table, input))
    }

    /// The number of a column, without regard to case.
    pub fn column(&self, name: &str) -> Option<usize> {
        let same = |column: &String| column.eq_ignore_ascii_case(name);
        self.columns.iter().position(same)
    }

    /// The number of a column that must be there.
    ///
    /// # Errors
    ///
    /// [`TrackError::Table`] says which columns there are.
    pub fn needed(&self, name: &str) -> Result<usize, TrackError> {
        self.column(name).ok_or_else(|| {
            let found = self.columns.join(", ");
            self.refused(
                1,
                format!("it needs a column {name}, and has {found}: name one of them {name}"),
            )
        })
    }

    /// The error of a line.
    pub fn refused(&self, line: u64, why: String) -> TrackError {
        TrackError::Table {
            file: self.file.clone(),
            line,
            why,
        }
    }
}
