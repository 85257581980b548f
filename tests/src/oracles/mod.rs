//! Numbers from other software, each with its version.

mod cell_ground;
mod density;
mod evaluation;
mod bandwidth;
mod bandwidth_refusals;
mod density;
mod dual;
mod edge;
mod edge_degenerate;
mod grid;
mod local;
mod local_degenerate;
mod local_esda;
mod local_pitfalls;
mod rates;
mod weights;
mod shares;
