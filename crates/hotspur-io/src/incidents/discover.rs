//! From what was given to the files to read: folders are walked, and files that hold no incidents are set aside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::archive::{Members, is_archive, members, open_member};
use super::error::IncidentError;
use super::file::read_names;
use super::head::{delimiter, refuse_other_formats};
use super::header::{PoliceFile, police_file};
use super::points::layer_columns;
use super::records::Records;
use super::stream::open;
use crate::areas::looks_like_points;

/// How deep folders may lie in one another.
const DEEPEST: usize = 32;

/// How many files are read at most.
const MOST: usize = 100_000;

/// The files to read and those set aside.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Files to read, ascending by path; `-` is standard input.
    pub files: Vec<PathBuf>,
    /// Files set aside, ascending by path, and why.
    pub ignored: Vec<(PathBuf, &'static str)>,
    /// Which of the files are members of archives.
    pub members: Members,
}

/// Finds the files to read. `mapped` tells that the study says what columns mean, so that any CSV can hold incidents.
pub fn discover(inputs: &[PathBuf], mapped: bool) -> Result<Found, IncidentError> {
    if inputs.is_empty() {
        return Err(IncidentError::NoInput);
    }
    let mut found = Found::default();
    let mut inputs = inputs.to_vec();
    inputs.sort();
    let mut in_folders = Vec::new();
    for input in &inputs {
        if is_folder(input)? {
            let ignored_before = found.ignored.len();
            let mut here = Vec::new();
            walk(input, input, DEEPEST, &mut here, &mut found.ignored)?;
            if here.is_empty() {
                return Err(IncidentError::NothingInFolder {
                    path: input.clone(),
                    ignored: found.ignored.len() - ignored_before,
                });
            }
            in_folders.append(&mut here);
        } else if is_archive(input) {
            let listing = members(input, MOST, unwanted_name)?;
            if listing.members.is_empty() {
                // A workbook is an archive too: reading says what it is.
                found.files.push(input.clone());
                continue;
            }
            in_folders.extend(listing.members.keys().cloned());
            found.members.extend(listing.members);
            found.ignored.extend(listing.ignored);
        } else {
            found.files.push(input.clone());
        }
    }
    set_aside(&mut found, in_folders, mapped);
    found.files.sort();
    found.ignored.sort();
    refuse_twice(&found)?;
    Ok(found)
}

fn is_folder(path: &Path) -> Result<bool, IncidentError> {
    if is_stdin(path) {
        return Ok(false);
    }
    let meta = fs::metadata(path).map_err(|error| cannot_open(path, error))?;
    Ok(meta.is_dir())
}

/// Whether a path stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn walk(
    top: &Path,
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    ignored: &mut Vec<(PathBuf, &'static str)>,
) -> Result<(), IncidentError> {
    let listing = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = listing.map_err(|error| cannot_open(folder, error))?;
    entries.sort_by_key(fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        let kind = entry
            .file_type()
            .map_err(|error| cannot_open(&path, error))?;
        if files.len() + ignored.len() >= MOST {
            return Err(IncidentError::TooManyFiles {
                path: top.to_owned(),
                limit: MOST,
            });
        }
        if kind.is_dir() && depth > 0 {
            walk(top, &path, depth - 1, files, ignored)?;
        } else if kind.is_dir() {
            ignored.push((path, "a folder too deep inside others"));
        } else if kind.is_symlink() && path.is_dir() {
            ignored.push((path, "a symbolic link to a folder"));
        } else if !path.is_file() {
            ignored.push((path, "not a regular file"));
        } else if let Some(why) = unwanted_name(&path) {
            ignored.push((path, why));
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn unwanted_name(path: &Path) -> Option<&'static str> {
    let name = path.file_name()?.to_string_lossy().to_lowercase();
    let stem = name.strip_suffix(".gz").unwrap_or(&name);
    let Some(stem) = stem.strip_suffix(".csv") else {
        return Some("not a .csv or .csv.gz");
    };
    if name.starts_with('.') {
        Some("a hidden file")
    } else if stem.ends_with("-outcomes") {
        Some(PoliceFile::Outcomes.as_str())
    } else if stem.ends_with("-stop-and-search") {
        Some(PoliceFile::StopAndSearch.as_str())
    } else {
        None
    }
}

/// Sorts out by their headers which files hold incidents. What cannot be told is read, so that reading says why not.
fn set_aside(found: &mut Found, in_folders: Vec<PathBuf>, mapped: bool) {
    let named = std::mem::take(&mut found.files);
    let probed: Vec<(PathBuf, bool, Probe)> = named
        .into_iter()
        .map(|path| (path, false))
        .chain(in_folders.into_iter().map(|path| (path, true)))
        .map(|(path, in_folder)| {
            let probe = probe(&path, &found.members);
            (path, in_folder, probe)
        })
        .collect();
    let street = probed
        .iter()
        .any(|(_, _, probe)| *probe == Probe::Police(PoliceFile::Street));
    let usable = probed.iter().any(|(_, _, probe)| {
        !matches!(
            probe,
            Probe::Police(PoliceFile::Outcomes | PoliceFile::StopAndSearch)
        )
    });
    for (path, in_folder, probe) in probed {
        match probe {
            Probe::Police(other)
                if other != PoliceFile::Street && usable && (in_folder || !mapped) =>
            {
                found.ignored.push((path, other.as_str()));
            }
            Probe::Other if in_folder && street && !mapped => {
                found
                    .ignored
                    .push((path, "its columns are not those of police.uk street crime"));
            }
            _ => found.files.push(path),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Probe {
    Police(PoliceFile),
    Other,
    Unreadable,
}

fn probe(path: &Path, members: &Members) -> Probe {
    let names = match members.get(path) {
        Some(member) => open_member(member)
            .map_err(|error| cannot_open(path, error))
            .and_then(|text| names_of(path, text)),
        // Standard input and named pipes can be read only once.
        // A layer is read once; whether it holds incidents is told then.
        None if is_stdin(path) || !path.is_file() || looks_like_points(path) => {
            return Probe::Unreadable;
        }
        None => column_names(path),
    };
    match names {
        Ok(names) => police_file(&names).map_or(Probe::Other, Probe::Police),
        Err(_) => Probe::Unreadable,
    }
}

/// The column names of a CSV, from its beginning alone: what [`guess_columns`](super::guess_columns) guesses from.
///
/// # Errors
///
/// Where the file cannot be opened or is no CSV.
pub fn column_names(path: &Path) -> Result<Vec<String>, IncidentError> {
    if is_archive(path) {
        let listing = members(path, MOST, unwanted_name)?;
        if let Some((name, first)) = listing.members.first_key_value() {
            let text = open_member(first).map_err(|error| cannot_open(name, error))?;
            return names_of(name, text);
        }
    }
    if looks_like_points(path) {
        return layer_columns(path);
    }
    let file = fs::File::open(path).map_err(|error| cannot_open(path, error))?;
    names_of(path, file)
}

fn names_of(path: &Path, raw: impl io::Read + Send) -> Result<Vec<String>, IncidentError> {
    let text = open(raw).map_err(|error| cannot_open(path, error))?;
    refuse_other_formats(path, &text.head)?;
    let separator = delimiter(&text.head);
    let mut records = Records::new(path, text, separator);
    Ok(read_names(path, &mut records)?.0)
}

fn refuse_twice(found: &Found) -> Result<(), IncidentError> {
    let mut resolved: Vec<(PathBuf, &PathBuf)> = (found.files.iter())
        .map(|path| {
            let whole = if let Some(member) = found.members.get(path) {
                member.whole_path(path)
            } else if is_stdin(path) {
                None
            } else {
                fs::canonicalize(path).ok()
            };
            (whole.unwrap_or_else(|| path.clone()), path)
        })
        .collect();
    resolved.sort();
    for pair in resolved.windows(2) {
        if let [(one, first), (other, second)] = pair
            && one == other
        {
            return Err(IncidentError::GivenTwice {
                first: (*first).clone(),
                second: (*second).clone(),
            });
        }
    }
    Ok(())
}

/// A file or folder that cannot be opened.
pub fn cannot_open(path: &Path, source: io::Error) -> IncidentError {
    IncidentError::Open {
        path: path.to_owned(),
        source,
    }
}
