//! The built-in themes of police.uk's street-level categories.

use hotspur_core::{HOUSEHOLDS, Kind, RESIDENTS, Theme};

/// What a built-in theme is known for, apart from its names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trait {
    Priority,
    Sensitive,
    PoliceGenerated,
    Visitors,
}

use Trait::{PoliceGenerated, Priority, Sensitive, Visitors};

/// Every category of police.uk's street files, those of the years before 2013 included, in one theme each.
///
/// Burglary is burglary of any building, and arson comes with criminal damage: the publisher splits neither.
#[must_use]
pub fn police_uk_themes() -> Vec<Theme> {
    let crime = Kind::Crime;
    vec![
        theme(
            "burglary",
            "Burglary",
            crime,
            HOUSEHOLDS,
            &[Priority],
            &["Burglary"],
        ),
        theme(
            "violence",
            "Violence and sexual offences",
            crime,
            RESIDENTS,
            &[Priority, Sensitive, Visitors],
            &["Violence and sexual offences", "Violent crime"],
        ),
        theme(
            "vehicle_crime",
            "Vehicle crime",
            crime,
            RESIDENTS,
            &[Priority],
            &["Vehicle crime"],
        ),
        theme(
            "criminal_damage_and_arson",
            "Criminal damage and arson",
            crime,
            RESIDENTS,
            &[Priority],
            &["Criminal damage and arson"],
        ),
        theme(
            "anti_social_behaviour",
            "Anti-social behaviour",
            Kind::Incident,
            RESIDENTS,
            &[Priority, Visitors],
            &["Anti-social behaviour"],
        ),
        theme(
            "robbery",
            "Robbery",
            crime,
            RESIDENTS,
            &[Visitors],
            &["Robbery"],
        ),
        theme(
            "shoplifting",
            "Shoplifting",
            crime,
            RESIDENTS,
            &[Visitors],
            &["Shoplifting"],
        ),
        theme(
            "theft_from_the_person",
            "Theft from the person",
            crime,
            RESIDENTS,
            &[Visitors],
            &["Theft from the person"],
        ),
        theme(
            "bicycle_theft",
            "Bicycle theft",
            crime,
            RESIDENTS,
            &[Visitors],
            &["Bicycle theft"],
        ),
        theme(
            "other_theft",
            "Other theft",
            crime,
            RESIDENTS,
            &[],
            &["Other theft"],
        ),
        theme(
            "public_order",
            "Public order",
            crime,
            RESIDENTS,
            &[Visitors],
            &["Public order", "Public disorder and weapons"],
        ),
        theme(
            "drugs",
            "Drugs",
            crime,
            RESIDENTS,
            &[PoliceGenerated],
            &["Drugs"],
        ),
        theme(
            "possession_of_weapons",
            "Possession of weapons",
            crime,
            RESIDENTS,
            &[PoliceGenerated],
            &["Possession of weapons"],
        ),
        theme(
            "other_crime",
            "Other crime",
            crime,
            RESIDENTS,
            &[],
            &["Other crime"],
        ),
    ]
}

fn theme(
    key: &str,
    title: &str,
    kind: Kind,
    exposure: &str,
    traits: &[Trait],
    types: &[&str],
) -> Theme {
    Theme {
        key: key.to_owned(),
        title: title.to_owned(),
        kind,
        exposure: exposure.to_owned(),
        priority: traits.contains(&Priority),
        sensitive: traits.contains(&Sensitive),
        police_generated: traits.contains(&PoliceGenerated),
        visitors: traits.contains(&Visitors),
        types: types.iter().map(|name| (*name).to_owned()).collect(),
    }
}
