//! The layer of micro-hotspots: significant cells, dissolved, ranked and named.

use super::{HOTSPOTS, Names};
use crate::analysis::{Question, ThemeMicro};
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::micro::{ALONE, MicroHotspot};
use crate::value::Value;

/// One feature a micro-hotspot, by rank.
pub(super) fn layer(question: &Question, theme: &ThemeMicro, names: &Names) -> Layer {
    let found = &theme.hotspots;
    let areas = question.areas.list();
    let text = |name: &str, unit: &'static str, of: &dyn Fn(&MicroHotspot) -> Option<String>| {
        Column::new(name, unit, Cells::Text(found.iter().map(of).collect()))
    };
    let count = |name: &str, unit: &'static str, of: &dyn Fn(&MicroHotspot) -> u64| {
        let values: Vec<Value<u64>> = found
            .iter()
            .map(|hotspot| Value::Known(of(hotspot)))
            .collect();
        Column::count(name, unit, &values)
    };
    let real = |name: &str, unit: &'static str, of: &dyn Fn(&MicroHotspot) -> Value<f64>| {
        let values: Vec<Value<f64>> = found.iter().map(of).collect();
        Column::real(name, unit, &values)
    };
    let ranks: Vec<Value<u64>> = (1..).take(found.len()).map(Value::Known).collect();
    let columns = vec![
        Column::count("rank", "by events beyond the expected", &ranks),
        text("name", "area, number there, place", &|hotspot| {
            Some(hotspot.name.clone())
        }),
        text(
            "area_code",
            "code of the area with most of it",
            &|hotspot| Some(areas[hotspot.area as usize].code.clone()),
        ),
        text("area_name", "name of that area", &|hotspot| {
            Some(areas[hotspot.area as usize].name.clone())
        }),
        Column {
            missing: vec!["cannot say; see reasons of the area".to_owned()],
            ..Column::new(
                "in_flagged_area",
                "whether the rule flags that area",
                Cells::Boolean(
                    found
                        .iter()
                        .map(|hotspot| hotspot.in_flagged_area)
                        .collect(),
                ),
            )
        },
        text("place", "label of the publisher", &|hotspot| {
            (!hotspot.place.is_empty()).then(|| hotspot.place.clone())
        }),
        count("count", "events", &|hotspot| hotspot.count),
        real(
            "expected",
            "events if they fell anywhere alike",
            &|hotspot| Value::Known(hotspot.expected),
        ),
        real(
            "density_per_km2",
            "events per square kilometre, over the whole period",
            &|hotspot| {
                Value::ratio(
                    hotspot.count as f64,
                    hotspot.square_metres / 1e6,
                    crate::Reason::NoGround,
                )
            },
        ),
        real(
            "area_km2",
            "square kilometres of the study area",
            &|hotspot| Value::Known(hotspot.square_metres / 1e6),
        ),
        count("cells", "cells", &|hotspot| hotspot.cells as u64),
        real(
            "area_share",
            "share of that area's events, 0 to 1",
            &|hotspot| hotspot.area_share,
        ),
        real(
            "area_land_share",
            "share of that area's land, 0 to 1",
            &|hotspot| hotspot.area_land_share,
        ),
        count("places", "distinct points with an event", &|hotspot| {
            hotspot.places as u64
        }),
        text(
            "peak_months",
            "busiest months above the mean (events)",
            &|hotspot| {
                let peaks: Vec<String> = hotspot
                    .peak_months
                    .iter()
                    .map(|(month, count)| format!("{month} ({count})"))
                    .collect();
                (!peaks.is_empty()).then(|| peaks.join(", "))
            },
        ),
        real("q", "smallest q of its cells", &|hotspot| {
            Value::Known(hotspot.q)
        }),
    ];
    let counted = theme.cells.counted;
    let title = format!(
        "{}: micro-hotspots of {} (cells with q at most {} and at least {} times the expected around them, or {} times in them)",
        names.study,
        counted.title(question.themes).to_lowercase(),
        question.params.micro.q,
        question.params.micro.min_ratio,
        ALONE * question.params.micro.min_ratio
    );
    let outlines = found
        .iter()
        .map(|hotspot| hotspot.outline.clone())
        .collect();
    Layer::new(
        format!("{HOTSPOTS}_{}", counted.key(question.themes)),
        Role::Hotspots,
        title,
        Shapes::Areas(outlines),
        columns,
    )
}
