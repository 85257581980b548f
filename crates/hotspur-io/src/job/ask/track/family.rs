//! The areas that a study's own is compared with: a row an area, an indicator and a year.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

use hotspur_core::track::family::{Claim, Family, Member};

use super::TrackError;
use crate::write::InputRecord;

/// The most bytes of a table.
const MOST_BYTES: u64 = 4_000_000;
/// The most rows of a table.
const MOST_ROWS: usize = 5_000;
/// The most areas of one indicator and year.
const MOST_MEMBERS: usize = 100;
/// The longest text of a field in characters.
const LONGEST: usize = 200;
/// The highest count, and the highest exposure.
const HIGHEST: u64 = 1_000_000_000;

const COLUMNS: &str = "it needs the columns member, indicator, year, count, exposure and per, and may have regime, self, claim and source";

/// Reads the table of a family, in the order of indicators and years.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line, the value and the remedy.
pub fn family(file: &str) -> Result<(Vec<Family>, InputRecord), TrackError> {
    let refuse = |line: u64, why: String| TrackError::Table {
        file: file.to_owned(),
        line,
        why,
    };
    let bytes = bounded(file).map_err(|why| refuse(0, why))?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers = reader
        .headers()
        .map_err(|error| refuse(1, error.to_string()))?;
    let columns = Columns::of(headers).map_err(|why| refuse(1, why))?;
    let mut groups = Groups::new();
    let mut rows = 0;
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            refuse(line, error.to_string())
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        rows += 1;
        if rows > MOST_ROWS {
            return Err(refuse(
                line,
                format!("more than {MOST_ROWS} rows; leave out areas that nobody compares"),
            ));
        }
        let row = Row::of(&columns, &record).map_err(|why| refuse(line, why))?;
        add(&mut groups, row, line).map_err(|why| refuse(line, why))?;
    }
    if groups.is_empty() {
        return Err(refuse(1, "it has no rows; name an area in each".to_owned()));
    }
    let input = InputRecord {
        path: file.to_owned(),
        role: "family".to_owned(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(&bytes).to_hex().to_string(),
    };
    Ok((
        groups.into_values().map(|group| group.family).collect(),
        input,
    ))
}

fn bounded(file: &str) -> Result<Vec<u8>, String> {
    let opened = File::open(file).map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let mut bounded = opened.take(MOST_BYTES + 1);
    bounded
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!(
            "more than {MOST_BYTES} bytes; a table of a family is small"
        ));
    }
    Ok(bytes)
}

struct Columns {
    member: usize,
    indicator: usize,
    year: usize,
    count: usize,
    exposure: usize,
    per: usize,
    regime: Option<usize>,
    own: Option<usize>,
    claim: Option<usize>,
    source: Option<usize>,
}

impl Columns {
    fn of(headers: &csv::StringRecord) -> Result<Self, String> {
        let plain = |header: &str| header.trim_start_matches('\u{feff}').trim().to_lowercase();
        let headers: Vec<String> = headers.iter().map(plain).collect();
        let column = |name: &str| headers.iter().position(|header| header == name);
        let needed = |name: &str| {
            column(name).ok_or_else(|| format!("there is no column {name:?}; {COLUMNS}"))
        };
        Ok(Self {
            member: needed("member")?,
            indicator: needed("indicator")?,
            year: needed("year")?,
            count: needed("count")?,
            exposure: needed("exposure")?,
            per: needed("per")?,
            regime: column("regime"),
            own: column("self"),
            claim: column("claim"),
            source: column("source"),
        })
    }
}

struct Row {
    indicator: String,
    year: String,
    per: String,
    member: Member,
}

impl Row {
    fn of(columns: &Columns, record: &csv::StringRecord) -> Result<Self, String> {
        let text = |column: usize| -> Result<String, String> {
            let text = record.get(column).unwrap_or_default().trim();
            if text.chars().count() > LONGEST {
                return Err(format!(
                    "a field has more than {LONGEST} characters; shorten it"
                ));
            }
            Ok(text.to_owned())
        };
        let needed = |name: &str, column: usize| match text(column)? {
            text if text.is_empty() => {
                Err(format!("{name} is empty; fill it in, or leave the row out"))
            }
            text => Ok(text),
        };
        let wanted = |column: Option<usize>| -> Result<Option<String>, String> {
            let found = column.map(&text).transpose()?;
            Ok(found.filter(|text| !text.is_empty()))
        };
        let count = needed("count", columns.count)?;
        let exposure = needed("exposure", columns.exposure)?;
        let own = wanted(columns.own)?.unwrap_or_default();
        let claim = wanted(columns.claim)?;
        Ok(Self {
            indicator: needed("indicator", columns.indicator)?,
            year: needed("year", columns.year)?,
            per: needed("per", columns.per)?.to_lowercase(),
            member: Member {
                name: needed("member", columns.member)?,
                count: count
                    .parse()
                    .ok()
                    .filter(|count| *count <= HIGHEST)
                    .ok_or_else(|| format!("count {count:?} is no whole number from 0 to {HIGHEST}"))?,
                exposure: exposure
                    .parse()
                    .ok()
                    .filter(|exposure| (0.0..=HIGHEST as f64).contains(exposure))
                    .ok_or_else(|| {
                        format!("exposure {exposure:?} is no number from 0 to {HIGHEST}; write it without separators")
                    })?,
                regime: wanted(columns.regime)?,
                own: match own.to_lowercase().as_str() {
                    "yes" | "true" | "1" => true,
                    "" | "no" | "false" | "0" => false,
                    _ => return Err(format!("self {own:?} is neither yes nor no")),
                },
                claim: claim.map(|claim| claim.parse::<Claim>()).transpose()?,
                source: wanted(columns.source)?,
            },
        })
    }
}

type Groups = BTreeMap<(String, String), Group>;

struct Group {
    family: Family,
    /// The line of each member by name.
    lines: BTreeMap<String, u64>,
    first_line: u64,
    own_line: Option<u64>,
}

fn add(groups: &mut Groups, row: Row, line: u64) -> Result<(), String> {
    let key = (row.indicator.clone(), row.year.clone());
    let group = groups.entry(key).or_insert_with(|| Group {
        family: Family {
            indicator: row.indicator.clone(),
            year: row.year.clone(),
            per: row.per.clone(),
            members: Vec::new(),
        },
        lines: BTreeMap::new(),
        first_line: line,
        own_line: None,
    });
    let of = format!("{} in {}", row.indicator, row.year);
    if row.per != group.family.per {
        let (first, per) = (group.first_line, &group.family.per);
        return Err(format!(
            "{of} is per {:?} here and per {per:?} in line {first}; one rate has one denominator",
            row.per
        ));
    }
    if let Some(other) = group.lines.insert(row.member.name.clone(), line) {
        return Err(format!(
            "{:?} stands in line {other} too, for {of}; leave one of the rows out",
            row.member.name
        ));
    }
    if row.member.own
        && let Some(other) = group.own_line.replace(line)
    {
        return Err(format!(
            "line {other} is self too, for {of}; only one area is the study's own"
        ));
    }
    if group.family.members.len() == MOST_MEMBERS {
        return Err(format!(
            "more than {MOST_MEMBERS} areas of {of}: leave out those that nobody compares"
        ));
    }
    group.family.members.push(row.member);
    Ok(())
}
