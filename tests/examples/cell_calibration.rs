//! Prints the tables of `crates/docs/micro.md`: how often a map by chance holds a hot cell, and what the micro-hotspots of
//! boroughs hold of what was planted there.
//!
//! `cargo run -p hotspur-tests --example cell_calibration` prints all; with the word `chance` or `planted` after `--`, a half.

#[path = "../src/chance_maps.rs"]
mod chance_maps;
#[path = "../src/planted.rs"]
mod planted;

use chance_maps::Ground;
use hotspur_core::micro::MicroParams;
use hotspur_seeds::borough::{SEED, generate};
use planted::{Found, Unplanted, found, without_planted_places};

const MAPS: u64 = 1_000;
const SEEDS: u64 = 20;
const CELLS: [f64; 3] = [50.0, 100.0, 250.0];

fn main() {
    let asked = std::env::args().nth(1);
    if asked.as_deref() != Some("planted") {
        chance();
    }
    if asked.as_deref() != Some("chance") {
        planted_places();
    }
}

fn chance() {
    println!(
        "| {MAPS} maps | cell | q | one-sided normal p of z | two-sided |\n|---|---|---|---|---|"
    );
    for cell in CELLS {
        let ground = Ground::of_the_sample(cell);
        for events in [200, 2_000, 20_000] {
            let called = ground.called(events, MAPS);
            let [exact, normal, two_sided] =
                [called.exact, called.normal, called.two_sided].map(share);
            println!("| {events} | {cell} | {exact} | {normal} | {two_sided} |");
        }
    }
}

fn planted_places() {
    for cell in CELLS {
        for min_ratio in [1.0, 3.0] {
            planted(cell, min_ratio);
        }
    }
}

fn planted(cell: f64, min_ratio: f64) {
    let micro = MicroParams {
        min_ratio,
        ..MicroParams::default()
    };
    let of = format!("cells of {cell} m, at least {min_ratio} times the expected");
    println!("\n{of}: the sample");
    table(&[found(&generate(SEED), cell, micro)]);
    println!("\n{of}: medians of {SEEDS} seeds");
    let others: Vec<Vec<Found>> = (1..=SEEDS)
        .map(|seed| found(&generate(seed), cell, micro))
        .collect();
    table(&others);
    for how in [Unplanted::Households, Unplanted::WhatStandsThere] {
        println!("\n{of}: nothing planted, {how:?}: medians of {SEEDS} seeds");
        let none = (1..=SEEDS)
            .map(|seed| found(&without_planted_places(generate(seed), how), cell, micro));
        table(&none.collect::<Vec<_>>());
    }
}

/// A share of the maps with the 95 % interval of Wilson (1927, doi:10.1080/01621459.1927.10502953).
fn share(called: u64) -> String {
    let (n, z) = (MAPS as f64, 1.959_963_985);
    let p = called as f64 / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    format!(
        "{p:.3} ({:.3} to {:.3})",
        (middle - half).max(0.0),
        middle + half
    )
}

/// One row a theme: medians over boroughs, with the least and the most of the planted groups found.
fn table(boroughs: &[Vec<Found>]) {
    println!(
        "| theme | events | planted | found (least to most) | micro-hotspots | at a planted place | of the first | hot cells of all | near a planted place | (of all cells) | events in them | of those at planted places |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for theme in 0..boroughs[0].len() {
        let of = |value: &dyn Fn(&Found) -> f64| {
            let mut values: Vec<f64> = boroughs.iter().map(|b| value(&b[theme])).collect();
            values.sort_by(f64::total_cmp);
            let middle = values.len() / 2;
            let median = if values.len() % 2 == 1 {
                values[middle]
            } else {
                f64::midpoint(values[middle - 1], values[middle])
            };
            (median, values[0], values[values.len() - 1])
        };
        let median = |value: &dyn Fn(&Found) -> f64| of(value).0;
        let ratio = |part: u64, all: u64| part as f64 / all as f64;
        let recall = of(&|f| f.planted[1] as f64);
        println!(
            "| {} | {} | {} | {} ({} to {}) | {} | {:.2} | {:.2} | {:.3} | {:.2} | {:.3} | {:.2} | {:.2} |",
            boroughs[0][theme].theme,
            median(&|f| f.events[0] as f64),
            median(&|f| f.planted[0] as f64),
            recall.0,
            recall.1,
            recall.2,
            median(&|f| f.hotspots[0] as f64),
            median(&|f| ratio(f.hotspots[1], f.hotspots[0])),
            median(&|f| ratio(f.first[1], f.first[0])),
            median(&|f| ratio(f.hot_cells[0], f.cells[0])),
            median(&|f| ratio(f.hot_cells[1], f.hot_cells[0])),
            median(&|f| ratio(f.cells[1], f.cells[0])),
            median(&|f| ratio(f.events[1], f.events[0])),
            median(&|f| ratio(f.events[2], f.events[1])),
        );
    }
}
