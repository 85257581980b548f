//! Who asked for what: the priorities that each group named, and those that the audit drew from them.

use super::{AUDIT, PRIORITIES, Section};

/// A concern, under one name for all the ways in which the groups put it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Burglary of homes.
    Burglary,
    /// Vehicle crime, theft of and from.
    VehicleCrime,
    /// Violence.
    Violence,
    /// Arson.
    Arson,
    /// Domestic violence.
    DomesticViolence,
    /// Anti-social behaviour.
    AntiSocialBehaviour,
    /// Street crime.
    StreetCrime,
    /// Crime related to drugs and alcohol, or their misuse.
    DrugsAndAlcohol,
    /// Fear of crime, or how crime is perceived.
    FearOfCrime,
    /// Young people in groups, and facilities for young people.
    YoungPeople,
    /// Neighbourhoods that are safer.
    SaferNeighbourhoods,
    /// Race crime.
    RaceCrime,
    /// Bullying.
    Bullying,
    /// Dangerous driving.
    DangerousDriving,
    /// Prolific offenders.
    ProlificOffenders,
    /// Areas of high crime.
    HighCrimeAreas,
}

/// What a group said of a concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// It should be a priority.
    Priority,
    /// It is no problem and should not be one.
    NotAPriority,
}

/// A group that was asked, or the audit itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Voice {
    /// Who.
    pub who: &'static str,
    /// How they were heard.
    pub how: &'static str,
    /// Where it stands.
    pub section: Section,
    /// What they named, in the printed order.
    pub said: &'static [(Concern, Stance)],
}

use Concern::{
    AntiSocialBehaviour, Arson, Bullying, Burglary, DangerousDriving, DomesticViolence,
    DrugsAndAlcohol, FearOfCrime, HighCrimeAreas, ProlificOffenders, RaceCrime,
    SaferNeighbourhoods, StreetCrime, VehicleCrime, Violence, YoungPeople,
};
use Stance::{NotAPriority, Priority};

const fn asked(
    who: &'static str,
    how: &'static str,
    section: Section,
    said: &'static [(Concern, Stance)],
) -> Voice {
    Voice {
        who,
        how,
        section,
        said,
    }
}

/// The voices, in the order of the text. The order within a focus group is its own order of priority.
///
/// The text prints the priorities of five focus groups; young people spoke twice, by survey and in a focus group.
pub const VOICES: [Voice; 10] = [
    asked(
        "residents",
        "survey",
        AUDIT,
        &[
            (Burglary, Priority),
            (AntiSocialBehaviour, Priority),
            (StreetCrime, Priority),
            (DrugsAndAlcohol, Priority),
            (YoungPeople, Priority),
            (VehicleCrime, Priority),
        ],
    ),
    asked(
        "young people",
        "survey",
        AUDIT,
        &[
            (SaferNeighbourhoods, Priority),
            (StreetCrime, Priority),
            (RaceCrime, Priority),
            (Bullying, Priority),
            (DrugsAndAlcohol, Priority),
            (YoungPeople, Priority),
            (DangerousDriving, Priority),
        ],
    ),
    asked(
        "businesses",
        "survey",
        AUDIT,
        &[
            (ProlificOffenders, Priority),
            (AntiSocialBehaviour, Priority),
            (HighCrimeAreas, Priority),
            (DrugsAndAlcohol, Priority),
        ],
    ),
    asked(
        "young residents",
        "focus group",
        AUDIT,
        &[
            (DrugsAndAlcohol, Priority),
            (FearOfCrime, Priority),
            (Burglary, Priority),
            (VehicleCrime, Priority),
            (AntiSocialBehaviour, Priority),
            (DomesticViolence, Priority),
        ],
    ),
    asked(
        "elderly residents",
        "focus group",
        AUDIT,
        &[
            (FearOfCrime, Priority),
            (Burglary, Priority),
            (AntiSocialBehaviour, Priority),
            (DrugsAndAlcohol, Priority),
            (VehicleCrime, Priority),
            (DomesticViolence, NotAPriority),
        ],
    ),
    asked(
        "gay and lesbian residents",
        "focus group",
        AUDIT,
        &[
            (DrugsAndAlcohol, Priority),
            (Burglary, Priority),
            (VehicleCrime, Priority),
            (AntiSocialBehaviour, Priority),
            (DomesticViolence, Priority),
            (FearOfCrime, Priority),
        ],
    ),
    asked(
        "ethnic minority residents",
        "focus group",
        AUDIT,
        &[
            (DrugsAndAlcohol, Priority),
            (AntiSocialBehaviour, Priority),
            (DomesticViolence, Priority),
            (Burglary, Priority),
            (VehicleCrime, Priority),
            (FearOfCrime, Priority),
        ],
    ),
    asked(
        "disabled residents",
        "focus group",
        AUDIT,
        &[
            (FearOfCrime, Priority),
            (AntiSocialBehaviour, Priority),
            (DrugsAndAlcohol, Priority),
            (Burglary, Priority),
            (DomesticViolence, Priority),
            (VehicleCrime, Priority),
        ],
    ),
    asked(
        "the audit, issues",
        "agency data and consultation",
        PRIORITIES,
        &[
            (YoungPeople, Priority),
            (DomesticViolence, Priority),
            (DrugsAndAlcohol, Priority),
            (AntiSocialBehaviour, Priority),
            (FearOfCrime, Priority),
        ],
    ),
    asked(
        "the audit, crime types",
        "agency data and consultation",
        PRIORITIES,
        &[
            (Burglary, Priority),
            (Violence, Priority),
            (VehicleCrime, Priority),
            (Arson, Priority),
        ],
    ),
];
