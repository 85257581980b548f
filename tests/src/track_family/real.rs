//! The districts of a real county: their burglaries of half a year by the residents that are beside them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde_json::Value as Json;

use super::{HEADER, family, town};
use crate::browser::reads;
use crate::shared_data::shared_data;

const POPULATIONS: &str =
    "tamworth/staffordshire_lsoa11_iod2019_population_denominators_mid2015.csv";
const OWN: &str = "Tamworth";

/// Residents of each district.
fn residents(data: &Path) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    let mut reader = csv::Reader::from_path(data.join(POPULATIONS)).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        *found.entry(record[3].to_owned()).or_default() += record[4].parse::<u64>().unwrap();
    }
    found
}

/// Crimes of a type in the first half of 2025 by district: the name of the LSOA without its number.
fn crimes(data: &Path, kind: &str) -> BTreeMap<String, u64> {
    let mut found = BTreeMap::new();
    for month in 1..=6 {
        let file = data.join(format!("street/2025-{month:02}-staffordshire-street.csv"));
        let mut reader = csv::Reader::from_path(file).unwrap();
        let headers = reader.headers().unwrap().clone();
        let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
        let (lsoa, crime) = (column("LSOA name"), column("Crime type"));
        for record in reader.records() {
            let record = record.unwrap();
            let district = record[lsoa]
                .rsplit_once(' ')
                .map_or("", |(district, _)| district);
            *found.entry(district.to_owned()).or_default() += u64::from(&record[crime] == kind);
        }
    }
    found
}

fn table(data: &Path, kinds: &[&str]) -> String {
    let mut table = HEADER.to_owned();
    for kind in kinds {
        let counts = crimes(data, kind);
        for (district, residents) in residents(data) {
            let own = if district == OWN { "yes,lowest" } else { "," };
            let count = counts[&district];
            writeln!(
                table,
                "{district},{kind},January to June 2025,{count},{residents},residents,NCRS,{own},police.uk"
            )
            .unwrap();
        }
    }
    table
}

fn number(value: &Json) -> f64 {
    value.as_f64().unwrap()
}

#[test]
fn the_districts_of_a_county_are_pooled_judged_and_ranked() {
    let Some(data) = shared_data() else {
        return;
    };
    let counts = crimes(&data, "Burglary");
    let people = residents(&data);
    assert_eq!(people.len(), 9);
    let town = town(&table(
        &data,
        &["Burglary", "Vehicle crime", "Violence and sexual offences"],
    ));
    let found = family(&town);
    let comparisons = found["comparisons"].as_array().unwrap();
    assert_eq!(comparisons.len(), 3);
    let burglary = &comparisons[0];
    let together: u64 = people.keys().map(|district| counts[district]).sum();
    let all: u64 = people.values().sum();
    assert_eq!(burglary["pooled"]["count"], together);
    let rate = 1_000.0 * together as f64 / all as f64;
    assert!((number(&burglary["pooled"]["rate"]) / rate - 1.0).abs() < 1e-9);
    let mut ranks = Vec::new();
    for member in burglary["members"].as_array().unwrap() {
        let name = member["name"].as_str().unwrap();
        let judged = &member["judged"];
        let expected = rate / 1_000.0 * people[name] as f64;
        assert!((number(&judged["expected"]) / expected - 1.0).abs() < 1e-9);
        let z = (counts[name] as f64 - expected) / expected.sqrt();
        assert!((number(&judged["z"]) - z).abs() < 1e-6);
        assert!(number(&judged["lower_998"]) <= number(&judged["lower_95"]));
        assert!(number(&judged["upper_95"]) <= number(&judged["upper_998"]));
        let beyond = counts[name] as f64 > number(&judged["upper_95"]);
        assert_eq!(
            judged["position"].as_str().unwrap().starts_with("above"),
            beyond,
            "{name}"
        );
        ranks.push((member["rank"]["rank"].as_u64().unwrap(), name));
        println!("{name}: {} of {}, {}", counts[name], people[name], member);
    }
    // The city has a rate half as high again as any district: whatever the draws, it is first.
    ranks.sort_unstable();
    let order: Vec<u64> = ranks.iter().map(|(rank, _)| *rank).collect();
    assert_eq!(order, (1..=9).collect::<Vec<u64>>());
    assert_eq!(ranks[0].1, "Stoke-on-Trent");
    println!("{:#}", burglary["briefing"]);
    println!("{:#}", burglary["cautions"]);
    let analyst = town.path().join("out/analyst");
    reads(&analyst, &["Newcastle-under-Lyme"]);
    if let Ok(kept) = std::env::var("HOTSPUR_KEEP_PAGE") {
        std::fs::copy(analyst.join("report.html"), kept).unwrap();
    }
}
