//! Which sums follow from what is counted, against every combination with small coefficients. Minors of a 0/1 matrix of three rows
//! are at most 2, so by Cramer's rule no other coefficients give a 0/1 sum.

use std::collections::BTreeSet;

use hotspur_core::disclosure::sums;
use hotspur_core::stream;
use rand::RngExt;

const GROUPS: usize = 5;

/// The sets whose indicator is a combination with coefficients of halves from -2 to 2.
fn by_trial(held: &[Vec<usize>]) -> BTreeSet<Vec<usize>> {
    let mut found = BTreeSet::new();
    for code in 0..9_usize.pow(held.len() as u32) {
        let (mut twice, mut rest) = ([0_i64; GROUPS], code);
        for set in held {
            for group in set {
                twice[*group] += (rest % 9) as i64 - 4;
            }
            rest /= 9;
        }
        if twice.iter().all(|twice| [0, 2].contains(twice)) {
            let set: Vec<usize> = (0..GROUPS).filter(|group| twice[*group] == 2).collect();
            found.extend((!set.is_empty()).then_some(set));
        }
    }
    found
}

#[test]
fn the_sums_that_follow_are_those_that_small_coefficients_reach() {
    let mut random = stream(11, 0, 0);
    let mut followed = 0;
    for _ in 0..1000 {
        let held: Vec<Vec<usize>> = (0..3)
            .map(|_| (0..GROUPS).filter(|_| random.random_bool(0.5)).collect())
            .collect();
        let listed: BTreeSet<Vec<usize>> = sums(&held, GROUPS).into_iter().collect();
        let tried = by_trial(&held);
        assert_eq!(tried, listed, "{held:?}");
        followed += tried.len();
    }
    assert!(followed > 1000, "{followed}");
}
