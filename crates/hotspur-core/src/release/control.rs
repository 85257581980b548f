//! Disclosure control of a run: the only way from findings to what others than the analyst may see.

use crate::analysis::{Findings, Question};
use crate::disclosure::{
    AttackError, Before, Proofs, ProtectError, Protected, Status, SystemError, protect_again,
};
use crate::grid::GridError;

use super::controlled::Controlled;
use super::opened::Open;
use super::own::{Own, Reader};
use super::policy::Policy;
use super::rounded::rounded;
use super::safe_cells::safe_cells;
use super::tables::{TOTALS, Tables, What};
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
        "what is withheld from {reader} cannot be protected, so nothing is released: {count} count(s) could be reckoned, the first of {first}; publish fewer tables, or raise the threshold"
    )]
    Protect {
        /// Who would reckon.
        reader: &'static str,
        /// How many counts.
        count: usize,
        /// The first of them, in words.
        first: String,
    },
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
/// public, and by the recipients of each group release, who know their `own` besides, also where they put it together. What is
/// withheld, with its true values, comes beside it, for the analyst.
///
/// The recipients are protected against first; what is withheld from them is withheld from the public too, because they read
/// both. So all groups that are told of one period belong into one call: what two calls show may undo each other.
///
/// # Errors
///
/// [`ControlError`] where the protection cannot be proven: then nothing is released.
pub fn control(
    question: &Question,
    findings: &Findings,
    policy: &Policy,
    own: &[Own],
) -> Result<(Controlled, Withholding), ControlError> {
    let safe = safe_cells(question, findings, &policy.places)?;
    let tables =
        |reader: &Reader| Tables::of(question, findings, safe.as_ref(), policy, own, reader);
    let recipients = Reader::recipients(own.len());
    let decided = if policy.rounded {
        rounded(&tables, &recipients, question)?
    } else {
        withheld(&tables, &recipients, question)?
    };
    Ok(Controlled::gather(
        question,
        findings,
        policy,
        safe.as_ref(),
        &decided,
    ))
}

/// The tables as one sort of reader knows them.
pub(super) type TablesFor<'a> = dyn Fn(&Reader) -> Result<Tables, SystemError> + 'a;

fn withheld(
    tables: &TablesFor,
    recipients: &[Reader],
    question: &Question,
) -> Result<Decided, ControlError> {
    let (mut before, mut proofs) = (Vec::new(), Proofs::default());
    for reader in recipients {
        let tables = tables(reader)?;
        let known = known_to_recipients(&tables);
        let protected = sparing_totals(&tables, before, known, &mut proofs)
            .map_err(|error| unprotected(&error, &tables, "the recipients", question))?;
        before = (protected.status.iter())
            .map(|status| matches!(status, Status::Primary | Status::Secondary))
            .collect();
    }
    let tables = tables(&Reader::Public)?;
    let known = tables
        .what
        .iter()
        .map(|what| *what == What::Known)
        .collect();
    let protected = sparing_totals(&tables, before, known, &mut proofs)
        .map_err(|error| unprotected(&error, &tables, "the public", question))?;
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

/// Protects with as many totals shown as can be: all of them, then those of all crime and all incidents, then none in
/// particular. What an attempt withholds is only where the next, which spares nothing and exempts nothing, begins: the proof is
/// always of everything that is shown.
fn sparing_totals(
    tables: &Tables,
    mut withheld: Vec<bool>,
    known: Vec<bool>,
    proofs: &mut Proofs,
) -> Result<Protected, ProtectError> {
    withheld.resize(tables.what.len(), false);
    let spared: [fn(What) -> bool; 2] = [
        |what| matches!(what, What::Study(_)) || is_total(what),
        is_total,
    ];
    for spared in spared {
        let shown = (tables.what.iter().zip(&known).zip(&withheld))
            .enumerate()
            .map(|(cell, ((what, known), withheld))| {
                let value = tables.system.value(cell);
                let large = value >= tables.system.cells()[cell].threshold;
                *known || (spared(*what) && large && !withheld)
            });
        let before = Before {
            withheld: withheld.clone(),
            always_shown: shown.collect(),
        };
        if let Ok(protected) = protect_again(&tables.system, &before, proofs) {
            withheld = (protected.status.iter())
                .map(|status| matches!(status, Status::Primary | Status::Secondary))
                .collect();
            break;
        }
    }
    let before = Before {
        withheld,
        always_shown: known,
    };
    protect_again(&tables.system, &before, proofs)
}

/// A count of all crime or all incidents.
const fn is_total(what: What) -> bool {
    match what {
        What::Area(_, counted) | What::Study(counted) | What::Time(_, counted) => counted < TOTALS,
        What::Place(..) | What::Own | What::Known | What::Derived => false,
    }
}

/// What the recipients know before: how things are counted, their own atoms, and so every sum of those.
fn known_to_recipients(tables: &Tables) -> Vec<bool> {
    let cells = tables.system.cells();
    let own = tables.given();
    (tables.what.iter().zip(cells))
        .map(|(what, cell)| match what {
            What::Own => cell.candidate,
            What::Known => true,
            What::Derived => false,
            _ => cell.atoms.iter().all(|atom| own.contains(atom)),
        })
        .collect()
}

pub(super) fn unprotected(
    error: &ProtectError,
    tables: &Tables,
    reader: &'static str,
    question: &Question,
) -> ControlError {
    let cells = match error {
        ProtectError::Impossible { cells } => cells.as_slice(),
        ProtectError::Lengths { .. } => &[],
    };
    ControlError::Protect {
        reader,
        count: cells.len(),
        first: cells
            .first()
            .map_or_else(|| error.to_string(), |cell| tables.words(*cell, question)),
    }
}
