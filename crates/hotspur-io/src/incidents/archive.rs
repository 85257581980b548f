//! Members of a .zip archive as files: the publisher's own download is read as it comes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::Crc;
use flate2::read::DeflateDecoder;
use zip::{CompressionMethod, ZipArchive};

use super::error::IncidentError;

/// The most bytes that the members of an archive that are read may unpack to, together.
pub const MOST_UNPACKED: u64 = 32 << 30;

/// How many times its packed size a member may unpack to: a CSV of one line said again and again is packed 100 times smaller.
pub const MOST_RATIO: u64 = 200;

/// Smaller members are never bombs.
const HARMLESS: u64 = 1 << 20;

/// How a member begins and where it lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    archive: PathBuf,
    start: u64,
    packed: u64,
    unpacked: u64,
    crc: u32,
    deflated: bool,
}

impl Member {
    /// The path of a member with that of its archive resolved.
    pub fn whole_path(&self, path: &Path) -> Option<PathBuf> {
        let name = path.strip_prefix(&self.archive).ok()?;
        Some(self.archive.canonicalize().ok()?.join(name))
    }
}

/// Members by the path of the archive with their name in it.
pub type Members = BTreeMap<PathBuf, Member>;

/// What an archive holds.
#[derive(Debug, Default)]
pub struct Listing {
    /// Members that can be unpacked.
    pub members: Members,
    /// Members that cannot, and why.
    pub ignored: Vec<(PathBuf, &'static str)>,
}

/// Whether a file begins as a .zip archive does.
pub fn is_archive(path: &Path) -> bool {
    let mut start = [0; 4];
    let regular = path.is_file();
    regular
        && File::open(path).is_ok_and(|mut file| file.read_exact(&mut start).is_ok())
        && start == *b"PK\x03\x04"
}

/// The members of an archive that `wanted` does not refuse by name, none of which is unpacked. Nothing is ever written by their
/// names.
///
/// # Errors
///
/// Where the archive is damaged, holds more than `most` members, or what is wanted of it would unpack to more than
/// [`MOST_UNPACKED`] bytes or, of a member, to more than [`MOST_RATIO`] times its size.
pub fn members(
    path: &Path,
    most: usize,
    wanted: impl Fn(&Path) -> Option<&'static str>,
) -> Result<Listing, IncidentError> {
    let broken = |why: String| IncidentError::Archive {
        path: path.to_owned(),
        why,
    };
    let file = File::open(path).map_err(|source| IncidentError::Open {
        path: path.to_owned(),
        source,
    })?;
    let damaged = |error: zip::result::ZipError| {
        broken(format!("it cannot be unpacked: {error}; fetch it again"))
    };
    let mut archive = ZipArchive::new(file).map_err(damaged)?;
    if archive.len() > most {
        return Err(IncidentError::TooManyFiles {
            path: path.to_owned(),
            limit: most,
        });
    }
    let mut listing = Listing::default();
    let mut total: u64 = 0;
    for number in 0..archive.len() {
        let member = archive.by_index_raw(number).map_err(damaged)?;
        let Some(name) = member.enclosed_name() else {
            continue;
        };
        if member.is_dir() {
            continue;
        }
        let at = path.join(&name);
        let (packed, unpacked) = (member.compressed_size(), member.size());
        let method = member.compression();
        let why = wanted(&at).or_else(|| {
            if member.encrypted() {
                Some("it is encrypted")
            } else if !matches!(
                method,
                CompressionMethod::Stored | CompressionMethod::Deflated
            ) {
                Some("it is packed by a method that is not read")
            } else {
                None
            }
        });
        if let Some(why) = why {
            listing.ignored.push((at, why));
            continue;
        }
        total = total.saturating_add(unpacked);
        if unpacked > HARMLESS && unpacked / MOST_RATIO > packed {
            return Err(broken(format!(
                "{} would unpack from {packed} to {unpacked} bytes, more than {MOST_RATIO} times as many: this is no table of incidents; unpack it yourself if you trust it",
                name.display()
            )));
        }
        if total > MOST_UNPACKED {
            return Err(broken(format!(
                "it would unpack to more than {MOST_UNPACKED} bytes: unpack it, and name the folders that you need"
            )));
        }
        let start = member
            .data_start()
            .ok_or_else(|| broken("a member has no beginning".into()))?;
        let member = Member {
            archive: path.to_owned(),
            start,
            packed,
            unpacked,
            crc: member.crc32(),
            deflated: method == CompressionMethod::Deflated,
        };
        listing.members.insert(at, member);
    }
    Ok(listing)
}

/// A member from its beginning: no more bytes come than the archive says, and its sum is checked at the end.
pub fn open_member(member: &Member) -> io::Result<Box<dyn Read + Send>> {
    let mut file = File::open(&member.archive)?;
    file.seek(SeekFrom::Start(member.start))?;
    let packed = file.take(member.packed);
    let inner: Box<dyn Read + Send> = if member.deflated {
        Box::new(DeflateDecoder::new(packed))
    } else {
        Box::new(packed)
    };
    Ok(Box::new(Checked {
        inner,
        crc: Crc::new(),
        left: member.unpacked,
        expected: member.crc,
    }))
}

struct Checked {
    inner: Box<dyn Read + Send>,
    crc: Crc,
    left: u64,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        let count = self.inner.read(out)?;
        if count as u64 > self.left {
            return Err(io::Error::other(
                "the member is longer than its archive says",
            ));
        }
        self.left -= count as u64;
        self.crc.update(&out[..count]);
        if count == 0 && (self.left > 0 || self.crc.sum() != self.expected) {
            return Err(io::Error::other(
                "the member is damaged: its length or its check sum is another",
            ));
        }
        Ok(count)
    }
}
