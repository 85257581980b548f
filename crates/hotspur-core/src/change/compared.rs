//! A count before and after, and what can be said of the difference.

use super::conditional::conditional_test;
use super::e_test::e_test;
use super::span::Counted;
use crate::adjust::q_of_known;
use crate::value::{Reason, Value};

/// A percentage of fewer events than this moves by whole steps of five and more, and says nothing.
pub const LEAST_BASE: u64 = 20;

/// Which test the p-value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeTest {
    /// [`e_test`]: nearer to its level.
    ETest,
    /// [`conditional_test`]: never above its level, and never at odds with the interval of the ratio.
    Conditional,
}

impl ChangeTest {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ETest => "E-test, pooled variance, two-sided",
            Self::Conditional => "exact conditional test, twice the smaller tail",
        }
    }
}

/// How changes are tested and judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangeRule {
    /// The test.
    pub test: ChangeTest,
    /// Changes are told from chance where q is not above this.
    pub alpha: f64,
    /// The level of the interval of the ratio.
    pub level: f64,
    /// With fewer events before and after together, a change that is not told from chance is too few to tell.
    pub fewest: u64,
}

impl Default for ChangeRule {
    /// The E-test at 5 %, 95 % limits, and ten events: of nine in equal spans, the exact test finds nothing short of eight to one.
    fn default() -> Self {
        Self {
            test: ChangeTest::ETest,
            alpha: 0.05,
            level: 0.95,
            fewest: 10,
        }
    }
}

/// A count before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Compared {
    /// Before.
    pub before: Counted,
    /// After.
    pub after: Counted,
    /// The rate after less the rate before, a month if the exposures are months.
    pub difference: Value<f64>,
    /// The rate after divided by the rate before.
    pub ratio: Value<f64>,
    /// The exact lower limit of the ratio.
    pub lower: Value<f64>,
    /// The exact upper limit of the ratio; undefined where there was none before.
    pub upper: Value<f64>,
    /// The change of the rate in per cent of the rate before; undefined where fewer than 20 events were before.
    pub percent: Value<f64>,
    /// The p of equal rates, two-sided.
    pub p: Value<f64>,
    /// The test that it is of.
    pub test: ChangeTest,
}

/// What can be said of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeVerdict {
    /// The rate rose, and chance does not explain it.
    Up,
    /// The rate fell, and chance does not explain it.
    Down,
    /// Chance explains the difference, if there is one.
    NoEvidence,
    /// There are so few events that only an extreme change could be told from chance.
    TooFew,
}

impl ChangeVerdict {
    /// The words in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::NoEvidence => "no evidence of change",
            Self::TooFew => "too few to tell",
        }
    }
}

/// A change with what is said of it among all the changes that were tested with it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// The change.
    pub change: Compared,
    /// p adjusted for the number of changes tested (Benjamini and Hochberg).
    pub q: Value<f64>,
    /// The verdict.
    pub verdict: ChangeVerdict,
}

/// Compares a count before with a count after. Percentage: 100 (ratio − 1), on a base of 20 or more events.
///
/// Compare like with like: the same months of the year, the same ground, the same rules of counting. Dispersion above one is
/// not allowed for: where events come in series, p is too small.
/// Units: rates per unit of the exposures. Time O(√k log k).
///
/// ```
/// use hotspur_core::change::{ChangeRule, Counted, compare};
/// let fell = compare(Counted::new(120, 6.0), Counted::new(80, 6.0), &ChangeRule::default());
/// assert!((fell.percent.known().unwrap() + 100.0 / 3.0).abs() < 1e-9);
/// assert!((fell.difference.known().unwrap() + 20.0 / 3.0).abs() < 1e-12);
/// assert!(fell.p.known().unwrap() < 0.01);
/// // Four after two is no doubling to speak of.
/// let few = compare(Counted::new(2, 6.0), Counted::new(4, 6.0), &ChangeRule::default());
/// assert!(few.percent.reason().is_some());
/// ```
#[must_use]
pub fn compare(before: Counted, after: Counted, rule: &ChangeRule) -> Compared {
    let exact = conditional_test(before, after, rule.level);
    let ratio = exact.and_then(|found| found.ratio);
    let difference = if before.is_measured() && after.is_measured() {
        Value::Known(after.rate() - before.rate())
    } else {
        Value::Undefined(Reason::ZeroExposure)
    };
    Compared {
        before,
        after,
        difference,
        ratio,
        lower: exact.map(|found| found.lower),
        upper: exact.and_then(|found| found.upper),
        percent: if before.count < LEAST_BASE {
            Value::Undefined(Reason::TooFewEvents)
        } else {
            ratio.map(|ratio| 100.0 * (ratio - 1.0))
        },
        p: match rule.test {
            ChangeTest::ETest => e_test(before, after),
            ChangeTest::Conditional => exact.map(|found| found.p),
        },
        test: rule.test,
    }
}

/// Judges changes that are told of together: q over those that have a p, and by the first line that holds:
///
/// | q ≤ α | events before and after | rate | verdict |
/// |---|---|---|---|
/// | yes | any | higher | up |
/// | yes | any | lower | down |
/// | no, or no p | fewer than `fewest` | any | too few to tell |
/// | no | `fewest` or more | any | no evidence of change |
///
/// Time O(changes log changes).
///
/// ```
/// use hotspur_core::change::{ChangeRule, ChangeVerdict, Counted, compare, judge};
/// let rule = ChangeRule::default();
/// let changes = [(40, 90), (40, 44), (1, 2), (0, 0)]
///     .map(|(before, after)| compare(Counted::new(before, 6.0), Counted::new(after, 6.0), &rule));
/// let verdicts: Vec<_> = judge(&changes, &rule).iter().map(|judged| judged.verdict).collect();
/// use ChangeVerdict::{NoEvidence, TooFew, Up};
/// assert_eq!(verdicts, [Up, NoEvidence, TooFew, TooFew]);
/// ```
#[must_use]
pub fn judge(changes: &[Compared], rule: &ChangeRule) -> Vec<Judged> {
    let p: Vec<Value<f64>> = changes.iter().map(|change| change.p).collect();
    let judged = changes
        .iter()
        .zip(q_of_known(&p))
        .map(|(change, q)| Judged {
            change: *change,
            q,
            verdict: verdict(change, q, rule),
        });
    judged.collect()
}

fn verdict(change: &Compared, q: Value<f64>, rule: &ChangeRule) -> ChangeVerdict {
    let told = q.known().is_some_and(|q| q <= rule.alpha);
    let events = change.before.count.saturating_add(change.after.count);
    match change.difference {
        Value::Known(difference) if told && difference > 0.0 => ChangeVerdict::Up,
        Value::Known(difference) if told && difference < 0.0 => ChangeVerdict::Down,
        _ if events < rule.fewest || q.reason().is_some() => ChangeVerdict::TooFew,
        _ => ChangeVerdict::NoEvidence,
    }
}
