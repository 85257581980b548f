//! The share of a theme's events with an attribute, in one part of the study area.

use super::aim::{Known, aimed};
use super::indicator::{Intended, Whose};
use super::part::{Baseline, Compared, Part};
use super::points::points;
use super::series::Series;
use super::share::{Growth, Share, ShareOutlook};
use super::tracked::Common;
use crate::value::{Reason, Value};

/// What is told of a part.
pub(super) fn part(common: &Common, (whose, series): (Whose, &Series), whole: &Series) -> Part {
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
        growth: growth(common, &places, whole),
        dispersion: common.noise_of(whose).dispersion,
    };
    let baseline = baseline(common, whose, series);
    let known = Known {
        baseline: baseline.map(|baseline| baseline.value),
        denominator: Value::Undefined(Reason::NoExposure),
    };
    let aimed_in = |year| aimed(common.indicator, (whose, known), known, year);
    let target = aimed_in(track.year);
    let next = common.indicator.next_year(whose, track.year).map(aimed_in);
    let unbroken = match common.broken {
        true => Value::Undefined(Reason::AcrossBreak),
        false => share,
    };
    let chance = unbroken.and_then(|_| {
        target.and_then(|aim| match common.indicator.intended {
            Intended::Up => outlook.at_least(aim.value),
            // At most a share is at least its rest, of those without the attribute.
            Intended::Down => without(outlook).at_least(1.0 - aim.value),
            Intended::Watched => Value::Undefined(Reason::NoTargetOnPurpose),
        })
    });
    let like = like_months(common, series);
    let change = match (common.broken, track.baseline == Some(track.year)) {
        (_, true) => Value::Undefined(Reason::IsBaseline),
        (true, _) => Value::Undefined(Reason::AcrossBreak),
        _ => share.and_then(|now| match like {
            Some((with, of)) => points(
                (now.share, now.of),
                (with as f64 / of as f64, Some(of as f64)),
                track.level,
            ),
            None => baseline
                .and_then(|then| points((now.share, now.of), (then.value, then.of), track.level)),
        }),
    };
    let (status, why) = common.grounds(target, chance).status();
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
        // What a share comes to by now is not known; it stands beside the target of the year.
        line: target.map(|aim| aim.value),
        target,
        next,
        projection: share.and_then(|_| outlook.projection(track.level)),
        chance,
        change,
        compared: match like {
            Some(_) => Compared::LikePoints,
            None => Compared::Points,
        },
        status,
        why,
    }
}

fn without(outlook: ShareOutlook) -> ShareOutlook {
    ShareOutlook {
        with: outlook.of - outlook.with,
        growth: Growth {
            shift: -outlook.growth.shift,
            ..outlook.growth
        },
        ..outlook
    }
}

/// How the share moved in the study area in the earlier years that are whole; nothing is known where there are none.
fn growth(common: &Common, places: &[usize], whole: &Series) -> Growth {
    let sum = |over: bool| {
        let months = || {
            let years = common.whole_years.iter();
            years.flat_map(|year| {
                let placed = year.months().enumerate();
                placed
                    .filter(|(place, _)| places.contains(place) == over)
                    .map(|(_, month)| month)
                    .collect::<Vec<_>>()
            })
        };
        (whole.in_months(months()), whole.of_months(months()))
    };
    Growth::of(sum(true), sum(false))
}

/// Those with the attribute and of how many in the months of the baseline year that are counted in this one, where the data hold them.
fn like_months(common: &Common, series: &Series) -> Option<(u64, u64)> {
    let track = common.track;
    let back = track.year.0.0 - track.baseline?.0.0;
    let then: Vec<_> = (track.counted_months())
        .map(|month| crate::Month(month.0 - back))
        .collect();
    let held = !then.is_empty() && then.iter().all(|month| track.all_held.contains(month));
    let of = series.of_months(then.iter().copied());
    (held && of > 0).then(|| (series.in_months(then), of))
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
