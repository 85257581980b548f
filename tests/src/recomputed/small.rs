//! Small lists of figures: rounding is no slip, nothing is divided by zero, and tables that cannot be read are refused.

use hotspur_core::track::printed::{
    CannotJudge, Firmness, Nesting, Operand, ParentAim, ParentTarget, Period, PrintedFigure,
    Quantity, Said, Slip, inconsistencies, nested,
};
use hotspur_io::job::{read_parents, read_printed};
use proptest::prelude::*;

/// A figure of one measure.
fn figure(period: &str, quantity: Quantity, value: f64, printed: &str) -> PrintedFigure {
    PrintedFigure {
        line: 2,
        measure: "thefts".into(),
        adds_to: None,
        period: Period::read(period),
        firmness: Firmness::Actual,
        quantity,
        value: Some(value),
        printed: printed.into(),
        said: Said::Plainly,
        base: None,
        of: None,
        section: String::new(),
        claim: String::new(),
    }
}

fn count(period: &str, value: f64) -> PrintedFigure {
    figure(period, Quantity::Count, value, &value.to_string())
}

#[test]
fn a_change_of_9_96_per_cent_printed_as_10_is_no_slip_and_one_printed_as_11_is() {
    let with = |printed: f64| {
        let change = figure(
            "2004-05",
            Quantity::PercentageChange,
            printed,
            &printed.to_string(),
        );
        inconsistencies(&[count("2001-02", 1_205.0), count("2004-05", 1_085.0), change])
    };
    assert_eq!(with(-10.0), []);
    assert!(matches!(with(-11.0)[0].slip, Slip::Change { .. }));
}

#[test]
fn about_and_over_are_not_held_to_their_digits() {
    let share = |said, value: f64| {
        let mut one = figure("2002", Quantity::Percentage, value, &value.to_string());
        one.said = said;
        one.of = Some((Operand::Number(1_640.0), Operand::Number(5_000.0)));
        inconsistencies(&[one]).len()
    };
    // 32.8 per cent.
    assert_eq!(
        [share(Said::Plainly, 30.0), share(Said::About, 30.0)],
        [1, 0]
    );
    assert_eq!([share(Said::Over, 30.0), share(Said::Over, 35.0)], [0, 1]);
}

#[test]
fn nothing_is_divided_by_a_base_a_whole_or_a_rate_of_zero() {
    let mut share = figure("2002", Quantity::Percentage, 5.0, "5");
    share.of = Some((Operand::Number(1.0), Operand::Number(0.0)));
    let figures = [
        share,
        count("2001-02", 0.0),
        count("2002-03", 5.0),
        figure("2002-03", Quantity::PercentageChange, 10.0, "10"),
        figure("2001-02", Quantity::PerThousandPeople, 0.0, "0"),
    ];
    assert_eq!(inconsistencies(&figures), []);
}

#[test]
fn parts_that_do_not_add_up_and_shares_beyond_the_whole_are_told() {
    let part = |measure: &str, value: f64| PrintedFigure {
        measure: measure.into(),
        adds_to: Some("thefts".into()),
        ..count("2002-03", value)
    };
    let with = |third: f64| {
        let figures = [
            count("2002-03", 1_112.0),
            part("of", 510.0),
            part("from", third),
        ];
        inconsistencies(&figures)
    };
    assert_eq!(with(602.0), []);
    assert_eq!(with(600.0)[0].figures, [0, 1, 2]);
    let beyond = figure("2002", Quantity::Percentage, 120.0, "120");
    assert_eq!(inconsistencies(&[beyond])[0].slip, Slip::Impossible);
}

#[test]
fn a_parent_that_cannot_be_judged_says_why() {
    let parent = |measure: &str, from: &str, to: &str, aim| ParentTarget {
        line: 2,
        measure: measure.into(),
        whose: "the county".into(),
        from: Period::read(from),
        from_value: None,
        to: Period::read(to),
        aim,
        source: String::new(),
    };
    let local = [
        count("2001-02", 100.0),
        count("2004-05", 60.0),
        figure("2004-05", Quantity::PerThousandPeople, 2.0, "2.0"),
    ];
    let homes = ParentAim::Level(Quantity::PerThousandHouseholds, 3.0);
    let people = |level| ParentAim::Level(Quantity::PerThousandPeople, level);
    let parents = [
        parent("robbery", "2001-02", "2004-05", people(2.0)),
        parent("thefts", "2001-02", "2004-05", homes),
        parent("thefts", "2001-02", "2009-10", people(2.0)),
        parent("thefts", "1999-00", "2004-05", ParentAim::Change(-30.0)),
        parent("thefts", "2001-02", "2004-05", ParentAim::Change(-30.0)),
        parent("thefts", "2001-02", "2004-05", people(2.0)),
        parent("thefts", "2001-02", "2004-05", people(1.9)),
    ];
    let found = nested(&local, &parents);
    let found: Vec<_> = found
        .into_iter()
        .map(|one| one.map(|one| one.nesting))
        .collect();
    assert_eq!(
        found,
        [
            Err(CannotJudge::NoLocalMeasure),
            Err(CannotJudge::OtherUnit),
            Err(CannotJudge::NoLocalFigure),
            Err(CannotJudge::NoLocalBase),
            Ok(Nesting::Meets),
            Ok(Nesting::TooClose),
            Ok(Nesting::CannotMeet),
        ]
    );
}

#[test]
fn a_table_that_cannot_be_read_is_refused_by_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("printed.csv");
    let head = "measure,period,status,quantity,value,printed,said,part,whole";
    for (rows, says) in [
        ("a,2002,actual,count,5,6,,,", "line 2: \"6\" is printed"),
        (
            "a,2002,actual,count,,6,,,\nb,2002,guessed,count,,6,,,",
            "line 3: status \"guessed\"",
        ),
        ("a,2002,actual,number,,6,,,", "quantity \"number\""),
        ("a,2002,actual,percentage,,6,,a,", "both part and whole"),
        ("a,2002,actual,percentage,,6,,a,b", "no measure \"b\""),
        ("a,2002,actual,count,1e99,six,,,", "\"1e99\" is no number"),
        (",2002,actual,count,1,1,,,", "measure or period is empty"),
    ] {
        std::fs::write(&path, format!("{head}\n{rows}\n")).unwrap();
        let error = read_printed(path.to_str().unwrap())
            .unwrap_err()
            .to_string();
        assert!(error.contains(says), "{error}");
    }
    std::fs::write(
        &path,
        "measure,whose,from,to,to_value,unit\na,b,1999,2004,-130,percentage_change\n",
    )
    .unwrap();
    let error = read_parents(path.to_str().unwrap())
        .unwrap_err()
        .to_string();
    assert!(error.contains("line 2: nothing can be compared"), "{error}");
}

proptest! {
    /// Figures that are rounded from true ones are never accused, whatever they are.
    #[test]
    fn honest_rounding_is_never_accused(
        homes in 5_000_u32..500_000,
        counts in proptest::collection::vec(20_u32..9_000, 2..6),
        decimals in 0_usize..3,
    ) {
        let mut figures = Vec::new();
        for (year, events) in counts.iter().enumerate() {
            let period = Period::Year(2_001 + u16::try_from(year).unwrap());
            let mut add = |quantity, value: f64, decimals: usize| {
                let printed = format!("{value:.decimals$}");
                let mut one = figure("2001-02", quantity, printed.parse().unwrap(), &printed);
                one.period = period.clone();
                one.base = (year > 0).then_some(Period::Year(2_001));
                figures.push(one);
            };
            add(Quantity::Count, f64::from(*events), 0);
            add(Quantity::PerThousandHouseholds, 1_000.0 * f64::from(*events) / f64::from(homes), decimals);
            if year > 0 {
                let change = 100.0 * (f64::from(*events) / f64::from(counts[0]) - 1.0);
                add(Quantity::PercentageChange, change, decimals);
            }
        }
        prop_assert_eq!(inconsistencies(&figures), vec![]);
    }
}
