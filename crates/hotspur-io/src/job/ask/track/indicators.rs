//! From `[[indicator]]` to what is measured, which way it should go and what is aimed at.

use std::collections::BTreeSet;

use hotspur_core::track::{
    Aim, Figure, FocusGroup, Indicator, Intended, Measure, Narrowed, Record, Survey, Target, Whose,
    Year,
};
use hotspur_core::{Counted, Kind};

use super::super::compare::Read;
use super::super::{AskError, named};
use super::TrackError;
use crate::job::themes::counted_of;
use crate::study::{FigureSection, IndicatorSection, TargetSection};

/// More indicators than these are no list that anybody reads.
const MOST: usize = 300;

/// More events, or people, than any figure is of.
const MOST_AMOUNT: f64 = 1e12;

/// What an indicator is resolved against.
struct Context<'a> {
    read: Read<'a>,
    groups: &'a [FocusGroup],
    survey: Option<&'a Survey>,
    starts: i8,
    section: &'a IndicatorSection,
}

/// The indicators of a study.
pub fn indicators(
    read: Read,
    groups: &[FocusGroup],
    survey: Option<&Survey>,
    starts: i8,
    said: &mut Vec<String>,
) -> Result<Vec<Indicator>, AskError> {
    let sections = &read.study.indicators;
    let mut keys = BTreeSet::new();
    let mut found = Vec::new();
    for section in sections {
        let context = Context {
            read,
            groups,
            survey,
            starts,
            section,
        };
        if section.title.trim().is_empty() {
            return Err(context.refused("its title is empty: give one"));
        }
        if !is_snake(&section.key) {
            return Err(context.refused(
                "its key names columns: write it in lower-case letters, digits and _, a letter first",
            ));
        }
        if !keys.insert(section.key.as_str()) {
            return Err(context.refused("its key stands twice: give each indicator its own"));
        }
        if found.len() == MOST {
            return Err(context.refused(&format!("there are more than {MOST}: leave some out")));
        }
        found.push(context.indicator(said)?);
    }
    Ok(found)
}

fn is_snake(key: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    key.len() <= 100 && key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(fits)
}

impl Context<'_> {
    fn refused(&self, why: &str) -> AskError {
        TrackError::Indicator {
            key: self.section.key.clone(),
            why: why.to_owned(),
        }
        .into()
    }

    fn indicator(&self, said: &mut Vec<String>) -> Result<Indicator, AskError> {
        let section = self.section;
        let record = self.record()?;
        let measure = self.measure(record, said)?;
        let share = !matches!(measure, Measure::Count(..));
        let mut figures: Vec<Figure> = Vec::new();
        for figure in &section.figures {
            let figure = self.figure(figure, share, said)?;
            let same = |other: &Figure| other.year == figure.year && other.whose == figure.whose;
            if figures.iter().any(same) {
                return Err(self.refused(&format!("it has two figures of {}", figure.year)));
            }
            figures.push(figure);
        }
        if record == Record::Survey {
            figures.extend(self.surveyed(&figures)?);
        }
        let mut targets: Vec<Target> = Vec::new();
        for target in &section.targets {
            let target = self.target(target, share, said)?;
            let same = |other: &&Target| other.year == target.year && other.whose == target.whose;
            if let Some(twice) = targets.iter().find(same) {
                return Err(self.refused(&format!("it has two targets of {}", twice.year)));
            }
            targets.push(target);
        }
        let mut denominators = std::collections::BTreeMap::new();
        for (year, of) in &section.denominators {
            if !(*of > 0.0 && *of <= MOST_AMOUNT) {
                return Err(self.refused(&format!(
                    "the denominator of {year} is {of}: give a number above 0"
                )));
            }
            denominators.insert(self.year(year)?, *of);
        }
        let rate = |target: &Target| matches!(target.aim, Aim::Rate(_));
        if section.per.is_none() && (!denominators.is_empty() || targets.iter().any(rate)) {
            return Err(self.refused(
                "a rate divides by something: give per = \"households\" or another exposure",
            ));
        }
        Ok(Indicator {
            key: section.key.clone(),
            title: section.title.clone(),
            code: section.code.clone(),
            record,
            measure,
            intended: self.intended()?,
            because: section.because.clone(),
            per: section.per.clone(),
            denominators,
            figures,
            targets,
        })
    }

    fn record(&self) -> Result<Record, AskError> {
        match self.section.record.as_str() {
            "crime" => Ok(Record::Crime),
            "incident" => Ok(Record::Incident),
            "survey" => Ok(Record::Survey),
            other => Err(self.refused(&format!(
                "record = {other:?} is none: choose crime, incident or survey"
            ))),
        }
    }

    fn intended(&self) -> Result<Intended, AskError> {
        match self.section.intended.as_str() {
            "down" => Ok(Intended::Down),
            "up" => Ok(Intended::Up),
            "watched" => Ok(Intended::Watched),
            other => Err(self.refused(&format!(
                "intended = {other:?} is none: choose down, up, or watched (no target on purpose)"
            ))),
        }
    }

    fn measure(&self, record: Record, said: &mut Vec<String>) -> Result<Measure, AskError> {
        let section = self.section;
        let default = if record == Record::Survey {
            "survey"
        } else {
            "count"
        };
        let asked = section.measure.as_deref().unwrap_or(default);
        if (asked == "survey") != (record == Record::Survey) {
            return Err(self.refused(
                "a survey is measured as a survey, and nothing else is: leave measure out",
            ));
        }
        if asked == "survey" {
            return Ok(Measure::Survey);
        }
        let Some(theme) = &section.theme else {
            return Err(self.refused("it names no theme that counts it: give theme = \"...\""));
        };
        let counted = counted_of(theme, self.read.themes)
            .map_err(|error| self.refused(&error.to_string()))?;
        let kind = match counted {
            Counted::AllCrime => Kind::Crime,
            Counted::AllIncidents => Kind::Incident,
            Counted::Theme(number) => self.read.themes.list()[number].kind,
        };
        let same = matches!(
            (record, kind),
            (Record::Crime, Kind::Crime) | (Record::Incident, Kind::Incident)
        );
        if !same {
            return Err(self.refused(&format!(
                "its record is {:?}, and the theme {theme} is of the other kind: calls and recorded crimes are not one figure",
                record.as_str()
            )));
        }
        let narrowed = self.narrowed(said)?;
        match (asked, narrowed) {
            ("count", narrowed) => Ok(Measure::Count(counted, narrowed)),
            ("share", Some(narrowed)) => Ok(Measure::Share(counted, narrowed)),
            ("share", None) => Err(self.refused(
                "a share is of an attribute: give attribute = \"...\" and values = [\"...\"]",
            )),
            (other, _) => Err(self.refused(&format!(
                "measure = {other:?} is none: choose count, share or survey"
            ))),
        }
    }

    fn narrowed(&self, said: &mut Vec<String>) -> Result<Option<Narrowed>, AskError> {
        let Some(name) = &self.section.attribute else {
            if !self.section.values.is_empty() {
                return Err(self.refused(
                    "it has values and no attribute: give attribute = \"...\", or leave values out",
                ));
            }
            return Ok(None);
        };
        if self.section.values.is_empty() {
            return Err(
                self.refused("its attribute has no values that count: give values = [\"...\"]")
            );
        }
        let names = self.read.incidents.incidents.attribute_names();
        let Some(attribute) = names.iter().position(|known| known == name) else {
            return Err(self.refused(&format!(
                "attribute {name:?} is not read: add it to attributes under [incidents]"
            )));
        };
        let incidents = &self.read.incidents.incidents;
        for value in &self.section.values {
            let seen = (0..incidents.len()).any(|row| incidents.attribute(row, attribute) == value);
            if value.is_empty() || !seen {
                said.push(format!(
                    "[[indicator]] {}: no row has {name} = {value:?}, which counts nothing; values are spelt as in the file, capitals too",
                    self.section.key
                ));
            }
        }
        Ok(Some(Narrowed {
            attribute,
            name: name.clone(),
            values: self.section.values.clone(),
        }))
    }

    fn year(&self, text: &str) -> Result<Year, AskError> {
        Year::parse(text, self.starts).ok_or_else(|| {
            self.refused(&format!(
                "{text:?} is no year: write it as 2002-03, or 2002 where years begin in January"
            ))
        })
    }

    /// Of whom a figure or target is: a group by its name, or areas by code or name.
    fn whose(&self, asked: Option<&str>, said: &mut Vec<String>) -> Result<Whose, AskError> {
        let Some(asked) = asked else {
            return Ok(Whose::StudyArea);
        };
        if let Some(group) = self.groups.iter().position(|group| group.name == asked) {
            return Ok(Whose::Group(group));
        }
        let found = named(asked, &self.read.areas.areas)?;
        said.extend(found.said);
        match found.areas.as_slice() {
            [area] => Ok(Whose::Area(*area)),
            _ => Err(self.refused(&format!(
                "{asked:?} is the name of several areas: give a code"
            ))),
        }
    }

    /// The figures of the table of surveys whose question is the indicator's key, but for those that the study gives itself.
    fn surveyed(&self, given: &[Figure]) -> Result<Vec<Figure>, AskError> {
        let rows = self.survey.map_or(&[][..], |survey| &survey.rows);
        let mut found = Vec::new();
        for row in rows.iter().filter(|row| row.question == self.section.key) {
            let figure = Figure {
                year: self.year(&row.year)?,
                whose: row.area.map_or(Whose::StudyArea, Whose::Area),
                value: row.share,
                of: Some(row.respondents as f64),
                predicted: false,
            };
            let same = |other: &Figure| other.year == figure.year && other.whose == figure.whose;
            if !given.iter().any(same) {
                found.push(figure);
            }
        }
        Ok(found)
    }

    fn figure(
        &self,
        section: &FigureSection,
        share: bool,
        said: &mut Vec<String>,
    ) -> Result<Figure, AskError> {
        if section
            .of
            .is_some_and(|of| !(of > 0.0 && of <= MOST_AMOUNT))
        {
            return Err(self.refused("a figure is of a number above 0"));
        }
        Ok(Figure {
            year: self.year(&section.year)?,
            whose: self.whose(section.area.as_deref(), said)?,
            value: self.amount(section.value, share)?,
            of: section.of,
            predicted: section.predicted,
        })
    }

    fn target(
        &self,
        section: &TargetSection,
        share: bool,
        said: &mut Vec<String>,
    ) -> Result<Target, AskError> {
        let aim = match (section.value, section.percent, section.rate, &section.said) {
            (Some(value), None, None, None) => Aim::Value(self.amount(value, share)?),
            (None, Some(percent), None, None) if (-100.0..=10_000.0).contains(&percent) => {
                Aim::Change(percent / 100.0)
            }
            (None, None, Some(rate), None) if (0.0..=1e6).contains(&rate) && !share => {
                Aim::Rate(rate)
            }
            (None, None, None, Some(said)) => Aim::Said(said.clone()),
            _ => {
                return Err(self.refused(&format!(
                    "its target of {} is not one of value, percent (at least -100), rate (of a count), or said",
                    section.year
                )));
            }
        };
        Ok(Target {
            year: self.year(&section.year)?,
            whose: self.whose(section.area.as_deref(), said)?,
            aim,
        })
    }

    /// Events, or per cent as a share.
    fn amount(&self, value: f64, share: bool) -> Result<f64, AskError> {
        let most = if share { 100.0 } else { MOST_AMOUNT };
        if !(0.0..=most).contains(&value) {
            return Err(self.refused(&format!(
                "{value} cannot be: give a number from 0 to {most}"
            )));
        }
        Ok(if share { value / 100.0 } else { value })
    }
}
