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
    let bare = section.name.trim();
    let namesakes = read.study.track.groups.iter();
    let namesakes = namesakes.filter(|one| one.name.trim() == bare).count();
    let mut list = read.areas.areas.list().iter();
    if bare.is_empty() || namesakes > 1 || list.any(|one| one.name == bare || one.code == bare) {
        return Err(TrackError::Setting {
            field: "group",
            value: section.name.clone(),
            why: "it needs a name of its own, which no area and no other group bears".to_owned(),
        }
        .into());
    }
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
