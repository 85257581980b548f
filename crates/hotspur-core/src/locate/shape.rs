//! A polygon cut into the cells of a frame.

use geo::Polygon;
use geo::coordinate_position::CoordPos;

use super::frame::Frame;
use super::ring::{Cover, Ring, Spot};

/// A polygon of an area.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    /// The number of the area.
    pub(super) area: u32,
    exterior: Ring<'a>,
    holes: Vec<Ring<'a>>,
    /// Of the cells of the exterior's window.
    covers: Vec<Cover>,
}

impl<'a> Shape<'a> {
    /// Cuts a polygon, whose exterior has one vertex at least; `met` is room for edges and their cells.
    pub(super) fn new(
        frame: &Frame,
        area: u32,
        polygon: &'a Polygon<f64>,
        met: &mut Vec<(u32, u32)>,
    ) -> Self {
        let exterior = Ring::new(frame, &polygon.exterior().0, met);
        let holes = polygon.interiors().iter().filter(|hole| !hole.0.is_empty());
        let holes = holes.map(|hole| Ring::new(frame, &hole.0, met)).collect();
        let mut shape = Self {
            area,
            exterior,
            holes,
            covers: Vec::new(),
        };
        shape.covers = shape.cover();
        shape
    }

    /// Where a coordinate of a cell lies: what `geo` says of the polygon.
    pub(super) fn position(&self, spot: &Spot) -> CoordPos {
        let exterior = self.exterior.position(spot);
        if exterior != CoordPos::Inside {
            return exterior;
        }
        for hole in &self.holes {
            match hole.position(spot) {
                CoordPos::OnBoundary => return CoordPos::OnBoundary,
                CoordPos::Inside => return CoordPos::Outside,
                CoordPos::Outside => {}
            }
        }
        CoordPos::Inside
    }

    /// Visits rows with their first column and how the polygon lies to their cells.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, usize, &[Cover])> {
        let (rows, columns) = self.exterior.window();
        let width = columns.end() + 1 - columns.start();
        rows.zip(self.covers.chunks(width))
            .map(move |(row, covers)| (row, *columns.start(), covers))
    }

    fn cover(&self) -> Vec<Cover> {
        let mut covers: Vec<Cover> = self.exterior.covers().collect();
        let (rows, columns) = self.exterior.window();
        let width = columns.clone().count();
        for hole in &self.holes {
            let (hole_rows, hole_columns) = hole.window();
            let of_hole: Vec<Cover> = hole.covers().collect();
            for (row, of_row) in hole_rows.zip(of_hole.chunks(hole_columns.clone().count())) {
                for (column, of_hole) in hole_columns.clone().zip(of_row) {
                    // A hole may reach beyond its polygon, where it says nothing.
                    if !rows.contains(&row) || !columns.contains(&column) {
                        continue;
                    }
                    let cover =
                        &mut covers[(row - rows.start()) * width + column - columns.start()];
                    *cover = match (*cover, of_hole) {
                        (Cover::All, Cover::Passed) => Cover::Passed,
                        (Cover::All, Cover::All) => Cover::None,
                        (cover, _) => cover,
                    };
                }
            }
        }
        covers
    }
}
