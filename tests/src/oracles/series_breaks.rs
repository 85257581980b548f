//! Breaks of series: which are crossed by what, and the list that is shipped.

use hotspur_core::change::{Break, crossed};
use hotspur_core::{Month, Period};
use hotspur_io::study::{read_breaks, shipped_breaks};

fn months(first: (i16, i8), last: (i16, i8)) -> Period {
    let month = |(year, month)| Month::from_year_month(year, month);
    Period::months(month(first), month(last)).unwrap()
}

#[test]
fn a_break_is_crossed_after_the_first_month_and_up_to_the_last() {
    let broken = |force: &str, theme: &str| Break {
        date: Month::from_year_month(2019, 7),
        force: force.to_owned(),
        theme: theme.to_owned(),
        note: "counted otherwise".to_owned(),
        source: "test".to_owned(),
    };
    let list = [broken("*", "*")];
    let crosses = |earlier, later| !crossed(&list, (earlier, later), &["x"], &["drugs"]).is_empty();
    let old = months((2018, 7), (2018, 12));
    assert!(crosses(old, months((2019, 2), (2019, 7))));
    assert!(!crosses(old, months((2019, 1), (2019, 6))));
    assert!(!crosses(
        months((2019, 7), (2019, 12)),
        months((2020, 7), (2020, 12))
    ));
    // In the gap between the periods, or inside one of them.
    assert!(crosses(old, months((2020, 7), (2020, 12))));
    assert!(crosses(
        months((2019, 6), (2019, 8)),
        months((2020, 6), (2020, 8))
    ));
    // In whichever order the periods are given.
    assert!(crosses(months((2020, 7), (2020, 12)), old));
}

#[test]
fn breaks_of_other_forces_and_themes_are_not_crossed_and_totals_cross_all() {
    let broken = |force: &str, theme: &str| Break {
        date: Month::from_year_month(2019, 7),
        force: force.to_owned(),
        theme: theme.to_owned(),
        note: String::new(),
        source: String::new(),
    };
    let periods = (months((2019, 1), (2019, 6)), months((2020, 1), (2020, 6)));
    let list = [broken("Greater Manchester Police", "violence")];
    let found = |forces: &[&str], themes: &[&str]| crossed(&list, periods, forces, themes).len();
    assert_eq!(found(&["greater-manchester"], &["violence"]), 1);
    assert_eq!(found(&["Staffordshire Police"], &["violence"]), 0);
    assert_eq!(found(&["GREATER MANCHESTER POLICE"], &["burglary"]), 0);
    assert_eq!(
        found(&["Greater Manchester"], &["burglary", "all_crime"]),
        1
    );
    // Whose data it is is not known: the break is not passed over.
    assert_eq!(found(&[], &["violence"]), 1);
}

#[test]
fn the_shipped_list_of_breaks_reads_and_every_entry_has_its_source() {
    let shipped = shipped_breaks().unwrap();
    assert!(shipped.len() >= 20);
    assert!(shipped.is_sorted());
    for broken in &shipped {
        let Break { note, source, .. } = broken;
        assert!(note.len() > 30 && source.len() > 10, "{broken:?}");
        let years = Month::from_year_month(1998, 4)..Month::from_year_month(2025, 1);
        assert!(years.contains(&broken.date), "{broken:?}");
    }
    // A half-year of burglary against the one before it, in these years, crosses nothing.
    let periods = (months((2024, 1), (2024, 6)), months((2025, 1), (2025, 6)));
    assert!(crossed(&shipped, periods, &["Staffordshire Police"], &["burglary"]).is_empty());
    let strategy = (months((2001, 4), (2002, 3)), months((2002, 4), (2003, 3)));
    let found = crossed(
        &shipped,
        strategy,
        &["Staffordshire Police"],
        &["vehicle_crime"],
    );
    assert_eq!(found.len(), 1);
    assert!(found[0].note.contains("National Crime Recording Standard"));
}

#[test]
fn a_list_of_breaks_that_is_not_of_the_form_is_refused_with_its_line() {
    let head = "date,force,theme,note,source\n";
    let refused = |rows: &str| {
        read_breaks(format!("{head}{rows}").as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert!(refused("2019-07,*,*,a,b\n2019-13,*,*,a,b\n").contains("line 3"));
    assert!(refused("2019-07,*,*,a,\n").contains("source is empty"));
    assert!(refused("2019-07,*,*\n").contains("columns are"));
    assert!(read_breaks("date,force\n2019-07,*\n".as_bytes()).is_err());
    assert!(read_breaks(head.as_bytes()).unwrap().is_empty());
}
