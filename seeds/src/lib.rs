//! The Strategy's printed figures as data, and the generator of the sample borough from them.
//!
//! [`borough::generate`] draws a synthetic borough year whose totals are the printed ones; [`write::folder`] writes it as
//! the study in `data/tamworth`.

pub mod borough;
pub mod write;
