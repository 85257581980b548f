//! Rounding in the place of withholding: every count to a multiple of its threshold, zeros and totals like the rest.
//!
//! A count v shows as b · round(v / b), halves upwards, where b is its threshold: so a reader knows it to within b. Totals are
//! rounded by themselves, not summed from rounded parts, and together they may still bracket a small count; so what all of
//! them allow is reckoned by linear programming, and a total is withheld until no small count is known more closely than its
//! own rounding tells (conventional rounding with an audit; Hundepool et al. 2012, "Statistical Disclosure Control",
//! doi:10.1002/9781118348239, chapter 5).

use crate::analysis::Question;
use crate::disclosure::{Interval, ProtectError, Said, Statement, attack};
use std::cmp::Reverse;

use super::control::{ControlError, Decided, TablesFor, unprotected};
use super::opened::Open;
use super::own::Reader;
use super::tables::{Tables, What};

/// A count as it is shown.
#[must_use]
pub const fn round_to(count: u64, base: u64) -> u64 {
    if base < 2 {
        return count;
    }
    count.saturating_add(base / 2) / base * base
}

/// What a rounded count says: the smallest and the largest that show so.
#[must_use]
pub const fn behind(shown: u64, base: u64) -> (u64, u64) {
    if base < 2 {
        return (shown, shown);
    }
    let low = shown.saturating_sub(base / 2);
    (low, shown + (base - 1 - base / 2))
}

/// Rounds, and withholds totals until every small count is as uncertain as its own rounding leaves it: to the public, and to
/// the recipients of each group release, of what is not theirs.
pub fn rounded(
    of: &TablesFor,
    recipients: &[Reader],
    question: &Question,
) -> Result<Decided, ControlError> {
    let tables = of(&Reader::Public)?;
    let cells = tables.system.cells();
    let mut open: Vec<Option<Open>> = (tables.what.iter().enumerate())
        .map(|(cell, what)| {
            let shown = round_to(tables.system.value(cell), cells[cell].threshold);
            (!matches!(what, What::Own | What::Derived | What::Known)).then_some(Open::Count(shown))
        })
        .collect();
    let readers = recipients.iter().chain(&[Reader::Public]);
    let readers: Vec<Tables> = readers.map(of).collect::<Result<_, _>>()?;
    loop {
        let mut told = Vec::new();
        for reader in &readers {
            told.extend(self::told(reader, &open)?);
        }
        if told.is_empty() {
            break;
        }
        let shares = |cell: &usize| {
            let whole = &cells[*cell].atoms;
            let held = |part: &usize| {
                cells[*part]
                    .atoms
                    .iter()
                    .any(|atom| whole.binary_search(atom).is_ok())
            };
            told.iter().any(held)
        };
        // The widest total goes first: it tells least by itself.
        let widest = (0..cells.len())
            .filter(|cell| matches!(open[*cell], Some(Open::Count(_))) && shares(cell))
            .max_by_key(|cell| (cells[*cell].atoms.len(), Reverse(*cell)));
        match widest {
            Some(cell) => open[cell] = Some(Open::Withheld),
            None => {
                let error = ProtectError::Impossible { cells: told };
                return Err(unprotected(&error, &tables, "the reader", question));
            }
        }
    }
    Ok(Decided {
        open,
        protected: None,
        tables,
    })
}

/// The small counts, other than the reader's own, that everything shown gives away more closely than their own rounding does.
fn told(tables: &Tables, open: &[Option<Open>]) -> Result<Vec<usize>, ControlError> {
    let cells = tables.system.cells();
    let own = tables.given();
    let theirs = |cell: usize| cells[cell].atoms.iter().all(|atom| own.contains(atom));
    let small: Vec<usize> = (0..cells.len())
        .filter(|cell| (1..cells[*cell].threshold).contains(&tables.system.value(*cell)))
        .filter(|cell| own.is_empty() || !theirs(*cell))
        .collect();
    let said = |cell: usize| match open[cell] {
        Some(Open::Count(shown)) => {
            let (low, high) = behind(shown, cells[cell].threshold);
            Some(Said::Between(low, Some(high)))
        }
        None if tables.what[cell] == What::Known
            || (tables.what[cell] == What::Own && cells[cell].candidate) =>
        {
            Some(Said::Exactly(tables.system.value(cell)))
        }
        Some(Open::Withheld) | None => None,
    };
    let statements: Vec<Statement> = (0..cells.len())
        .filter_map(|cell| {
            Some(Statement {
                said: said(cell)?,
                atoms: cells[cell].atoms.clone(),
            })
        })
        .collect();
    let targets: Vec<Vec<u32>> = small
        .iter()
        .map(|cell| cells[*cell].atoms.clone())
        .collect();
    let system = &tables.system;
    let known = attack(system.atoms().len(), &statements, &targets)?;
    let close = |(cell, known): (&usize, &Interval)| {
        let base = cells[*cell].threshold;
        let (low, high) = behind(round_to(system.value(*cell), base), base);
        let asked = (high - low).min(base.saturating_sub(2)).max(1);
        (known.high?.saturating_sub(known.low) < asked).then_some(*cell)
    };
    Ok(small.iter().zip(&known).filter_map(close).collect())
}
