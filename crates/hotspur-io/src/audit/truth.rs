//! The truth: what the analyst's folder holds of themes, areas and incidents, and by which rules it may be told.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use geo::{Geometry, MultiPolygon};
use serde_json::Value as Json;

use super::AuditError;
use super::gpkg::read_geopackage;
use super::offences::{OffenceGroup, TrueTheme, groups, themes};
use super::rows::{Table, read_geojson};
use crate::crs::Crs;

/// An incident.
#[derive(Debug, Clone)]
pub struct Event {
    /// Where, in metres.
    pub at: (f64, f64),
    /// Its offence group.
    pub group: usize,
    /// When: as much of a date as is known, year and month at least.
    pub when: String,
    /// The areas that it counts in, by code.
    pub codes: Vec<String>,
    /// Its identifier.
    pub id: Option<String>,
    /// The label of its place.
    pub place: Option<String>,
}

impl Event {
    /// Its month, as 2025-01.
    pub fn month(&self) -> &str {
        self.when.get(..7).unwrap_or_default()
    }
}

/// An area.
#[derive(Debug, Clone)]
pub struct Ground {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its outline, in metres.
    pub outline: MultiPolygon<f64>,
}

/// The truth.
#[derive(Debug, Clone)]
pub struct Truth {
    /// The manifest.
    pub manifest: Json,
    /// The plane.
    pub crs: Crs,
    /// The themes.
    pub themes: Vec<TrueTheme>,
    /// The offence groups.
    pub groups: Vec<OffenceGroup>,
    /// The incidents.
    pub events: Vec<Event>,
    /// The areas.
    pub areas: Vec<Ground>,
    /// A count below this is small.
    pub threshold: u64,
    /// The same of sensitive themes.
    pub sensitive_threshold: u64,
    /// The finest time that may be told: `month`, `quarter` or `period`.
    pub dates: String,
    /// Whether the study rounds: then a count need not be less known than its own rounding leaves it.
    pub rounded: bool,
}

impl Truth {
    /// Reads the analyst's folder; thresholds that are asked for go before those of the study, which can only be stricter
    /// than the defaults.
    pub fn read(folder: &Path, asked: (Option<u64>, Option<u64>)) -> Result<Self, AuditError> {
        let file = folder.join("manifest.json");
        let manifest = super::read_json(&file)?;
        let unfit = |why: &str| AuditError::unreadable(&file, why);
        let parameters = &manifest["parameters"];
        let crs = parameters["crs"].as_str().and_then(|crs| crs.parse().ok());
        let crs: Crs = crs.ok_or_else(|| {
            unfit(
                "it names no coordinate system; give the analyst's folder of a run of hotspur map",
            )
        })?;
        let themes = themes(parameters);
        if themes.is_empty() {
            return Err(unfit(
                "it names no themes; give the analyst's folder of a run of hotspur map",
            ));
        }
        let public = &manifest["request"]["release"]["public"];
        let stricter = |asked: Option<u64>, key: &str, least: u64| {
            asked.unwrap_or_else(|| public[key].as_u64().map_or(least, |own| own.max(least)))
        };
        let threshold = stricter(asked.0, "threshold", super::THRESHOLD);
        let sensitive = stricter(asked.1, "sensitive_threshold", super::SENSITIVE_THRESHOLD);
        let areas = grounds(&layer(folder, &manifest, "areas", crs)?);
        let incidents = layer(folder, &manifest, "incidents", crs)?;
        let mut groups = groups(&themes, parameters);
        let events = events(&incidents, &themes, &mut groups);
        Ok(Self {
            crs,
            rounded: public["rounded"].as_bool().unwrap_or(false),
            dates: public["dates"].as_str().unwrap_or("month").to_owned(),
            themes,
            groups,
            events,
            areas,
            threshold,
            sensitive_threshold: sensitive.max(threshold),
            manifest,
        })
    }

    /// The theme of a key.
    pub fn theme(&self, key: &str) -> Option<&TrueTheme> {
        self.themes.iter().find(|theme| theme.key == key)
    }

    /// The threshold of what a key counts; a theme that the truth does not know is sensitive.
    pub fn threshold_of(&self, key: &str) -> u64 {
        let open = ["all_crime", "all_incidents"].contains(&key)
            || self.theme(key).is_some_and(|theme| !theme.sensitive);
        if open {
            self.threshold
        } else {
            self.sensitive_threshold
        }
    }

    /// Whether a group is counted under a key; nothing where the key is unknown.
    pub fn counts(&self, key: &str) -> Option<Vec<bool>> {
        let kind = |kind: &str| self.groups.iter().map(|group| group.kind == kind).collect();
        match key {
            "all_crime" => Some(kind("crime")),
            "all_incidents" => Some(kind("incident")),
            _ => {
                let number = self.themes.iter().position(|theme| theme.key == key)?;
                let held = |group: &OffenceGroup| group.themes.contains(&number);
                Some(self.groups.iter().map(held).collect())
            }
        }
    }
}

fn events(table: &Table, themes: &[TrueTheme], groups: &mut Vec<OffenceGroup>) -> Vec<Event> {
    let mut found = Vec::new();
    for (row, shape) in table.shapes.iter().enumerate() {
        let Some(Geometry::Point(at)) = shape else {
            continue;
        };
        let text = |name: &str| table.text(row, name);
        let keys = text("themes").unwrap_or_default();
        let split = |c: char| c.is_whitespace() || c == ',' || c == ';';
        let group = OffenceGroup {
            themes: keys
                .split(split)
                .filter_map(|key| themes.iter().position(|theme| theme.key == key))
                .collect(),
            kind: text("kind").unwrap_or_else(|| "crime".to_owned()),
        };
        let number = groups
            .iter()
            .position(|known| *known == group)
            .unwrap_or_else(|| {
                groups.push(group);
                groups.len() - 1
            });
        let codes = text("area_codes")
            .or_else(|| text("area_code"))
            .unwrap_or_default();
        found.push(Event {
            at: (at.x(), at.y()),
            group: number,
            when: text("happened_from").unwrap_or_default(),
            codes: codes
                .split(split)
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
            id: text("id"),
            place: text("place"),
        });
    }
    found
}

/// The areas of a table that have an outline and a code.
pub fn grounds(table: &Table) -> Vec<Ground> {
    let ground = |(row, shape): (usize, &Option<Geometry<f64>>)| match shape {
        Some(Geometry::MultiPolygon(outline)) => {
            let code = table.text(row, "code")?;
            Some(Ground {
                name: table.text(row, "name").unwrap_or_else(|| code.clone()),
                code,
                outline: outline.clone(),
            })
        }
        _ => None,
    };
    table.shapes.iter().enumerate().filter_map(ground).collect()
}

/// A layer of the analyst's folder by its role. The GeoPackage goes first, since it holds positions to the last digit.
fn layer(folder: &Path, manifest: &Json, role: &str, crs: Crs) -> Result<Table, AuditError> {
    let layers = manifest["layers"].as_array().map_or(&[][..], Vec::as_slice);
    let named = layers
        .iter()
        .find(|layer| layer["role"].as_str() == Some(role));
    let name = named
        .and_then(|layer| layer["name"].as_str())
        .unwrap_or(role);
    let package = folder.join("study.gpkg");
    if package.is_file()
        && let Some(table) = read_geopackage(&package, "study.gpkg", Some(name))?.pop()
    {
        return Ok(table);
    }
    let file: PathBuf = folder.join(format!("{name}.geojson"));
    if file.is_file() {
        return read_geojson(&file, role, name, crs);
    }
    Err(AuditError::unreadable(
        &file,
        &format!(
            "the {role} are not there; run hotspur map again with --write {role},geojson or --write gpkg"
        ),
    ))
}

impl Truth {
    /// The months of the incidents.
    pub fn months(&self) -> BTreeSet<String> {
        let months = self.events.iter().map(Event::month);
        months
            .filter(|month| month.len() == 7)
            .map(str::to_owned)
            .collect()
    }
}
