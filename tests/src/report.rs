//! The report: one page that stands by itself, and says what the layers say.

use std::fs;
use std::path::Path;

use hotspur_io::job::{prepare, publish};
use hotspur_io::report::detectable_fall;
use hotspur_io::study::load_study;

use crate::binary::sample;
use crate::town::{Town, year};

/// Elements that have no end.
const VOID: [&str; 7] = ["meta", "link", "br", "hr", "img", "input", "!doctype"];

fn page(town: &Town, out: &str, flags: &[&str]) -> String {
    fs::read_to_string(town.map(out, flags).analyst.join("report.html")).unwrap()
}

fn of_sample(out: &Path) -> String {
    let study = load_study(&sample().join("study.toml")).unwrap();
    let prepared = prepare(study, &()).unwrap();
    publish(&prepared, out, false, &()).unwrap();
    fs::read_to_string(out.join("analyst/report.html")).unwrap()
}

/// Every element that begins also ends, in order; the first that does not is returned.
pub fn unclosed(page: &str) -> Option<String> {
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        // What a style or a script holds is no markup.
        let raw = open
            .last()
            .filter(|name| ["style", "script"].contains(&name.as_str()));
        if raw.is_some_and(|raw| !rest.starts_with(&format!("/{raw}>"))) {
            continue;
        }
        let tag = &rest[..rest.find('>')?];
        rest = &rest[tag.len() + 1..];
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(|c| !c.is_whitespace() && *c != '/')
            .collect();
        if tag.starts_with('/') {
            if open.pop().as_ref() != Some(&name) {
                return Some(format!("</{name}> after {open:?}"));
            }
        } else if !tag.ends_with('/') && !VOID.contains(&name.to_lowercase().as_str()) {
            open.push(name);
        }
    }
    open.pop()
}

#[test]
fn the_report_of_the_sample_names_the_four_flagged_wards_first_and_is_the_same_twice() {
    let folder = tempfile::tempdir().unwrap();
    let page = of_sample(&folder.path().join("one"));
    let title = page
        .split("<h1>")
        .nth(1)
        .unwrap()
        .split("</h1>")
        .next()
        .unwrap();
    for ward in ["Castle", "Glascote", "Stonydelph", "Amington"] {
        assert!(title.contains(ward), "{title}");
    }
    for ward in ["Belgrave", "Spital"] {
        assert!(!title.contains(ward), "{title}");
    }
    assert_eq!(unclosed(&page), None);
    for landmark in [
        "<html lang=\"en-GB\">",
        "<main>",
        "<nav aria-label=",
        "<h2>Where inside</h2>",
        "<h2>Which problem</h2>",
        "<h2>When</h2>",
        "<h2>Tuesday sheets</h2>",
        "id=\"sheet-1\"",
        "<h2>Ledger: what became of every row</h2>",
    ] {
        assert_eq!(page.matches(landmark).count(), 1, "{landmark}");
    }
    // The headline's figures are the layer's: 392 violent crimes in Castle, 2.69 times the reference's rate.
    let row = page.split("<td>Violence</td>").nth(1).unwrap();
    let row = row.split("</tr>").next().unwrap();
    for figure in [">392<", ">54.1<", ">2.69 ", "(2.39 to 3.04)", ">+246<"] {
        assert!(row.contains(figure), "no {figure} in {row}");
    }
    assert_eq!(page, of_sample(&folder.path().join("two")));
}

/// Every id of a page stands once, and every link inside it leads to one.
pub fn links_lead_somewhere(page: &str) {
    let mut ids: Vec<&str> = (page.split(" id=\"").skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    ids.sort_unstable();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for link in page.split(" href=\"#").skip(1) {
        let id = link.split('"').next().unwrap();
        assert!(ids.binary_search(&id).is_ok(), "#{id} is nowhere");
    }
}

#[test]
fn ids_are_unique_and_every_link_inside_the_page_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let page = of_sample(&folder.path().join("out"));
    links_lead_somewhere(&page);
}

#[test]
fn nothing_of_the_page_is_fetched_from_elsewhere() {
    let town = Town::two_squares(&year());
    let page = page(&town, "out", &[]);
    for reference in [
        " src=", "href=\"", "url(", "@import", "fetch(", "<link", "<iframe", "<img",
    ] {
        for rest in page.split(reference).skip(1) {
            let inside = rest.starts_with('#') && ["href=\"", "url("].contains(&reference);
            assert!(inside, "{reference}{}", &rest[..60.min(rest.len())]);
        }
    }
}

#[test]
fn a_name_that_is_markup_is_shown_and_not_run() {
    let town = Town::two_squares(&year());
    let areas = town.path().join("areas.geojson");
    let text = fs::read_to_string(&areas).unwrap();
    let name = "<script>alert('W')</script> & \\\"Wård\\\" 🏘";
    assert!(text.contains("Ward W"));
    fs::write(&areas, text.replace("Ward W", name)).unwrap();
    let page = page(&town, "out", &[]);
    assert_eq!(page.matches("<script>").count(), 1, "ours alone");
    assert!(!page.contains("alert('W')"));
    assert!(page.contains("&lt;script&gt;alert("));
    assert!(page.contains("Wård") && page.contains('🏘'));
    assert_eq!(unclosed(&page), None);
}

/// The year with so many letters left of each time: 7 of a month, 10 of a day; below a row of this number.
fn year_cut(letters: usize, below: usize) -> String {
    let cut = |(at, line): (usize, &str)| {
        let mut fields: Vec<&str> = line.split(',').collect();
        if (1..=below).contains(&at) {
            fields[2] = &fields[2][..letters];
        }
        format!("{}\n", fields.join(","))
    };
    year().lines().enumerate().map(cut).collect()
}

#[test]
fn months_alone_are_said_to_be_months_alone_and_no_hour_is_drawn() {
    let days = Town::two_squares(&year());
    assert!(!page(&days, "out", &[]).contains("This data has months only."));
    let months = Town::two_squares(&year_cut(7, usize::MAX));
    let page = page(&months, "out", &[]);
    assert!(page.contains("This data has months only."));
    assert!(!page.contains("Hour by weekday") && !page.contains("data-week=\""));
    assert_eq!(unclosed(&page), None);
}

#[test]
fn days_alone_have_no_hours_and_are_said_to_have_none() {
    let days = Town::two_squares(&year_cut(10, usize::MAX));
    let page = page(&days, "out", &[]);
    assert!(page.contains("No row has an hour, so none is shown."));
    assert!(!page.contains("Hour by weekday") && !page.contains("data-week=\""));
    assert_eq!(unclosed(&page), None);
}

#[test]
fn the_share_of_rows_with_an_hour_is_said_and_few_of_them_make_no_grid() {
    let town = Town::two_squares(&year_cut(10, 240));
    let page = page(&town, "out", &[]);
    assert!(page.contains(
        "240 of 480 rows have an hour; 240 known only to the day or the month are left out."
    ));
    // Of 320 burglaries the later half: by four hours. Of 160 calls too, which is too few for any.
    assert!(page.contains("160 of 320 with an hour, by four hours"));
    assert!(page.contains(
        "(fewer than 84 with an hour; from 336 on, grids are by the hour): nuisance 80."
    ));
    assert_eq!(page.matches("data-week=\"").count(), 1);
    assert_eq!(unclosed(&page), None);
}

#[test]
fn the_report_of_the_sample_shows_hour_by_weekday_of_each_theme_and_flagged_ward() {
    let folder = tempfile::tempdir().unwrap();
    let page = of_sample(&folder.path().join("out"));
    // Five themes, and the themes that raised four wards but for the 33 arsons in Castle.
    let grids: Vec<&str> = page.split("data-week=\"").skip(1).collect();
    assert_eq!(grids.len(), 17);
    for number in 1..=17 {
        let table = format!("<table class=\"week\" id=\"hours-{number}\">");
        assert_eq!(page.matches(&table).count(), 1, "{table}");
    }
    assert!(page.contains("Castle, Arson 33."));
    let label = "aria-label=\"Youth nuisance by weekday and hour. Friday and Saturday 19:00 to 23:00: 18\u{a0}% of events in 5\u{a0}% of the week.";
    assert!(page.contains(label));
    // Every cell is in exactly one stroke.
    let week = page
        .split(label)
        .nth(1)
        .unwrap()
        .split("</svg>")
        .next()
        .unwrap();
    let strokes = week.split("scale(10 12)").nth(1).unwrap();
    assert_eq!(strokes.matches("h.9").count(), 168);
    assert!(!page.contains("This data has months only."));
}

#[test]
fn a_study_without_rates_or_rows_still_has_a_page() {
    let town = Town::two_squares(&year());
    let page = page(&town, "empty", &["--from", "1990-01", "--to", "1990-02"]);
    assert!(
        page.contains("No ward of two is flagged"),
        "{}",
        &page[..400]
    );
    assert_eq!(unclosed(&page), None);
}

/// By hand: P(X ≤ k) at a mean m is the sum of e^−m m^i / i!. At 3, P(0) = 0.0498; at 10, P(≤ 4) = 0.0293 and P(≤ 5) = 0.0671;
/// at 50, P(≤ 38) = 0.0474 and P(≤ 39) = 0.0646; at 100, P(≤ 83) = 0.0463 and P(≤ 84) = 0.0575.
#[test]
fn the_least_fall_that_is_more_than_chance_is_that_of_the_poisson_law() {
    for (count, fall) in [
        (0, None),
        (2, None),
        (3, Some(3)),
        (10, Some(6)),
        (50, Some(12)),
        (100, Some(17)),
    ] {
        assert_eq!(detectable_fall(count), fall, "{count}");
    }
}
