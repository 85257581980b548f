//! How well a map of earlier months says where the crimes of the next month fall.
//!
//! A map ranks cells; the cells ranked first are flagged until they hold a declared share of the study area; the crimes of
//! a later month that fall into them are the hits. Begin at [`roll`]; each index is one file.

mod hit_rate_curve;
mod method;
mod monthly_places;
mod pai;
mod pei;
mod ranking;
mod recapture;
mod rolling;
mod score;
mod tested_cells;

pub use hit_rate_curve::{Flagged, flagged_at, hit_rate_curve};
pub use method::{History, Method, Prediction};
pub use pai::{hit_rate, pai};
pub use pei::{most_hits, pei};
pub use ranking::{TestedCell, rank};
pub use recapture::{calib_ratio, rri_levine};
pub use rolling::{MonthScores, SettingScores, Trial, roll};
pub use score::{Score, Setting, Whole};
