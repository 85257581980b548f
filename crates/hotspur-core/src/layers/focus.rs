//! Layers of the location analysis: the part asked about, and the places in it that hold most.

use super::Names;
use crate::analysis::Question;
use crate::focus::{Location, LocationCounted};
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::value::{Reason, Value};

/// The layer of the part asked about.
pub const FOCUS: &str = "focus";
/// The layer of the places in it that hold most.
pub const FOCUS_PLACES: &str = "focus_places";

/// The part asked about, with its counts.
pub(super) fn part(question: &Question, found: &Location, names: &Names) -> Layer {
    let mut columns = vec![Column::new(
        "area_km2",
        "square kilometres",
        Cells::Real(vec![Some(found.square_kilometres)]),
    )];
    for counted in &found.counted {
        let key = counted.counted.key(question.themes);
        let count = |name: &str, unit, count: u64| {
            Column::count(format!("{key}_{name}"), unit, &[Value::Known(count)])
        };
        let real = |name: &str, unit, value| Column::real(format!("{key}_{name}"), unit, &[value]);
        columns.push(count("count", "events", counted.counts.inside));
        columns.push(count(
            "elsewhere",
            "events in the rest of the study area",
            counted.counts.elsewhere,
        ));
        let rest = &counted.against_rest;
        columns.push(real("rr", "rate over that of the rest", rest.change.ratio));
        columns.push(real("rr_lower", "95 % limit", rest.change.lower));
        columns.push(real("rr_upper", "95 % limit", rest.change.upper));
        columns.push(real("rr_q", "BH over what is counted", rest.q));
        let before = counted.against_before.as_ref();
        let was = before.map(|judged| judged.change.before.count);
        columns.push(Column::count(
            format!("{key}_before"),
            "events in the span before",
            &[Value::from_option(was, Reason::NoSpanBefore)],
        ));
        let p = before.map_or(Value::Undefined(Reason::NoSpanBefore), |judged| judged.q);
        columns.push(real("change_q", "BH over what is counted", p));
    }
    Layer::new(
        FOCUS,
        Role::Outlines,
        format!("{}: the part asked about", names.study),
        Shapes::Areas(vec![found.ground.clone()]),
        columns,
    )
}

/// The places of every thing counted that hold most.
pub(super) fn places(question: &Question, found: &Location, names: &Names) -> Layer {
    let rows: Vec<(&LocationCounted, usize)> = (found.counted.iter())
        .flat_map(|counted| (0..counted.places.len()).map(move |rank| (counted, rank)))
        .collect();
    let text = |name: &str, unit, of: &dyn Fn(&LocationCounted, usize) -> Option<String>| {
        let cells = rows.iter().map(|(counted, rank)| of(counted, *rank));
        Column::new(name, unit, Cells::Text(cells.collect()))
    };
    let count = |name: &str, unit, of: &dyn Fn(&LocationCounted, usize) -> u64| {
        let values: Vec<Value<u64>> = (rows.iter())
            .map(|(counted, rank)| Value::Known(of(counted, *rank)))
            .collect();
        Column::count(name, unit, &values)
    };
    let shares: Vec<Value<f64>> = (rows.iter())
        .map(|(counted, rank)| {
            let count = counted.places[*rank].count as f64;
            Value::ratio(count, counted.counts.inside as f64, Reason::NoEvents)
        })
        .collect();
    let columns = vec![
        text("counted", "key of what is counted", &|counted, _| {
            Some(counted.counted.key(question.themes).to_owned())
        }),
        count("rank", "by events", &|_, rank| rank as u64 + 1),
        Column {
            missing: vec!["no label".to_owned()],
            ..text("place", "label of the publisher", &|counted, rank| {
                let label = &counted.places[rank].label;
                (!label.is_empty()).then(|| label.clone())
            })
        },
        count("count", "events", &|counted, rank| {
            counted.places[rank].count
        }),
        Column::real("share", "share of the part's events, 0 to 1", &shares),
    ];
    let points = rows
        .iter()
        .map(|(counted, rank)| counted.places[*rank].position);
    Layer::new(
        FOCUS_PLACES,
        Role::Places,
        format!("{}: the places that hold most", names.study),
        Shapes::Points(points.collect()),
        columns,
    )
}
