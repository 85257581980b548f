//! Targets: on track or not.

/// Whether projections and chances keep what they promise, on simulated years.
mod calibration;
/// Projections of real months against what followed.
mod real;
/// The sample, by the binary.
mod sample;
/// Studies with gaps: missing months, zero baselines, one month, nothing that feeds.
mod gaps;
/// What a study may not say.
mod refused;
/// Words, targets and shares, one by one.
mod words;
