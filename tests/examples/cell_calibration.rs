//! Prints the tables of `crates/docs/micro.md`: how often a map by chance holds a hot cell, and what the micro-hotspots of
//! boroughs hold of what was planted there.
//!
//! `cargo run -p hotspur-tests --example cell_calibration` prints all; `-- chance`, `-- moved` or `-- planted` a part.

#[path = "../src/chance_maps.rs"]
mod chance_maps;
#[path = "../src/planted.rs"]
mod planted;

use chance_maps::Ground;
use hotspur_core::micro::MicroParams;
use hotspur_seeds::borough::{SEED, generate};
use planted::{Found, Unplanted, found, without_planted_places};

const MAPS: u64 = 1_000;
/// Fewer, because the nearest map point is sought among all.
const SNAPPED_MAPS: u64 = 200;
const SEEDS: u64 = 20;
const CELLS: [f64; 3] = [50.0, 100.0, 250.0];

fn main() {
    let asked = std::env::args().nth(1);
    let parts: [(&str, fn()); 3] = [
        ("chance", chance),
        ("moved", moved),
        ("planted", planted_places),
    ];
    for (name, print) in parts {
        if asked.as_deref().is_none_or(|asked| asked == name) {
            print();
        }
    }
}

fn chance() {
    println!(
        "| {MAPS} maps | cell | q | one-sided normal p of z | two-sided |\n|---|---|---|---|---|"
    );
    for cell in CELLS {
        let ground = Ground::of_the_sample(cell);
        for events in [200, 2_000, 20_000] {
            let called = ground.called(events, 0, MAPS);
            let [exact, normal, two_sided] =
                [called.exact, called.normal, called.two_sided].map(|n| share(n, MAPS));
            println!("| {events} | {cell} | {exact} | {normal} | {two_sided} |");
        }
    }
}

fn moved() {
    println!(
        "\n| {SNAPPED_MAPS} maps, 2,000 events, moved to so many map points | q, cells of 250 m |\n|---|---|"
    );
    let ground = Ground::of_the_sample(250.0);
    for map_points in [250, 1_000, 4_000] {
        let called = ground.called(2_000, map_points, SNAPPED_MAPS);
        println!("| {map_points} | {} |", share(called.exact, SNAPPED_MAPS));
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
fn share(called: u64, maps: u64) -> String {
    let (n, z) = (maps as f64, 1.959_963_985);
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
        // In order; a share of no micro-hotspot is undefined and left out.
        let of = |value: &dyn Fn(&Found) -> f64| {
            let values = boroughs.iter().map(|borough| value(&borough[theme]));
            let mut values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        let shown = |value: &dyn Fn(&Found) -> f64, digits: usize| {
            let values = of(value);
            let Some(last) = values.len().checked_sub(1) else {
                return "-".to_owned();
            };
            let median = f64::midpoint(values[last / 2], values[last.div_ceil(2)]);
            format!("{median:.digits$}")
        };
        let ratio = |part: u64, all: u64| part as f64 / all as f64;
        let found = of(&|f| f.planted[1] as f64);
        let columns = [
            boroughs[0][theme].theme.clone(),
            shown(&|f| f.events[0] as f64, 0),
            shown(&|f| f.planted[0] as f64, 0),
            format!(
                "{} ({} to {})",
                shown(&|f| f.planted[1] as f64, 1),
                found[0],
                found[found.len() - 1]
            ),
            shown(&|f| f.hotspots[0] as f64, 1),
            shown(&|f| ratio(f.hotspots[1], f.hotspots[0]), 2),
            shown(&|f| ratio(f.first[1], f.first[0]), 2),
            shown(&|f| ratio(f.hot_cells[0], f.cells[0]), 3),
            shown(&|f| ratio(f.hot_cells[1], f.hot_cells[0]), 2),
            shown(&|f| ratio(f.cells[1], f.cells[0]), 3),
            shown(&|f| ratio(f.events[1], f.events[0]), 2),
            shown(&|f| ratio(f.events[2], f.events[1]), 2),
        ];
        println!("| {} |", columns.join(" | "));
    }
}
