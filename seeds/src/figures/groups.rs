//! The targets of others that bear on these, and the figures on the action groups' own pages.

use super::{Figure, GROUPS, LINKS, Quantity, Status};

/// The figures.
pub const FIGURES: &[Figure] = &[
    Figure::new(
        LINKS,
        ("burglary_county_psa", "1998-99"),
        (Status::Actual, Quantity::PerThousandHouseholds),
        16.75,
        "16.75",
        "Burglary in the county without Stoke: where its agreement starts from",
    ),
    Figure::new(
        LINKS,
        ("burglary_county_psa", "2004-05"),
        (Status::Target, Quantity::PerThousandHouseholds),
        12.06,
        "12.06",
        "Burglary in the county without Stoke: what its agreement aims at",
    ),
    Figure::new(
        LINKS,
        ("burglary_county_psa_stretch", "2004-05"),
        (Status::Target, Quantity::PerThousandHouseholds),
        -0.5,
        "0.50",
        "Burglary in the county without Stoke: the further fall of the stretch target",
    ),
    Figure::new(
        LINKS,
        ("vehicle_crime_national", "2004"),
        (Status::Target, Quantity::PercentageChange),
        -30.0,
        "30%",
        "Vehicle crime in the country: the fall aimed at",
    )
    .from("1999", "1999"),
    Figure::new(
        GROUPS,
        ("asb_serious_cases", "1999-2002"),
        (Status::Actual, Quantity::Count),
        5.0,
        "five",
        "Serious cases in which complaints fell",
    ),
    Figure::new(
        GROUPS,
        ("asb_orders", "1999-2002"),
        (Status::Actual, Quantity::Count),
        1.0,
        "one",
        "Anti-social behaviour orders taken",
    ),
    Figure::new(
        GROUPS,
        ("treatment_access", "2002-05"),
        (Status::Target, Quantity::PercentageChange),
        10.0,
        "10%",
        "People of the borough who reach treatment for drugs and alcohol: the rise aimed at",
    )
    .from("2001-2", "2001-02"),
    Figure::new(
        GROUPS,
        ("drug_operations", "1999-2002"),
        (Status::Actual, Quantity::Count),
        24.0,
        "24",
        "Police operations against dealers and those who steal for drugs",
    ),
    Figure::new(
        GROUPS,
        ("heard_of_partnership", "2002"),
        (Status::Actual, Quantity::Percentage),
        8.0,
        "8%",
        "People surveyed who have heard of the partnership",
    ),
    Figure::new(
        GROUPS,
        ("heard_of_partnership", "2004-05"),
        (Status::Target, Quantity::Percentage),
        25.0,
        "25%",
        "People surveyed who have heard of the partnership, aimed at in the third year",
    ),
];
