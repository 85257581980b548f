//! Again: repeats at the same place, and near repeats in space and time.

mod bands;
mod close_pairs;
mod day_event;
mod event_layout;
mod knox;
mod permuted;
mod place_runs;
mod risk;
mod same_place;
mod same_place_months;

pub use bands::{BandsError, MOST_BANDS, MOST_DAYS, Metric, SpaceBands, TimeBands};
pub use close_pairs::MOST_PLACE_PAIRS;
pub use day_event::{Dated, DayEvent, LEAST_DATED, WIDEST_SPAN, days_of};
pub use event_layout::MOST_EVENTS;
pub use knox::{KnoxCell, KnoxTable, Nearness, knox_table};
pub use permuted::{KnoxChance, KnoxTest, Permutations, knox_test};
pub use risk::{
    CORNERS, MOST_RECENT_PLACES, Raised, RiskArea, RiskBand, raised_bands, recent_places,
    risk_areas,
};
pub use same_place::{RepeatCounts, RepeatWindow, SamePlace, WINDOWS, same_place};
pub use same_place_months::{MonthEvent, SamePlaceMonths, months_of, same_place_by_month};
