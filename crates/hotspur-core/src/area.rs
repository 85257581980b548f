//! Areas: wards, LSOAs, beats or any polygons, with their exposures.

use std::collections::BTreeMap;

use geo::{Area as _, BoundingRect, MultiPolygon, Rect, unary_union};

/// One areal unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The code that joins tables; unique within [`Areas`].
    pub code: String,
    /// The name for people.
    pub name: String,
    /// The outline, in metres.
    pub outline: MultiPolygon<f64>,
    /// Exposures by name: households, residents and whatever else the study knows.
    pub exposures: BTreeMap<String, f64>,
}

impl Area {
    /// Its size in square kilometres.
    #[must_use]
    pub fn square_kilometres(&self) -> f64 {
        self.outline.unsigned_area() / 1e6
    }
}

/// The areas of a study, in the order of their codes, and the study area: their union.
#[derive(Debug, Clone)]
pub struct Areas {
    list: Vec<Area>,
    study_area: MultiPolygon<f64>,
    bounds: Rect<f64>,
}

/// What is wrong with a set of areas.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AreasError {
    /// There is none.
    #[error("no areas: give a file with at least one polygon")]
    None,
    /// Two areas share a code.
    #[error(
        "area code {0:?} stands twice: give each area its own code, or name another column with --code"
    )]
    Repeated(String),
    /// An area has no extent.
    #[error("area {code:?} ({name}) has no extent: its polygon covers nothing")]
    Empty {
        /// Its code.
        code: String,
        /// Its name.
        name: String,
    },
}

impl Areas {
    /// Sorts the areas by code and forms their union.
    ///
    /// # Errors
    ///
    /// [`AreasError`] where there is no area, a code stands twice, or an area covers nothing.
    pub fn new(mut list: Vec<Area>) -> Result<Self, AreasError> {
        list.sort_by(|a, b| a.code.cmp(&b.code));
        if let Some(pair) = list.windows(2).find(|pair| pair[0].code == pair[1].code) {
            return Err(AreasError::Repeated(pair[0].code.clone()));
        }
        if let Some(empty) = list.iter().find(|area| !covers_something(area)) {
            return Err(AreasError::Empty {
                code: empty.code.clone(),
                name: empty.name.clone(),
            });
        }
        let outlines: Vec<&MultiPolygon<f64>> = list.iter().map(|area| &area.outline).collect();
        let study_area = unary_union(outlines.iter().copied());
        let bounds = study_area.bounding_rect().ok_or(AreasError::None)?;
        Ok(Self {
            list,
            study_area,
            bounds,
        })
    }

    /// The areas, in the order of their codes.
    #[must_use]
    pub fn list(&self) -> &[Area] {
        &self.list
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none; never true, since [`Areas::new`] refuses that.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The union of the areas.
    #[must_use]
    pub const fn study_area(&self) -> &MultiPolygon<f64> {
        &self.study_area
    }

    /// The bounding box of the study area.
    #[must_use]
    pub const fn bounds(&self) -> Rect<f64> {
        self.bounds
    }
}

fn covers_something(area: &Area) -> bool {
    let size = area.outline.unsigned_area();
    size.is_finite() && size > 0.0
}
