//! An output folder appears whole or not at all: it is written beside its target and renamed.
//!
//! Each run holds a lock on a file beside its staging folder, so that a later run can tell a leftover of a killed run
//! from the folder of one that still works.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// The folders that a run of Hotspur writes into its output folder; others mean that the folder is somebody else's.
const OURS: [&str; 3] = ["analyst", "group", "public"];

/// Why an output folder cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum StagingError {
    /// The folder exists.
    #[error("{0} exists already: give another --out, or --overwrite to replace it")]
    Exists(PathBuf),
    /// The folder holds what this program did not write.
    #[error(
        "{folder} holds {stranger:?}, which no run of hotspur wrote, and is not replaced: give another --out"
    )]
    NotOurs {
        /// The folder.
        folder: PathBuf,
        /// What it holds.
        stranger: String,
    },
    /// The path names no folder.
    #[error("{0} names no folder that could be written: give --out the path of a new folder")]
    NoName(PathBuf),
    /// The system refuses.
    #[error("cannot write {path}: {source}")]
    Io {
        /// The path.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

/// A folder being written beside its target.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    folder: PathBuf,
    aside: PathBuf,
    lock_path: PathBuf,
    lock: Option<File>,
    overwrite: bool,
}

impl Staging {
    /// Sweeps what a killed run left, checks the target and begins a folder beside it.
    ///
    /// # Errors
    ///
    /// [`StagingError`] where the target exists and may not be replaced, or the system refuses.
    pub fn begin(target: &Path, overwrite: bool) -> Result<Self, StagingError> {
        let no_name = || StagingError::NoName(target.to_owned());
        let name = target
            .file_name()
            .ok_or_else(no_name)?
            .to_string_lossy()
            .into_owned();
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).map_err(|e| io_error(&parent, e))?;
        sweep(&parent, &name, target)?;
        check_target(target, overwrite)?;
        let stem = format!(".{name}.hotspur-{}", std::process::id());
        let lock_path = parent.join(format!("{stem}.lock"));
        let lock = File::create(&lock_path).map_err(|e| io_error(&lock_path, e))?;
        lock.lock().map_err(|e| io_error(&lock_path, e))?;
        let staging = Self {
            target: target.to_owned(),
            folder: parent.join(&stem),
            aside: parent.join(format!("{stem}.old")),
            lock_path,
            lock: Some(lock),
            overwrite,
        };
        fs::create_dir(&staging.folder).map_err(|e| io_error(&staging.folder, e))?;
        Ok(staging)
    }

    /// Whether a run may write the target, without beginning one: so that a refusal comes before long work.
    ///
    /// # Errors
    ///
    /// [`StagingError`] where the target exists and may not be replaced.
    pub fn check(target: &Path, overwrite: bool) -> Result<(), StagingError> {
        check_target(target, overwrite)
    }

    /// The folder of an audience inside the staged folder.
    ///
    /// # Errors
    ///
    /// [`StagingError::Io`] where it cannot be made.
    pub fn audience(&self, name: &str) -> Result<PathBuf, StagingError> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder).map_err(|e| io_error(&folder, e))?;
        Ok(folder)
    }

    /// Renames the staged folder to its target, whole.
    ///
    /// # Errors
    ///
    /// [`StagingError`] where the target came to exist meanwhile, or the system refuses; the target is then as before.
    pub fn commit(self) -> Result<(), StagingError> {
        check_target(&self.target, self.overwrite)?;
        let replaces = self.target.exists();
        if replaces {
            fs::rename(&self.target, &self.aside).map_err(|e| io_error(&self.target, e))?;
        }
        if let Err(error) = fs::rename(&self.folder, &self.target) {
            if replaces {
                fs::rename(&self.aside, &self.target).map_err(|e| io_error(&self.target, e))?;
            }
            return Err(io_error(&self.target, error));
        }
        if replaces {
            // The new folder stands; what cannot be removed now is swept by the next run.
            let _ = fs::remove_dir_all(&self.aside);
        }
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // A failure here leaves a folder that the next run sweeps.
        let _ = fs::remove_dir_all(&self.folder);
        self.lock = None;
        if !self.folder.exists() && !self.aside.exists() {
            let _ = fs::remove_file(&self.lock_path);
        }
    }
}

fn io_error(path: &Path, source: io::Error) -> StagingError {
    StagingError::Io {
        path: path.to_owned(),
        source,
    }
}

/// Refuses a target that exists, unless it may be replaced and holds nothing but what a run wrote.
fn check_target(target: &Path, overwrite: bool) -> Result<(), StagingError> {
    let entries = match fs::read_dir(target) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(_) if target.exists() => return Err(StagingError::NoName(target.to_owned())),
        Err(error) => return Err(io_error(target, error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|e| io_error(target, e))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort_unstable();
    if let Some(stranger) = names.iter().find(|name| !OURS.contains(&name.as_str())) {
        return Err(StagingError::NotOurs {
            folder: target.to_owned(),
            stranger: stranger.clone(),
        });
    }
    if overwrite || names.is_empty() {
        Ok(())
    } else {
        Err(StagingError::Exists(target.to_owned()))
    }
}

/// Removes the staging folders of runs that no longer live, and puts back a target that one of them had moved aside.
fn sweep(parent: &Path, name: &str, target: &Path) -> Result<(), StagingError> {
    let prefix = format!(".{name}.hotspur-");
    let mut locks: Vec<PathBuf> = fs::read_dir(parent)
        .map_err(|e| io_error(parent, e))?
        .filter_map(Result::ok)
        .filter(|entry| {
            let file = entry.file_name().to_string_lossy().into_owned();
            file.strip_prefix(&prefix)
                .and_then(|rest| rest.strip_suffix(".lock"))
                .is_some_and(|pid| pid.chars().all(|c| c.is_ascii_digit()))
        })
        .map(|entry| entry.path())
        .collect();
    locks.sort_unstable();
    for lock_path in locks {
        let Ok(lock) = File::open(&lock_path) else {
            continue;
        };
        if lock.try_lock().is_err() {
            continue;
        }
        let staged = lock_path.with_extension("");
        let aside = lock_path.with_extension("old");
        if aside.exists() && !target.exists() {
            fs::rename(&aside, target).map_err(|e| io_error(&aside, e))?;
        }
        for leftover in [&staged, &aside] {
            if leftover.exists() {
                fs::remove_dir_all(leftover).map_err(|e| io_error(leftover, e))?;
            }
        }
        drop(lock);
        fs::remove_file(&lock_path).map_err(|e| io_error(&lock_path, e))?;
    }
    Ok(())
}
