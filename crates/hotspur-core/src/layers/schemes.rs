//! The zones of schemes as a layer, with what they held before and after.

use std::collections::BTreeSet;

use geo::Area as _;

use super::Names;
use crate::analysis::Question;
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::scheme::{Evaluation, SchemeCounted, SchemeWhen, ZoneCounts};
use crate::tally::Counted;
use crate::value::{Reason, Value};

/// The layer of the zones of schemes.
pub const SCHEME_ZONES: &str = "scheme_zones";

/// Every zone of every scheme.
pub(super) fn zones(question: &Question, found: &[Evaluation], names: &Names) -> Layer {
    let rows: Vec<(&Evaluation, usize)> = (found.iter())
        .flat_map(|one| (0..one.scheme.zones.list.len()).map(move |zone| (one, zone)))
        .collect();
    let text = |name: &str, unit, of: &dyn Fn(&Evaluation, usize) -> Option<String>| {
        let cells = rows.iter().map(|(one, zone)| of(one, *zone));
        Column::new(name, unit, Cells::Text(cells.collect()))
    };
    let or = |reason: &str, column: Column| Column {
        missing: vec![reason.to_owned()],
        ..column
    };
    let sizes: Vec<Value<f64>> = (rows.iter())
        .map(|(one, zone)| Value::Known(one.scheme.zones.list[*zone].1.unsigned_area() / 1e6))
        .collect();
    let mut columns = vec![
        text("name", "name of the scheme", &|one, _| {
            Some(one.scheme.name.clone())
        }),
        text(
            "role",
            "target, control, buffer or buffer_control",
            &|one, zone| Some(one.scheme.zones.list[zone].0.as_str().to_owned()),
        ),
        or(
            "not said",
            text("kind", "what was done", &|one, _| one.scheme.kind.clone()),
        ),
        or(
            "not said",
            text("start", "when it began", &|one, _| one.scheme.start.clone()),
        ),
        text("stage", "planned, running or ended", &|one, _| {
            let when = one.scheme.when.as_ref();
            Some(when.map_or("not evaluated", SchemeWhen::as_str).to_owned())
        }),
        Column::real("area_km2", "square kilometres", &sizes),
    ];
    let things: BTreeSet<Counted> = (found.iter())
        .flat_map(|one| one.scheme.things.iter().copied())
        .collect();
    for thing in things {
        let key = thing.key(question.themes);
        let count = |of: &dyn Fn(&ZoneCounts) -> Value<u64>| -> Vec<Value<u64>> {
            let values = rows.iter().map(|(one, zone)| {
                match one.counted.iter().find(|counted| counted.counted == thing) {
                    Some(SchemeCounted { zones, .. }) => of(&zones[*zone]),
                    None => Value::Undefined(Reason::NotAsked),
                }
            });
            values.collect()
        };
        let before = count(&|zone| Value::Known(zone.before()));
        let after = count(&|zone| match zone.after_months.is_empty() {
            true => Value::Undefined(Reason::NotBegun),
            false => Value::Known(zone.after()),
        });
        columns.push(Column::count(
            format!("{key}_before"),
            "events in the months before",
            &before,
        ));
        columns.push(Column::count(
            format!("{key}_after"),
            "events in the months after",
            &after,
        ));
    }
    let grounds = (rows.iter()).map(|(one, zone)| one.scheme.zones.list[*zone].1.clone());
    Layer::new(
        SCHEME_ZONES,
        Role::Outlines,
        format!("{}: the zones of schemes", names.study),
        Shapes::Areas(grounds.collect()),
        columns,
    )
}
