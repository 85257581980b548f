//! Which columns of a file to read, from its header.

use std::path::Path;

use super::dates;
use super::decode::{listed, shorten};
use super::error::IncidentError;
use super::guess::{Role, guess_columns, names_mean_degrees};
use super::source::ColumnMapping;
use super::table::Profile;

/// The positions of the columns to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Easting or longitude.
    pub x: usize,
    /// Northing or latitude.
    pub y: usize,
    /// When it happened, or the earliest that it can have.
    pub from: usize,
    /// The latest, where a span is read.
    pub to: Option<usize>,
    /// The offence type.
    pub kind: Option<usize>,
    /// The place label.
    pub place: Option<usize>,
    /// The id.
    pub id: Option<usize>,
    /// Who recorded it.
    pub source: Option<usize>,
}

impl Columns {
    /// The columns of the coordinate and the place label, first and last, where they stand side by side as in police.uk files.
    pub fn spot(&self) -> Option<(usize, usize)> {
        let place = self.place?;
        (self.y == self.x + 1 && place == self.y + 1).then_some((self.x, place))
    }
}

/// A header that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The column names, trimmed.
    pub names: Vec<String>,
    /// The columns to read.
    pub columns: Columns,
    /// Where the attributes that are asked for stand; nothing for those that the file has not.
    pub attributes: Vec<Option<usize>>,
    /// How they were found.
    pub profile: Profile,
    /// Whether the names are those of a police.uk street file.
    pub police: bool,
    /// Whether the names mean degrees; `None` where they do not tell.
    pub degrees: Option<bool>,
}

/// The files that police.uk publishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PoliceFile {
    /// Street crime and anti-social behaviour: what is read here.
    Street,
    /// What became of crimes.
    Outcomes,
    /// Stops and searches.
    StopAndSearch,
}

impl PoliceFile {
    /// The kind of file in words.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Street => "police.uk street crime",
            Self::Outcomes => "police.uk outcomes",
            Self::StopAndSearch => "police.uk stop and search",
        }
    }
}

/// Recognises a police.uk file by its column names, in any order.
pub fn police_file(names: &[String]) -> Option<PoliceFile> {
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let placed = has("Longitude") && has("Latitude");
    let crime =
        placed && has("Month") && has("Location") && (has("Reported by") || has("Falls within"));
    if crime && has("Crime type") {
        Some(PoliceFile::Street)
    } else if crime && has("Outcome type") {
        Some(PoliceFile::Outcomes)
    } else if placed && has("Object of search") {
        Some(PoliceFile::StopAndSearch)
    } else {
        None
    }
}

/// Finds the columns to read: those of `mapping`, those of police.uk, or those with well-known names.
///
/// # Errors
///
/// Where a needed column is missing or twice there, or the first row is no header.
pub fn understand(
    path: &Path,
    names: Vec<String>,
    line: u64,
    mapping: Option<&ColumnMapping>,
) -> Result<Header, IncidentError> {
    let police = police_file(&names);
    let street = police == Some(PoliceFile::Street);
    if let Some(mapping) = mapping {
        check(mapping)?;
        match locate(path, &names, mapping) {
            Ok(columns) => return Ok(header(names, columns, Profile::Given, street)),
            // A study may join police.uk files with files of its own, to which alone its mapping applies.
            Err(error) if police.is_none() => {
                return Err(data_instead(path, &names, line).unwrap_or(error));
            }
            Err(_) => {}
        }
    }
    match police {
        Some(PoliceFile::Street) => {
            let columns = locate(path, &names, &police_mapping(&names))?;
            Ok(header(names, columns, Profile::PoliceUk, true))
        }
        Some(other) => Err(IncidentError::OtherPoliceFile {
            path: path.to_owned(),
            what: other.as_str(),
        }),
        None => guessed(path, names, line),
    }
}

fn header(names: Vec<String>, columns: Columns, profile: Profile, police: bool) -> Header {
    let degrees = names
        .get(columns.x)
        .and_then(|name| names_mean_degrees(name));
    Header {
        names,
        columns,
        attributes: Vec::new(),
        profile,
        police,
        degrees,
    }
}

fn guessed(path: &Path, names: Vec<String>, line: u64) -> Result<Header, IncidentError> {
    let guess = guess_columns(&names);
    if let Some(mapping) = guess.mapping() {
        let columns = locate(path, &names, &mapping)?;
        return Ok(header(names, columns, Profile::Guessed, false));
    }
    if let Some(error) = data_instead(path, &names, line) {
        return Err(error);
    }
    Err(IncidentError::UnknownColumns {
        path: path.to_owned(),
        problem: guess.problem().unwrap_or_default(),
        columns: listed(&names),
        example: guess.example(),
    })
}

/// A header holds names; where one of them is a number or a date, the header is missing and this is the first row.
fn data_instead(path: &Path, names: &[String], line: u64) -> Option<IncidentError> {
    let is_data = |name: &&String| {
        name.parse::<f64>().is_ok_and(f64::is_finite) || dates::parse(name.as_bytes()).is_ok()
    };
    names
        .iter()
        .find(is_data)
        .map(|value| IncidentError::MissingHeader {
            path: path.to_owned(),
            line,
            value: shorten(value),
        })
}

fn check(mapping: &ColumnMapping) -> Result<(), IncidentError> {
    let problem = match (&mapping.when, &mapping.from, &mapping.to) {
        (Some(_), Some(_), _) => {
            "gives both when and from; keep when for a single time, from and to for a span"
        }
        (_, None, Some(_)) => "gives to without from; name the column of the earliest time as from",
        (None, None, None) => {
            "gives no time; name its column as when, or the columns of a span as from and to"
        }
        _ if mapping.x.trim().is_empty() || mapping.y.trim().is_empty() => {
            "lacks x or y; name the columns of the coordinates"
        }
        _ => return Ok(()),
    };
    Err(IncidentError::Mapping { problem })
}

fn police_mapping(names: &[String]) -> ColumnMapping {
    let named = |wanted: &str| {
        names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(wanted))
            .then(|| wanted.to_owned())
    };
    ColumnMapping {
        x: "Longitude".to_owned(),
        y: "Latitude".to_owned(),
        when: named("Month"),
        kind: named("Crime type"),
        place: named("Location"),
        id: named("Crime ID"),
        source: named("Reported by").or_else(|| named("Falls within")),
        ..ColumnMapping::default()
    }
}

fn locate(
    path: &Path,
    names: &[String],
    mapping: &ColumnMapping,
) -> Result<Columns, IncidentError> {
    let find = |role: Role, wanted: &str| find(path, names, role, wanted);
    let optional = |role: Role, wanted: &Option<String>| {
        wanted.as_deref().map(|name| find(role, name)).transpose()
    };
    let from = match (&mapping.when, &mapping.from) {
        (Some(when), _) => find(Role::When, when)?,
        (None, Some(from)) => find(Role::From, from)?,
        (None, None) => {
            return Err(IncidentError::Mapping {
                problem: "gives no time; name its column as when",
            });
        }
    };
    Ok(Columns {
        x: find(Role::X, &mapping.x)?,
        y: find(Role::Y, &mapping.y)?,
        from,
        to: optional(Role::To, &mapping.to)?,
        kind: optional(Role::Kind, &mapping.kind)?,
        place: optional(Role::Place, &mapping.place)?,
        id: optional(Role::Id, &mapping.id)?,
        source: optional(Role::Source, &mapping.source)?,
    })
}

fn find(path: &Path, names: &[String], role: Role, wanted: &str) -> Result<usize, IncidentError> {
    let folded = wanted.trim().to_lowercase();
    let mut found = names
        .iter()
        .enumerate()
        .filter(|(_, name)| name.to_lowercase() == folded);
    match (found.next(), found.next()) {
        (Some((position, _)), None) => Ok(position),
        (Some((_, name)), Some(_)) => Err(IncidentError::RepeatedColumn {
            path: path.to_owned(),
            name: shorten(name),
        }),
        (None, _) => Err(IncidentError::NoSuchColumn {
            path: path.to_owned(),
            role: role.as_str(),
            name: shorten(wanted),
            columns: listed(names),
        }),
    }
}
