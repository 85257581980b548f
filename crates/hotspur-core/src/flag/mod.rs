//! The flag: a declared rule over evidence, with its defaults in one place.

mod break_even;
mod clauses;
mod decide;
mod reasons;
mod rule;
mod series;
mod variations;

pub use break_even::{break_even, people_to_be_ordinary};
pub use clauses::{Clauses, Verdict};
pub use decide::{Class, Decision, Finding, decide};
pub use reasons::{AreaFacts, ThemeFacts, sentence};
pub use rule::{Rule, RuleError};
pub use series::ThemeSeries;
pub use variations::{Change, EXPOSURE_VARIED, MOST_OWN, Variations, variations};
