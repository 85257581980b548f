//! What may be said of a comparison: nothing that its own interval contradicts, and nothing of a theme that is located too seldom.

use crate::analysis::{Findings, Question};
use crate::change::{ChangeVerdict, Judged};
use crate::tally::Counted;
use crate::value::Value;
use crate::when::{Month, Period};

use super::Spans;

/// The E-test tells more small counts apart than the exact interval does: where the interval leaves the ratio open to either side,
/// "higher" beside it could not be defended.
pub(super) fn agreed(judged: Judged) -> Judged {
    let change = &judged.change;
    let above = change.lower.known().is_some_and(|lower| lower > 1.0);
    let below = change.upper.known().is_some_and(|upper| upper < 1.0);
    let verdict = match judged.verdict {
        ChangeVerdict::Up if !above => ChangeVerdict::NoEvidence,
        ChangeVerdict::Down if !below => ChangeVerdict::NoEvidence,
        verdict => verdict,
    };
    Judged { verdict, ..judged }
}

/// The share of a thing's rows that have a location, 0 to 1: in the span asked about, and in the one before.
pub(super) fn located(
    question: &Question,
    findings: &Findings,
    thing: Counted,
    spans: Spans,
) -> (Value<f64>, Option<Value<f64>>) {
    let share = |months: &[Month]| {
        let (coverage, themes) = (question.coverage, question.themes);
        coverage.share_in(thing, months, themes)
    };
    let of = |span: Period| {
        let months = span.first_month().0..=span.last_month().0;
        share(&months.map(Month).collect::<Vec<_>>())
    };
    let now = spans.period.map_or_else(|| share(&findings.months), of);
    (now, spans.before.map(of))
}
