//! Gauss-Legendre quadrature.

/// Nodes in a panel: sixteen over one standard deviation leave an error below that of rounding.
const NODES: usize = 16;

/// Nodes and weights from `low` to `high`, in equal panels no wider than `widest`: ∫ f = Σ weight · f(node).
///
/// Roots of the Legendre polynomial by Newton's method from Tricomi's start (Davis & Rabinowitz 1984,
/// doi:10.1016/C2013-0-10566-1).
pub(super) fn gauss_legendre(low: f64, high: f64, widest: f64) -> Vec<(f64, f64)> {
    let panels = ((high - low) / widest).ceil().max(1.0);
    let half = (high - low) / panels / 2.0;
    let rule = rule();
    (0..panels as usize)
        .flat_map(|panel| {
            let middle = low + (2.0 * panel as f64 + 1.0) * half;
            rule.map(|(node, weight)| (middle + half * node, half * weight))
        })
        .collect()
}

/// The rule on −1 to 1.
fn rule() -> [(f64, f64); NODES] {
    std::array::from_fn(|i| {
        let n = NODES as f64;
        let mut x = (std::f64::consts::PI * (i as f64 + 0.75) / (n + 0.5)).cos();
        let mut slope = 1.0;
        for _ in 0..8 {
            let (mut before, mut value) = (1.0, x);
            for degree in 2..=NODES {
                let k = degree as f64;
                (before, value) = (
                    value,
                    ((2.0 * k - 1.0) * x * value - (k - 1.0) * before) / k,
                );
            }
            slope = n * (x * value - before) / (x * x - 1.0);
            x -= value / slope;
        }
        (x, 2.0 / ((1.0 - x * x) * slope * slope))
    })
}
