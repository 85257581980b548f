//! A document's own figures recomputed by the tool.

mod small;
mod strategy;
