//! Every byte of every file, looked through for what may not be there.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::Path;

use super::AuditError;
use super::finding::{Finding, FindingKind, Tried};
use super::needles::Needles;
use super::published::Published;
use super::truth::Truth;
use super::wanted::{binaries, texts};

/// No more of a packed file is looked through.
const MOST_UNPACKED: u64 = 256 << 20;

/// So many of a kind are told of a file one by one.
const MOST_TOLD: usize = 20;

/// The needles of a truth, made once.
pub struct Scanner {
    texts: Needles,
    binaries: Needles,
}

impl Scanner {
    /// What is searched for.
    pub fn of(truth: &Truth) -> Self {
        Self {
            texts: Needles::new(texts(truth)),
            binaries: Needles::new(binaries(truth)),
        }
    }

    /// Looks through every file of a release.
    pub fn scan(
        &self,
        release: &Published,
        tried: &mut Tried,
        found: &mut Vec<Finding>,
    ) -> Result<(), AuditError> {
        tried.needles = self.texts.len() + self.binaries.len();
        for path in &release.files {
            let inside = path.strip_prefix(&release.folder).unwrap_or(path);
            let name = format!("{}/{}", release.name, inside.display());
            let bytes = std::fs::read(path)
                .map_err(|error| AuditError::unreadable(path, &error.to_string()))?;
            tried.files += 1;
            tried.bytes += bytes.len() as u64;
            self.look(name.as_bytes(), &format!("{name} (its name)"), found);
            self.look(&bytes, &name, found);
            for (part, bytes) in unpacked(path, &bytes, &name)? {
                tried.bytes += bytes.len() as u64;
                self.look(&bytes, &part, found);
            }
        }
        Ok(())
    }

    fn look(&self, bytes: &[u8], name: &str, found: &mut Vec<Finding>) {
        let small = bytes.to_ascii_lowercase();
        let hits = self
            .texts
            .in_bytes(&small)
            .into_iter()
            .chain(self.binaries.in_bytes(bytes));
        let mut told: BTreeMap<FindingKind, usize> = BTreeMap::new();
        for (needle, times) in hits {
            let number = told.entry(needle.kind).or_default();
            *number += 1;
            if *number > MOST_TOLD {
                continue;
            }
            let often = if times == 1 {
                String::new()
            } else {
                format!(", {times} times")
            };
            found.push(Finding::new(
                needle.kind,
                name,
                format!("{}{often}", needle.words),
            ));
        }
        for (kind, number) in told {
            if let Some(more) = number.checked_sub(MOST_TOLD).filter(|more| *more > 0) {
                found.push(Finding::new(
                    kind,
                    name,
                    format!("and {more} more of this kind"),
                ));
            }
        }
    }
}

/// What is packed in a file: members of an archive, and texts of a picture.
fn unpacked(path: &Path, bytes: &[u8], name: &str) -> Result<Vec<(String, Vec<u8>)>, AuditError> {
    let mut found = Vec::new();
    if bytes.starts_with(b"PK\x03\x04") {
        let error = |error: String| {
            AuditError::unreadable(
                path,
                &format!("{error}; its members cannot be looked through"),
            )
        };
        let mut archive =
            zip::ZipArchive::new(Cursor::new(bytes)).map_err(|e| error(e.to_string()))?;
        for number in 0..archive.len() {
            let member = archive.by_index(number).map_err(|e| error(e.to_string()))?;
            let inside = member.name().map_err(|e| error(e.to_string()))?;
            let part = format!("{name}!{inside}");
            let mut text = Vec::new();
            let mut member = member.take(MOST_UNPACKED);
            member
                .read_to_end(&mut text)
                .map_err(|e| error(e.to_string()))?;
            found.push((part, text));
        }
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        found.extend(picture_texts(bytes, name));
    } else if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut text = Vec::new();
        let reader = flate2::read::MultiGzDecoder::new(bytes);
        reader
            .take(MOST_UNPACKED)
            .read_to_end(&mut text)
            .map_err(|e| AuditError::unreadable(path, &e.to_string()))?;
        found.push((format!("{name}!"), text));
    }
    Ok(found)
}

/// The packed texts of a PNG (zTXt and iTXt); plain ones stand in its bytes. What cannot be unpacked is left.
fn picture_texts(bytes: &[u8], name: &str) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = 8;
    while let Some(head) = bytes.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let kind = &head[4..8];
        let Some(data) = bytes.get(at + 8..(at + 8).saturating_add(length)) else {
            break;
        };
        if kind == b"zTXt" || kind == b"iTXt" {
            // A zlib stream begins with 0x78, wherever the fields before it end.
            for start in (0..data.len()).filter(|start| data[*start] == 0x78) {
                let mut text = Vec::new();
                let reader = flate2::read::ZlibDecoder::new(&data[start..]);
                if reader.take(MOST_UNPACKED).read_to_end(&mut text).is_ok() && !text.is_empty() {
                    found.push((format!("{name}!text"), text));
                    break;
                }
            }
        }
        at += 12 + length;
    }
    found
}
