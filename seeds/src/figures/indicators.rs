//! The indicators that the Strategy sets itself: what each counts, by what it is divided, and which way is better.

/// Which way an indicator should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Better {
    /// Fewer are better.
    Lower,
    /// More are better.
    Higher,
    /// More are better for now, because more of what happens is to be recognised or reported.
    HigherForNow,
    /// It is watched and no target is set, because better recording would raise it.
    Watched,
}

/// An indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indicator {
    /// The measure, as the figures name it.
    pub measure: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The national indicator or the police code that it is printed with.
    pub code: Option<&'static str>,
    /// The theme of the sample study that counts it.
    pub theme: Option<&'static str>,
    /// What its printed rate divides by.
    pub exposure: Option<&'static str>,
    /// Which way is better.
    pub better: Better,
}

const fn indicator(
    measure: &'static str,
    title: &'static str,
    code: Option<&'static str>,
    (theme, exposure): (Option<&'static str>, Option<&'static str>),
    better: Better,
) -> Indicator {
    Indicator {
        measure,
        title,
        code,
        theme,
        exposure,
        better,
    }
}

use Better::{Higher, HigherForNow, Lower, Watched};

const RESIDENTS: Option<&str> = Some("residents");
const VIOLENCE: Option<&str> = Some("violence");

/// The indicators, in the order of the table.
pub const INDICATORS: [Indicator; 15] = [
    indicator("arson", "Arson", None, (Some("arson"), None), Lower),
    indicator(
        "burglary_of_homes",
        "Burglary of homes",
        Some("BVPI 126"),
        (Some("burglary"), Some("households")),
        Lower,
    ),
    indicator(
        "vehicle_crime",
        "Vehicle crime",
        Some("BVPI 128"),
        (Some("vehicle_crime"), RESIDENTS),
        Lower,
    ),
    indicator(
        "theft_of_vehicle",
        "Theft of a vehicle",
        Some("BVPI 128"),
        (Some("theft_of_vehicle"), RESIDENTS),
        Lower,
    ),
    indicator(
        "theft_from_vehicle",
        "Theft from a vehicle",
        Some("BVPI 128"),
        (Some("theft_from_vehicle"), RESIDENTS),
        Lower,
    ),
    indicator(
        "violence_by_stranger",
        "Violence by a stranger",
        Some("BVPI 127a"),
        (VIOLENCE, RESIDENTS),
        Lower,
    ),
    indicator(
        "violence_in_public",
        "Violence in a public space",
        Some("BVPI 127b"),
        (VIOLENCE, RESIDENTS),
        Lower,
    ),
    indicator(
        "violence_at_licensed_premises",
        "Violence connected with licensed premises",
        Some("BVPI 127c"),
        (VIOLENCE, RESIDENTS),
        Lower,
    ),
    indicator(
        "violence_under_influence",
        "Violence under the influence",
        Some("BVPI 127d"),
        (VIOLENCE, RESIDENTS),
        Lower,
    ),
    indicator(
        "youth_nuisance",
        "Youth nuisance",
        Some("D98"),
        (Some("anti_social_behaviour"), None),
        Lower,
    ),
    indicator(
        "domestic_incidents",
        "Domestic incidents",
        Some("BVPI 154"),
        (Some("domestic_incidents"), None),
        Watched,
    ),
    indicator(
        "domestic_incidents_repeat_victim",
        "Domestic incidents with a repeat victim",
        Some("BVPI 154"),
        (Some("domestic_incidents"), None),
        HigherForNow,
    ),
    indicator(
        "feel_safe_after_dark",
        "Residents who feel fairly or very safe outside after dark",
        Some("BVPI 189a"),
        (None, None),
        Higher,
    ),
    indicator(
        "feel_safe_in_daylight",
        "Residents who feel fairly or very safe outside in daylight",
        Some("BVPI 189b"),
        (None, None),
        Higher,
    ),
    indicator(
        "heard_of_partnership",
        "Residents who have heard of the partnership",
        None,
        (None, None),
        Higher,
    ),
];
