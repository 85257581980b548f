//! Multiple testing.
