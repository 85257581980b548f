//! Layers of targets: areas, and focus groups, by where their indicators stand.

use geo::{MultiPolygon, unary_union};

use super::Names;
use crate::analysis::Question;
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::track::{Part, Status, Targets, Tracked, Whose};
use crate::value::{Reason, Value};

/// The layer of areas by where their indicators stand.
pub const TARGETS_BY_AREA: &str = "targets";
/// The same of focus groups.
pub const TARGETS_BY_GROUP: &str = "targets_groups";

/// The word that a part is coloured by: the first of these that any of its indicators bears.
const WORST_FIRST: [Status; 6] = [
    Status::OffTrack,
    Status::TooClose,
    Status::OnTrack,
    Status::CannotSay,
    Status::BaselineYear,
    Status::NoTarget,
];

/// Areas, and focus groups where there are any. Time O(indicators · parts).
pub(super) fn layers(question: &Question, found: &Targets, names: &Names) -> Vec<Layer> {
    let areas = question.areas.list();
    let numbers = 0..u32::try_from(areas.len()).unwrap_or(u32::MAX);
    let title = |what: &str| {
        format!(
            "{}: {what} by where their indicators stand, {} to {}",
            names.study, found.track.year, found.track.as_at
        )
    };
    let by_area = Rows {
        found,
        parts: numbers.map(Whose::Area).collect(),
    };
    let mut columns = vec![
        text("code", "code", areas.iter().map(|area| area.code.clone())),
        text("name", "name", areas.iter().map(|area| area.name.clone())),
    ];
    columns.extend(by_area.columns());
    let outlines = areas.iter().map(|area| area.outline.clone()).collect();
    let mut layers = vec![Layer::new(
        TARGETS_BY_AREA,
        Role::Targets,
        title("areas"),
        Shapes::Areas(outlines),
        columns,
    )];
    let groups = &found.track.groups;
    if !groups.is_empty() {
        let by_group = Rows {
            found,
            parts: (0..groups.len()).map(Whose::Group).collect(),
        };
        let ground = |group: &crate::track::FocusGroup| -> MultiPolygon<f64> {
            let outlines = group
                .areas
                .iter()
                .map(|area| &areas[*area as usize].outline);
            unary_union(outlines)
        };
        let mut columns = vec![text(
            "name",
            "name",
            groups.iter().map(|group| group.name.clone()),
        )];
        columns.extend(by_group.columns());
        layers.push(Layer::new(
            TARGETS_BY_GROUP,
            Role::Targets,
            title("focus groups"),
            Shapes::Areas(groups.iter().map(ground).collect()),
            columns,
        ));
    }
    layers
}

fn text(name: &str, unit: &'static str, texts: impl Iterator<Item = String>) -> Column {
    Column::new(name, unit, Cells::Text(texts.map(Some).collect()))
}

/// The rows of a layer: parts of the study area.
struct Rows<'a> {
    found: &'a Targets,
    parts: Vec<Whose>,
}

impl Rows<'_> {
    /// The word by which a part is coloured, how many indicators bear which, and each indicator.
    fn columns(&self) -> Vec<Column> {
        let indicators: Vec<Vec<Option<&Part>>> = (self.found.indicators.iter())
            .map(|tracked| self.of_indicator(tracked))
            .collect();
        let bearing = |row: usize, status: Status| -> u64 {
            let mut count = 0;
            for parts in &indicators {
                count += u64::from(parts[row].is_some_and(|part| part.status == status));
            }
            count
        };
        let rows = 0..self.parts.len();
        let worst = |row: usize| {
            let mut statuses = WORST_FIRST.into_iter();
            statuses.find(|status| bearing(row, *status) > 0)
        };
        let count = |name: &str, unit, status: Status| {
            let counts: Vec<Value<u64>> = (rows.clone())
                .map(|row| Value::Known(bearing(row, status)))
                .collect();
            Column::count(name, unit, &counts)
        };
        let status = (rows.clone()).map(|row| worst(row).map(|status| status.as_str().to_owned()));
        let mut columns = vec![
            Column {
                missing: vec!["nothing is tracked".to_owned()],
                ..Column::new(
                    "status",
                    "the worst word of its indicators: off track, too close to tell, on track, cannot say, baseline year, no target",
                    Cells::Text(status.collect()),
                )
            },
            count("off_track", "indicators", Status::OffTrack),
            count("too_close", "indicators", Status::TooClose),
            count("on_track", "indicators", Status::OnTrack),
            count("cannot_say", "indicators", Status::CannotSay),
        ];
        for (tracked, parts) in self.found.indicators.iter().zip(&indicators) {
            columns.extend(of_indicator(&tracked.indicator.key, parts));
        }
        columns
    }

    /// An indicator's parts, in the order of the rows.
    fn of_indicator<'a>(&self, tracked: &'a Tracked) -> Vec<Option<&'a Part>> {
        let by_part: std::collections::BTreeMap<Whose, &Part> = (tracked.parts.iter())
            .map(|part| (part.whose, part))
            .collect();
        let parts = self.parts.iter();
        parts.map(|whose| by_part.get(whose).copied()).collect()
    }
}

fn of_indicator(key: &str, parts: &[Option<&Part>]) -> Vec<Column> {
    const FIGURE: &str = "events, or a share from 0 to 1";
    let real = |name: &str, unit, of: &dyn Fn(&Part) -> Value<f64>| {
        let none = Value::Undefined(Reason::NotAsked);
        let values: Vec<Value<f64>> = parts.iter().map(|part| part.map_or(none, of)).collect();
        Column::real(format!("{key}_{name}"), unit, &values)
    };
    let words = (parts.iter()).map(|part| part.map(|part| part.status.as_str().to_owned()));
    vec![
        Column {
            missing: vec![Reason::NotAsked.to_string()],
            ..Column::new(
                format!("{key}_status"),
                "on track, too close to tell, off track, no target, baseline year or cannot say",
                Cells::Text(words.collect()),
            )
        },
        real("chance", "of meeting the target, 0 to 1", &|part| {
            part.chance
        }),
        real("so_far", FIGURE, &|part| part.so_far),
        real("projection", FIGURE, &|part| {
            part.projection.map(|year| year.estimate)
        }),
        real("target", FIGURE, &|part| part.target.map(|aim| aim.value)),
    ]
}
