//! How the printed figures hang together: what is a share of what, what adds up to what, which targets the text speaks of
//! without a figure, and whose targets stand above.

use super::{GROUPS, LINKS, PRIORITIES, Quantity, Section};

/// Shares: the measure of the share, of its part and of its whole, counted in the same period.
pub const SHARES: [(&str, &str, &str); 4] = [
    (
        "survey_residents_returned",
        "survey_residents_returned",
        "survey_residents_sent",
    ),
    (
        "survey_businesses_returned",
        "survey_businesses_returned",
        "survey_businesses_sent",
    ),
    (
        "survey_pupils_returned",
        "survey_pupils_returned",
        "survey_pupils_sent",
    ),
    ("violence_domestic_share", "domestic_violence", "violence"),
];

/// Parts with the measure that they make up together.
pub const ADDS_TO: [(&str, &str); 2] = [
    ("theft_of_vehicle", "vehicle_crime"),
    ("theft_from_vehicle", "vehicle_crime"),
];

/// A target that the text speaks of without a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unset {
    /// The measure.
    pub measure: &'static str,
    /// `recommended`, `announced` for a later paper, or `declined` on purpose.
    pub how: &'static str,
    /// What the text says, cut short.
    pub as_printed: &'static str,
    /// Where.
    pub section: Section,
    /// What, in our words.
    pub claim: &'static str,
}

const RECOMMENDED: &str = "three-year targets (numerical where possible) be set";
const INAPPROPRIATE: &str = "inappropriate at this time to set targets";

const fn recommended(measure: &'static str, claim: &'static str) -> Unset {
    Unset {
        measure,
        how: "recommended",
        as_printed: RECOMMENDED,
        section: PRIORITIES,
        claim,
    }
}

const fn declined(measure: &'static str, claim: &'static str) -> Unset {
    Unset {
        measure,
        how: "declined",
        as_printed: INAPPROPRIATE,
        section: PRIORITIES,
        claim,
    }
}

/// The targets that are recommended, left to later papers or declined. Some of the recommended have their figures in the table.
pub const UNSET: [Unset; 11] = [
    recommended("all_crime", "All crime: a target is recommended"),
    recommended(
        "burglary_of_homes",
        "Burglary of homes: a target is recommended",
    ),
    recommended("vehicle_crime", "Vehicle crime: a target is recommended"),
    recommended("arson", "Arson: a target is recommended"),
    recommended(
        "burglary_other_buildings",
        "Burglary of other buildings: a target is recommended",
    ),
    recommended("violence", "Violence as a whole: a target is recommended"),
    recommended("youth_nuisance", "Youth nuisance: a target is recommended"),
    Unset {
        measure: "targets_of_focus_areas",
        how: "announced",
        as_printed: "will be available in the annual Action Plan",
        section: GROUPS,
        claim: "Targets of the focus areas: left to the yearly action plan",
    },
    declined(
        "domestic_violence",
        "Domestic violence: better recording would raise it, so no target is set",
    ),
    declined(
        "domestic_incidents",
        "Domestic incidents: better recording would raise them, so no target is set",
    ),
    declined(
        "anti_social_behaviour",
        "Anti-social behaviour: better recording would raise it, so no target is set",
    ),
];

/// A target of somebody else that one of the borough's is part of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parent {
    /// The measure of the borough.
    pub measure: &'static str,
    /// Whose it is.
    pub whose: &'static str,
    /// The period it starts from, and its figure where it is printed.
    pub from: (&'static str, Option<&'static str>),
    /// The period it is for.
    pub to: &'static str,
    /// Its unit, and its figure as it is printed or follows by subtraction.
    pub aim: (Quantity, &'static str),
    /// Where it stands.
    pub section: Section,
    /// What the text says, in our words.
    pub claim: &'static str,
}

/// The three.
pub const PARENTS: [Parent; 3] = [
    Parent {
        measure: "burglary_of_homes",
        whose: "the county without Stoke, public service agreement",
        from: ("1998-99", Some("16.75")),
        to: "2004-05",
        aim: (Quantity::PerThousandHouseholds, "12.06"),
        section: LINKS,
        claim: "from 16.75 to 12.06 burglaries per 1,000 households",
    },
    Parent {
        measure: "burglary_of_homes",
        whose: "the county without Stoke, stretch target",
        from: ("1998-99", Some("16.75")),
        to: "2004-05",
        aim: (Quantity::PerThousandHouseholds, "11.56"),
        section: LINKS,
        claim: "a further 0.50 below 12.06",
    },
    Parent {
        measure: "vehicle_crime",
        whose: "the nation",
        from: ("1999", None),
        to: "2004",
        aim: (Quantity::PercentageChange, "-30"),
        section: LINKS,
        claim: "a fall of 30 per cent from 1999 to 2004",
    },
];
