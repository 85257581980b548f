//! Densities against other software.
//!
//! spatstat.explore 3.0-6: `density.ppp(at = "points", leaveoneout = FALSE, edge = FALSE)`. The five-target table is the
//! formula as written, in numpy 2.4.6. scikit-learn's numbers come from `tests/scripts/density_sklearn.py`.

use hotspur_core::Position;
use hotspur_core::density::{Kernel, WeightedPlace, density_at};

use super::record::{record, relative};

const SPATSTAT: &str = "spatstat.explore 3.0-6, `density.ppp`";
const FORMULA: &str = "formula in numpy 2.4.6";
const SKLEARN: &str = "scikit-learn 1.9.1, `KernelDensity`";
const QUADRATURE: &str = "scipy 1.17.1, adaptive quadrature";

const X: [f64; 45] = [
    264.4, 238.9, 461.5, 384.0, 320.7, 315.1, 499.4, 277.5, 404.7, 111.2, 376.7, 273.8, 449.5,
    192.5, 453.6, 311.6, 467.3, 318.1, 439.7, 226.2, 320.7, 155.9, 474.3, 639.0, 360.6, 716.1,
    620.4, 668.7, 607.5, 821.7, 140.6, 542.5, 845.6, 713.3, 540.1, 773.4, 879.1, 929.2, 899.8,
    762.3, 811.5, 795.0, 835.1, 818.9, 840.2,
];
const Y: [f64; 45] = [
    598.8, 539.6, 606.9, 400.2, 409.4, 391.7, 739.2, 426.9, 484.4, 519.8, 506.4, 565.5, 527.6,
    572.5, 532.4, 304.8, 423.4, 435.1, 546.3, 473.8, 787.8, 773.3, 713.9, 538.6, 106.6, 396.1,
    626.5, 631.4, 669.9, 171.3, 734.7, 16.9, 474.7, 202.7, 569.7, 130.9, 196.8, 224.4, 69.4, 201.8,
    28.8, 156.6, 190.2, 186.6, 120.6,
];

const TARGETS: [(f64, f64); 5] = [
    (300.0, 500.0),
    (500.0, 400.0),
    (820.0, 150.0),
    (5.0, 5.0),
    (700.0, 700.0),
];

pub(super) fn points() -> Vec<WeightedPlace> {
    X.iter()
        .zip(Y)
        .map(|(x, y)| WeightedPlace {
            position: Position::new(*x, y).unwrap(),
            weight: 1.0,
        })
        .collect()
}

/// The oracles print 13 digits, of which the last may be rounded.
#[track_caller]
fn assert_close(names: (&str, &'static str, &'static str), found: f64, expected: f64) {
    let slack = 1e-10 * expected.abs();
    assert!(
        (found - expected).abs() <= slack,
        "{found} is not {expected}"
    );
    record(names, &[found], &[expected], relative(1e-10));
}

#[track_caller]
fn assert_density(kernel: Kernel, oracle: &'static str, found: f64, expected: f64) {
    let statistic = format!("density, {kernel} kernel");
    assert_close((&statistic, "density/exact.rs", oracle), found, expected);
}

fn check_at_points(kernel: Kernel, bandwidth: f64, expected: &[f64]) {
    let points = points();
    for (point, expected) in points.iter().zip(expected) {
        assert_density(
            kernel,
            SPATSTAT,
            density_at(point.position, &points, kernel, bandwidth),
            *expected,
        );
    }
}

fn check_at_targets(oracle: &'static str, kernel: Kernel, bandwidth: f64, expected: [f64; 5]) {
    for ((x, y), expected) in TARGETS.into_iter().zip(expected) {
        let at = Position::new(x, y).unwrap();
        let found = density_at(at, &points(), kernel, bandwidth);
        assert_density(kernel, oracle, found, expected);
    }
}

#[test]
pub(super) fn quartic_density_equals_spatstat_at_its_own_points() {
    #[rustfmt::skip]
    let expected = [
    0.0001040573511473, 0.0001315309328885, 0.0001276673816343, 0.0001462815815306, 0.0001563884079732, 0.0001420115484708,
    6.354719637483e-05, 0.0001503495418012, 0.0001748775639004, 5.736586566468e-05, 0.0001824469437274, 0.0001312511132329,
    0.0001494745424703, 9.930269929677e-05, 0.0001473646021156, 7.497671855854e-05, 0.0001132717758472, 0.0001712274555796,
    0.0001485678631372, 0.0001348951477942, 3.110069678114e-05, 4.132844770467e-05, 7.422800180831e-05, 7.488857352138e-05,
    2.001615455206e-05, 3.102175336044e-05, 9.413150165442e-05, 7.138643602227e-05, 8.977940128123e-05, 0.000172756917092,
    4.39111787146e-05, 1.937191340528e-05, 2.446955942822e-05, 0.0001044050744254, 0.0001288067239623, 0.0001539507363945,
    0.000144679043771, 9.120796806337e-05, 9.790011143373e-05, 0.0001431001320926, 8.489049020268e-05, 0.00016907273311,
    0.0001663533572709, 0.0001688496276581, 0.0001620404106412,
    ];
    check_at_points(Kernel::Quartic, 226.2741699796952, &expected);
}

#[test]
pub(super) fn epanechnikov_density_equals_spatstat_at_its_own_points() {
    #[rustfmt::skip]
    let expected = [
    9.592573311698e-05, 0.0001282230995992, 0.0001252155659435, 0.0001443704358258, 0.0001516445342694, 0.0001353128167994,
    6.047638294423e-05, 0.0001454825733007, 0.000173209623227, 5.735522947962e-05, 0.0001839615403956, 0.0001297035073824,
    0.000138676510585, 9.394584199834e-05, 0.0001368217148026, 7.210632474199e-05, 0.0001145253437657, 0.0001700424942582,
    0.0001383028651708, 0.0001359001151181, 2.850544729133e-05, 3.717529452076e-05, 7.352325014993e-05, 7.174954291305e-05,
    1.657863990541e-05, 2.892183882892e-05, 8.842362224912e-05, 6.67362053792e-05, 8.87890905946e-05, 0.0001639752776262,
    3.981577536197e-05, 1.657863990541e-05, 2.324972486124e-05, 0.0001023698159094, 0.0001324031143886, 0.0001487586507014,
    0.0001406192810927, 9.28919542655e-05, 0.000101418033602, 0.0001352744139343, 8.622036849659e-05, 0.0001609496758434,
    0.0001585512733663, 0.0001603571535263, 0.0001568730228295,
    ];
    check_at_points(Kernel::Epanechnikov, 195.95917942265427, &expected);
}

#[test]
pub(super) fn uniform_density_equals_spatstat_at_its_own_points() {
    #[rustfmt::skip]
    let expected = [
    7.460387957433e-05, 0.0001243397992905, 0.0001243397992905, 0.0001492077591487, 0.0001367737792196, 0.0001243397992905,
    4.973591971622e-05, 0.0001367737792196, 0.0001616417390777, 4.973591971622e-05, 0.0001989436788649, 0.0001119058193615,
    0.0001119058193615, 7.460387957433e-05, 0.0001119058193615, 7.460387957433e-05, 0.0001243397992905, 0.0001492077591487,
    0.0001119058193615, 0.0001367737792196, 1.243397992905e-05, 2.486795985811e-05, 6.216989964527e-05, 6.216989964527e-05,
    1.243397992905e-05, 2.486795985811e-05, 6.216989964527e-05, 6.216989964527e-05, 9.947183943243e-05, 0.0001492077591487,
    2.486795985811e-05, 1.243397992905e-05, 2.486795985811e-05, 9.947183943243e-05, 0.0001243397992905, 0.0001367737792196,
    0.0001243397992905, 9.947183943243e-05, 0.0001243397992905, 0.0001119058193615, 8.703785950338e-05, 0.0001492077591487,
    0.0001367737792196, 0.0001492077591487, 0.0001492077591487,
    ];
    check_at_points(Kernel::Uniform, 160.0, &expected);
}

#[test]
pub(super) fn gaussian_density_equals_spatstat_at_its_own_points() {
    #[rustfmt::skip]
    let expected = [
    0.0001136961853803, 0.0001420789594749, 0.000131825421428, 0.0001509761913382, 0.0001701787621546, 0.000157121624369,
    7.089223327524e-05, 0.0001592039024537, 0.0001819754744514, 5.968402014064e-05, 0.0001816200717322, 0.0001370500845042,
    0.0001683630385802, 0.0001091647657437, 0.0001663117616081, 7.710253378663e-05, 0.0001097123562531, 0.0001808590456643,
    0.0001660952559678, 0.0001346036561466, 3.625618576677e-05, 5.207448259363e-05, 7.965229351622e-05, 7.809095167828e-05,
    2.692310528308e-05, 3.695812899847e-05, 0.0001049626146612, 8.311903517155e-05, 9.486285080183e-05, 0.0001995389701096,
    5.452185967196e-05, 2.637328132294e-05, 3.040485745244e-05, 0.0001083697470144, 0.0001243684242457, 0.0001677390616036,
    0.0001566643404834, 9.158723530492e-05, 9.311690324362e-05, 0.0001595704327584, 8.267462825589e-05, 0.0001938783478805,
    0.0001899999523376, 0.000194885775811, 0.0001759997127324,
    ];
    check_at_points(Kernel::Gaussian, 80.0, &expected);
}

#[test]
pub(super) fn quartic_density_equals_the_formula_at_five_targets() {
    check_at_targets(
        FORMULA,
        Kernel::Quartic,
        250.0,
        [
            0.0001635202201585,
            7.767435784511e-05,
            0.0001484895393438,
            0.0,
            4.16390936165e-05,
        ],
    );
}

#[test]
pub(super) fn epanechnikov_density_equals_the_formula_at_five_targets() {
    check_at_targets(
        FORMULA,
        Kernel::Epanechnikov,
        250.0,
        [
            0.0001406573825461,
            8.525222971029e-05,
            0.0001093457990639,
            0.0,
            3.999168730435e-05,
        ],
    );
}

#[test]
pub(super) fn uniform_density_equals_the_formula_at_five_targets() {
    check_at_targets(
        FORMULA,
        Kernel::Uniform,
        250.0,
        [
            9.676620539987e-05,
            8.148733086305e-05,
            6.111549814729e-05,
            0.0,
            3.565070725258e-05,
        ],
    );
}

#[test]
pub(super) fn triweight_density_equals_the_formula_at_five_targets() {
    check_at_targets(
        FORMULA,
        Kernel::Triweight,
        250.0,
        [
            0.0001765448393469,
            7.015964245205e-05,
            0.0001811823949491,
            0.0,
            4.311965163981e-05,
        ],
    );
}

#[test]
pub(super) fn triangular_density_equals_the_formula_at_five_targets() {
    check_at_targets(
        FORMULA,
        Kernel::Triangular,
        250.0,
        [
            0.0001475941175206,
            8.16206664356e-05,
            0.0001312881242889,
            0.0,
            4.031466239629e-05,
        ],
    );
}

#[test]
pub(super) fn epanechnikov_uniform_and_cone_equal_scikit_learn_1_9_1() {
    check_at_targets(
        SKLEARN,
        Kernel::Epanechnikov,
        250.0,
        [
            0.0001406573825461,
            8.525222971029e-05,
            0.0001093457990639,
            0.0,
            3.999168730435e-05,
        ],
    );
    check_at_targets(
        SKLEARN,
        Kernel::Uniform,
        250.0,
        [
            9.676620539987e-05,
            8.148733086305e-05,
            6.111549814729e-05,
            0.0,
            3.565070725258e-05,
        ],
    );
    check_at_targets(
        SKLEARN,
        Kernel::Triangular,
        250.0,
        [
            0.0001475941175206,
            8.16206664356e-05,
            0.0001312881242889,
            0.0,
            4.031466239629e-05,
        ],
    );
}

#[test]
pub(super) fn gaussian_is_not_cut_and_equals_scikit_learn_1_9_1_far_from_every_point() {
    check_at_targets(
        SKLEARN,
        Kernel::Gaussian,
        80.0,
        [
            0.0001726082566074,
            6.738745111774e-05,
            0.0001975851184365,
            5.834522646207e-10,
            4.28167729028e-05,
        ],
    );
}

#[test]
pub(super) fn kernels_have_the_centre_and_the_spread_that_quadrature_gives() {
    // scipy 1.17.1, adaptive quadrature over the unit disc.
    let expected = [
        (Kernel::Uniform, std::f64::consts::FRAC_1_PI, 0.5),
        (
            Kernel::Epanechnikov,
            std::f64::consts::FRAC_2_PI,
            0.4082482904639,
        ),
        (Kernel::Quartic, 0.9549296585514, 0.3535533905933),
        (Kernel::Triweight, 1.273239544735, 0.3162277660168),
        (Kernel::Triangular, 0.9549296585514, 0.3872983346207),
    ];
    for (kernel, centre, spread) in expected {
        let source = "density/kernel.rs";
        let found = kernel.peak(1.0) * kernel.shape(0.0, 1.0);
        assert_close(("kernel at its centre", source, QUADRATURE), found, centre);
        let names = ("standard deviation of a kernel", source, QUADRATURE);
        assert_close(names, kernel.sigma(1.0), spread);
    }
}
