//! Incidents that two sources seem to have recorded both.

use std::collections::{BTreeMap, BTreeSet};

use crate::incident::Incidents;
use crate::index::PlaceIndex;
use crate::metres::Metres;
use crate::theme::Themes;
use crate::when::{Precision, When};

const MINUTES_A_DAY: i64 = 24 * 60;

/// How near two records of one incident are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearness {
    /// At most so far apart.
    pub metres: Metres,
    /// On days at most so many apart.
    pub days: u32,
}

impl Default for Nearness {
    /// 100 metres and one day: what geocoding to an address or a street, and midnight, put between two records.
    fn default() -> Self {
        Self {
            metres: Metres(100.0),
            days: 1,
        }
    }
}

/// Records of two sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedByTwo {
    /// The sources, the alphabetically first before the other.
    pub sources: (String, String),
    /// How many incidents of one seem to be in the other too.
    pub count: u64,
}

/// How many incidents two sources seem to have recorded both, for each pair of sources that has any.
///
/// Two records are alike if they share a theme (or, where neither has one, the offence type), and lie near in place and in time; where either is known by month
/// alone, if they are of one month and stand on one point, or bear one label and lie near. Each record is paired at most once with one of another
/// source, in the order of the incidents, so that a burglary does not stand for all of a street's; the number does not depend on which is
/// taken, but for chains of near records; there it is at least half of the most that could be paired.
/// Rows without a source are one source. Nothing is removed: an analyst joins or leaves out sources on purpose.
/// Time O(rows · rows near in place and time), memory O(rows).
///
/// ```
/// use hotspur_core::sources::{Nearness, likely_duplicates};
/// use hotspur_core::{Incidents, Kind, Themes};
/// let themes = Themes::new(Vec::new(), Kind::Crime).unwrap();
/// assert!(likely_duplicates(&Incidents::default(), &themes, Nearness::default()).is_empty());
/// ```
#[must_use]
pub fn likely_duplicates(
    incidents: &Incidents,
    themes: &Themes,
    near: Nearness,
) -> Vec<SharedByTwo> {
    let mut distinct = BTreeSet::new();
    let mut last = None;
    for row in 0..incidents.len() {
        let source = incidents.source(row);
        if last != Some(source) {
            distinct.insert(source);
            last = Some(source);
        }
    }
    let names: Vec<&str> = distinct.into_iter().collect();
    if names.len() < 2 {
        return Vec::new();
    }
    let sources: Vec<usize> = (0..incidents.len())
        .map(|row| names.binary_search(&incidents.source(row)).unwrap_or(0))
        .collect();
    let search = Search {
        incidents,
        themes,
        near,
        sources: &sources,
    };
    let index = PlaceIndex::new(incidents.places());
    let mut left: Vec<u32> = incidents.count().to_vec();
    let mut pairs: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (place, at) in incidents.places().iter().enumerate() {
        let places = index.within(*at, near.metres);
        for row in incidents.rows_of(place) {
            search.pair(row, place, &places, &mut left, &mut pairs);
        }
    }
    let shared = pairs.into_iter().map(|((one, other), count)| SharedByTwo {
        sources: (names[one].to_owned(), names[other].to_owned()),
        count,
    });
    shared.collect()
}

struct Search<'a> {
    incidents: &'a Incidents,
    themes: &'a Themes,
    near: Nearness,
    sources: &'a [usize],
}

impl Search<'_> {
    /// Pairs what is left of a row with later rows of other sources.
    fn pair(
        &self,
        row: usize,
        place: usize,
        places: &[u32],
        left: &mut [u32],
        pairs: &mut BTreeMap<(usize, usize), u64>,
    ) {
        for other_place in places {
            let rows = self.incidents.rows_of(*other_place as usize);
            for other in self.in_time(row, rows) {
                if left[row] == 0 {
                    return;
                }
                let (one, two) = (self.sources[row], self.sources[other]);
                let free = other > row && one != two && left[other] > 0;
                let here = place == *other_place as usize;
                if !(free && self.alike(row, other, here)) {
                    continue;
                }
                let both = left[row].min(left[other]);
                left[row] -= both;
                left[other] -= both;
                *pairs.entry((one.min(two), one.max(two))).or_default() += u64::from(both);
            }
        }
    }

    /// The rows of a place that can be near in time: rows of a place ascend by their first minute.
    fn in_time(&self, row: usize, rows: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let from = i64::from(self.incidents.when()[row].from.0);
        // A month begins up to 31 days before what happens in it.
        let reach = MINUTES_A_DAY * i64::from(self.near.days.saturating_add(1).max(32));
        let when = &self.incidents.when()[rows.clone()];
        let first = when.partition_point(|when| i64::from(when.from.0) < from - reach);
        let last = when.partition_point(|when| i64::from(when.from.0) <= from + reach);
        rows.start + first..rows.start + last
    }

    fn alike(&self, one: usize, other: usize, here: bool) -> bool {
        let incidents = self.incidents;
        let (a, b) = (incidents.when()[one], incidents.when()[other]);
        let offences = (incidents.offence()[one], incidents.offence()[other]);
        let (mine, theirs) = (self.themes.of(offences.0), self.themes.of(offences.1));
        let same_kind = if mine.is_empty() && theirs.is_empty() {
            offences.0 == offences.1
        } else {
            mine.iter().any(|theme| theirs.contains(theme))
        };
        let by_month = a.precision == Precision::Month || b.precision == Precision::Month;
        let label = incidents.label(one);
        let same_place = here || (!label.is_empty() && label == incidents.label(other));
        same_kind
            && match by_month {
                true => a.counted_in() == b.counted_in() && same_place,
                false => day(a).abs_diff(day(b)) <= u64::from(self.near.days),
            }
    }
}

fn day(when: When) -> i64 {
    i64::from(when.from.0).div_euclid(MINUTES_A_DAY)
}
