//! Numbers from other software, each with its version.

mod cell_ground;
mod density;
mod evaluation;
mod grid;
mod rates;
