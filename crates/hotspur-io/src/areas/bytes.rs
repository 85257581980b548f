//! Reading a whole file once, hashed in the same pass.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{AreaError, InputFile};

/// Longer files are refused: the boundaries of a whole nation at full resolution are shorter.
const LONGEST: u64 = 2 << 30;

/// The bytes of a file and its record.
pub(super) fn read_whole(path: &Path) -> Result<(Vec<u8>, InputFile), AreaError> {
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
    let mut bytes = Vec::new();
    file.take(LONGEST).read_to_end(&mut bytes).map_err(error)?;
    let record = InputFile {
        path: path.to_owned(),
        bytes: bytes.len() as u64,
        blake3: blake3::hash(&bytes).to_hex().to_string(),
    };
    Ok((bytes, record))
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
