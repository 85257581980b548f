//! Whether a scheme worked, and at whose cost.

use geo::Area as _;

use super::asked::{SchemeAsked, SchemeWhen};
use super::counts::{ZoneCounts, zone_counts};
use super::plan::{Power, power};
use super::scaled::scaled_wdd;
use super::zones::{Zone, zone_of_places};
use crate::analysis::Question;
use crate::change::{
    Around, Buffer, ChangeRule, Compared, Counted as Exposed, Difference, Ground, Scheme, Wdd,
    compare, cumulative_wdd_scaled, wdd,
};
use crate::index::PlaceIndex;
use crate::locate::Standing;
use crate::rate::dispersion;
use crate::tally::Counted;
use crate::value::{Reason, Value};

/// The level of significance, two-sided.
pub const ALPHA: f64 = 0.05;

/// The level of the intervals.
const LEVEL: f64 = 0.95;

/// What is found of a scheme.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// The scheme.
    pub scheme: SchemeAsked,
    /// Each thing counted; nothing where no months can be compared.
    pub counted: Vec<SchemeCounted>,
}

/// What is found of one thing counted.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemeCounted {
    /// What is counted.
    pub counted: Counted,
    /// The zones in the order of the scheme's.
    pub zones: Vec<ZoneCounts>,
    /// How much more the months of the zones vary than Poisson counts; it widens the intervals where it is above one.
    pub dispersion: Value<f64>,
    /// The target after against before, without a control; nothing of a plan.
    pub alone: Option<Compared>,
    /// Target against control; nothing without a control, and of a plan.
    pub effect: Option<Effect>,
    /// What could be seen.
    pub power: Power,
    /// Whether the power is that of a control as busy as the target, because none was declared.
    pub control_assumed: bool,
    /// What is said of it.
    pub verdict: SchemeVerdict,
}

/// The target against its control, and the buffer against its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Effect {
    /// Events a month, with each control scaled to the ground of what it controls.
    pub wdd: Wdd,
    /// The same with counts as they are, whatever ground they are of.
    pub as_counts: Wdd,
    /// What happened around the target.
    pub around: Around,
    /// The difference of target and control so far, after each month, in events.
    pub cumulative: Vec<Value<Difference>>,
}

/// What is said of a scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemeVerdict {
    /// The target fell by more than its control, and chance does not explain it.
    Fell,
    /// The target rose by more than its control, and chance does not explain it.
    Rose,
    /// Chance explains the difference, and a fall of the whole target would have been seen.
    NoEvidence,
    /// Chance explains the difference, and would explain the loss of every event.
    TooFew,
    /// Nothing says what would have happened anyway.
    NoControl,
    /// A plan whose effect could be seen.
    CanBeEvaluated,
    /// A plan whose effect could not be seen, however large.
    CannotBeEvaluated,
}

impl SchemeVerdict {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fell => "fell more than its control",
            Self::Rose => "rose more than its control",
            Self::NoEvidence => "no evidence of an effect",
            Self::TooFew => "too few to tell",
            Self::NoControl => "cannot be judged without a control",
            Self::CanBeEvaluated => "can be evaluated",
            Self::CannotBeEvaluated => "cannot be evaluated: extend the area or the period",
        }
    }
}

/// Judges schemes by the weighted displacement difference ([`scaled_wdd`]), plans by [`power`].
///
/// Variances are multiplied by the dispersion of the zones' months ([`dispersion`]), found before and after apart and pooled by their
/// degrees of freedom, so that an effect is not taken for it; taken as one where it is below, or is not known.
/// p is of one thing counted: of twenty that are looked at, one is below 0.05 by chance.
/// Time O(schemes · rows · things) and the queries of the R-tree.
#[must_use]
pub fn evaluate_scheme(
    question: &Question,
    standings: &[Standing],
    schemes: &[SchemeAsked],
) -> Vec<Evaluation> {
    if schemes.is_empty() {
        return Vec::new();
    }
    let places = question.incidents.places();
    let index = PlaceIndex::new(places);
    let judged = schemes.iter().map(|scheme| {
        let zone_of = zone_of_places(&scheme.zones, places, &index, standings);
        let months = match &scheme.when {
            Ok(SchemeWhen::Planned { latest, .. }) => (latest.as_slice(), [].as_slice()),
            Ok(SchemeWhen::Running(spans) | SchemeWhen::Ended(spans)) => {
                (spans.before.as_slice(), spans.after.as_slice())
            }
            Err(_) => ([].as_slice(), [].as_slice()),
        };
        let counts = match &scheme.when {
            Ok(_) => zone_counts(question, &scheme.zones, &zone_of, months, &scheme.things),
            Err(_) => Vec::new(),
        };
        Evaluation {
            counted: scheme
                .things
                .iter()
                .zip(counts)
                .map(|(thing, zones)| judge_scheme(scheme, *thing, zones))
                .collect(),
            scheme: scheme.clone(),
        }
    });
    judged.collect()
}

/// Judges one thing counted by the counts of a scheme's zones, which are in the order of its list. Time O(zones · months).
///
/// ```
/// use geo::{MultiPolygon, Rect};
/// use hotspur_core::scheme::{SchemeAsked, SchemeSpans, SchemeVerdict, SchemeWhen, Zone, ZoneCounts, Zones, judge_scheme};
/// use hotspur_core::{Counted, Month};
/// let square = |x: f64| MultiPolygon::new(vec![Rect::new((x, 0.0), (x + 100.0, 100.0)).to_polygon()]);
/// let months = |from: i32| (from..from + 3).map(Month).collect();
/// let scheme = SchemeAsked {
///     name: "Alley gates".into(),
///     kind: None,
///     start: None,
///     end: None,
///     zones: Zones { list: vec![(Zone::Target, square(0.0)), (Zone::Control, square(500.0))] },
///     things: vec![Counted::AllCrime],
///     when: Ok(SchemeWhen::Ended(SchemeSpans { before: months(24_000), after: months(24_003), left_out: None, like: false })),
///     breaks: Vec::new(),
///     cautions: Vec::new(),
/// };
/// let zone = |zone, before: [u64; 3], after: [u64; 3]| ZoneCounts { zone, before_months: before.into(), after_months: after.into() };
/// let zones = vec![zone(Zone::Target, [40, 44, 42], [20, 19, 22]), zone(Zone::Control, [50, 52, 51], [49, 52, 50])];
/// let found = judge_scheme(&scheme, Counted::AllCrime, zones);
/// assert_eq!(found.verdict, SchemeVerdict::Fell);
/// ```
#[must_use]
pub fn judge_scheme(
    scheme: &SchemeAsked,
    counted: Counted,
    zones: Vec<ZoneCounts>,
) -> SchemeCounted {
    let dispersion = pooled_dispersion(&zones);
    let phi = dispersion.known().unwrap_or(1.0).max(1.0);
    let control = find(&zones, Zone::Control);
    let planned = scheme.when.as_ref().map(SchemeWhen::spans).ok().flatten();
    let lengths = lengths(scheme, &zones);
    let alone = planned.and(find(&zones, Zone::Target)).map(|target| {
        compare(
            Exposed::new(target.before(), lengths.0),
            Exposed::new(target.after(), lengths.1),
            &ChangeRule::default(),
        )
    });
    let effect = planned.and_then(|_| effect(scheme, &zones, lengths, phi));
    let power = power_of(scheme, &zones, lengths, phi);
    SchemeCounted {
        verdict: verdict(
            planned.is_none(),
            control.is_some(),
            effect.as_ref(),
            &power,
        ),
        counted,
        dispersion,
        alone,
        effect,
        power,
        control_assumed: control.is_none(),
        zones,
    }
}

/// Months before and after that are compared, or would be.
fn lengths(scheme: &SchemeAsked, zones: &[ZoneCounts]) -> (f64, f64) {
    if let Ok(SchemeWhen::Planned { months, .. }) = &scheme.when {
        return (f64::from(*months), f64::from(*months));
    }
    let months = |of: fn(&ZoneCounts) -> &Vec<u64>| zones.first().map_or(0, |zone| of(zone).len());
    (
        months(|zone| &zone.before_months) as f64,
        months(|zone| &zone.after_months) as f64,
    )
}

fn find(zones: &[ZoneCounts], wanted: Zone) -> Option<&ZoneCounts> {
    zones.iter().find(|zone| zone.zone == wanted)
}

/// The dispersion before and that after, pooled by their degrees of freedom.
fn pooled_dispersion(zones: &[ZoneCounts]) -> Value<f64> {
    let table = |of: fn(&ZoneCounts) -> &Vec<u64>| -> Vec<Vec<u64>> {
        zones.iter().map(|zone| of(zone).clone()).collect()
    };
    let tables = [
        table(|zone| &zone.before_months),
        table(|zone| &zone.after_months),
    ];
    let found = tables.map(|table| dispersion(&table));
    let known = found.iter().filter_map(|found| found.known());
    let (sum, degrees) = known.fold((0.0, 0.0), |(sum, degrees), one| {
        (sum + one.phi * one.degrees, degrees + one.degrees)
    });
    match (degrees > 0.0, found[0]) {
        (true, _) => Value::Known(sum / degrees),
        (false, Value::Undefined(reason)) => Value::Undefined(reason),
        (false, Value::Known(_)) => Value::Undefined(Reason::ShortSeries),
    }
}

fn effect(
    scheme: &SchemeAsked,
    zones: &[ZoneCounts],
    lengths: (f64, f64),
    phi: f64,
) -> Option<Effect> {
    let ground = |zone: Zone| {
        find(zones, zone).map(|counts| Ground::counts(counts.before(), counts.after()))
    };
    let size = |zone: Zone| {
        let at = scheme.zones.position(zone);
        at.map_or(0.0, |at| scheme.zones.list[at].1.unsigned_area())
    };
    let counts = Scheme {
        target: ground(Zone::Target)?,
        control: ground(Zone::Control)?,
        buffer: ground(Zone::Buffer).map(|buffer| Buffer {
            buffer,
            control: ground(Zone::BufferControl),
        }),
        lengths,
    };
    let sizes = [
        Zone::Target,
        Zone::Control,
        Zone::Buffer,
        Zone::BufferControl,
    ]
    .map(size);
    let scaled = scaled_wdd(&counts, sizes, phi, LEVEL);
    let (target, control) = (find(zones, Zone::Target)?, find(zones, Zone::Control)?);
    let after: Vec<(u64, u64)> = (target.after_months.iter().copied())
        .zip(control.after_months.iter().copied())
        .collect();
    let before = (target.before(), control.before());
    let periods = u32::try_from(target.before_months.len()).unwrap_or(u32::MAX);
    Some(Effect {
        around: scaled.around(ALPHA),
        wdd: scaled,
        as_counts: wdd(&counts, phi, LEVEL),
        cumulative: cumulative_wdd_scaled(
            (before, periods),
            &after,
            sizes[1] / sizes[0],
            phi,
            LEVEL,
        ),
    })
}

/// Power by the months before, which the scheme has not changed.
fn power_of(scheme: &SchemeAsked, zones: &[ZoneCounts], lengths: (f64, f64), phi: f64) -> Power {
    let a_month = |zone: Zone| {
        find(zones, zone).map(|zone| zone.before() as f64 / zone.before_months.len() as f64)
    };
    let target = a_month(Zone::Target).unwrap_or(0.0);
    let sizes = (
        scheme.zones.square_kilometres(Zone::Target),
        scheme.zones.square_kilometres(Zone::Control),
    );
    let control = match (a_month(Zone::Control), sizes) {
        (Some(control), (Some(of_target), Some(of_control))) => {
            control * (of_target / of_control).powi(2)
        }
        _ => target,
    };
    power((target, control), lengths, phi)
}

fn verdict(
    planned: bool,
    controlled: bool,
    effect: Option<&Effect>,
    power: &Power,
) -> SchemeVerdict {
    let could = power
        .detectable
        .known()
        .is_some_and(|found| found.can_be_evaluated());
    if planned {
        return match could {
            true => SchemeVerdict::CanBeEvaluated,
            false => SchemeVerdict::CannotBeEvaluated,
        };
    }
    if !controlled {
        return SchemeVerdict::NoControl;
    }
    match effect.and_then(|effect| effect.wdd.local.known()) {
        Some(found) if found.p <= ALPHA && found.estimate < 0.0 => SchemeVerdict::Fell,
        Some(found) if found.p <= ALPHA => SchemeVerdict::Rose,
        Some(_) if could => SchemeVerdict::NoEvidence,
        _ => SchemeVerdict::TooFew,
    }
}
