//! Bandwidths against other software.
//!
//! MASS 7.3-58.2 `bandwidth.nrd`; spatstat.explore 3.0-6 `bw.scott`, `bw.ppl(shortcut = TRUE)`, `bw.CvL` and
//! `density.ppp(leaveoneout = TRUE, edge = TRUE, at = "points")`; the integral of the likelihood by Gauss-Legendre
//! quadrature with 400 points; the ArcGIS rule from its published formula in numpy 2.4.6.

use geo::{Coord, LineString, MultiPolygon, Polygon, Rect};
use hotspur_core::density::Kernel;
use hotspur_core::density::bandwidth::{
    CANDIDATES, Selector, arcgis_search_radius, candidate_sigmas, cronie_van_lieshout_criterion,
    leave_one_out, likelihood, nrd_axes, scott_axes, select,
};
use hotspur_core::{Metres, Position, Reason, Value, stream};
use rand::RngExt;

use super::record::{record, relative};

pub(super) fn at(x: f64, y: f64) -> Position {
    Position::new(x, y).unwrap()
}

pub(super) fn events() -> Vec<Position> {
    super::density::points()
        .iter()
        .map(|place| place.position)
        .collect()
}

pub(super) fn rectangle(width: f64, height: f64) -> MultiPolygon<f64> {
    Rect::new((0.0, 0.0), (width, height)).to_polygon().into()
}

pub(super) fn window() -> MultiPolygon<f64> {
    rectangle(1_000.0, 800.0)
}

/// The oracles print 13 digits, of which the last may be rounded.
#[track_caller]
pub(super) fn assert_close(found: f64, expected: f64) {
    assert!(
        (found / expected - 1.0).abs() <= 1e-10,
        "{found} is not {expected}"
    );
}

type Names = (&'static str, &'static str, &'static str);

const NRD: Names = (
    "bandwidth: normal reference rule",
    "density/bandwidth/nrd.rs",
    "MASS 7.3-58.2, `bandwidth.nrd`",
);
const SCOTT: Names = (
    "bandwidth: Scott's rule",
    "density/bandwidth/scott.rs",
    "spatstat.explore 3.0-6, `bw.scott`",
);
const ARCGIS: Names = (
    "bandwidth: search radius of ArcGIS",
    "density/bandwidth/arcgis.rs",
    "published formula in numpy 2.4.6",
);
const LEAVE_ONE_OUT: Names = (
    "density without the event itself",
    "density/bandwidth/likelihood.rs",
    "spatstat.explore 3.0-6, `density.ppp`",
);
const SUM_LOG: Names = (
    "cross-validated likelihood: sum of logs",
    "density/bandwidth/likelihood.rs",
    "spatstat.explore 3.0-6, `bw.ppl`",
);
const CRITERION: Names = (
    "cross-validated likelihood: sum less integral",
    "density/bandwidth/likelihood.rs",
    "spatstat.explore 3.0-6, quadrature of 400 points",
);
const CVL: Names = (
    "criterion of Cronie and van Lieshout",
    "density/bandwidth/cronie_van_lieshout.rs",
    "spatstat.explore 3.0-6, `bw.CvL`",
);
const CANDIDATE: Names = (
    "bandwidth: candidates",
    "density/bandwidth/candidates.rs",
    "spatstat.explore 3.0-6, `bw.ppl`",
);
const CHOICE: Names = (
    "bandwidth: choice among candidates",
    "density/bandwidth/mod.rs",
    "spatstat.explore 3.0-6, `bw.ppl` and `bw.CvL`",
);

#[track_caller]
fn assert_oracle(names: Names, found: f64, expected: f64) {
    assert_close(found, expected);
    record(names, &[found], &[expected], relative(1e-10));
}

const TRIALS: [f64; 6] = [20.0, 40.0, 60.0, 80.0, 120.0, 200.0];

#[test]
pub(super) fn the_normal_reference_rule_of_both_axes_equals_mass() {
    let [x, y] = nrd_axes(&events()).known().unwrap();
    assert_oracle(NRD, x, 476.8861246667);
    assert_oracle(NRD, y, 429.8964771042);
    let found = select(Selector::Nrd, &events(), &window(), false);
    assert_oracle(NRD, found.known().unwrap().sigma.0, 453.3913008855 / 4.0);
}

#[test]
pub(super) fn scotts_rule_equals_spatstat() {
    let [x, y] = scott_axes(&events()).known().unwrap();
    assert_oracle(SCOTT, x, 127.6897138484);
    assert_oracle(SCOTT, y, 115.1078953791);
    // A rule of thumb does not care for the window, nor for who moved the points.
    let found = select(Selector::Scott, &events(), &MultiPolygon(vec![]), true);
    let found = found.known().unwrap();
    assert_oracle(SCOTT, found.sigma.0, 121.2356969818);
    assert_eq!(found.criterion, Value::Undefined(Reason::RuleOfThumb));
}

#[test]
pub(super) fn the_search_radius_equals_the_formula_of_arcgis() {
    let found = arcgis_search_radius(&events()).known().unwrap();
    assert_oracle(ARCGIS, found.0, 134.7619374537);
}

#[test]
fn northings_count_in_every_rule_of_thumb() {
    // `mean(bw_x, bw_y)` in R takes the second argument for something else, and so forgets the northings.
    let taller: Vec<Position> = events().iter().map(|p| at(p.x(), 3.0 * p.y())).collect();
    let sigma = |selector, events: &[Position]| {
        let found = select(selector, events, &window(), false);
        found.known().unwrap().sigma.0
    };
    let expected = (476.8861246667 + 3.0 * 429.8964771042) / 8.0;
    assert_close(sigma(Selector::Nrd, &taller), expected);
    assert_close(
        sigma(Selector::Scott, &taller),
        121.2356969818 * 3_f64.sqrt(),
    );
    let turned: Vec<Position> = events().iter().map(|p| at(p.y(), p.x())).collect();
    for selector in [Selector::Nrd, Selector::Scott] {
        assert_eq!(sigma(selector, &turned), sigma(selector, &events()));
    }
}

#[test]
pub(super) fn the_density_without_the_event_itself_equals_spatstat() {
    #[rustfmt::skip]
    let expected = [
    8.940251823214e-05, 0.0001174433341825, 0.0001078085725058, 0.0001261084038295, 0.0001453153359939, 0.0001322591676153,
    5.92811583763e-05, 0.0001343712879428, 0.000157113816694, 3.794566452708e-05, 0.000156771319717, 0.0001124066819108,
    0.0001435425668962, 8.517151317461e-05, 0.0001415020185115, 5.224076862058e-05, 8.48445081181e-05, 0.0001559969473136,
    0.0001413345607955, 0.0001099962069302, 2.031483808698e-05, 4.427207836123e-05, 6.377002304801e-05, 5.325205205072e-05,
    2.261759286563e-06, 1.209251657742e-05, 8.131865188036e-05, 5.929189103106e-05, 7.383027648671e-05, 0.0001798569941074,
    3.893778423353e-05, 2.579133744454e-06, 5.689528690937e-06, 8.398983977916e-05, 9.96994922869e-05, 0.0001508806602355,
    0.0001419998007179, 8.238177940515e-05, 9.44939815875e-05, 0.0001356931015729, 9.108235320018e-05, 0.0001742752041581,
    0.0001699209871036, 0.0001737563438632, 0.0001655730168679,
    ];
    let found = leave_one_out(&events(), &window(), 80.0).known().unwrap();
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.into_iter().zip(expected) {
        assert_oracle(LEAVE_ONE_OUT, found.exp(), expected);
    }
}

#[test]
pub(super) fn the_cross_validated_likelihood_equals_spatstat_and_its_integral_equals_quadrature() {
    let logs = [
        -670.6100215037,
        -462.2705854198,
        -434.0805310283,
        -427.6292107635,
        -426.116355597,
        -430.9559379247,
    ];
    let full = [
        -715.7314749476,
        -507.425012126,
        -479.617177806,
        -473.7517239436,
        -473.2188950035,
        -478.8905173245,
    ];
    for ((sigma, log), full) in TRIALS.into_iter().zip(logs).zip(full) {
        let found = likelihood(&events(), &window(), sigma).known().unwrap();
        assert_oracle(SUM_LOG, found.sum_log, log);
        assert_oracle(CRITERION, found.criterion(), full);
    }
}

#[test]
pub(super) fn the_criterion_of_cronie_and_van_lieshout_equals_spatstat() {
    let expected = [
        499078202132.9,
        300036701355.8,
        164566767969.3,
        82155753650.02,
        21267090387.64,
        5054984798.964,
    ];
    for (sigma, expected) in TRIALS.into_iter().zip(expected) {
        let found = cronie_van_lieshout_criterion(&events(), &window(), sigma);
        assert_oracle(CVL, found.known().unwrap(), expected);
    }
}

#[test]
pub(super) fn the_candidates_and_the_choice_among_them_equal_spatstat() {
    let expected = [
        6.312685640835,
        8.589331160566,
        11.68704003073,
        15.90192555469,
        21.63689314678,
        29.44015449166,
        40.05763168552,
        54.50426072689,
        74.16101033397,
        100.9068902212,
        137.298567647,
        186.8147619712,
        254.1887791582,
        345.8609735556,
        470.5943882534,
        640.3124237433,
    ];
    let found = candidate_sigmas(&events(), &window()).known().unwrap();
    assert_eq!(found.len(), CANDIDATES);
    for (found, expected) in found.into_iter().zip(expected) {
        assert_oracle(CANDIDATE, found, expected);
    }
    for (selector, sigma) in [
        (Selector::Likelihood, 100.9068902212),
        (Selector::CronieVanLieshout, 186.8147619712),
    ] {
        let found = select(selector, &events(), &window(), false)
            .known()
            .unwrap();
        assert_eq!(found.selector, selector);
        assert_oracle(CHOICE, found.sigma.0, sigma);
        let again = match selector {
            Selector::Likelihood => {
                likelihood(&events(), &window(), found.sigma.0).map(|found| found.criterion())
            }
            _ => cronie_van_lieshout_criterion(&events(), &window(), found.sigma.0),
        };
        assert_eq!(found.criterion, again);
    }
}

#[test]
fn a_window_of_any_shape_takes_masses_of_cells_that_agree_with_the_exact_rectangle() {
    let hole = LineString::from(vec![
        (500.0, 300.0),
        (501.0, 300.0),
        (500.0, 301.0),
        (500.0, 300.0),
    ]);
    let outline = window().0[0].exterior().clone();
    let pierced = MultiPolygon(vec![Polygon::new(outline, vec![hole])]);
    // Cells are 7.8 m; below that the share of a cell at the edge stands for the mass about an event in it.
    for sigma in [20.0, 40.0, 80.0, 200.0, 640.0] {
        let exact = likelihood(&events(), &window(), sigma).known().unwrap();
        let found = likelihood(&events(), &pierced, sigma).known().unwrap();
        assert!(
            (found.sum_log - exact.sum_log).abs() < 0.01,
            "{sigma}: {found:?} {exact:?}"
        );
        assert!(
            (found.integral - exact.integral).abs() < 0.01,
            "{sigma}: {found:?} {exact:?}"
        );
    }
    let found = select(Selector::Likelihood, &events(), &pierced, false);
    assert_close(found.known().unwrap().sigma.0, 100.9068902212);
}

#[test]
fn a_rectangle_with_corners_on_the_way_is_still_one() {
    let ring: Vec<Coord<f64>> = [
        (0.0, 0.0),
        (300.0, 0.0),
        (1_000.0, 0.0),
        (1_000.0, 800.0),
        (0.0, 800.0),
    ]
    .map(Coord::from)
    .to_vec();
    let window = Polygon::new(LineString(ring), vec![]).into();
    let found = likelihood(&events(), &window, 120.0).known().unwrap();
    assert_close(found.criterion(), -473.2188950035);
}

#[test]
fn a_lonely_event_does_not_underflow() {
    // 900 standard deviations from the next: its density is 1e-175000, the logarithm of which is a plain number.
    let mut events: Vec<Position> = (0..20_u8)
        .map(|i| at(f64::from(i), f64::from(i % 7)))
        .collect();
    events.push(at(919.0, 5.0));
    let found = leave_one_out(&events, &window(), 1.0).known().unwrap();
    let expected = -405_000.0 - (2.0 * std::f64::consts::PI).ln();
    assert!((found[20] - expected).abs() < 1.0, "{}", found[20]);
    let found = select(Selector::Likelihood, &events, &window(), false)
        .known()
        .unwrap();
    assert!(found.criterion.known().is_some());
}

#[test]
fn the_choice_does_not_depend_on_the_order_of_events_nor_on_the_number_of_threads() {
    let mut random = stream(5, 0, 0);
    let events: Vec<Position> = (0..400)
        .map(|_| {
            at(
                random.random_range(0.0..1_000.0),
                random.random_range(0.0..800.0),
            )
        })
        .collect();
    let mut reversed = events.clone();
    reversed.reverse();
    let alone = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    for selector in Selector::ALL {
        let expected = select(selector, &events, &window(), false);
        assert!(expected.known().is_some(), "{selector}");
        assert_eq!(expected, select(selector, &reversed, &window(), false));
        assert_eq!(
            expected,
            alone.install(|| select(selector, &events, &window(), false))
        );
    }
}

#[test]
fn a_sigma_and_the_bandwidth_of_a_kernel_turn_into_each_other() {
    for kernel in Kernel::ALL {
        let bandwidth = kernel.support_of_sigma(Metres(80.0)).0;
        assert_close(kernel.sigma(bandwidth), 80.0);
    }
    assert_close(
        Kernel::Quartic.support_of_sigma(Metres(80.0)).0,
        226.2741699797,
    );
    assert_close(
        Kernel::Epanechnikov.support_of_sigma(Metres(80.0)).0,
        195.9591794227,
    );
    assert_eq!(
        Kernel::Uniform.support_of_sigma(Metres(80.0)),
        Metres(160.0)
    );
    assert_eq!(
        Kernel::Gaussian.support_of_sigma(Metres(80.0)),
        Metres(80.0)
    );
}

#[test]
fn the_words_of_selectors_are_read_as_they_are_written() {
    let words = Selector::ALL.map(Selector::as_str);
    assert_eq!(words, ["scott", "nrd", "cv", "cvl"]);
    for selector in Selector::ALL {
        assert_eq!(selector.to_string().to_uppercase().parse(), Ok(selector));
    }
    let refusal = "diggle".parse::<Selector>().unwrap_err();
    assert!(refusal.contains("scott, nrd, cv, cvl"), "{refusal}");
}
