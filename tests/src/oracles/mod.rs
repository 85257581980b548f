//! Numbers from other software, each with its version.

mod density;
mod grid;
mod rates;
