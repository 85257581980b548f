//! Numbers from other software, each with its version.

mod concentration;
mod density;
mod grid;
mod lattices;
mod rates;
mod scan;
mod scan_by_hand;
mod scan_refusals;
