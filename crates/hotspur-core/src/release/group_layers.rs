//! The layers of a group release: the public ones, and the recipients' own areas in full; each feature says what binds it.

use geo::BoundingRect;

use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::layers::{HOTSPOTS, IN_DETAIL, INCIDENTS, Names, first, last};
use crate::tally::Counted;
use crate::value::Value;

use super::Binding;
use super::controlled::Controlled;
use super::open_layers::{Telling, areas};
use super::open_places::places;
use super::opened::Verdict;
use super::own_findings::{OwnFindings, OwnHotspot, OwnIncident};

/// What is open, with what is theirs.
struct Own<'a> {
    controlled: &'a Controlled,
    findings: &'a OwnFindings,
}

impl Telling for Own<'_> {
    fn count(&self, area: usize, counted: usize) -> Option<u64> {
        let own = self.findings.counts.get(&(area, counted)).copied();
        own.or_else(|| self.controlled.count(area, counted))
    }

    fn verdict(&self, area: usize) -> Option<&Verdict> {
        let own = self.findings.verdicts.get(&area);
        own.or_else(|| self.controlled.verdict(area))
    }
}

/// Every layer.
pub(super) fn all(
    controlled: &Controlled,
    findings: &OwnFindings,
    binding: &Binding,
    names: &Names,
) -> Vec<Layer> {
    let own = Own {
        controlled,
        findings,
    };
    let mut layers = vec![areas(controlled, &own, names)];
    layers.extend(own_hotspots(controlled, findings, names));
    layers.extend(places(controlled, names));
    layers.push(incidents(controlled, findings, names));
    for layer in &mut layers {
        // Cells are many and alike: their file says it once.
        if !matches!(layer.shapes, Shapes::Cells { .. }) {
            bind(layer, binding);
        }
    }
    layers
}

fn bind(layer: &mut Layer, binding: &Binding) {
    let all = |text: &str| Cells::Text(vec![Some(text.to_owned()); layer.shapes.len()]);
    let columns = [
        Column::new("marking", "protective marking", all(&binding.marking)),
        Column::new("recipient", "for whom", all(&binding.recipient)),
        Column::new("purpose", "for what", all(&binding.purpose)),
        Column::new("delete_by", "day", all(&binding.delete_by)),
        Column::new("run", "hash of the run", all(&binding.run)),
    ];
    layer.columns.extend(columns);
}

fn own_hotspots(controlled: &Controlled, findings: &OwnFindings, names: &Names) -> Vec<Layer> {
    let themes = findings.own.themes.iter();
    themes
        .filter_map(|theme| {
            let found: Vec<&OwnHotspot> = (findings.hotspots.iter())
                .filter(|hotspot| {
                    hotspot.theme == *theme && hotspot.outline.bounding_rect().is_some()
                })
                .collect();
            (!found.is_empty()).then(|| own_hotspots_of(controlled, &found, *theme, names))
        })
        .collect()
}

fn own_hotspots_of(
    controlled: &Controlled,
    found: &[&OwnHotspot],
    theme: usize,
    names: &Names,
) -> Layer {
    let what = &controlled.counted[Counted::Theme(theme).slot()];
    let area = |at: usize| &controlled.areas[found[at].area as usize];
    let text =
        |of: &dyn Fn(usize) -> Option<String>| Cells::Text((0..found.len()).map(of).collect());
    let number = |at: usize| {
        let before = found[..=at].iter();
        before
            .filter(|hotspot| hotspot.area == found[at].area)
            .count()
    };
    let named = |at: usize| {
        let (name, number, place) = (&area(at).name, number(at), &found[at].place);
        if place.is_empty() {
            format!("{name} {number}")
        } else {
            format!("{name} {number}: around {place}")
        }
    };
    let columns = vec![
        Column::new(
            "rank",
            "by events",
            Cells::Integer((1..).take(found.len()).map(Some).collect()),
        ),
        Column::new(
            "name",
            "area, number there, place",
            text(&|at| Some(named(at))),
        ),
        Column::new(
            "area_code",
            "code of the area",
            text(&|at| Some(area(at).code.clone())),
        ),
        Column::new(
            "area_name",
            "name of that area",
            text(&|at| Some(area(at).name.clone())),
        ),
        Column::new(
            "place",
            "label of the publisher",
            text(&|at| Some(found[at].place.clone()).filter(|place| !place.is_empty())),
        ),
        Column::count(
            "count",
            "events in the recipients' areas",
            &found
                .iter()
                .map(|hotspot| Value::Known(hotspot.count))
                .collect::<Vec<_>>(),
        ),
        Column::new(
            "area_km2",
            "square kilometres in the recipients' areas",
            Cells::Real(
                found
                    .iter()
                    .map(|hotspot| Some(hotspot.square_metres / 1e6))
                    .collect(),
            ),
        ),
    ];
    Layer::new(
        format!("{HOTSPOTS}_{}{IN_DETAIL}", what.key),
        Role::Hotspots,
        format!(
            "{}: micro-hotspots of {} in the recipients' areas",
            names.study, what.title
        ),
        Shapes::Areas(
            found
                .iter()
                .map(|hotspot| hotspot.outline.clone())
                .collect(),
        ),
        columns,
    )
}

fn incidents(controlled: &Controlled, findings: &OwnFindings, names: &Names) -> Layer {
    let rows = &findings.incidents;
    let column = |name: &str, unit: &'static str, of: &dyn Fn(&OwnIncident) -> Option<String>| {
        Column::new(name, unit, Cells::Text(rows.iter().map(of).collect()))
    };
    let area = |row: &OwnIncident| &controlled.areas[row.area as usize];
    let columns = vec![
        column("type", "offence type", &|row| Some(row.offence.clone())),
        column("kind", "crime or incident", &|row| {
            Some(row.kind.to_owned())
        }),
        column(
            "themes",
            "keys of its themes, separated by blanks",
            &|row| Some(row.themes.clone()),
        ),
        column("happened_from", "local clock time", &|row| {
            Some(first(row.when))
        }),
        column("happened_to", "local clock time", &|row| last(row.when)),
        column("precision", "month, day, minute or span", &|row| {
            Some(row.when.precision.as_str().to_owned())
        }),
        column("place", "label of the publisher", &|row| {
            Some(row.place.clone()).filter(|place| !place.is_empty())
        }),
        column("area_code", "code", &|row| Some(area(row).code.clone())),
        column("area_name", "name", &|row| Some(area(row).name.clone())),
    ];
    Layer::new(
        INCIDENTS,
        Role::Incidents,
        format!("{}: incidents in the recipients' areas", names.study),
        Shapes::Points(rows.iter().map(|row| row.position).collect()),
        columns,
    )
}
