//! One side of a comparison: whose incidents, in which months.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::analysis::{Findings, Question};
use crate::ask::Ask;
use crate::coverage::Coverage;
use crate::incident::Incidents;
use crate::index::PlaceIndex;
use crate::locate::{Standing, locate};
use crate::metres::Position;
use crate::tally::Counted;
use crate::theme::Themes;
use crate::when::Month;

use super::{Compare, Earlier};

/// One side.
pub(super) struct Side<'a> {
    /// Its incidents.
    pub incidents: &'a Incidents,
    /// Its themes.
    pub themes: &'a Themes,
    /// Its coverage.
    pub coverage: &'a Coverage,
    /// Where its places stand in the areas of this study.
    pub standings: Cow<'a, [Standing]>,
    /// Which places lie in the part asked about; empty where that is whole areas.
    pub held: Vec<bool>,
    /// Its months, in order.
    pub months: &'a [Month],
    /// The things compared, as its own themes count them; nothing where it does not know one.
    pub things: Vec<Option<Counted>>,
    /// The other study, if it is of one.
    pub earlier: Option<&'a Earlier>,
    wanted: BTreeSet<Month>,
}

impl<'a> Side<'a> {
    /// The earlier one.
    pub fn before(
        question: &Question<'a>,
        findings: &'a Findings,
        ask: &Ask,
        compare: &'a Compare,
    ) -> Self {
        let months = &compare.months.before;
        let Some(earlier) = compare.earlier.as_deref() else {
            return Self::own(question, findings, ask, compare, months);
        };
        let places = earlier.incidents.places();
        let standings = locate(places, question.areas);
        let thing = |thing: &Counted| known(*thing, question.themes, &earlier.themes);
        Self {
            incidents: &earlier.incidents,
            themes: &earlier.themes,
            coverage: &earlier.coverage,
            held: held(ask, places, &standings),
            standings: Cow::Owned(standings),
            months,
            things: compare.things.iter().map(thing).collect(),
            earlier: Some(earlier),
            wanted: months.iter().copied().collect(),
        }
    }

    /// The later one.
    pub fn after(
        question: &Question<'a>,
        findings: &'a Findings,
        ask: &Ask,
        compare: &'a Compare,
    ) -> Self {
        Self::own(question, findings, ask, compare, &compare.months.after)
    }

    fn own(
        question: &Question<'a>,
        findings: &'a Findings,
        ask: &Ask,
        compare: &'a Compare,
        months: &'a [Month],
    ) -> Self {
        let places = question.incidents.places();
        Self {
            incidents: question.incidents,
            themes: question.themes,
            coverage: question.coverage,
            held: held(ask, places, &findings.standings),
            standings: Cow::Borrowed(&findings.standings),
            months,
            things: compare.things.iter().copied().map(Some).collect(),
            earlier: None,
            wanted: months.iter().copied().collect(),
        }
    }

    /// Whether a row falls in the months of the side.
    pub fn holds(&self, row: usize) -> bool {
        self.wanted
            .contains(&self.incidents.when()[row].counted_in())
    }

    /// The events of a thing at a place, in the months of the side.
    pub fn events_at(&self, place: usize, thing: Counted) -> u64 {
        let offences = self.incidents.offence();
        let rows = self.incidents.rows_of(place);
        let rows = rows.filter(|row| self.holds(*row) && thing.holds(offences[*row], self.themes));
        self.incidents.events(rows)
    }
}

fn held(ask: &Ask, places: &[Position], standings: &[Standing]) -> Vec<bool> {
    if ask.focus.is_of_areas() {
        return Vec::new();
    }
    (ask.focus).holds(places, &PlaceIndex::new(places), standings)
}

/// A thing as another study counts it: by the key, and of the same kind.
fn known(thing: Counted, own: &Themes, other: &Themes) -> Option<Counted> {
    match thing {
        Counted::Theme(number) => {
            let theme = &own.list()[number];
            let found = other.position(&theme.key)?;
            (other.list()[found].kind == theme.kind).then_some(Counted::Theme(found))
        }
        total => Some(total),
    }
}
