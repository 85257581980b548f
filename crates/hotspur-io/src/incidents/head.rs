//! What the first bytes of a file give away: that it is no CSV, or what separates its fields.

use std::path::Path;

use super::error::IncidentError;

/// Refuses what is not a CSV by its first bytes.
pub fn refuse_other_formats(path: &Path, head: &[u8]) -> Result<(), IncidentError> {
    let begin = head.trim_ascii_start();
    if begin.is_empty() {
        return Err(IncidentError::Empty {
            path: path.to_owned(),
        });
    }
    let (what, remedy) = if begin.starts_with(b"<") {
        (
            "it is a web page or XML",
            "the download probably failed, so fetch it again",
        )
    } else if begin.starts_with(b"PK\x03\x04") {
        (
            "it is a zip archive or an Excel workbook",
            "unpack it, or save the sheet as CSV UTF-8",
        )
    } else if begin.starts_with(b"{") {
        ("it is JSON", "export it as CSV")
    } else if first_line(begin).contains(&0) {
        (
            "it holds NUL bytes, as binary files do and UTF-16 without its mark",
            "save it as CSV UTF-8",
        )
    } else {
        return Ok(());
    };
    Err(IncidentError::NotCsv {
        path: path.to_owned(),
        what,
        remedy,
    })
}

/// Comma, unless the header has none but has semicolons or tabs.
pub fn delimiter(head: &[u8]) -> u8 {
    let line = first_line(head);
    [b',', b';', b'\t']
        .into_iter()
        .find(|byte| line.contains(byte))
        .unwrap_or(b',')
}

/// The first line that is not blank.
fn first_line(head: &[u8]) -> &[u8] {
    head.split(|byte| matches!(byte, b'\n' | b'\r'))
        .find(|line| !line.is_empty())
        .unwrap_or_default()
}
