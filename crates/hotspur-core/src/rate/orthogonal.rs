//! Weighted least squares by orthogonal columns: W^½ X = Q R.

/// The columns of a design, weighted, as orthogonal columns and a triangle.
pub struct Orthogonal {
    /// Roots of the weights.
    roots: Vec<f64>,
    /// Columns of unit length.
    q: Vec<Vec<f64>>,
    /// `r[j][k]`, k ≥ j.
    r: Vec<Vec<f64>>,
    /// How much of its length each column kept beside those before it.
    kept: Vec<f64>,
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

impl Orthogonal {
    /// Gram and Schmidt's columns, each made orthogonal twice, which is enough for full precision (Giraud, Langou,
    /// Rozložník & van den Eshof 2005, doi:10.1007/s00211-005-0615-4). Time O(n p²).
    pub fn of(design: &[Vec<f64>], weights: &[f64]) -> Self {
        let roots: Vec<f64> = weights.iter().map(|weight| weight.sqrt()).collect();
        let p = design.len();
        let mut found = Self {
            q: Vec::with_capacity(p),
            r: vec![vec![0.0; p]; p],
            kept: Vec::with_capacity(p),
            roots,
        };
        for (k, column) in design.iter().enumerate() {
            let mut rest: Vec<f64> = (column.iter().zip(&found.roots))
                .map(|(x, root)| x * root)
                .collect();
            let before = dot(&rest, &rest).sqrt();
            for _ in 0..2 {
                for (j, unit) in found.q.iter().enumerate() {
                    let along = dot(unit, &rest);
                    found.r[j][k] += along;
                    for (rest, unit) in rest.iter_mut().zip(unit) {
                        *rest -= along * unit;
                    }
                }
            }
            let length = dot(&rest, &rest).sqrt();
            found.r[k][k] = length;
            found.kept.push(length / before);
            found.q.push(rest.iter().map(|x| x / length).collect());
        }
        found
    }

    /// The first column that keeps no more than this share of its length beside those before it.
    pub fn lost(&self, share: f64) -> Option<usize> {
        self.kept.iter().position(|kept| !(*kept > share))
    }

    /// The coefficients that fit `response` best by weighted squares.
    pub fn solve(&self, response: &[f64]) -> Vec<f64> {
        let weighted: Vec<f64> = (response.iter().zip(&self.roots))
            .map(|(y, root)| y * root)
            .collect();
        let p = self.q.len();
        let mut found = vec![0.0; p];
        for j in (0..p).rev() {
            let rest: f64 = (j + 1..p).map(|k| self.r[j][k] * found[k]).sum();
            found[j] = (dot(&self.q[j], &weighted) - rest) / self.r[j][j];
        }
        found
    }

    /// aᵀ (XᵀWX)⁻¹ a, the variance of a sum of coefficients at a dispersion of one: |R⁻ᵀ a|².
    pub fn variance(&self, a: &[f64]) -> f64 {
        let mut z: Vec<f64> = Vec::with_capacity(a.len());
        for (k, weight) in a.iter().enumerate() {
            let rest: f64 = z.iter().enumerate().map(|(j, z)| self.r[j][k] * z).sum();
            z.push((weight - rest) / self.r[k][k]);
        }
        dot(&z, &z)
    }

    /// The diagonal of the hat matrix Q Qᵀ.
    pub fn leverage(&self) -> Vec<f64> {
        (0..self.roots.len())
            .map(|i| self.q.iter().map(|column| column[i] * column[i]).sum())
            .collect()
    }
}
