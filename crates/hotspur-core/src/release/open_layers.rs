//! The layers of a release that others than the analyst see, from what disclosure control let out and nothing else.

use crate::exposure::{HOUSEHOLDS, RESIDENTS};
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::layers::Names;
use crate::rate::garwood;
use crate::tally::Counted;
use crate::value::{Reason, Value};

use super::controlled::Controlled;
use super::open_places::places;
use super::opened::Verdict;

/// The level of the intervals.
const LEVEL: f64 = 0.95;

/// What is said of areas: what is open, or more of their own to the recipients of a group release.
pub(super) trait Telling {
    /// An area's count of what is counted, where it may be said.
    fn count(&self, area: usize, counted: usize) -> Option<u64>;
    /// What the rule says of an area, where it may be said.
    fn verdict(&self, area: usize) -> Option<&Verdict>;
}

impl Telling for Controlled {
    fn count(&self, area: usize, counted: usize) -> Option<u64> {
        self.of_area(area, counted)?.count()
    }

    fn verdict(&self, area: usize) -> Option<&Verdict> {
        self.areas.get(area)?.verdict.as_ref()
    }
}

/// Every layer of a public release.
pub(super) fn all(controlled: &Controlled, names: &Names) -> Vec<Layer> {
    let mut layers = vec![areas(controlled, controlled, names)];
    layers.extend(places(controlled, names));
    layers
}

/// One feature an area, with the columns of the analyst's layer that may be shown.
pub(super) fn areas(controlled: &Controlled, telling: &dyn Telling, names: &Names) -> Layer {
    let list = &controlled.areas;
    let text =
        |of: &dyn Fn(usize) -> Option<String>| Cells::Text((0..list.len()).map(of).collect());
    let exposure = |name: &str| -> Vec<Value<u64>> {
        let size = |size: &f64| (*size >= 0.0).then(|| size.round() as u64);
        let sizes = list.iter().map(|area| area.exposures.get(name));
        sizes
            .map(|found| Value::from_option(found.and_then(size), Reason::NoExposure))
            .collect()
    };
    let verdict = |name: &str, unit: &'static str, cells: Cells| Column {
        missing: vec![WITHHELD.to_owned()],
        ..Column::new(name, unit, cells)
    };
    let title = |theme: &usize| {
        controlled.counted[Counted::Theme(*theme).slot()]
            .key
            .clone()
    };
    let mut columns = vec![
        Column::new("code", "code", text(&|i| Some(list[i].code.clone()))),
        Column::new("name", "name", text(&|i| Some(list[i].name.clone()))),
        Column::new(
            "area_km2",
            "square kilometres",
            Cells::Real(
                list.iter()
                    .map(|area| Some(area.square_kilometres))
                    .collect(),
            ),
        ),
        Column::count(RESIDENTS, "people", &exposure(RESIDENTS)),
        Column::count(HOUSEHOLDS, "households", &exposure(HOUSEHOLDS)),
        count(controlled, telling, 0, "crimes"),
        count(controlled, telling, 1, "incidents"),
        verdict(
            "hotspot",
            "whether the rule flags the area",
            Cells::Boolean(
                (0..list.len())
                    .map(|i| telling.verdict(i)?.hotspot)
                    .collect(),
            ),
        ),
        verdict(
            "hotspot_kind",
            "resident, attractor or mixed",
            text(&|i| telling.verdict(i)?.kind.map(str::to_owned)),
        ),
        verdict(
            "hotspot_rank",
            "rank among the hotspots; attractors are ranked apart",
            Cells::Integer(
                (0..list.len())
                    .map(|i| {
                        telling
                            .verdict(i)?
                            .rank
                            .and_then(|rank| i64::try_from(rank).ok())
                    })
                    .collect(),
            ),
        ),
        verdict(
            "raised_in",
            "keys of the priority themes that it is raised in, separated by blanks",
            text(&|i| {
                let raised = &telling.verdict(i)?.raised_in;
                let keys: Vec<String> = raised.iter().map(title).collect();
                (!keys.is_empty()).then(|| keys.join(" "))
            }),
        ),
        Column::new(
            "class",
            "hotspot, raised, not raised, too few or cannot say",
            text(&|i| {
                let class = telling.verdict(i).map(|verdict| verdict.class.as_str());
                Some(class.unwrap_or("cannot say").to_owned())
            }),
        ),
        Column::new(
            "reasons",
            "sentence",
            text(&|i| Some(sentence(controlled, telling, i))),
        ),
    ];
    for counted in 2..controlled.counted.len() {
        columns.extend(theme_columns(controlled, telling, counted));
    }
    Layer::new(
        names.areas.clone(),
        Role::Areas,
        format!("{}: counts and flag by area", names.study),
        Shapes::Areas(list.iter().map(|area| area.outline.clone()).collect()),
        columns,
    )
}

/// Why a value is not there.
pub(super) const WITHHELD: &str = "withheld by disclosure control; see disclosure.md";

fn count(
    controlled: &Controlled,
    telling: &dyn Telling,
    counted: usize,
    unit: &'static str,
) -> Column {
    let cells = (0..controlled.areas.len())
        .map(|area| {
            telling
                .count(area, counted)
                .and_then(|n| i64::try_from(n).ok())
        })
        .collect();
    Column {
        missing: vec![WITHHELD.to_owned()],
        ..Column::new(
            format!("{}_count", controlled.counted[counted].key),
            unit,
            Cells::Integer(cells),
        )
    }
}

/// Counts, and what can be reckoned from the counts that are shown.
fn theme_columns(controlled: &Controlled, telling: &dyn Telling, counted: usize) -> Vec<Column> {
    let key = &controlled.counted[counted].key;
    let areas = 0..controlled.areas.len();
    let ratios: Vec<Option<Ratio>> = areas
        .clone()
        .map(|area| ratio(controlled, telling, area, counted))
        .collect();
    let real = |field: &str, unit: &'static str, cells: Vec<Option<f64>>| Column {
        missing: vec![WITHHELD.to_owned()],
        ..Column::new(format!("{key}_{field}"), unit, Cells::Real(cells))
    };
    let of = |value: fn(&Ratio) -> f64| {
        ratios
            .iter()
            .map(|found| found.as_ref().map(value))
            .collect()
    };
    vec![
        count(controlled, telling, counted, "rows"),
        real("expected", "rows", of(|ratio| ratio.expected)),
        real("smr", "observed / expected", of(|ratio| ratio.smr)),
        real("smr_lower", "observed / expected", of(|ratio| ratio.lower)),
        real("smr_upper", "observed / expected", of(|ratio| ratio.upper)),
        real(
            "rate_per_1000",
            "rows per 1000 of the exposure, whole period",
            areas
                .map(|area| {
                    let count = telling.count(area, counted)?;
                    Some(count as f64 * 1000.0 / exposure(controlled, area, counted)?)
                })
                .collect(),
        ),
    ]
}

struct Ratio {
    expected: f64,
    smr: f64,
    lower: f64,
    upper: f64,
}

fn exposure(controlled: &Controlled, area: usize, counted: usize) -> Option<f64> {
    let exposure = controlled.counted[counted].exposure.as_ref()?;
    exposure.values[area].known().filter(|size| *size > 0.0)
}

/// The standardised ratio of a count that is shown, by the study area's count, where that is shown too and is the sum of the
/// areas': else it would say something that nothing else here does.
fn ratio(
    controlled: &Controlled,
    telling: &dyn Telling,
    area: usize,
    counted: usize,
) -> Option<Ratio> {
    let observed = telling.count(area, counted)?;
    let total = controlled.of_study_area(counted).count()?;
    let sizes: Option<Vec<f64>> = (0..controlled.areas.len())
        .map(|area| exposure(controlled, area, counted))
        .collect();
    let all: f64 = sizes?.iter().sum();
    let expected = total as f64 * exposure(controlled, area, counted)? / all;
    if !controlled.apart || expected <= 0.0 {
        return None;
    }
    let limits = garwood(observed, LEVEL);
    Some(Ratio {
        expected,
        smr: observed as f64 / expected,
        lower: limits.lower / expected,
        upper: limits.upper / expected,
    })
}

/// The themes that an area is raised in, by the counts that are shown.
fn sentence(controlled: &Controlled, telling: &dyn Telling, area: usize) -> String {
    let Some(verdict) = telling.verdict(area) else {
        return "Counts that the rule needs are withheld, so nothing is said of this area."
            .to_owned();
    };
    let themes: Vec<String> = (verdict.raised_in.iter())
        .filter_map(|theme| {
            let counted = Counted::Theme(*theme).slot();
            let title = &controlled.counted[counted].title;
            let observed = telling.count(area, counted)?;
            Some(match ratio(controlled, telling, area, counted) {
                Some(found) => format!(
                    "{title} {observed}, {:.2} times the {:.0} at the study area's rate",
                    found.smr, found.expected
                ),
                None => format!("{title} {observed}"),
            })
        })
        .collect();
    if themes.is_empty() {
        format!("{}: raised in no priority theme.", verdict.class.as_str())
    } else {
        format!(
            "{}: raised in {}.",
            verdict.class.as_str(),
            themes.join("; ")
        )
    }
}
