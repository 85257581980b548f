//! The policy of disclosure control: what may leave the analyst's desk. Every number has a source in
//! `crates/docs/disclosure.md`.

use crate::metres::Metres;
use crate::theme::Themes;
use crate::when::Month;

/// The finest time that a public table may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dates {
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
    /// The period of the study as a whole.
    Period,
}

impl Dates {
    /// The word in study files and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Period => "period",
        }
    }

    /// The name of the slot of time that a month falls in: `2025-01`, `2025-Q1` or `period`.
    ///
    /// ```
    /// use hotspur_core::{Dates, Month};
    /// let april = Month::from_year_month(2025, 4);
    /// assert_eq!(Dates::Month.slot(april), "2025-04");
    /// assert_eq!(Dates::Quarter.slot(april), "2025-Q2");
    /// ```
    #[must_use]
    pub fn slot(self, month: Month) -> String {
        match self {
            Self::Month => month.to_string(),
            Self::Quarter => format!("{:04}-Q{}", month.year(), (month.of_year() - 1) / 3 + 1),
            Self::Period => "period".to_owned(),
        }
    }
}

/// When a place may be shown on a public map.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacePolicy {
    /// The themes that may be shown by place, by number. A theme that shares an offence type with a sensitive one is never
    /// shown, whatever stands here.
    pub themes: Vec<usize>,
    /// The smallest side of a cell.
    pub cell: Metres,
    /// The fewest events of a cell.
    pub min_events: u64,
    /// The fewest distinct points at which they lie.
    pub min_places: usize,
    /// The fewest households that a cell may hold, where the areas know theirs.
    pub min_households: f64,
}

/// What may leave the analyst's desk.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    /// A count in 1 to one below this is withheld.
    pub threshold: u64,
    /// The same for sensitive themes.
    pub sensitive_threshold: u64,
    /// Whether counts are rounded to a multiple of their threshold, in the place of withholding some.
    pub rounded: bool,
    /// The finest time.
    pub dates: Dates,
    /// Whether the table area × theme is published.
    pub area_theme: bool,
    /// Whether the table theme × time of the whole study area is published.
    pub theme_time: bool,
    /// Places.
    pub places: PlacePolicy,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            threshold: 5,
            sensitive_threshold: 10,
            rounded: false,
            dates: Dates::Month,
            area_theme: true,
            theme_time: true,
            places: PlacePolicy {
                themes: Vec::new(),
                cell: Metres(250.0),
                min_events: 5,
                min_places: 5,
                min_households: 8.0,
            },
        }
    }
}

impl Policy {
    /// The threshold of what is sensitive, or is not; a sensitive one is never below the other.
    #[must_use]
    pub const fn threshold_if(&self, sensitive: bool) -> u64 {
        if sensitive && self.sensitive_threshold > self.threshold {
            self.sensitive_threshold
        } else {
            self.threshold
        }
    }
}

/// Whether a theme may be shown by place: it is not sensitive, and none of its offence types is in a theme that is.
#[must_use]
pub fn may_show_places(theme: usize, themes: &Themes) -> bool {
    theme < themes.list().len() && sharing_sensitive(theme, themes).is_none()
}

/// The sensitive theme that keeps a theme off public maps: itself, or one that shares an offence type with it.
#[must_use]
pub fn sharing_sensitive(theme: usize, themes: &Themes) -> Option<usize> {
    let list = themes.list();
    let asked = list.get(theme)?;
    if asked.sensitive {
        return Some(theme);
    }
    let types = asked.types.iter();
    let offences = types.filter_map(|name| themes.offence(name));
    offences
        .flat_map(|offence| themes.of(offence))
        .copied()
        .filter(|other| list[*other].sensitive)
        .min()
}
