//! Quasi-Poisson regression against R 4.2.2, `glm(…, family = quasipoisson)`, and rank correlation against scipy 1.17.1.
//!
//! `tests/scripts/track_regression.R` made the numbers of R, `tests/scripts/track_spearman.py` those of scipy.

use hotspur_core::rate::{Unfitted, quasi_poisson};
use hotspur_core::track::{Covariate, adjust_for, spearman};
use hotspur_core::{Reason, Value};

use super::record::{record, relative};

const COUNTS: [u64; 10] = [120, 45, 38, 60, 150, 41, 35, 52, 110, 48];
#[rustfmt::skip]
const PEOPLE: [f64; 10] = [
    5200.0, 7400.0, 7600.0, 7100.0, 8000.0, 7300.0, 7000.0, 7600.0, 7800.0, 7000.0,
];
const SCORE: [f64; 10] = [31.5, 12.25, 9.75, 18.0, 27.5, 14.0, 8.5, 16.25, 24.0, 11.0];
const RENTERS: [f64; 10] = [0.42, 0.18, 0.22, 0.31, 0.29, 0.2, 0.11, 0.35, 0.26, 0.3];
const FEW: [u64; 10] = [3, 0, 1, 2, 5, 0, 0, 1, 4, 0];
#[rustfmt::skip]
const INCOME: [f64; 10] = [1.21e6, 2.4e6, 2.62e6, 1.9e6, 1.3e6, 2.2e6, 2.9e6, 2.05e6, 1.6e6, 2.5e6];

const SOURCE: &str = "rate/regression.rs";
const GLM: &str = "R 4.2.2, `glm` of quasipoisson";

struct Case {
    counts: [u64; 10],
    columns: &'static [[f64; 10]],
    estimate: &'static [f64],
    error: &'static [f64],
    dispersion: f64,
    deviance: f64,
    fitted: [f64; 10],
    leverage: [f64; 10],
}

#[rustfmt::skip]
const CASES: [Case; 4] = [
    Case {
        counts: COUNTS,
        columns: &[SCORE],
        estimate: &[-5.9935457112621, 0.071345019624872],
        error: &[0.096825009626328, 0.0042972601043656],
        dispersion: 0.77334204887222,
        deviance: 6.1389115173757,
        fitted: [
            122.76062383591, 44.241623687378, 38.014655497254, 63.976428127891, 141.97331949735,
            49.44763301144, 32.026138054342, 60.443822740068, 107.83623917238, 38.279516375992,
        ],
        leverage: [
            0.48899691271213, 0.14717213512679, 0.17257377759687, 0.10678608711455, 0.33935292121172,
            0.13128219892052, 0.16839828277638, 0.12127594252016, 0.17503246077281, 0.14912928124806,
        ],
    },
    Case {
        counts: COUNTS,
        columns: &[SCORE, RENTERS],
        estimate: &[-5.9487516203, 0.073822421615015, -0.33542317378359],
        error: &[0.13052291489722, 0.0064117567271146, 0.61262491814798],
        dispersion: 0.85885982801059,
        deviance: 5.8808679204667,
        fitted: [
            120.56521768871, 44.899746659063, 37.830944999283, 63.049545128416, 144.21266845822,
            50.064254714438, 32.967025754358, 58.519974850582, 109.68970170186, 37.200920045068,
        ],
        leverage: [
            0.63559140433017, 0.18637994313451, 0.17578622885207, 0.15887273014815, 0.47953207676426,
            0.16185086989162, 0.27911014143523, 0.35839701677596, 0.29936073970336, 0.26511884896465,
        ],
    },
    Case {
        counts: FEW,
        columns: &[INCOME],
        estimate: &[-4.6432196008317, -2.0913532144817e-06],
        error: &[0.73520981290572, 4.5457852910123e-07],
        dispersion: 0.57659647576723,
        deviance: 5.5791863255758,
        fitted: [
            3.9854766423645, 0.47084231137914, 0.3052386050751, 1.2853863757672, 5.0795264614933,
            0.70569859948352, 0.15653455497826, 1.00542449534, 2.6445324142353, 0.36133953988359,
        ],
        leverage: [
            0.42657022449469, 0.14778383243113, 0.14141110029195, 0.13280858605671, 0.44290799258295,
            0.14689015615223, 0.1101394826943, 0.14847270084143, 0.16661605226088, 0.13639987219374,
        ],
    },
    Case {
        counts: COUNTS,
        columns: &[],
        estimate: &[-4.6347706557644],
        error: &[0.19855310014371],
        dispersion: 27.556910170099,
        deviance: 217.13542698433,
        fitted: [
            50.483333333333, 71.841666666667, 73.783333333333, 68.929166666667, 77.666666666667,
            70.870833333333, 67.958333333333, 73.783333333333, 75.725, 67.958333333333,
        ],
        leverage: [
            0.072222222222222, 0.10277777777778, 0.10555555555556, 0.098611111111111, 0.11111111111111,
            0.10138888888889, 0.097222222222222, 0.10555555555556, 0.10833333333333, 0.097222222222222,
        ],
    },
];

#[track_caller]
fn assert_close(statistic: &str, found: &[f64], expected: &[f64], tolerance: f64) {
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= tolerance * expected.abs(),
            "{statistic}: {found} is not {expected}"
        );
    }
    record(
        (statistic, SOURCE, GLM),
        found,
        expected,
        relative(tolerance),
    );
}

#[test]
pub(super) fn coefficients_errors_dispersion_and_expected_counts_equal_glm_of_r() {
    for case in &CASES {
        let columns: Vec<Vec<f64>> = case.columns.iter().map(|column| column.to_vec()).collect();
        let fit = quasi_poisson(&case.counts, &PEOPLE, &columns).unwrap();
        let all: Vec<_> = std::iter::once(fit.intercept).chain(fit.slopes).collect();
        let estimates: Vec<f64> = all.iter().map(|one| one.estimate).collect();
        let errors: Vec<f64> = all.iter().map(|one| one.standard_error).collect();
        assert_close("regression: coefficients", &estimates, case.estimate, 1e-10);
        assert_close("regression: standard errors", &errors, case.error, 1e-10);
        assert_close(
            "regression: dispersion",
            &[fit.dispersion],
            &[case.dispersion],
            1e-10,
        );
        assert_close(
            "regression: deviance",
            &[fit.deviance],
            &[case.deviance],
            1e-10,
        );
        assert_close(
            "regression: expected counts",
            &fit.fitted,
            &case.fitted,
            1e-10,
        );
        assert_close("regression: leverage", &fit.leverage, &case.leverage, 1e-10);
    }
}

fn covariate(name: &str, values: &[f64]) -> Covariate {
    Covariate {
        name: name.to_owned(),
        values: values.iter().copied().map(Some).collect(),
    }
}

fn exposed() -> Vec<Value<f64>> {
    PEOPLE.map(Value::Known).to_vec()
}

#[test]
pub(super) fn limits_of_rate_ratios_equal_r_and_are_not_narrowed_below_a_dispersion_of_one() {
    let columns = [covariate("score", &SCORE), covariate("renters", &RENTERS)];
    let found = adjust_for(&COUNTS, &exposed(), &columns);
    let effects = found.fit.unwrap().effects;
    let limits: Vec<f64> = effects
        .iter()
        .flat_map(|one| [one.limits.lower, one.limits.upper])
        .collect();
    let expected = [
        1.0591456791399,
        1.0943736857511,
        0.14978487708914,
        3.4133998547142,
    ];
    for (found, expected) in limits.iter().zip(expected) {
        assert!(
            (found - expected).abs() <= 1e-10 * expected,
            "{found} {expected}"
        );
    }
    let names = (
        "regression: limits of rate ratios",
        "track/adjusted.rs",
        "R 4.2.2, `glm` and `qt`",
    );
    record(names, &limits, &expected, relative(1e-10));
}

#[test]
fn order_of_areas_and_columns_changes_nothing_but_their_order() {
    let there = quasi_poisson(&COUNTS, &PEOPLE, &[SCORE.to_vec(), RENTERS.to_vec()]).unwrap();
    let back = |values: &[f64]| values.iter().rev().copied().collect::<Vec<f64>>();
    let counts: Vec<u64> = COUNTS.iter().rev().copied().collect();
    let again = quasi_poisson(&counts, &back(&PEOPLE), &[back(&RENTERS), back(&SCORE)]).unwrap();
    assert!((there.slopes[0].estimate - again.slopes[1].estimate).abs() < 1e-12);
    assert!((there.fitted[0] - again.fitted[9]).abs() < 1e-9);
}

#[test]
fn what_no_regression_can_tell_is_refused_by_name() {
    let fit = |counts: &[u64], columns: &[Vec<f64>]| {
        quasi_poisson(counts, &PEOPLE[..counts.len()], columns)
    };
    let score = SCORE.to_vec();
    assert_eq!(fit(&COUNTS, &[vec![7.0; 10]]), Err(Unfitted::Constant(0)));
    let twice: Vec<f64> = score.iter().map(|x| 3.0 - 2.0 * x).collect();
    assert_eq!(
        fit(&COUNTS, &[score.clone(), twice]),
        Err(Unfitted::Collinear(1))
    );
    assert_eq!(
        fit(&[0; 10], std::slice::from_ref(&score)),
        Err(Unfitted::NoEvents)
    );
    let few = Unfitted::TooFewAreas {
        areas: 2,
        coefficients: 2,
    };
    assert_eq!(fit(&[3, 4], &[score[..2].to_vec()]), Err(few));
    assert_eq!(
        fit(&COUNTS, &[score[..9].to_vec()]),
        Err(Unfitted::BadInput)
    );
    // Events where a mark stands and nowhere else: the coefficient is infinite.
    let mark: Vec<f64> = (0..10).map(|area| f64::from(u8::from(area < 4))).collect();
    assert_eq!(
        fit(&[5, 3, 8, 2, 0, 0, 0, 0, 0, 0], &[mark]),
        Err(Unfitted::Separated)
    );
}

#[test]
fn an_area_whose_attribute_is_not_known_has_no_adjusted_number_but_its_plain_one() {
    let mut score = covariate("score", &SCORE);
    score.values[3] = None;
    let found = adjust_for(&COUNTS, &exposed(), &[score]);
    assert_eq!(found.left_out, [3]);
    assert_eq!(
        found.areas[3].adjusted_smr,
        Value::Undefined(Reason::NoCovariate)
    );
    assert!(found.areas[3].smr.known().is_some());
    assert_eq!(found.fit.unwrap().areas, 9);
}

#[test]
fn few_areas_and_areas_that_make_their_own_expectation_are_marked() {
    let mut far = SCORE;
    far[0] = 400.0;
    let found = adjust_for(
        &COUNTS,
        &exposed(),
        &[covariate("far", &far), covariate("renters", &RENTERS)],
    );
    assert!(found.areas[0].weighs_much && found.areas[0].leverage.known().unwrap() > 0.9);
    assert!(found.fit.unwrap().few_areas);
    let one = adjust_for(&COUNTS, &exposed(), &[covariate("score", &SCORE)]);
    assert!(!one.fit.unwrap().few_areas);
}

#[test]
pub(super) fn rank_correlation_and_its_p_equal_scipy() {
    let fear = [
        0.41, 0.38, 0.52, 0.38, 0.29, 0.6, 0.33, 0.45, 0.2, 0.37, 0.5,
    ];
    let ratio = [1.2, 0.8, 1.1, 0.9, 0.7, 0.95, 1.0, 1.3, 0.6, 0.9, 1.4];
    let names = (
        "rank correlation and its p",
        "track/spearman.rs",
        "scipy 1.17.1",
    );
    for (units, expected) in [
        (7, [0.558_581_226_871_25, 0.204_761_904_761_9]),
        (11, [0.705_479_452_054_79, 0.015_293_952_129_208]),
    ] {
        let found = spearman(&fear[..units], &ratio[..units]).known().unwrap();
        assert_eq!(found.exact, units == 7);
        for (found, expected) in [found.rho, found.p].iter().zip(expected) {
            assert!(
                (found - expected).abs() <= 1e-10 * expected,
                "{found} {expected}"
            );
        }
        record(names, &[found.rho, found.p], &expected, relative(1e-10));
    }
}

#[test]
fn ranks_of_three_and_of_what_does_not_vary_are_undefined() {
    assert_eq!(
        spearman(&[1.0, 2.0, 3.0], &[1.0, 2.0, 3.0]),
        Value::Undefined(Reason::TooFewUnits)
    );
    assert_eq!(
        spearman(&[2.0; 5], &[1.0, 2.0, 3.0, 4.0, 5.0]),
        Value::Undefined(Reason::NoVariation)
    );
    assert_eq!(
        spearman(&[f64::NAN; 5], &[1.0; 5]),
        Value::Undefined(Reason::NotFinite)
    );
    assert_eq!(
        spearman(&[1.0], &[1.0, 2.0]),
        Value::Undefined(Reason::UnitsDisagree)
    );
}
