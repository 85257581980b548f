//! A family of areas: judged, read, told and drawn.

mod judged;
mod real;
mod refused;
mod told;

use serde_json::Value as Json;

use crate::binary::{Said, json};
use crate::town::{THEMES, Town, year};

/// What a study says that tracks one indicator beside a family.
pub const TRACK: &str = r#"
[[indicator]]
key = "burglary"
title = "Burglary"
theme = "burglary"
record = "crime"
intended = "down"
per = "households"
[track]
family = "family.csv"
[ask]
track = true
"#;

pub const HEADER: &str = "member,indicator,year,count,exposure,per,regime,self,claim,source\n";

/// A town with this table of a family.
pub fn town(table: &str) -> Town {
    let town = Town::two_squares(&year());
    town.study_of("seed = 7", &["incidents.csv"], &format!("{THEMES}{TRACK}"));
    town.write("family.csv", table);
    town
}

/// What the town's run says of its family.
pub fn family(town: &Town) -> Json {
    town.map("out", &["--overwrite"]);
    json(&town.path().join("out/analyst/targets.json"))["family"].clone()
}

/// A run that is refused, or is not.
pub fn try_family(table: &str) -> Said {
    town(table).try_map("out", &[])
}
