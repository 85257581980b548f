//! The story of a run, as a list of calls.

use crate::answer::Answers;
use crate::area::Areas;
use crate::ask::Ask;
use crate::autocorrelation::{AreaAutocorrelation, autocorrelation};
use crate::busiest::{BusiestPlace, busiest_places};
use crate::coverage::Coverage;
use crate::densities::{Densities, DualParams, densities};
use crate::density::{DensityParams, EdgeCorrection};
use crate::evidence::{Evidence, gather};
use crate::flag::Rule;
use crate::grid::GridError;
use crate::incident::Incidents;
use crate::local::{GlobalMoran, Standardisation, global_moran};
use crate::locate::{Standing, locate};
use crate::micro::{
    AreaConcentration, CellMoran, InStudyArea, MicroCluster, MicroHotspot, MicroParams, StudyCells,
    ThemeCells, cell_evidence, cell_moran, concentrations, general_labels, micro_clusters,
    micro_hotspots,
};
use crate::selection::Selection;
use crate::tally::{Counted, Tally};
use crate::theme::Themes;
use crate::value::Value;
use crate::when::Month;
use std::collections::{BTreeMap, BTreeSet};

/// Every parameter of a run that is not data.
#[derive(Debug, Clone, PartialEq)]
pub struct Params {
    /// The density.
    pub density: DensityParams,
    /// The themes, by number, that get a density of their own.
    pub density_themes: Vec<usize>,
    /// The same as the study declares them, whatever is asked: what a group sees of its own areas.
    pub declared_themes: Vec<usize>,
    /// Whether any density is wanted.
    pub densities: bool,
    /// What is done about the edge of the study area.
    pub edge: EdgeCorrection,
    /// A density of cases against one of controls, where it is wanted.
    pub dual: Option<DualParams>,
    /// The rule that flags.
    pub rule: Rule,
    /// The evidence inside areas.
    pub micro: MicroParams,
    /// Whether evidence cell by cell is wanted: the cells, or the micro-hotspots.
    pub cells: bool,
    /// Whether the incidents are wanted one by one.
    pub incidents: bool,
    /// Whether the publisher moved the points.
    pub snapped: bool,
    /// The part of the incidents that is asked about.
    pub selection: Selection,
    /// What is asked beyond the map.
    pub ask: Option<Ask>,
}

/// What is asked, of what.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The located incidents.
    pub incidents: &'a Incidents,
    /// The areas.
    pub areas: &'a Areas,
    /// The themes.
    pub themes: &'a Themes,
    /// How much of each offence type has a location.
    pub coverage: &'a Coverage,
    /// The parameters.
    pub params: &'a Params,
}

/// The evidence inside areas of one theme, or of all crime or all incidents.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeMicro {
    /// Cell by cell.
    pub cells: ThemeCells,
    /// The micro-hotspots.
    pub hotspots: Vec<MicroHotspot>,
    /// How concentrated the events are inside each area.
    pub concentration: Vec<AreaConcentration>,
    /// Global Moran's I of the counts.
    pub global_moran: Value<GlobalMoran>,
    /// Local Moran's I, where it is wanted.
    pub moran: Option<Vec<CellMoran>>,
    /// Clusters, where they are wanted.
    pub clusters: Option<Value<Vec<MicroCluster>>>,
}

/// The evidence inside areas.
#[derive(Debug, Clone)]
pub struct Inside {
    /// The cells that are tested.
    pub cells: StudyCells,
    /// All crime, all incidents, and the themes asked.
    pub themes: Vec<ThemeMicro>,
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The standing of each place.
    pub standings: Vec<Standing>,
    /// The months that hold any row, in order.
    pub months: Vec<Month>,
    /// The counts.
    pub tally: Tally,
    /// The busiest place of each (area, theme).
    pub busiest: BTreeMap<(u32, usize), BusiestPlace>,
    /// Rates, intervals, flags and reasons, area by area and theme by theme.
    pub evidence: Evidence,
    /// Global Moran's I of the areas' rates, theme by theme, and the areas without neighbours.
    pub autocorrelation: AreaAutocorrelation,
    /// The evidence inside areas; nothing where the cells are too many and nobody asked for them.
    pub inside: Option<Inside>,
    /// The densities, all on one grid; nothing where none is wanted.
    pub densities: Option<Densities>,
    /// What is answered beyond the map.
    pub answers: Answers,
}

impl Findings {
    /// The areas that a row of the incidents counts in.
    #[must_use]
    pub fn areas_of(&self, incidents: &Incidents, row: usize) -> &[u32] {
        self.standings[incidents.place()[row] as usize].areas()
    }
}

/// Answers a question: where the places lie, what each area counts, what that is worth, and where it stacks up.
///
/// # Errors
///
/// [`GridError`] where the cells over the study area are too many.
pub fn analyse(question: &Question) -> Result<Findings, GridError> {
    let Question {
        incidents,
        areas,
        themes,
        params,
        ..
    } = *question;
    let standings = locate(incidents.places(), areas);
    let tally = Tally::of(incidents, &standings, themes, &params.selection);
    let months = months_present(incidents, &params.selection);
    let busiest = busiest_places(incidents, &standings, themes, &params.selection);
    let evidence = gather(question, &tally, &months, &busiest);
    let autocorrelation = autocorrelation(question, &evidence);
    let flags: Vec<Option<bool>> = evidence.areas.iter().map(|area| area.hotspot).collect();
    let inside = match inside(question, &standings, &months, &flags) {
        Ok(inside) => Some(inside),
        Err(error) if params.cells => return Err(error),
        Err(_) => None,
    };
    let densities = densities(question, &standings)?;
    let mut findings = Findings {
        standings,
        months,
        tally,
        busiest,
        evidence,
        autocorrelation,
        inside,
        densities,
        answers: Answers::default(),
    };
    findings.answers = Answers::of(question, &findings);
    Ok(findings)
}

fn inside(
    question: &Question,
    standings: &[Standing],
    months: &[Month],
    flags: &[Option<bool>],
) -> Result<Inside, GridError> {
    let cells = StudyCells::new(question, standings)?;
    let asked = question.params.density_themes.iter();
    let counted = [Counted::AllCrime, Counted::AllIncidents]
        .into_iter()
        .chain(asked.map(|theme| Counted::Theme(*theme)));
    let within = InStudyArea {
        standings,
        months,
        flags,
        cells: &cells,
        general: &general_labels(question.incidents, standings),
    };
    let themes = counted
        .map(|counted| theme_inside(question, &within, counted))
        .collect();
    Ok(Inside { cells, themes })
}

fn theme_inside(question: &Question, within: &InStudyArea, counted: Counted) -> ThemeMicro {
    let (cells, micro) = (within.cells, &question.params.micro);
    let counts = cells.counts(question, counted);
    let values: Vec<f64> = counts.iter().map(|count| *count as f64).collect();
    let evidence = cell_evidence(&counts, counted, cells);
    ThemeMicro {
        hotspots: micro_hotspots(question, within, &evidence),
        concentration: concentrations(question, within.standings, cells, counted),
        global_moran: global_moran(&values, &cells.neighbours, Standardisation::Rows),
        moran: micro.moran.then(|| cell_moran(&counts, cells, micro)),
        clusters: micro
            .clusters
            .then(|| micro_clusters(&counts, cells, micro)),
        cells: evidence,
    }
}

fn months_present(incidents: &Incidents, selection: &Selection) -> Vec<Month> {
    let months: BTreeSet<Month> = (0..incidents.len())
        .filter(|row| selection.holds(incidents, *row))
        .map(|row| incidents.when()[row].counted_in())
        .collect();
    months.into_iter().collect()
}
