//! A first study for files that somebody just received: columns, coordinate systems and themes guessed, and said.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use hotspur_core::{Kind, Themes};

use super::sections::ThemeSection;
use crate::areas::{AreaFile, AreaOptions, extent_of, middle_of, read_areas};
use crate::crs::study_plane;
use crate::incidents::{
    IncidentSource, IncidentTable, column_names, guess_columns, read_incidents,
};
use crate::job::JobError;

/// Types of a file beyond this number are left to the study's author.
const MOST_THEMES: usize = 40;

/// The text of a study for incident files and an area file; `path` turns a path as it was given into the one that the
/// study holds.
///
/// # Errors
///
/// [`JobError`] where a file cannot be read, or its columns cannot be guessed.
pub fn draft_study(
    incidents: &[String],
    areas: &str,
    path: &dyn Fn(&str) -> String,
) -> Result<String, JobError> {
    let area_file = read_areas(Path::new(areas), &AreaOptions::default())?;
    let crs = study_plane(None, middle_of(&area_file)?, extent_of(&area_file))?.crs;
    let themes = Themes::new(Vec::new(), Kind::Crime).map_err(crate::job::ThemesError::from)?;
    let source = IncidentSource {
        inputs: incidents.iter().map(PathBuf::from).collect(),
        ..IncidentSource::default()
    };
    let table = read_incidents(&source, &themes)?;
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = header(&mut text, &crs.to_string());
    let _ = areas_section(&mut text, &path(areas), &area_file);
    let _ = incidents_section(
        &mut text,
        &incidents.iter().map(|file| path(file)).collect::<Vec<_>>(),
        &table,
    );
    let _ = rest(&mut text, &table);
    Ok(text)
}

fn header(text: &mut String, crs: &str) -> std::fmt::Result {
    writeln!(
        text,
        "# A study for hotspur. Paths are relative to this file; every guess is marked, and yours to change."
    )?;
    writeln!(text, "# Run it with: hotspur map THIS_FILE --out out\n")?;
    writeln!(
        text,
        "name = \"My study\"\ncrs = {crs:?}          # the plane of the analysis, in metres\nseed = 1"
    )?;
    writeln!(
        text,
        "# from = \"2025-01\"        # first and last month or day, both included\n# to = \"2025-12\"\n"
    )
}

fn areas_section(text: &mut String, path: &str, file: &AreaFile) -> std::fmt::Result {
    let names: Vec<&str> = file
        .areas
        .iter()
        .take(5)
        .map(|area| area.name.as_str())
        .collect();
    writeln!(text, "[areas]\nfile = {}", quoted(path))?;
    writeln!(
        text,
        "# {} area(s): {}{}",
        file.areas.len(),
        names.join(", "),
        if file.areas.len() > 5 { ", …" } else { "" }
    )?;
    writeln!(
        text,
        "crs = \"{}\"           # guessed from the file",
        file.crs
    )?;
    writeln!(
        text,
        "# code = \"WD13CD\"         # the column of codes, if the guess is wrong\n# name = \"WD13NM\""
    )?;
    writeln!(text, "layer = \"wards\"\n")?;
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for name in file.areas.iter().flat_map(|area| area.numbers.keys()) {
        *columns.entry(name).or_default() += 1;
    }
    for exposure in ["residents", "households"] {
        if columns.contains_key(exposure) {
            writeln!(text, "# the areas carry {exposure}")?;
        }
    }
    if !columns.contains_key("residents") && !columns.contains_key("households") {
        writeln!(
            text,
            "# [exposures]\n# file = \"exposures.csv\"   # code, residents, households: without them there are no rates and no flags\n"
        )?;
    }
    Ok(())
}

fn incidents_section(
    text: &mut String,
    paths: &[String],
    table: &IncidentTable,
) -> std::fmt::Result {
    let files: Vec<String> = paths.iter().map(|path| quoted(path)).collect();
    let rows: u64 = table.files.iter().map(|file| file.rows_read).sum();
    writeln!(
        text,
        "[incidents]\nfiles = [{}]\n# {rows} row(s) in {} file(s)",
        files.join(", "),
        table.files.len()
    )?;
    if let Some(publisher) = table.publisher {
        return writeln!(
            text,
            "# {publisher} files are recognised by their header: columns and degrees are known\n"
        );
    }
    let crs = if table.degrees {
        "EPSG:4326"
    } else {
        "EPSG:27700"
    };
    writeln!(
        text,
        "crs = \"{crs}\"           # guessed from the columns\n\n[incidents.columns]     # guessed from the header"
    )?;
    let header = table
        .files
        .first()
        .and_then(|file| column_names(&file.path).ok())
        .unwrap_or_default();
    let Some(mapping) = guess_columns(&header).mapping() else {
        return Ok(());
    };
    let columns = [
        ("x", Some(mapping.x)),
        ("y", Some(mapping.y)),
        ("when", mapping.when),
        ("from", mapping.from),
        ("to", mapping.to),
        ("type", mapping.kind),
        ("place", mapping.place),
        ("id", mapping.id),
        ("source", mapping.source),
    ];
    for (role, column) in columns {
        if let Some(column) = column {
            writeln!(text, "{role} = {}", quoted(&column))?;
        }
    }
    writeln!(text)
}

fn rest(text: &mut String, table: &IncidentTable) -> std::fmt::Result {
    writeln!(
        text,
        "[density]\n# cell_m = 100.0\n# bandwidth_m = 300.0\n# bandwidth_by = \"scott\"  # or nrd, cv, cvl: a rule in the place of bandwidth_m\nkernel = \"quartic\"\n# edge = \"uniform\"         # or jones-diggle: correct for the edge of the study area\nthemes = []               # keys of themes that get a density, cells and micro-hotspots of their own\n\n[cells]                   # micro-hotspots: see the docs\n# q = 0.05\n# min_ratio = 3.0         # times the expected count; 1 leaves q alone to decide\n# min_events = 5\n"
    )?;
    if table.publisher.is_some() {
        return writeln!(
            text,
            "# The built-in themes of police.uk are used; a [[theme]] section replaces all of them."
        );
    }
    let mut types: Vec<(&String, &u64)> = table.unknown_types.iter().collect();
    types.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    writeln!(
        text,
        "# One theme for each offence type found, the commonest first; merge them as your partnership speaks of them."
    )?;
    let left = types.len().saturating_sub(MOST_THEMES);
    if left > 0 {
        writeln!(
            text,
            "# {left} rarer type(s) are left out and would count under \"other\": add them to a theme."
        )?;
    }
    let mut taken = BTreeSet::new();
    for (name, count) in types.into_iter().take(MOST_THEMES) {
        let mut theme = guess_theme(name);
        theme.key = untaken(theme.key, &mut taken);
        writeln!(
            text,
            "\n[[theme]]                 # {count} row(s)\nkey = {:?}\ntitle = {}",
            theme.key,
            quoted(name)
        )?;
        writeln!(
            text,
            "kind = {:?}            # guessed: a recorded crime, or an incident (a call that stayed one)",
            theme.kind
        )?;
        writeln!(
            text,
            "exposure = {:?}     # guessed\npriority = {}",
            theme.exposure, theme.priority
        )?;
        writeln!(
            text,
            "sensitive = {}\npolice_generated = {}\ntypes = [{}]",
            theme.sensitive.unwrap_or(true),
            theme.police_generated,
            quoted(name)
        )?;
    }
    Ok(())
}

/// A key that no theme has yet: names that differ in their punctuation alone are numbered.
fn untaken(key: String, taken: &mut BTreeSet<String>) -> String {
    let free = (1_u32..)
        .map(|number| {
            if number == 1 {
                key.clone()
            } else {
                format!("{key}_no_{number}")
            }
        })
        .find(|key| !taken.contains(key))
        .unwrap_or(key);
    taken.insert(free.clone());
    free
}

/// Words of offences whose victims could be recognised and harmed again.
const SENSITIVE: &[&str] = &[
    "domestic", "sexual", "rape", "stalk", "hate", "child", "slavery",
];

/// Words of offences that are not sensitive; a type with none of them is taken to be.
const NOT_SENSITIVE: &[&str] = &[
    "burglary",
    "robbery",
    "theft",
    "vehicle",
    "shoplift",
    "damage",
    "arson",
    "nuisance",
    "anti-social",
    "antisocial",
    "asb",
    "disorder",
    "drug",
    "weapon",
    "bicycle",
    "fraud",
    "noise",
    "litter",
    "graffiti",
    "fly-tip",
    "violence",
    "assault",
];

/// What the words of an offence type suggest.
fn guess_theme(name: &str) -> ThemeSection {
    let lower = name.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let incident = any(&[
        "nuisance",
        "anti-social",
        "antisocial",
        "asb",
        "incident",
        "disorder",
        "call",
    ]);
    let home = any(&["dwelling", "burglary", "domestic", "residential"]);
    let police = any(&["drug", "weapon"]);
    let mut key: String = lower
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    while key.contains("__") {
        key = key.replace("__", "_");
    }
    let key = key.trim_matches('_').to_owned();
    let key = if key.starts_with(|c: char| c.is_ascii_lowercase()) {
        key
    } else {
        format!("theme_{key}")
    };
    ThemeSection {
        key: if key == "other" {
            "other_types".to_owned()
        } else {
            key
        },
        kind: if incident { "incident" } else { "crime" }.to_owned(),
        exposure: if home { "households" } else { "residents" }.to_owned(),
        priority: !police
            && any(&[
                "burglary",
                "violence",
                "assault",
                "vehicle",
                "arson",
                "nuisance",
                "anti-social",
                "asb",
            ]),
        sensitive: Some(any(SENSITIVE) || !any(NOT_SENSITIVE)),
        police_generated: police,
        ..ThemeSection::default()
    }
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
