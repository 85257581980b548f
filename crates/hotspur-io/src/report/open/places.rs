//! Places: the micro-hotspots of the cells that may be shown, and the themes that are kept off the map.

use hotspur_core::{Controlled, Counted};
use serde::Serialize;

/// Places.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Places {
    pub themes: Vec<ThemePlaces>,
    pub kept_off: Vec<KeptOff>,
    pub density: Option<Density>,
}

/// One theme by place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemePlaces {
    pub title: String,
    /// How many cells are shown, and their events together.
    pub cells: usize,
    pub events: u64,
    pub hotspots: Vec<Hotspot>,
}

/// A micro-hotspot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hotspot {
    /// Its number on the map.
    pub number: usize,
    /// The area with most of its ground, and its number there.
    pub name: String,
    /// Its events, in the cells that are shown.
    pub count: u64,
    pub cells: usize,
    pub square_kilometres: f64,
}

/// A theme that is kept off the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KeptOff {
    pub title: String,
    /// The sensitive theme that it shares offence types with; nothing where it is sensitive itself.
    pub shares_with: Option<String>,
}

/// How the density was made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Density {
    pub kernel: String,
    pub bandwidth: f64,
    pub cell: f64,
}

impl Places {
    /// How many micro-hotspots there are.
    pub fn shown(&self) -> usize {
        self.themes.iter().map(|theme| theme.hotspots.len()).sum()
    }
}

/// Gathers what is shown by place; micro-hotspots are numbered through, theme after theme.
pub fn places(controlled: &Controlled) -> Places {
    let counted = controlled.counted();
    let title = |theme: usize| {
        counted
            .get(Counted::Theme(theme).slot())
            .map(|what| what.title.clone())
    };
    let mut number = 0;
    let themes = controlled.places().iter().map(|theme| {
        let hotspots = theme.hotspots.iter().enumerate().map(|(at, hotspot)| {
            number += 1;
            let before = theme.hotspots[..=at].iter();
            let there = before.filter(|other| other.area == hotspot.area).count();
            Hotspot {
                number,
                name: format!("{} {there}", controlled.areas()[hotspot.area].name),
                count: hotspot.count,
                cells: hotspot.cells,
                square_kilometres: hotspot.square_metres / 1e6,
            }
        });
        ThemePlaces {
            title: counted[theme.counted].title.clone(),
            cells: theme.cells,
            events: theme.events,
            hotspots: hotspots.collect(),
        }
    });
    Places {
        themes: themes.collect(),
        kept_off: (controlled.kept_off_maps().iter())
            .filter_map(|(theme, sensitive)| {
                let itself =
                    theme == sensitive || counted.get(Counted::Theme(*theme).slot())?.sensitive;
                Some(KeptOff {
                    title: title(*theme)?,
                    shares_with: if itself { None } else { title(*sensitive) },
                })
            })
            .collect(),
        density: controlled.density().map(|density| Density {
            kernel: density.kernel.to_string(),
            bandwidth: density.bandwidth.0,
            cell: density.cell.0,
        }),
    }
}
