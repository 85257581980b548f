//! Layers of a comparison: areas by what has changed in them, and the places that were or are hot by what became of them.

use super::Names;
use crate::analysis::Question;
use crate::change::{Compared, Judged};
use crate::comparison::{ChangedPlace, Comparison, ThingCompared, ThingPlaces, Unit};
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::value::{Reason, Value};

/// The layer of areas by what has changed in them.
pub const CHANGE: &str = "change";
/// The layers of places by what became of them begin with this.
pub const CHANGE_PLACES: &str = "change_places";

/// One feature an area compared, or the part asked about.
pub(super) fn areas(question: &Question, found: &Comparison, names: &Names) -> Layer {
    let list = question.areas.list();
    let text = |name: &str, unit, of: &dyn Fn(u32) -> String| {
        let cells = found.units.iter().map(|unit| match unit {
            Unit::Area(area) => Some(of(*area)),
            Unit::Part => Some("the part asked about".to_owned()),
        });
        Column::new(name, unit, Cells::Text(cells.collect()))
    };
    let mut columns = vec![
        text("code", "code", &|area| list[area as usize].code.clone()),
        text("name", "name", &|area| list[area as usize].name.clone()),
    ];
    for thing in found.things.iter().filter(|thing| thing.same_as.is_none()) {
        columns.extend(of_thing(question, thing, found.units.len()));
    }
    let outlines = found.units.iter().map(|unit| match unit {
        Unit::Area(area) => list[*area as usize].outline.clone(),
        Unit::Part => found.focus.ground(question.areas),
    });
    Layer::new(
        CHANGE,
        Role::Changes,
        format!("{}: change, {}", names.study, periods(found)),
        Shapes::Areas(outlines.collect()),
        columns,
    )
}

/// The periods and, where any is crossed, the breaks between them.
fn periods(found: &Comparison) -> String {
    let ends = |months: &[crate::Month]| match (months.first(), months.last()) {
        (Some(first), Some(last)) => format!("{first} to {last} ({} months)", months.len()),
        _ => "no month".to_owned(),
    };
    let months = &found.compare.months;
    let breaks: Vec<String> = (found.compare.breaks.iter())
        .map(|broken| broken.date.to_string())
        .collect();
    let crossed = match breaks.is_empty() {
        true => String::new(),
        false => format!("; ACROSS BREAKS OF THE SERIES: {}", breaks.join(", ")),
    };
    format!(
        "{} against {}{crossed}",
        ends(&months.after),
        ends(&months.before)
    )
}

fn of_thing(question: &Question, thing: &ThingCompared, units: usize) -> Vec<Column> {
    let key = thing.counted.key(question.themes);
    let judged = |of: &dyn Fn(&Judged) -> Value<f64>| -> Vec<Value<f64>> {
        match thing.refused {
            Some(reason) => vec![Value::Undefined(reason); units],
            None => thing.units.iter().map(of).collect(),
        }
    };
    let real = |name: &str, unit, of: &dyn Fn(&Compared) -> Value<f64>| {
        let values = judged(&|judged| of(&judged.change));
        Column::real(format!("{key}_{name}"), unit, &values)
    };
    let count = |name: &str, of: &dyn Fn(&Compared) -> u64| {
        let values: Vec<Value<u64>> = match thing.refused {
            Some(reason) => vec![Value::Undefined(reason); units],
            None => (thing.units.iter())
                .map(|judged| Value::Known(of(&judged.change)))
                .collect(),
        };
        Column::count(format!("{key}_{name}"), "events", &values)
    };
    let verdicts = (0..units).map(|at| Some(thing.units.get(at)?.verdict.as_str().to_owned()));
    vec![
        count("before", &|change| change.before.count),
        count("after", &|change| change.after.count),
        real("ratio", "rate after over the rate before", &|change| {
            change.ratio
        }),
        real("ratio_lower", "95 % limit", &|change| change.lower),
        real("ratio_upper", "95 % limit", &|change| change.upper),
        real("log_ratio", "natural logarithm of the ratio", &|change| {
            change
                .ratio
                .and_then(|ratio| Value::finite(ratio.ln(), Reason::NoEvents))
        }),
        real("percent", "per cent of the rate before", &|change| {
            change.percent
        }),
        real("p", "two-sided p of equal rates, E-test", &|change| {
            change.p
        }),
        Column::real(
            format!("{key}_q"),
            thing.family.as_str(),
            &judged(&|judged| judged.q),
        ),
        Column {
            missing: thing.refused.iter().map(ToString::to_string).collect(),
            ..Column::new(
                format!("{key}_verdict"),
                "up, down, no evidence of change or too few to tell",
                Cells::Text(verdicts.collect()),
            )
        },
    ]
}

/// One feature a place that was or is hot.
pub(super) fn places(
    question: &Question,
    found: &Comparison,
    of: &ThingPlaces,
    names: &Names,
) -> Layer {
    let areas = question.areas.list();
    let text = |name: &str, unit, value: &dyn Fn(&ChangedPlace) -> String| {
        let cells = of.places.iter().map(|place| Some(value(place)));
        Column::new(name, unit, Cells::Text(cells.collect()))
    };
    let count = |name: &str, unit, value: &dyn Fn(&ChangedPlace) -> u64| {
        let values: Vec<Value<u64>> = (of.places.iter())
            .map(|place| Value::Known(value(place)))
            .collect();
        Column::count(name, unit, &values)
    };
    let real = |name: &str, unit, value: &dyn Fn(&Judged) -> Value<f64>| {
        let values: Vec<Value<f64>> = (of.places.iter())
            .map(|place| value(&place.judged))
            .collect();
        Column::real(name, unit, &values)
    };
    let ranks: Vec<Value<u64>> = (1..).take(of.places.len()).map(Value::Known).collect();
    let columns = vec![
        Column::count(
            "rank",
            "new, gone, persistent, not told apart, too few; then by change",
            &ranks,
        ),
        text("name", "area, number there, place", &|place| {
            place.name.clone()
        }),
        text("area_code", "code of the area with most of it", &|place| {
            areas[place.area as usize].code.clone()
        }),
        text(
            "transition",
            "new, gone, persistent, not told apart or too few to tell",
            &|place| place.transition.as_str().to_owned(),
        ),
        count("before", "events", &|place| {
            place.judged.change.before.count
        }),
        count("after", "events", &|place| place.judged.change.after.count),
        real("ratio", "rate after over the rate before", &|judged| {
            judged.change.ratio
        }),
        real("ratio_lower", "95 % limit", &|judged| judged.change.lower),
        real("ratio_upper", "95 % limit", &|judged| judged.change.upper),
        real("q", "BH over the places of this layer", &|judged| judged.q),
        text(
            "verdict",
            "up, down, no evidence of change or too few to tell",
            &|place| place.judged.verdict.as_str().to_owned(),
        ),
        count("cells", "cells", &|place| place.cells as u64),
        count("cells_hot_before", "cells", &|place| {
            place.hot_before as u64
        }),
        count("cells_hot_after", "cells", &|place| place.hot_after as u64),
    ];
    let title = format!(
        "{}: what became of the hotspots of {}, {}",
        names.study,
        of.counted.title(question.themes).to_lowercase(),
        periods(found)
    );
    Layer::new(
        format!("{CHANGE_PLACES}_{}", of.counted.key(question.themes)),
        Role::Transitions,
        title,
        Shapes::Areas(
            of.places
                .iter()
                .map(|place| place.outline.clone())
                .collect(),
        ),
        columns,
    )
}
