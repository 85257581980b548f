//! The analysis behind Hotspur: which areas, and which places inside them, hold more crime and disorder than chance
//! and exposure explain, and how sure that is.
//!
//! No files, no clock, no terminal, no global state. Everything is in metres on a projected plane; what reads and
//! writes is `hotspur-io`. Begin at [`analyse`], the story as a list of calls; nouns are at the top level, verbs in folders by
//! what they answer.

pub mod adjust;
pub mod answer;
pub mod breaks;
pub mod change;
pub mod comparison;
pub mod concentration;
pub mod density;
pub mod disclosure;
pub mod evaluation;
pub mod flag;
pub mod focus;
pub mod local;
pub mod micro;
pub mod profile;
pub mod rate;
pub mod repeat;
pub mod scan;
pub mod scheme;
pub mod sources;
pub mod time;
pub mod track;
pub mod weights;

mod analysis;
mod area;
mod ask;
mod autocorrelation;
mod busiest;
mod clip;
mod coverage;
mod densities;
mod evidence;
mod exposure;
mod grid;
mod ground;
mod hours;
mod incident;
mod index;
mod layer;
mod layers;
mod ledger;
mod locate;
mod metres;
mod months;
mod random;
mod release;
mod selection;
mod tally;
mod texts;
mod theme;
mod value;
mod when;

pub use analysis::{Findings, Inside, Params, Question, ThemeMicro, analyse};
pub use answer::Answers;
pub use area::{Area, Areas, AreasError};
pub use ask::Ask;
pub use autocorrelation::AreaAutocorrelation;
pub use busiest::{BusiestPlace, busiest_places};
pub use coverage::{Coverage, MonthCoverage};
pub use densities::{Densities, DualParams, ThemeSurface};
pub use evidence::{AreaEvidence, AreaTheme, Busiest, Evidence, HotspotKind, ThemeEvidence};
pub use exposure::{Exposure, HOUSEHOLDS, RESIDENTS};
pub use grid::{Grid, GridError, MOST_CELLS};
pub use ground::{cell_ground, ground};
pub use hours::{Week, WeekSeries, Weeks};
pub use incident::{ATTRIBUTE_SEPARATOR, Incident, Incidents, Origin, Text, Vocabulary};
pub use index::PlaceIndex;
pub use layer::{Cells, Column, Layer, LeftOut, Role, Shapes};
pub use layers::{
    CELLS, CHANGE, CHANGE_PLACES, CLUSTERS, CONTOURS, DENSITY, FOCUS, FOCUS_PLACES, HOTSPOTS,
    IN_DETAIL, INCIDENTS, Names, RELATIVE, RISK, SCHEME_ZONES, TARGETS_BY_AREA, TARGETS_BY_GROUP,
};
pub use ledger::Ledger;
pub use locate::{Standing, locate, locate_by_index};
pub use metres::{Metres, Position};
pub use months::{MonthSeries, Months};
pub use random::{Stream, stream};
pub use release::{
    Analyst, Audience, Binding, Bound, ControlError, Controlled, Controls, Dates, Declared,
    FEWEST_FOR_A_WORD, Group, KeptBack, Open, OpenArea, OpenCounted, OpenHotspot, OpenIndicator,
    OpenPlaces, OpenTargets, Own, OwnFindings, OwnSeries, OwnWord, PlacePolicy, Policy, Public,
    Release, StudyGrid, Times, Verdict, Why, Withheld, Withholding, Word, behind, control,
    may_show_places, round_to, sharing_sensitive,
};
pub use selection::Selection;
pub use tally::{Counted, Tally};
pub use texts::Texts;
pub use theme::{Kind, Offence, Theme, ThemeError, Themes};
pub use value::{Reason, Value};
pub use when::{Minute, Month, Period, Precision, When};
