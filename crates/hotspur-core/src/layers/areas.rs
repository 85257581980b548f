//! The layer of areas: the evidence and the flag, area by area. `crates/docs/fields.md` documents every field.

use super::Names;
use crate::analysis::{Findings, Question, ThemeMicro};
use crate::evidence::{AreaEvidence, AreaTheme};
use crate::exposure::{HOUSEHOLDS, RESIDENTS};
use crate::layer::{Cells, Column, Layer, Role, Shapes};
use crate::micro::AreaConcentration;
use crate::value::{Reason, Value};

/// One feature an area, in the order of their codes.
pub(super) fn layer(question: &Question, findings: &Findings, names: &Names) -> Layer {
    let areas = question.areas.list();
    let text =
        |of: &dyn Fn(usize) -> Option<String>| Cells::Text((0..areas.len()).map(of).collect());
    let exposure = |name: &str| -> Vec<Value<u64>> {
        areas
            .iter()
            .map(|area| {
                let size = area.exposures.get(name).filter(|size| **size >= 0.0);
                let size = size.map(|size| size.round() as u64);
                Value::from_option(size, Reason::NoExposure)
            })
            .collect()
    };
    let evidence = &findings.evidence.areas;
    let count = |name: &'static str, unit, of: &dyn Fn(&AreaEvidence) -> u64| {
        let counts: Vec<Value<u64>> = evidence.iter().map(|area| Value::Known(of(area))).collect();
        Column::count(name, unit, &counts)
    };
    let mut columns = vec![
        Column::new("code", "code", text(&|i| Some(areas[i].code.clone()))),
        Column::new("name", "name", text(&|i| Some(areas[i].name.clone()))),
        Column::new(
            "area_km2",
            "square kilometres",
            Cells::Real(
                areas
                    .iter()
                    .map(|area| Some(area.square_kilometres()))
                    .collect(),
            ),
        ),
        Column::count(RESIDENTS, "people", &exposure(RESIDENTS)),
        Column::count(HOUSEHOLDS, "households", &exposure(HOUSEHOLDS)),
        count("located_count", "rows", &|area| {
            area.all_crime + area.all_incidents
        }),
        count("all_crime_count", "crimes", &|area| area.all_crime),
        count("all_incidents_count", "incidents", &|area| {
            area.all_incidents
        }),
        Column {
            missing: vec!["cannot say; see reasons".to_owned()],
            ..Column::new(
                "hotspot",
                "whether the rule flags the area",
                Cells::Boolean(evidence.iter().map(|area| area.hotspot).collect()),
            )
        },
        Column {
            missing: vec!["not a hotspot".to_owned()],
            ..Column::new(
                "hotspot_kind",
                "resident, attractor or mixed",
                text(&|i| evidence[i].kind.map(|kind| kind.as_str().to_owned())),
            )
        },
        Column::count(
            "hotspot_rank",
            "rank among the hotspots; attractors are ranked apart",
            &of_flagged(evidence, |area| area.rank),
        ),
        Column::count(
            "variations",
            "re-runs of the rule on slightly other data",
            &of_flagged(evidence, |area| Some(area.variations.as_ref()?.made as u64)),
        ),
        Column::count(
            "variations_kept",
            "re-runs that keep the flag",
            &of_flagged(evidence, |area| Some(area.variations.as_ref()?.kept as u64)),
        ),
        Column {
            missing: vec!["no re-run loses a flag".to_owned()],
            ..Column::new(
                "variations_lost",
                "what loses the flag, separated by semicolons",
                text(&|i| {
                    let lost = evidence[i].lost_words(question, &findings.months);
                    (!lost.is_empty()).then(|| lost.join("; "))
                }),
            )
        },
        Column {
            missing: vec!["raised in no priority theme".to_owned()],
            ..Column::new(
                "raised_in",
                "keys of the priority themes that it is raised in, separated by blanks",
                text(&|i| {
                    let raised = evidence[i].themes.iter().zip(question.themes.list());
                    let keys: Vec<&str> = raised
                        .filter(|(found, _)| found.raised)
                        .map(|(_, theme)| theme.key.as_str())
                        .collect();
                    (!keys.is_empty()).then(|| keys.join(" "))
                }),
            )
        },
        Column::new(
            "class",
            "hotspot, raised, not raised, too few or cannot say",
            text(&|i| Some(evidence[i].class.as_str().to_owned())),
        ),
        Column::new(
            "reasons",
            "sentence",
            text(&|i| Some(evidence[i].reasons.clone())),
        ),
    ];
    for theme in findings.inside.iter().flat_map(|inside| &inside.themes) {
        columns.extend(concentration_columns(question, theme));
    }
    for (theme, declared) in question.themes.list().iter().enumerate() {
        columns.extend(theme_columns(&declared.key, evidence, theme));
    }
    let title = format!("{}: evidence and flag by area", names.study);
    let outlines = areas.iter().map(|area| area.outline.clone()).collect();
    Layer::new(
        names.areas.clone(),
        Role::Areas,
        title,
        Shapes::Areas(outlines),
        columns,
    )
}

/// The columns of one theme, in the order in which the fields are documented.
fn theme_columns(key: &str, evidence: &[AreaEvidence], theme: usize) -> Vec<Column> {
    let cells = || evidence.iter().map(|area| &area.themes[theme]);
    let real = |field: &str, unit: &'static str, of: fn(&AreaTheme) -> Value<f64>| {
        let values: Vec<Value<f64>> = cells().map(of).collect();
        Column::real(format!("{key}_{field}"), unit, &values)
    };
    let count = |field: &str, unit: &'static str, of: fn(&AreaTheme) -> Value<u64>| {
        let values: Vec<Value<u64>> = cells().map(of).collect();
        Column::count(format!("{key}_{field}"), unit, &values)
    };
    vec![
        count("count", "rows", |t| Value::Known(t.count)),
        real("located_share", "share of the theme's rows, 0 to 1", |t| {
            t.located_share
        }),
        real("expected", "rows", |t| t.expected),
        real("smr", "observed / expected", |t| t.smr),
        real("smr_lower", "observed / expected", |t| t.smr_lower),
        real("smr_upper", "observed / expected", |t| t.smr_upper),
        real("p", "one-sided Poisson p, raised", |t| t.p),
        real("rr", "rate ratio to the reference", |t| t.rr),
        real("rr_lower", "rate ratio to the reference", |t| t.rr_lower),
        real("rr_upper", "rate ratio to the reference", |t| t.rr_upper),
        real("rr_p", "one-sided p, raised", |t| t.rr_p),
        real("q", "BH over areas and priority themes", |t| t.q),
        real(
            "dispersion",
            "variance / mean of months within areas",
            |t| t.dispersion,
        ),
        real(
            "rate_per_1000",
            "rows per 1000 of the exposure, whole period",
            |t| t.rate_per_1000,
        ),
        real(
            "eb_rate_per_1000",
            "rows per 1000 of the exposure, smoothed",
            |t| t.eb_rate_per_1000,
        ),
        real("lq", "location quotient within the kind", |t| t.lq),
        real(
            "share",
            "share of the areas' rows of the theme, 0 to 1",
            |t| t.share,
        ),
        count("months_raised", "months above the reference", |t| {
            t.months_raised
        }),
        real(
            "break_even",
            "people at risk that would make the rate ordinary",
            |t| t.break_even,
        ),
    ]
}

/// A count of flagged areas alone.
fn of_flagged(
    evidence: &[AreaEvidence],
    of: impl Fn(&AreaEvidence) -> Option<u64>,
) -> Vec<Value<u64>> {
    evidence
        .iter()
        .map(|area| Value::from_option(of(area), Reason::NotFlagged))
        .collect()
}

/// How concentrated what is counted is inside each area.
fn concentration_columns(question: &Question, theme: &ThemeMicro) -> Vec<Column> {
    let key = theme.cells.counted.key(question.themes);
    let found = &theme.concentration;
    let real = |field: &str, unit: &'static str, of: fn(&AreaConcentration) -> Value<f64>| {
        let values: Vec<Value<f64>> = found.iter().map(of).collect();
        Column::real(format!("{key}_{field}"), unit, &values)
    };
    let half: Vec<Value<u64>> = found.iter().map(|area| area.places_half).collect();
    vec![
        real("gini", "generalised Gini over cells, 0 to 1", |area| {
            area.gini
        }),
        real(
            "top_cells_share",
            "share of events in the top 5 % of cells, 0 to 1",
            |area| area.top_cells_share,
        ),
        real(
            "top_places_share",
            "share of events at the top 5 % of places, 0 to 1",
            |area| area.top_places_share,
        ),
        Column::count(
            format!("{key}_places_half"),
            "places that hold half of the events",
            &half,
        ),
    ]
}
