//! A group's own: what binds the page, and its areas month by month and place by place.

use hotspur_core::{
    Controlled, Controls, Counted, Group, HOTSPOTS, IN_DETAIL, Layer, Month, OpenCounted, Release,
    Role,
};
use serde::Serialize;

use super::counts::Cell;
use super::times::{Bars, bars};
use crate::report::columns::Columns;
use crate::report::months::{short, words};

/// Charts at most; the table holds every series.
const MOST_CHARTS: usize = 24;

/// What is the recipients' own.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Yours {
    pub recipient: String,
    pub purpose: String,
    pub delete_by: String,
    pub marking: String,
    pub run: String,
    /// The names of their areas.
    pub areas: Vec<String>,
    /// Their themes, by the number of what is counted.
    pub themes: Vec<usize>,
    /// The titles of those.
    pub titles: Vec<String>,
    /// Those of which no point and no micro-hotspot is given.
    pub without_points: Vec<String>,
    pub months: Vec<String>,
    pub charts: Vec<Bars>,
    /// Series beyond the last chart.
    pub without_chart: usize,
    /// Every series: area, theme, one count a month and the sum.
    pub series: Vec<(String, String, Vec<u64>, u64)>,
    pub places: Vec<OwnPlace>,
    /// How many points of incidents the layer holds.
    pub incidents: usize,
}

/// A micro-hotspot in their areas.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OwnPlace {
    pub title: String,
    /// Its number on the map.
    pub number: usize,
    /// The area, its number there, and a place.
    pub name: String,
    pub count: Option<u64>,
    pub square_kilometres: Option<f64>,
}

impl Yours {
    /// What a group release says of the group's own.
    pub fn of(release: &Release<Group>) -> Self {
        let (binding, controlled) = (release.binding(), release.controlled());
        let counted = controlled.counted();
        let (months, series) = release.own_series();
        let slots: Vec<(String, String)> = months
            .iter()
            .map(|month: &Month| (words(*month), short(*month)))
            .collect();
        let area = |number: usize| controlled.areas().get(number).map(|area| area.name.clone());
        let title = |number: usize| counted.get(number).map(|what| what.title.clone());
        let mut charts = Vec::new();
        let mut table = Vec::new();
        for one in series {
            let (Some(area), Some(title)) = (area(one.area), title(one.counted)) else {
                continue;
            };
            let total: u64 = one.counts.iter().sum();
            if charts.len() < MOST_CHARTS {
                let cells: Vec<Cell> = one.counts.iter().map(|count| Cell::known(*count)).collect();
                charts.push(bars(
                    title.clone(),
                    Some(area.clone()),
                    Cell::known(total),
                    &slots,
                    &cells,
                ));
            }
            table.push((area, title, one.counts.clone(), total));
        }
        let own = release.own();
        let themes: Vec<usize> = own
            .themes
            .iter()
            .map(|theme| Counted::Theme(*theme).slot())
            .collect();
        let kept_off = |number: &&usize| {
            let mut kept = controlled.kept_off_maps().iter();
            kept.any(|(theme, _)| Counted::Theme(*theme).slot() == **number)
        };
        Self {
            recipient: binding.recipient.clone(),
            purpose: binding.purpose.clone(),
            delete_by: binding.delete_by.clone(),
            marking: binding.marking.clone(),
            run: binding.run.clone(),
            areas: own
                .areas
                .iter()
                .filter_map(|number| area(*number as usize))
                .collect(),
            titles: themes.iter().filter_map(|number| title(*number)).collect(),
            without_points: (themes.iter().filter(kept_off))
                .filter_map(|number| title(*number))
                .collect(),
            themes,
            months: slots.into_iter().map(|(month, _)| month).collect(),
            without_chart: table.len() - charts.len(),
            charts,
            series: table,
            places: own_places(release.layers(), controlled),
            incidents: (release.layers().iter())
                .filter(|layer| layer.role == Role::Incidents)
                .map(|layer| layer.shapes.len())
                .sum(),
        }
    }

    /// Numbers the places after those that everybody sees.
    pub fn number(&mut self, after: usize) {
        for (number, place) in (after + 1..).zip(&mut self.places) {
            place.number = number;
        }
    }
}

/// The layers of micro-hotspots in detail, with what they count.
pub fn in_detail<'a>(
    layers: &'a [Layer],
    controlled: &'a Controlled,
) -> impl Iterator<Item = (&'a Layer, &'a OpenCounted)> {
    let found = layers.iter().filter(|layer| layer.role == Role::Hotspots);
    found.filter_map(|layer| {
        let key = layer.name.strip_prefix(HOTSPOTS)?.strip_prefix('_')?;
        let key = key.strip_suffix(IN_DETAIL)?;
        let mut counted = controlled.counted().iter();
        Some((layer, counted.find(|what| what.key == key)?))
    })
}

fn own_places(layers: &[Layer], controlled: &Controlled) -> Vec<OwnPlace> {
    in_detail(layers, controlled)
        .flat_map(|(layer, what)| {
            let columns = Columns(layer);
            (0..layer.shapes.len()).map(move |feature| OwnPlace {
                title: what.title.clone(),
                number: 0,
                name: columns.owned("name", feature),
                count: columns.count("count", feature),
                square_kilometres: columns.number("area_km2", feature),
            })
        })
        .collect()
}
