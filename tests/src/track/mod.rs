//! Targets and what stands beside them.

mod priorities;
mod refused;
