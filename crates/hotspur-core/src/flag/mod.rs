//! The flag: a declared rule over evidence, with its defaults in one place.

mod clauses;
mod decide;
mod reasons;
mod rule;
mod series;

pub use clauses::{Clauses, Verdict};
pub use decide::{Class, Decision, Finding, decide};
pub use reasons::{AreaFacts, ThemeFacts, sentence};
pub use rule::{Rule, RuleError};
pub use series::ThemeSeries;
