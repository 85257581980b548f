//! Releases: who may see a layer. A writer accepts nothing else.
//!
//! A [`Release`] can be made only in this module, from findings, by the rule of its audience; so what is written has
//! always passed the question who may see it.

use std::marker::PhantomData;

use crate::analysis::{Findings, Question};
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

/// Layers that audience `R` may see.
#[derive(Debug, Clone, PartialEq)]
pub struct Release<R: Audience> {
    layers: Vec<Layer>,
    months: Months,
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
