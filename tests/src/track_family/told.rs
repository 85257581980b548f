//! What the record and the page say of a family.

use super::{HEADER, family, town};
use crate::binary::json;
use crate::browser::reads;

/// Six areas; the own second highest, one that records otherwise.
const SIX: &str = "\
Own,burglary,2001-02,317,26420,households,Old,yes,2nd highest,Annual return
Ash,burglary,2001-02,402,30100,households,Old,,,Annual return
Beech,burglary,2001-02,250,38500,households,Old,,,Annual return
Cedar,burglary,2001-02,420,37000,households,Old,,highest,Annual return
Dogwood,burglary,2001-02,180,21000,households,Old,,,Annual return
Elm,burglary,2001-02,905,62000,households,New,,,Annual return
";

fn six() -> String {
    format!("{HEADER}{SIX}")
}

#[test]
fn the_record_holds_every_limit_chance_and_source_of_a_family() {
    let town = town(&six());
    let found = family(&town);
    let six = &found["comparisons"][0];
    assert_eq!(six["regime"]["name"], "Old");
    assert_eq!(six["pooled"]["members"], 5);
    assert_eq!(six["pooled"]["count"], 317 + 402 + 250 + 420 + 180);
    assert_eq!(six["overdispersion"]["applied"], true);
    let members = six["members"].as_array().unwrap();
    let names: Vec<&str> = members
        .iter()
        .map(|member| member["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["Ash", "Beech", "Cedar", "Dogwood", "Elm", "Own"]);
    let (elm, own) = (&members[4], &members[5]);
    assert_eq!(
        (elm["pooled"].as_bool(), elm["regime"].as_str()),
        (Some(false), Some("New"))
    );
    assert_eq!(elm["judged"]["undefined"], "recorded under another regime");
    assert_eq!(own["rank"]["rank"], 2);
    assert_eq!(own["rank"]["of"], 5);
    let chances = own["rank"]["chances"].as_array().unwrap();
    let chance = chances[1].as_f64().unwrap();
    assert_eq!(own["claim"]["judged"]["chance"].as_f64(), Some(chance));
    assert_eq!(own["claim"]["judged"]["verdict"], "not told from chance");
    assert_eq!(own["source"], "Annual return");
    let inputs = json(&town.path().join("out/analyst/manifest.json"))["inputs"].clone();
    let roles = inputs.as_array().unwrap().iter();
    assert_eq!(roles.filter(|input| input["role"] == "family").count(), 1);
}

#[test]
fn the_sentences_say_where_the_own_area_stands_and_whether_the_claim_holds() {
    let found = family(&town(&six()));
    let briefing: Vec<&str> = found["comparisons"][0]["briefing"]
        .as_array()
        .unwrap()
        .iter()
        .map(|sentence| sentence.as_str().unwrap())
        .collect();
    assert!(
        briefing[0].starts_with(
            "Burglary, 2001-02: Own has 12.0 per 1,000 households, the 5 areas together 10.3: "
        ),
        "{briefing:?}"
    );
    assert!(
        briefing
            .iter()
            .any(|said| said.contains("Own ranks 2nd highest of 5")),
        "{briefing:?}"
    );
    assert!(
        briefing.iter().any(|said| said
            .contains("that Own is second highest is not told from chance: the counts rank it so")),
        "{briefing:?}"
    );
    assert!(
        briefing.iter().any(|said| said
            .contains("that Cedar is highest does not hold: the counts do not rank it so")),
        "{briefing:?}"
    );
    let cautions = found["comparisons"][0]["cautions"].to_string();
    assert!(
        cautions.contains("another recording regime: Elm"),
        "{cautions}"
    );
    assert!(
        cautions.contains("times the variance of chance"),
        "{cautions}"
    );
}

#[test]
fn families_of_nothing_one_and_two_have_words() {
    let said = |rows: &str| family(&town(&format!("{HEADER}{rows}")))["comparisons"][0].clone();
    let one = said("Own,arson,2001-02,3,9000,residents,,yes,,\n");
    assert_eq!(
        one["briefing"][0],
        "Arson, 2001-02: one area is no family, so there is nothing to compare it with."
    );
    assert_eq!(one["pooled"]["undefined"], "too few units");
    let none =
        said("Own,arson,2001-02,0,9000,residents,,yes,,\nB,arson,2001-02,0,100,residents,,,,\n");
    assert!(
        none["briefing"][0]
            .as_str()
            .unwrap()
            .contains("no comparable area has any events")
    );
    let two = said(
        "Own,arson,2001-02,9,0,residents,,yes,,\nB,arson,2001-02,4,100,residents,,,,\nC,arson,2001-02,0,90,residents,,,,\n",
    );
    let words = two["briefing"].to_string();
    assert!(
        words.contains("Own is not compared: exposure is zero or negative"),
        "{words}"
    );
    let cautions = two["cautions"].to_string();
    assert!(
        cautions.contains("fewer than 5 comparable areas") && cautions.contains("With two areas"),
        "{cautions}"
    );
    assert!(
        cautions.contains("is not known; a difference may be one of recording"),
        "{cautions}"
    );
}

#[test]
fn the_page_draws_the_funnel_with_names_and_a_table_beside_it() {
    let town = town(&six());
    family(&town);
    let analyst = town.path().join("out/analyst");
    let page = std::fs::read_to_string(analyst.join("report.html")).unwrap();
    assert_eq!(page.matches("class=\"funnel\"").count(), 1);
    for name in ["Ash", "Beech", "Cedar", "Dogwood", "Elm", "Own"] {
        assert!(
            page.contains(&format!(">{name}</text>")),
            "{name} has no label"
        );
        assert!(
            page.contains(&format!("<th scope=\"row\">{name}")),
            "{name} has no row"
        );
    }
    assert_eq!(page.matches("funnel-dot apart\" data-tip").count(), 1);
    assert!(!page.contains("NaN"));
    reads(&analyst, &["Beside other areas", "Cedar"]);
}
