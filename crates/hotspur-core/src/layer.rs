//! Layers: named tables over shapes, with a unit for every column. What a release holds and a writer writes.

use geo::{MultiLineString, MultiPolygon};

use crate::grid::Grid;
use crate::metres::Position;
use crate::value::Value;

/// What a layer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The evidence and the flag, area by area.
    Areas,
    /// A kernel density on the study grid.
    Density,
    /// Lines of equal density.
    Contours,
    /// A density of cases against one of controls.
    Relative,
    /// The evidence of the study grid, cell by cell.
    Cells,
    /// Micro-hotspots: significant cells, dissolved.
    Hotspots,
    /// Clusters of a scan.
    Clusters,
    /// Incidents as points.
    Incidents,
    /// Outlines that belong to an answer: the part asked about, the zones of a scheme.
    Outlines,
    /// Points that belong to an answer.
    Places,
    /// Areas or cells by what has changed in them.
    Changes,
    /// Places by what became of them: new, persistent, gone.
    Transitions,
    /// Areas by whether targets are met.
    Targets,
}

impl Role {
    /// The word in the manifest.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Density => "density",
            Self::Contours => "contours",
            Self::Relative => "relative",
            Self::Cells => "cells",
            Self::Hotspots => "hotspots",
            Self::Clusters => "clusters",
            Self::Incidents => "incidents",
            Self::Outlines => "outlines",
            Self::Places => "places",
            Self::Changes => "changes",
            Self::Transitions => "transitions",
            Self::Targets => "targets",
        }
    }
}

/// The values of a column; `None` is null.
#[derive(Debug, Clone, PartialEq)]
pub enum Cells {
    /// Whole numbers.
    Integer(Vec<Option<i64>>),
    /// Real numbers, finite.
    Real(Vec<Option<f64>>),
    /// Texts.
    Text(Vec<Option<String>>),
    /// True or false.
    Boolean(Vec<Option<bool>>),
}

impl Cells {
    /// How many values there are, null ones included.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Integer(cells) => cells.len(),
            Self::Real(cells) => cells.len(),
            Self::Text(cells) => cells.len(),
            Self::Boolean(cells) => cells.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The word for the type.
    #[must_use]
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Integer(_) => "integer",
            Self::Real(_) => "real",
            Self::Text(_) => "text",
            Self::Boolean(_) => "boolean",
        }
    }

    /// Whether any of them is null.
    #[must_use]
    pub fn has_null(&self) -> bool {
        match self {
            Self::Integer(cells) => cells.iter().any(Option::is_none),
            Self::Real(cells) => cells.iter().any(Option::is_none),
            Self::Text(cells) => cells.iter().any(Option::is_none),
            Self::Boolean(cells) => cells.iter().any(Option::is_none),
        }
    }

    fn all_null(&self) -> bool {
        match self {
            Self::Integer(cells) => cells.iter().all(Option::is_none),
            Self::Real(cells) => cells.iter().all(Option::is_none),
            Self::Text(cells) => cells.iter().all(Option::is_none),
            Self::Boolean(cells) => cells.iter().all(Option::is_none),
        }
    }
}

/// A named column with its unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// The field name, flat snake_case.
    pub name: String,
    /// The unit, or what a text or boolean says.
    pub unit: &'static str,
    /// The values, one a feature.
    pub cells: Cells,
    /// Why values are missing, where any is: the distinct reasons, in alphabetical order.
    pub missing: Vec<String>,
}

impl Column {
    /// A column without missing values.
    #[must_use]
    pub fn new(name: impl Into<String>, unit: &'static str, cells: Cells) -> Self {
        Self {
            name: name.into(),
            unit,
            cells,
            missing: Vec::new(),
        }
    }

    /// A column of real numbers, some of them undefined with a reason.
    #[must_use]
    pub fn real(name: impl Into<String>, unit: &'static str, values: &[Value<f64>]) -> Self {
        let cells = Cells::Real(values.iter().map(|value| value.known()).collect());
        Self {
            missing: reasons(values),
            ..Self::new(name, unit, cells)
        }
    }

    /// A column of counts, some of them undefined with a reason.
    #[must_use]
    pub fn count(name: impl Into<String>, unit: &'static str, values: &[Value<u64>]) -> Self {
        let cells = values
            .iter()
            .map(|value| value.known().map(|n| i64::try_from(n).unwrap_or(i64::MAX)))
            .collect();
        Self {
            missing: reasons(values),
            ..Self::new(name, unit, Cells::Integer(cells))
        }
    }
}

pub(crate) fn reasons<T>(values: &[Value<T>]) -> Vec<String> {
    let mut reasons: Vec<String> = values
        .iter()
        .filter_map(|value| value.reason().map(|reason| reason.to_string()))
        .collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons
}

/// The shapes of a layer, in metres.
#[derive(Debug, Clone, PartialEq)]
pub enum Shapes {
    /// Polygons.
    Areas(Vec<MultiPolygon<f64>>),
    /// Points.
    Points(Vec<Position>),
    /// Lines.
    Lines(Vec<MultiLineString<f64>>),
    /// Cells of a grid, as (column, row).
    Cells {
        /// The grid.
        grid: Grid,
        /// The cells.
        cells: Vec<(usize, usize)>,
    },
}

impl Shapes {
    /// How many shapes there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match self {
            Self::Areas(shapes) => shapes.len(),
            Self::Points(shapes) => shapes.len(),
            Self::Lines(shapes) => shapes.len(),
            Self::Cells { cells, .. } => cells.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A column that a layer leaves out, because it is undefined for every feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The field name.
    pub column: String,
    /// Why.
    pub reasons: Vec<String>,
}

/// A named table over shapes.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// The name of the layer and of its file.
    pub name: String,
    /// What it is for.
    pub role: Role,
    /// The title for people.
    pub title: String,
    /// The shapes.
    pub shapes: Shapes,
    /// The columns, each as long as the shapes.
    pub columns: Vec<Column>,
    /// The columns left out.
    pub left_out: Vec<LeftOut>,
}

impl Layer {
    /// A layer; a column that is undefined for every feature is left out, and remembered with its reasons.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        role: Role,
        title: impl Into<String>,
        shapes: Shapes,
        columns: Vec<Column>,
    ) -> Self {
        let empty = shapes.is_empty();
        let (dropped, columns): (Vec<Column>, Vec<Column>) = columns
            .into_iter()
            .partition(|column| !empty && column.cells.all_null());
        let left_out = dropped
            .into_iter()
            .map(|column| LeftOut {
                column: column.name,
                reasons: column.missing,
            })
            .collect();
        Self {
            name: name.into(),
            role,
            title: title.into(),
            shapes,
            columns,
            left_out,
        }
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
