//! The test binary: oracles, properties, pipeline, command line, faults and house rules.
#![cfg(test)]

/// The rules that lints cannot hold.
mod house;
/// Reading incidents.
mod incidents;
/// Numbers from other software.
mod oracles;
/// What holds for any input.
mod properties;
/// Where real data lies.
mod shared_data;
