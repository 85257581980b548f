//! What a reader must know before trusting the figures, said before anyone has to find it.

use hotspur_core::density::LEAST_MASS;
use hotspur_core::flag::MOST_OWN;
use hotspur_core::local::FEW_UNITS;
use hotspur_core::{Findings, Ledger, Reason};

use super::Prepared;
use super::defaults::SNAPPED_CELL;
use super::plan::Plan;

/// The warnings of a run, each with the number it stands for.
pub fn of(prepared: &Prepared, plan: &Plan, findings: &Findings, ledger: &Ledger) -> Vec<String> {
    let mut warnings = Vec::new();
    warnings.extend(nothing_inside(prepared, ledger));
    warnings.extend(snapped(prepared, plan));
    warnings.extend(narrow(plan));
    warnings.extend(few_cells(plan, findings));
    warnings.extend(not_varied(findings));
    warnings.extend(thin(plan, findings));
    warnings.extend(not_scanned(prepared, findings));
    warnings.extend(not_written(plan));
    warnings.extend(part_year(findings));
    warnings.extend(assumed(findings));
    warnings.extend(gaps(prepared));
    warnings.extend(located(prepared, plan, findings));
    warnings.extend(exposures(prepared, findings));
    warnings.extend(unknown_types(prepared));
    warnings.extend(repeats(prepared));
    warnings.extend(super::sources::warning(prepared));
    warnings.extend(beyond(prepared));
    warnings.extend(prepared.asked.said.iter().cloned());
    warnings.extend(prepared.areas.warnings.iter().cloned());
    warnings
}

/// Facts about how the input was read.
pub fn notes(prepared: &Prepared) -> Vec<String> {
    let table = &prepared.incidents.table;
    let mut notes = table.notes.clone();
    notes.extend(prepared.areas.notes.iter().cloned());
    notes.extend(
        table
            .ignored_files
            .iter()
            .map(|(file, why)| format!("{} was not read: {why}", file.display())),
    );
    notes
}

fn snapped(prepared: &Prepared, plan: &Plan) -> Option<String> {
    let read = &prepared.incidents;
    let who = match (read.snapped, read.table.publisher) {
        (false, _) => return None,
        (true, Some(publisher)) => {
            format!("{publisher} moves every incident to a nearby map point")
        }
        (true, None) => format!(
            "{} rows stand on {} distinct points, so the points were moved or merged",
            read.incidents.total(),
            read.incidents.places().len()
        ),
    };
    let cell = plan.density.cell_asked.map_or(String::new(), |asked| {
        format!(" (a cell of {} m was asked for)", asked.0)
    });
    Some(format!(
        "{who}: places are named by the publisher's label alone, no cell is finer than {} m{cell}, and no repeat at an address can be read from them",
        SNAPPED_CELL.0
    ))
}

fn part_year(findings: &Findings) -> Option<String> {
    let months = findings.months.len();
    (months < 12).then(|| {
        format!("the data covers {months} month(s): rates are those of the period, not of a year, and the season is not averaged out")
    })
}

/// Everything outside is a slip of coordinates more often than a quiet borough.
fn nothing_inside(prepared: &Prepared, ledger: &Ledger) -> Option<String> {
    let located = ledger.in_area + ledger.on_boundary + ledger.outside;
    (located > 0 && ledger.in_area + ledger.on_boundary == 0).then(|| {
        format!(
            "none of {located} located rows lies in an area: check the coordinate systems (areas {}, incidents {}) and whether x and y are exchanged in one of them",
            prepared.areas.file_crs, prepared.incidents.crs
        )
    })
}

/// A bandwidth below half the diagonal of a cell leaves events that no centre sees.
fn narrow(plan: &Plan) -> Option<String> {
    let (bandwidth, cell) = (plan.density.params.bandwidth.0, plan.density.params.cell.0);
    ((plan.wanted.density || plan.wanted.contours) && bandwidth < cell * std::f64::consts::FRAC_1_SQRT_2).then(|| {
        format!(
            "a bandwidth of {bandwidth} m is less than half the diagonal of a cell of {cell} m: events far from a centre are in no cell; give a larger --bandwidth"
        )
    })
}

/// What would change the verdict is asked less of very many areas.
fn not_varied(findings: &Findings) -> Option<String> {
    let areas = &findings.evidence.areas;
    let flagged = areas
        .iter()
        .filter(|area| area.hotspot == Some(true))
        .count();
    (flagged * areas.len() > MOST_OWN).then(|| {
        format!(
            "{flagged} flags among {} areas are too many to vary each area's exposure: the re-runs leave out months, places and themes alone",
            areas.len()
        )
    })
}

/// The normal approximations of Gi* and Moran's I want more units.
fn few_cells(plan: &Plan, findings: &Findings) -> Option<String> {
    let Some(inside) = &findings.inside else {
        return Some(format!(
            "cells of {} m are too many over this study area: nothing is said of concentration inside the areas; give a larger --cell",
            plan.density.params.cell.0
        ));
    };
    let cells = inside.cells.len();
    (plan.wanted.cells && cells < FEW_UNITS).then(|| {
        format!(
            "{cells} cell(s) are fewer than {FEW_UNITS}: the z and p of Gi* and of Moran's I say little there; give a smaller --cell"
        )
    })
}

/// An empty layer of clusters must not read as none found where nothing was scanned.
fn not_scanned(prepared: &Prepared, findings: &Findings) -> Option<String> {
    let themes = findings.inside.iter().flat_map(|inside| &inside.themes);
    let failed: Vec<String> = themes
        .filter_map(|theme| match theme.clusters.as_ref()?.reason()? {
            Reason::NoEvents => None,
            reason => Some(format!(
                "{} ({reason})",
                theme.cells.counted.title(&prepared.themes)
            )),
        })
        .collect();
    (!failed.is_empty()).then(|| {
        format!(
            "no clusters were searched for in {} theme(s), so their layers are empty: {}; where cells are too many, give a larger --cell",
            failed.len(),
            failed.join(", ")
        )
    })
}

/// Where the edge correction would multiply without bound.
fn thin(plan: &Plan, findings: &Findings) -> Option<String> {
    let floored = findings.densities.as_ref()?.floored;
    (floored > 0).then(|| {
        format!(
            "{} edge correction: {floored} cell(s) or place(s) see less than {LEAST_MASS} of a kernel inside the study area, and are corrected by that much only",
            plan.density.edge
        )
    })
}

/// A comparison that is asked for and then not written.
fn not_written(plan: &Plan) -> Option<String> {
    (plan.dual.is_some() && !plan.wanted.density).then(|| {
        "cases against controls are asked for, but no density is written: add density to --write"
            .to_owned()
    })
}

fn assumed(findings: &Findings) -> Vec<String> {
    let decision = &findings.evidence.decision;
    let mut said = Vec::new();
    if decision.dispersion_assumed {
        said.push(format!(
            "{} month(s) are too few to estimate the dispersion: {} is assumed, and nothing is flagged",
            findings.months.len(),
            decision.dispersion_used.first().copied().unwrap_or(1.0)
        ));
    }
    if decision.stopped_at_half {
        said.push("more areas were flagged than may leave the reference, so it stopped stepping down: areas are compared with a reference that holds flagged ones".to_owned());
    }
    said
}

/// Months without any row between the first and the last.
pub fn gaps(prepared: &Prepared) -> Option<String> {
    let months: Vec<_> = prepared.incidents.table.months.keys().collect();
    let breaks: Vec<String> = months
        .windows(2)
        .filter(|pair| pair[1].0 > pair[0].0 + 1)
        .map(|pair| format!("{} to {}", pair[0], pair[1]))
        .collect();
    (!breaks.is_empty()).then(|| {
        format!(
            "the period has {} gap(s) without any row ({}): months in a gap are left out, not counted as quiet",
            breaks.len(),
            breaks.join(", ")
        )
    })
}

fn located(prepared: &Prepared, plan: &Plan, findings: &Findings) -> Option<String> {
    let least = plan.rule.min_located_share;
    let poor: Vec<String> = prepared
        .themes
        .list()
        .iter()
        .zip(&findings.evidence.themes)
        .filter_map(|(theme, found)| {
            let share = found.located_share.known()?;
            (share < least).then(|| format!("{} {:.0} %", theme.title, share * 100.0))
        })
        .collect();
    (!poor.is_empty()).then(|| {
        format!(
            "{} theme(s) have a location for fewer than {:.0} % of their rows and are neither compared nor flagged: {}",
            poor.len(),
            least * 100.0,
            poor.join("; ")
        )
    })
}

fn exposures(prepared: &Prepared, findings: &Findings) -> Vec<String> {
    let themes = prepared.themes.list();
    let found = &findings.evidence.themes;
    if found
        .iter()
        .all(|theme| theme.exposure.values.iter().all(|v| v.known().is_none()))
    {
        return vec![
            "no exposure is known, so there are no rates and no flags: give --exposures FILE, a CSV with the columns code, residents and households".to_owned(),
        ];
    }
    let fell_back: Vec<&str> = themes
        .iter()
        .zip(found)
        .filter(|(_, found)| found.exposure.fell_back)
        .map(|(theme, _)| theme.title.as_str())
        .collect();
    let mut said = Vec::new();
    if !fell_back.is_empty() {
        said.push(format!(
            "households are not known: {} theme(s) by household use residents instead ({})",
            fell_back.len(),
            fell_back.join(", ")
        ));
    }
    for (theme, found) in themes.iter().zip(found) {
        let known = |name: &str| {
            prepared
                .study_areas()
                .list()
                .iter()
                .any(|area| area.exposures.contains_key(name))
        };
        if !known(&found.exposure.name) {
            said.push(format!(
                "theme {:?} asks for the exposure {:?}, which no area knows: it has no rates",
                theme.key, found.exposure.name
            ));
        }
    }
    let missing = found
        .iter()
        .map(|theme| {
            theme
                .exposure
                .values
                .iter()
                .filter(|v| v.known().is_none())
                .count()
        })
        .max()
        .unwrap_or(0);
    if missing > 0 {
        said.push(format!(
            "{missing} area(s) lack an exposure of some theme and have no rate there"
        ));
    }
    said
}

/// Rows of offence types that no theme knows.
pub fn unknown_types(prepared: &Prepared) -> Option<String> {
    let table = &prepared.incidents.table;
    let rows: u64 = table.unknown_types.values().sum::<u64>() + table.unknown_types_beyond;
    let named: Vec<String> = table
        .unknown_types
        .iter()
        .take(5)
        .map(|(name, count)| format!("{name:?} {count}"))
        .collect();
    (rows > 0).then(|| {
        format!(
            "{rows} row(s) are of {} offence type(s) that no theme knows and count under \"other\": {}",
            table.unknown_types.len(),
            named.join(", ")
        )
    })
}

fn repeats(prepared: &Prepared) -> Option<String> {
    let repeated = prepared.incidents.table.repeated_ids.unwrap_or(0);
    let kept = if prepared.study.incidents.drop_repeats {
        "they were rejected"
    } else {
        "they are kept; --drop-repeats rejects them"
    };
    (repeated > 0).then(|| format!("{repeated} row(s) repeat an identifier: {kept}"))
}

/// Rows that the coordinate system cannot hold.
pub fn beyond(prepared: &Prepared) -> Option<String> {
    let beyond: u64 = (prepared.incidents.beyond.iter())
        .map(|(_, rows)| u64::from(*rows))
        .sum();
    (beyond > 0).then(|| {
        format!(
            "{beyond} located row(s) lie beyond the reach of {} and count as outside",
            prepared.areas.crs
        )
    })
}
