//! The indicator table: arson, burglary of homes and vehicle crime.

use super::table::{is, open, row};
use super::{Figure, Quantity};

use Quantity::{Count, PerThousandHouseholds, PerThousandPeople, PercentageChange};

/// The figures, row by row.
pub const FIGURES: &[Figure] = ROWS.as_flattened();

const ROWS: &[[Figure; 3]] = &[
    row(
        "arson",
        Count,
        "Arson: offences expected, then aimed at",
        [is(212.0, "212"), is(201.0, "201"), is(179.0, "179")],
    ),
    row(
        "arson",
        PercentageChange,
        "Arson: change on the year before, then aimed at",
        [is(45.0, "+45%"), is(-5.0, "-5%"), is(-15.0, "-15%")],
    ),
    row(
        "burglary_of_homes",
        Count,
        "Burglary of homes: offences expected, then aimed at",
        [is(459.0, "459"), is(430.0, "430"), is(390.0, "390")],
    ),
    row(
        "burglary_of_homes",
        PercentageChange,
        "Burglary of homes: change on the year before, then aimed at",
        [is(-2.0, "-2%"), is(-6.0, "-6%"), is(-15.0, "-15%")],
    ),
    row(
        "burglary_of_homes",
        PerThousandHouseholds,
        "Burglary of homes: rate by households",
        [is(15.8, "15.8"), is(14.6, "14.6"), is(13.3, "13.3")],
    ),
    row(
        "vehicle_crime",
        Count,
        "Vehicle crime: offences expected, then aimed at",
        [
            is(1_205.0, "1205"),
            is(1_112.0, "1112"),
            is(1_085.0, "1085"),
        ],
    ),
    row(
        "vehicle_crime",
        PercentageChange,
        "Vehicle crime: change on the year before, then aimed at",
        [is(-5.0, "-5%"), is(-7.8, "-7.8%"), is(-10.0, "-10%")],
    ),
    row(
        "vehicle_crime",
        PerThousandPeople,
        "Vehicle crime: rate by people",
        [is(15.9, "15.9"), is(14.8, "14.8"), is(14.4, "14.4")],
    ),
    row(
        "theft_of_vehicle",
        Count,
        "Theft of vehicles: offences expected, then aimed at in the first year alone",
        [is(525.0, "525"), is(510.0, "510"), open("N/A")],
    ),
    row(
        "theft_of_vehicle",
        PercentageChange,
        "Theft of vehicles: change on the year before, then aimed at in the first year alone",
        [is(-4.5, "-4.5%"), is(-3.0, "-3%"), open("N/A")],
    ),
    row(
        "theft_of_vehicle",
        PerThousandPeople,
        "Theft of vehicles: rate by people",
        [is(7.0, "7"), is(6.8, "6.8"), open("N/A")],
    ),
    row(
        "theft_from_vehicle",
        Count,
        "Theft from vehicles: offences expected, then aimed at in the first year alone",
        [is(680.0, "680"), is(602.0, "602"), open("N/A")],
    ),
    row(
        "theft_from_vehicle",
        PercentageChange,
        "Theft from vehicles: change on the year before, then aimed at in the first year alone",
        [is(-5.5, "-5.5%"), is(-11.5, "-11.5%"), open("N/A")],
    ),
    row(
        "theft_from_vehicle",
        PerThousandPeople,
        "Theft from vehicles: rate by people",
        [is(9.0, "9"), is(8.0, "8"), open("N/A")],
    ),
];
