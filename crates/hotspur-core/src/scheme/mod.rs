//! Schemes: what is known of one, when it is compared with before, what its zones hold, and whether it worked.

mod asked;
mod counts;
mod evaluate;
mod plan;
mod scaled;
mod spans;
mod zones;

pub use asked::{SchemeAsked, SchemeWhen};
pub use counts::{ZoneCounts, zone_counts};
pub use evaluate::{
    ALPHA, Effect, Evaluation, SchemeCounted, SchemeVerdict, evaluate_scheme, judge_scheme,
};
pub use plan::{FALLS, Power, power};
pub use scaled::scaled_wdd;
pub use spans::{SchemeEnds, SchemeSpans, SpansError, latest_months, running_spans, scheme_spans};
pub use zones::{Zone, Zones, zone_of_places};
