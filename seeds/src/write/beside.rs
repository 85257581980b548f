//! The small tables beside the targets: priorities as the Strategy lists them; survey, attributes of wards and weights of harm
//! invented, and said to be.

use std::fmt::Write as _;

use crate::borough::Borough;
use crate::figures::priorities::{Concern, Stance, VOICES};

/// What every invented row says of itself.
const INVENTED: &str = "invented for this sample";

/// How the study calls a concern: by the key of its theme where it has one.
const fn theme(concern: Concern) -> &'static str {
    match concern {
        Concern::Burglary => "burglary",
        Concern::VehicleCrime => "vehicle_crime",
        Concern::Violence => "violence",
        Concern::Arson => "arson",
        Concern::DomesticViolence => "domestic_violence",
        Concern::AntiSocialBehaviour => "anti_social_behaviour",
        Concern::StreetCrime => "Street crime",
        Concern::DrugsAndAlcohol => "Drugs and alcohol",
        Concern::FearOfCrime => "Fear of crime",
        Concern::YoungPeople => "Young people",
        Concern::SaferNeighbourhoods => "Safer neighbourhoods",
        Concern::RaceCrime => "Race crime",
        Concern::Bullying => "Bullying",
        Concern::DangerousDriving => "Dangerous driving",
        Concern::ProlificOffenders => "Prolific offenders",
        Concern::HighCrimeAreas => "Areas of high crime",
    }
}

/// Who raised what: the voices of the Strategy, the audit's own priorities as chosen.
pub fn priorities() -> String {
    let mut out = "theme,raised_by,basis,rank,stance,source\n".to_owned();
    for voice in &VOICES {
        let chosen = voice.who.starts_with("the audit");
        let group = voice.how == "focus group";
        let who = match (chosen, group) {
            (true, _) => "audit".to_owned(),
            (_, true) => format!("focus group of {}", voice.who),
            _ => voice.who.to_owned(),
        };
        for (place, (concern, stance)) in voice.said.iter().enumerate() {
            // Only focus groups are printed in their own order of priority.
            let rank = if group {
                (place + 1).to_string()
            } else {
                String::new()
            };
            let stance = if *stance == Stance::Priority {
                "for"
            } else {
                "against"
            };
            let basis = if chosen { "chosen" } else { "concern" };
            let (title, (first, last)) = (voice.section.title, voice.section.pages);
            let _ = writeln!(
                out,
                "{},{who},{basis},{rank},{stance},\"{}, pages {first}-{last} ({})\"",
                theme(*concern),
                title,
                voice.how
            );
        }
    }
    out
}

/// Per cent of 120 people a ward who worry about vehicle crime: invented, high in one ward where few are recorded and low in one
/// where many are.
const WORRIED: [u32; 10] = [52, 47, 44, 29, 55, 68, 43, 51, 42, 45];

/// People asked a ward.
const ASKED: u32 = 120;

/// A survey by ward, invented.
pub fn survey(borough: &Borough) -> String {
    let mut out = format!("# {INVENTED}: no such survey was held\n");
    out += "question,year,code,respondents,percent,theme,worse,source\n";
    let question = "worried about vehicle crime";
    let wards = borough.wards.len() as u32;
    let all: u32 = WORRIED.iter().sum();
    let _ = writeln!(
        out,
        "{question},2002-03,,{},{}.{},vehicle_crime,high,{INVENTED}",
        ASKED * wards,
        all / wards,
        all % wards * 10 / wards
    );
    for (ward, percent) in borough.wards.iter().zip(WORRIED) {
        let _ = writeln!(
            out,
            "{question},2002-03,{},{ASKED},{percent},vehicle_crime,high,{INVENTED}",
            ward.code
        );
    }
    out
}

/// A score of deprivation a ward, in the manner of an index: invented.
const SCORES: [u32; 10] = [29, 18, 14, 33, 36, 12, 16, 31, 15, 17];

/// Attributes of wards, invented.
pub fn covariates(borough: &Borough) -> String {
    let mut out = format!(
        "# {INVENTED}: a score in the manner of an index of deprivation, of no real ward\n"
    );
    out += "code,name,deprivation_score\n";
    for (ward, score) in borough.wards.iter().zip(SCORES) {
        let _ = writeln!(out, "{},{},{score}", ward.code, ward.name);
    }
    out
}

/// Weights of offence types in days, invented: no published index is copied.
const WEIGHTS: [(&str, u32); 8] = [
    ("Burglary of a dwelling", 20),
    ("Theft of a motor vehicle", 15),
    ("Theft from a motor vehicle", 2),
    ("Arson", 33),
    ("Violence, domestic", 30),
    ("Violence, other", 25),
    ("Robbery", 365),
    ("Homicide", 5475),
];

/// Weights of harm, invented.
pub fn harm() -> String {
    let mut out = "# version: sample 1\n".to_owned();
    let _ = writeln!(out, "# source: {INVENTED}; days, of no published index");
    out += "offence_type,weight\n";
    for (name, weight) in WEIGHTS {
        let _ = writeln!(out, "\"{name}\",{weight}");
    }
    out
}
