//! What is wrong with a register of schemes. Each message names the file, the scheme or feature, the value and the remedy.

/// What is wrong with a register of schemes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// A role is none.
    #[error(
        "{file}, feature {feature}: {role:?} is no role: write target, control, buffer or buffer_control in the column role"
    )]
    Role {
        /// The file.
        file: String,
        /// Its number, from 1.
        feature: usize,
        /// The role as it is written; empty where there is none.
        role: String,
    },
    /// A date is none.
    #[error(
        "{file}, feature {feature}: {column} {text:?} is neither a month nor a day: write 2024-03 or 2024-03-15"
    )]
    Date {
        /// The file.
        file: String,
        /// Its number, from 1.
        feature: usize,
        /// The column.
        column: &'static str,
        /// The text.
        text: String,
    },
    /// A stage is none.
    #[error("{file}, feature {feature}: {stage:?} is no stage: write planned, running or ended")]
    Stage {
        /// The file.
        file: String,
        /// Its number, from 1.
        feature: usize,
        /// The stage as it is written.
        stage: String,
    },
    /// A feature belongs to no scheme.
    #[error(
        "{file}, feature {feature}: it has no name, and the file holds several schemes: give it the name of its scheme in the column name"
    )]
    Nameless {
        /// The file.
        file: String,
        /// Its number, from 1.
        feature: usize,
    },
    /// The zones of one scheme do not agree.
    #[error(
        "{file}: the zones of {scheme:?} give {column} {one:?} and {other:?}: write it once, or the same for each"
    )]
    Disagree {
        /// The file.
        file: String,
        /// The scheme.
        scheme: String,
        /// The column.
        column: &'static str,
        /// A value.
        one: String,
        /// Another.
        other: String,
    },
    /// It ends before it starts.
    #[error("{file}: {scheme:?} ends in {end}, before it starts in {start}: correct one of them")]
    Reversed {
        /// The file.
        file: String,
        /// The scheme.
        scheme: String,
        /// The start.
        start: String,
        /// The end.
        end: String,
    },
    /// There is no target.
    #[error(
        "{file}: {scheme:?} has no zone of the role target: draw where it is done and give it the role target"
    )]
    NoTarget {
        /// The file.
        file: String,
        /// The scheme.
        scheme: String,
    },
    /// A zone lies elsewhere.
    #[error(
        "{file}: the {zone} of {scheme:?} covers no ground of the study area, which lies between {bounds}: correct the zone, or name the areas that it lies in"
    )]
    Nowhere {
        /// The file.
        file: String,
        /// The scheme.
        scheme: String,
        /// The role.
        zone: &'static str,
        /// Where the study area lies.
        bounds: String,
    },
    /// Two zones share ground.
    #[error(
        "{file}: the {one} and the {other} of {scheme:?} share {square_metres} m²: an incident there would be counted in both, so draw them apart"
    )]
    Overlap {
        /// The file.
        file: String,
        /// The scheme.
        scheme: String,
        /// A role.
        one: &'static str,
        /// Another.
        other: &'static str,
        /// The ground that they share.
        square_metres: String,
    },
    /// Nothing of the buffer is left.
    #[error(
        "{file}: the buffer of {scheme:?} lies wholly in its other zones: draw it around the target"
    )]
    NoBuffer {
        /// The file.
        file: String,
        /// The scheme.
        scheme: String,
    },
    /// None can be evaluated.
    #[error("{file}: {scheme:?} cannot be evaluated: {why}")]
    Months {
        /// The file.
        file: String,
        /// The scheme.
        scheme: String,
        /// Why.
        why: hotspur_core::scheme::SpansError,
    },
    /// So many months are none.
    #[error("--months {0} is no number of months: give 1 to 120")]
    LengthOfSpan(u32),
}
