//! Harm: counts of offence types by their weights, with what the sum rests on.

use crate::analysis::Question;
use crate::locate::Standing;
use crate::rate::{Limits, gamma_limit};
use crate::tally::Counted;
use crate::theme::Offence;
use crate::value::{Reason, Value};

/// A sum that rests on fewer effective events than this is said to rest on few.
pub const FEWEST_EFFECTIVE: f64 = 10.0;

/// The level of intervals.
const LEVEL: f64 = 0.95;

/// Categories of street-level open data that lump offences of very unlike harm, folded.
const LUMPING: [&str; 9] = [
    "violence and sexual offences",
    "violent crime",
    "criminal damage and arson",
    "public order",
    "public disorder and weapons",
    "vehicle crime",
    "other theft",
    "other crime",
    "anti-social behaviour",
];

/// The weight of an offence type.
#[derive(Debug, Clone, PartialEq)]
pub struct HarmWeight {
    /// The type, as the study's themes spell it, without regard to case.
    pub offence_type: String,
    /// Its weight, in the unit of the table (days of imprisonment, pounds, …).
    pub weight: f64,
}

/// A table of weights.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HarmWeights {
    /// Weights by type.
    pub weights: Vec<HarmWeight>,
    /// The version of the table; empty where it tells none.
    pub version: String,
    /// Where it is from.
    pub source: String,
}

/// Why there is no harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoHarm {
    /// The types are categories, each of which lumps offences of very unlike harm: these.
    CoarseCategories(Vec<String>),
    /// No type of the study's themes has a weight.
    NoneWeighted,
}

/// A sum of harm.
#[derive(Debug, Clone, PartialEq)]
pub struct HarmTotal {
    /// H = Σ w over weighted events.
    pub total: f64,
    /// Events whose type has a weight.
    pub events: u64,
    /// Events whose type has none, which the sum leaves out.
    pub unweighted: u64,
    /// (Σ w)² / Σ w²: as many events of equal weight would be as unsure (Kish 1965, Survey Sampling, section 11.7).
    pub effective: Value<f64>,
    /// 95 % limits of the mean of H, by Fay and Feuer; see [`harm_limits`].
    pub limits: Value<Limits>,
    /// The type that makes most of the sum, and its share.
    pub worst: Option<(String, f64)>,
}

impl HarmTotal {
    /// Whether it rests on fewer than [`FEWEST_EFFECTIVE`] effective events.
    #[must_use]
    pub fn few(&self) -> bool {
        self.effective
            .known()
            .is_none_or(|effective| effective < FEWEST_EFFECTIVE)
    }
}

/// The harm of one thing counted.
#[derive(Debug, Clone, PartialEq)]
pub struct HarmOf {
    /// A theme, or all crime.
    pub counted: Counted,
    /// In the study area, where each event counts once.
    pub study_area: HarmTotal,
    /// Area by area.
    pub areas: Vec<HarmTotal>,
}

/// Harm by theme and area.
#[derive(Debug, Clone, PartialEq)]
pub struct Harm {
    /// The version of the weights.
    pub version: String,
    /// Their source.
    pub source: String,
    /// The largest weight of a type that the study's rows hold; the upper limits of each thing allow for its own.
    pub largest_weight: f64,
    /// Weighted types that no theme of the study holds.
    pub unknown_types: Vec<String>,
    /// All crime, then the themes of which any event has a weight.
    pub things: Vec<HarmOf>,
}

/// Exact-like limits of a weighted sum of Poisson counts, y = Σ wᵢ Oᵢ with v = Σ wᵢ² Oᵢ and the largest weight m: the
/// α/2 quantile of a gamma variable of mean y and variance v, and the 1 − α/2 quantile of one of mean y + m and variance
/// v + m² (Fay & Feuer 1997, doi:10.1002/(SICI)1097-0258(19970415)16:7<791::AID-SIM500>3.0.CO;2-#).
///
/// For equal weights they are Garwood's, times the weight. The upper limit allows for one event more of the heaviest type, so
/// that it is wide where such an event is rare but possible, as it should be. Undefined for numbers that are not finite or a largest
/// weight that is not positive. Events are taken to come singly.
///
/// ```
/// use hotspur_core::rate::garwood;
/// use hotspur_core::track::harm_limits;
/// let found = harm_limits(20.0, 40.0, 2.0).known().unwrap();
/// let exact = garwood(10, 0.95);
/// assert!((found.lower - 2.0 * exact.lower).abs() < 1e-9 && (found.upper - 2.0 * exact.upper).abs() < 1e-9);
/// ```
#[must_use]
pub fn harm_limits(sum: f64, squares: f64, largest: f64) -> Value<Limits> {
    if !(largest > 0.0 && largest.is_finite() && sum.is_finite() && squares.is_finite()) {
        return Value::Undefined(Reason::BadInput);
    }
    let tail = (1.0 - LEVEL) / 2.0;
    let of = |mean: f64, variance: f64, upper: bool| {
        gamma_limit(mean * mean / variance, tail, upper) * variance / mean
    };
    let lower = if sum > 0.0 {
        of(sum, squares, false)
    } else {
        0.0
    };
    let upper = of(sum + largest, squares + largest * largest, true);
    Value::finite(upper - lower, Reason::NotFinite).map(|_| Limits { lower, upper })
}

/// Sums harm by theme and area over the selected rows. Time O(rows · themes of a row).
///
/// Recorded crimes and calls are never added: a theme is of one kind, and the total is that of crime.
///
/// # Errors
///
/// [`NoHarm`] where the types are coarse categories — `coarse` says that the publisher's are, and a weighted type that is
/// itself such a category shows it — or where no type has a weight.
pub fn harm(
    question: &Question,
    standings: &[Standing],
    weights: &HarmWeights,
    coarse: bool,
) -> Result<Harm, NoHarm> {
    let themes = question.themes;
    let lumped: Vec<String> = (themes.list().iter())
        .flat_map(|theme| &theme.types)
        .filter(|name| LUMPING.contains(&name.trim().to_lowercase().as_str()))
        .filter(|name| coarse || weighted(weights, name))
        .cloned()
        .collect();
    if coarse || !lumped.is_empty() {
        return Err(NoHarm::CoarseCategories(lumped));
    }
    let types = usize::from(themes.other().0) + 1;
    let mut weight_of: Vec<Option<f64>> = vec![None; types];
    let mut unknown_types = Vec::new();
    for one in &weights.weights {
        match themes.offence(&one.offence_type) {
            Some(offence) => weight_of[usize::from(offence.0)] = Some(one.weight),
            None => unknown_types.push(one.offence_type.clone()),
        }
    }
    let (study, areas) = counts(question, standings, types);
    let largest_weight = (weight_of.iter().zip(&study))
        .filter(|(_, count)| **count > 0)
        .filter_map(|(weight, _)| *weight)
        .fold(0.0, f64::max);
    if !(largest_weight > 0.0) {
        return Err(NoHarm::NoneWeighted);
    }
    let total = |counted: Counted, counts: &[u64]| {
        let held = || {
            (0..types).filter(|number| {
                u16::try_from(*number).is_ok_and(|number| counted.holds(Offence(number), themes))
            })
        };
        // The event more that the upper limit allows for is one of the thing itself: no theft turns into a robbery.
        let largest = held()
            .filter(|number| study[*number] > 0)
            .filter_map(|number| weight_of[number])
            .fold(0.0, f64::max);
        let parts = held().map(|number| (number, counts[number], weight_of[number]));
        let name = |number: usize| {
            let number = u16::try_from(number).unwrap_or(u16::MAX);
            themes.offence_name(Offence(number)).to_owned()
        };
        harm_total(parts, largest, &name)
    };
    let all = (0..themes.list().len()).map(Counted::Theme);
    let things = std::iter::once(Counted::AllCrime)
        .chain(all)
        .map(|counted| HarmOf {
            counted,
            study_area: total(counted, &study),
            areas: areas.iter().map(|counts| total(counted, counts)).collect(),
        })
        .filter(|one| one.study_area.events > 0)
        .collect();
    unknown_types.sort();
    Ok(Harm {
        version: weights.version.clone(),
        source: weights.source.clone(),
        largest_weight,
        unknown_types,
        things,
    })
}

fn weighted(weights: &HarmWeights, name: &str) -> bool {
    let name = name.trim().to_lowercase();
    weights
        .weights
        .iter()
        .any(|one| one.offence_type.trim().to_lowercase() == name)
}

/// Events by type, of the study area and of each area.
fn counts(question: &Question, standings: &[Standing], types: usize) -> (Vec<u64>, Vec<Vec<u64>>) {
    let incidents = question.incidents;
    let mut study = vec![0; types];
    let mut by_area = vec![vec![0; types]; question.areas.list().len()];
    for row in 0..incidents.len() {
        let areas = standings[incidents.place()[row] as usize].areas();
        if areas.is_empty() || !question.params.selection.holds(incidents, row) {
            continue;
        }
        let number = usize::from(incidents.offence()[row].0);
        let events = u64::from(incidents.count()[row]);
        study[number] += events;
        for area in areas {
            by_area[*area as usize][number] += events;
        }
    }
    (study, by_area)
}

/// The harm of (type, events, weight), where the heaviest of these types that the study's rows hold weighs `largest`.
fn harm_total(
    parts: impl Iterator<Item = (usize, u64, Option<f64>)>,
    largest: f64,
    name: &dyn Fn(usize) -> String,
) -> HarmTotal {
    let (mut total, mut squares, mut events, mut unweighted) = (0.0, 0.0, 0, 0);
    let mut worst: Option<(usize, f64)> = None;
    for (number, count, weight) in parts {
        let Some(weight) = weight else {
            unweighted += count;
            continue;
        };
        let part = weight * count as f64;
        events += count;
        total += part;
        squares += weight * part;
        if part > worst.map_or(0.0, |(_, most)| most) {
            worst = Some((number, part));
        }
    }
    HarmTotal {
        total,
        events,
        unweighted,
        effective: Value::ratio(total * total, squares, Reason::NoEvents),
        limits: harm_limits(total, squares, largest),
        worst: worst.map(|(number, part)| (name(number), part / total)),
    }
}
