//! Reading a study file.

use std::path::{Path, PathBuf};

use super::sections::Study;

/// A study file longer than this is not one.
const LONGEST_STUDY: u64 = 4 << 20;

/// What is wrong with a study file.
#[derive(Debug, thiserror::Error)]
pub enum StudyError {
    /// It cannot be read.
    #[error("cannot read the study {file}: {why}")]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The system's words.
        why: String,
    },
    /// It is not a study.
    #[error("the study {file} does not parse: {why}")]
    Unparsable {
        /// The file.
        file: PathBuf,
        /// Line, column and key.
        why: String,
    },
}

/// Reads a study; its paths, which are relative to it, come back relative to the working folder.
///
/// # Errors
///
/// [`StudyError`] names the file, the line and the key that does not fit.
pub fn load_study(file: &Path) -> Result<Study, StudyError> {
    let unreadable = |why: String| StudyError::Unreadable {
        file: file.to_owned(),
        why,
    };
    let length = std::fs::metadata(file)
        .map_err(|error| unreadable(error.to_string()))?
        .len();
    if length > LONGEST_STUDY {
        return Err(unreadable(format!(
            "{length} bytes are too long for a study; is this a data file?"
        )));
    }
    let text = std::fs::read_to_string(file).map_err(|error| unreadable(error.to_string()))?;
    let mut study: Study = toml::from_str(&text).map_err(|error| StudyError::Unparsable {
        file: file.to_owned(),
        why: error.to_string().trim_end().to_owned(),
    })?;
    let folder = file.parent().unwrap_or(Path::new(""));
    rebase(&mut study.areas.file, folder);
    for path in &mut study.incidents.files {
        rebase(path, folder);
    }
    if let Some(exposures) = &mut study.exposures {
        rebase(&mut exposures.file, folder);
    }
    let ask = &mut study.ask;
    let compare = ask.compare.as_mut();
    let files = compare.map(|compare| [compare.with.as_mut(), compare.lookup.as_mut()]);
    let scheme = ask.evaluate.as_mut().map(|asked| &mut asked.scheme);
    let stock = ask.profile.as_mut().and_then(|asked| asked.stock.as_mut());
    let files = files.into_iter().flatten().flatten().chain(scheme);
    for path in files.chain(ask.polygon.as_mut()).chain(stock) {
        rebase(path, folder);
    }
    for path in study.track.files_mut() {
        rebase(path, folder);
    }
    Ok(study)
}

fn rebase(path: &mut String, folder: &Path) {
    if !path.is_empty() && path != "-" {
        *path = folder.join(path.as_str()).to_string_lossy().into_owned();
    }
}
