//! What was planted, as JSON: what an analysis of the sample should find.

use std::io::{self, Write};

use super::incidents::clock;
use crate::borough::allocate::exposure;
use crate::borough::sites::Kind;
use crate::borough::wards::{WARDS, hot};
use crate::borough::{Bin, Borough, Incident, Offence, Site};

/// The truth file. Names and labels in it are ours and need no escaping.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn json(borough: &Borough) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    writeln!(out, "{{")?;
    writeln!(
        out,
        "\"note\": \"planted by the generator; no analysis reads it\","
    )?;
    writeln!(out, "\"seed\": {},", borough.truth.seed)?;
    let hot = borough.truth.hot.iter().map(|&w| quoted(WARDS[w].code));
    writeln!(out, "\"hot_wards\": [{}],", joined(hot))?;
    write_offences(&mut out, borough)?;
    write_clusters(&mut out, borough)?;
    write_strays(&mut out, borough)?;
    write_shares(&mut out, borough)?;
    write_burglaries(&mut out, borough)?;
    writeln!(out, "}}")?;
    Ok(out)
}

/// Of each type: the rows, where they were planted, each ward's count, and its planted and realised ratio to the plain wards.
fn write_offences(out: &mut Vec<u8>, borough: &Borough) -> io::Result<()> {
    writeln!(out, "\"offences\": [")?;
    let rows = Offence::ALL.iter().map(|&offence| {
        let totals = offence.totals();
        let counts: Vec<u64> = (0..WARDS.len())
            .map(|ward| inside(borough, offence, ward))
            .collect();
        let planted = WARDS.iter().map(|w| thousandths(offence.planted_ratio(w.planted)));
        let realised = (0..WARDS.len()).map(|ward| thousandths(realised(offence, ward, &counts)));
        format!(
            "{{\"type\": \"{}\", \"rows\": {}, \"inside\": {}, \"on_boundary\": {}, \"outside\": {}, \"unlocated\": {},\n \"by_ward\": [{}],\n \"planted_ratio\": [{}],\n \"realised_ratio\": [{}]}}",
            offence.as_str(),
            totals.rows,
            totals.inside(),
            totals.on_boundary,
            totals.outside,
            totals.unlocated,
            joined(counts.iter().map(u64::to_string)),
            joined(planted),
            joined(realised),
        )
    });
    writeln!(out, "{}\n],", lines(rows))
}

fn inside(borough: &Borough, offence: Offence, ward: usize) -> u64 {
    let here = |i: &&Incident| i.offence == offence && i.bin == Bin::Inside(ward);
    borough.incidents.iter().filter(here).count() as u64
}

/// A ward's rate over the pooled rate of the wards that are not hot, in thousandths, rounded down.
fn realised(offence: Offence, ward: usize, counts: &[u64]) -> u64 {
    let plain: Vec<usize> = (0..WARDS.len())
        .filter(|&other| !hot().any(|hot| hot == other))
        .collect();
    let events: u64 = plain.iter().map(|&other| counts[other]).sum();
    let exposed: u64 = plain.iter().map(|&other| exposure(offence, other)).sum();
    counts[ward] * exposed * 1_000 / (exposure(offence, ward) * events).max(1)
}

/// The groups of hot places with every place in them, and how many incidents fell there.
fn write_clusters(out: &mut Vec<u8>, borough: &Borough) -> io::Result<()> {
    writeln!(out, "\"hot_places\": [")?;
    let rows = borough.truth.clusters.iter().map(|cluster| {
        let places: Vec<(i32, i32)> = cluster.sites.iter().map(|&s| borough.sites[s].at).collect();
        let fell = |i: &&Incident| i.position.is_some_and(|at| places.contains(&at));
        format!(
            "{{\"ward\": \"{}\", \"town_centre\": {}, \"middle\": [{}, {}], \"incidents\": {},\n \"places\": [{}]}}",
            WARDS[cluster.ward].code,
            cluster.central,
            cluster.middle.0,
            cluster.middle.1,
            borough.incidents.iter().filter(fell).count(),
            joined(places.iter().map(|(x, y)| format!("[{x}, {y}]"))),
        )
    });
    writeln!(out, "{}\n],", lines(rows))
}

fn write_strays(out: &mut Vec<u8>, borough: &Borough) -> io::Result<()> {
    for (name, bin) in [("on_boundary", Bin::OnBoundary), ("outside", Bin::Outside)] {
        let ids = borough.incidents.iter().filter(|i| i.bin == bin);
        writeln!(out, "\"{name}\": [{}],", joined(ids.map(|i| quoted(&i.id))))?;
    }
    Ok(())
}

/// The shares that the text prints, as counts: what has the property, and out of how many.
fn write_shares(out: &mut Vec<u8>, borough: &Borough) -> io::Result<()> {
    let of = |offence: Offence, has: &dyn Fn(&Incident) -> bool| {
        let rows = borough.incidents.iter().filter(|i| i.offence == offence);
        let part = rows.filter(|i| has(i)).count();
        format!("[{part}, {}]", offence.totals().rows)
    };
    let afternoon = |i: &Incident| (12..17).contains(&i.happened.to_civil().hour());
    let insecure = |i: &Incident| i.attributes.entry.starts_with("insecure");
    let block = |i: &Incident| i.attributes.property_type != "house";
    let again = |i: &Incident| i.attributes.repeat_victim == "yes";
    let known = |i: &Incident| i.attributes.relationship == "acquaintance";
    let households = |kept: &dyn Fn(&Site) -> bool| -> u32 {
        let homes = borough.sites.iter().filter(|s| kept(s));
        homes.map(|s| s.households).sum()
    };
    let in_blocks = households(&|site| site.kind != Kind::House);
    let shares = [
        (
            "burglaries_between_12_and_17",
            of(Offence::Burglary, &afternoon),
        ),
        (
            "burglaries_by_insecure_door_or_window",
            of(Offence::Burglary, &insecure),
        ),
        (
            "burglaries_of_flats_and_maisonettes",
            of(Offence::Burglary, &block),
        ),
        (
            "households_in_flats_and_maisonettes",
            format!("[{in_blocks}, {}]", households(&|_| true)),
        ),
        (
            "domestic_incidents_repeated",
            of(Offence::DomesticIncident, &again),
        ),
        (
            "domestic_violence_repeated",
            of(Offence::DomesticViolence, &again),
        ),
        (
            "violence_other_by_someone_known",
            of(Offence::OtherViolence, &known),
        ),
    ];
    writeln!(out, "\"shares\": {{")?;
    let rows = shares
        .iter()
        .map(|(name, share)| format!("\"{name}\": {share}"));
    writeln!(out, "{}\n}},", lines(rows))
}

/// When each burglary truly happened; the incident file knows a span.
fn write_burglaries(out: &mut Vec<u8>, borough: &Borough) -> io::Result<()> {
    writeln!(out, "\"burglaries_happened\": {{")?;
    let burglaries = borough
        .incidents
        .iter()
        .filter(|i| i.offence == Offence::Burglary);
    let rows = burglaries.map(|i| format!("\"{}\": \"{}\"", i.id, clock(i.happened)));
    writeln!(out, "{}\n}}", lines(rows))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

fn lines(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(",\n")
}

fn thousandths(value: u64) -> String {
    format!("{}.{:03}", value / 1_000, value % 1_000)
}
