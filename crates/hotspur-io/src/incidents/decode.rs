//! Field bytes to text: UTF-8 where it is, Windows-1252 where it is not.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;

/// The longest value that a message or a ledger line shows, in characters.
const SHOWN: usize = 80;

/// The field as text, trimmed, each control character as a space; and whether its bytes were Windows-1252.
pub fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    let bytes = bytes.trim_ascii();
    if bytes.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        // Nearly every field is plain ASCII, and this loop is all that it needs.
        return (String::from_utf8_lossy(bytes), false);
    }
    let (decoded, legacy) = match std::str::from_utf8(bytes) {
        Ok(utf8) => (Cow::Borrowed(utf8), false),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, true),
    };
    if !decoded.contains(char::is_control) {
        return (decoded, legacy);
    }
    // A label may reach a terminal, which would obey escape sequences.
    let plain: String = decoded
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    (Cow::Owned(plain.trim().to_owned()), legacy)
}

/// The field as a message shows it: text of at most 80 characters.
pub fn shown(bytes: &[u8]) -> String {
    shorten(&text(bytes).0)
}

/// At most 80 characters of `text`, with an ellipsis where more follow.
pub fn shorten(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Column names as a message lists them.
pub fn listed(names: &[String]) -> String {
    const LISTED: usize = 40;
    let first: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| shorten(name))
        .collect();
    let more = names.len().saturating_sub(LISTED);
    let tail = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{}{tail}", first.join(", "))
}
