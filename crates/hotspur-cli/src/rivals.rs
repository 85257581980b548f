//! What `score` says at the end: the maps by what they predict, which is best, the parameters, what to beware of.

use std::io::{self, Write};

use anyhow::Result;
use comfy_table::{Table, presets};
use hotspur_core::Value;
use hotspur_core::evaluation::Setting;
use hotspur_io::job::{Rival, ScoreOutcome, ThemeScores};
use hotspur_io::write::LedgerRecord;

use crate::summary::{align_right, ledger_line};

/// Maps shown at most of each theme; the table holds all of them.
const SHOWN: usize = 30;

/// Notes shown at most.
const NOTES_SHOWN: usize = 5;

/// Prints the end of a run.
pub fn print(outcome: &ScoreOutcome) -> Result<()> {
    let mut out = io::stdout().lock();
    for theme in &outcome.found {
        let rivals = theme.rivals();
        writeln!(
            out,
            "{}: PAI by flagged share of the study area, pooled over {} test month(s) with {} event(s)",
            theme.theme,
            outcome.plan.tests(),
            theme.crimes()
        )?;
        writeln!(out, "{}", ranked(&rivals, &outcome.plan.shares))?;
        if rivals.len() > SHOWN {
            let more = rivals.len() - SHOWN;
            writeln!(out, "… and {more} more maps in the table")?;
        }
        writeln!(out, "{}\n", best(theme, &rivals, &outcome.plan.shares))?;
    }
    writeln!(out, "{}", parameters(outcome))?;
    let ledger = LedgerRecord::from(outcome.ledger.total);
    writeln!(out, "{}", ledger_line(&ledger, outcome.repeated_ids))?;
    for warning in &outcome.warnings {
        writeln!(out, "beware: {warning}")?;
    }
    for note in outcome.notes.iter().take(NOTES_SHOWN) {
        writeln!(out, "note: {note}")?;
    }
    if outcome.notes.len() > NOTES_SHOWN {
        let more = outcome.notes.len() - NOTES_SHOWN;
        writeln!(out, "… and {more} more notes by `hotspur check`")?;
    }
    writeln!(out, "wrote {}", outcome.file.display())?;
    Ok(())
}

fn ranked(rivals: &[Rival], shares: &[f64]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED);
    let mut header = ["", "method", "cell m", "bandwidth m", "mean PAI"]
        .map(str::to_owned)
        .to_vec();
    header.extend(shares.iter().map(|share| percent(*share)));
    table.set_header(header);
    for (rank, rival) in rivals.iter().take(SHOWN).enumerate() {
        let setting = &rival.setting;
        let mut row = vec![
            (rank + 1).to_string(),
            setting.method.to_string(),
            setting.cell.0.to_string(),
            setting
                .bandwidth
                .map_or_else(|| "–".to_owned(), |h| h.0.to_string()),
            shown(rival.mean_pai),
        ];
        row.extend(rival.pooled.iter().map(|score| shown(score.pai().known())));
        table.add_row(row);
    }
    let columns = 5 + shares.len();
    align_right(&mut table, (0..columns).filter(|column| *column != 1));
    table
}

/// One sentence which map predicts best, by how much, and how surely.
fn best(theme: &ThemeScores, rivals: &[Rival], shares: &[f64]) -> String {
    let known = rivals.first().and_then(|best| Some((best, best.mean_pai?)));
    let Some((first, mean)) = known else {
        return format!("{}: no map can be scored at every share", theme.theme);
    };
    let mut said = format!("best for {}: {}", theme.theme, words(&first.setting));
    if let (Some(share), Some(score)) = (shares.first(), first.pooled.first()) {
        said += &format!(
            "; the {} flagged of the ground held {} of {} ({})",
            percent(*share),
            score.flagged.hits,
            score.whole.crimes,
            match score.hit_rate() {
                Value::Known(rate) => percent((rate * 1e3).round() / 1e3),
                Value::Undefined(reason) => reason.to_string(),
            }
        );
    }
    let second = rivals
        .get(1)
        .and_then(|second| Some((second, second.mean_pai?)));
    if let Some((second, less)) = second {
        let (ahead, of) = first.ahead_of(second);
        said += &format!(
            "; mean PAI {mean:.2}, before {} with {less:.2}, and ahead of it in {ahead} of {of} month(s)",
            words(&second.setting)
        );
    }
    said
}

fn words(setting: &Setting) -> String {
    let (method, cell) = (setting.method, setting.cell.0);
    setting.bandwidth.map_or_else(
        || format!("{method} in cells of {cell} m"),
        |h| {
            format!(
                "{method} in cells of {cell} m with a bandwidth of {} m",
                h.0
            )
        },
    )
}

/// Kernel, lists, months and study area: no default stays silent.
fn parameters(outcome: &ScoreOutcome) -> String {
    let plan = &outcome.plan;
    let list = |numbers: &mut dyn Iterator<Item = f64>| {
        let words: Vec<String> = numbers.map(|n| n.to_string()).collect();
        words.join(", ")
    };
    let month = |number: usize| {
        plan.months
            .get(number)
            .map_or_else(String::new, ToString::to_string)
    };
    format!(
        "maps: density by the {} kernel (no edge correction; incidents around the study area count in it), plain counts and Gi* of them (queen neighbours, by z); cells of {} m, bandwidths of {} m\nflagged: cells by rank, ties against the map, until they hold {} of the study area of {:.2} km² ({}), the ground of each cell within it\nmonths {} to {}: {} map(s) of at least {} month(s), each tested on the next, {} to {}\norder: the mean of the pooled PAI over the flagged shares",
        plan.kernel,
        list(&mut plan.cells.iter().map(|c| c.0)),
        list(&mut plan.bandwidths.iter().map(|h| h.0)),
        list(&mut plan.shares.iter().copied()),
        outcome.study_area_km2,
        outcome.crs,
        month(0),
        month(plan.months.len() - 1),
        plan.tests(),
        plan.least_history,
        month(plan.least_history),
        month(plan.months.len() - 1),
    )
}

fn percent(share: f64) -> String {
    // Ten digits: 0.07 times 100 is not 7.
    format!("{} %", (share * 1e12).round() / 1e10)
}

fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}
