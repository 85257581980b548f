//! Releases: who may see a layer. A writer accepts nothing else.
//!
//! A [`Release`] can be made only in this module, from findings, by the rule of its audience; so what is written has
//! always passed the question who may see it.

use std::marker::PhantomData;

use crate::analysis::{Findings, Question};
use crate::grid::Grid;
use crate::hours::Weeks;
use crate::layer::Layer;
use crate::layers;
use crate::months::Months;

mod sealed {
    /// Keeps the audiences to those of this module.
    pub trait Sealed {}
}

/// An audience of a release.
pub trait Audience: sealed::Sealed {
    /// The name of the audience, which is the name of its folder.
    const NAME: &'static str;
}

/// The analyst, who sees everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analyst;

impl sealed::Sealed for Analyst {}

impl Audience for Analyst {
    const NAME: &'static str = "analyst";
}

/// The grid of the densities, and which of its cells share ground with the study area: there a density without a value is
/// zero, elsewhere it is nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct StudyGrid {
    /// The grid.
    pub grid: Grid,
    /// Row by row from the south-west.
    pub in_study_area: Vec<bool>,
}

/// Layers that audience `R` may see.
#[derive(Debug, Clone, PartialEq)]
pub struct Release<R: Audience> {
    layers: Vec<Layer>,
    months: Months,
    study_grid: Option<StudyGrid>,
    weeks: Weeks,
    audience: PhantomData<R>,
}

impl Release<Analyst> {
    /// Everything that was found.
    #[must_use]
    pub fn analyst(question: &Question, findings: &Findings, names: &layers::Names) -> Self {
        Self {
            layers: layers::all(question, findings, names),
            months: Months::of(question, findings),
            study_grid: study_grid(findings),
            weeks: Weeks::of(question, findings),
            audience: PhantomData,
        }
    }
}

impl<R: Audience> Release<R> {
    /// The layers of the release.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The counts month by month.
    #[must_use]
    pub const fn months(&self) -> &Months {
        &self.months
    }

    /// The grid of the densities, where there are any.
    #[must_use]
    pub const fn study_grid(&self) -> Option<&StudyGrid> {
        self.study_grid.as_ref()
    }

    /// The counts hour by hour of the week.
    #[must_use]
    pub const fn weeks(&self) -> &Weeks {
        &self.weeks
    }

    /// The name of the audience.
    #[must_use]
    pub const fn audience(&self) -> &'static str {
        R::NAME
    }
}

fn study_grid(findings: &Findings) -> Option<StudyGrid> {
    let densities = findings.densities.as_ref()?;
    Some(StudyGrid {
        grid: densities.surfaces.first()?.surface.grid,
        in_study_area: densities.in_study_area.clone(),
    })
}
