//! Statistical disclosure control of count tables: which cells to withhold so that no small count can be worked out from
//! what is shown, by sums and differences of any number of tables at once.
//!
//! Begin at [`protect`]. Below it, one step a file: `system` checks what is handed in, `region` and `presolve` hold what an attacker
//! knows, `targets` says what must stay uncertain, `witness` proves that it does, `neighbourhood` and `reach` look for such proofs,
//! `complement` chooses what else to withhold, `tidy` shows again what need not be, `bound` says how little could have done,
//! `linear` alone speaks to the solver. [`attack`] is the attacker, who needs none of it.

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
mod system;
mod targets;
mod tidy;
mod whole;
mod witness;
mod work;

pub use attack::{AttackError, Interval, Said, Statement, attack};
pub use link::Link;
pub use protect::{Before, ProtectError, Protected, Status, protect};
pub use system::{Cell, System, SystemError};
