//! Incidents as columns over distinct places.

use crate::metres::Position;
use crate::texts::Texts;
use crate::theme::Offence;
use crate::when::When;

/// Where a row came from: the number of its file among the inputs, and its line there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file's number.
    pub file: u32,
    /// The line, from 1.
    pub line: u64,
}

/// A text of the incidents by number, in the alphabetical order of the texts; [`Text::NONE`] is the empty text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub u32);

impl Text {
    /// No text.
    pub const NONE: Self = Self(u32::MAX);
}

/// What stands between the values of attributes in the text that holds them: the unit separator of ASCII.
pub const ATTRIBUTE_SEPARATOR: u8 = 0x1f;

/// The texts that the numbers of incidents refer to, each list ascending.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Labels of places and names of sources.
    pub texts: Texts,
    /// Identifiers.
    pub ids: Texts,
    /// The names of the attributes that rows carry, in their order.
    pub attributes: Vec<String>,
}

/// One incident with a location, or several that are equal in all that is analysed, as readers hand them over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Incident {
    /// Where it happened.
    pub position: Position,
    /// When it happened.
    pub when: When,
    /// What happened.
    pub offence: Offence,
    /// How many incidents this stands for.
    pub count: u32,
    /// The identifier of the source, empty where it gives none.
    pub id: Text,
    /// The label of the place, as the publisher writes it.
    pub label: Text,
    /// The agency that recorded it, empty where it is not said.
    pub source: Text,
    /// Its values of the attributes in one text, with [`ATTRIBUTE_SEPARATOR`] between them; empty where none is read.
    pub attributes: Text,
    /// Where the row came from: the first, where it stands for several.
    pub origin: Origin,
}

/// Located incidents as columns, over distinct places; sorted by place, time, type and identifier.
///
/// A row stands for [`Incidents::count`] incidents that are equal in all that is analysed; it stands for one where whoever read
/// them kept them apart. Whatever counts must add up counts, not rows.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    places: Vec<Position>,
    labels: Vec<Text>,
    starts: Vec<u32>,
    place: Vec<u32>,
    when: Vec<When>,
    offence: Vec<Offence>,
    count: Vec<u32>,
    id: Vec<Text>,
    label: Vec<Text>,
    source: Vec<Text>,
    /// Empty where no attribute is read.
    attributes: Vec<Text>,
    origin: Vec<Origin>,
    vocabulary: Vocabulary,
}

impl Incidents {
    /// Sorts the rows and lays them out as columns.
    ///
    /// Equal positions become one place. A place is labelled by the label most of its rows carry (the
    /// alphabetically first of equals), because publishers revise labels over the years.
    /// Time O(n log n).
    #[must_use]
    pub fn new(mut rows: Vec<Incident>, vocabulary: Vocabulary) -> Self {
        rows.sort_unstable_by_key(|row| {
            let what = (row.position, row.when, row.offence);
            let said = (row.label, row.source, row.attributes);
            (what, row.id, said, row.origin)
        });
        let mut columns = Self::default();
        for row in &rows {
            columns.push(row);
            if !vocabulary.attributes.is_empty() {
                columns.attributes.push(row.attributes);
            }
        }
        columns.starts.push(number(rows.len()));
        columns.labels = (0..columns.places.len())
            .map(|place| {
                let rows = columns.rows_of(place);
                let labels = columns.label[rows.clone()].iter().copied();
                let counts = columns.count[rows].iter().copied();
                commonest(labels.zip(counts), &vocabulary.texts)
            })
            .collect();
        columns.vocabulary = vocabulary;
        columns
    }

    fn push(&mut self, row: &Incident) {
        if self.places.last() != Some(&row.position) {
            self.places.push(row.position);
            self.starts.push(number(self.place.len()));
        }
        self.place.push(number(self.places.len() - 1));
        self.when.push(row.when);
        self.offence.push(row.offence);
        self.count.push(row.count);
        self.id.push(row.id);
        self.label.push(row.label);
        self.source.push(row.source);
        self.origin.push(row.origin);
    }

    /// How many incidents there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.count.iter().map(|count| u64::from(*count)).sum()
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.place.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.place.is_empty()
    }

    /// The distinct places, sorted by easting, then northing.
    #[must_use]
    pub fn places(&self) -> &[Position] {
        &self.places
    }

    /// The rows at a place.
    #[must_use]
    pub fn rows_of(&self, place: usize) -> std::ops::Range<usize> {
        self.starts[place] as usize..self.starts[place + 1] as usize
    }

    /// The label of a place, empty where the source gives none.
    #[must_use]
    pub fn label_of(&self, place: usize) -> &str {
        self.text(self.labels[place])
    }

    /// The place of each row.
    #[must_use]
    pub fn place(&self) -> &[u32] {
        &self.place
    }

    /// The time of each row.
    #[must_use]
    pub fn when(&self) -> &[When] {
        &self.when
    }

    /// The offence type of each row.
    #[must_use]
    pub fn offence(&self) -> &[Offence] {
        &self.offence
    }

    /// How many incidents each row stands for.
    #[must_use]
    pub fn count(&self) -> &[u32] {
        &self.count
    }

    /// How many incidents some rows stand for.
    pub fn events(&self, rows: impl Iterator<Item = usize>) -> u64 {
        rows.map(|row| u64::from(self.count[row])).sum()
    }

    /// The identifier of a row.
    #[must_use]
    pub fn id(&self, row: usize) -> &str {
        self.vocabulary.ids.get(self.id[row].0)
    }

    /// The source of a row.
    #[must_use]
    pub fn source(&self, row: usize) -> &str {
        self.text(self.source[row])
    }

    /// The label of a row, as the publisher wrote it then.
    #[must_use]
    pub fn label(&self, row: usize) -> &str {
        self.text(self.label[row])
    }

    /// The names of the attributes that rows carry.
    #[must_use]
    pub fn attribute_names(&self) -> &[String] {
        &self.vocabulary.attributes
    }

    /// A row's value of an attribute, by the number of its name; empty where it is not recorded.
    #[must_use]
    pub fn attribute(&self, row: usize, number: usize) -> &str {
        let Some(joined) = self.attributes.get(row) else {
            return "";
        };
        let mut values = self.text(*joined).split(char::from(ATTRIBUTE_SEPARATOR));
        values.nth(number).unwrap_or_default()
    }

    /// Where each row came from.
    #[must_use]
    pub fn origin(&self) -> &[Origin] {
        &self.origin
    }

    fn text(&self, text: Text) -> &str {
        self.vocabulary.texts.get(text.0)
    }
}

/// Row numbers are 32 bits wide: a run holds at most four thousand million located rows in memory.
fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn commonest(labels: impl Iterator<Item = (Text, u32)>, texts: &Texts) -> Text {
    let mut sorted: Vec<(Text, u32)> = labels
        .filter(|(label, _)| !texts.get(label.0).is_empty())
        .collect();
    sorted.sort_unstable();
    let mut best = (0, Text::NONE);
    for run in sorted.chunk_by(|(one, _), (other, _)| one == other) {
        let count = run.iter().map(|(_, count)| u64::from(*count)).sum();
        if count > best.0 {
            best = (count, run[0].0);
        }
    }
    best.1
}
