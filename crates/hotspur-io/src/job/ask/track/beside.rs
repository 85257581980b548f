//! The tables beside targets: priorities, harm, surveys, attributes of areas.

use hotspur_core::Areas;
use hotspur_core::track::BesideAsked;

use super::TrackError;
use super::covariates::covariates;
use super::harm::harm;
use super::priorities::priorities;
use super::survey::survey;
use crate::study::TrackSection;
use crate::write::InputRecord;

/// Reads the tables that `[track]` names; `coarse` says that the publisher's types are categories.
///
/// # Errors
///
/// [`TrackError::Table`] names the file, the line and the remedy.
pub fn beside(
    section: &TrackSection,
    areas: &Areas,
    coarse: bool,
    inputs: &mut Vec<InputRecord>,
) -> Result<BesideAsked, TrackError> {
    let mut asked = BesideAsked {
        coarse,
        ..BesideAsked::default()
    };
    if let Some(file) = &section.priorities {
        let (said, input) = priorities(file)?;
        asked.priorities = Some(said);
        inputs.push(input);
    }
    if let Some(file) = &section.harm {
        let (weights, input) = harm(file)?;
        asked.harm = Some(weights);
        inputs.push(input);
    }
    if let Some(file) = &section.survey {
        let (rows, input) = survey(file, areas)?;
        asked.survey = Some(rows);
        inputs.push(input);
    }
    if let Some(file) = &section.covariates {
        let (found, input) = covariates(file, &section.covariate_columns, areas)?;
        asked.covariates = found;
        inputs.push(input);
    }
    Ok(asked)
}
