//! Exposures in a table of their own: a code and a column for each exposure.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::areas::{InputFile, ReadArea};

/// A table longer than this is no table of exposures.
const LONGEST: u64 = 256 << 20;

/// Names of the column of codes, the most likely first.
const CODE: [&str; 8] = [
    "code",
    "area_code",
    "ward_code",
    "geography code",
    "geography_code",
    "gss_code",
    "wd_code",
    "lsoa_code",
];

/// Why exposures could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExposureError {
    /// The file cannot be read.
    #[error("cannot read {}: {why}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// A value is no exposure.
    #[error("{}, line {line}: {column} = {value:?} is no exposure: give a number that is not negative, or leave it empty", .path.display())]
    Value {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// The column.
        column: String,
        /// The value.
        value: String,
    },
    /// A code stands twice.
    #[error("{}, line {line}: the code {code:?} stands twice; keep one of the two rows", .path.display())]
    Repeated {
        /// The file.
        path: PathBuf,
        /// The line of the second, from 1.
        line: u64,
        /// The code.
        code: String,
    },
    /// There is no column of codes, or none of exposures.
    #[error("{}: {what}; columns are: {columns}; name them code, residents, households", .path.display())]
    Columns {
        /// The file.
        path: PathBuf,
        /// What is missing.
        what: &'static str,
        /// The columns there are.
        columns: String,
    },
}

/// Exposures by code.
#[derive(Debug, Clone, PartialEq)]
pub struct ExposureTable {
    /// By code, then by the name of the exposure in lower case.
    pub by_code: BTreeMap<String, BTreeMap<String, f64>>,
    /// The file.
    pub input: InputFile,
}

/// Codes on one side alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unmatched {
    /// Codes of areas that the table lacks.
    pub areas: Vec<String>,
    /// Codes of the table that no area has.
    pub unused: Vec<String>,
}

/// Reads a table of exposures.
///
/// # Errors
///
/// [`ExposureError`] names the file, the line, the value and the remedy.
pub fn read_exposures(path: &Path) -> Result<ExposureTable, ExposureError> {
    let unreadable = |why: String| ExposureError::Read {
        path: path.to_owned(),
        why,
    };
    let length = std::fs::metadata(path)
        .map_err(|error| unreadable(error.to_string()))?
        .len();
    if length > LONGEST {
        return Err(unreadable(format!(
            "{length} bytes are too long for a table of exposures"
        )));
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
        .map_err(|error| unreadable(error.to_string()))?;
    let input = InputFile {
        path: path.to_owned(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(&bytes).to_hex().to_string(),
    };
    let (decoded, _, malformed) = encoding_rs::UTF_8.decode(&bytes);
    let text = if malformed {
        encoding_rs::WINDOWS_1252.decode(&bytes).0
    } else {
        decoded
    };
    let by_code = parse(path, &text)?;
    Ok(ExposureTable { by_code, input })
}

fn parse(
    path: &Path,
    text: &str,
) -> Result<BTreeMap<String, BTreeMap<String, f64>>, ExposureError> {
    let mut table = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| ExposureError::Read {
        path: path.to_owned(),
        why: error.to_string(),
    };
    let header: Vec<String> = table
        .headers()
        .map_err(unreadable)?
        .iter()
        .map(str::to_lowercase)
        .collect();
    let missing = |what| ExposureError::Columns {
        path: path.to_owned(),
        what,
        columns: header.join(", "),
    };
    let code = CODE
        .iter()
        .find_map(|usual| header.iter().position(|name| name == usual))
        .or_else(|| {
            header
                .iter()
                .position(|name| name.ends_with("cd") || name.contains("code"))
        })
        .ok_or_else(|| missing("there is no column of codes"))?;
    let rows = table
        .into_records()
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    let columns: Vec<usize> = (0..header.len())
        .filter(|column| *column != code && is_exposure(&rows, *column, &header[*column]))
        .collect();
    if columns.is_empty() {
        return Err(missing("there is no column of exposures"));
    }
    let mut by_code = BTreeMap::new();
    for row in rows
        .iter()
        .filter(|row| row.iter().any(|value| !value.is_empty()))
    {
        let line = row.position().map_or(0, csv::Position::line);
        let key = row.get(code).unwrap_or_default().to_owned();
        if key.is_empty() {
            continue;
        }
        let mut exposures = BTreeMap::new();
        for column in &columns {
            let value = row.get(*column).unwrap_or_default();
            if value.is_empty() {
                continue;
            }
            let number = number(value).ok_or_else(|| ExposureError::Value {
                path: path.to_owned(),
                line,
                column: header[*column].clone(),
                value: value.to_owned(),
            })?;
            exposures.insert(header[*column].clone(), number);
        }
        if by_code.insert(key.clone(), exposures).is_some() {
            return Err(ExposureError::Repeated {
                path: path.to_owned(),
                line,
                code: key,
            });
        }
    }
    Ok(by_code)
}

/// A column is one of exposures where it is called one, or where most of its values are numbers: a column of names may
/// hold a beat called 12, and a column of numbers a slip.
fn is_exposure(rows: &[csv::StringRecord], column: usize, name: &str) -> bool {
    let values = || {
        rows.iter()
            .filter_map(|row| row.get(column))
            .filter(|value| !value.is_empty())
    };
    let numbers = values().filter(|value| plain(value).is_some()).count();
    let called_one = ALIASES
        .iter()
        .any(|(exposure, aliases)| *exposure == name || aliases.contains(&name));
    (called_one && values().next().is_some()) || numbers * 2 > values().count()
}

/// A number that is not negative; thousands may be set off by commas.
fn number(value: &str) -> Option<f64> {
    plain(value).filter(|number| number.is_finite() && *number >= 0.0)
}

/// A number as it is written. Commas must set off three digits each: 8,5 is no 85.
fn plain(value: &str) -> Option<f64> {
    let (whole, rest) = value.split_once('.').unwrap_or((value, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = groups.clone().count() > 0;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let sound = (1..=3).contains(&first.trim_start_matches('-').len())
        && groups.all(|group| group.len() == 3 && digits(group))
        && !rest.contains(',');
    if grouped && !sound {
        return None;
    }
    value.replace(',', "").parse().ok()
}

/// Adds the exposures to the areas, over those of the area file.
pub fn join(areas: &mut [ReadArea], table: &ExposureTable) -> Unmatched {
    let mut unmatched = Unmatched::default();
    for area in &mut *areas {
        match table.by_code.get(&area.code) {
            Some(exposures) => area.numbers.extend(exposures.clone()),
            None => unmatched.areas.push(area.code.clone()),
        }
    }
    let codes: BTreeSet<&str> = areas.iter().map(|area| area.code.as_str()).collect();
    unmatched.unused = table
        .by_code
        .keys()
        .filter(|code| !codes.contains(code.as_str()))
        .cloned()
        .collect();
    unmatched
}

/// How others call residents and households: whole names.
const ALIASES: [(&str, &[&str]); 2] = [
    (
        "residents",
        &[
            "population",
            "pop",
            "usual_residents",
            "usual residents",
            "total_population",
        ],
    ),
    (
        "households",
        &["household", "total_households", "number of households"],
    ),
];

/// How the tables of the census and of deprivation begin the names of the same.
const BEGINNINGS: [(&str, &[&str]); 2] = [
    (
        "residents",
        &["total population", "all usual residents", "usual resident"],
    ),
    ("households", &["total households", "all households"]),
];

/// Recognises residents and households under other names, where no area knows them under their own; says which.
pub fn recognise(areas: &mut [ReadArea]) -> Vec<String> {
    let mut said = Vec::new();
    for ((name, aliases), (_, beginnings)) in ALIASES.iter().zip(&BEGINNINGS) {
        if areas.iter().any(|area| area.numbers.contains_key(*name)) {
            continue;
        }
        let everywhere =
            |column: &&String| areas.iter().all(|area| area.numbers.contains_key(*column));
        let columns = || {
            areas
                .iter()
                .take(1)
                .flat_map(|area| area.numbers.keys())
                .filter(everywhere)
        };
        let found = columns()
            .find(|column| aliases.contains(&column.as_str()))
            .or_else(|| {
                columns().find(|column| beginnings.iter().any(|start| column.starts_with(start)))
            })
            .cloned();
        let Some(column) = found else {
            continue;
        };
        for area in &mut *areas {
            if let Some(size) = area.numbers.get(&column).copied() {
                area.numbers.insert((*name).to_owned(), size);
            }
        }
        said.push(format!(
            "{} area(s): the column {column:?} is read as {name}",
            areas.len()
        ));
    }
    said
}

impl Unmatched {
    /// What to say of the codes that do not match.
    #[must_use]
    pub fn sentences(&self, file: &str) -> Vec<String> {
        let mut said = Vec::new();
        let listed = |codes: &[String]| {
            let shown: Vec<&str> = codes.iter().take(10).map(String::as_str).collect();
            let more = if codes.len() > shown.len() {
                ", …"
            } else {
                ""
            };
            format!("{}{more}", shown.join(", "))
        };
        if !self.areas.is_empty() {
            said.push(format!(
                "{} area(s) have no row in {file}: {}",
                self.areas.len(),
                listed(&self.areas)
            ));
        }
        if !self.unused.is_empty() {
            said.push(format!(
                "{} code(s) of {file} belong to no area: {}",
                self.unused.len(),
                listed(&self.unused)
            ));
        }
        said
    }
}
