//! Which cells a bin reaches, and which of them lie within the support of every place in it.
//!
//! Bins are aligned with the cells, so that one list of cells serves all bins of a size that lie alike in their parents.

use std::ops::Range;

/// Bins are taken for wider by this, so that no rounding puts a place outside its bin.
const SLACK: f64 = 1e-9;

/// A square bin and the support about its places, in cells from a corner of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach {
    /// The centre of the bin.
    pub centre: (f64, f64),
    /// Half its side.
    pub half: f64,
    /// The bandwidth.
    pub radius: f64,
}

impl Reach {
    /// The columns of a row whose centres lie within the support of every place of the bin.
    pub(super) fn inner(&self, row: i32) -> Range<i32> {
        let half = self.half * (1.0 + SLACK);
        let dy = (f64::from(row) + 0.5 - self.centre.1).abs() + half;
        let chord = self.radius * self.radius - dy * dy;
        if chord <= 0.0 {
            return 0..0;
        }
        self.columns(chord.sqrt() - half)
    }

    /// The columns of a row whose centres may lie within the support of any place of the bin.
    pub(super) fn outer(&self, row: i32) -> Range<i32> {
        let half = self.half * (1.0 + SLACK);
        let dy = ((f64::from(row) + 0.5 - self.centre.1).abs() - half).max(0.0);
        let chord = self.radius * self.radius - dy * dy;
        if chord < 0.0 {
            return 0..0;
        }
        self.columns(chord.sqrt() + half)
    }

    fn columns(&self, width: f64) -> Range<i32> {
        let middle = self.centre.0 - 0.5;
        let (low, high) = ((middle - width).ceil(), (middle + width).floor());
        if width < 0.0 || low > high {
            return 0..0;
        }
        low as i32..high as i32 + 1
    }

    /// The rows that may be reached at all.
    pub(super) fn rows(&self) -> Range<i32> {
        let width = self.radius + self.half * (1.0 + SLACK);
        let middle = self.centre.1 - 0.5;
        (middle - width).ceil() as i32..(middle + width).floor() as i32 + 1
    }
}

/// Whole rows of cells within every support: for the largest bins.
#[derive(Debug, Clone)]
pub(super) struct Disc {
    /// The row, and its columns.
    pub runs: Vec<(i32, Range<i32>)>,
    /// The distance from the centre of the bin by column, in bandwidths, and the column of the first.
    pub dx: Vec<f64>,
    pub first: i32,
    /// The distance from the centre of the bin by run.
    pub dy: Vec<f64>,
}

impl Disc {
    pub(super) fn new(reach: &Reach) -> Self {
        let runs: Vec<(i32, Range<i32>)> = (reach.rows())
            .map(|row| (row, reach.inner(row)))
            .filter(|(_, columns)| !columns.is_empty())
            .collect();
        let first = runs.iter().map(|(_, run)| run.start).min().unwrap_or(0);
        let end = runs.iter().map(|(_, run)| run.end).max().unwrap_or(0);
        let away = |cell: i32, centre: f64| (f64::from(cell) + 0.5 - centre) / reach.radius;
        Self {
            dx: (first..end)
                .map(|column| away(column, reach.centre.0))
                .collect(),
            dy: (runs.iter().map(|(row, _)| away(*row, reach.centre.1))).collect(),
            first,
            runs,
        }
    }
}

/// How many cells the inner loops take at a time; lists are filled up to a multiple.
pub(super) const LANES: usize = 8;

/// Single cells, relative to the first cell of a bin.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    /// From the centre of the bin to the cell, in bandwidths, and one less the square of the distance.
    pub dx: Vec<[f64; LANES]>,
    pub dy: Vec<[f64; LANES]>,
    pub rest: Vec<[f64; LANES]>,
    /// Columns and rows.
    pub at: Vec<(i32, i32)>,
    /// Place in a raster of the grid's width and margins, from the south-west corner of what is reached.
    pub offsets: Vec<u32>,
    /// The lowest and highest columns and rows.
    pub columns: (i32, i32),
    pub rows: (i32, i32),
}

impl Cells {
    /// The cells that some places of a bin may reach and others may not: its rim.
    pub(super) fn on_rim(reach: &Reach, width: usize) -> Self {
        Self::between(reach, width, |row| (reach.outer(row), reach.inner(row)))
    }

    /// The cells within every support of a bin that are not so for its parent.
    pub(super) fn within(reach: &Reach, parent: Option<&Reach>, width: usize) -> Self {
        Self::between(reach, width, |row| {
            let hole = parent.map_or(0..0, |parent| parent.inner(row));
            (reach.inner(row), hole)
        })
    }

    /// In each row, the columns of the first range that are not in the second.
    fn between(
        reach: &Reach,
        width: usize,
        columns: impl Fn(i32) -> (Range<i32>, Range<i32>),
    ) -> Self {
        let mut at = Vec::new();
        for row in reach.rows() {
            let (of, hole) = columns(row);
            at.extend(of.filter(|i| !hole.contains(i)).map(|i| (i, row)));
        }
        let ends = |of: &dyn Fn(&(i32, i32)) -> i32| {
            let low = at.iter().map(of).min().unwrap_or(0);
            (low, at.iter().map(of).max().unwrap_or(0))
        };
        let (columns, rows) = (ends(&|cell| cell.0), ends(&|cell| cell.1));
        let offset = |(column, row): &(i32, i32)| {
            (row - rows.0) as u32 * width as u32 + (column - columns.0) as u32
        };
        let away = |cell: i32, centre: f64| (f64::from(cell) + 0.5 - centre) / reach.radius;
        let mut cells = Self {
            offsets: at.iter().map(offset).collect(),
            columns,
            rows,
            ..Self::default()
        };
        for lanes in at.chunks(LANES) {
            let (mut dx, mut dy, mut rest) = ([0.0; LANES], [0.0; LANES], [-1.0; LANES]);
            for (lane, (column, row)) in lanes.iter().enumerate() {
                dx[lane] = away(*column, reach.centre.0);
                dy[lane] = away(*row, reach.centre.1);
                rest[lane] = 1.0 - (dx[lane] * dx[lane] + dy[lane] * dy[lane]);
            }
            cells.dx.push(dx);
            cells.dy.push(dy);
            cells.rest.push(rest);
        }
        cells.at = at;
        cells
    }
}
