//! Where the printed figures disagree with one another or with their own arithmetic. A tool that reads them must notice.

use super::{AUDIT, INDICATORS, LINKS, PROGRESS, Section};

/// A disagreement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tension {
    /// Where it stands.
    pub section: Section,
    /// The measure it is about.
    pub measure: &'static str,
    /// The characters on the page.
    pub as_printed: &'static str,
    /// What the other figures make of it, where that is one number: unrounded.
    pub computed: Option<f64>,
    /// What does not fit, in our words.
    pub claim: &'static str,
}

const fn tension(
    (section, measure): (Section, &'static str),
    as_printed: &'static str,
    computed: Option<f64>,
    claim: &'static str,
) -> Tension {
    Tension {
        section,
        measure,
        as_printed,
        computed,
        claim,
    }
}

const fn change(from: f64, to: f64) -> Option<f64> {
    Some((to - from) / from * 100.0)
}

/// The disagreements that we know of.
pub const TENSIONS: [Tension; 13] = [
    tension(
        (AUDIT, "survey_pupils_returned"),
        "89%",
        Some(78.9),
        "789 of 1,000 is not 89 per cent",
    ),
    tension(
        (AUDIT, "violence_domestic_share"),
        "66%",
        Some(1_148.0 / 1_783.0 * 100.0),
        "1,148 domestic offences of 1,783 are 64 per cent",
    ),
    tension(
        (PROGRESS, "violence_domestic_share"),
        "66%",
        Some(1_148.0 / 1_783.0 * 100.0),
        "the same share, said a second time",
    ),
    tension(
        (INDICATORS, "arson"),
        "-15%",
        change(212.0, 179.0),
        "212 to 179 rounds to -16 per cent",
    ),
    tension(
        (INDICATORS, "vehicle_crime"),
        "-7.8%",
        change(1_205.0, 1_112.0),
        "1,205 to 1,112 rounds to -7.7 per cent",
    ),
    tension(
        (INDICATORS, "theft_from_vehicle"),
        "-5.5%",
        None,
        "no whole number of thefts in 2000-01 makes 680 a change of -5.5 per cent: 719 makes -5.4 and 720 makes -5.6",
    ),
    tension(
        (INDICATORS, "burglary_of_homes"),
        "14.6",
        Some(430.0 / 459.0 * 15.8),
        "at the households that 459 and 15.8 imply, 430 is a higher rate: more households were counted",
    ),
    tension(
        (INDICATORS, "burglary_of_homes"),
        "13.3",
        Some(390.0 / 459.0 * 15.8),
        "at the households that 459 and 15.8 imply, 390 is a higher rate too",
    ),
    tension(
        (INDICATORS, "vehicle_crime"),
        "14.8",
        Some(1_112.0 / 1_205.0 * 15.9),
        "at the people that 1,205 and 15.9 imply, 1,112 is a lower rate: fewer people were counted",
    ),
    tension(
        (INDICATORS, "burglary_of_homes"),
        "13.3",
        None,
        "the borough's target for 2004-05 lies above the county's of 12.06, which it belongs to",
    ),
    tension(
        (LINKS, "vehicle_crime_national"),
        "30%",
        None,
        "the borough aims at -10 per cent from 2001-02; with the -14 per cent before that it stays short of -30",
    ),
    tension(
        (INDICATORS, "all changes"),
        "% change on 2000-2001",
        None,
        "the targets are measured from 2001-02, whatever the heading says",
    ),
    tension(
        (INDICATORS, "all baselines"),
        "2001-2002 predicted",
        None,
        "the baseline of every target is itself a prediction, made at six months",
    ),
];
