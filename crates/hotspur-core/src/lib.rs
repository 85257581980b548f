//! The analysis behind Hotspur: which areas, and which places inside them, hold more crime and disorder than chance
//! and exposure explain, and how sure that is.
//!
//! No files, no clock, no terminal, no global state. Everything is in metres on a projected plane; what reads and
//! writes is `hotspur-io`. Begin at [`stream`], [`Value`] and the nouns at the top level; the verbs live in folders
//! by what they answer.

pub mod adjust;
pub mod flag;
pub mod rate;

mod metres;
mod random;
mod theme;
mod value;
mod when;

pub use metres::{Metres, Position};
pub use random::{Stream, stream};
pub use theme::{Kind, Offence, Theme, ThemeError, Themes};
pub use value::{Reason, Value};
pub use when::{Minute, Month, Period, Precision, When};
