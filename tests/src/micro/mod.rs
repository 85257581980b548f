//! Inside areas: ground, patches, micro-hotspots, and studies that are hardly any.

mod conservation;
mod degenerate;
mod ground;
mod patches;
mod planted;

use std::path::PathBuf;

use hotspur_io::job::{Outcome, Prepared, prepare, publish};
use hotspur_io::study::{Study, load_study};

use crate::town::Town;

/// A run by the library: what was read, what was found, and where it was written.
pub struct Ran {
    /// What was read.
    pub prepared: Prepared,
    /// What was found.
    pub outcome: Outcome,
    /// The folder of the analyst.
    pub analyst: PathBuf,
}

/// Runs a town's study, changed, into the folder `out`.
pub fn run(town: &Town, out: &str, change: impl FnOnce(&mut Study)) -> Ran {
    let mut study = load_study(&town.path().join("study.toml")).unwrap();
    change(&mut study);
    let prepared = prepare(study, &()).unwrap();
    let folder = town.path().join(out);
    let outcome = publish(&prepared, &folder, false, &()).unwrap();
    Ran {
        prepared,
        outcome,
        analyst: folder.join("analyst"),
    }
}
