//! Per cent of those who were asked, in one part of the study area.

use super::aim::{Known, aimed};
use super::indicator::{Intended, Whose};
use super::part::{Baseline, Compared, Part};
use super::points::points;
use super::share::Share;
use super::status::Grounds;
use super::tracked::Common;
use crate::value::{Reason, Value};

/// What is told of a part: a survey has no months, so its figure is that of the year, or there is none.
pub(super) fn part(common: &Common, whose: Whose) -> Part {
    let (track, indicator) = (common.track, common.indicator);
    let figure = |year| indicator.figure(whose, year);
    let share = Value::from_option(figure(track.year), Reason::NoFigureOfYear)
        .map(|figure| Share::new(figure.value, figure.of, track.level));
    let baseline =
        Value::from_option(track.baseline.and_then(figure), Reason::NoBaseline).map(|figure| {
            Baseline {
                year: figure.year,
                value: figure.value,
                of: figure.of,
                counted: false,
                predicted: figure.predicted,
            }
        });
    let known = Known {
        baseline: baseline.map(|baseline| baseline.value),
        denominator: Value::Undefined(Reason::NoExposure),
    };
    let aimed_in = |year| aimed(indicator, (whose, known), known, year);
    let target = aimed_in(track.year);
    let next = indicator.next_year(whose, track.year).map(aimed_in);
    let chance = target.and_then(|aim| {
        share.and_then(|share| match indicator.intended {
            Intended::Up => share.at_least(aim.value),
            Intended::Down => share.at_least(aim.value).map(|more| 1.0 - more),
            Intended::Watched => Value::Undefined(Reason::NoTargetOnPurpose),
        })
    });
    let is_baseline = track.baseline == Some(track.year);
    let change = match is_baseline {
        true => Value::Undefined(Reason::IsBaseline),
        false => share.and_then(|now| {
            baseline
                .and_then(|then| points((now.share, now.of), (then.value, then.of), track.level))
        }),
    };
    let (status, why) = Grounds {
        // What a survey lacks is a figure, which the words for targets and figures say.
        fed: true,
        baseline_year: is_baseline && share.known().is_some(),
        broken: false,
        ..common.grounds(target, chance)
    }
    .status();
    Part {
        whose,
        months: Vec::new(),
        earlier: Vec::new(),
        so_far: share.map(|share| share.share),
        of: share.known().and_then(|share| share.of),
        limits: share.and_then(|share| share.limits),
        denominator: Value::Undefined(Reason::NoExposure),
        baseline,
        baseline_counted: None,
        line: target.map(|aim| aim.value),
        target,
        next,
        projection: Value::Undefined(Reason::NotAsked),
        chance,
        change,
        compared: Compared::Points,
        status,
        why,
    }
}
