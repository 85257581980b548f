//! A single output file appears whole or not at all: it is written beside its target and renamed.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::sink::remedy;

/// Why an output file cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The file exists.
    #[error("{0} exists already: give another --out, or --overwrite to replace it")]
    Exists(PathBuf),
    /// The file is not one that this program wrote.
    #[error(
        "{0} does not begin as a file that hotspur writes there, and is not replaced: give another --out"
    )]
    NotOurs(PathBuf),
    /// The path names no file.
    #[error("{0} names no file that could be written: give --out the path of a new file")]
    NoName(PathBuf),
    /// The system refuses.
    #[error("cannot write {path}: {source}{}", remedy(source))]
    Io {
        /// The path.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
}

/// A file to be written: where, whether it may replace another, and how a file of its kind begins.
#[derive(Debug, Clone, Copy)]
pub struct WholeFile<'a> {
    /// The file.
    pub target: &'a Path,
    /// Whether an earlier one is replaced.
    pub overwrite: bool,
    /// The first line of every file of its kind: whatever begins otherwise, an input say, is never replaced.
    pub first_line: &'a str,
}

impl WholeFile<'_> {
    /// Whether it may be written: so that a refusal comes before long work.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the target exists and may not be replaced.
    pub fn check(&self) -> Result<(), FileError> {
        let target = self.target.to_owned();
        if target.file_name().is_none() || target.is_dir() {
            return Err(FileError::NoName(target));
        }
        let file = match File::open(&target) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(io_error(&target, error)),
        };
        if !self.overwrite {
            return Err(FileError::Exists(target));
        }
        let mut begins = String::new();
        let limit = self.first_line.len() as u64 + 2;
        let read = BufReader::new(io::Read::take(file, limit)).read_line(&mut begins);
        if read.is_err() || begins.trim_end() != self.first_line {
            return Err(FileError::NotOurs(target));
        }
        Ok(())
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    ///
    /// [`FileError`] where the target came to exist meanwhile, or the system refuses; the target is then as before.
    pub fn write(
        &self,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), FileError> {
        self.check()?;
        let no_name = || FileError::NoName(self.target.to_owned());
        let name = self.target.file_name().ok_or_else(no_name)?;
        let parent = match self.target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|e| io_error(parent, e))?;
        let prefix = format!(".{}.hotspur-", name.to_string_lossy());
        sweep(parent, &prefix);
        let staged = Staged(parent.join(format!("{prefix}{}", std::process::id())));
        let write = || -> io::Result<File> {
            let file = File::create(&staged.0)?;
            file.lock()?;
            let mut out = BufWriter::with_capacity(1 << 18, file);
            content(&mut out)?;
            out.into_inner().map_err(io::IntoInnerError::into_error)
        };
        // The lock is held until the file has its name, so that no other run takes it for a leftover.
        let _locked = write().map_err(|e| io_error(self.target, e))?;
        self.check()?;
        fs::rename(&staged.0, self.target).map_err(|e| io_error(self.target, e))
    }
}

/// The file while it is written; removed where it did not get its name.
struct Staged(PathBuf);

impl Drop for Staged {
    fn drop(&mut self) {
        // After the rename there is nothing here; a failure leaves a file that the next run sweeps.
        let _ = fs::remove_file(&self.0);
    }
}

/// Removes what killed runs left: files of this name that nobody holds. What cannot be removed does no harm.
fn sweep(parent: &Path, prefix: &str) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for entry in entries.filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name
            .strip_prefix(prefix)
            .is_some_and(|pid| !pid.is_empty() && pid.chars().all(|c| c.is_ascii_digit()));
        if ours
            && let Ok(file) = File::open(entry.path())
            && file.try_lock().is_ok()
        {
            drop(file);
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn io_error(path: &Path, source: io::Error) -> FileError {
    FileError::Io {
        path: path.to_owned(),
        source,
    }
}
