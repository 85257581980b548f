//! The areas, in the order in which a meeting takes them, each with its themes.

use hotspur_core::Layer;
use hotspur_core::rate::garwood;
use serde::Serialize;
use serde_json::Value as Json;

use super::columns::Columns;

/// An area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ward {
    /// Its place in the layer; what its anchor in the page is made of.
    pub number: usize,
    pub code: String,
    pub name: String,
    /// As the layer has it: `hotspot`, `raised`, `not raised`, `too few` or `cannot say`; on open pages also `withheld`.
    pub class: String,
    pub kind: Option<String>,
    pub rank: Option<u64>,
    pub reasons: String,
    pub reruns: Option<u64>,
    pub reruns_kept: Option<u64>,
    pub reruns_lost: Option<String>,
    pub residents: Option<u64>,
    pub households: Option<u64>,
    /// Nothing where it is withheld from this audience, which is no zero.
    pub crimes: Option<u64>,
    pub incidents: Option<u64>,
    pub places_half: Option<u64>,
    pub top_cells_share: Option<f64>,
    pub themes: Vec<WardTheme>,
}

/// A theme of an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WardTheme {
    pub key: String,
    pub title: String,
    pub priority: bool,
    pub count: u64,
    pub rate: Option<f64>,
    pub ratio: Option<f64>,
    pub lower: Option<f64>,
    pub upper: Option<f64>,
    /// Events beyond those at the reference's rate.
    pub excess: Option<f64>,
    pub quotient: Option<f64>,
    pub months_raised: Option<u64>,
    pub raised: bool,
    /// Whether the rule asks for more events than there are.
    pub few: bool,
}

/// The areas of a layer: hotspots by rank with attractors after the others, then by class and by the highest ratio.
pub fn wards(layer: &Layer, parameters: &Json) -> Vec<Ward> {
    let columns = Columns(layer);
    let mut wards: Vec<Ward> = (0..layer.shapes.len())
        .map(|area| ward(columns, area, parameters))
        .collect();
    wards.sort_by(|a, b| {
        (standing(a).cmp(&standing(b)))
            .then((a.rank.unwrap_or(u64::MAX)).cmp(&b.rank.unwrap_or(u64::MAX)))
            .then(highest(b).total_cmp(&highest(a)))
            .then(a.name.cmp(&b.name))
    });
    wards
}

fn standing(ward: &Ward) -> usize {
    match (ward.class.as_str(), ward.kind.as_deref()) {
        ("hotspot", Some("attractor")) => 1,
        ("hotspot", _) => 0,
        ("raised", _) => 2,
        ("not raised", _) => 3,
        ("too few", _) => 4,
        _ => 5,
    }
}

fn highest(ward: &Ward) -> f64 {
    let themes = ward
        .themes
        .iter()
        .filter(|theme| theme.priority && !theme.few);
    themes.filter_map(|theme| theme.ratio).fold(0.0, f64::max)
}

fn ward(columns: Columns, area: usize, parameters: &Json) -> Ward {
    let raised: Vec<&str> = columns
        .text("raised_in", area)
        .unwrap_or_default()
        .split(' ')
        .collect();
    let least = parameters["rule"]["min_events"].as_u64().unwrap_or(0);
    let themes = parameters["themes"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    Ward {
        number: area,
        code: columns.owned("code", area),
        name: columns.owned("name", area),
        class: columns.owned("class", area),
        kind: columns.text("hotspot_kind", area).map(str::to_owned),
        rank: columns.count("hotspot_rank", area),
        reasons: columns.owned("reasons", area),
        reruns: columns.count("variations", area),
        reruns_kept: columns.count("variations_kept", area),
        reruns_lost: columns.text("variations_lost", area).map(str::to_owned),
        residents: columns.count("residents", area),
        households: columns.count("households", area),
        crimes: columns.count("all_crime_count", area),
        incidents: columns.count("all_incidents_count", area),
        places_half: columns.count("all_crime_places_half", area),
        top_cells_share: columns.number("all_crime_top_cells_share", area),
        themes: themes
            .iter()
            .map(|theme| of_theme(columns, area, theme, &raised, least))
            .collect(),
    }
}

fn of_theme(columns: Columns, area: usize, theme: &Json, raised: &[&str], least: u64) -> WardTheme {
    let key = theme["key"].as_str().unwrap_or_default();
    let number = |field: &str| columns.number(&format!("{key}_{field}"), area);
    let count = columns.count(&format!("{key}_count"), area).unwrap_or(0);
    let (ratio, upper) = (number("rr"), number("rr_upper"));
    WardTheme {
        key: key.to_owned(),
        title: theme["title"].as_str().unwrap_or(key).to_owned(),
        priority: theme["priority"].as_bool().unwrap_or(false),
        count,
        rate: number("rate_per_1000"),
        ratio,
        lower: number("rr_lower"),
        upper,
        excess: excess(count, ratio, upper),
        quotient: number("lq"),
        months_raised: columns.count(&format!("{key}_months_raised"), area),
        raised: raised.contains(&key),
        few: count < least,
    }
}

/// Observed less expected at the reference's rate. The expected count is observed / ratio; where nothing was observed, it
/// is what the upper limit was divided by.
fn excess(count: u64, ratio: Option<f64>, upper: Option<f64>) -> Option<f64> {
    let expected = if count == 0 {
        garwood(0, 0.95).upper / upper?
    } else {
        count as f64 / ratio?
    };
    Some(count as f64 - expected).filter(|excess| excess.is_finite())
}
