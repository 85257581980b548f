//! From the rule section of a study to the rule.

use hotspur_core::flag::Rule;
use serde_json::{Value as Json, json};

use super::plan::PlanError;
use crate::study::RuleSection;

/// The rule of a study: the default, with what the study declares.
pub fn rule_of(section: &RuleSection) -> Result<Rule, PlanError> {
    let default = Rule::default();
    let rule = Rule {
        min_rate_ratio: section.min_rate_ratio.unwrap_or(default.min_rate_ratio),
        q: section.q.unwrap_or(default.q),
        min_events: section.min_events.unwrap_or(default.min_events),
        min_excess: section.min_excess.unwrap_or(default.min_excess),
        months_share: section.months_share.unwrap_or(default.months_share),
        min_months: section.min_months.unwrap_or(default.min_months),
        assumed_dispersion: section
            .assumed_dispersion
            .unwrap_or(default.assumed_dispersion),
        min_located_share: section
            .min_located_share
            .unwrap_or(default.min_located_share),
        busiest_place_share: section
            .busiest_place_share
            .unwrap_or(default.busiest_place_share),
        leave_out_busiest_place: section
            .leave_out_busiest_place
            .unwrap_or(default.leave_out_busiest_place),
        min_themes: section.min_themes.unwrap_or(default.min_themes),
        max_flagged_share: section
            .max_flagged_share
            .unwrap_or(default.max_flagged_share),
        level: default.level,
    };
    rule.checked()
        .map_err(|error| PlanError::Rule(error.to_string()))
}

/// The rule for the manifest.
pub fn record(rule: &Rule) -> Json {
    json!({
        "min_rate_ratio": rule.min_rate_ratio,
        "q": rule.q,
        "min_events": rule.min_events,
        "min_excess": rule.min_excess,
        "months_share": crate::write::ten_digits(rule.months_share),
        "min_months": rule.min_months,
        "assumed_dispersion": rule.assumed_dispersion,
        "min_located_share": rule.min_located_share,
        "busiest_place_share": rule.busiest_place_share,
        "leave_out_busiest_place": rule.leave_out_busiest_place,
        "min_themes": rule.min_themes,
        "max_flagged_share": rule.max_flagged_share,
        "level": rule.level,
    })
}
