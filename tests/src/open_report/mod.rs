//! The page of the public and of the group release: made of what disclosure control let out, and of nothing else.

mod released;

use hotspur_core::{Binding, Controls, Dates, Own, Policy};
use hotspur_io::report::{
    About, PICTURE_FILE, write_group_report, write_picture, write_public_report,
};
use hotspur_io::write::Sink;
use serde_json::json;

use crate::browser::reads;
use crate::town::{HEADER, THEMES, Town, area, incident, rectangle, year};
use released::{Run, about, group_page, public_page};

/// The town's themes with a sensitive one, of whose offence types another holds one too.
const WITH_SENSITIVE: &str = r#"
[[theme]]
key = "secret"
title = "Secret harm"
kind = "crime"
exposure = "residents"
sensitive = true
types = ["Secret"]
[[theme]]
key = "harm"
title = "All harm"
kind = "crime"
exposure = "residents"
sensitive = false
types = ["Secret", "Harm"]
"#;

/// The year in the west; in the east three burglaries, four of secret harm and twelve of harm at one place.
fn uneven() -> Town {
    let mut rows = HEADER.to_owned();
    for (number, line) in year().lines().skip(1).enumerate() {
        let mut fields: Vec<String> = line.split(',').map(str::to_owned).collect();
        let east = 420_005 + number * 37 % 990;
        fields[3] = east.to_string();
        rows += &format!("{}\n", fields.join(","));
    }
    for (number, (kind, times)) in [("Burglary", 3), ("Secret", 4), ("Harm", 12)]
        .into_iter()
        .enumerate()
    {
        for time in 0..times {
            let when = format!("2024-{:02}-03 21:47", time + 1);
            rows += &incident(900 + number * 100 + time, kind, &when, 1500.0, 500.0);
        }
    }
    let town = Town::two_squares(&rows);
    town.study_of(
        "",
        &["incidents.csv"],
        &format!(
            "{}{WITH_SENSITIVE}",
            THEMES.replace("priority", "sensitive = false\npriority")
        ),
    );
    town
}

fn run(town: &Town) -> Run {
    Run::of(&town.path().join("study.toml"))
}

fn by_place() -> Policy {
    let mut policy = Policy::default();
    policy.places.themes = vec![0, 1, 2, 3];
    policy
}

/// The row of an area in the table of counts, cell by cell.
fn row(page: &str, number: usize) -> Vec<String> {
    let row = page
        .split(&format!("<tr id=\"ward-{number}\""))
        .nth(1)
        .unwrap();
    let row = row.split("</tr>").next().unwrap();
    let cells = row.split("<td").skip(1);
    cells
        .map(|cell| {
            cell.split('>')
                .skip(1)
                .collect::<Vec<_>>()
                .join(">")
                .replace("</td", "")
        })
        .collect()
}

#[test]
fn a_withheld_count_is_a_c_and_no_number_anywhere() {
    let town = uneven();
    let page = public_page(&run(&town).public(&by_place()), "town");
    // East: 19 crimes, no incident, 3 burglaries, 0 of nuisance, 4 of secret harm, 16 of all harm.
    let held = "<abbr title=\"withheld, so that nobody can be recognised\">c</abbr";
    let east = row(&page, 1);
    assert_eq!(east.len(), 6, "{east:?}");
    assert!(
        east[2].starts_with(held) && east[4].starts_with(held),
        "{east:?}"
    );
    assert_eq!(
        (&*east[1], &*east[3], &*east[5]),
        (
            "0>",
            "0>",
            "<abbr title=\"withheld, so that nobody can be recognised\">c</abbr>>"
        )
    );
    // Nor in an attribute that sorts, a tip or a chart.
    let row = page
        .split("<tr id=\"ward-1\"")
        .nth(1)
        .unwrap()
        .split("</tr>")
        .next()
        .unwrap();
    assert!(
        !row.contains("data-v=\"3\"")
            && !row.contains("data-v=\"4\"")
            && row.contains("data-v=\"\"")
    );
    let chart = page
        .split("<b>Secret harm</b>")
        .nth(1)
        .unwrap()
        .split("</figure>")
        .next()
        .unwrap();
    assert!(chart.contains("the number of the whole period is withheld"));
    assert!(
        chart.contains("Jan 2024: withheld")
            && !chart.contains("Jan 2024: 0")
            && chart.contains("Dec 2024: 0")
    );
    // Every table has as many cells in a row as in its head.
    for table in page.split("<table").skip(1) {
        let table = table.split("</table>").next().unwrap();
        let mut rows = table
            .split("<tr")
            .skip(1)
            .map(|row| row.matches("<td").count() + row.matches("<th ").count());
        let head = rows.next().unwrap();
        assert!(rows.all(|row| row == head), "{table}");
    }
    // Burglary is a priority theme, so what the rule says of the east is withheld with it.
    assert!(
        page.contains("Whether Ward X stands out is withheld"),
        "{}",
        &page[page.find("<h1>").unwrap()..][..300]
    );
    assert!(page.contains("Ward X: withheld, 19 crimes and 0 incidents"));
    assert!(page.contains("any number from 1 up could stand there"));
}

#[test]
fn totals_that_are_withheld_read_as_withheld_in_the_tips_of_the_map() {
    let rows: String = (0..3)
        .map(|n| {
            incident(
                n,
                "Burglary",
                &format!("2024-0{}-01 10:00", n + 1),
                500.0,
                500.0,
            )
        })
        .collect();
    let town = Town::two_squares(&format!("{HEADER}{rows}"));
    let page = public_page(&run(&town).public(&by_place()), "town");
    assert!(page.contains("Ward W: withheld, number of crimes withheld and 0 incidents"));
}

#[test]
fn the_public_page_has_no_label_of_a_place_no_day_and_no_hour() {
    let town = uneven();
    let run = run(&town);
    let page = public_page(&run.public(&by_place()), "town");
    for word in [
        "Place 4",
        "12:30",
        "21:47",
        "2024-01",
        "Monday",
        "-in-detail",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("Jan 2024 to Dec 2024"));
    assert!(page.contains("<b>Secret harm</b>: is sensitive."));
    assert!(
        page.contains(
            "<b>All harm</b>: shares offence types with Secret harm, which is sensitive."
        )
    );
}

#[test]
fn names_that_are_markup_are_shown_and_not_run() {
    let exposures = [("residents", 2000), ("households", 900)];
    let mut west = area("W", &rectangle(0.0, 0.0, 1000.0, 1000.0), &exposures);
    west["properties"]["name"] = "<script>alert('W')</script> & \"Wård\" 🏘".into();
    let town = Town::of(&[west], &year());
    let title = "title = \"\\\" onfocus=alert(2) x=\\\"\"\n";
    let themes = THEMES.replace(
        "key = \"burglary\"\n",
        &format!("key = \"burglary\"\n{title}"),
    );
    town.study_of("", &["incidents.csv"], &themes);
    let run = run(&town);
    let own = Own {
        areas: vec![0],
        themes: vec![0, 1],
    };
    let binding = Binding {
        recipient: "<b>Residents</b>".to_owned(),
        marking: "</style><script>alert(5)</script>".to_owned(),
        ..Binding::default()
    };
    let public = public_page(
        &run.public(&by_place()),
        "</title><script>alert(3)</script>",
    );
    let group = group_page(&run.group(&by_place(), &own, &binding));
    for page in [&public, &group] {
        assert_eq!(page.matches("<script>").count(), 1, "ours alone");
        assert!(!page.contains("alert('W')") && !page.contains("\" onfocus"));
        assert!(page.contains("Wård") && page.contains('🏘'));
    }
    assert!(group.contains("&lt;b&gt;Residents&lt;"));
}

#[test]
fn where_no_area_is_flagged_the_page_says_so() {
    let town = Town::two_squares(&year());
    let page = public_page(&run(&town).public(&Policy::default()), "town");
    assert!(page.contains("<h1>No ward of two stands out</h1>"));
    assert!(page.contains("No theme is shown by place."));
}

#[test]
fn without_slots_of_time_there_is_no_chart_and_the_page_says_why() {
    let town = Town::two_squares(&year());
    let policy = Policy {
        dates: Dates::Period,
        ..Policy::default()
    };
    let page = public_page(&run(&town).public(&policy), "town");
    assert!(page.contains("Numbers are published for the whole period alone (2024)"));
    assert!(!page.contains("class=\"month\"") && !page.contains("Jan 2024"));
    let quarters = Policy {
        dates: Dates::Quarter,
        ..Policy::default()
    };
    let page = public_page(&run(&town).public(&quarters), "town");
    assert!(page.contains("Jan 2024 to Dec 2024"));
    assert!(page.contains("quarter by quarter") && page.contains("Jan to Mar 2024: "));
    let none = Policy {
        theme_time: false,
        area_theme: false,
        ..Policy::default()
    };
    let page = public_page(&run(&town).public(&none), "town");
    assert!(page.contains("No counts by ward are published in this release"));
    assert!(page.contains("Which wards stand out cannot be shown"));
}

#[test]
fn rounded_counts_are_said_to_be_rounded() {
    let town = uneven();
    let policy = Policy {
        rounded: true,
        ..by_place()
    };
    let page = public_page(&run(&town).public(&policy), "town");
    assert!(page.contains("Counts are rounded to the nearest 5, those of sensitive themes (Secret harm) to the nearest 10"));
    assert!(!page.contains("A 0 is a true 0"));
    assert_eq!(row(&page, 1)[5], "15>");
}

#[test]
fn a_group_sees_its_own_in_full_and_what_binds_it_above_and_below() {
    let town = uneven();
    let own = Own {
        areas: vec![1],
        themes: vec![0, 3],
    };
    let binding = Binding {
        recipient: "East residents".to_owned(),
        purpose: "Tuesday meeting".to_owned(),
        delete_by: "2025-12-31".to_owned(),
        marking: "OFFICIAL".to_owned(),
        run: "abc123".to_owned(),
    };
    let page = group_page(&run(&town).group(&by_place(), &own, &binding));
    let east = row(&page, 1);
    assert_eq!(&*east[2], "3>");
    assert!(east[4].starts_with("<abbr"), "not their theme: {east:?}");
    for word in ["OFFICIAL", "Tuesday meeting", "2025-12-31", "abc123"] {
        assert!(page.matches(word).count() >= 2, "{word}");
    }
    assert!(page.contains("<h2>Your ward: Ward X</h2>"));
    // Of all harm, which shares a type with a sensitive theme, only what is not of that theme comes as points.
    assert!(page.contains("holds 15 incidents of yours"));
}

#[test]
fn a_study_without_rows_still_has_a_page() {
    let town = Town::two_squares(&year());
    town.study("from = \"1990-01\"\nto = \"1990-02\"", &["incidents.csv"]);
    let page = public_page(&run(&town).public(&by_place()), "town");
    assert!(page.contains("no month"));
}

#[test]
fn every_audience_has_a_picture() {
    let town = uneven();
    let run = run(&town);
    let own = Own {
        areas: vec![1],
        themes: vec![0],
    };
    let parameters = json!({});
    let about = About {
        study: "town",
        attribution: None,
        parameters: &parameters,
        first: None,
        last: None,
        foot: "For everybody.".to_owned(),
    };
    let folder = tempfile::tempdir().unwrap();
    let sink = Sink::new(folder.path().to_owned());
    let public = run.public(&by_place());
    assert!(public.controlled().areas()[1].verdict.is_none());
    assert_eq!(
        write_picture(&public, &about, &sink).unwrap().as_deref(),
        Some(PICTURE_FILE)
    );
    let group = run.group(&by_place(), &own, &Binding::default());
    assert_eq!(
        write_picture(&group, &about, &sink).unwrap().as_deref(),
        Some(PICTURE_FILE)
    );
}

#[test]
fn a_browser_reads_the_pages_of_the_sample() {
    let run = Run::of(&crate::binary::sample().join("study.toml"));
    let mut policy = Policy::default();
    policy.places.themes = vec![0, 3, 6, 8];
    let own = Own {
        areas: vec![2, 3],
        themes: vec![0, 1, 3, 6, 8],
    };
    let binding = Binding {
        recipient: "the Tuesday group".to_owned(),
        purpose: "the meeting of 3 June".to_owned(),
        delete_by: "2025-12-31".to_owned(),
        marking: "OFFICIAL: for this group only".to_owned(),
        run: "6c1f0b7b0c5e8a2f6c1f0b7b0c5e8a2f".to_owned(),
    };
    let folder = tempfile::tempdir().unwrap();
    let sink = || Sink::new(folder.path().to_owned());
    write_public_report(&run.public(&policy), &about("the sample"), &sink()).unwrap();
    reads(folder.path(), &["Castle", "the sample"]);
    let group = run.group(&policy, &own, &binding);
    write_group_report(&group, &about("the sample"), &sink()).unwrap();
    reads(folder.path(), &["Castle", "the Tuesday group", "around "]);
}
