//! Themes: named groups of offence types, each with what the analysis must know of it.

use std::collections::BTreeMap;

/// Whether a theme counts recorded crimes or calls for service. The two are never added together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A recorded crime.
    Crime,
    /// An incident: a call that stayed one.
    Incident,
}

impl Kind {
    /// The word in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Crime => "crime",
            Self::Incident => "incident",
        }
    }
}

/// A named group of offence types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The snake_case name that columns and files carry.
    pub key: String,
    /// The name for people.
    pub title: String,
    /// Crime or incident.
    pub kind: Kind,
    /// The exposure that its rates divide by: `households`, `residents` or any other the study knows.
    pub exposure: String,
    /// Whether the rule may raise an area on it.
    pub priority: bool,
    /// Whether disclosure control treats it as sensitive.
    pub sensitive: bool,
    /// Whether police activity generates it (drugs, weapons): such a theme never raises an area.
    pub police_generated: bool,
    /// Whether its victims are mostly visitors, whom a count of residents does not hold.
    pub visitors: bool,
    /// The offence types, as the source spells them; compared without regard to case or surrounding space.
    pub types: Vec<String>,
}

/// The number of an offence type within [`Themes`]; [`Themes::other`] stands for every unknown type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offence(pub u16);

/// The themes of a study and the offence types that they know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Themes {
    themes: Vec<Theme>,
    offences: Vec<String>,
    kinds: Vec<Kind>,
    members: Vec<Vec<usize>>,
    lookup: BTreeMap<String, Offence>,
}

/// What is wrong with a list of themes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// Two themes share a key.
    #[error("theme {0:?} is declared twice: give each theme its own key")]
    Repeated(String),
    /// The columns of two themes would share names.
    #[error("themes {0:?} and {1:?} would share names of columns: choose another key for one")]
    Clash(String, String),
    /// A key is not snake_case, or is one that the outputs use.
    #[error(
        "theme key {0:?} cannot name columns: use lower-case letters, digits and underscores, begin with a letter, and not all_crime, all_incidents, located or other"
    )]
    BadKey(String),
    /// An offence type belongs to a crime theme and to an incident theme.
    #[error(
        "offence type {0:?} is in a theme of crimes and in a theme of incidents: it can be only one of them"
    )]
    TwoKinds(String),
    /// A theme that police activity generates is marked as a priority.
    #[error(
        "theme {0:?} is police-generated and priority: police activity alone would raise an area, so drop one of the two"
    )]
    PriorityOfPolice(String),
    /// A theme has no offence types.
    #[error("theme {0:?} has no offence types: list them in `types`")]
    NoTypes(String),
    /// More offence types than an offence number can tell apart.
    #[error("{0} offence types are too many: the limit is 65000")]
    TooMany(usize),
}

const RESERVED: [&str; 4] = ["all_crime", "all_incidents", "located", "other"];

/// The keys of the columns that count all crime and all incidents.
const TOTALS: [&str; 2] = ["all_crime", "all_incidents"];

impl Themes {
    /// Checks the themes and numbers their offence types, alphabetically; `other_kind` is what an unknown type counts as.
    ///
    /// # Errors
    ///
    /// [`ThemeError`] names the theme or type that does not fit.
    pub fn new(themes: Vec<Theme>, other_kind: Kind) -> Result<Self, ThemeError> {
        let mut kinds_by_type: BTreeMap<String, (Kind, String)> = BTreeMap::new();
        for (position, theme) in themes.iter().enumerate() {
            check_theme(theme, &themes[..position])?;
            for name in &theme.types {
                let entry = kinds_by_type
                    .entry(fold(name))
                    .or_insert_with(|| (theme.kind, name.trim().to_owned()));
                if entry.0 != theme.kind {
                    return Err(ThemeError::TwoKinds(name.clone()));
                }
            }
        }
        let too_many = ThemeError::TooMany(kinds_by_type.len());
        let mut lookup = BTreeMap::new();
        let (mut offences, mut kinds) = (Vec::new(), Vec::new());
        for (number, (folded, (kind, name))) in kinds_by_type.into_iter().enumerate() {
            let offence = u16::try_from(number)
                .ok()
                .filter(|n| *n < 65_000)
                .ok_or_else(|| too_many.clone())?;
            lookup.insert(folded, Offence(offence));
            offences.push(name);
            kinds.push(kind);
        }
        offences.push("other".to_owned());
        kinds.push(other_kind);
        let mut members = vec![Vec::new(); offences.len()];
        for (number, theme) in themes.iter().enumerate() {
            for name in &theme.types {
                if let Some(offence) = lookup.get(&fold(name)) {
                    let list: &mut Vec<usize> = &mut members[usize::from(offence.0)];
                    if !list.contains(&number) {
                        list.push(number);
                    }
                }
            }
        }
        Ok(Self {
            themes,
            offences,
            kinds,
            members,
            lookup,
        })
    }

    /// The themes, in the study's order.
    #[must_use]
    pub fn list(&self) -> &[Theme] {
        &self.themes
    }

    /// The number of an offence type; `None` if no theme knows it.
    #[must_use]
    pub fn offence(&self, name: &str) -> Option<Offence> {
        self.lookup.get(&fold(name)).copied()
    }

    /// The number that unknown types are counted under.
    #[must_use]
    pub fn other(&self) -> Offence {
        Offence(u16::try_from(self.offences.len() - 1).unwrap_or(u16::MAX))
    }

    /// The spelling of an offence type that outputs use.
    #[must_use]
    pub fn offence_name(&self, offence: Offence) -> &str {
        &self.offences[usize::from(offence.0)]
    }

    /// Whether an offence type is a crime or an incident.
    #[must_use]
    pub fn kind(&self, offence: Offence) -> Kind {
        self.kinds[usize::from(offence.0)]
    }

    /// The numbers of the themes that an offence type belongs to; themes may overlap.
    #[must_use]
    pub fn of(&self, offence: Offence) -> &[usize] {
        &self.members[usize::from(offence.0)]
    }

    /// The number of the theme with this key.
    #[must_use]
    pub fn position(&self, key: &str) -> Option<usize> {
        self.themes.iter().position(|theme| theme.key == key)
    }
}

fn check_theme(theme: &Theme, before: &[Theme]) -> Result<(), ThemeError> {
    let snake = theme.key.starts_with(|c: char| c.is_ascii_lowercase())
        && theme
            .key
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !snake || RESERVED.contains(&theme.key.as_str()) {
        return Err(ThemeError::BadKey(theme.key.clone()));
    }
    if before.iter().any(|other| other.key == theme.key) {
        return Err(ThemeError::Repeated(theme.key.clone()));
    }
    // The totals have columns of their own beside the themes'.
    let others = before.iter().map(|other| other.key.as_str());
    if let Some(other) = others
        .chain(TOTALS)
        .find(|other| columns_clash(&theme.key, other))
    {
        return Err(ThemeError::Clash(theme.key.clone(), other.to_owned()));
    }
    if theme.priority && theme.police_generated {
        return Err(ThemeError::PriorityOfPolice(theme.key.clone()));
    }
    if theme.types.is_empty() {
        return Err(ThemeError::NoTypes(theme.key.clone()));
    }
    Ok(())
}

/// Whether the columns of two keys could share a name, as `x` + `rr_p` and `x_rr` + `p` do.
fn columns_clash(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let rest = long
        .strip_prefix(short)
        .and_then(|rest| rest.strip_prefix('_'));
    let begins = [
        "eb",
        "rr",
        "smr",
        "located",
        "months",
        "rate",
        "top_cells",
        "top_places",
    ];
    rest.is_some_and(|rest| begins.contains(&rest))
}

fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}
