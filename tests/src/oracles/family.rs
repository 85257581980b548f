//! Funnel limits, overdispersion, rates and chances of ranks, against R 4.2.2; `tests/scripts/family_r.R` made the numbers.

use hotspur_core::track::family::{
    DRAWS, Family, Member, compare, funnel_limit, funnel_limits, overdispersion, ranks,
};

use super::record::{Tolerance, record, relative};

/// The expected count; 0.1, 2.5, 97.5 and 99.9 %, from `qpois`, `ppois` and `dpois`.
#[rustfmt::skip]
const LIMITS: [(f64, [f64; 4]); 10] = [
    (0.02, [0.0, 0.0, 0.0, 0.9590569343365]),
    (0.5, [0.0, 0.0, 1.860025911461, 3.4758589809]),
    (1.0, [0.0, 0.0, 2.901948696485, 4.86762559567]),
    (3.2, [0.0, 0.0, 6.705995824128, 9.602416210679]),
    (10.0, [1.220529315896, 3.775187947688, 16.15995067334, 20.662000836]),
    (44.4, [24.77571779222, 31.30463386399, 57.44461600665, 65.87425588672]),
    (317.0, [262.9282616307, 282.0821946511, 351.8673115498, 372.9243214472]),
    (2500.5, [2346.905274579, 2402.463860581, 2598.483267524, 2655.943865905]),
    (86_000.0, [85_094.69148704, 85_425.19931729, 86_574.74793201, 86_907.15793834]),
    (1e6, [996_910.6927835, 998_040.0097416, 1_001_959.937_46, 1_003_091.156938]),
];

const COUNTS: [u64; 8] = [317, 402, 250, 611, 180, 905, 333, 298];
#[rustfmt::skip]
const EXPOSURES: [f64; 8] = [26_420.0, 41_000.0, 38_500.0, 50_250.0, 21_000.0, 102_000.0, 30_010.0, 35_500.0];
#[rustfmt::skip]
const Z: [f64; 8] = [
    4.049085315296, 0.5018947466053, -6.158000906832, 5.952592191895,
    -1.468675552661, -2.253347632028, 2.717181034219, -2.250704669899,
];
/// `poisson.test(count, exposure)$conf.int`.
const RATES: [[f64; 2]; 8] = [
    [0.01071386916964, 0.01339471862459],
    [0.008869717075368, 0.0108118152302],
    [0.005713454431972, 0.007350330001099],
    [0.01121406556029, 0.01316272485404],
    [0.007364947648693, 0.009919172709609],
    [0.008303831068174, 0.009469960356051],
    [0.009936367195466, 0.01235445498265],
    [0.007468243794412, 0.009403603726118],
];
/// `pbeta`: the chance that the first rate is above the second.
#[rustfmt::skip]
const ABOVE: [([(u64, f64); 2], f64); 4] = [
    ([(30, 1_000.0), (28, 1_000.0)], 0.6034365228807),
    ([(317, 26_420.0), (298, 35_500.0)], 0.9999951790482),
    ([(0, 500.0), (2, 900.0)], 0.15645784534),
    ([(12, 800.0), (40, 3_000.0)], 0.6503632039565),
];
/// Three members and the chances of their ranks, by `integrate`.
const THREE: [(u64, f64); 3] = [(30, 1_000.0), (28, 900.0), (35, 1_500.0)];
const RANKS: [[f64; 3]; 3] = [
    [0.4221838976058, 0.4441587373423, 0.1336573650519],
    [0.5323614505834, 0.3631695499735, 0.1044689994431],
    [0.04545465181084, 0.1926717126842, 0.761873635505],
];

fn within(found: &[f64], expected: &[f64], tolerance: f64) {
    for (found, expected) in found.iter().zip(expected) {
        let apart = (found - expected).abs();
        assert!(apart <= tolerance * expected.abs(), "{found} {expected}");
    }
}

fn family() -> Family {
    let members = COUNTS.iter().zip(EXPOSURES).enumerate();
    let members = members.map(|(at, (count, exposure))| Member {
        name: format!("area {at}"),
        count: *count,
        exposure,
        regime: None,
        own: at == 0,
        claim: None,
        source: None,
    });
    Family {
        indicator: "burglary".into(),
        year: "2001-02".into(),
        per: "households".into(),
        members: members.collect(),
    }
}

#[test]
pub(super) fn funnel_limits_equal_r() {
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for (mean, limits) in LIMITS {
        let [inner, outer] = funnel_limits(mean, 1.0).known().unwrap();
        let own = [outer.lower, inner.lower, inner.upper, outer.upper];
        let single = [0.001, 0.025, 0.975, 0.999].map(|p| funnel_limit(mean, p).known().unwrap());
        within(&own, &limits, 1e-10);
        within(&single, &limits, 1e-10);
        found.extend(own);
        expected.extend(limits);
    }
    let names = (
        "funnel limits, 95 and 99.8 %",
        "track/family/limits.rs",
        "R 4.2.2, `qpois`, `ppois` and `dpois`",
    );
    record(names, &found, &expected, relative(1e-10));
}

#[test]
pub(super) fn the_pooled_rate_its_z_and_its_overdispersion_equal_r() {
    let judged = compare(&family(), 1);
    let funnel = judged.funnel.known().unwrap();
    let z: Vec<f64> = (judged.members.iter())
        .map(|member| member.judged.known().unwrap().z)
        .collect();
    within(&z, &Z, 1e-11);
    record(
        ("funnel: z", "track/family/compare.rs", "formula in R 4.2.2"),
        &z,
        &Z,
        relative(1e-11),
    );
    let phi = overdispersion(&z).known().unwrap();
    assert_eq!(funnel.overdispersion.known(), Some(phi));
    within(&[phi.phi], &[8.675607019973], 1e-11);
    record(
        (
            "funnel: φ, winsorised",
            "track/family/overdispersion.rs",
            "R 4.2.2, `quantile`",
        ),
        &[phi.phi],
        &[8.675607019973],
        relative(1e-11),
    );
    // glm divides by one degree of freedom less.
    let of_glm = [funnel.rate, phi.unwinsorised * 8.0 / 7.0];
    let glm = [0.009562492746896, 15.66923527319];
    within(&of_glm, &glm, 1e-11);
    record(
        (
            "funnel: pooled rate and its dispersion",
            "track/family/compare.rs",
            "R 4.2.2, `glm`, quasipoisson",
        ),
        &of_glm,
        &glm,
        relative(1e-11),
    );
}

#[test]
pub(super) fn limits_of_the_rate_of_a_member_equal_r() {
    let judged = compare(&family(), 1);
    let limits = judged.members.iter().flat_map(|member| {
        let limits = member.rate_limits.known().unwrap();
        [limits.lower, limits.upper]
    });
    let limits: Vec<f64> = limits.collect();
    within(&limits, RATES.as_flattened(), 1e-10);
    let names = (
        "limits of the rate of a member",
        "track/family/compare.rs",
        "R 4.2.2, `poisson.test`",
    );
    record(names, &limits, RATES.as_flattened(), relative(1e-10));
}

#[test]
pub(super) fn chances_of_ranks_equal_the_tails_and_integrals_of_r_within_the_error_of_their_draws()
{
    let (mut found, mut expected) = (Vec::new(), Vec::new());
    for (pair, above) in ABOVE {
        found.push(ranks(&pair, 1).known().unwrap()[0].chance_of(1));
        expected.push(above);
    }
    let three = ranks(&THREE, 1).known().unwrap();
    for (ranked, chances) in three.iter().zip(RANKS) {
        found.extend(&ranked.chances);
        expected.extend(chances);
    }
    for (found, expected) in found.iter().zip(&expected) {
        // Four standard errors.
        let error = 4.0 * (expected * (1.0 - expected) / DRAWS as f64).sqrt();
        assert!(
            (found - expected).abs() <= error.max(1e-4),
            "{found} {expected}"
        );
    }
    let names = (
        "chance of a rank",
        "track/family/rank.rs",
        "R 4.2.2, `pbeta` and `integrate`",
    );
    let words = Tolerance::Words {
        words: "4 standard errors of 20,000 draws",
        floor: 1.0,
    };
    record(names, &found, &expected, words);
}
