//! What the recipients of a group release are told of their own areas and themes, taken from the findings and nothing more.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat_n;

use geo::{Area as _, BooleanOps, Contains, MultiPolygon, Point, unary_union};

use crate::analysis::{Findings, Inside, Question, ThemeMicro};
use crate::metres::Position;
use crate::micro::{general_labels, street};
use crate::tally::Counted;
use crate::when::{Month, When};

use super::groups::Groups;
use super::opened::Verdict;
use super::own::Own;
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

fn hotspots(question: &Question, findings: &Findings, own: &Own) -> Vec<OwnHotspot> {
    let Some(inside) = &findings.inside else {
        return Vec::new();
    };
    let list = question.areas.list();
    let theirs = unary_union(own.areas.iter().map(|area| &list[*area as usize].outline));
    let general = general_labels(question.incidents, &findings.standings);
    let mut found = Vec::new();
    for micro in &inside.themes {
        let Counted::Theme(theme) = micro.cells.counted else {
            continue;
        };
        if own.themes.contains(&theme) && may_show_places(theme, question.themes) {
            let mut of_theme =
                in_their_areas(question, findings, (inside, micro), own, &theirs, &general);
            of_theme.sort_by_key(|hotspot| std::cmp::Reverse(hotspot.count));
            found.extend(of_theme);
        }
    }
    found
}

/// The parts of a theme's micro-hotspots that lie in their areas, where those hold enough events by themselves.
fn in_their_areas(
    question: &Question,
    findings: &Findings,
    (inside, micro): (&Inside, &ThemeMicro),
    own: &Own,
    theirs: &MultiPolygon<f64>,
    general: &BTreeSet<String>,
) -> Vec<OwnHotspot> {
    let cells = &inside.cells;
    let counted = micro.cells.counted;
    let mut found = Vec::new();
    for hotspot in &micro.hotspots {
        let holds = |cell: usize| {
            let (column, row) = cells.column_row(cell);
            let centre = Point::new(cells.grid.centre_x(column), cells.grid.centre_y(row));
            hotspot.outline.contains(&centre)
        };
        let members: BTreeSet<u32> = (0_u32..)
            .zip(0..cells.len())
            .filter(|(_, cell)| holds(*cell))
            .map(|(number, _)| number)
            .collect();
        let (mut by_area, mut by_label) =
            (BTreeMap::<u32, u64>::new(), BTreeMap::<String, u64>::new());
        for (place, cell) in cells.of_place.iter().enumerate() {
            let areas = findings.standings[place].areas();
            let area = areas.iter().find(|area| own.areas.contains(area));
            let (Some(area), true) = (area, cell.is_some_and(|cell| members.contains(&cell)))
            else {
                continue;
            };
            let rows = question.incidents.rows_of(place).filter(|row| {
                question.params.selection.holds(question.incidents, *row)
                    && counted.holds(question.incidents.offence()[*row], question.themes)
            });
            let count = question.incidents.events(rows);
            *by_area.entry(*area).or_default() += count;
            let label = street(question.incidents.label_of(place));
            if !label.is_empty() && !general.contains(label) {
                *by_label.entry(label.to_owned()).or_default() += count;
            }
        }
        let count: u64 = by_area.values().sum();
        let most = by_area
            .iter()
            .max_by_key(|(area, count)| (**count, std::cmp::Reverse(**area)));
        let place = by_label
            .iter()
            .max_by_key(|(label, count)| (**count, std::cmp::Reverse(*label)));
        let outline = hotspot.outline.intersection(theirs);
        if let (Some((area, _)), true, Counted::Theme(theme)) = (
            most,
            count >= question.params.micro.min_events.max(1),
            counted,
        ) {
            found.push(OwnHotspot {
                theme,
                area: *area,
                place: place.map_or_else(String::new, |(label, _)| label.clone()),
                count,
                square_metres: outline.unsigned_area(),
                outline,
            });
        }
    }
    found
}
