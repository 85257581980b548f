//! Again: how often the same place is struck, and whether its neighbours are struck soon after.

use super::rows_of;
use crate::analysis::{Findings, Question};
use crate::ask::Ask;
use crate::repeat::{
    Dated, KnoxTest, Nearness, Permutations, Raised, RiskArea, SamePlace, SamePlaceMonths,
    WIDEST_SPAN, WINDOWS, days_of, knox_test, months_of, raised_bands, recent_places, risk_areas,
    same_place, same_place_by_month,
};
use crate::tally::Counted;
use crate::value::{Reason, Value};
use crate::when::{Month, Period};

const MINUTES_PER_DAY: i32 = 24 * 60;

/// What is asked of repeats.
#[derive(Debug, Clone, PartialEq)]
pub struct RepeatAsk {
    /// Bands and permutations of near repeats; nothing where the same place is asked about alone.
    pub near: Option<(Nearness, Permutations)>,
}

/// Repeats at the same place, as finely as the times are known.
#[derive(Debug, Clone, PartialEq)]
pub enum Repeated {
    /// By day.
    ByDay(SamePlace),
    /// By month, because more than a seventh of the events are known no finer.
    ByMonth(SamePlaceMonths),
}

/// Repeats of one thing counted.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeRepeats {
    /// What is counted.
    pub counted: Counted,
    /// Whose day is known, and whose is not.
    pub dated: Dated,
    /// At the same place.
    pub same: Repeated,
    /// Near in space and time, where it is asked.
    pub near: Option<Value<KnoxTest>>,
    /// The ground around the events of the last days on which more follow than chance gives, where it is asked: in the first band of
    /// days before the end of the period.
    pub risk: Option<Value<Vec<RiskArea>>>,
}

/// Repeats of every theme asked; of the priority themes where none is. Totals repeat across themes, and are left out.
pub(super) fn answers(
    question: &Question,
    findings: &Findings,
    held: &[bool],
    ask: &Ask,
) -> Vec<ThemeRepeats> {
    let (Some(asked), Some(period)) = (&ask.repeats, span(question, findings)) else {
        return Vec::new();
    };
    let themes = question.themes.list();
    let themes: Vec<usize> = if ask.themes.is_empty() {
        (0..themes.len())
            .filter(|theme| themes[*theme].priority)
            .collect()
    } else {
        ask.themes.clone()
    };
    themes
        .into_iter()
        .map(|theme| answer(question, held, asked, period, theme))
        .collect()
}

/// The period that the rows are of: the one asked about, or all months that hold any.
fn span(question: &Question, findings: &Findings) -> Option<Period> {
    let all = Period::months(*findings.months.first()?, *findings.months.last()?)?;
    let asked = question.params.selection.period;
    Some(asked.map_or(all, |asked| Period {
        from: asked.from.max(all.from),
        until: asked.until.min(all.until),
    }))
}

fn answer(
    question: &Question,
    held: &[bool],
    asked: &RepeatAsk,
    period: Period,
    theme: usize,
) -> ThemeRepeats {
    let counted = Counted::Theme(theme);
    let incidents = question.incidents;
    let rows = rows_of(question, held, counted);
    let dated = days_of(incidents, rows.clone(), WIDEST_SPAN);
    let days = [period.from, period.until].map(|end| end.0.div_euclid(MINUTES_PER_DAY));
    let same = match dated.enough() {
        Ok(events) => Repeated::ByDay(same_place(events, (days[0], days[1]), &WINDOWS)),
        Err(_) => {
            let months = (period.first_month(), period.last_month());
            Repeated::ByMonth(same_place_by_month(&months_of(incidents, rows), months))
        }
    };
    let near = asked.near.as_ref().map(|(near, permutations)| {
        let permutations = Permutations {
            unit: theme as u64,
            ..*permutations
        };
        let test = dated
            .enough()
            .and_then(|events| knox_test(events, near, permutations));
        known(test)
    });
    let risk = near.as_ref().map(|test| risk(test, &dated, days[1]));
    ThemeRepeats {
        counted,
        dated,
        same,
        near,
        risk,
    }
}

fn known<T>(found: Result<T, Reason>) -> Value<T> {
    match found {
        Ok(found) => Value::Known(found),
        Err(reason) => Value::Undefined(reason),
    }
}

fn risk(test: &Value<KnoxTest>, dated: &Dated, until: i32) -> Value<Vec<RiskArea>> {
    let test = match test {
        Value::Known(test) => test,
        Value::Undefined(reason) => return Value::Undefined(*reason),
    };
    let near = &test.table.near;
    let bands = raised_bands(test, 0, &Raised::default());
    let recent = recent_places(&dated.events, until, near.time.until(0));
    known(risk_areas(&recent, &bands, near.metric))
}

impl ThemeRepeats {
    /// The first day of the recent events that the risk area is drawn around, and the day after the last; nothing where none is drawn.
    #[must_use]
    pub fn recent_days(&self, last: Month) -> Option<(i32, i32)> {
        let Some(Value::Known(test)) = &self.near else {
            return None;
        };
        let until = last.next().start()?.0.div_euclid(MINUTES_PER_DAY);
        let days = i32::try_from(test.table.near.time.until(0)).ok()?;
        Some((until - days, until))
    }
}
