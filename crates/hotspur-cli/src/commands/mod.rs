//! One small file a command.

pub mod ask;
pub mod audit;
pub mod check;
pub mod compare;
pub mod evaluate;
pub mod locate;
pub mod map;
pub mod new;
pub mod profile;
pub mod repeats;
pub mod sample;
pub mod score;
pub mod shell;
pub mod tally;
pub mod track;
