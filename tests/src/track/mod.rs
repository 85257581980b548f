//! Targets: on track or not.

/// What stands beside targets: priorities, harm, perception, attributes.
mod beside;
/// Whether projections and chances keep what they promise, on simulated years.
mod calibration;
/// Studies with gaps: missing months, zero baselines, one month, nothing that feeds.
mod gaps;
/// Projections of real months against what followed.
mod real;
/// What a study may not say.
mod refused;
/// The sample, by the binary.
mod sample;
/// Tables beside targets that do not read.
mod tables;
/// Words, targets and shares, one by one.
mod words;
