//! The test binary: oracles, properties, pipeline, command line, faults and house rules.
#![cfg(test)]

/// Numbers from other software.
mod oracles;
/// The rules that lints cannot hold.
mod house;
/// What holds for any input.
mod properties;
