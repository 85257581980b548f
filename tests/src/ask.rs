//! Questions of a focus group: where exactly, when, what kind, and again.

mod answered;
mod attributes;
mod defended;
mod names;
mod planted;
mod refused;
mod released;
