//! The Strategy's printed figures as data, and the generator of the sample borough from them.
//!
//! [`figures`] holds what the Community Safety Strategy 2002-2005 prints; [`borough::generate`] draws a synthetic borough
//! year with those totals; [`write::folder`] writes it as the study in `data/tamworth`.

pub mod borough;
pub mod figures;
pub mod write;
