//! What is wrong with what is tracked.

/// Why nothing can be tracked as it is asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrackError {
    /// A small table does not read.
    #[error("{file}, line {line}: {why}")]
    Table {
        /// The file.
        file: String,
        /// The line, 0 where none was reached.
        line: u64,
        /// What is wrong, and the remedy.
        why: String,
    },
    /// The study tracks nothing.
    #[error(
        "the study tracks nothing: give it [[indicator]]s, each with key, title, theme, record and intended; crates/docs/track.md shows them"
    )]
    NoIndicators,
    /// An indicator cannot be.
    #[error("[[indicator]] {key}: {why}")]
    Indicator {
        /// Its key.
        key: String,
        /// What is wrong, and the remedy.
        why: String,
    },
    /// The section `[track]`.
    #[error("[track] {field} = {value}: {why}")]
    Setting {
        /// The field.
        field: &'static str,
        /// Its value.
        value: String,
        /// What is wrong, and the remedy.
        why: String,
    },
}
