//! The sections of a study file. The same structure stands in the manifest as the request, with every flag applied.

use serde::{Deserialize, Serialize};

use super::ask::AskSection;
use super::breaks::BreakSection;
use super::release::ReleaseSection;
use super::track::{IndicatorSection, TrackSection};

/// A study.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Study {
    /// The name in titles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whose data the maps are made of, in the words that their licence asks for: stands on the QGIS project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// The projected coordinate system of the analysis, as `EPSG:27700`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// The police force that recorded the incidents: a break of another force's series is not one of this study's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub force: Option<String>,
    /// The seed of every random draw.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// The first month or day, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last month or day, included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The layers to write; all of them where the list is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub write: Vec<String>,
    /// The areas.
    pub areas: AreasSection,
    /// The incidents.
    pub incidents: IncidentsSection,
    /// Exposures in a file of their own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exposures: Option<ExposuresSection>,
    /// The density.
    pub density: DensitySection,
    /// The evidence inside areas.
    pub cells: CellsSection,
    /// The rule that flags.
    pub rule: RuleSection,
    /// For whom it is written, and by which rules.
    #[serde(skip_serializing_if = "is_default")]
    pub release: ReleaseSection,
    /// What is asked beyond the map.
    #[serde(skip_serializing_if = "is_default")]
    pub ask: AskSection,
    /// Breaks of its series beside those that are known of every force.
    #[serde(rename = "break", skip_serializing_if = "Vec::is_empty")]
    pub breaks: Vec<BreakSection>,
    /// What all indicators have in common.
    #[serde(skip_serializing_if = "is_default")]
    pub track: TrackSection,
    /// What is tracked against targets.
    #[serde(rename = "indicator", skip_serializing_if = "Vec::is_empty")]
    pub indicators: Vec<IndicatorSection>,
    /// The themes; the built-in ones of police.uk where there is none.
    #[serde(rename = "theme", skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<ThemeSection>,
}

/// Where the areas are and what their columns mean.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AreasSection {
    /// A shapefile, GeoJSON or GeoPackage.
    pub file: String,
    /// Its coordinate system, where the file does not say it or says it wrongly.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// The column of codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The column of names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Keep the areas of one district alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_code: Option<String>,
    /// The table of a GeoPackage, where it has several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    /// The name of the layer that is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
}

/// Where the incidents are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct IncidentsSection {
    /// Files and folders; `-` is standard input.
    pub files: Vec<String>,
    /// The coordinate system of the x and y columns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crs: Option<String>,
    /// Whether a row whose identifier was seen before is rejected.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub drop_repeats: bool,
    /// Whether nobody looks for rows whose identifier was seen before: all are kept, and less memory is needed.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub keep_repeats: bool,
    /// Whether the publisher moved the points; detected where it is not declared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub snapped: Option<bool>,
    /// What an offence type that no theme knows counts as: `crime` (the default) or `incident`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_kind: Option<String>,
    /// Names of sources: rows that another recorded are rejected; all are kept where there is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Columns beyond where, when and what that profiles are made of, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<String>,
    /// What the columns mean, for files that are not police.uk's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub columns: Option<ColumnsSection>,
}

/// Which column holds what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ColumnsSection {
    /// Easting or longitude.
    pub x: String,
    /// Northing or latitude.
    pub y: String,
    /// When it happened: a month, a day or a time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// The earliest it can have happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The latest it can have happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The offence type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The label of the place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The agency that recorded it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// The evidence inside areas, cell by cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CellsSection {
    /// The largest q of a cell of a micro-hotspot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
    /// The least count of a cell's neighbourhood over the expected one, for a cell of a micro-hotspot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_ratio: Option<f64>,
    /// The fewest events of a micro-hotspot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_events: Option<u64>,
    /// How many permutations (local Moran's I) or maps by chance (circular scan) are drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub permutations: Option<u32>,
    /// The largest share of the study area that a cluster may cover.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cluster_share: Option<f64>,
}

/// A table of exposures by area code.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ExposuresSection {
    /// A CSV with a code column and a column for each exposure.
    pub file: String,
}

/// The density asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DensitySection {
    /// The side of a cell in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell_m: Option<f64>,
    /// The bandwidth in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bandwidth_m: Option<f64>,
    /// The rule that chooses the bandwidth: scott, nrd, cv or cvl; in the place of `bandwidth_m`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bandwidth_by: Option<String>,
    /// The kernel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kernel: Option<String>,
    /// What is done about the edge of the study area: none, uniform or jones-diggle.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edge: Option<String>,
    /// The theme whose density is divided by that of `controls`; all_crime and all_incidents are themes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cases: Option<String>,
    /// The theme that it is divided by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub controls: Option<String>,
    /// The fewest controls expected under one kernel for a ratio; 5 where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_controls: Option<f64>,
    /// The themes that get a density of their own.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
}

/// A theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeSection {
    /// The snake_case key of its columns.
    pub key: String,
    /// The title for people; the key where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// `crime` or `incident`.
    pub kind: String,
    /// What its rates divide by.
    #[serde(default = "residents")]
    pub exposure: String,
    /// Whether the rule may raise an area on it.
    #[serde(default)]
    pub priority: bool,
    /// Whether disclosure control treats it as sensitive; it does where nobody says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitive: Option<bool>,
    /// Whether police activity generates it.
    #[serde(default)]
    pub police_generated: bool,
    /// Whether its victims are mostly visitors.
    #[serde(default)]
    pub visitors: bool,
    /// Its offence types.
    pub types: Vec<String>,
}

fn is_default<T: Default + PartialEq>(section: &T) -> bool {
    *section == T::default()
}

fn residents() -> String {
    hotspur_core::RESIDENTS.to_owned()
}

/// What a study changes in the rule; every number has a default.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleSection {
    /// The least rate ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_rate_ratio: Option<f64>,
    /// The largest q.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
    /// The least number of events.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_events: Option<u64>,
    /// The least number of events beyond the expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_excess: Option<f64>,
    /// The least share of months above the reference.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months_share: Option<f64>,
    /// Fewer months flag nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_months: Option<usize>,
    /// The dispersion assumed there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed_dispersion: Option<f64>,
    /// The least located share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_located_share: Option<f64>,
    /// The share from which a place is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub busiest_place_share: Option<f64>,
    /// Whether the busiest places are left out in a second test.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leave_out_busiest_place: Option<bool>,
    /// How many priority themes make a hotspot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_themes: Option<usize>,
    /// The share of areas at which the reference stops stepping down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_flagged_share: Option<f64>,
}
