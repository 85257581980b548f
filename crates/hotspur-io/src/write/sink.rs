//! Where a writer writes: files of one audience's folder in the staged output, and nowhere else.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

/// Why a file cannot be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {file}: {source}; free some space or give another --out")]
pub struct WriteError {
    /// The file.
    pub file: String,
    /// The system's words.
    pub source: io::Error,
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
    pub fn write(
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
}
