//! Incidents of several agencies side by side: how many each recorded of what, and how many both seem to have recorded.

mod counts;
mod duplicates;

pub use counts::{SourceCounts, source_counts};
pub use duplicates::{Nearness, SharedByTwo, likely_duplicates};
