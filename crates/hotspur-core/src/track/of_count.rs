//! A count of events in one part of the study area.

use super::Intended;
use super::aim::{Known, aimed};
use super::change::{Change, change};
use super::indicator::Whose;
use super::part::{Baseline, Compared, Part};
use super::projection::{Outlook, Projection};
use super::series::Series;
use super::tracked::Common;
use super::year::Year;
use crate::value::{Reason, Value};

/// What is told of a part.
pub(super) fn part(common: &Common, (whose, series): (Whose, &Series), whole: &Series) -> Part {
    let track = common.track;
    let places = track.places();
    let so_far = series.in_months(track.counted_months());
    let noise = common.noise_of(whose);
    let outlook = Outlook::new(so_far, &places, common.season, noise);
    let baseline = baseline(common, whose, series);
    let known = |whose, year, baseline: Value<Baseline>| Known {
        baseline: baseline.map(|baseline| baseline.value),
        denominator: common.denominator(whose, year),
    };
    let of_whole = self::baseline(common, Whose::StudyArea, whole);
    let aimed_in = |year: Year| {
        let own = (whose, known(whose, year, baseline));
        let whole = known(Whose::StudyArea, year, of_whole);
        aimed(common.indicator, own, whole, year)
    };
    let target = aimed_in(track.year);
    let next = common.indicator.next_year(whose, track.year).map(aimed_in);
    let projection = match (places.is_empty(), common.fed) {
        (_, false) => Value::Undefined(Reason::NothingFeeds),
        (true, _) => Value::Undefined(Reason::NoMonthOfYear),
        _ => outlook.projection(track.level),
    };
    let chance = match common.broken {
        true => Value::Undefined(Reason::AcrossBreak),
        false => {
            projection.and_then(|_| target.and_then(|aim| chance(common, &outlook, aim.value)))
        }
    };
    let (change, compared) = change_of(common, (whose, series), baseline, projection);
    let (status, why) = match places.is_empty() && common.fed {
        true => (super::Status::CannotSay, Some(Reason::NoMonthOfYear)),
        false => common.grounds(target, chance).status(),
    };
    Part {
        whose,
        months: track.months_told(|month| series.in_month(month)),
        earlier: (common.whole_years.iter())
            .map(|year| (*year, series.of_year(*year)))
            .collect(),
        so_far: match (places.is_empty(), common.fed) {
            (_, false) => Value::Undefined(Reason::NothingFeeds),
            (true, _) => Value::Undefined(Reason::NoMonthOfYear),
            _ => Value::Known(so_far as f64),
        },
        of: None,
        limits: Value::Undefined(Reason::NotAsked),
        denominator: common.denominator(whose, track.year),
        baseline,
        baseline_counted: counted(common, series),
        line: target.map(|aim| aim.value * common.season.elapsed(&places)),
        target,
        next,
        projection,
        chance,
        change,
        compared,
        status,
        why,
    }
}

/// The chance of meeting a target.
fn chance(common: &Common, outlook: &Outlook, target: f64) -> Value<f64> {
    match common.indicator.intended {
        Intended::Up => (outlook.at_most(target.ceil() - 1.0)).map(|fewer| 1.0 - fewer),
        Intended::Down => outlook.at_most(target),
        Intended::Watched => Value::Undefined(Reason::NoTargetOnPurpose),
    }
}

/// The events of the baseline year, where the data hold all its months.
fn counted(common: &Common, series: &Series) -> Option<u64> {
    let year = common.track.baseline?;
    (common.track.holds(year) && common.fed).then(|| series.of_year(year).iter().sum())
}

/// The figure given for the baseline year, or the events counted in it.
fn baseline(common: &Common, whose: Whose, series: &Series) -> Value<Baseline> {
    let Some(year) = common.track.baseline else {
        return Value::Undefined(Reason::NoBaseline);
    };
    let given = common.indicator.figure(whose, year).map(|figure| Baseline {
        year,
        value: figure.value,
        of: None,
        counted: false,
        predicted: figure.predicted,
    });
    let counted = || {
        counted(common, series).map(|events| Baseline {
            year,
            value: events as f64,
            of: None,
            counted: true,
            predicted: false,
        })
    };
    Value::from_option(given.or_else(counted), Reason::NoBaseline)
}

/// The change against the baseline: of like months where they are counted, of the projection against the figure otherwise.
fn change_of(
    common: &Common,
    (whose, series): (Whose, &Series),
    baseline: Value<Baseline>,
    projection: Value<Projection>,
) -> (Value<Change>, Compared) {
    let track = common.track;
    let noise = common.noise_of(whose);
    let undefined = |why| (Value::Undefined(why), Compared::LikeMonths);
    let Some(year) = track.baseline else {
        return undefined(Reason::NoBaseline);
    };
    if !common.fed {
        return undefined(Reason::NothingFeeds);
    }
    if year == track.year {
        return undefined(Reason::IsBaseline);
    }
    if common.broken {
        return undefined(Reason::AcrossBreak);
    }
    let years = (track.year.0.0 - year.0.0) / 12;
    let now: Vec<_> = track.counted_months().collect();
    let then: Vec<_> = now
        .iter()
        .map(|month| crate::Month(month.0 - 12 * years))
        .collect();
    if !now.is_empty() && then.iter().all(|month| track.all_held.contains(month)) {
        let (after, before) = (
            series.in_months(now.iter().copied()),
            series.in_months(then),
        );
        return (
            change(after, before, noise.dispersion, track.level),
            Compared::LikeMonths,
        );
    }
    let over = now.len() == super::MONTHS;
    let found = baseline.and_then(|from| {
        if !(from.value > 0.0) {
            return Value::Undefined(Reason::ZeroBaseline);
        }
        // Both are counts of whole years, wherever the earlier one was counted.
        if over && !from.predicted && from.value.fract() == 0.0 {
            let after = series.in_months(now.iter().copied());
            return change(after, from.value as u64, noise.dispersion, track.level);
        }
        projection.map(|year| Change {
            estimate: year.estimate / from.value - 1.0,
            lower: year.lower / from.value - 1.0,
            upper: year.upper.map(|upper| upper / from.value - 1.0),
        })
    });
    (found, Compared::Projection)
}
