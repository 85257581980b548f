//! Releases: who may see a layer. A writer accepts nothing else.
//!
//! A [`Release`] can be made only in this folder: the analyst's from findings, every other from what disclosure control
//! ([`control`](fn@control)) let out; so what is written has always passed the question who may see it.

mod atoms;
mod control;
mod controlled;
mod derived;
mod group_layers;
mod groups;
mod open_layers;
mod open_places;
mod open_targets;
mod opened;
mod own;
mod own_findings;
mod own_words;
mod policy;
mod rounded;
mod safe_cells;
mod table_words;
mod tables;
mod withheld;

pub use control::{ControlError, control};
pub use controlled::Controlled;
pub use open_targets::{Declared, FEWEST_FOR_A_WORD, KeptBack, OpenIndicator, OpenTargets, Word};
pub use opened::{Open, OpenArea, OpenCounted, OpenHotspot, OpenPlaces, Verdict};
pub use own::Own;
pub use own_findings::{OwnFindings, OwnSeries};
pub use own_words::OwnWord;
pub use policy::{Dates, PlacePolicy, Policy, may_show_places, sharing_sensitive};
pub use rounded::{behind, round_to};
pub use withheld::{Why, Withheld, Withholding};

use crate::analysis::{Findings, Question};
use crate::answer::Answers;
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
    /// What its release holds beside layers.
    type Besides;
}

/// The analyst, who sees everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Analyst;

impl sealed::Sealed for Analyst {}

impl Audience for Analyst {
    const NAME: &'static str = "analyst";
    type Besides = Times;
}

/// An action group: residents, shops, the local paper. It sees the whole of its own areas in its own themes without
/// identifiers and without points of sensitive themes, and the rest as the public does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group;

impl sealed::Sealed for Group {}

impl Audience for Group {
    const NAME: &'static str = "group";
    type Besides = Bound;
}

/// Everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Public;

impl sealed::Sealed for Public {}

impl Audience for Public {
    const NAME: &'static str = "public";
    type Besides = Controlled;
}

/// When, and what is answered beyond the map, as the analyst sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    months: Months,
    weeks: Weeks,
    answers: Answers,
}

/// What binds a group release: to whom, for what, until when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Binding {
    /// The recipient.
    pub recipient: String,
    /// The purpose.
    pub purpose: String,
    /// The day by which it is to be deleted.
    pub delete_by: String,
    /// The protective marking.
    pub marking: String,
    /// The hash of the run that made it.
    pub run: String,
}

/// What a group release holds beside its layers.
#[derive(Debug, Clone)]
pub struct Bound {
    controlled: Controlled,
    findings: OwnFindings,
    binding: Binding,
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
///
/// A release cannot be put together from layers:
///
/// ```
/// // What this shows can be named,
/// use hotspur_core::{Audience, Layer, Release};
/// fn layers<R: Audience>(release: &Release<R>) -> &[Layer] { release.layers() }
/// ```
///
/// ```compile_fail
/// // but not made: the fields are private, and no function takes layers.
/// use hotspur_core::{Layer, Public, Release};
/// fn forged(layers: Vec<Layer>, real: Release<Public>) -> Release<Public> { Release { layers, ..real } }
/// ```
///
/// Nor is the public's made from findings:
///
/// ```
/// use hotspur_core::{Controlled, Names, Public, Release};
/// fn public(controlled: &Controlled, names: &Names) -> Release<Public> { Release::public(controlled, names) }
/// ```
///
/// ```compile_fail
/// use hotspur_core::{Findings, Names, Public, Release};
/// fn public(findings: &Findings, names: &Names) -> Release<Public> { Release::public(findings, names) }
/// ```
///
/// And what is written for one audience cannot be handed to another:
///
/// ```
/// use hotspur_core::{Public, Release};
/// fn to_the_public(_: &Release<Public>) {}
/// fn publish(release: &Release<Public>) { to_the_public(release) }
/// ```
///
/// ```compile_fail
/// use hotspur_core::{Analyst, Public, Release};
/// fn to_the_public(_: &Release<Public>) {}
/// fn publish(release: &Release<Analyst>) { to_the_public(release) }
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Release<R: Audience> {
    layers: Vec<Layer>,
    study_grid: Option<StudyGrid>,
    besides: R::Besides,
}

impl Release<Analyst> {
    /// Everything that was found.
    #[must_use]
    pub fn analyst(question: &Question, findings: &Findings, names: &layers::Names) -> Self {
        Self {
            layers: layers::all(question, findings, names),
            study_grid: study_grid(findings),
            besides: Times {
                months: Months::of(question, findings),
                weeks: Weeks::of(question, findings),
                answers: findings.answers.clone(),
            },
        }
    }

    /// The counts month by month.
    #[must_use]
    pub const fn months(&self) -> &Months {
        &self.besides.months
    }

    /// What is answered beyond the map.
    #[must_use]
    pub const fn answers(&self) -> &Answers {
        &self.besides.answers
    }

    /// The counts hour by hour of the week.
    #[must_use]
    pub const fn weeks(&self) -> &Weeks {
        &self.besides.weeks
    }
}

impl Release<Public> {
    /// What disclosure control let out.
    #[must_use]
    pub fn public(controlled: &Controlled, names: &layers::Names) -> Self {
        Self {
            layers: open_layers::all(controlled, names),
            study_grid: controlled.grid.clone(),
            besides: controlled.clone(),
        }
    }
}

impl Release<Group> {
    /// What disclosure control let out, with the recipients' own areas and themes in full.
    #[must_use]
    pub fn group(
        controlled: &Controlled,
        findings: &OwnFindings,
        binding: &Binding,
        names: &layers::Names,
    ) -> Self {
        Self {
            layers: group_layers::all(controlled, findings, binding, names),
            study_grid: controlled.grid.clone(),
            besides: Bound {
                controlled: controlled.clone(),
                findings: findings.clone(),
                binding: binding.clone(),
            },
        }
    }

    /// What binds it.
    #[must_use]
    pub const fn binding(&self) -> &Binding {
        &self.besides.binding
    }

    /// The recipients' own areas, by number.
    #[must_use]
    pub fn own(&self) -> &Own {
        &self.besides.findings.own
    }

    /// Their areas month by month.
    #[must_use]
    pub fn own_series(&self) -> (&[crate::when::Month], &[OwnSeries]) {
        (&self.besides.findings.months, &self.besides.findings.series)
    }

    /// Where the indicators stand in their areas.
    #[must_use]
    pub fn own_words(&self) -> &[OwnWord] {
        &self.besides.findings.words
    }

    /// An area's count of what is counted, where the recipients may see it.
    #[must_use]
    pub fn count(&self, area: usize, counted: usize) -> Option<u64> {
        let own = self.besides.findings.counts.get(&(area, counted)).copied();
        own.or_else(|| self.besides.controlled.of_area(area, counted)?.count())
    }
}

/// A release of what disclosure control let out.
pub trait Controls {
    /// What it let out.
    fn controlled(&self) -> &Controlled;
}

impl Controls for Release<Public> {
    fn controlled(&self) -> &Controlled {
        &self.besides
    }
}

impl Controls for Release<Group> {
    fn controlled(&self) -> &Controlled {
        &self.besides.controlled
    }
}

impl<R: Audience> Release<R> {
    /// The layers of the release.
    #[must_use]
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// The grid of the densities, where there are any.
    #[must_use]
    pub const fn study_grid(&self) -> Option<&StudyGrid> {
        self.study_grid.as_ref()
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
