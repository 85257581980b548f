//! How long it takes on tables of the size of a force; run with `--release --ignored --nocapture`.

use std::time::Instant;

use super::{protected, secondary, seeded, two_way};
use rand::RngExt;

#[test]
#[ignore = "measures; asserts little"]
fn two_hundred_areas_by_fourteen_themes_take_seconds() {
    for (rows, columns) in [(14, 24), (200, 14)] {
        for share in [0.02, 0.1, 0.33] {
            let mut random = seeded(71);
            let counts: Vec<u64> = (0..rows * columns)
                .map(|_| {
                    if random.random_bool(share) {
                        random.random_range(1..5)
                    } else {
                        random.random_range(5..30)
                    }
                })
                .collect();
            let system = two_way(rows, columns, &counts);
            let start = Instant::now();
            let found = protected(&system);
            println!(
                "{rows} by {columns}, {share} small: {:.2?}, {} more withheld, at least {}",
                start.elapsed(),
                secondary(&found),
                found.lower_bound
            );
            assert!(start.elapsed().as_secs() < 60);
        }
    }
}
