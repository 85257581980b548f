//! One file in a partial.

use std::collections::BTreeMap;

use hotspur_core::{Texts, Themes};
use serde::{Deserialize, Serialize};

use super::super::coordinates::{Judgement, fault, parse};
use super::super::file::{FileRead, FileRow, NONE, Oddities};
use super::super::header::{Columns, Header};
use super::super::table::{InputFile, Profile};
use super::sound::{PRECISIONS, adds_up, plain, rejections, when};

const PROFILES: [Profile; 3] = [Profile::PoliceUk, Profile::Given, Profile::Guessed];

/// What a file holds; rows as columns, numbers into the lists before them.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialFile {
    path: String,
    bytes: u64,
    blake3: String,
    header: Vec<String>,
    columns: [Option<usize>; 8],
    profile: usize,
    police: bool,
    names_mean_degrees: Option<bool>,
    rows_read: u64,
    rejected: BTreeMap<String, u64>,
    rejected_rows: Vec<(u64, String, String)>,
    degrees: Option<bool>,
    could_be_degrees: u64,
    oddities: [u64; 7],
    /// Coordinates as the shortest decimals that read as the same numbers.
    coordinates: Vec<[String; 2]>,
    /// The first minute, the minute after the last, how finely they are known, the month that is counted.
    dated: Vec<(i32, i32, usize, i32)>,
    types: Vec<String>,
    labels: Vec<String>,
    rows: Rows,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    coordinate: Vec<Option<u32>>,
    dated: Vec<u32>,
    kind: Vec<u32>,
    label: Vec<u32>,
    count: Vec<u32>,
    line: Vec<u64>,
}

impl PartialFile {
    /// Of a file as it was read, rows in the order of their first lines.
    pub fn of(file: &FileRead) -> Self {
        let (columns, odd) = (&file.header.columns, &file.oddities);
        let mut sorted: Vec<&FileRow> = file.rows.iter().collect();
        sorted.sort_unstable_by_key(|row| row.line);
        let mut rows = Rows::default();
        for row in sorted {
            rows.coordinate
                .push(Some(row.coordinate).filter(|number| *number != NONE));
            rows.dated.push(row.dated);
            rows.kind.push(row.kind);
            rows.label.push(row.label);
            rows.count.push(row.count);
            rows.line.push(row.line);
        }
        let rejected = file.rejections.counts.iter();
        let rejected_rows = file.rejections.rows.iter();
        let dated = file.dated.iter().map(|(when, month)| {
            let precision = PRECISIONS.iter().position(|one| *one == when.precision);
            (when.from.0, when.to.0, precision.unwrap_or(0), month.0)
        });
        Self {
            path: file.input.path.to_string_lossy().into_owned(),
            bytes: file.input.bytes,
            blake3: file.input.blake3.clone(),
            header: file.header.names.clone(),
            columns: [
                Some(columns.x),
                Some(columns.y),
                Some(columns.from),
                columns.to,
                columns.kind,
                columns.place,
                columns.id,
                columns.source,
            ],
            profile: (PROFILES.iter())
                .position(|one| *one == file.header.profile)
                .unwrap_or(0),
            police: file.header.police,
            names_mean_degrees: file.header.degrees,
            rows_read: file.rows_read,
            rejected: rejected
                .map(|(reason, rows)| (reason.as_str().to_owned(), *rows))
                .collect(),
            rejected_rows: rejected_rows
                .map(|row| (row.line, row.reason.as_str().to_owned(), row.value.clone()))
                .collect(),
            degrees: file.judgement.degrees,
            could_be_degrees: file.judgement.could_be_degrees,
            oddities: [
                odd.extra_fields,
                odd.zones,
                odd.day_first,
                odd.month_first,
                odd.reversed,
                odd.no_end,
                odd.legacy_texts,
            ],
            coordinates: (file.coordinates.iter())
                .map(|at| at.map(|number| number.to_string()))
                .collect(),
            dated: dated.collect(),
            types: file.types.iter().map(|(name, _)| name.clone()).collect(),
            labels: file.texts.clone(),
            rows,
        }
    }

    /// The file as it was read, with the themes of this run.
    ///
    /// # Errors
    ///
    /// In words, where it contradicts itself.
    pub fn into_read(self, themes: &Themes) -> Result<FileRead, &'static str> {
        let coordinates = self.coordinates()?;
        let dated = self.dated.iter().map(|one| when(*one));
        let dated = dated.collect::<Option<Vec<_>>>().ok_or("a time is none")?;
        let rows = self.file_rows()?;
        let texts = [&self.types, &self.labels, &self.header];
        if !plain(texts.into_iter().flatten()) {
            return Err("a text holds control characters");
        }
        if self.blake3.len() != 64 || !self.blake3.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err("the hash of the file is none");
        }
        let [Some(x), Some(y), Some(from), to, kind, place, id, source] = self.columns else {
            return Err("it does not say where coordinates and dates stood");
        };
        let [
            extra_fields,
            zones,
            day_first,
            month_first,
            reversed,
            no_end,
            legacy_texts,
        ] = self.oddities;
        let texts = (self.types.len() + self.labels.len()) as u64;
        let odd = self.oddities[..6].iter().chain([&self.could_be_degrees]);
        if odd.max() > Some(&self.rows_read) || legacy_texts > texts {
            return Err("more of it is odd than there is");
        }
        let degrees = self.degrees == Some(true);
        let faults = coordinates
            .iter()
            .map(|at| fault(*at, degrees))
            .collect::<Vec<_>>();
        let nowhere = |row: &FileRow| {
            faults
                .get(row.coordinate as usize)
                .is_some_and(Option::is_some)
        };
        if rows.iter().any(nowhere) {
            return Err("a row lies where nothing can");
        }
        let types = self.types.into_iter().map(|name| {
            let offence = themes.offence(&name);
            (name, offence)
        });
        Ok(FileRead {
            input: InputFile {
                path: self.path.into(),
                bytes: self.bytes,
                blake3: self.blake3,
            },
            beside: Vec::new(),
            crs: None,
            said: Vec::new(),
            header: Header {
                names: self.header,
                columns: Columns {
                    x,
                    y,
                    from,
                    to,
                    kind,
                    place,
                    id,
                    source,
                },
                attributes: Vec::new(),
                profile: *PROFILES.get(self.profile).ok_or("its profile is unknown")?,
                police: self.police,
                degrees: self.names_mean_degrees,
            },
            rows_read: self.rows_read,
            rejections: rejections(&self.rejected, self.rejected_rows)?,
            judgement: Judgement {
                degrees: self.degrees,
                faults,
                could_be_degrees: self.could_be_degrees,
            },
            types: types.collect(),
            rows,
            coordinates,
            dated,
            texts: self.labels,
            ids: Texts::default(),
            oddities: Oddities {
                extra_fields,
                zones,
                day_first,
                month_first,
                reversed,
                no_end,
                legacy_texts,
            },
        })
    }

    fn coordinates(&self) -> Result<Vec<[f64; 2]>, &'static str> {
        let number = |text: &String| parse(text.as_bytes());
        let at = |[x, y]: &[String; 2]| Some([number(x)?, number(y)?]);
        let found: Option<Vec<[f64; 2]>> = self.coordinates.iter().map(at).collect();
        found.ok_or("a coordinate is no number")
    }

    /// The rows, where every number refers to something and the ledger balances.
    fn file_rows(&self) -> Result<Vec<FileRow>, &'static str> {
        let rows = &self.rows;
        let length = rows.count.len();
        let columns = [&rows.dated, &rows.kind, &rows.label];
        if columns.iter().any(|column| column.len() != length)
            || rows.coordinate.len() != length
            || rows.line.len() != length
        {
            return Err("its columns of rows are not of one length");
        }
        let within = |column: &[u32], list: usize| column.iter().all(|at| (*at as usize) < list);
        let located = rows.coordinate.iter().flatten().copied();
        let sound = within(&rows.dated, self.dated.len())
            && within(&rows.kind, self.types.len())
            && within(&rows.label, self.labels.len())
            && within(&located.collect::<Vec<u32>>(), self.coordinates.len())
            && rows.count.iter().all(|count| *count > 0);
        if !sound {
            return Err("a row refers to what is not there");
        }
        let counted: u64 = rows.count.iter().map(|count| u64::from(*count)).sum();
        if !adds_up(self.rows_read, counted, &self.rejected) {
            return Err("its rows do not add up to those read");
        }
        Ok((0..length)
            .map(|row| FileRow {
                coordinate: rows.coordinate[row].unwrap_or(NONE),
                kind: rows.kind[row],
                dated: rows.dated[row],
                label: rows.label[row],
                id: NONE,
                source: NONE,
                attributes: NONE,
                count: rows.count[row],
                line: rows.line[row],
            })
            .collect())
    }
}
