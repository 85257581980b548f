//! The stages of the main job, and the whole of it.

use std::hint::black_box;

use anyhow::Result;
use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, surface};
use hotspur_core::{Grid, Metres, PlaceIndex, locate};
use hotspur_io::job::{prepare, publish};
use hotspur_io::study::Study;

use crate::{Line, data, limits, median};

/// Measures every stage on `rows` rows.
pub fn all(rows: usize) -> Result<Vec<Line>> {
    let folder = tempfile::tempdir()?;
    let files = data::write(folder.path(), rows)?;
    let mut study = Study::default();
    study.incidents.files = vec![files.incidents.to_string_lossy().into_owned()];
    study.areas.file = files.areas.to_string_lossy().into_owned();
    let prepared = prepare(study.clone(), &())?;
    let places = prepared.incidents.incidents.places().to_vec();
    let areas = prepared.study_areas();
    let weighted: Vec<WeightedPlace> = (places.iter().enumerate())
        .map(|(number, position)| WeightedPlace {
            position: *position,
            weight: prepared.incidents.incidents.rows_of(number).len() as f64,
        })
        .collect();
    let params = DensityParams {
        kernel: Kernel::Quartic,
        bandwidth: Metres(300.0),
        cell: Metres(50.0),
    };
    let grid = Grid::over(areas.bounds(), params.cell)?;
    let out = folder.path().join("out");
    let mut lines = vec![
        Line {
            stage: "read, project and sort",
            time: median(|| Ok(black_box(prepare(study.clone(), &())?)))?,
            limit: "walk the fields of the CSV",
            limit_time: median(|| limits::fields(&files.incidents))?,
        },
        Line {
            stage: "locate distinct places",
            time: median(|| Ok(black_box(locate(&places, &PlaceIndex::new(&places), areas))))?,
            limit: "every place against every area",
            limit_time: median(|| Ok(limits::locate_plainly(&places, areas)))?,
        },
        Line {
            stage: "exact density, h 300 c 50",
            time: median(|| Ok(black_box(surface(&weighted, &grid, &params))))?,
            limit: "plain scatter, one thread",
            limit_time: median(|| Ok(limits::scatter(&weighted, &grid, &params)))?,
        },
    ];
    for (stage, write) in [
        (
            "whole job, areas and density",
            vec!["areas".to_owned(), "density".to_owned()],
        ),
        ("whole job, every layer", Vec::new()),
    ] {
        let study = Study {
            write,
            ..study.clone()
        };
        lines.push(Line {
            stage,
            time: median(|| Ok(publish(&prepare(study.clone(), &())?, &out, true, &())?))?,
            limit: "read the bytes",
            limit_time: median(|| limits::bytes(&files.incidents))?,
        });
    }
    Ok(lines)
}
