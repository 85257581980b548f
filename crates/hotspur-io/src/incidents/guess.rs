//! Which columns a header's names point to.

use super::source::ColumnMapping;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Easting or longitude.
    X,
    /// Northing or latitude.
    Y,
    /// When it happened.
    When,
    /// The earliest time that it can have happened.
    From,
    /// The latest.
    To,
    /// The offence type.
    Kind,
    /// The label of the place.
    Place,
    /// The incident's reference.
    Id,
    /// Who recorded it.
    Source,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::X,
        Self::Y,
        Self::When,
        Self::From,
        Self::To,
        Self::Kind,
        Self::Place,
        Self::Id,
        Self::Source,
    ];

    /// The key in `[incidents.columns]`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::Y => "y",
            Self::When => "when",
            Self::From => "from",
            Self::To => "to",
            Self::Kind => "type",
            Self::Place => "place",
            Self::Id => "id",
            Self::Source => "source",
        }
    }

    /// Well-known names, folded by [`words`].
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::X => &[
                "easting",
                "eastings",
                "longitude",
                "long",
                "lon",
                "lng",
                "x",
                "x coordinate",
                "x coord",
                "xcoord",
                "point x",
            ],
            Self::Y => &[
                "northing",
                "northings",
                "latitude",
                "lat",
                "y",
                "y coordinate",
                "y coord",
                "ycoord",
                "point y",
            ],
            Self::When => &[
                "when",
                "date",
                "datetime",
                "date time",
                "month",
                "occurred",
                "occurred on",
                "occurred at",
                "date occurred",
                "offence date",
                "incident date",
                "crime date",
            ],
            Self::From => &[
                "from",
                "date from",
                "from date",
                "start",
                "start date",
                "startdatetime",
                "start datetime",
                "start date time",
                "offence from",
                "occurred from",
                "committed from",
                "committed on from",
                "earliest",
            ],
            Self::To => &[
                "to",
                "date to",
                "to date",
                "end",
                "end date",
                "enddatetime",
                "end datetime",
                "end date time",
                "offence to",
                "occurred to",
                "committed to",
                "committed on to",
                "latest",
            ],
            Self::Kind => &[
                "crime type",
                "offence type",
                "incident type",
                "offence",
                "offense",
                "crime",
                "type",
                "category",
                "crime category",
                "offence category",
            ],
            Self::Place => &[
                "location",
                "place",
                "address",
                "street",
                "premises",
                "location name",
            ],
            Self::Id => &[
                "crime id",
                "incident id",
                "id",
                "ref",
                "reference",
                "reference number",
                "crime reference",
                "crime ref",
                "crime number",
                "crime no",
                "incident number",
                "urn",
            ],
            Self::Source => &["source", "reported by", "force", "dataset", "recorded by"],
        }
    }
}

/// The columns that a header's names point to.
///
/// ```
/// use hotspur_io::incidents::guess_columns;
/// let header = ["Ref", "Easting", "Northing", "Occurred on", "Offence"].map(String::from);
/// let guess = guess_columns(&header);
/// let mapping = guess.mapping().unwrap();
/// assert_eq!((mapping.x.as_str(), mapping.when.as_deref()), ("Easting", Some("Occurred on")));
/// assert_eq!(guess.degrees(), Some(false));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    candidates: Vec<(Role, Vec<String>)>,
}

/// Finds the columns whose names are well known, in any spelling of case, spaces, hyphens and underscores.
#[must_use]
pub fn guess_columns(header: &[String]) -> Guess {
    let candidates = Role::ALL
        .into_iter()
        .map(|role| {
            let named = |name: &&String| role.names().contains(&words(name).as_str());
            (role, header.iter().filter(named).cloned().collect())
        })
        .collect();
    Guess { candidates }
}

impl Guess {
    /// The columns that could hold `role`, in the header's order.
    #[must_use]
    pub fn candidates(&self, role: Role) -> &[String] {
        self.candidates
            .iter()
            .find(|(other, _)| *other == role)
            .map_or(&[], |(_, columns)| columns.as_slice())
    }

    /// The mapping, where the names leave one choice for what is needed; for the rest, where they leave one.
    #[must_use]
    pub fn mapping(&self) -> Option<ColumnMapping> {
        self.problem().is_none().then(|| ColumnMapping {
            x: self.only(Role::X).unwrap_or_default(),
            y: self.only(Role::Y).unwrap_or_default(),
            when: self.only(Role::When),
            from: self.only(Role::From),
            to: self.only(Role::From).and_then(|_| self.only(Role::To)),
            kind: self.only(Role::Kind),
            place: self.only(Role::Place),
            id: self.only(Role::Id),
            source: self.only(Role::Source),
        })
    }

    /// Why the names leave no single choice for what is needed; nothing if they do.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        for role in [
            Role::X,
            Role::Y,
            Role::When,
            Role::From,
            Role::To,
            Role::Kind,
        ] {
            let found = self.candidates(role);
            if found.len() > 1 {
                return Some(format!(
                    "more than one column could be {}: {}",
                    role.as_str(),
                    found.join(", ")
                ));
            }
            if found.is_empty() && matches!(role, Role::X | Role::Y) {
                return Some(format!("cannot find the column for {}", role.as_str()));
            }
        }
        match (self.only(Role::When), self.only(Role::From)) {
            (None, None) => Some("cannot find the column for when".to_owned()),
            (Some(when), Some(from)) => Some(format!("the time could be in {when} or in {from}")),
            _ => None,
        }
    }

    /// Whether the names of x and y mean degrees; `None` where they do not tell.
    #[must_use]
    pub fn degrees(&self) -> Option<bool> {
        names_mean_degrees(&self.only(Role::X)?)
    }

    /// Lines for `[incidents.columns]`: the first candidate of each role, and words to replace where there is none.
    #[must_use]
    pub fn example(&self) -> String {
        let first = |role| self.candidates(role).first().map(String::as_str);
        let time = if first(Role::When).is_none() && first(Role::From).is_some() {
            (Role::From, "Start")
        } else {
            (Role::When, "Date")
        };
        [
            (Role::X, "Easting"),
            (Role::Y, "Northing"),
            time,
            (Role::Kind, "Offence"),
        ]
        .map(|(role, instead)| format!("{} = {:?}", role.as_str(), first(role).unwrap_or(instead)))
        .join(", ")
    }

    fn only(&self, role: Role) -> Option<String> {
        match self.candidates(role) {
            [only] => Some(only.clone()),
            _ => None,
        }
    }
}

/// Whether the name of an x column means degrees; `None` where it does not tell.
pub fn names_mean_degrees(x: &str) -> Option<bool> {
    match words(x).as_str() {
        "longitude" | "long" | "lon" | "lng" => Some(true),
        "easting" | "eastings" => Some(false),
        _ => None,
    }
}

/// A column name in lower case with single spaces between its words.
pub fn words(name: &str) -> String {
    name.to_lowercase()
        .split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
