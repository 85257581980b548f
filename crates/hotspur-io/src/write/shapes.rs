//! Shapes of a layer as GeoJSON geometry: WGS84, six decimals, exterior rings counter-clockwise.

use std::collections::BTreeMap;
use std::io;

use geo::orient::{Direction, Orient};
use geo::{Coord, LineString, MultiLineString, MultiPolygon, Polygon};
use geojson::{GeometryValue, Position as GeoPosition};
use hotspur_core::{Grid, Position, Shapes};

use super::number::six_decimals;
use crate::crs::Unprojector;

/// Turns the shapes of one layer into geometry, one at a time.
pub struct ShapeWriter<'a> {
    shapes: &'a Shapes,
    to_degrees: &'a Unprojector,
    corners: BTreeMap<(usize, usize), Coord<f64>>,
}

impl<'a> ShapeWriter<'a> {
    /// A writer over the shapes of a layer.
    pub const fn new(shapes: &'a Shapes, to_degrees: &'a Unprojector) -> Self {
        Self {
            shapes,
            to_degrees,
            corners: BTreeMap::new(),
        }
    }

    /// The geometry of a feature.
    pub fn geometry(&mut self, feature: usize) -> io::Result<GeometryValue> {
        let shapes = self.shapes;
        match shapes {
            Shapes::Points(points) => {
                let coord = self.degrees(points[feature])?;
                Ok(GeometryValue::new_point(position(coord)))
            }
            Shapes::Cells { grid, cells } => {
                let (column, row) = cells[feature];
                let mut ring = Vec::with_capacity(5);
                for (dc, dr) in [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0)] {
                    ring.push(position(self.corner(grid, column + dc, row + dr)?));
                }
                Ok(GeometryValue::new_polygon(vec![ring]))
            }
            Shapes::Areas(areas) => self.area(&areas[feature]),
            Shapes::Lines(lines) => self.lines(&lines[feature]),
        }
    }

    /// The corner of a cell; neighbouring cells share it to the last digit, and it is projected once.
    fn corner(&mut self, grid: &Grid, column: usize, row: usize) -> io::Result<Coord<f64>> {
        if let Some(corner) = self.corners.get(&(row, column)) {
            return Ok(*corner);
        }
        let corner = self.xy(grid.west(column), grid.south(row))?;
        self.corners.insert((row, column), corner);
        Ok(corner)
    }

    fn area(&self, area: &MultiPolygon<f64>) -> io::Result<GeometryValue> {
        let mut polygons = Vec::new();
        for polygon in area {
            let Some(exterior) = self.ring(polygon.exterior())? else {
                continue;
            };
            let mut holes = Vec::new();
            for hole in polygon.interiors() {
                holes.extend(self.ring(hole)?);
            }
            polygons.push(Polygon::new(exterior, holes));
        }
        let oriented = MultiPolygon::new(polygons).orient(Direction::Default);
        let mut rings: Vec<Vec<Vec<GeoPosition>>> = oriented
            .iter()
            .map(|polygon| {
                std::iter::once(polygon.exterior())
                    .chain(polygon.interiors())
                    .map(|ring| ring.coords().map(|coord| position(*coord)).collect())
                    .collect()
            })
            .collect();
        match (rings.len(), rings.pop()) {
            (1, Some(single)) => Ok(GeometryValue::new_polygon(single)),
            (_, Some(last)) => {
                rings.push(last);
                Ok(GeometryValue::new_multi_polygon(rings))
            }
            (_, None) => Ok(GeometryValue::new_multi_polygon(rings)),
        }
    }

    fn lines(&self, lines: &MultiLineString<f64>) -> io::Result<GeometryValue> {
        let mut found: Vec<Vec<GeoPosition>> = Vec::with_capacity(lines.0.len());
        for line in lines {
            let line = self.line(line)?;
            if line.len() >= 2 {
                found.push(line.into_iter().map(position).collect());
            }
        }
        Ok(GeometryValue::new_multi_line_string(found))
    }

    /// A ring in degrees without repeated vertices; nothing where it shrinks to less than a triangle.
    fn ring(&self, ring: &LineString<f64>) -> io::Result<Option<LineString<f64>>> {
        let coords = self.line(ring)?;
        Ok((coords.len() >= 4).then(|| LineString::new(coords)))
    }

    /// The vertices of a line in degrees, without those that fall on the one before.
    fn line(&self, line: &LineString<f64>) -> io::Result<Vec<Coord<f64>>> {
        let mut coords: Vec<Coord<f64>> = Vec::with_capacity(line.0.len());
        for coord in line.coords() {
            coords.push(self.xy(coord.x, coord.y)?);
        }
        coords.dedup();
        Ok(coords)
    }

    fn xy(&self, x: f64, y: f64) -> io::Result<Coord<f64>> {
        let position = Position::new(x, y).ok_or_else(|| unplaced(x, y))?;
        self.degrees(position)
    }

    fn degrees(&self, at: Position) -> io::Result<Coord<f64>> {
        let degrees = self
            .to_degrees
            .to_degrees(at)
            .map_err(|_| unplaced(at.x(), at.y()))?;
        Ok(Coord {
            x: six_decimals(degrees.lon),
            y: six_decimals(degrees.lat),
        })
    }
}

fn position(coord: Coord<f64>) -> GeoPosition {
    GeoPosition::from([coord.x, coord.y])
}

fn unplaced(x: f64, y: f64) -> io::Error {
    io::Error::other(format!(
        "the position ({x}, {y}) lies outside what the study's coordinate system can turn into degrees"
    ))
}
