//! What disclosure control let out. It holds nothing else: whoever has one cannot reach the findings behind it.

use std::collections::BTreeMap;

use crate::analysis::{Findings, Question};
use crate::density::{DensityParams, WeightedPlace, surface};
use crate::exposure::Exposure;
use crate::metres::Position;
use crate::micro::{outline, patches};
use crate::tally::Counted;
use crate::theme::{Kind, Theme};

use super::control::Decided;
use super::open_targets::{Deciding, OpenTargets};
use super::opened::{Open, OpenArea, OpenCounted, OpenHotspot, OpenPlaces, Verdict};
use super::policy::{Policy, sharing_sensitive};
use super::safe_cells::{SafeCells, ThemeCells};
use super::tables::What;
use super::{StudyGrid, withheld::Withholding};

/// What disclosure control let out; [`control`](super::control()) is the only way to make one.
#[derive(Debug, Clone)]
pub struct Controlled {
    pub(super) policy: Policy,
    pub(super) areas: Vec<OpenArea>,
    pub(super) counted: Vec<OpenCounted>,
    pub(super) slots: Vec<String>,
    pub(super) period: Option<(String, String)>,
    pub(super) by_area: BTreeMap<(usize, usize), Open>,
    pub(super) study: Vec<Open>,
    pub(super) by_slot: BTreeMap<(usize, usize), Open>,
    pub(super) places: Vec<OpenPlaces>,
    pub(super) density: Option<DensityParams>,
    pub(super) grid: Option<StudyGrid>,
    pub(super) kept_off_maps: Vec<(usize, usize)>,
    /// Whether no event counts in two areas, so that the areas add up to the study area.
    pub(super) apart: bool,
    /// The targets, where they are followed.
    pub(super) targets: Option<OpenTargets>,
}

impl Controlled {
    pub(super) fn gather(
        question: &Question,
        findings: &Findings,
        policy: &Policy,
        safe: Option<&SafeCells>,
        decided: &Decided,
    ) -> (Self, Withholding) {
        let counted: Vec<OpenCounted> = (decided.tables.counted.iter())
            .map(|counted| open_counted(question, policy, *counted))
            .collect();
        let (mut by_area, mut by_slot) = (BTreeMap::new(), BTreeMap::new());
        let mut study = vec![Open::Withheld; counted.len()];
        let mut by_cell: BTreeMap<(usize, u32), u64> = BTreeMap::new();
        for (what, open) in decided.tables.what.iter().zip(&decided.open) {
            let Some(open) = *open else { continue };
            match *what {
                What::Area(area, counted) => {
                    by_area.insert((area as usize, counted), open);
                }
                What::Study(counted) => study[counted] = open,
                What::Time(slot, counted) => {
                    by_slot.insert((slot, counted), open);
                }
                What::Place(counted, cell) => {
                    by_cell.extend(open.count().map(|count| ((counted, cell), count)));
                }
                What::Own | What::Derived | What::Known => {}
            }
        }
        let mut areas: Vec<OpenArea> = (0..question.areas.len())
            .map(|area| open_area(question, findings, area, &by_area, policy.rounded))
            .collect();
        // A gap in the ranks would say that an area whose verdict is withheld is flagged.
        if areas.iter().any(|area| area.verdict.is_none()) {
            let verdicts = areas.iter_mut().filter_map(|area| area.verdict.as_mut());
            verdicts.for_each(|verdict| verdict.rank = None);
        }
        let places = safe.map_or_else(Vec::new, |safe| {
            let themes = safe.themes.iter();
            themes
                .map(|theme| open_places(safe, theme, &by_cell))
                .collect()
        });
        let months = (findings.months.first(), findings.months.last());
        let withholding = Withholding::of(decided, &counted, question);
        let deciding = Deciding {
            policy,
            themes: question.themes,
            study: &study,
        };
        let targets =
            (findings.answers.targets.as_ref()).map(|found| OpenTargets::of(found, &deciding));
        let controlled = Self {
            targets,
            areas,
            study,
            by_area,
            by_slot,
            places,
            slots: decided.tables.slots.clone(),
            period: match months {
                (Some(first), Some(last)) => {
                    let name = |month| match policy.dates {
                        super::Dates::Period => format!("{:04}", crate::Month::year(month)),
                        dates => dates.slot(month),
                    };
                    Some((name(*first), name(*last)))
                }
                _ => None,
            },
            density: safe.map(|safe| safe.density),
            grid: safe.map(study_grid),
            kept_off_maps: (0..question.themes.list().len())
                .filter_map(|theme| Some((theme, sharing_sensitive(theme, question.themes)?)))
                .collect(),
            apart: findings
                .standings
                .iter()
                .all(|standing| standing.areas().len() < 2),
            counted,
            policy: policy.clone(),
        };
        (controlled, withholding)
    }

    /// The policy that decided.
    #[must_use]
    pub const fn policy(&self) -> &Policy {
        &self.policy
    }

    /// The areas.
    #[must_use]
    pub fn areas(&self) -> &[OpenArea] {
        &self.areas
    }

    /// What is counted: all crime, all incidents, the themes in the study's order.
    #[must_use]
    pub fn counted(&self) -> &[OpenCounted] {
        &self.counted
    }

    /// The slots of time of the table theme × time.
    #[must_use]
    pub fn slots(&self) -> &[String] {
        &self.slots
    }

    /// The first and the last time of the data, as fine as the policy allows.
    #[must_use]
    pub const fn period(&self) -> Option<&(String, String)> {
        self.period.as_ref()
    }

    /// An area's count; `None` where the table is not published.
    #[must_use]
    pub fn of_area(&self, area: usize, counted: usize) -> Option<Open> {
        self.by_area.get(&(area, counted)).copied()
    }

    /// The study area's count of the whole period.
    #[must_use]
    pub fn of_study_area(&self, counted: usize) -> Open {
        self.study.get(counted).copied().unwrap_or(Open::Withheld)
    }

    /// Whether no event counts in two areas, so that the areas add up to the study area.
    #[must_use]
    pub const fn areas_are_apart(&self) -> bool {
        self.apart
    }

    /// The targets as everybody may know them, where they are followed.
    #[must_use]
    pub const fn targets(&self) -> Option<&OpenTargets> {
        self.targets.as_ref()
    }

    /// The study area's count in a slot of time.
    #[must_use]
    pub fn of_slot(&self, slot: usize, counted: usize) -> Option<Open> {
        self.by_slot.get(&(slot, counted)).copied()
    }

    /// The themes by place.
    #[must_use]
    pub fn places(&self) -> &[OpenPlaces] {
        &self.places
    }

    /// The parameters of the public densities.
    #[must_use]
    pub const fn density(&self) -> Option<&DensityParams> {
        self.density.as_ref()
    }

    /// Themes that are kept off maps of places, each with the sensitive theme that is the reason.
    #[must_use]
    pub fn kept_off_maps(&self) -> &[(usize, usize)] {
        &self.kept_off_maps
    }
}

fn open_counted(question: &Question, policy: &Policy, counted: Counted) -> OpenCounted {
    let theme: Option<&Theme> = match counted {
        Counted::Theme(theme) => Some(&question.themes.list()[theme]),
        Counted::AllCrime | Counted::AllIncidents => None,
    };
    let sensitive = theme.is_some_and(|theme| theme.sensitive);
    OpenCounted {
        key: counted.key(question.themes).to_owned(),
        title: counted.title(question.themes).to_owned(),
        kind: match (counted, theme) {
            (Counted::AllIncidents, _) => Kind::Incident,
            (_, Some(theme)) => theme.kind,
            _ => Kind::Crime,
        },
        sensitive,
        threshold: policy.threshold_if(sensitive),
        exposure: theme.map(|theme| Exposure::of(theme, question.areas)),
    }
}

fn open_area(
    question: &Question,
    findings: &Findings,
    area: usize,
    by_area: &BTreeMap<(usize, usize), Open>,
    rounded: bool,
) -> OpenArea {
    let declared = &question.areas.list()[area];
    let themes = question.themes.list();
    let shown = |theme: usize| {
        let open = by_area.get(&(area, Counted::Theme(theme).slot()));
        open.is_some_and(|open| open.count().is_some())
    };
    let mut priority = (0..themes.len()).filter(|theme| themes[*theme].priority);
    // A verdict of true counts would tell on which side of a limit a rounded one lies.
    let verdict =
        (!rounded && priority.all(shown)).then(|| Verdict::of(&findings.evidence.areas[area]));
    OpenArea {
        code: declared.code.clone(),
        name: declared.name.clone(),
        outline: declared.outline.clone(),
        square_kilometres: declared.square_kilometres(),
        exposures: declared.exposures.clone(),
        verdict,
    }
}

fn open_places(
    safe: &SafeCells,
    theme: &ThemeCells,
    by_cell: &BTreeMap<(usize, u32), u64>,
) -> OpenPlaces {
    let counted = Counted::Theme(theme.theme).slot();
    let cells = &safe.cells;
    let shown: BTreeMap<u32, u64> = (by_cell.range((counted, 0)..=(counted, u32::MAX)))
        .map(|((_, cell), count)| (*cell, *count))
        .collect();
    let centres: Vec<WeightedPlace> = (shown.iter())
        .filter_map(|(cell, count)| {
            let (column, row) = cells.column_row(*cell as usize);
            let (x, y) = (cells.grid.centre_x(column), cells.grid.centre_y(row));
            Some(WeightedPlace {
                position: Position::new(x, y)?,
                weight: *count as f64,
            })
        })
        .collect();
    let hot: Vec<usize> = (shown.keys())
        .filter(|cell| theme.hot[**cell as usize])
        .map(|cell| cells.cells[*cell as usize])
        .collect();
    let mut hotspots: Vec<OpenHotspot> = (patches(&cells.grid, &hot).iter())
        .filter_map(|patch| open_hotspot(safe, patch, &shown))
        .collect();
    hotspots.sort_by_key(|hotspot| std::cmp::Reverse(hotspot.count));
    OpenPlaces {
        counted,
        cells: shown.len(),
        events: shown.values().sum(),
        surface: surface(&centres, &cells.grid, &safe.density),
        hotspots,
    }
}

fn open_hotspot(
    safe: &SafeCells,
    patch: &[usize],
    shown: &BTreeMap<u32, u64>,
) -> Option<OpenHotspot> {
    let cells = &safe.cells;
    let members: Vec<u32> = patch
        .iter()
        .filter_map(|cell| cells.tested(*cell))
        .collect();
    let ground = |area: &usize| -> f64 {
        let pieces = cells.by_area[*area].iter();
        let here = pieces.filter(|(cell, _)| members.binary_search(cell).is_ok());
        here.map(|(_, metres)| metres).sum()
    };
    let area =
        (0..cells.by_area.len()).max_by(|a, b| ground(a).total_cmp(&ground(b)).then(b.cmp(a)))?;
    Some(OpenHotspot {
        outline: outline(&cells.grid, patch),
        area,
        count: members.iter().filter_map(|cell| shown.get(cell)).sum(),
        cells: members.len(),
        square_metres: members
            .iter()
            .map(|cell| cells.ground[*cell as usize])
            .sum(),
        of_square_metres: cells.total_ground(),
    })
}

fn study_grid(safe: &SafeCells) -> StudyGrid {
    let grid = safe.cells.grid;
    let mut in_study_area = vec![false; grid.columns() * grid.rows()];
    for cell in &safe.cells.cells {
        in_study_area[*cell] = true;
    }
    StudyGrid {
        grid,
        in_study_area,
    }
}
