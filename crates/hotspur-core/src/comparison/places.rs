//! What became of the places that were or are hot.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use geo::{Intersects, MultiPolygon};

use crate::analysis::{Findings, Question};
use crate::ask::Ask;
use crate::change::{
    CellChange, Counted as Exposed, Judged, Transition, compare as compare_counts, transitions,
};
use crate::micro::{StudyCells, cell_evidence, general_labels, outline, patches, street};
use crate::tally::Counted;

use super::side::Side;
use super::{Compare, ThingCompared};

/// Streets that name a place at most.
const STREETS: usize = 2;

/// A place that was hot, or is: cells that are hot in either period and share edges, taken together.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangedPlace {
    /// Its outline, along the edges of its cells.
    pub outline: MultiPolygon<f64>,
    /// The area that holds most of its events, its number there, and its streets where the publisher labels them.
    pub name: String,
    /// That area.
    pub area: u32,
    /// Its cells.
    pub cells: usize,
    /// How many of them were hot.
    pub hot_before: usize,
    /// How many are.
    pub hot_after: usize,
    /// What became of it.
    pub transition: Transition,
    /// Its change, with q over the places of the thing.
    pub judged: Judged,
}

/// The places of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct ThingPlaces {
    /// What is counted.
    pub counted: Counted,
    /// The new ones first, then those gone, persistent and not told apart, each kind by the size of its change.
    pub places: Vec<ChangedPlace>,
}

/// The places of every thing compared that the run has cells of.
pub(super) fn places(
    question: &Question,
    findings: &Findings,
    ask: &Ask,
    things: &[ThingCompared],
    (before, after): (&Side, &Side),
    asked: &Compare,
) -> Vec<ThingPlaces> {
    let Some(inside) = &findings.inside else {
        return Vec::new();
    };
    let other = before.earlier.map(|earlier| {
        let question = Question {
            incidents: &earlier.incidents,
            ..*question
        };
        StudyCells::new(&question, &before.standings)
    });
    let old = match &other {
        None => &inside.cells,
        Some(Ok(cells)) => cells,
        Some(Err(_)) => return Vec::new(),
    };
    let ground = (!ask.focus.is_everywhere()).then(|| ask.focus.ground(question.areas));
    let compared = things.iter().enumerate().filter(|(_, thing)| {
        let shown = |theme: &crate::ThemeMicro| theme.cells.counted == thing.counted;
        thing.refused.is_none() && inside.themes.iter().any(shown)
    });
    let found = compared.map(|(at, thing)| {
        let sides = [
            OnGrid::of(question, before, before.things[at], thing.counted, old),
            OnGrid::of(
                question,
                after,
                after.things[at],
                thing.counted,
                &inside.cells,
            ),
        ];
        ThingPlaces {
            counted: thing.counted,
            places: of_thing(question, &inside.cells, &sides, asked, ground.as_ref()),
        }
    });
    found.collect()
}

/// One side on the grid.
struct OnGrid<'a> {
    side: &'a Side<'a>,
    thing: Option<Counted>,
    of_place: &'a [Option<u32>],
    counts: Vec<u64>,
    hot: Vec<bool>,
    general: BTreeSet<String>,
}

impl<'a> OnGrid<'a> {
    fn of(
        question: &Question,
        side: &'a Side<'a>,
        thing: Option<Counted>,
        counted: Counted,
        cells: &'a StudyCells,
    ) -> Self {
        let mut counts = vec![0; cells.len()];
        for (place, cell) in cells.of_place.iter().enumerate() {
            if let (Some(cell), Some(thing)) = (cell, thing) {
                counts[*cell as usize] += side.events_at(place, thing);
            }
        }
        let evidence = cell_evidence(&counts, counted, cells);
        Self {
            hot: (evidence.cells.iter())
                .map(|cell| cell.is_hot(&question.params.micro))
                .collect(),
            general: general_labels(side.incidents, &side.standings),
            of_place: &cells.of_place,
            side,
            thing,
            counts,
        }
    }
}

fn of_thing(
    question: &Question,
    cells: &StudyCells,
    sides: &[OnGrid; 2],
    asked: &Compare,
    ground: Option<&MultiPolygon<f64>>,
) -> Vec<ChangedPlace> {
    let hot: Vec<usize> = (0..cells.len())
        .filter(|cell| sides.iter().any(|side| side.hot[*cell]))
        .map(|cell| cells.cells[cell])
        .collect();
    let found = patches(&cells.grid, &hot);
    let outlines = found.iter().map(|patch| outline(&cells.grid, patch));
    let members = found.iter().map(|patch| {
        let numbers = patch.iter().filter_map(|cell| cells.tested(*cell));
        numbers.collect::<Vec<u32>>()
    });
    let drafts: Vec<(MultiPolygon<f64>, Vec<u32>, CellChange)> = outlines
        .zip(members)
        .map(|(outline, members)| {
            let change = change(question, &members, sides, asked);
            (outline, members, change)
        })
        .filter(|(_, _, change)| change.hot_before || change.hot_after)
        .filter(|(outline, ..)| ground.is_none_or(|ground| outline.intersects(ground)))
        .collect();
    let changes: Vec<CellChange> = drafts.iter().map(|(.., change)| *change).collect();
    let moved = transitions(&changes, &asked.rule);
    let members: Vec<&[u32]> = drafts.iter().map(|(_, members, _)| &members[..]).collect();
    let called = called(&members, cells.len(), sides);
    let mut places: Vec<ChangedPlace> = drafts
        .into_iter()
        .zip(moved)
        .zip(called)
        .filter_map(|(((outline, members, _), moved), (area, streets))| {
            let hot = |side: usize| {
                let hot = members
                    .iter()
                    .filter(|cell| sides[side].hot[**cell as usize]);
                hot.count()
            };
            Some(ChangedPlace {
                outline,
                name: streets,
                area,
                cells: members.len(),
                hot_before: hot(0),
                hot_after: hot(1),
                transition: moved.transition,
                judged: moved.judged?,
            })
        })
        .collect();
    places.sort_by_key(|place| {
        let change = &place.judged.change;
        let size = change.before.count.abs_diff(change.after.count);
        (order(place.transition), Reverse(size))
    });
    name(question, &mut places);
    places
}

/// The counts of a patch, and whether it is hot: any of its cells is, and it holds enough events, as of every micro-hotspot.
fn change(
    question: &Question,
    members: &[u32],
    sides: &[OnGrid; 2],
    asked: &Compare,
) -> CellChange {
    let sum = |side: &OnGrid| -> u64 {
        let counts = members.iter().map(|cell| side.counts[*cell as usize]);
        counts.sum()
    };
    let hot = |side: &OnGrid| {
        let any = members.iter().any(|cell| side.hot[*cell as usize]);
        any && sum(side) >= question.params.micro.min_events.max(1)
    };
    let exposed = |side: &OnGrid| Exposed::new(sum(side), side.side.months.len() as f64);
    CellChange {
        hot_before: hot(&sides[0]),
        hot_after: hot(&sides[1]),
        change: compare_counts(exposed(&sides[0]), exposed(&sides[1]), &asked.rule),
    }
}

/// Where the events of each place are, of both periods: the area with most of them, and the streets with most; of equals the first.
fn called(members: &[&[u32]], cells: usize, sides: &[OnGrid; 2]) -> Vec<(u32, String)> {
    let mut group_of: Vec<Option<usize>> = vec![None; cells];
    for (number, members) in members.iter().enumerate() {
        for cell in *members {
            group_of[*cell as usize] = Some(number);
        }
    }
    let mut by_area: Vec<BTreeMap<u32, u64>> = vec![BTreeMap::new(); members.len()];
    let mut by_street: Vec<BTreeMap<&str, u64>> = vec![BTreeMap::new(); members.len()];
    for side in sides {
        let Some(thing) = side.thing else { continue };
        for (place, cell) in side.of_place.iter().enumerate() {
            let Some(group) = cell.and_then(|cell| group_of[cell as usize]) else {
                continue;
            };
            let events = side.side.events_at(place, thing);
            for area in side.side.standings[place].areas() {
                *by_area[group].entry(*area).or_default() += events;
            }
            let street = street(side.side.incidents.label_of(place));
            if events > 0 && !street.is_empty() && !side.general.contains(street) {
                *by_street[group].entry(street).or_default() += events;
            }
        }
    }
    let most = by_area.into_iter().map(|areas| {
        let most = areas
            .into_iter()
            .max_by_key(|(area, events)| (*events, Reverse(*area)));
        most.map_or(0, |(area, _)| area)
    });
    let streets = by_street.into_iter().map(|streets| {
        let mut streets: Vec<(&str, u64)> = streets.into_iter().collect();
        streets.sort_by_key(|(street, events)| (Reverse(*events), *street));
        let first = streets.iter().take(STREETS).map(|(street, _)| *street);
        first.collect::<Vec<_>>().join(" and ")
    });
    most.zip(streets).collect()
}

fn order(transition: Transition) -> usize {
    let all = [
        Transition::New,
        Transition::Gone,
        Transition::Persistent,
        Transition::NotToldApart,
        Transition::TooFew,
    ];
    all.iter()
        .position(|one| *one == transition)
        .unwrap_or(all.len())
}

/// "Castle 1: around Church Street": the area, the number among its places, the streets.
fn name(question: &Question, places: &mut [ChangedPlace]) {
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    for place in places {
        let number = numbers.entry(place.area).or_default();
        *number += 1;
        let area = &question.areas.list()[place.area as usize].name;
        place.name = match place.name.as_str() {
            "" => format!("{area} {number}"),
            streets => format!("{area} {number}: around {streets}"),
        };
    }
}
