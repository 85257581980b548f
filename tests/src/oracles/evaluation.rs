//! PAI, PEI, hit rate, recapture and calibration against ptools 2.0.0 (`pai`, whose column RRI is the calibration ratio);
//! the recapture rate index of Levine from its formula in numpy.

use hotspur_core::evaluation::{
    Flagged, TestedCell, calib_ratio, flagged_at, hit_rate, hit_rate_curve, pai, pei, rank,
    rri_levine,
};
use hotspur_core::{Reason, Value};

use super::record::{record, relative};

const PTOOLS: &str = "ptools 2.0.0, `pai`";
const RECAPTURE: &str = "evaluation/recapture.rs";

/// The oracle's numbers are written to 13 digits and compared to 1e-10.
const RELATIVE: f64 = 1e-10;

/// The six printed columns of ptools, for the first n cells.
struct Printed<'a> {
    order: &'a [usize],
    hit_rate: &'a [f64],
    pai: &'a [f64],
    pei: &'a [f64],
    rri_levine: &'a [f64],
    calibration: &'a [f64],
}

fn cells(earlier: &[u64], later: &[u64]) -> Vec<TestedCell> {
    earlier
        .iter()
        .zip(later)
        .map(|(earlier, later)| TestedCell {
            predicted: *earlier as f64,
            expected: Value::Known(*earlier as f64),
            earlier: *earlier,
            later: *later,
            ground: 1.0,
        })
        .collect()
}

#[track_caller]
fn assert_equals(cells: &[TestedCell], printed: &Printed) {
    let order = rank(cells).known().unwrap();
    let from_one: Vec<usize> = order.iter().map(|cell| cell + 1).collect();
    assert_eq!(from_one[..printed.order.len()], *printed.order);
    let crimes: u64 = cells.iter().map(|cell| cell.later).sum();
    let earlier: u64 = cells.iter().map(|cell| cell.earlier).sum();
    let ground = cells.len() as f64;
    let curve = hit_rate_curve(cells, &order);
    let column = |names: (&str, &'static str, &'static str),
                  expected: &[f64],
                  of: &dyn Fn(&Flagged) -> Value<f64>| {
        let name = names.0;
        let mut worst: f64 = 0.0;
        assert_eq!(expected.len(), printed.order.len(), "{name}");
        for (set, expected) in curve.iter().zip(expected) {
            let found = of(set).known().unwrap();
            let apart = (found - expected).abs() / expected.abs();
            assert!(apart <= RELATIVE, "{name}: {found} is not {expected}");
            worst = worst.max(apart);
            record(names, &[found], &[*expected], relative(RELATIVE));
        }
        println!("{name}: {worst:e}");
    };
    column(
        ("hit rate", "evaluation/pai.rs", PTOOLS),
        printed.hit_rate,
        &|set| hit_rate(set.hits, crimes),
    );
    column(("PAI", "evaluation/pai.rs", PTOOLS), printed.pai, &|set| {
        pai(set.hits, crimes, set.ground, ground)
    });
    column(("PEI", "evaluation/pei.rs", PTOOLS), printed.pei, &|set| {
        pei(set.hits, set.most)
    });
    column(
        ("recapture rate index", RECAPTURE, "formula in numpy 2.4.6"),
        printed.rri_levine,
        &|set| rri_levine(set.hits, crimes, set.earlier, earlier),
    );
    column(
        ("calibration ratio", RECAPTURE, PTOOLS),
        printed.calibration,
        &|set| calib_ratio(set.expected, set.hits),
    );
}

#[test]
pub(super) fn a_lattice_of_ten_areas_equals_ptools_at_every_number_of_flagged_areas() {
    let earlier = [100, 50, 40, 55, 140, 45, 35, 60, 95, 52];
    let later = [120, 45, 38, 60, 150, 41, 35, 52, 110, 48];
    let printed = Printed {
        order: &[5, 1, 9, 8, 4, 10, 2, 6, 3, 7],
        hit_rate: &[
            0.2145922746781,
            0.3862660944206,
            0.5436337625179,
            0.618025751073,
            0.7038626609442,
            0.7725321888412,
            0.8369098712446,
            0.89556509299,
            0.9499284692418,
            1.0,
        ],
        pai: &[
            2.145922746781,
            1.931330472103,
            1.812112541726,
            1.545064377682,
            1.407725321888,
            1.287553648069,
            1.195585530349,
            1.119456366237,
            1.055476076935,
            1.0,
        ],
        pei: &[1.0, 1.0, 1.0, 0.9818181818182, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        rri_levine: &[
            1.030042918455,
            1.081545064378,
            1.090513099737,
            1.051426087901,
            1.051101573677,
            1.034146675102,
            1.018846799776,
            1.008073270501,
            1.002122341178,
            1.0,
        ],
        calibration: &[
            0.9333333333333,
            0.8888888888889,
            0.8815789473684,
            0.9143518518519,
            0.9146341463415,
            0.9296296296296,
            0.9435897435897,
            0.9536741214058,
            0.9593373493976,
            0.9613733905579,
        ],
    };
    assert_equals(&cells(&earlier, &later), &printed);
}

#[test]
pub(super) fn a_grid_of_108_cells_with_many_ties_equals_ptools_at_the_first_thirty() {
    let earlier = [
        1, 1, 1, 2, 0, 0, 1, 1, 2, 0, 0, 0, 0, 0, 1, 1, 2, 0, 0, 1, 2, 1, 2, 0, 0, 2, 0, 4, 1, 0,
        0, 2, 7, 6, 4, 0, 1, 3, 0, 1, 1, 1, 2, 0, 3, 4, 2, 3, 1, 1, 5, 8, 0, 0, 4, 3, 2, 2, 0, 0,
        1, 2, 7, 2, 8, 2, 1, 0, 0, 4, 0, 1, 1, 3, 2, 6, 1, 4, 1, 1, 3, 0, 0, 2, 2, 3, 2, 2, 2, 0,
        1, 3, 1, 0, 1, 2, 0, 0, 1, 4, 0, 0, 0, 2, 2, 1, 4, 1,
    ];
    let later = [
        0, 1, 2, 0, 0, 1, 3, 0, 4, 1, 2, 1, 1, 0, 4, 0, 1, 2, 1, 1, 2, 5, 1, 5, 1, 1, 0, 3, 1, 2,
        1, 2, 4, 6, 4, 2, 1, 4, 3, 1, 2, 3, 1, 2, 4, 2, 1, 2, 0, 0, 2, 6, 1, 0, 2, 5, 2, 2, 0, 1,
        1, 4, 4, 7, 3, 3, 0, 1, 0, 0, 3, 0, 1, 4, 2, 4, 5, 0, 2, 0, 2, 1, 2, 0, 1, 1, 3, 4, 1, 1,
        2, 2, 0, 2, 0, 2, 0, 0, 1, 2, 1, 3, 2, 0, 0, 2, 1, 2,
    ];
    let printed = Printed {
        order: &[
            65, 52, 33, 63, 76, 34, 51, 70, 78, 107, 46, 55, 100, 28, 35, 86, 48, 81, 92, 38, 45,
            74, 56, 4, 84, 104, 105, 17, 23, 26,
        ],
        hit_rate: &[
            0.01546391752577,
            0.04639175257732,
            0.06701030927835,
            0.08762886597938,
            0.1082474226804,
            0.139175257732,
            0.1494845360825,
            0.1494845360825,
            0.1494845360825,
            0.1546391752577,
            0.1649484536082,
            0.1752577319588,
            0.1855670103093,
            0.2010309278351,
            0.2216494845361,
            0.2268041237113,
            0.2371134020619,
            0.2474226804124,
            0.2577319587629,
            0.2783505154639,
            0.2989690721649,
            0.319587628866,
            0.3453608247423,
            0.3453608247423,
            0.3453608247423,
            0.3453608247423,
            0.3453608247423,
            0.3505154639175,
            0.3556701030928,
            0.360824742268,
        ],
        pai: &[
            1.670103092784,
            2.505154639175,
            2.412371134021,
            2.365979381443,
            2.338144329897,
            2.505154639175,
            2.306332842415,
            2.018041237113,
            1.79381443299,
            1.670103092784,
            1.619493908154,
            1.577319587629,
            1.541633624108,
            1.550810014728,
            1.59587628866,
            1.530927835052,
            1.506367495452,
            1.484536082474,
            1.465002712968,
            1.503092783505,
            1.537555228277,
            1.568884723524,
            1.621694307485,
            1.55412371134,
            1.491958762887,
            1.434575733545,
            1.381443298969,
            1.351988217968,
            1.324564521863,
            1.298969072165,
        ],
        pei: &[
            0.4285714285714,
            0.6923076923077,
            0.6842105263158,
            0.7083333333333,
            0.7241379310345,
            0.7941176470588,
            0.7435897435897,
            0.6744186046512,
            0.6170212765957,
            0.5882352941176,
            0.5818181818182,
            0.5762711864407,
            0.5714285714286,
            0.5820895522388,
            0.6056338028169,
            0.5866666666667,
            0.5822784810127,
            0.578313253012,
            0.5813953488372,
            0.6067415730337,
            0.6304347826087,
            0.6526315789474,
            0.6836734693878,
            0.6633663366337,
            0.6442307692308,
            0.6261682242991,
            0.6090909090909,
            0.6071428571429,
            0.6052631578947,
            0.6034482758621,
        ],
        rri_levine: &[
            0.3440721649485,
            0.5161082474227,
            0.5186015239803,
            0.5199312714777,
            0.5352233676976,
            0.5898379970545,
            0.5661329238868,
            0.5217303416212,
            0.483786316776,
            0.4665385287437,
            0.4660448371789,
            0.4656100938606,
            0.465224335705,
            0.4771134020619,
            0.4994127626256,
            0.4923309026905,
            0.4965433596119,
            0.5004686035614,
            0.5041350402175,
            0.5270892739636,
            0.5486236581996,
            0.5688659793814,
            0.5968371534381,
            0.5854688267059,
            0.5745254841507,
            0.5639837321479,
            0.5538218631002,
            0.5521394033391,
            0.5505154639175,
            0.5489470437924,
        ],
        calibration: &[
            2.666666666667,
            1.777777777778,
            1.769230769231,
            1.764705882353,
            1.714285714286,
            1.555555555556,
            1.620689655172,
            1.758620689655,
            1.896551724138,
            1.966666666667,
            1.96875,
            1.970588235294,
            1.972222222222,
            1.923076923077,
            1.837209302326,
            1.863636363636,
            1.847826086957,
            1.833333333333,
            1.82,
            1.740740740741,
            1.672413793103,
            1.612903225806,
            1.537313432836,
            1.567164179104,
            1.597014925373,
            1.626865671642,
            1.65671641791,
            1.661764705882,
            1.666666666667,
            1.671428571429,
        ],
    };
    assert_equals(&cells(&earlier, &later), &printed);
}

#[test]
fn nothing_degenerate_becomes_a_number() {
    assert_eq!(rank(&[]), Value::Undefined(Reason::NoVariation));
    let alike = cells(&[3, 3, 3], &[0, 4, 1]);
    assert_eq!(rank(&alike), Value::Undefined(Reason::NoVariation));
    let mut broken = cells(&[3, 2, 1], &[0, 4, 1]);
    broken[1].predicted = f64::NAN;
    assert_eq!(rank(&broken), Value::Undefined(Reason::NotFinite));
    assert_eq!(flagged_at(&[], 0.5, 3.0), Flagged::NONE);
    assert_eq!(hit_rate(0, 0), Value::Undefined(Reason::NoEvents));
    assert_eq!(pai(0, 0, 1.0, 3.0), Value::Undefined(Reason::NoEvents));
    for flagged in [0.0, -1.0, f64::NAN] {
        let nothing = Value::Undefined(Reason::NothingFlagged);
        assert_eq!(pai(1, 2, flagged, 3.0), nothing);
        assert_eq!(pai(1, 2, 1.0, flagged), nothing);
    }
    assert_eq!(pei(0, 0), Value::Undefined(Reason::NoEvents));
    assert_eq!(rri_levine(1, 2, 0, 5), Value::Undefined(Reason::NoEvents));
    assert_eq!(rri_levine(0, 0, 1, 5), Value::Undefined(Reason::NoEvents));
    let unsaid = Value::Undefined(Reason::NoVariation);
    assert_eq!(calib_ratio(unsaid, 4), unsaid);
    assert_eq!(
        calib_ratio(Value::Known(2.0), 0),
        Value::Undefined(Reason::NoEvents)
    );
    // A map that was right that nothing happens where nothing did is zero, which is data.
    assert_eq!(hit_rate(0, 7), Value::Known(0.0));
    assert_eq!(pai(0, 7, 1.0, 3.0), Value::Known(0.0));
}

#[test]
fn zeros_of_either_sign_are_one_prediction() {
    let mut cells = cells(&[0, 0, 1], &[2, 1, 0]);
    cells[0].predicted = 0.0;
    cells[1].predicted = -0.0;
    assert_eq!(rank(&cells), Value::Known(vec![2, 1, 0]));
}

#[test]
fn a_share_is_reached_by_the_least_number_of_cells_and_not_passed_by_rounding() {
    // Ten cells of a tenth: sums of tenths are not tenths.
    let mut cells = cells(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], &[1; 10]);
    for cell in &mut cells {
        cell.ground = 0.1;
    }
    let curve = hit_rate_curve(&cells, &rank(&cells).known().unwrap());
    for (share, expected) in [
        (0.3, 3),
        (0.7, 7),
        (0.8, 8),
        (0.31, 4),
        (0.001, 1),
        (1.0, 10),
    ] {
        assert_eq!(flagged_at(&curve, share, 1.0).cells, expected, "{share}");
    }
}
