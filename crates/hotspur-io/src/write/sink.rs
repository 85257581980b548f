//! Where a writer writes: files of one audience's folder in the staged output, and nowhere else.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {file}: {source}{}", remedy(source))]
pub struct WriteError {
    /// The file.
    pub file: String,
    /// The system's words.
    pub source: io::Error,
}

/// A disk that is full has a remedy; other failures say their own.
pub(super) fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; free some space or give another --out"
        }
        _ => "",
    }
}

/// The folder of one audience.
#[derive(Debug)]
pub struct Sink {
    folder: PathBuf,
}

impl Sink {
    /// A sink into a folder that exists.
    #[must_use]
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Writes one file, buffered, and makes sure that all of it reached the system.
    ///
    /// # Errors
    ///
    /// [`WriteError`] names the file.
    pub(crate) fn write(
        &self,
        file: &str,
        content: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let write = || -> io::Result<()> {
            let mut out = BufWriter::with_capacity(1 << 18, File::create(self.folder.join(file))?);
            content(&mut out)?;
            out.flush()
        };
        write().map_err(|source| WriteError {
            file: file.to_owned(),
            source,
        })
    }

    /// Lets a library write one file that it must open by itself, as SQLite must.
    ///
    /// # Errors
    ///
    /// [`WriteError`] names the file.
    pub(crate) fn write_at(
        &self,
        file: &str,
        content: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        // SQLite takes a relative path that begins with `file:` for an address.
        let write = || content(&std::path::absolute(self.folder.join(file))?);
        write().map_err(|source| WriteError {
            file: file.to_owned(),
            source,
        })
    }
}
