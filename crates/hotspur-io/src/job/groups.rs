//! From the sections on groups to who is given what, bound to which question, in which folder.

use hotspur_core::{Audience, Binding, Group, Own};

use super::release::ReleaseError;
use super::themes::chosen;
use super::{JobError, Prepared};
use crate::study::GroupSection;

/// A group release that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// What binds it.
    pub binding: Binding,
    /// What the group is given whole.
    pub own: Own,
    /// Its folder: `group`, or one inside it where there are several.
    pub folder: String,
}

/// Who is served, where group releases are written, and what every group that says so is given. The rest of a section may be
/// missing where none is written.
pub fn groups(
    sections: &[GroupSection],
    prepared: &Prepared,
    written: bool,
) -> Result<(Vec<Served>, Vec<Own>), JobError> {
    if !written {
        let told =
            |section: &&GroupSection| !section.areas.is_empty() && !section.themes.is_empty();
        let owns = sections.iter().filter(told);
        let owns: Result<_, _> = owns.map(|section| own(section, prepared, "")).collect();
        return Ok((Vec::new(), owns?));
    }
    let nobody = [GroupSection::default()];
    let sections = if sections.is_empty() {
        &nobody
    } else {
        sections
    };
    let mut served: Vec<Served> = Vec::new();
    for (number, section) in sections.iter().enumerate() {
        let of = match (sections.len(), &section.recipient) {
            (1, _) => String::new(),
            (_, Some(recipient)) => format!(" for {recipient:?}"),
            (_, None) => format!(" for number {} of the groups", number + 1),
        };
        let (own, binding) = (own(section, prepared, &of)?, binding(section, &of)?);
        let folder = match sections.len() {
            1 => Group::NAME.to_owned(),
            _ => format!(
                "{}/{}",
                Group::NAME,
                folder_name(&binding.recipient, number)
            ),
        };
        if served.iter().any(|other| other.folder == folder) {
            return Err(ReleaseError::Twice(binding.recipient).into());
        }
        served.push(Served {
            binding,
            own,
            folder,
        });
    }
    let owns = served.iter().map(|served| served.own.clone()).collect();
    Ok((served, owns))
}

/// A recipient as the name of a folder on any system: letters and digits of ASCII, with dashes between.
fn folder_name(recipient: &str, number: usize) -> String {
    let words = recipient.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let name: String = words.join("-").chars().take(60).collect();
    if name.is_empty() {
        format!("group-{}", number + 1)
    } else {
        // A device of Windows cannot be a folder.
        let device = ["con", "prn", "aux", "nul"].contains(&name.as_str());
        if device {
            format!("{name}-group")
        } else {
            name
        }
    }
}

fn own(section: &GroupSection, prepared: &Prepared, of: &str) -> Result<Own, JobError> {
    let unbound = |missing, flag, key| ReleaseError::Unbound {
        of: of.to_owned(),
        missing,
        flag,
        key,
    };
    if section.areas.is_empty() {
        return Err(unbound("its own area", "--group-areas", "areas").into());
    }
    if section.themes.is_empty() {
        return Err(unbound("its own themes", "--group-themes", "themes").into());
    }
    let list = prepared.study_areas().list();
    let mut areas = Vec::new();
    for asked in &section.areas {
        let fits = |name: &str| name.eq_ignore_ascii_case(asked.trim());
        let found: Vec<u32> = (0_u32..)
            .zip(list)
            .filter(|(_, area)| fits(&area.code) || fits(&area.name))
            .map(|(number, _)| number)
            .collect();
        if found.is_empty() {
            let known: Vec<&str> = list
                .iter()
                .take(40)
                .map(|area| area.name.as_str())
                .collect();
            return Err(ReleaseError::Area {
                asked: asked.clone(),
                known: known.join(", "),
            }
            .into());
        }
        areas.extend(found);
    }
    areas.sort_unstable();
    areas.dedup();
    let mut themes = chosen(&section.themes, &prepared.themes)?;
    themes.sort_unstable();
    Ok(Own { areas, themes })
}

fn binding(section: &GroupSection, of: &str) -> Result<Binding, ReleaseError> {
    let given = |value: &Option<String>, missing, flag, key| {
        let value = value
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        value
            .map(str::to_owned)
            .ok_or_else(|| ReleaseError::Unbound {
                of: of.to_owned(),
                missing,
                flag,
                key,
            })
    };
    let delete_by = given(
        &section.delete_by,
        "the day to delete it by",
        "--delete-by",
        "delete_by",
    )?;
    if delete_by.parse::<jiff::civil::Date>().is_err() {
        return Err(ReleaseError::Day(delete_by));
    }
    Ok(Binding {
        recipient: given(
            &section.recipient,
            "its recipient",
            "--recipient",
            "recipient",
        )?,
        purpose: given(&section.purpose, "its purpose", "--purpose", "purpose")?,
        delete_by,
        marking: section
            .marking
            .clone()
            .unwrap_or_else(|| "OFFICIAL-SENSITIVE".to_owned()),
        run: String::new(),
    })
}
