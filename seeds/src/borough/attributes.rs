//! What the police noted beside place and time: entry, property, vehicle, setting, relationship, influence.

use hotspur_core::stream;

use super::draw::{below, choose, quota};
use super::incident::{Attributes, Incident};
use super::offences::Offence;
use super::sites::Kind;

/// Burglaries by an insecure window or door: 43 % of 459, for "over 40 %".
const INSECURE: usize = 197;

/// Of the violence that is not domestic, so much is by someone the victim knows: with all 1,348 domestic offences that makes
/// 1,700 of 2,000, 85 %.
const KNOWN_BUT_NOT_DOMESTIC: usize = 352;

const INSECURE_ENTRIES: [(&str, u64); 2] = [("insecure window", 54), ("insecure door", 46)];
const OTHER_ENTRIES: [(&str, u64); 4] = [
    ("forced door", 46),
    ("forced window", 34),
    ("by deception", 7),
    ("not known", 13),
];
const AT_HOME: [(&str, u64); 4] = [
    ("partner", 46),
    ("former partner", 34),
    ("parent or child", 12),
    ("other family", 8),
];

/// Makes, with the weight among thefts and the weight among cars on the road that we assume for the truth file.
pub const MAKES: [(&str, u64, u64); 11] = [
    ("Ford Escort", 22, 11),
    ("Rover Metro", 13, 6),
    ("Vauxhall Astra", 16, 9),
    ("Ford Fiesta", 10, 12),
    ("Vauxhall Cavalier", 8, 7),
    ("Vauxhall Corsa", 5, 8),
    ("Peugeot 205", 5, 5),
    ("Ford Mondeo", 5, 9),
    ("Rover 200", 4, 8),
    ("Volkswagen Golf", 4, 6),
    ("other", 8, 19),
];

/// Registration letters, with the weight among thefts of a vehicle, thefts from one, and cars on the road.
pub const LETTERS: [(&str, [u64; 3]); 20] = [
    ("A", [1, 1, 1]),
    ("B", [2, 1, 1]),
    ("C", [2, 2, 2]),
    ("D", [4, 2, 2]),
    ("E", [9, 6, 3]),
    ("F", [11, 7, 4]),
    ("G", [12, 8, 5]),
    ("H", [11, 8, 5]),
    ("J", [9, 7, 5]),
    ("K", [8, 7, 6]),
    ("L", [6, 6, 6]),
    ("M", [5, 6, 7]),
    ("N", [4, 6, 7]),
    ("P", [4, 6, 8]),
    ("R", [3, 6, 9]),
    ("S", [3, 6, 9]),
    ("T", [2, 5, 6]),
    ("V", [2, 4, 5]),
    ("W", [1, 3, 5]),
    ("X", [1, 3, 4]),
];

const UNIT: u64 = 500;

/// Fills in the attributes of every incident; the shares that the Strategy prints are met exactly.
pub fn note(incidents: &mut [Incident], seed: u64) {
    for offence in Offence::ALL {
        let rows = incidents.iter().filter(|i| i.offence == offence).count();
        let flags = match offence {
            Offence::Burglary => quota(&mut stream(seed, UNIT, offence as u64), rows, INSECURE),
            Offence::OtherViolence => quota(
                &mut stream(seed, UNIT, offence as u64),
                rows,
                KNOWN_BUT_NOT_DOMESTIC,
            ),
            _ => vec![false; rows],
        };
        let own = incidents.iter_mut().filter(|i| i.offence == offence);
        for ((row, incident), flag) in (0_u64..).zip(own).zip(flags) {
            let mut rng = stream(seed, UNIT + 1 + offence as u64, row);
            incident.attributes = attributes(incident, flag, &mut rng);
        }
    }
}

fn attributes(incident: &Incident, flag: bool, rng: &mut hotspur_core::Stream) -> Attributes {
    let mut noted = Attributes {
        setting: setting(incident, rng),
        repeat_victim: incident.attributes.repeat_victim,
        ..Attributes::default()
    };
    match incident.offence {
        Offence::Burglary => {
            noted.entry = if flag {
                choose(rng, &INSECURE_ENTRIES).unwrap_or("")
            } else {
                choose(rng, &OTHER_ENTRIES).unwrap_or("")
            };
            noted.property_type = match incident.kind {
                Kind::Flats => "flat",
                Kind::Maisonettes => "maisonette",
                _ => "house",
            };
        }
        Offence::TheftOfVehicle | Offence::TheftFromVehicle => {
            let column = usize::from(incident.offence == Offence::TheftFromVehicle);
            let makes = MAKES.map(|(make, stolen, _)| (make, stolen));
            let letters = LETTERS.map(|(letter, weights)| (letter, weights[column]));
            noted.vehicle_make = choose(rng, &makes).unwrap_or("");
            noted.registration = choose(rng, &letters).unwrap_or("");
        }
        Offence::DomesticViolence => {
            noted.relationship = choose(rng, &AT_HOME).unwrap_or("");
            noted.influence = yes_no(below(rng, 100) < 38);
        }
        Offence::OtherViolence => {
            noted.relationship = if flag { "acquaintance" } else { "stranger" };
            let share = if incident.kind == Kind::Pub { 80 } else { 42 };
            noted.influence = yes_no(below(rng, 100) < share);
        }
        _ => {}
    }
    noted
}

const fn yes_no(flag: bool) -> &'static str {
    if flag { "yes" } else { "no" }
}

fn setting(incident: &Incident, rng: &mut hotspur_core::Stream) -> &'static str {
    let one_in_three = below(rng, 3) == 0;
    match (incident.offence, incident.kind) {
        (offence, _) if offence.is_at_home() => "dwelling",
        (Offence::TheftOfVehicle | Offence::TheftFromVehicle, Kind::House) if one_in_three => {
            "driveway"
        }
        (Offence::OtherViolence, kind) if kind.is_dwelling() && one_in_three => "dwelling",
        (Offence::TheftOfVehicle | Offence::TheftFromVehicle, Kind::Pub | Kind::CarPark)
        | (_, Kind::CarPark) => "car park",
        (Offence::TheftOfVehicle | Offence::TheftFromVehicle, _) => "street",
        (_, Kind::Shop) => "shops",
        (_, Kind::Pub) => "licensed premises",
        (_, Kind::School) => "school",
        (_, Kind::Park) => "park",
        _ => "street",
    }
}
