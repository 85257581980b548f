//! Progress against the strategy before.

use super::{Figure, PROGRESS, Quantity, Said, Status};

/// The figures.
pub const FIGURES: &[Figure] = &[
    Figure::new(
        PROGRESS,
        ("vehicle_crime", "2001-02"),
        (Status::Predicted, Quantity::PercentageChange),
        -14.0,
        "14%",
        "Vehicle crime fell since 1999-2000, by the estimate for 2001-02",
    )
    .from("1999-2000", "1999-00"),
    Figure::new(
        PROGRESS,
        ("violence_domestic_share", "2000-01"),
        (Status::Actual, Quantity::Percentage),
        66.0,
        "66%",
        "Domestic offences as a share of all violence",
    ),
    Figure::new(
        PROGRESS,
        ("domestic_violence", "1998"),
        (Status::Actual, Quantity::Count),
        454.0,
        "454",
        "Domestic violence reported",
    ),
    Figure::new(
        PROGRESS,
        ("domestic_violence", "2000-01"),
        (Status::Actual, Quantity::Count),
        1_148.0,
        "1148",
        "Domestic violence reported",
    ),
    Figure::new(
        PROGRESS,
        ("asb_serious_cases", "1999-2002"),
        (Status::Actual, Quantity::Count),
        5.0,
        "five",
        "Serious cases of anti-social behaviour that the multi-agency group worked on",
    ),
    Figure::new(
        PROGRESS,
        ("arrest_referral_running", "2002"),
        (Status::Actual, Quantity::Months),
        18.0,
        "18months",
        "How long the arrest referral scheme had run",
    ),
    Figure::new(
        PROGRESS,
        ("club_skills_performers", "1999-2002"),
        (Status::Actual, Quantity::Count),
        30.0,
        "thirty",
        "Young people who organised or performed at the club event",
    )
    .said(Said::Over),
    Figure::new(
        PROGRESS,
        ("club_skills_audience", "1999-2002"),
        (Status::Actual, Quantity::Count),
        300.0,
        "three hundred",
        "Young people who came to the club event",
    )
    .said(Said::Over),
    Figure::new(
        PROGRESS,
        ("crime_reduction_budget_schemes", "1999-2002"),
        (Status::Actual, Quantity::Count),
        20.0,
        "twenty",
        "Small capital schemes carried out",
    )
    .said(Said::Over),
    Figure::new(
        PROGRESS,
        ("cctv_town_centre_cameras", "1999-2002"),
        (Status::Target, Quantity::Count),
        3.0,
        "three",
        "Extra cameras approved for the town centre",
    ),
    Figure::new(
        PROGRESS,
        ("cctv_leisure_island_cameras", "1999-2002"),
        (Status::Target, Quantity::Count),
        9.0,
        "nine",
        "Further cameras approved for Leisure Island",
    ),
    Figure::new(
        PROGRESS,
        ("cctv_funding", "1999-2002"),
        (Status::Actual, Quantity::Pounds),
        370_000.0,
        "£370,000",
        "Home Office money won for cameras",
    ),
    Figure::new(
        PROGRESS,
        ("cctv_cameras", "2002"),
        (Status::Actual, Quantity::Count),
        50.0,
        "fifty",
        "Cameras that the council watches",
    )
    .said(Said::Over),
    Figure::new(
        PROGRESS,
        ("cctv_incidents_a_year", "2002"),
        (Status::Actual, Quantity::Count),
        1_000.0,
        "one thousand",
        "Incidents a year in which camera staff take part",
    )
    .said(Said::Over),
    Figure::new(
        PROGRESS,
        ("cctv_arrests_a_year", "2002"),
        (Status::Actual, Quantity::Count),
        500.0,
        "500",
        "Arrests a year to which camera staff contribute",
    )
    .said(Said::Over),
];
