//! The stages of the main job, and the whole of it.

use std::hint::black_box;

use anyhow::Result;
use hotspur_core::density::{DensityParams, Kernel, WeightedPlace, surface};
use hotspur_core::micro::{StudyCells, cell_evidence};
use hotspur_core::{Counted, Grid, Metres, Question, locate};
use hotspur_io::job::{Plan, Prepared, prepare, publish};
use hotspur_io::study::Study;

use crate::{Line, data, limits, median};

/// Evidence of all crime by cell of 50 m: counts, Gi* and q, against Gi* alone with neighbours sought among all cells.
fn evidence(prepared: &Prepared) -> Result<Line> {
    let mut params = Plan::of(prepared)?.params(false);
    params.density.cell = Metres(50.0);
    let question = Question {
        incidents: &prepared.incidents.incidents,
        areas: prepared.study_areas(),
        themes: &prepared.themes,
        coverage: &prepared.incidents.coverage,
        params: &params,
    };
    let places = question.incidents.places();
    let standings = locate(places, question.areas);
    let cells = StudyCells::new(&question, &standings)?;
    let counts = cells.counts(&question, Counted::AllCrime);
    Ok(Line {
        stage: "cells of 50 m: clip, count, Gi*, q",
        time: median(|| {
            let cells = StudyCells::new(&question, &standings)?;
            let counts = cells.counts(&question, Counted::AllCrime);
            Ok(black_box(cell_evidence(&counts, Counted::AllCrime, &cells)))
        })?,
        limit: "Gi*, neighbours by distance",
        limit_time: median(|| Ok(limits::gi_star_by_distance(&counts, &cells)))?,
    })
}

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
            weight: {
                let incidents = &prepared.incidents.incidents;
                incidents.events(incidents.rows_of(number)) as f64
            },
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
            time: median(|| Ok(black_box(locate(&places, areas))))?,
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
    let inside = evidence(&prepared)?;
    lines.push(inside);
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
