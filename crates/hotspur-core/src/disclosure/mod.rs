//! Statistical disclosure control of count tables: which cells to withhold so that no small count can be worked out from
//! what is shown, by sums and differences of any number of tables at once.
//!
//! Begin at [`protect()`], and at `work` for its steps. Below them, one a file: `system` checks what is handed in, `state` says what is
//! told of each cell, `region` and `presolve` hold what follows, `targets` says what must stay uncertain, `witness` proves that it does,
//! `neighbourhood` and `reach` look for such proofs, `complement` chooses what else to withhold, `whole` is the last resort, `tidy`
//! shows again what need not be withheld, `bound` says how little could have done. [`attack()`] and `attacker` need none of it but
//! `moves`, the programmes over changes of counts, and `linear`, which alone speaks to the solver.

mod attack;
mod attacker;
mod bound;
mod complement;
mod linear;
mod link;
mod moves;
mod neighbourhood;
mod presolve;
mod protect;
mod reach;
mod region;
mod state;
mod sums;
mod system;
mod targets;
mod tidy;
mod whole;
mod witness;
mod work;

pub use attack::{AttackError, Interval, Said, Statement, attack};
pub use link::Link;
pub use protect::{Before, ProtectError, Protected, Status, protect, protect_again};
pub use sums::{pairs, sums};
pub use system::{Cell, System, SystemError};
pub use witness::Proofs;
