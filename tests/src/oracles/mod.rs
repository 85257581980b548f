//! Numbers from other software, each with its version.

mod cell_ground;
mod density;
mod evaluation;
mod grid;
mod local;
mod local_degenerate;
mod local_esda;
mod local_pitfalls;
mod rates;
mod weights;
