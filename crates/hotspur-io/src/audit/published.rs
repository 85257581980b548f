//! A public release as an outsider reads it: tables, and the counts that stand in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use super::AuditError;
use super::gpkg::read_geopackage;
use super::periods::{in_slot, months};
use super::rows::{Field, Table, read_csv, read_geojson};
use super::truth::{Ground, Truth, grounds};

/// The ending of the columns of counts.
pub const COUNT: &str = "_count";

/// What a count is of, beside its theme.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// An area, by code, over the whole period.
    Area(String),
    /// The study area in a slot of time; `period` for the whole of it.
    Slot(String),
}

impl Where {
    /// In words.
    pub fn words(&self) -> String {
        match self {
            Self::Area(code) => format!("in area {code}"),
            Self::Slot(slot) if slot == "period" => "in the whole period".to_owned(),
            Self::Slot(slot) => format!("in {slot}"),
        }
    }
}

/// A count that is shown or withheld.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The table.
    pub file: String,
    /// Where.
    pub place: Where,
    /// The key of what is counted.
    pub key: String,
    /// The count; nothing where it is withheld.
    pub value: Option<u64>,
}

/// A release.
#[derive(Debug, Clone)]
pub struct Published {
    /// Its folder, as it was given.
    pub folder: PathBuf,
    /// The folder in findings.
    pub name: String,
    /// Every file below the folder.
    pub files: Vec<PathBuf>,
    /// Every table.
    pub tables: Vec<Table>,
    /// Every count, file by file.
    pub shown: Vec<Shown>,
    /// The areas, as finely as any file holds them.
    pub areas: Vec<Ground>,
    /// The months that it tells of.
    pub months: BTreeSet<String>,
    /// Whether its counts are rounded.
    pub rounded: bool,
    /// The parameters of its manifest.
    pub parameters: Json,
}

impl Published {
    /// Reads a folder.
    pub fn read(folder: &Path, truth: &Truth) -> Result<Self, AuditError> {
        let mut files = Vec::new();
        list(folder, 0, &mut files)?;
        files.sort();
        if files.is_empty() {
            return Err(AuditError::unreadable(
                folder,
                "there are no files; give the folder of a public release",
            ));
        }
        let name = folder.display().to_string();
        let mut tables = Vec::new();
        for path in &files {
            let file = format!(
                "{name}/{}",
                path.strip_prefix(folder).unwrap_or(path).display()
            );
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            match ending.to_lowercase().as_str() {
                "geojson" => tables.push(read_geojson(path, &file, &stem, truth.crs)?),
                "csv" => tables.push(read_csv(path, &file, &stem)?),
                "gpkg" => tables.extend(read_geopackage(path, &file, None)?),
                _ => {}
            }
        }
        let optional = |file: &str| -> Result<Json, AuditError> {
            let path = folder.join(file);
            if path.is_file() {
                super::read_json(&path)
            } else {
                Ok(Json::Null)
            }
        };
        let mut manifest = optional("manifest.json")?;
        let statement = optional("disclosure.json")?;
        let method = statement["policy"]["method"].as_str().unwrap_or_default();
        let parameters = manifest["parameters"].take();
        let shown: Vec<Shown> = tables.iter().flat_map(shown).collect();
        Ok(Self {
            areas: outlines(&tables, &shown, truth),
            shown,
            months: months(&parameters["period"], truth),
            rounded: method.contains("round"),
            folder: folder.to_owned(),
            name,
            files,
            tables,
            parameters,
        })
    }

    /// Each count once, as the first file that shows it has it.
    pub fn counts(&self) -> BTreeMap<(Where, String), Option<u64>> {
        let mut found: BTreeMap<(Where, String), Option<u64>> = BTreeMap::new();
        for shown in &self.shown {
            let entry = found
                .entry((shown.place.clone(), shown.key.clone()))
                .or_default();
            *entry = entry.or(shown.value);
        }
        found
    }

    /// The themes whose total follows from expected counts, and stands in no table of its own.
    pub fn implied(&self) -> BTreeSet<String> {
        let told = self.counts();
        let mut found = BTreeSet::new();
        for table in &self.tables {
            for (at, column) in table.columns.iter().enumerate() {
                let of_place = table.name.strip_prefix("hotspots_");
                let key = match of_place.filter(|_| column == "expected") {
                    Some(key) => key,
                    None => match column.strip_suffix("_expected") {
                        Some(key) => key,
                        None => continue,
                    },
                };
                let said = |row: &Vec<Field>| row.get(at).is_some_and(|f| f.number().is_some());
                let place = (Where::Slot("period".to_owned()), key.to_owned());
                if table.rows.iter().any(said) && !told.contains_key(&place) {
                    found.insert(key.to_owned());
                }
            }
        }
        found
    }

    /// The months of a slot of time.
    pub fn months_of(&self, slot: &str) -> BTreeSet<String> {
        let within = |month: &&String| slot == "period" || in_slot(month, slot);
        self.months.iter().filter(within).cloned().collect()
    }
}

fn list(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> Result<(), AuditError> {
    let error = |error: std::io::Error| {
        AuditError::unreadable(
            folder,
            &format!("{error}; give the folder of a public release"),
        )
    };
    for entry in std::fs::read_dir(folder).map_err(error)? {
        let path = entry.map_err(error)?.path();
        if path.is_dir() && depth < 8 {
            list(&path, depth + 1, found)?;
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}

/// Whether a table has one row an area.
pub fn is_areas(table: &Table) -> bool {
    table.column("code").is_some() && table.columns.iter().any(|column| column.ends_with(COUNT))
}

/// The counts of a table of areas or of time.
fn shown(table: &Table) -> Vec<Shown> {
    let mut found = Vec::new();
    let by_area = is_areas(table);
    let head = if by_area { "code" } else { "time" };
    if !by_area && table.column("time").is_none() {
        return found;
    }
    for (row, fields) in table.rows.iter().enumerate() {
        let Some(place) = table.text(row, head) else {
            continue;
        };
        let place = if by_area {
            Where::Area(place)
        } else {
            Where::Slot(place)
        };
        for (column, field) in table.columns.iter().zip(fields) {
            if let Some(key) = column.strip_suffix(COUNT) {
                found.push(Shown {
                    file: table.file.clone(),
                    place: place.clone(),
                    key: key.to_owned(),
                    value: field.count(),
                });
            }
        }
    }
    found
}

/// A GeoPackage holds outlines to the last digit, a GeoJSON to a tenth of a metre.
fn finest(tables: &[Table]) -> Vec<Ground> {
    let of = |exact: bool| {
        let held = tables
            .iter()
            .filter(move |table| table.file.contains('#') == exact);
        held.filter(|table| is_areas(table)).flat_map(grounds)
    };
    let mut found: BTreeMap<String, Ground> = BTreeMap::new();
    for ground in of(true).chain(of(false)) {
        found.entry(ground.code.clone()).or_insert(ground);
    }
    found.into_values().collect()
}

/// The outlines of the areas; those of a release that has none are the truth's of the same code.
fn outlines(tables: &[Table], shown: &[Shown], truth: &Truth) -> Vec<Ground> {
    let mut found = finest(tables);
    for own in &truth.areas {
        let told = |shown: &Shown| matches!(&shown.place, Where::Area(code) if *code == own.code);
        if found.iter().all(|ground| ground.code != own.code) && shown.iter().any(told) {
            found.push(own.clone());
        }
    }
    found
}
