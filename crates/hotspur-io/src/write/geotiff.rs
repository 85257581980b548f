//! Densities as GeoTIFF: one band of 32-bit numbers on the study's plane, deflated, with overviews where it is large.

use std::io::{self, Cursor, Write};

use geotiff_writer::{CogBuilder, Compression, GeoKeyValue, GeoTiffBuilder, Predictor, Resampling};
use hotspur_core::{Cells, Layer, Shapes, StudyGrid};
use ndarray::Array2;

use crate::crs::Crs;

/// What stands outside the study area: no density is below zero.
pub const NOTHING: f32 = -9999.0;

/// GTCitationGeoKey of OGC GeoTIFF 1.1.
const CITATION: u16 = 1026;

/// A tile of the picture; a raster that fits into one needs no overviews.
const TILE: usize = 256;

/// Writes the column of a density on the study's grid: zero in the cells of the study area that the layer leaves out, nothing
/// outside. `bound` stands in the citation of the keys. The first row of the file is the northernmost.
pub fn write_raster(
    layer: &Layer,
    column: &str,
    ground: &StudyGrid,
    crs: Crs,
    bound: Option<&str>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let values = values(layer, column, ground)?;
    let grid = ground.grid;
    let cell = grid.cell().0;
    let size = |cells: usize| u32::try_from(cells).map_err(io::Error::other);
    let mut builder = GeoTiffBuilder::new(size(grid.columns())?, size(grid.rows())?)
        .projected_epsg(crs.code())
        .pixel_scale(cell, cell)
        .origin(grid.west(0), grid.south(grid.rows()))
        .nodata(&NOTHING.to_string())
        .compression(Compression::Deflate)
        .predictor(Predictor::FloatingPoint)
        .tile_size(TILE as u32, TILE as u32);
    if let Some(bound) = bound {
        // The format's own place for words: its keys end each text with a bar.
        let said = bound.replace('|', "/");
        builder = builder.geokey(CITATION, GeoKeyValue::Ascii(said));
    }
    let mut file = Cursor::new(Vec::new());
    let overviews = overviews(grid.columns().max(grid.rows()));
    // Overviews pass through a file in the system's temporary folder; what needs none stays in memory.
    let written = if overviews.is_empty() {
        builder.write_2d_to(&mut file, values.view())
    } else {
        CogBuilder::new(builder)
            .overview_levels(overviews)
            .resampling(Resampling::Average)
            .write_2d_to(&mut file, values.view())
    };
    written.map_err(io::Error::other)?;
    out.write_all(file.get_ref())
}

/// Halves, until the whole fits into a tile.
fn overviews(longest: usize) -> Vec<u32> {
    (1..16)
        .map(|power| 1 << power)
        .take_while(|level| longest * 2 > TILE * *level as usize)
        .collect()
}

fn values(layer: &Layer, column: &str, ground: &StudyGrid) -> io::Result<Array2<f32>> {
    let grid = ground.grid;
    let (Shapes::Cells { cells, .. }, Some(Cells::Real(found))) = (
        &layer.shapes,
        layer.column(column).map(|column| &column.cells),
    ) else {
        if layer.shapes.is_empty() {
            return Ok(blank(ground));
        }
        return Err(io::Error::other(format!(
            "{} has no cells with a {column}",
            layer.name
        )));
    };
    let mut values = blank(ground);
    for ((column, row), value) in cells.iter().zip(found) {
        values[[grid.rows() - 1 - row, *column]] = value.map_or(NOTHING, |value| value as f32);
    }
    Ok(values)
}

fn blank(ground: &StudyGrid) -> Array2<f32> {
    let (columns, rows) = (ground.grid.columns(), ground.grid.rows());
    Array2::from_shape_fn((rows, columns), |(from_north, column)| {
        if ground.in_study_area[(rows - 1 - from_north) * columns + column] {
            0.0
        } else {
            NOTHING
        }
    })
}
