//! The letters of the picture: fonts that ship inside the program, and how wide they set a text.

use std::sync::{Arc, OnceLock};

use minijinja::Environment;
use resvg::usvg::fontdb::Database;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::{FontRef, MetadataProvider};

/// The family of both fonts; the template asks for no other.
pub const FAMILY: &str = "Open Sans";

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/OpenSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/OpenSans-Bold.ttf");

/// The fonts to draw with: these two, whatever the machine has.
pub fn fonts() -> Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    let load = || {
        let mut fonts = Database::new();
        fonts.load_font_data(REGULAR.to_vec());
        fonts.load_font_data(BOLD.to_vec());
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(load))
}

/// The width of a text as a multiple of its size, without kerning.
pub fn width(text: &str, bold: bool) -> f64 {
    let Ok(font) = FontRef::new(if bold { BOLD } else { REGULAR }) else {
        return text.chars().count() as f64;
    };
    let letters = font.charmap();
    let metrics = GlyphMetrics::new(&font, Size::new(1.0), LocationRef::default());
    let wide = |letter: char| -> f32 {
        // What no font has is drawn as the glyph 0, an empty box.
        let glyph = letters.map(letter).unwrap_or_default();
        metrics.advance_width(glyph).unwrap_or(1.0)
    };
    text.chars().map(|letter| f64::from(wide(letter))).sum()
}

/// Adds the filters `lines` and `listed`.
pub fn add_to(environment: &mut Environment) {
    environment.add_filter("lines", lines);
    environment.add_filter("listed", listed);
}

/// A text in lines of at most `room` pixels, at most so many; the last is cut where the text goes on.
fn lines(text: &str, size: f64, room: f64, bold: bool, most: usize) -> Vec<String> {
    let fits = |line: &str| width(line, bold) * size <= room;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_ascii_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match (longer.filter(|line| fits(line)), lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(rest);
    }
    for line in &mut lines {
        if !fits(line) {
            *line = cut(line, &fits);
        }
    }
    lines
}

/// The longest beginning of a text that fits together with an ellipsis.
fn cut(text: &str, fits: &dyn Fn(&str) -> bool) -> String {
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let shown = format!("{}…", kept.trim_end());
        if fits(&shown) {
            return shown;
        }
    }
    "…".to_owned()
}

/// "A, B and C".
fn listed(names: Vec<String>) -> String {
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
