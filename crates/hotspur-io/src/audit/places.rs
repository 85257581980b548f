//! Places: of which themes, and how many events each holds.

use std::collections::BTreeSet;

use geo::{BoundingRect, Geometry, Intersects, Point};

use super::density::LEAST;
use super::finding::{Finding, FindingKind, Tried};
use super::published::{Published, is_areas};
use super::truth::Truth;

/// The attack on one release.
pub fn attack(release: &Published, truth: &Truth, tried: &mut Tried, found: &mut Vec<Finding>) {
    for table in &release.tables {
        let shaped = table.shapes.iter().any(Option::is_some);
        let key = table.name.strip_prefix("hotspots_");
        if shaped && key.is_none() && !is_areas(table) && !table.name.starts_with("density") {
            found.push(Finding::new(
                FindingKind::Place,
                &table.file,
                "a layer that is neither of areas nor of densities nor of hotspots cannot be judged".to_owned(),
            ));
        }
        let Some(key) = key else { continue };
        if !truth.theme(key).is_some_and(|theme| theme.placeable) {
            found.push(Finding::new(
                FindingKind::Place,
                &table.file,
                format!("{key} may not be shown by place: it is sensitive, shares offences with a sensitive theme, or is unknown"),
            ));
        }
        let Some(groups) = truth.counts(key) else {
            continue;
        };
        for (row, shape) in table.shapes.iter().enumerate() {
            let Some(Geometry::MultiPolygon(outline)) = shape else {
                continue;
            };
            let Some(bounds) = outline.bounding_rect() else {
                continue;
            };
            tried.places += 1;
            let (mut events, mut points) = (0_u64, BTreeSet::new());
            for event in &truth.events {
                let at = Point::new(event.at.0, event.at.1);
                let counted = groups.get(event.group) == Some(&true)
                    && release.months.contains(event.month())
                    && bounds.intersects(&at)
                    && outline.intersects(&at);
                if counted {
                    events += 1;
                    points.insert((event.at.0.to_bits(), event.at.1.to_bits()));
                }
            }
            let count = table
                .field(row, "count")
                .and_then(super::rows::Field::count);
            let few = count.is_some_and(|count| (1..LEAST).contains(&count));
            if events < LEAST || (points.len() as u64) < LEAST || few {
                let middle = bounds.center();
                let finding = Finding::new(
                    FindingKind::Place,
                    &table.file,
                    format!(
                        "the place near {:.0}, {:.0} holds fewer than {LEAST} events of {key}, or fewer than {LEAST} points ({})",
                        middle.x,
                        middle.y,
                        points.len()
                    ),
                );
                found.push(finding.truly(Some(events)));
            }
        }
    }
    for path in &release.files {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_raster = path.extension().is_some_and(|ending| ending == "tif");
        let key = stem.strip_prefix("density_").unwrap_or(&stem);
        if is_raster && !truth.theme(key).is_some_and(|theme| theme.placeable) {
            let file = format!("{}/{stem}.tif", release.name);
            let what = format!("a raster of {key}, which may not be shown by place");
            found.push(Finding::new(FindingKind::Density, &file, what));
        }
    }
}
