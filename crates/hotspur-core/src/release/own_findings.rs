//! What the recipients of a group release are told of their own areas and themes, taken from the findings and nothing more.

use std::collections::BTreeMap;
use std::iter::repeat_n;

use geo::{Area as _, BooleanOps, MultiPolygon};

use crate::analysis::{Findings, Question};
use crate::area::Areas;
use crate::locate::Standing;
use crate::metres::Position;
use crate::micro::{InStudyArea, StudyCells, cell_evidence, general_labels, micro_hotspots};
use crate::tally::Counted;
use crate::when::{Month, When};

use super::groups::Groups;
use super::opened::Verdict;
use super::own::Own;
use super::own_words::{OwnWord, own_words};
use super::policy::may_show_places;

/// An incident without its identifier.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OwnIncident {
    pub position: Position,
    pub offence: String,
    pub kind: &'static str,
    pub themes: String,
    pub when: When,
    pub place: String,
    pub area: u32,
}

/// A micro-hotspot, as far as it lies in their areas.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OwnHotspot {
    pub theme: usize,
    pub outline: MultiPolygon<f64>,
    pub area: u32,
    pub place: String,
    pub count: u64,
    pub square_metres: f64,
}

/// The counts of one of their areas month by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSeries {
    /// The area's number.
    pub area: usize,
    /// What is counted, by its number.
    pub counted: usize,
    /// One count a month.
    pub counts: Vec<u64>,
}

/// What the recipients of a group release are told of their own.
#[derive(Debug, Clone)]
pub struct OwnFindings {
    pub(super) own: Own,
    pub(super) counts: BTreeMap<(usize, usize), u64>,
    pub(super) verdicts: BTreeMap<usize, Verdict>,
    pub(super) incidents: Vec<OwnIncident>,
    pub(super) hotspots: Vec<OwnHotspot>,
    pub(super) months: Vec<Month>,
    pub(super) series: Vec<OwnSeries>,
    pub(super) words: Vec<OwnWord>,
}

impl OwnFindings {
    /// Takes what is theirs. Points and micro-hotspots of a theme that is sensitive, or shares an offence type with one that
    /// is, are left out; so is every identifier. Time O(rows + cells).
    #[must_use]
    pub fn of(question: &Question, findings: &Findings, own: &Own) -> Self {
        let mut counts = BTreeMap::new();
        let mut series = Vec::new();
        for area in &own.areas {
            for theme in &own.themes {
                let counted = Counted::Theme(*theme);
                let key = (*area as usize, counted.slot());
                counts.insert(key, findings.tally.total(*area, counted));
                let of_month = |month: &Month| findings.tally.get(*area, counted, *month);
                series.push(OwnSeries {
                    area: key.0,
                    counted: key.1,
                    counts: findings.months.iter().map(of_month).collect(),
                });
            }
        }
        Self {
            counts,
            series,
            verdicts: verdicts(question, findings, own),
            incidents: incidents(question, findings, own),
            hotspots: hotspots(question, findings, own),
            months: findings.months.clone(),
            words: own_words(question, findings, own),
            own: own.clone(),
        }
    }
}

/// A verdict rests on every priority theme: it is theirs where all of those are.
fn verdicts(question: &Question, findings: &Findings, own: &Own) -> BTreeMap<usize, Verdict> {
    let themes = question.themes.list();
    let mut priority = (0..themes.len()).filter(|theme| themes[*theme].priority);
    if !priority.all(|theme| own.themes.contains(&theme)) {
        return BTreeMap::new();
    }
    let areas = own.areas.iter().map(|area| *area as usize);
    areas
        .map(|area| {
            // A rank among all hotspots speaks of the others too.
            let verdict = Verdict::of(&findings.evidence.areas[area]);
            (
                area,
                Verdict {
                    rank: None,
                    ..verdict
                },
            )
        })
        .collect()
}

fn incidents(question: &Question, findings: &Findings, own: &Own) -> Vec<OwnIncident> {
    let incidents = question.incidents;
    let themes = question.themes;
    let groups = Groups::of(themes);
    let mut found = Vec::new();
    for row in 0..incidents.len() {
        let offence = incidents.offence()[row];
        let areas = findings.areas_of(incidents, row);
        let area = areas.iter().find(|area| own.areas.contains(area));
        let keys: Vec<&str> = (themes.of(offence).iter())
            .filter(|theme| own.themes.contains(theme))
            .map(|theme| themes.list()[*theme].key.as_str())
            .collect();
        let sensitive = groups.list[groups.of_offence(offence)].sensitive;
        let selected = question.params.selection.holds(incidents, row);
        if let (Some(area), false, false, true) = (area, keys.is_empty(), sensitive, selected) {
            let one = OwnIncident {
                position: incidents.places()[incidents.place()[row] as usize],
                offence: themes.offence_name(offence).to_owned(),
                kind: themes.kind(offence).as_str(),
                themes: keys.join(" "),
                when: incidents.when()[row],
                place: incidents.label(row).to_owned(),
                area: *area,
            };
            let all = repeat_n(one, incidents.count()[row] as usize);
            found.extend(all);
        }
    }
    found
}

/// Micro-hotspots of their areas by themselves: tested against what their own areas hold, so that none is hot by a neighbour's
/// events. Points of a theme that may not be shown by place make none.
fn hotspots(question: &Question, findings: &Findings, own: &Own) -> Vec<OwnHotspot> {
    if findings.inside.is_none() {
        return Vec::new();
    }
    let list = own.areas.iter();
    let list = list.map(|area| question.areas.list()[*area as usize].clone());
    let Ok(theirs) = Areas::new(list.collect()) else {
        return Vec::new();
    };
    let question = Question {
        areas: &theirs,
        ..*question
    };
    let standings: Vec<Standing> = (findings.standings.iter())
        .map(|standing| in_theirs(standing, own))
        .collect();
    let Ok(cells) = StudyCells::new(&question, &standings) else {
        return Vec::new();
    };
    let within = InStudyArea {
        standings: &standings,
        months: &findings.months,
        flags: &vec![None; theirs.len()],
        cells: &cells,
        general: &general_labels(question.incidents, &findings.standings),
    };
    let asked = question.params.declared_themes.iter().copied();
    asked
        .filter(|theme| own.themes.contains(theme) && may_show_places(*theme, question.themes))
        .flat_map(|theme| {
            let counted = Counted::Theme(theme);
            let counts = cells.counts(&question, counted);
            let evidence = cell_evidence(&counts, counted, &cells);
            let mut found: Vec<OwnHotspot> = micro_hotspots(&question, &within, &evidence)
                .into_iter()
                .map(|hotspot| {
                    let outline = hotspot.outline.intersection(theirs.study_area());
                    OwnHotspot {
                        theme,
                        area: own.areas[hotspot.area as usize],
                        place: hotspot.place,
                        count: hotspot.count,
                        square_metres: outline.unsigned_area(),
                        outline,
                    }
                })
                .collect();
            found.sort_by_key(|hotspot| std::cmp::Reverse(hotspot.count));
            found
        })
        .collect()
}

/// Where a place stands towards their areas alone, which keep their order.
fn in_theirs(standing: &Standing, own: &Own) -> Standing {
    let number = |area: &u32| (0_u32..).zip(&own.areas).find(|(_, of)| *of == area);
    let number = |area: &u32| number(area).map(|(number, _)| number);
    let within = |areas: &[u32]| -> Vec<u32> { areas.iter().filter_map(number).collect() };
    match standing {
        Standing::Outside => Standing::Outside,
        Standing::Inside(area) => number(area).map_or(Standing::Outside, Standing::Inside),
        Standing::InsideSeveral(areas) => match within(areas).as_slice() {
            [] => Standing::Outside,
            [one] => Standing::Inside(*one),
            several => Standing::InsideSeveral(Box::new(several.into())),
        },
        Standing::OnBoundary(area) => number(area).map_or(Standing::Outside, Standing::OnBoundary),
    }
}
