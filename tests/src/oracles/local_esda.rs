//! Local statistics and neighbours of 30 irregular points against esda 2.9.0 and libpysal 4.14.1.
//!
//! The numbers are those that `scripts/local_esda.py` prints. The nearest three are not symmetric, and a band of 150 m
//! leaves islands.

use hotspur_core::local::{Standardisation, gi, gi_star, global_moran, local_moran};
use hotspur_core::weights::{Weights, distance_band, nearest};
use hotspur_core::{Metres, Position};

use super::local::{all_known, assert_relative};
use super::local_compared::{
    GI as GI_FILE, GLOBAL, GLOBAL_I, GLOBAL_NORMAL, GLOBAL_P, GLOBAL_RANDOM, GLOBAL_Z, LOCAL,
    relatively, statistics,
};

const ESDA: &str = "esda 2.9.0";

#[rustfmt::skip]
const X: [f64; 30] = [
    764.0, 75.0, 548.0, 423.0, 906.0, 327.0, 142.0, 688.0, 851.0, 237.0, 512.0, 619.0, 93.0, 380.0, 957.0,
    281.0, 446.0, 733.0, 168.0, 590.0, 824.0, 35.0, 361.0, 678.0, 210.0, 941.0, 487.0, 126.0, 559.0, 800.0,
];
#[rustfmt::skip]
const Y: [f64; 30] = [
    118.0, 402.0, 277.0, 695.0, 561.0, 84.0, 733.0, 426.0, 902.0, 548.0, 839.0, 137.0, 251.0, 466.0, 318.0,
    917.0, 193.0, 770.0, 615.0, 582.0, 239.0, 871.0, 314.0, 968.0, 366.0, 47.0, 543.0, 62.0, 714.0, 655.0,
];
#[rustfmt::skip]
const VALUES: [f64; 30] = [
    3.0, 0.0, 5.0, 2.0, 1.0, 0.0, 7.0, 4.0, 0.0, 9.0, 2.0, 6.0, 1.0, 8.0, 0.0, 3.0, 5.0, 2.0, 11.0, 6.0, 1.0,
    0.0, 7.0, 2.0, 4.0, 0.0, 9.0, 1.0, 3.0, 2.0,
];
#[rustfmt::skip]
const NEAREST: [[u32; 3]; 30] = [
    [11, 20, 25], [9, 12, 24], [11, 16, 22], [10, 26, 28], [7, 14, 29], [16, 22, 27], [9, 18, 21], [2, 19, 20],
    [17, 23, 29], [13, 18, 24], [3, 23, 28], [0, 2, 16], [1, 24, 27], [9, 22, 26], [4, 20, 25], [6, 10, 21],
    [2, 5, 22], [8, 28, 29], [1, 6, 9], [7, 26, 28], [0, 14, 25], [6, 15, 18], [13, 16, 24], [8, 10, 17],
    [1, 12, 22], [0, 14, 20], [3, 13, 19], [5, 12, 24], [3, 10, 19], [4, 17, 19],
];
#[rustfmt::skip]
const BAND: [&[u32]; 30] = [
    &[11, 20], &[24], &[16], &[28], &[29], &[], &[18], &[], &[], &[18], &[28], &[0], &[], &[26], &[], &[],
    &[2, 22], &[29], &[6, 9], &[26, 28], &[0], &[], &[16], &[], &[1], &[], &[13, 19], &[], &[3, 10, 19],
    &[4, 17],
];
#[rustfmt::skip]
const GI_STAR: [f64; 30] = [
    -0.65732539510676, 0.022666392934716, 1.552647916028, 0.36266228695546, -1.1673192361379,
    -0.14733155407565, 2.2326397040695, 0.36266228695546, -1.3373171831482, 3.0826294391214, -0.82732334211713,
    0.87265612798656, -1.3373171831482, 3.2526273861317, -2.0173089711897, -0.31732950108602, 0.53266023396583,
    -1.1673192361379, 2.2326397040695, 1.3826499690177, -1.677313077169, 1.2126520220073, 1.7226458630384,
    -1.3373171831482, -0.31732950108602, -1.677313077169, 1.8926438100488, -1.3373171831482, -0.14733155407565,
    -0.48732744809639,
];
#[rustfmt::skip]
const GI: [f64; 30] = [
    -0.65418789453211, 0.62833847583628, 1.4775704487204, 0.6564614287315, -0.89256738311641, 0.43448937158892,
    1.9334919708867, 0.31404763171614, -0.92245435814262, 2.6470395539313, -0.67615527159344, 0.54909807884562,
    -1.0843040802303, 2.9687879725733, -1.6978507751321, -0.27475891570349, 0.33491596837663, -1.0569029002577,
    1.3549568865318, 1.1246587157079, -1.4677774744581, 1.9852822055678, 1.3514372945298, -1.2472767145898,
    -0.44490081159786, -1.3101525666374, 1.240366701973, -1.0843040802303, -0.085044426289175,
    -0.29540764292917,
];
#[rustfmt::skip]
const ONE_SIDED: [f64; 30] = [
    0.25548585544227, 0.49095819174877, 0.060253635839191, 0.35842858751229, 0.12154073657422,
    0.44143516384087, 0.012786356802815, 0.35842858751229, 0.090559562215586, 0.0010259023820052,
    0.20402690848567, 0.19142526869859, 0.090559562215586, 0.00057171665222463, 0.021831639998758,
    0.37549679729739, 0.29713439905698, 0.12154073657422, 0.012786356802815, 0.083386109735298,
    0.046740638348443, 0.11263144519768, 0.042476292929206, 0.090559562215586, 0.37549679729739,
    0.046740638348443, 0.029202626752778, 0.090559562215586, 0.44143516384087, 0.3130131496289,
];
#[rustfmt::skip]
const IS_BINARY: [f64; 30] = [
    0.15895900506679, -1.2502994011976, 1.1674804237678, -0.5289728235836, 1.0873330262552, -0.90299401197605,
    3.3982496545371, 0.085490557346845, 1.5281437125749, 6.9848456932289, 0.49958544449562, 0.65988023952096,
    1.3344541685859, 6.6308613542146, 2.9173652694611, 0.065453707968678, 0.24578535237218, 0.7934592353754,
    4.2264394288346, 1.4212805158913, 1.8286964532474, -3.6814371257485, 2.3362966374942, 0.94039613081529,
    -0.12823583602027, 2.222754491018, 3.1043758636573, 1.3344541685859, 0.018701059419622, 0.20571165361585,
];
#[rustfmt::skip]
const EIC: [f64; 30] = [
    -0.0023348528407376, -0.12884575676234, -0.025206880668371, -0.023062628059531, -0.065232929366731,
    -0.12884575676234, -0.13384901284963, -0.0030496037103512, -0.12884575676234, -0.32826124938452,
    -0.023062628059531, -0.068806683714799, -0.065232929366731, -0.22033386807287, -0.12884575676234,
    -0.0023348528407376, -0.025206880668371, -0.023062628059531, -0.60844359027303, -0.068806683714799,
    -0.065232929366731, -0.12884575676234, -0.13384901284963, -0.023062628059531, -0.0030496037103512,
    -0.12884575676234, -0.32826124938452, -0.065232929366731, -0.0023348528407376, -0.023062628059531,
];
#[rustfmt::skip]
const VIC: [f64; 30] = [
    0.064991707712518, 3.4351203830483, 0.69629165516936, 0.63751999410896, 1.777689206674, 3.4351203830483,
    3.5622923171464, 0.084866888305303, 3.4351203830483, 8.1438342171278, 0.63751999410896, 1.8727957060481,
    1.777689206674, 5.6870783431305, 3.4351203830483, 0.064991707712518, 0.69629165516936, 0.63751999410896,
    13.51189513398, 1.8727957060481, 1.777689206674, 3.4351203830483, 3.5622923171464, 0.63751999410896,
    0.084866888305303, 3.4351203830483, 8.1438342171278, 1.777689206674, 0.064991707712518, 0.63751999410896,
];
#[rustfmt::skip]
const IS_ROWS: [f64; 30] = [
    0.052986335022263, -0.41676646706587, 0.38916014125595, -0.17632427452787, 0.36244434208506,
    -0.30099800399202, 1.1327498848457, 0.028496852448948, 0.50938123752495, 2.328281897743, 0.16652848149854,
    0.21996007984032, 0.4448180561953, 2.2102871180715, 0.97245508982036, 0.021817902656226, 0.081928450790726,
    0.2644864117918, 1.4088131429449, 0.47376017196376, 0.60956548441578, -1.2271457085828, 0.77876554583141,
    0.31346537693843, -0.042745278673422, 0.74091816367265, 1.0347919545524, 0.4448180561953,
    0.0062336864732074, 0.068570551205282,
];
#[rustfmt::skip]
const QUADRANT: [&str; 30] = [
    "LL", "LH", "HH", "LH", "LL", "LH", "HH", "HH", "LL", "HH", "LL", "HH", "LL", "HH", "LL", "LL", "HH", "LL",
    "HH", "HH", "LL", "LH", "HH", "LL", "HL", "LL", "HH", "LL", "LL", "LL",
];
#[rustfmt::skip]
const GI_STAR_ROWS: [f64; 30] = [
    -0.31119892672449, 0.010730997473258, 0.73507332691818, 0.17169595957213, -0.5526463698728,
    -0.069751483576178, 1.0570032511159, 0.17169595957213, -0.63312885092223, 1.4594156563631,
    -0.39168140777392, 0.41314340272044, -0.63312885092223, 1.5398981374125, -0.95505877511998,
    -0.15023396462561, 0.25217844062157, -0.5526463698728, 1.0570032511159, 0.65459084586875, -0.7940938130211,
    0.57410836481931, 0.81555580796762, -0.63312885092223, -0.15023396462561, -0.7940938130211,
    0.89603828901706, -0.63312885092223, -0.069751483576178, -0.23071644567505,
];

fn positions() -> Vec<Position> {
    let places = X.iter().zip(Y);
    places.map(|(x, y)| Position::new(*x, y).unwrap()).collect()
}

fn nearest_three() -> Weights {
    nearest(&positions(), 3)
}

#[test]
fn nearest_and_band_equal_libpysal() {
    let by_count = NEAREST.iter().map(|list| list.to_vec()).collect();
    assert_eq!(nearest_three(), Weights::from_lists(by_count));
    let by_band = BAND.iter().map(|list| list.to_vec()).collect();
    let band = distance_band(&positions(), Metres(150.0));
    assert_eq!(band, Weights::from_lists(by_band));
    assert_eq!(band.islands().len(), 10);
}

#[test]
pub(super) fn gi_star_and_gi_equal_esda_whose_p_is_one_sided() {
    let star = all_known(&gi_star(&VALUES, &nearest_three()));
    let plain = all_known(&gi(&VALUES, &nearest_three()));
    let z: Vec<f64> = star.iter().map(|gi| gi.z).collect();
    statistics(("Gi*: z", GI_FILE, ESDA), &z, &GI_STAR, 1e-12);
    let z: Vec<f64> = plain.iter().map(|gi| gi.z).collect();
    statistics(("Gi: z", GI_FILE, ESDA), &z, &GI, 1e-12);
    let p: Vec<f64> = star.iter().map(|gi| gi.p / 2.0).collect();
    let names = ("Gi*: half of p", GI_FILE, ESDA);
    relatively(names, &p, &ONE_SIDED, 1e-11);
}

#[test]
fn gi_star_is_not_what_esda_makes_of_standardised_rows_where_its_variance_does_not_hold() {
    // The score does not depend on a common factor of a unit's weights, so that both should be the same.
    let star = all_known(&gi_star(&VALUES, &nearest_three()));
    let apart = star
        .iter()
        .zip(GI_STAR_ROWS)
        .map(|(gi, rows)| (gi.z - rows).abs());
    assert!(apart.fold(0.0, f64::max) > 1.5);
}

#[test]
pub(super) fn local_moran_equals_esda_whose_statistic_alone_has_another_divisor() {
    let n = VALUES.len() as f64;
    let found = all_known(&local_moran(
        &VALUES,
        &nearest_three(),
        Standardisation::Binary,
    ));
    let i: Vec<f64> = found.iter().map(|m| m.i * (n - 1.0) / n).collect();
    statistics(
        ("local Moran, binary: I", LOCAL, ESDA),
        &i,
        &IS_BINARY,
        1e-12,
    );
    let expected: Vec<f64> = found.iter().map(|m| m.expected).collect();
    relatively(
        ("local Moran, binary: expectation", LOCAL, ESDA),
        &expected,
        &EIC,
        1e-11,
    );
    let variance: Vec<f64> = found.iter().map(|m| m.variance).collect();
    relatively(
        ("local Moran, binary: variance", LOCAL, ESDA),
        &variance,
        &VIC,
        1e-11,
    );
    let quadrant: Vec<&str> = found.iter().map(|m| m.quadrant.as_str()).collect();
    assert_eq!(quadrant, QUADRANT);
    let found = all_known(&local_moran(
        &VALUES,
        &nearest_three(),
        Standardisation::Rows,
    ));
    let i: Vec<f64> = found.iter().map(|m| m.i * (n - 1.0) / n).collect();
    statistics(("local Moran, rows: I", LOCAL, ESDA), &i, &IS_ROWS, 1e-12);
}

#[test]
pub(super) fn global_moran_equals_esda_with_asymmetric_weights_and_with_islands() {
    let band = distance_band(&positions(), Metres(150.0));
    let (rows, binary) = (Standardisation::Rows, Standardisation::Binary);
    #[rustfmt::skip]
    let cases = [
        (nearest_three(), rows, 0, [0.44487947182558, 0.017613724345342, 0.017831608604191, 3.5897859291799, 0.00033094963605898]),
        (nearest_three(), binary, 0, [0.44487947182558, 0.017613724345342, 0.017831608604191, 3.5897859291799, 0.00033094963605898]),
        (band.clone(), rows, 10, [0.88870336250576, 0.068499482183269, 0.069312031008915, 3.5065897126114, 0.00045388840447915]),
        (band, binary, 10, [0.88277291570705, 0.065824174017733, 0.066598736670978, 3.5543272531721, 0.00037894736476845]),
    ];
    for (weights, standardisation, islands, expected) in cases {
        let found = global_moran(&VALUES, &weights, standardisation)
            .known()
            .unwrap();
        let numbers = [
            (GLOBAL_I, found.i),
            (GLOBAL_NORMAL, found.variance_normal),
            (GLOBAL_RANDOM, found.variance_randomisation),
            (GLOBAL_Z, found.z),
            (GLOBAL_P, found.p_two_sided),
        ];
        for ((statistic, number), expected) in numbers.into_iter().zip(expected) {
            relatively((statistic, GLOBAL, ESDA), &[number], &[expected], 1e-11);
        }
        assert_relative(&[found.p_greater], &[expected[4] / 2.0], 1e-11);
        assert_relative(&[found.expected], &[-1.0 / 29.0], 1e-15);
        assert_eq!(found.islands, islands);
    }
}
