//! Priorities by who raised them: whether each rests on evidence, on concern, or on both.

use std::collections::{BTreeMap, BTreeSet};

/// A theme with this share of all events of its kind has a significant volume.
pub const SIGNIFICANT_VOLUME: f64 = 0.1;

/// The name that evidence from the study's own counts stands under.
pub const COUNTS_OF_STUDY: &str = "counts of this study";

/// What a raiser's word is worth as: what was counted, what people feel, or what was decided in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// Counts, or harm.
    Evidence,
    /// What people say.
    Concern,
    /// What the partnership chose.
    Chosen,
}

impl Basis {
    /// The word in files and outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Concern => "concern",
            Self::Chosen => "chosen",
        }
    }

    /// What a raiser is taken for who is not said to be otherwise: police counts and harm are evidence, a partnership and an
    /// audit choose, all others are people with a concern.
    #[must_use]
    pub fn of(raised_by: &str) -> Self {
        let name = raised_by.trim().to_lowercase();
        match name.as_str() {
            "police counts" | "counts" | "harm" | COUNTS_OF_STUDY => Self::Evidence,
            "partnership" | "chosen" | "audit" => Self::Chosen,
            _ => Self::Concern,
        }
    }
}

/// What somebody said of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Raised {
    /// Key or title of a theme, or any name where the study has no such theme.
    pub theme: String,
    /// Who.
    pub raised_by: String,
    /// What their word is worth as.
    pub basis: Basis,
    /// Their order of priority, 1 first, where they gave one.
    pub rank: Option<u32>,
    /// Whether they said that it should be no priority.
    pub against: bool,
    /// Where it is written.
    pub source: String,
}

/// What the study's own counts say of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct CountsEvidence {
    /// Key of the theme.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Events.
    pub count: u64,
    /// All events of its kind, recorded crimes or incidents.
    pub of_kind: u64,
    /// Names of the areas raised in it.
    pub raised: Vec<String>,
    /// Whether it is a priority theme of the study.
    pub priority: bool,
}

impl CountsEvidence {
    /// Its share of all events of its kind; nothing where there are none.
    #[must_use]
    pub fn share(&self) -> Option<f64> {
        (self.of_kind > 0).then(|| self.count as f64 / self.of_kind as f64)
    }

    /// Whether the counts raise it: an area stands out in it, or its share is [`SIGNIFICANT_VOLUME`] or more.
    #[must_use]
    pub fn holds(&self) -> bool {
        !self.raised.is_empty()
            || self
                .share()
                .is_some_and(|share| share >= SIGNIFICANT_VOLUME)
    }
}

/// What a priority rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RestsOn {
    /// On counts or harm, and on what people say.
    Both,
    /// On counts or harm alone.
    Evidence,
    /// On what people say alone.
    Concern,
    /// On neither: chosen, and nobody is on record as having raised it.
    Neither,
}

impl RestsOn {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Evidence => "evidence only",
            Self::Concern => "concern only",
            Self::Neither => "neither",
        }
    }
}

/// What stands where a theme and a raiser meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// The raiser, by number in [`Priorities::raisers`].
    pub raiser: usize,
    /// Their order of priority, the first where they gave several.
    pub rank: Option<u32>,
    /// They raise it.
    pub raises: bool,
    /// They say that it should be no priority.
    pub against: bool,
    /// Where it is written, one of each.
    pub sources: Vec<String>,
}

/// A theme and who raised it.
#[derive(Debug, Clone, PartialEq)]
pub struct PriorityTheme {
    /// Its key where the study knows it.
    pub key: Option<String>,
    /// Its title, or the name it was raised under.
    pub title: String,
    /// Marks in the order of the raisers.
    pub marks: Vec<Mark>,
    /// What the study's counts say, where the study knows the theme.
    pub counts: Option<CountsEvidence>,
    /// What it rests on.
    pub rests_on: RestsOn,
    /// Whether the partnership chose it.
    pub chosen: bool,
    /// Whether some raise it whom others contradict.
    pub disputed: bool,
    /// How many raise it on evidence.
    pub evidence: usize,
    /// How many raise it out of concern.
    pub concern: usize,
}

/// Who raised something, and what their word is worth as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Raiser {
    /// Who.
    pub name: String,
    /// As what.
    pub basis: Basis,
}

/// Themes by who raised them.
#[derive(Debug, Clone, PartialEq)]
pub struct Priorities {
    /// Raisers: evidence, then people, then who chose; each by name.
    pub raisers: Vec<Raiser>,
    /// Themes: those that rest on both first, then evidence, concern and neither; each by how many raise it, then title.
    pub themes: Vec<PriorityTheme>,
}

/// Puts what was said, and what the study's counts say, into one matrix.
///
/// A theme is the study's where the name is the key or the title of one of `counts`, without regard to case. A theme of the
/// study that nobody names has a row only where it is a priority theme and its counts raise it. Two rows of one raiser on one theme are one mark.
/// Time O(rows · log rows).
///
/// ```
/// use hotspur_core::track::{Basis, CountsEvidence, Raised, RestsOn, priorities};
/// let said = |theme: &str, by: &str| Raised {
///     theme: theme.into(), raised_by: by.into(), basis: Basis::of(by), rank: None, against: false, source: "survey".into(),
/// };
/// let counts = CountsEvidence { key: "burglary".into(), title: "Burglary".into(), count: 40, of_kind: 100, raised: vec![], priority: true };
/// let found = priorities(&[said("burglary", "residents"), said("bullying", "young people")], &[counts]);
/// assert_eq!(found.themes[0].rests_on, RestsOn::Both);
/// assert_eq!(found.themes[1].rests_on, RestsOn::Concern);
/// ```
#[must_use]
pub fn priorities(said: &[Raised], counts: &[CountsEvidence]) -> Priorities {
    let raisers = raisers(said, counts);
    let number = |name: &str, basis: Basis| {
        raisers
            .iter()
            .position(|one| folded(&one.name) == folded(name) && one.basis == basis)
    };
    let mut rows: BTreeMap<String, (String, Vec<Mark>)> = BTreeMap::new();
    for one in said {
        let known = known(counts, &one.theme);
        let key = known.map_or_else(|| folded(&one.theme), |known| folded(&known.key));
        let title = known.map_or_else(|| one.theme.trim().to_owned(), |known| known.title.clone());
        let (known_as, marks) = rows
            .entry(key)
            .or_insert_with(|| (title.clone(), Vec::new()));
        // Of several spellings one, whatever the order of the rows.
        if title < *known_as {
            *known_as = title;
        }
        if let Some(raiser) = number(&one.raised_by, one.basis) {
            put(marks, raiser, one);
        }
    }
    for one in counts.iter().filter(|one| one.holds()) {
        if !one.priority && !rows.contains_key(&folded(&one.key)) {
            continue;
        }
        let (_, marks) = rows
            .entry(folded(&one.key))
            .or_insert_with(|| (one.title.clone(), Vec::new()));
        if let Some(raiser) = number(COUNTS_OF_STUDY, Basis::Evidence) {
            marks.push(Mark {
                raiser,
                rank: None,
                raises: true,
                against: false,
                sources: vec![COUNTS_OF_STUDY.to_owned()],
            });
        }
    }
    let mut themes: Vec<PriorityTheme> = (rows.into_iter())
        .map(|(key, (title, marks))| {
            let counts = counts.iter().find(|one| folded(&one.key) == key);
            row(title, marks, counts, &raisers)
        })
        .collect();
    themes.sort_by(|a, b| {
        let order =
            |one: &PriorityTheme| (one.rests_on, std::cmp::Reverse(one.evidence + one.concern));
        order(a).cmp(&order(b)).then_with(|| a.title.cmp(&b.title))
    });
    Priorities { raisers, themes }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

fn known<'a>(counts: &'a [CountsEvidence], name: &str) -> Option<&'a CountsEvidence> {
    let name = folded(name);
    counts
        .iter()
        .find(|one| folded(&one.key) == name || folded(&one.title) == name)
}

fn raisers(said: &[Raised], counts: &[CountsEvidence]) -> Vec<Raiser> {
    let own = counts
        .iter()
        .any(CountsEvidence::holds)
        .then(|| (COUNTS_OF_STUDY.to_owned(), Basis::Evidence));
    let mut spelt: Vec<(String, Basis)> = (said.iter())
        .map(|one| (one.raised_by.trim().to_owned(), one.basis))
        .collect();
    spelt.sort();
    let mut seen = BTreeSet::new();
    let mut list: Vec<Raiser> = own
        .into_iter()
        .chain(spelt)
        .filter(|(name, basis)| seen.insert((folded(name), *basis)))
        .map(|(name, basis)| Raiser { name, basis })
        .collect();
    list.sort_by(|a, b| (a.basis, &a.name).cmp(&(b.basis, &b.name)));
    list
}

fn put(marks: &mut Vec<Mark>, raiser: usize, one: &Raised) {
    let at = marks
        .iter()
        .position(|mark| mark.raiser == raiser)
        .unwrap_or_else(|| {
            marks.push(Mark {
                raiser,
                rank: None,
                raises: false,
                against: false,
                sources: Vec::new(),
            });
            marks.len() - 1
        });
    let mark = &mut marks[at];
    mark.raises |= !one.against;
    mark.against |= one.against;
    mark.rank = match (mark.rank, one.rank) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    if !one.source.is_empty() && !mark.sources.contains(&one.source) {
        mark.sources.push(one.source.clone());
        mark.sources.sort();
    }
}

fn row(
    title: String,
    mut marks: Vec<Mark>,
    counts: Option<&CountsEvidence>,
    raisers: &[Raiser],
) -> PriorityTheme {
    marks.sort_by_key(|mark| mark.raiser);
    let raise = |basis: Basis| {
        let by = |mark: &&Mark| mark.raises && raisers[mark.raiser].basis == basis;
        marks.iter().filter(by).count()
    };
    let (evidence, concern) = (raise(Basis::Evidence), raise(Basis::Concern));
    PriorityTheme {
        key: counts.map(|one| one.key.clone()),
        title,
        counts: counts.cloned(),
        rests_on: match (evidence > 0, concern > 0) {
            (true, true) => RestsOn::Both,
            (true, false) => RestsOn::Evidence,
            (false, true) => RestsOn::Concern,
            (false, false) => RestsOn::Neither,
        },
        chosen: raise(Basis::Chosen) > 0,
        disputed: marks.iter().any(|mark| mark.against) && marks.iter().any(|mark| mark.raises),
        evidence,
        concern,
        marks,
    }
}
