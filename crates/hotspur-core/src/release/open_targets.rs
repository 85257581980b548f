//! Targets as others than the analyst may know them: what the study declares, and a word where counts that are let out bear it.
//!
//! Nothing here holds a count, a chance, a projection or an area. A count so far is the one that disclosure control let out, which
//! readers of this look up by its number.

use super::opened::Open;
use super::policy::{Policy, sharing_sensitive};
use crate::tally::Counted;
use crate::theme::Themes;
use crate::track::{
    Aim, Indicator, Intended, Measure, Part, Record, Status, Targets, Track, Tracked, Whose, Year,
};
use crate::value::{Reason, Value};

/// A word is given where it rests on no fewer events, answers or rows than these, and where the rest is no fewer either: with a target
/// that everybody knows, a word says on which side of a limit a number lies.
pub const FEWEST_FOR_A_WORD: u64 = 30;

/// What everybody may know of the targets of the study area.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenTargets {
    /// The year.
    pub year: Year,
    /// The year that changes are measured from.
    pub baseline: Option<Year>,
    /// The chance of meeting a target from which the word is on track, and below one less which off: a setting of the study.
    pub confident: f64,
    /// In the order of the study.
    pub indicators: Vec<OpenIndicator>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenIndicator {
    /// Its title.
    pub title: String,
    /// What is declared of it; nothing of a sensitive one.
    pub declared: Option<Declared>,
    /// Where it stands.
    pub word: Word,
}

/// What a study declares of an indicator in the study area.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// The code that it is printed with.
    pub code: Option<String>,
    /// What its rows are.
    pub record: Record,
    /// Whether its figures are shares from 0 to 1.
    pub share: bool,
    /// Which way it should go.
    pub intended: Intended,
    /// Why, where that is said.
    pub because: Option<String>,
    /// The exposure that its rates divide by.
    pub per: Option<String>,
    /// The printed figure of the baseline, and whether it is itself a prediction; never one that was counted, nor one that tells of
    /// fewer events than the threshold.
    pub baseline: Option<(f64, bool)>,
    /// What is aimed at, by year.
    pub targets: Vec<(Year, Aim)>,
    /// The number of what is counted, where it is all of what is counted, so that its count is one that may be let out.
    pub counted: Option<usize>,
}

/// Where an indicator stands, as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// The word, and why it is no other, where that counts nothing.
    Said(Status, Option<Reason>),
    /// It is known, and not told.
    KeptBack(KeptBack),
}

/// Why a word is not told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeptBack {
    /// The theme is sensitive, or tells of one that is.
    Sensitive,
    /// It rests on too few, or its count is withheld.
    TooFew,
    /// Counts are rounded: a word of true ones would tell on which side of a limit a rounded one lies.
    Rounded,
}

impl KeptBack {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sensitive => "sensitive",
            Self::TooFew => "too few, or its count is withheld",
            Self::Rounded => "counts are rounded",
        }
    }
}

/// What decides, beside the indicator.
pub(super) struct Deciding<'a> {
    pub policy: &'a Policy,
    pub themes: &'a Themes,
    /// The counts of the study area that are let out, by the number of what is counted.
    pub study: &'a [Open],
}

impl OpenTargets {
    /// What may be told of the targets that were followed.
    pub(super) fn of(found: &Targets, deciding: &Deciding) -> Self {
        let track = &found.track;
        Self {
            year: track.year,
            baseline: track.baseline,
            confident: track.confident,
            indicators: (found.indicators.iter())
                .map(|tracked| deciding.indicator(track, tracked))
                .collect(),
        }
    }
}

impl Deciding<'_> {
    fn indicator(&self, track: &Track, tracked: &Tracked) -> OpenIndicator {
        let indicator = &tracked.indicator;
        let title = indicator.title.clone();
        if is_sensitive(indicator, self.themes) {
            return OpenIndicator {
                title,
                declared: None,
                word: Word::KeptBack(KeptBack::Sensitive),
            };
        }
        let whole = (tracked.parts.iter()).find(|part| part.whose == Whose::StudyArea);
        let word =
            declared_word(indicator, track).unwrap_or_else(|| self.word(indicator, track, whole));
        OpenIndicator {
            title,
            declared: Some(declared(indicator, track, self.policy.threshold_if(false))),
            word,
        }
    }

    /// The fewest that a word may rest on.
    fn fewest(&self) -> u64 {
        FEWEST_FOR_A_WORD.max(self.policy.threshold_if(true))
    }

    /// The word that counts, or answers, bear.
    fn word(&self, indicator: &Indicator, track: &Track, whole: Option<&Part>) -> Word {
        let Some(part) = whole else {
            return Word::KeptBack(KeptBack::TooFew);
        };
        let (counted, narrowed) = match &indicator.measure {
            Measure::Survey => {
                let asked = (indicator.figure(Whose::StudyArea, track.year))
                    .and_then(|figure| figure.of)
                    .is_none_or(|of| of >= self.fewest() as f64);
                return match asked {
                    true => said(part),
                    false => Word::KeptBack(KeptBack::TooFew),
                };
            }
            Measure::Count(counted, narrowed) => (*counted, narrowed.is_some()),
            Measure::Share(counted, _) => (*counted, true),
        };
        if self.policy.rounded {
            return Word::KeptBack(KeptBack::Rounded);
        }
        if narrowed && tells_of_sensitive(counted, self.themes) {
            return Word::KeptBack(KeptBack::Sensitive);
        }
        let open = (self.study.get(counted.slot())).and_then(|open| open.count());
        if open.is_some_and(|open| self.enough(part, open, narrowed)) {
            said(part)
        } else {
            Word::KeptBack(KeptBack::TooFew)
        }
    }

    /// Whether a word tells of no handful: neither what it counts, nor the rest of what is let out, nor a baseline that was counted.
    fn enough(&self, part: &Part, open: u64, narrowed: bool) -> bool {
        let fewest = self.fewest() as f64;
        let baseline = part.baseline.known();
        let (events, rest) = match (part.so_far, part.of) {
            (Value::Known(share), Some(of)) => (share * of, (1.0 - share) * of),
            (Value::Known(events), None) if narrowed => (events, open as f64 - events),
            (Value::Known(_), None) => (open as f64, fewest),
            (Value::Undefined(_), _) => return false,
        };
        let counted = baseline.filter(|baseline| baseline.counted);
        let before = counted.is_none_or(|baseline| match baseline.of {
            Some(of) => baseline.value.min(1.0 - baseline.value) * of >= fewest,
            None => baseline.value >= fewest,
        });
        open as f64 >= fewest && events >= fewest && rest >= fewest && before
    }
}

/// The word that a declaration alone bears, whatever is counted.
fn declared_word(indicator: &Indicator, track: &Track) -> Option<Word> {
    let survey = indicator.measure == Measure::Survey;
    let has_figure = || indicator.figure(Whose::StudyArea, track.year).is_some();
    if track.baseline == Some(track.year) && (!survey || has_figure()) {
        return Some(Word::Said(Status::BaselineYear, None));
    }
    let none = |why| Some(Word::Said(Status::NoTarget, Some(why)));
    if indicator.intended == Intended::Watched {
        return none(Reason::NoTargetOnPurpose);
    }
    match indicator.target(Whose::StudyArea, track.year) {
        None => none(Reason::NoTarget),
        Some(target) if matches!(target.aim, Aim::Said(_)) => none(Reason::TargetWithoutFigure),
        Some(_) => None,
    }
}

/// The word of a part, without a reason that would count something.
fn said(part: &Part) -> Word {
    let tells_nothing = |why: &Reason| {
        matches!(
            why,
            Reason::AcrossBreak | Reason::NoFigureOfYear | Reason::NoExposure | Reason::NoBaseline
        )
    };
    Word::Said(part.status, part.why.filter(tells_nothing))
}

/// What is declared; a figure of fewer events than `threshold` is not told, for nobody knows who counted it.
fn declared(indicator: &Indicator, track: &Track, threshold: u64) -> Declared {
    let share = !matches!(indicator.measure, Measure::Count(..));
    let figure = (track.baseline).and_then(|year| indicator.figure(Whose::StudyArea, year));
    let events = |value: f64, of: Option<f64>| match (share, of) {
        (false, _) => value,
        (true, Some(of)) => value * of,
        (true, None) => f64::INFINITY,
    };
    let told = figure.filter(|figure| {
        let events = events(figure.value, figure.of);
        events == 0.0 || events >= threshold as f64
    });
    let mut targets: Vec<(Year, Aim)> = (indicator.targets.iter())
        .filter(|target| target.whose == Whose::StudyArea)
        .map(|target| (target.year, target.aim.clone()))
        .collect();
    targets.sort_by_key(|(year, _)| *year);
    Declared {
        code: indicator.code.clone(),
        record: indicator.record,
        share,
        intended: indicator.intended,
        because: indicator.because.clone(),
        per: indicator.per.clone(),
        baseline: told.map(|figure| (figure.value, figure.predicted)),
        targets,
        counted: match &indicator.measure {
            Measure::Count(counted, None) => Some(counted.slot()),
            _ => None,
        },
    }
}

/// Whether what an indicator counts is a sensitive theme.
pub(super) fn is_sensitive(indicator: &Indicator, themes: &Themes) -> bool {
    match indicator.measure.counted() {
        Some(Counted::Theme(theme)) => themes.list()[theme].sensitive,
        _ => false,
    }
}

/// Whether an attribute of what is counted may be one of sensitive events.
fn tells_of_sensitive(counted: Counted, themes: &Themes) -> bool {
    match counted {
        Counted::Theme(theme) => sharing_sensitive(theme, themes).is_some(),
        Counted::AllCrime | Counted::AllIncidents => {
            themes.list().iter().any(|theme| theme.sensitive)
        }
    }
}
