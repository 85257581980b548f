//! Disclosure control of a run: the only way from findings to what others than the analyst may see.

use crate::analysis::{Findings, Question};
use crate::disclosure::{
    AttackError, Before, ProtectError, Protected, Status, SystemError, protect,
};
use crate::grid::GridError;

use super::controlled::{Controlled, Open};
use super::own::Own;
use super::policy::Policy;
use super::rounded::rounded;
use super::safe_cells::safe_cells;
use super::tables::{Reader, Tables, What};
use super::withheld::Withholding;

/// Why disclosure control lets nothing out.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ControlError {
    /// The grid of safe cells.
    #[error(transparent)]
    Grid(#[from] GridError),
    /// The tables contradict each other, which no input can cause.
    #[error(
        "the tables contradict each other ({0}): this is a fault of the program, please report it"
    )]
    System(#[from] SystemError),
    /// The protection could not be proven.
    #[error(
        "what is withheld cannot be protected, so nothing is released: {0}; publish fewer tables, or raise the threshold"
    )]
    Protect(#[from] ProtectError),
    /// The attack on what would be released failed, so nothing is known of its protection.
    #[error("what would be released could not be attacked, so nothing is released: {0}")]
    Attack(#[from] AttackError),
}

/// What became of one cell of the tables.
#[derive(Debug, Clone)]
pub struct Decided {
    /// The tables.
    pub tables: Tables,
    /// What may be said of each cell; `None` where it is no cell that is published.
    pub open: Vec<Option<Open>>,
    /// What the solver decided and proved; nothing where counts are rounded.
    pub protected: Option<Protected>,
}

/// Decides what may be said of a run, so that no count below its threshold can be read, reckoned or bracketed from it: by the
/// public, and by the recipients of a group release, who know `own` besides. What is withheld, with its true values, comes
/// beside it, for the analyst.
///
/// The recipients are protected against first; what is withheld from them is withheld from the public too, because they read
/// both.
///
/// # Errors
///
/// [`ControlError`] where the protection cannot be proven: then nothing is released.
pub fn control(
    question: &Question,
    findings: &Findings,
    policy: &Policy,
    own: &Own,
) -> Result<(Controlled, Withholding), ControlError> {
    let safe = safe_cells(question, findings, &policy.places)?;
    let tables = |reader| Tables::of(question, findings, safe.as_ref(), policy, own, reader);
    let decided = if policy.rounded {
        rounded(tables(Reader::Recipients)?)?
    } else {
        withheld(&tables, own)?
    };
    Ok(Controlled::gather(
        question,
        findings,
        policy,
        safe.as_ref(),
        &decided,
    ))
}

fn withheld(
    tables: &dyn Fn(Reader) -> Result<Tables, SystemError>,
    own: &Own,
) -> Result<Decided, ControlError> {
    let mut before = Before::default();
    if !own.areas.is_empty() {
        let recipients = tables(Reader::Recipients)?;
        before.withheld = vec![false; recipients.what.len()];
        before.always_shown = recipients
            .what
            .iter()
            .map(|what| *what == What::Own)
            .collect();
        let protected = protect(&recipients.system, &before)?;
        for (withheld, status) in before.withheld.iter_mut().zip(&protected.status) {
            *withheld = matches!(status, Status::Primary | Status::Secondary);
        }
    }
    let tables = tables(Reader::Public)?;
    before.withheld.resize(tables.what.len(), false);
    before.always_shown = tables.what.iter().map(|what| *what == What::Known).collect();
    let protected = protect(&tables.system, &before)?;
    let open = (tables.what.iter().zip(&protected.status))
        .enumerate()
        .map(|(cell, (what, status))| match (what, status) {
            (What::Own | What::Derived | What::Known, _) | (_, Status::Derived) => None,
            (_, Status::Shown) => Some(Open::Count(tables.system.value(cell))),
            (_, Status::Primary | Status::Secondary) => Some(Open::Withheld),
        })
        .collect();
    Ok(Decided {
        protected: Some(protected),
        open,
        tables,
    })
}
