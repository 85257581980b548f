//! Incidents as columns over distinct places.

use crate::metres::Position;
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

/// A text of the incidents by number; 0 is the empty text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub u32);

/// One incident with a location, as readers hand it over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Incident {
    /// Where it happened.
    pub position: Position,
    /// When it happened.
    pub when: When,
    /// What happened.
    pub offence: Offence,
    /// The identifier of the source, empty where it gives none.
    pub id: Text,
    /// The label of the place, as the publisher writes it.
    pub label: Text,
    /// The agency that recorded it, empty where it is not said.
    pub source: Text,
    /// Where the row came from.
    pub origin: Origin,
}

/// Located incidents as columns, over distinct places; sorted by place, time, type and identifier.
#[derive(Debug, Clone, Default)]
pub struct Incidents {
    places: Vec<Position>,
    labels: Vec<Text>,
    starts: Vec<u32>,
    place: Vec<u32>,
    when: Vec<When>,
    offence: Vec<Offence>,
    id: Vec<Text>,
    label: Vec<Text>,
    source: Vec<Text>,
    origin: Vec<Origin>,
    texts: Vec<String>,
}

impl Incidents {
    /// Sorts the rows and lays them out as columns. `texts[n]` is the text of `Text(n)`; `texts[0]` must be empty.
    ///
    /// Equal positions become one place. A place is labelled by the label most of its rows carry (the
    /// alphabetically first of equals), because publishers revise labels over the years.
    /// Time O(n log n).
    #[must_use]
    pub fn new(mut rows: Vec<Incident>, texts: Vec<String>) -> Self {
        let text = |t: Text| texts.get(t.0 as usize).map_or("", String::as_str);
        rows.sort_unstable_by(|a, b| {
            (a.position, a.when, a.offence)
                .cmp(&(b.position, b.when, b.offence))
                .then_with(|| text(a.id).cmp(text(b.id)))
                .then_with(|| text(a.label).cmp(text(b.label)))
                .then_with(|| text(a.source).cmp(text(b.source)))
                .then_with(|| a.origin.cmp(&b.origin))
        });
        let mut columns = Self::default();
        for row in &rows {
            columns.push(row);
        }
        columns.starts.push(count(rows.len()));
        columns.labels = (0..columns.places.len())
            .map(|place| commonest(&columns.label[columns.rows_of(place)], &text))
            .collect();
        columns.texts = texts;
        columns
    }

    fn push(&mut self, row: &Incident) {
        if self.places.last() != Some(&row.position) {
            self.places.push(row.position);
            self.starts.push(count(self.place.len()));
        }
        self.place.push(count(self.places.len() - 1));
        self.when.push(row.when);
        self.offence.push(row.offence);
        self.id.push(row.id);
        self.label.push(row.label);
        self.source.push(row.source);
        self.origin.push(row.origin);
    }

    /// How many incidents there are.
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

    /// The identifier of a row.
    #[must_use]
    pub fn id(&self, row: usize) -> &str {
        self.text(self.id[row])
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

    /// Where each row came from.
    #[must_use]
    pub fn origin(&self) -> &[Origin] {
        &self.origin
    }

    fn text(&self, text: Text) -> &str {
        self.texts.get(text.0 as usize).map_or("", String::as_str)
    }
}

/// Row numbers are 32 bits wide: a run holds at most four thousand million located rows in memory.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn commonest<'a>(labels: &[Text], text: &impl Fn(Text) -> &'a str) -> Text {
    let mut sorted: Vec<Text> = labels.iter().copied().filter(|t| t.0 != 0).collect();
    sorted.sort_unstable_by(|a, b| text(*a).cmp(text(*b)).then(a.cmp(b)));
    let mut best = (0, Text(0));
    for run in sorted.chunk_by(|a, b| a == b) {
        if run.len() > best.0 {
            best = (run.len(), run[0]);
        }
    }
    best.1
}
