//! The study: what an analyst declares. Every key is optional but the two files; unknown keys are refused.

mod ask;
mod breaks;
mod builtin;
mod draft;
mod load;
mod period;
mod release;
mod sections;
mod track;

pub use ask::{AskSection, CompareSection, EvaluateSection, ProfileSection, RepeatsSection};
pub use breaks::{
    BreakSection, BreaksError, declared_breaks, is_of_publisher, read_breaks, shipped_breaks,
};
pub use builtin::police_uk_themes;
pub use draft::draft_study;
pub use load::{StudyError, load_study};
pub use period::{PeriodError, parse_period, parse_range};
pub use release::{GroupSection, GroupSections, PublicSection, ReleaseSection};
pub use sections::{
    AreasSection, CellsSection, ColumnsSection, DensitySection, ExposuresSection, IncidentsSection,
    RuleSection, Study, ThemeSection,
};
pub use track::{FigureSection, IndicatorSection, TargetSection, TrackGroupSection, TrackSection};
