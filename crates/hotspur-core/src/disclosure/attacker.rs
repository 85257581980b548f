//! The attacker's programmes, part by part.

use std::collections::BTreeMap;

use super::attack::{AttackError, Interval};
use super::linear::{Answer, TOLERANCE};
use super::moves::Moves;
use super::neighbourhood::Incidence;
use super::presolve::components;
use super::reach::QUICK;
use super::region::{Contradiction, OPEN, Region};

/// Points kept in a part: enough to save programmes, few enough to look through.
const MOST_POINTS: usize = 64;

/// Changes of atoms from the centre.
type Point = Vec<(u32, i64)>;

/// A connected part of what is known.
struct Part {
    moves: Moves,
    /// Integer points of it that were met.
    points: Vec<Point>,
}

/// What is known, tightened and taken apart.
pub(super) struct Attacker {
    region: Region,
    /// A point from which moves are counted: one that agrees with everything, where an integer one was found.
    centre: Vec<u64>,
    component: Vec<u32>,
    parts: Vec<Option<Part>>,
    incidence: Incidence,
}

impl From<Contradiction> for AttackError {
    fn from(_: Contradiction) -> Self {
        Self::Contradiction
    }
}

impl Attacker {
    /// Finds a point of each part, which shows that there is one.
    pub fn new(mut region: Region) -> Result<Self, AttackError> {
        region.tighten()?;
        let atoms = region.low.len();
        let component = components(atoms, region.rows.iter().map(|row| row.atoms.as_slice()));
        let mut members = vec![(Vec::new(), Vec::new()); atoms];
        for (number, row) in region.rows.iter().enumerate() {
            if let Some(atom) = row.atoms.first() {
                members[component[*atom as usize] as usize].1.push(number);
            }
        }
        for (atom, part) in component.iter().enumerate() {
            members[*part as usize].0.push(atom as u32);
        }
        let mut attacker = Self {
            centre: region.low.clone(),
            incidence: Incidence::new(&region),
            region,
            component,
            parts: Vec::with_capacity(atoms),
        };
        for (atoms, rows) in members {
            let part = if rows.is_empty() {
                None
            } else {
                Some(attacker.part(&atoms, &rows)?)
            };
            attacker.parts.push(part);
        }
        Ok(attacker)
    }

    fn moves(&self, atoms: &[u32], rows: &[usize]) -> Moves {
        Moves::new(
            &self.region,
            &self.centre,
            atoms.to_vec(),
            rows,
            f64::INFINITY,
        )
    }

    fn part(&mut self, atoms: &[u32], rows: &[usize]) -> Result<Part, AttackError> {
        let moves = self.moves(atoms, rows);
        let solution = match moves.programme.solve() {
            Answer::Point(_, solution) => solution,
            Answer::Infeasible => return Err(AttackError::Contradiction),
            Answer::Unbounded | Answer::GaveUp => return Err(AttackError::Solver),
        };
        let integral = moves.changes(&solution).or_else(|| {
            let Answer::Point(_, solution) = moves.programme.solve_integer() else {
                return None;
            };
            moves.changes(&solution)
        });
        let Some(changes) = integral else {
            return Ok(Part {
                moves,
                points: Vec::new(),
            });
        };
        for (atom, change) in changes {
            let value = &mut self.centre[atom as usize];
            *value = value.saturating_add_signed(change);
        }
        let agrees = self.region.holds(&self.centre, atoms, rows);
        Ok(Part {
            moves: self.moves(atoms, rows),
            points: if agrees { vec![Vec::new()] } else { Vec::new() },
        })
    }

    /// The interval of a sum: the sums of the ends of its parts, which do not touch.
    pub fn interval(&mut self, target: &[u32]) -> Result<Interval, AttackError> {
        let mut ends = (0_u64, 0_u64);
        let of = |atom: &u32| self.component[*atom as usize];
        let mut parts: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for atom in target {
            parts.entry(of(atom)).or_default().push(*atom);
        }
        for (part, inside) in parts {
            let (low, high) = self.interval_within(part as usize, &inside)?;
            ends = (ends.0.saturating_add(low), ends.1.saturating_add(high));
        }
        Ok(Interval {
            low: ends.0,
            high: (ends.1 != OPEN).then_some(ends.1),
        })
    }

    fn interval_within(&mut self, part: usize, atoms: &[u32]) -> Result<(u64, u64), AttackError> {
        let span = self.region.span(atoms);
        if self.parts[part].is_none() {
            return Ok(span);
        }
        let at = |atom: &u32| i128::from(self.centre[*atom as usize]);
        let now: i128 = atoms.iter().map(at).sum();
        let lowest = Some(i128::from(span.0) - now);
        let highest = (span.1 != OPEN).then(|| now - i128::from(span.1));
        let low = self.least(part, atoms, 1.0, lowest)?;
        let high = self.least(part, atoms, -1.0, highest)?;
        let low = low.map_or(span.0, |low| natural(now + low).max(span.0));
        let high = high.map_or(span.1, |high| natural(now - high).min(span.1));
        if low > high {
            return Err(AttackError::Contradiction);
        }
        Ok((low, high))
    }

    /// The least of sign · Σ changes, rounded up; none where there is none. `bound` is known to be no higher.
    fn least(
        &mut self,
        part: usize,
        atoms: &[u32],
        sign: f64,
        bound: Option<i128>,
    ) -> Result<Option<i128>, AttackError> {
        if bound.is_some() && self.attains(part, atoms, sign, bound) {
            return Ok(bound);
        }
        let Some(part) = &mut self.parts[part] else {
            return Ok(None);
        };
        match cheapest(&part.moves, atoms, sign) {
            Answer::Point(cost, solution) => {
                part.meet(part.moves.changes(&solution));
                Ok(Some((cost - TOLERANCE).ceil() as i128))
            }
            Answer::Unbounded => Ok(None),
            Answer::Infeasible | Answer::GaveUp => Err(AttackError::Solver),
        }
    }

    /// Whether a point attains the bound that intervals alone give: one met before, or one found in the surroundings.
    fn attains(&mut self, part: usize, atoms: &[u32], sign: f64, bound: Option<i128>) -> bool {
        let Some(part) = &mut self.parts[part] else {
            return false;
        };
        let there = |point: &Point| Some(change(point, atoms) * sign as i128) == bound;
        if part.points.iter().any(there) {
            return true;
        }
        // Without a point that agrees with everything, what moves nearby need not agree elsewhere.
        let sizes = if part.points.is_empty() {
            &[]
        } else {
            QUICK.as_slice()
        };
        for size in sizes {
            let around = self.incidence.around(&self.region, atoms, *size);
            if around.whole {
                return false;
            }
            let moves = Moves::new(
                &self.region,
                &self.centre,
                around.atoms,
                &around.rows,
                f64::INFINITY,
            );
            let Answer::Point(_, solution) = cheapest(&moves, atoms, sign) else {
                continue;
            };
            if let Some(point) = moves.changes(&solution).filter(there) {
                part.meet(Some(point));
                return true;
            }
        }
        false
    }
}

impl Part {
    fn meet(&mut self, point: Option<Point>) {
        if self.points.len() < MOST_POINTS {
            self.points.extend(point);
        }
    }
}

fn change(point: &Point, atoms: &[u32]) -> i128 {
    let inside = point
        .iter()
        .filter(|(atom, _)| atoms.binary_search(atom).is_ok());
    inside.map(|(_, change)| i128::from(*change)).sum()
}

fn cheapest(moves: &Moves, atoms: &[u32], sign: f64) -> Answer {
    let mut programme = moves.programme.clone();
    for (column, factor) in moves.terms(atoms, sign) {
        programme.set_cost(column, factor);
    }
    programme.solve()
}

fn natural(value: i128) -> u64 {
    u64::try_from(value.max(0)).unwrap_or(OPEN)
}
