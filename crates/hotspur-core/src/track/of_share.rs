//! The share of a theme's events with an attribute, in one part of the study area.

use super::aim::{Known, aimed};
use super::indicator::{Intended, Whose};
use super::part::{Baseline, Compared, Part};
use super::points::points;
use super::series::Series;
use super::share::{Share, ShareOutlook};
use super::status::Grounds;
use super::tracked::Common;
use crate::value::{Reason, Value};

/// What is told of a part.
pub(super) fn part(common: &Common, whose: Whose, series: &Series) -> Part {
    let track = common.track;
    let places = track.places();
    let (with, of) = (
        series.in_months(track.counted_months()),
        series.of_months(track.counted_months()),
    );
    let share = match of {
        _ if !common.fed => Value::Undefined(Reason::NothingFeeds),
        _ if places.is_empty() => Value::Undefined(Reason::NoMonthOfYear),
        0 => Value::Undefined(Reason::NoEvents),
        _ => Value::Known(Share::new(
            with as f64 / of as f64,
            Some(of as f64),
            track.level,
        )),
    };
    let elapsed = match places.len() {
        super::MONTHS => 1.0,
        _ => common.season.elapsed(&places),
    };
    let outlook = ShareOutlook {
        with,
        of,
        to_come: of as f64 * (1.0 - elapsed) / elapsed,
    };
    let baseline = baseline(common, whose, series);
    let known = Known {
        baseline: baseline.map(|baseline| baseline.value),
        denominator: Value::Undefined(Reason::NoExposure),
    };
    let aimed_in = |year| aimed(common.indicator, (whose, known), known, year);
    let target = aimed_in(track.year);
    let next = (common.indicator.next_target(whose, track.year))
        .or_else(|| common.indicator.next_target(Whose::StudyArea, track.year))
        .map(|target| aimed_in(target.year));
    let chance = share.and_then(|_| {
        target.and_then(|aim| match common.indicator.intended {
            Intended::Up => outlook.at_least(aim.value),
            // At most a share is at least its rest, of those without the attribute.
            Intended::Down => without(outlook).at_least(1.0 - aim.value),
            Intended::Watched => Value::Undefined(Reason::NoTargetOnPurpose),
        })
    });
    let change = match (common.broken, track.baseline == Some(track.year)) {
        (_, true) => Value::Undefined(Reason::IsBaseline),
        (true, _) => Value::Undefined(Reason::AcrossBreak),
        _ => share.and_then(|now| {
            baseline
                .and_then(|then| points((now.share, now.of), (then.value, then.of), track.level))
        }),
    };
    let (status, why) = Grounds {
        intended: common.indicator.intended,
        fed: common.fed,
        baseline_year: track.baseline == Some(track.year),
        broken: common.broken,
        target: target.map(|aim| aim.value),
        chance,
        confident: track.confident,
    }
    .status();
    Part {
        whose,
        months: track.months_told(|month| series.in_month(month)),
        earlier: (common.whole_years.iter())
            .map(|year| (*year, series.of_year(*year)))
            .collect(),
        so_far: share.map(|share| share.share),
        of: share.known().and_then(|share| share.of),
        limits: share.and_then(|share| share.limits),
        denominator: Value::Undefined(Reason::NoExposure),
        baseline,
        baseline_counted: None,
        // A share does not grow through the year: its line is the target.
        line: target.map(|aim| aim.value),
        target,
        next,
        projection: share.and_then(|_| outlook.projection(track.level)),
        chance,
        change,
        compared: Compared::Points,
        status,
        why,
    }
}

const fn without(outlook: ShareOutlook) -> ShareOutlook {
    ShareOutlook {
        with: outlook.of - outlook.with,
        ..outlook
    }
}

/// The share given for the baseline year, or that counted in it.
fn baseline(common: &Common, whose: Whose, series: &Series) -> Value<Baseline> {
    let Some(year) = common.track.baseline else {
        return Value::Undefined(Reason::NoBaseline);
    };
    if let Some(figure) = common.indicator.figure(whose, year) {
        return Value::Known(Baseline {
            year,
            value: figure.value,
            of: figure.of,
            counted: false,
            predicted: figure.predicted,
        });
    }
    let of = series.of_months(year.months());
    if of == 0 || !common.track.holds(year) {
        return Value::Undefined(Reason::NoBaseline);
    }
    Value::Known(Baseline {
        year,
        value: series.in_months(year.months()) as f64 / of as f64,
        of: Some(of as f64),
        counted: true,
        predicted: false,
    })
}
