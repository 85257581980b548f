//! Numbers from other software, each with its version.

mod bandwidth;
mod bandwidth_refusals;
mod density;
mod dual;
mod edge;
mod edge_degenerate;
mod grid;
mod rates;
mod shares;
