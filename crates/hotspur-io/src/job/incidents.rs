//! The incidents of a run: read, projected and laid out as columns over places.

use hotspur_core::{Coverage, Incident, Incidents, Origin, Position, Text, Themes, Vocabulary};

use super::JobError;
use super::areas::{ReadAreas, record};
use super::defaults::SNAPPED_SHARE;
use crate::crs::{Crs, Projector};
use crate::incidents::{IncidentSource, IncidentTable, Repeats, Way, read_incidents};
use crate::study::{Study, parse_period};
use crate::write::InputRecord;

/// The incidents, and what was said on the way.
#[derive(Debug)]
pub struct ReadIncidents {
    /// The located incidents, in metres.
    pub incidents: Incidents,
    /// How much of each offence type has a location.
    pub coverage: Coverage,
    /// Located rows beyond the reach of the study's coordinate system: they lie outside. File numbers, each with a
    /// number of rows.
    pub beyond: Vec<(u32, u32)>,
    /// The table as it was read, without its rows.
    pub table: IncidentTable,
    /// Whether the publisher moved the points.
    pub snapped: bool,
    /// The coordinate system of the rows.
    pub crs: Crs,
    /// The files read.
    pub inputs: Vec<InputRecord>,
}

fn declared(study: &Study) -> Result<Option<Crs>, JobError> {
    Ok(study.incidents.crs.as_deref().map(str::parse).transpose()?)
}

/// The attributes that are asked about: a map asks about none, and then nothing of them is read.
fn attributes(study: &Study) -> Vec<String> {
    let ask = &study.ask;
    match &ask.profile {
        Some(profile) if !profile.columns.is_empty() => profile.columns.clone(),
        Some(_) => study.incidents.attributes.clone(),
        None if ask.locate => study.incidents.attributes.clone(),
        None if ask.track => tracked_attributes(study),
        None => Vec::new(),
    }
}

/// The attributes that narrow an indicator.
fn tracked_attributes(study: &Study) -> Vec<String> {
    let named = study
        .indicators
        .iter()
        .filter_map(|one| one.attribute.clone());
    let named: std::collections::BTreeSet<String> = named.collect();
    named.into_iter().collect()
}

/// What a study says of where its incidents are and how to read them.
pub fn source(study: &Study, merge_equal: bool) -> Result<IncidentSource, JobError> {
    let section = &study.incidents;
    Ok(IncidentSource {
        inputs: section.files.iter().map(Into::into).collect(),
        columns: section.columns.as_ref().map(super::columns::mapping),
        repeats: if section.drop_repeats {
            Repeats::Drop
        } else if section.keep_repeats {
            Repeats::Ignore
        } else {
            Repeats::Count
        },
        merge_equal,
        // Breaks of recording are those of the forces that recorded the rows.
        keep_sources: super::sources::are_named(study)
            || study.ask.evaluate.is_some()
            || study.ask.compare.is_some(),
        attributes: attributes(study),
        period: parse_period(study.from.as_deref(), study.to.as_deref())?,
        sources: section.sources.clone(),
        crs: declared(study)?,
        degrees: declared(study)?.as_ref().map(Crs::is_geographic),
        way: Way::default(),
    })
}

/// Reads the incidents of a study.
///
/// `merge_equal` tells that no output shows single rows.
pub fn read(
    study: &Study,
    themes: &Themes,
    areas: &ReadAreas,
    merge_equal: bool,
) -> Result<ReadIncidents, JobError> {
    let declared = declared(study)?;
    let source = source(study, merge_equal)?;
    let mut table = read_incidents(&source, themes)?;
    let crs = match declared.or(table.crs) {
        Some(crs) => crs,
        None if table.degrees => Crs::wgs84(),
        None if !areas.chosen => areas.crs,
        // Nobody's incidents are in a system that was chosen a moment ago.
        None if areas.file_crs.is_in_metres() => areas.file_crs,
        None => {
            return Err(JobError::Missing(
                "the incidents are in metres and their coordinate system is not said: give [incidents] crs, or --crs where they are in the plane of the analysis".into(),
            ));
        }
    };
    let projector = Projector::new(crs, areas.crs)?;
    let positions: Vec<Option<Position>> = table
        .coordinates
        .iter()
        .map(|[x, y]| projector.project(*x, *y).ok())
        .collect();
    let (mut rows, mut beyond) = (Vec::with_capacity(table.rows.len()), Vec::new());
    for row in std::mem::take(&mut table.rows) {
        match positions[row.coordinate as usize] {
            None => beyond.push((row.file, row.count)),
            Some(position) => rows.push(Incident {
                position,
                when: row.when,
                offence: row.offence,
                count: row.count,
                id: row.id.map_or(Text::NONE, Text),
                label: Text(row.label),
                source: Text(row.source),
                attributes: Text(row.attributes),
                origin: Origin {
                    file: row.file,
                    line: row.line,
                },
            }),
        }
    }
    let coverage = Coverage {
        located: table.located_by_offence.clone(),
        unlocated: table.unlocated_by_offence.clone(),
        months: table.coverage_by_month.clone(),
    };
    let vocabulary = Vocabulary {
        texts: std::mem::take(&mut table.texts),
        ids: std::mem::take(&mut table.ids),
        attributes: source.attributes,
    };
    let incidents = Incidents::new(rows, vocabulary);
    let few_points = (incidents.places().len() as f64) < incidents.total() as f64 * SNAPPED_SHARE;
    let snapped = study
        .incidents
        .snapped
        .unwrap_or(table.publisher.is_some() || few_points);
    let inputs = table
        .inputs
        .iter()
        .map(|input| record(input, "incidents"))
        .collect();
    Ok(ReadIncidents {
        incidents,
        coverage,
        beyond,
        table,
        snapped,
        crs,
        inputs,
    })
}
