//! Focus groups: areas that are told together.

use std::collections::BTreeSet;

use hotspur_core::track::FocusGroup;

use super::super::compare::Read;
use super::super::{AskError, named};
use super::TrackError;
use crate::study::TrackGroupSection;

/// The groups that a study declares.
pub fn groups(read: Read, said: &mut Vec<String>) -> Result<Vec<FocusGroup>, AskError> {
    let declared = read.study.track.groups.iter();
    declared.map(|section| group(section, read, said)).collect()
}

fn group(
    section: &TrackGroupSection,
    read: Read,
    said: &mut Vec<String>,
) -> Result<FocusGroup, AskError> {
    let mut areas = BTreeSet::new();
    for name in &section.areas {
        let found = named(name, &read.areas.areas)?;
        areas.extend(found.areas);
        said.extend(found.said);
    }
    if areas.is_empty() {
        return Err(TrackError::Setting {
            field: "group",
            value: section.name.clone(),
            why: "it has no areas: give it areas = [\"...\"]".to_owned(),
        }
        .into());
    }
    Ok(FocusGroup {
        name: section.name.clone(),
        areas,
    })
}
