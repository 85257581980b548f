//! Whether tests of change err as often as they say, on counts of known rates.

use hotspur_core::change::{
    Assurance, CellChange, ChangeRule, Counted, Expected, Ground, Scheme, Transition, compare,
    conditional_test, e_test, smallest_fall, transitions, wdd,
};
use hotspur_core::stream;
use rand_distr::{Distribution, Poisson};

const REPLICATES: u64 = 4_000;

/// One count of each mean, in each of the replicates.
fn drawn<const N: usize>(seed: u64, means: [f64; N]) -> Vec<[u64; N]> {
    let draw = |replicate| {
        let mut random = stream(seed, 0, replicate);
        means.map(|mean| Poisson::new(mean).unwrap().sample(&mut random) as u64)
    };
    (0..REPLICATES).map(draw).collect()
}

fn share(of: usize) -> f64 {
    of as f64 / REPLICATES as f64
}

/// Three standard errors of a share.
fn error(share: f64) -> f64 {
    3.0 * (share * (1.0 - share) / REPLICATES as f64).sqrt()
}

#[test]
fn equal_rates_are_told_apart_no_more_often_than_the_level() {
    for (rate, lengths) in [
        (0.5, (6.0, 6.0)),
        (3.0, (6.0, 6.0)),
        (2.0, (12.0, 3.0)),
        (20.0, (6.0, 5.0)),
    ] {
        let counts = drawn(1, [rate * lengths.0, rate * lengths.1]);
        let told = |p: &dyn Fn(Counted, Counted) -> Option<f64>| {
            let rejected = counts.iter().filter(|[before, after]| {
                let (before, after) = (
                    Counted::new(*before, lengths.0),
                    Counted::new(*after, lengths.1),
                );
                p(before, after).is_some_and(|p| p <= 0.05)
            });
            share(rejected.count())
        };
        let by_e_test = told(&|before, after| e_test(before, after).known());
        let exact = told(&|before, after| {
            conditional_test(before, after, 0.95)
                .known()
                .map(|found| found.p)
        });
        println!("rate {rate}, lengths {lengths:?}: E-test {by_e_test}, conditional {exact}");
        assert!(by_e_test <= 0.05 + error(0.05), "{rate}: {by_e_test}");
        assert!(
            exact <= 0.05 + error(0.05) && exact <= by_e_test + 1e-9,
            "{rate}: {exact}"
        );
    }
}

#[test]
fn the_interval_of_a_ratio_holds_the_true_one_as_often_as_it_says() {
    for (before, after) in [(8.0, 4.0), (30.0, 60.0), (200.0, 150.0)] {
        let holds = drawn(2, [before, after])
            .into_iter()
            .filter(|[one, other]| {
                let test =
                    conditional_test(Counted::new(*one, 1.0), Counted::new(*other, 1.0), 0.95);
                test.known().is_none_or(|found| {
                    let truth = after / before;
                    found.lower <= truth && found.upper.known().is_none_or(|upper| truth <= upper)
                })
            });
        let holds = share(holds.count());
        println!("ratio {}: {holds}", after / before);
        assert!(holds >= 0.95 - error(0.95), "{holds}");
    }
}

/// How often a scheme is found to have lowered, or raised, its target's count.
fn found(seed: u64, target: (f64, f64), control: f64) -> (f64, f64) {
    let counts = drawn(seed, [target.0, target.1, control, control]);
    let differences = counts.iter().map(|[before, after, one, other]| {
        let scheme = Scheme {
            target: Ground::counts(*before, *after),
            control: Ground::counts(*one, *other),
            buffer: None,
            lengths: (1.0, 1.0),
        };
        wdd(&scheme, 1.0, 0.95).total.known().unwrap()
    });
    let told: Vec<f64> = differences
        .filter(|found| found.p <= 0.05)
        .map(|found| found.estimate)
        .collect();
    let fell = told.iter().filter(|estimate| **estimate < 0.0).count();
    (share(fell), share(told.len() - fell))
}

#[test]
fn the_smallest_fall_is_seen_in_four_of_five_and_no_fall_in_one_of_twenty() {
    for (target, control) in [(60.0, 60.0), (200.0, 200.0), (200.0, 600.0)] {
        let expected = Expected {
            target,
            control,
            buffer: 0.0,
        };
        let fall = smallest_fall(&expected, &Assurance::default())
            .known()
            .unwrap()
            .fall;
        let (seen, _) = found(3, (target, target - fall), control);
        println!("T {target}, C {control}: fall {fall:.1} seen in {seen}");
        // The variance after the fall is smaller than the plan takes it to be: a little more is seen.
        assert!(seen >= 0.8 - error(0.8) && seen <= 0.9, "{seen}");
        let (fell, rose) = found(4, (target, target), control);
        println!("no fall: told in {}", fell + rose);
        assert!(fell + rose <= 0.05 + error(0.05), "{fell} {rose}");
    }
}

#[test]
fn where_nothing_changed_few_micro_hotspots_seem_new_or_gone_though_flags_come_and_go() {
    let rule = ChangeRule::default();
    // Cells of one rate, flagged for their own counts, which is the worst way to flag them.
    let cells: Vec<CellChange> = drawn(5, [5.0, 5.0])
        .into_iter()
        .map(|[before, after]| CellChange {
            hot_before: before >= 10,
            hot_after: after >= 10,
            change: compare(Counted::new(before, 6.0), Counted::new(after, 6.0), &rule),
        })
        .collect();
    let moved = transitions(&cells, &rule);
    let count = |wanted: &[Transition]| {
        let of = moved
            .iter()
            .filter(|moved| wanted.contains(&moved.transition));
        of.count()
    };
    let flags = cells
        .iter()
        .filter(|cell| cell.hot_before != cell.hot_after)
        .count();
    let claimed = count(&[Transition::New, Transition::Gone]);
    println!("{flags} flags came or went, {claimed} are claimed to be new or gone");
    assert!(flags > 100);
    assert!(claimed * 4 < flags, "{claimed} of {flags}");
}
