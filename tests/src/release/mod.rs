//! Three releases of one run: who is asked for, what each holds, and what none may.

mod asked;
mod closed;
mod group;
mod groups;
mod public;
mod rounded;
mod runs;
