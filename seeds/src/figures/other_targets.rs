//! The indicator table: violence by profile, youth nuisance, domestic incidents, and what residents feel and know.

use super::table::{Cell, is, measured, open, row};
use super::{Figure, Quantity};

use Quantity::{Count, PerThousandPeople, Percentage, PercentageChange};

/// The figures, row by row.
pub const FIGURES: &[Figure] = ROWS.as_flattened();

/// What the table prints where a cell repeats the one above it.
const DITTO: &str = "\u{201c}";

/// The first rows of the four profiles of violence.
const ANNOUNCED: [Cell; 3] = [open("N/A"), open("Set Baseline"), open("To be set 2003-4")];
/// Their further rows.
const LIKEWISE: [Cell; 3] = [open("N/A"), open(DITTO), open(DITTO)];
/// The further rows where the last cell is empty.
const CUT_SHORT: [Cell; 3] = [open("N/A"), open(DITTO), open("")];

const STRANGER: &str = "Violence by a stranger: a new indicator, its baseline not yet known";
const PUBLIC: &str = "Violence in a public space: a new indicator, its baseline not yet known";
const LICENSED: &str =
    "Violence tied to licensed premises: a new indicator, its baseline not yet known";
const INFLUENCE: &str = "Violence under the influence: a new indicator, its baseline not yet known";

const ROWS: &[[Figure; 3]] = &[
    row("violence_by_stranger", Count, STRANGER, ANNOUNCED),
    row("violence_by_stranger", PercentageChange, STRANGER, LIKEWISE),
    row(
        "violence_by_stranger",
        PerThousandPeople,
        STRANGER,
        LIKEWISE,
    ),
    row("violence_in_public", Count, PUBLIC, ANNOUNCED),
    row("violence_in_public", PercentageChange, PUBLIC, CUT_SHORT),
    row("violence_in_public", PerThousandPeople, PUBLIC, CUT_SHORT),
    row("violence_at_licensed_premises", Count, LICENSED, ANNOUNCED),
    row(
        "violence_at_licensed_premises",
        PercentageChange,
        LICENSED,
        LIKEWISE,
    ),
    row(
        "violence_at_licensed_premises",
        PerThousandPeople,
        LICENSED,
        LIKEWISE,
    ),
    row("violence_under_influence", Count, INFLUENCE, ANNOUNCED),
    row(
        "violence_under_influence",
        PercentageChange,
        INFLUENCE,
        LIKEWISE,
    ),
    row(
        "violence_under_influence",
        PerThousandPeople,
        INFLUENCE,
        LIKEWISE,
    ),
    row(
        "youth_nuisance",
        Count,
        "Youth nuisance: calls expected, then aimed at; better recording may raise them at first",
        [
            is(2_050.0, "2050"),
            is(2_050.0, "2050"),
            is(1_947.0, "1947"),
        ],
    ),
    row(
        "youth_nuisance",
        PercentageChange,
        "Youth nuisance: change on the year before, then aimed at",
        [open("N/A"), is(0.0, "0%"), is(-5.0, "-5%")],
    ),
    row(
        "domestic_incidents",
        Count,
        "Domestic incidents: calls expected; no target, as better recording raises them",
        [is(1_402.0, "1402"), open("N/A"), open("N/A")],
    ),
    row(
        "domestic_incidents_repeat_victim",
        Percentage,
        "Domestic incidents with a repeat victim: a rise is aimed at, as repeats are to be recognised",
        [is(37.0, "37%"), is(57.0, "57%"), is(57.0, "57%")],
    ),
    measured(
        "feel_safe_after_dark",
        Percentage,
        "Residents who feel fairly or very safe outside after dark: a baseline is to be set",
        [open("N/A"), open("Set baseline"), open("N/A")],
    ),
    measured(
        "feel_safe_in_daylight",
        Percentage,
        "Residents who feel fairly or very safe outside in daylight: a baseline is to be set",
        [open("N/A"), open("Set baseline"), open("N/A")],
    ),
    measured(
        "heard_of_partnership",
        Percentage,
        "Residents surveyed who have heard of the partnership: found, then aimed at",
        [is(8.0, "8"), is(15.0, "15"), is(25.0, "25")],
    ),
];
