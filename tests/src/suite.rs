//! One test binary for the whole project: each module is a subject.

mod printed_figures;
mod sample_ground;
mod seeds;
