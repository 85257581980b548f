//! Profiles: what kind of events a selection holds, against the rest and against what there is to be struck.

mod shares;
mod stock;
mod tested;

pub use shares::{LEAST_OF_A_VALUE, ProfileRow, RowKind, ValueCount, profile};
pub use stock::{StockCount, StockRow, stock_profile};
pub use tested::{Estimate, Part, fisher, share_difference, share_ratio};
