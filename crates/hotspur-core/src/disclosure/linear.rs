//! Linear and integer programmes; the only file that names the solver.
//!
//! A solver's answer is never believed on its own: what it says can be moved is checked in integers by `witness`, and where it
//! gives up nothing is taken to be protected.

use microlp::{ComparisonOp, Error, OptimizationDirection, Problem, SolveOptions, Variable};

/// Branch and bound stops after so many nodes: a bound that is no clock, so that results stay the same.
const MOST_NODES: u64 = 300;

/// Branch and bound is for surroundings, not for a force: above so many variables it is not begun.
const MOST_INTEGERS: usize = 800;

/// Slack on results that should be integers: ten times the solver's own tolerance.
pub(super) const TOLERANCE: f64 = 1e-6;

/// Minimise Σ cost · x subject to lower ≤ x ≤ upper and to rows of coefficients 1 or −1.
#[derive(Debug, Clone, Default)]
pub(super) struct Programme {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

#[derive(Debug, Clone, Copy)]
struct Column {
    cost: f64,
    lower: f64,
    upper: f64,
}

#[derive(Debug, Clone)]
struct Row {
    terms: Vec<(usize, f64)>,
    lower: f64,
    upper: f64,
}

/// What the solver said.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Answer {
    /// The optimum and a point that attains it; of an integer programme, the best point found.
    Point(f64, Vec<f64>),
    Infeasible,
    Unbounded,
    GaveUp,
}

impl Programme {
    /// Adds a variable; infinite bounds are none.
    pub fn column(&mut self, cost: f64, lower: f64, upper: f64) -> usize {
        self.columns.push(Column { cost, lower, upper });
        self.columns.len() - 1
    }

    /// Sets the cost of a variable.
    pub fn set_cost(&mut self, column: usize, cost: f64) {
        self.columns[column].cost = cost;
    }

    /// Adds lower ≤ Σ ± x ≤ upper; infinite bounds are none.
    pub fn row(&mut self, terms: Vec<(usize, f64)>, lower: f64, upper: f64) {
        self.rows.push(Row {
            terms,
            lower,
            upper,
        });
    }

    /// A vertex that attains the least cost.
    pub fn solve(&self) -> Answer {
        self.run(false)
    }

    /// The same over the integers, if there are few enough variables.
    pub fn solve_integer(&self) -> Answer {
        if self.columns.len() > MOST_INTEGERS {
            return Answer::GaveUp;
        }
        self.run(true)
    }

    fn run(&self, integer: bool) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let variables: Vec<Variable> = (self.columns.iter())
            .map(|column| {
                if integer {
                    let bounds = (at_least(column.lower), at_most(column.upper));
                    problem.add_integer_var(column.cost, bounds)
                } else {
                    problem.add_var(column.cost, (column.lower, column.upper))
                }
            })
            .collect();
        for row in &self.rows {
            let terms: Vec<(Variable, f64)> = (row.terms.iter())
                .map(|(column, factor)| (variables[*column], *factor))
                .collect();
            if row.lower == row.upper {
                problem.add_constraint(&terms, ComparisonOp::Eq, row.lower);
                continue;
            }
            if row.lower.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Ge, row.lower);
            }
            if row.upper.is_finite() {
                problem.add_constraint(&terms, ComparisonOp::Le, row.upper);
            }
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(MOST_NODES);
        match problem.solve_with(options) {
            Ok(outcome) => match outcome.solution() {
                Some(found) => Answer::Point(
                    found.objective(),
                    variables.iter().map(|v| found.var_value(*v)).collect(),
                ),
                None => Answer::GaveUp,
            },
            Err(Error::Infeasible) => Answer::Infeasible,
            Err(Error::Unbounded) => Answer::Unbounded,
            Err(_) => Answer::GaveUp,
        }
    }
}

/// Bounds as the solver takes those of integers; its extremes are none.
fn at_least(lower: f64) -> i32 {
    lower.ceil() as i32
}

fn at_most(upper: f64) -> i32 {
    upper.floor() as i32
}
