//! The funnel of a family of areas as a picture: where curves, dots and labels lie. Words and figures come from the record.

use hotspur_core::track::family::{CurvePoint, FamilyFound, Funnel, MemberFound, Position};
use hotspur_core::{Reason, Value};
use serde::Serialize;

use super::super::map::tenth;

const WIDTH: f64 = 360.0;
const HEIGHT: f64 = 260.0;
/// The least distance between the lines of two labels.
const LINE: f64 = 11.5;
/// With more areas only the own and those outside the limits are named in the picture.
const MOST_NAMED: usize = 24;
const PER: f64 = 1_000.0;
/// How many times the highest rate drawn a limit may reach in the paths of the picture.
const MOST_BEYOND: f64 = 3.0;

/// A funnel.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FunnelView {
    pub width: f64,
    pub height: f64,
    /// Where the pooled rate lies.
    pub pooled: f64,
    /// The ground between the limits of 95 %, and between those of 99.8 %.
    pub inner: String,
    pub outer: String,
    pub x_marks: Vec<Mark>,
    pub y_marks: Vec<Mark>,
    pub dots: Vec<Dot>,
}

/// A mark of an axis.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    pub at: f64,
    pub value: f64,
    /// As many decimals as tell it from its neighbours.
    pub digits: usize,
}

/// An area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Dot {
    pub name: String,
    /// `own`, `other`, or `apart` where it records otherwise.
    pub look: &'static str,
    pub outside: bool,
    pub x: f64,
    pub y: f64,
    pub label: Option<Label>,
}

/// A name beside its dot.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    pub x: f64,
    pub y: f64,
    pub anchor: &'static str,
    /// Whether it is so far from its dot that a line leads to it.
    pub led: bool,
}

/// The funnels of all comparisons, none where there is nothing to draw.
pub fn funnels(found: &[FamilyFound]) -> Vec<Option<FunnelView>> {
    found.iter().map(funnel).collect()
}

fn funnel(found: &FamilyFound) -> Option<FunnelView> {
    let Value::Known(funnel) = &found.funnel else {
        return None;
    };
    let first = funnel.curve.first()?;
    let last = funnel.curve.last()?;
    let shown: Vec<(&MemberFound, f64)> = (found.members.iter())
        .filter_map(|member| Some((member, member.rate.known()?)))
        .collect();
    let (low, high) = rates(funnel, &shown);
    let x = |exposure: f64| {
        let along =
            (exposure - first.exposure) / (last.exposure - first.exposure).max(f64::MIN_POSITIVE);
        tenth(along * WIDTH)
    };
    // Limits leave the picture where an area is small; the page cuts them off at its edge.
    let y = |rate: f64| tenth(HEIGHT * (high - rate.min(high * MOST_BEYOND)) / (high - low));
    let ground = |level: usize| {
        let upper = funnel
            .curve
            .iter()
            .map(|point| (point.exposure, point.limits[level].upper));
        let lower = funnel
            .curve
            .iter()
            .rev()
            .map(|point| (point.exposure, point.limits[level].lower));
        let line = upper
            .chain(lower)
            .enumerate()
            .map(|(at, (exposure, rate))| {
                let letter = if at == 0 { 'M' } else { 'L' };
                format!("{letter}{} {}", x(exposure), y(rate))
            });
        format!("{}z", line.collect::<String>())
    };
    let mut dots: Vec<Dot> = (shown.iter())
        .map(|(member, rate)| dot(member, x(member.member.exposure), y(*rate), shown.len()))
        .collect();
    part_labels(&mut dots);
    Some(FunnelView {
        width: WIDTH,
        height: HEIGHT,
        pooled: y(funnel.rate),
        inner: ground(0),
        outer: ground(1),
        x_marks: marks(first.exposure, last.exposure, 1.0, &x),
        y_marks: marks(low, high, PER, &y),
        dots,
    })
}

/// The least and the greatest rate that is drawn: all areas and the inner limits, with some room.
fn rates(funnel: &Funnel, shown: &[(&MemberFound, f64)]) -> (f64, f64) {
    let of_limits = |of: fn(&CurvePoint) -> f64| funnel.curve.iter().map(of);
    let rates = shown.iter().map(|(_, rate)| *rate);
    let high = of_limits(|point| point.limits[0].upper)
        .chain(rates.clone())
        .fold(funnel.rate, f64::max);
    let low = of_limits(|point| point.limits[0].lower)
        .chain(rates)
        .fold(funnel.rate, f64::min);
    let room = (high - low).max(high * 0.1) * 0.07;
    ((low - room).max(0.0), high + room)
}

fn dot(member: &MemberFound, x: f64, y: f64, all: usize) -> Dot {
    let outside = member
        .judged
        .known()
        .is_some_and(|judged| judged.position != Position::Inside);
    let apart = matches!(
        member.judged.reason(),
        Some(Reason::AnotherRegime | Reason::RegimeNotKnown)
    );
    let own = member.member.own;
    let right = x < WIDTH * 0.66;
    let named = all <= MOST_NAMED || own || outside;
    let apart_by = if own { 10.0 } else { 8.0 };
    Dot {
        name: member.member.name.clone(),
        look: match (own, apart) {
            (true, _) => "own",
            (false, true) => "apart",
            (false, false) => "other",
        },
        outside,
        x,
        y,
        label: named.then(|| Label {
            x: tenth(if right { x + apart_by } else { x - apart_by }),
            y,
            anchor: if right { "start" } else { "end" },
            led: false,
        }),
    }
}

/// Moves labels down, then up from the foot, until no two lie on one another; those of either side keep the order of their dots.
fn part_labels(dots: &mut [Dot]) {
    for anchor in ["start", "end"] {
        let mut at: Vec<usize> = (0..dots.len())
            .filter(|index| {
                dots[*index]
                    .label
                    .as_ref()
                    .is_some_and(|label| label.anchor == anchor)
            })
            .collect();
        at.sort_by(|one, other| dots[*one].y.total_cmp(&dots[*other].y));
        let mut lines: Vec<f64> = at.iter().map(|index| dots[*index].y).collect();
        let mut last = f64::NEG_INFINITY;
        for line in &mut lines {
            *line = line.max(last + LINE);
            last = *line;
        }
        let mut next = HEIGHT + LINE;
        for line in lines.iter_mut().rev() {
            *line = line.min(next - LINE);
            next = *line;
        }
        for (index, line) in at.into_iter().zip(lines) {
            let dot = &mut dots[index];
            if let Some(label) = &mut dot.label {
                label.y = tenth(line);
                label.led = (line - dot.y).abs() > LINE * 0.6;
            }
        }
    }
}

/// From three to seven round numbers of the range, in the unit `per`.
fn marks(from: f64, to: f64, per: f64, place: &dyn Fn(f64) -> f64) -> Vec<Mark> {
    let (from, to) = (from * per, to * per);
    let rough = (to - from) / 5.0;
    if !(rough > 0.0 && rough.is_finite()) {
        return Vec::new();
    }
    let power = rough.log10().floor();
    let ten = 10_f64.powf(power);
    let step = [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|times| times * ten)
        .find(|step| *step >= rough)
        .unwrap_or(10.0 * ten);
    let first = (from / step).ceil();
    (0..12)
        .map(|number| (first + f64::from(number)) * step)
        .take_while(|value| *value <= to)
        .map(|value| Mark {
            at: place(value / per),
            value,
            digits: if step >= 1.0 {
                0
            } else {
                (-step.log10()).ceil().clamp(0.0, 6.0) as usize
            },
        })
        .collect()
}
