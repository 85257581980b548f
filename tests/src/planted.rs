//! Boroughs with planted hot places, and without any: what the micro-hotspots make of them.

use std::collections::BTreeSet;

use hotspur_core::micro::{MicroParams, outline, patches};
use hotspur_core::{Counted, Inside, Metres, Position, Question, ThemeMicro, analyse, stream};
use hotspur_io::job::{Plan, prepare};
use hotspur_io::study::load_study;
use hotspur_seeds::borough::{Bin, Borough, Offence, Site};
use rand::RngExt;

/// What the micro-hotspots of one theme hold of what was planted.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The theme's key.
    pub theme: String,
    /// The cells tested, and those of them that hold a planted place or touch one that does.
    pub cells: [u64; 2],
    /// The planted groups that draw events of the theme, and those of them whose middle lies in a micro-hotspot.
    pub planted: [u64; 2],
    /// The micro-hotspots, and those of them that hold a planted place.
    pub hotspots: [u64; 2],
    /// The first of them, as many as are planted, and those of these that hold a planted place.
    pub first: [u64; 2],
    /// Their cells, and those of them that hold a planted place or touch one that does.
    pub hot_cells: [u64; 2],
    /// The events, those of them in micro-hotspots, and those of these at a planted place.
    pub events: [u64; 3],
}

/// Where nothing is planted: how the places of a borough's incidents are drawn again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unplanted {
    /// Every household alike.
    Households,
    /// By what stands there (homes, shops, pubs, car parks, schools, parks), in all wards at one rate.
    WhatStandsThere,
}

/// The same incidents, each at a place drawn anew over the whole borough, so that no place and no ward is planted.
pub fn without_planted_places(mut borough: Borough, how: Unplanted) -> Borough {
    let seed = borough.truth.seed;
    for offence in Offence::ALL {
        let weight = |site: &Site| match how {
            Unplanted::Households => u64::from(site.households),
            Unplanted::WhatStandsThere => offence.weight(site),
        };
        let sums: Vec<u64> = borough
            .sites
            .iter()
            .scan(0, |sum, site| {
                *sum += weight(site);
                Some(*sum)
            })
            .collect();
        let mut random = stream(seed, 900 + offence as u64, 0);
        let all = *sums.last().unwrap();
        for incident in &mut borough.incidents {
            if incident.offence == offence && matches!(incident.bin, Bin::Inside(_)) {
                let mark = random.random_range(0..all);
                let site = &borough.sites[sums.partition_point(|sum| *sum <= mark)];
                incident.bin = Bin::Inside(site.ward);
                incident.position = Some(site.at);
                incident.place = site.label();
                incident.kind = site.kind;
            }
        }
    }
    borough.truth.clusters.clear();
    borough
}

/// All crime, all incidents and the themes of the sample's study, with cells of this side in metres and these
/// parameters.
pub fn found(borough: &Borough, cell: f64, micro: MicroParams) -> Vec<Found> {
    let folder = tempfile::tempdir().unwrap();
    hotspur_seeds::write::folder(borough, folder.path()).unwrap();
    let mut study = load_study(&folder.path().join("study.toml")).unwrap();
    study.write = vec!["hotspots".into()];
    let prepared = prepare(study, &()).unwrap();
    let mut params = Plan::of(&prepared).unwrap().params(false);
    params.density.cell = Metres(cell);
    params.micro = micro;
    let question = Question {
        incidents: &prepared.incidents.incidents,
        areas: prepared.study_areas(),
        themes: &prepared.themes,
        coverage: &prepared.incidents.coverage,
        params: &params,
    };
    let inside = analyse(&question).unwrap().inside.unwrap();
    let themes = inside.themes.iter();
    themes
        .map(|theme| of_theme(&question, &inside, theme, borough))
        .collect()
}

fn of_theme(question: &Question, inside: &Inside, theme: &ThemeMicro, borough: &Borough) -> Found {
    let (cells, counted) = (&inside.cells, theme.cells.counted);
    let cell_at = |(x, y): (i32, i32)| -> usize {
        let position = Position::new(f64::from(x), f64::from(y)).unwrap();
        let (column, row) = cells.grid.cell_of(position).unwrap();
        row * cells.grid.columns() + column
    };
    // The pocket of a plain ward draws youth nuisance alone: it is no hot place of any crime.
    let nuisance = match counted {
        Counted::AllIncidents => true,
        Counted::AllCrime => false,
        Counted::Theme(theme) => question.themes.list()[theme].key == "anti_social_behaviour",
    };
    let planted: Vec<_> = borough
        .truth
        .clusters
        .iter()
        .filter(|cluster| nuisance || borough.truth.hot.contains(&cluster.ward))
        .collect();
    let places: BTreeSet<(i32, i32)> = planted
        .iter()
        .flat_map(|cluster| cluster.sites.iter().map(|site| borough.sites[*site].at))
        .collect();
    let at: BTreeSet<usize> = places.iter().map(|place| cell_at(*place)).collect();
    let near: BTreeSet<usize> = (0..cells.len())
        .filter(|cell| {
            let around = cells.neighbours.neighbours(*cell).iter();
            let mut with = around.map(|cell| *cell as usize).chain([*cell]);
            with.any(|cell| at.contains(&cells.cells[cell]))
        })
        .map(|cell| cells.cells[cell])
        .collect();
    let hot: Vec<usize> = (0..cells.len())
        .filter(|cell| theme.cells.cells[*cell].is_hot(&question.params.micro))
        .map(|cell| cells.cells[cell])
        .collect();
    let patches = patches(&cells.grid, &hot);
    // In their order, those with most events beyond the expected first.
    let groups: Vec<&Vec<usize>> = theme
        .hotspots
        .iter()
        .map(|hotspot| {
            let is_it = |patch: &&Vec<usize>| outline(&cells.grid, patch) == hotspot.outline;
            patches.iter().find(is_it).unwrap()
        })
        .collect();
    let hot: BTreeSet<usize> = groups
        .iter()
        .flat_map(|group| group.iter().copied())
        .collect();
    let of = |cells: &mut dyn Iterator<Item = bool>| cells.filter(|held| *held).count() as u64;
    let holding = |first: usize| {
        let holds = |group: &&Vec<usize>| group.iter().any(|cell| at.contains(cell));
        of(&mut groups[..first].iter().map(holds))
    };
    let first = planted.len().min(groups.len());
    let incidents = question.incidents;
    let at_planted = (0..incidents.len()).filter(|row| {
        let place = incidents.places()[incidents.place()[*row] as usize];
        let at = (place.x() as i32, place.y() as i32);
        counted.holds(incidents.offence()[*row], question.themes)
            && places.contains(&at)
            && hot.contains(&cell_at(at))
    });
    Found {
        theme: counted.key(question.themes).to_owned(),
        cells: [cells.len() as u64, near.len() as u64],
        planted: [
            planted.len() as u64,
            of(&mut planted
                .iter()
                .map(|group| hot.contains(&cell_at(group.middle)))),
        ],
        hotspots: [groups.len() as u64, holding(groups.len())],
        first: [first as u64, holding(first)],
        hot_cells: [
            hot.len() as u64,
            of(&mut hot.iter().map(|cell| near.contains(cell))),
        ],
        events: [
            theme.cells.events,
            theme.hotspots.iter().map(|hotspot| hotspot.count).sum(),
            incidents.events(at_planted),
        ],
    }
}
