//! Which map predicts best.

use hotspur_core::evaluation::{Score, Setting, SettingScores};

/// The pooled scores of one map, as the terminal ranks them.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// The map.
    pub setting: Setting,
    /// A pooled score for each share.
    pub pooled: Vec<Score>,
    /// The mean of the pooled PAI over the shares; nothing where one of them is undefined.
    pub mean_pai: Option<f64>,
    /// The same, month by month.
    pub by_month: Vec<Option<f64>>,
}

impl Rival {
    /// In how many of the test months that can be compared its mean PAI is above that of another, and how many those are.
    #[must_use]
    pub fn ahead_of(&self, other: &Self) -> (usize, usize) {
        let pairs: Vec<(f64, f64)> = self
            .by_month
            .iter()
            .zip(&other.by_month)
            .filter_map(|(own, other)| Some(((*own)?, (*other)?)))
            .collect();
        let ahead = pairs.iter().filter(|(own, other)| own > other).count();
        (ahead, pairs.len())
    }
}

/// The maps by their mean pooled PAI, best first; those without one last; equals in the order of rows.
#[must_use]
pub fn rivals(found: &[SettingScores]) -> Vec<Rival> {
    let mut rivals: Vec<Rival> = found
        .iter()
        .map(|scores| Rival {
            setting: scores.setting,
            pooled: scores.pooled.clone(),
            mean_pai: mean_pai(&scores.pooled),
            by_month: scores.months.iter().map(|m| mean_pai(&m.scores)).collect(),
        })
        .collect();
    rivals.sort_by(|a, b| {
        let value = |rival: &Rival| rival.mean_pai.unwrap_or(-1.0);
        value(b).total_cmp(&value(a))
    });
    rivals
}

fn mean_pai(scores: &[Score]) -> Option<f64> {
    let pais: Option<Vec<f64>> = scores.iter().map(|score| score.pai().known()).collect();
    let pais = pais.filter(|pais| !pais.is_empty())?;
    Some(pais.iter().sum::<f64>() / pais.len() as f64)
}
