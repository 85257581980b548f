//! Reading a whole file once, hashed in the same pass.

use std::fs::File;
use std::io::{Read, Take};
use std::path::Path;

use super::{AreaError, InputFile};

/// Longer files are refused: the boundaries of a whole nation at full resolution are shorter.
const LONGEST: u64 = 2 << 30;

/// The bytes of a file and its record.
pub(super) fn read_whole(path: &Path) -> Result<(Vec<u8>, InputFile), AreaError> {
    let mut bytes = Vec::new();
    open(path)?
        .read_to_end(&mut bytes)
        .map_err(|source| AreaError::Read {
            path: path.to_owned(),
            source,
        })?;
    let record = InputFile {
        path: path.to_owned(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(&bytes).to_hex().to_string(),
    };
    Ok((bytes, record))
}

/// A file of bearable length, cut there should it grow.
fn open(path: &Path) -> Result<Take<File>, AreaError> {
    let error = |source| AreaError::Read {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(error)?;
    let length = file.metadata().map_err(error)?.len();
    if length > LONGEST {
        return Err(AreaError::TooLong {
            path: path.to_owned(),
            bytes: length,
            limit: LONGEST,
        });
    }
    Ok(file.take(LONGEST))
}

/// The record of a file that another library reads by its path.
pub(super) fn hash_whole(path: &Path) -> Result<InputFile, AreaError> {
    let error = |source| AreaError::Read {
        path: path.to_owned(),
        source,
    };
    let mut file = open(path)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(&mut file).map_err(error)?;
    Ok(InputFile {
        path: path.to_owned(),
        bytes: hasher.count(),
        blake3: hasher.finalize().to_hex().to_string(),
    })
}

/// The first bytes of a file, to recognise it by.
pub(super) fn start_of(path: &Path) -> Result<Vec<u8>, AreaError> {
    let error = |source| AreaError::Read {
        path: path.to_owned(),
        source,
    };
    let mut start = Vec::new();
    File::open(path)
        .map_err(error)?
        .take(16)
        .read_to_end(&mut start)
        .map_err(error)?;
    if start.is_empty() {
        return Err(AreaError::Empty(path.to_owned()));
    }
    Ok(start)
}

/// The text of bytes: by their byte order mark, else UTF-8.
pub(super) fn decode(path: &Path, bytes: &[u8]) -> Result<String, AreaError> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    encoding
        .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| AreaError::Malformed {
            path: path.to_owned(),
            why: format!("the text is not {}; save it as UTF-8", encoding.name()),
        })
}
