//! Targets: the sections that say what is tracked, from which year, towards which figure.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Study;

impl Study {
    /// Asks for the indicators: the files of other years are read too, and the months that the map is of no longer bound what is read.
    pub fn ask_for_targets(&mut self) {
        self.ask.track = true;
        self.from = None;
        self.to = None;
        let files = std::mem::take(&mut self.track.files);
        self.incidents.files.extend(files);
    }
}

/// What all indicators have in common.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TrackSection {
    /// The month that a year begins with, 1 to 12; 4 where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year_starts: Option<i8>,
    /// The year that changes are measured from, as 2001-02.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    /// The last month that is counted; the last of the data where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_at: Option<String>,
    /// Files of incidents of the years before and after, in the form of those of `[incidents]`; only the tracker reads them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// Whether a word is given where a break of the series lies between the baseline and the year.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub across_breaks: bool,
    /// The level of intervals; 0.95 where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<f64>,
    /// The chance of meeting a target from which it is on track, and below one less which off; 0.8 where it is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confident: Option<f64>,
    /// A CSV of printed figures, which are recomputed from one another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<String>,
    /// A CSV of the targets of others that these are part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parents: Option<String>,
    /// A CSV of who raised which theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priorities: Option<String>,
    /// A CSV of the areas that this one is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// A CSV of percentages of those who were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub survey: Option<String>,
    /// A CSV of the harm of one event of an offence type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub harm: Option<String>,
    /// A CSV of what expected counts are adjusted for: a row an area, a column a covariate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covariates: Option<String>,
    /// The columns that are used; all of them where none is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub covariate_columns: Vec<String>,
    /// Focus groups: areas that are told together.
    #[serde(rename = "group", skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<TrackGroupSection>,
}

impl TrackSection {
    /// Every file that it names, to be read relative to the study.
    pub fn files_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let tables = [
            &mut self.printed,
            &mut self.parents,
            &mut self.priorities,
            &mut self.family,
            &mut self.survey,
            &mut self.harm,
            &mut self.covariates,
        ];
        self.files
            .iter_mut()
            .chain(tables.into_iter().filter_map(Option::as_mut))
    }
}

/// A focus group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackGroupSection {
    /// Its name.
    pub name: String,
    /// Its areas by code or name.
    pub areas: Vec<String>,
}

/// What is tracked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndicatorSection {
    /// The snake_case key.
    pub key: String,
    /// The title for people.
    pub title: String,
    /// The code that it is printed with, as BVPI 126.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The theme that counts it; none for a survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// What its rows are: `crime` (recorded), `incident` (a call) or `survey`. It must be that of the theme.
    pub record: String,
    /// `count` (the default), `share` (of the theme's rows, those with the attribute) or `survey`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<String>,
    /// The attribute of a row that narrows the count, or whose share it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
    /// The values of the attribute that count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// `down`, `up`, or `watched`: no target on purpose.
    pub intended: String,
    /// Why it is watched, or up is intended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// What a rate divides by: households, residents, or another exposure; none where only counts are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// The denominator of a year in the study area, where it is not the areas' own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub denominators: BTreeMap<String, f64>,
    /// Figures of years that stand in the place of counts: as printed, in the indicator's own unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "figure")]
    pub figures: Vec<FigureSection>,
    /// What is aimed at.
    #[serde(default, skip_serializing_if = "Vec::is_empty", rename = "target")]
    pub targets: Vec<TargetSection>,
}

/// The figure of a year.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureSection {
    /// The year, as 2001-02.
    pub year: String,
    /// The area by code or name; the study area where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// The number: events, or per cent of a share or survey.
    pub value: f64,
    /// Of how many it is a share, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<f64>,
    /// Whether it is a prediction.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub predicted: bool,
}

/// What is aimed at in a year: one of a value, a change from the baseline or a rate; none of them where one is announced.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TargetSection {
    /// The year, as 2002-03.
    pub year: String,
    /// The area or focus group by code or name; the study area where it is not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// Events, or per cent of a share or survey.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// A change from the baseline in per cent; a fall is negative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<f64>,
    /// Events per 1,000 of the denominator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// What is said in the place of a figure, as "set baseline".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<String>,
}
