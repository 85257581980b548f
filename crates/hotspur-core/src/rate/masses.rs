//! The probabilities of a count, from the quotients of neighbouring ones.

/// Masses of a distribution on whole numbers, wherever they are not too small for a number: about 37 standard deviations to
/// either side of the mode.
///
/// They are multiplied out from the mode and divided by their sum, so that no logarithm of a factorial cancels, whatever the
/// size of the counts. Time and memory O(standard deviation).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Masses {
    first: u64,
    mass: Vec<f64>,
}

impl Masses {
    /// From the quotient mass(k + 1) / mass(k), for k from `lowest` to `highest` − 1, and a mode among them.
    pub(crate) fn by_quotient(
        mode: u64,
        (lowest, highest): (u64, u64),
        quotient: impl Fn(u64) -> f64,
    ) -> Self {
        let mut mass = Vec::new();
        let (mut at, mut current) = (mode, 1.0);
        while at > lowest {
            current /= quotient(at - 1);
            if !(current >= f64::MIN_POSITIVE) {
                break;
            }
            at -= 1;
            mass.push(current);
        }
        let first = at;
        mass.reverse();
        mass.push(1.0);
        (at, current) = (mode, 1.0);
        while at < highest {
            current *= quotient(at);
            if !(current >= f64::MIN_POSITIVE) {
                break;
            }
            at += 1;
            mass.push(current);
        }
        let total: f64 = mass.iter().sum();
        for mass in &mut mass {
            *mass /= total;
        }
        Self { first, mass }
    }

    /// Poisson, of a mean above zero.
    pub(crate) fn poisson(mean: f64) -> Self {
        let quotient = |count: u64| mean / (count as f64 + 1.0);
        Self::by_quotient(mean as u64, (0, u64::MAX), quotient)
    }

    /// Binomial: `trials` of the odds π / (1 − π), above zero.
    pub(crate) fn binomial(trials: u64, odds: f64) -> Self {
        let quotient = |count: u64| (trials - count) as f64 / (count as f64 + 1.0) * odds;
        let mode = (trials as f64 + 1.0) * (odds / (1.0 + odds));
        Self::by_quotient((mode as u64).min(trials), (0, trials), quotient)
    }

    /// Hypergeometric: how many of `marked` of `all` are among `drawn`.
    pub(crate) fn hypergeometric(all: u64, marked: u64, drawn: u64) -> Self {
        let lowest = (marked + drawn).saturating_sub(all);
        let highest = marked.min(drawn);
        let quotient = |count: u64| {
            let inside = (marked - count) as f64 * (drawn - count) as f64;
            inside / ((count + 1) as f64 * ((all + count + 1) - marked - drawn) as f64)
        };
        let mode = (marked + 1) as f64 * (drawn + 1) as f64 / (all + 2) as f64;
        Self::by_quotient(
            (mode as u64).clamp(lowest, highest),
            (lowest, highest),
            quotient,
        )
    }

    /// The least number that has a mass.
    pub(crate) const fn first(&self) -> u64 {
        self.first
    }

    /// The masses in order.
    pub(crate) fn list(&self) -> &[f64] {
        &self.mass
    }

    /// P(X = k).
    pub(crate) fn at(&self, k: u64) -> f64 {
        k.checked_sub(self.first)
            .and_then(|index| self.mass.get(usize::try_from(index).ok()?))
            .copied()
            .unwrap_or(0.0)
    }

    /// P(X ≤ k), the small ones added first.
    pub(crate) fn up_to(&self, k: u64) -> f64 {
        let end = (k + 1).saturating_sub(self.first);
        let end = usize::try_from(end).unwrap_or(usize::MAX);
        self.mass[..end.min(self.mass.len())]
            .iter()
            .sum::<f64>()
            .min(1.0)
    }

    /// P(X ≥ k), the small ones added first.
    pub(crate) fn from(&self, k: u64) -> f64 {
        let start = usize::try_from(k.saturating_sub(self.first)).unwrap_or(usize::MAX);
        let start = start.min(self.mass.len());
        self.mass[start..].iter().rev().sum::<f64>().min(1.0)
    }
}
