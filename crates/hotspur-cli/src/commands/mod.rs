//! One small file a command.

pub mod check;
pub mod map;
pub mod new;
pub mod sample;
pub mod shell;
