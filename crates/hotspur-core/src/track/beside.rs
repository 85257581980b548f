//! What stands beside targets: priorities, harm, perception, and ratios adjusted for attributes of areas.

use super::adjusted::{Adjusted, Covariate, adjust_for};
use super::harm::{Harm, HarmWeights, NoHarm, harm};
use super::perception::{Perception, Recorded, Survey, perception, recorded};
use super::priorities::{CountsEvidence, Priorities, Raised, priorities};
use crate::analysis::{Findings, Question};
use crate::tally::Counted;
use crate::theme::Kind;

/// What is asked beside targets; nothing of a part whose table is not given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BesideAsked {
    /// Who raised what.
    pub priorities: Option<Vec<Raised>>,
    /// Weights of harm.
    pub harm: Option<HarmWeights>,
    /// Whether the publisher's types are coarse categories, of which no harm is weighed.
    pub coarse: bool,
    /// Percentages of surveys.
    pub survey: Option<Survey>,
    /// Attributes that expected counts are adjusted for.
    pub covariates: Vec<Covariate>,
}

/// What is answered beside targets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Beside {
    /// Themes by who raised them.
    pub priorities: Option<Priorities>,
    /// Harm by theme and area, or why there is none.
    pub harm: Option<Result<Harm, NoHarm>>,
    /// Questions beside the record.
    pub perception: Option<Vec<Perception>>,
    /// Priority themes, plain and adjusted.
    pub adjusted: Vec<(Counted, Adjusted)>,
}

/// Answers what is asked, from what was found. Themes are adjusted that are priorities of the study.
#[must_use]
pub fn beside(question: &Question, findings: &Findings, asked: &BesideAsked) -> Beside {
    let said = asked.priorities.as_ref();
    let weights = asked.harm.as_ref();
    let survey = asked.survey.as_ref();
    Beside {
        priorities: said.map(|said| priorities(said, &counts_evidence(question, findings))),
        harm: weights.map(|weights| harm(question, &findings.standings, weights, asked.coarse)),
        perception: survey.map(|survey| perception(survey, &records(question, findings))),
        adjusted: match asked.covariates.is_empty() {
            true => Vec::new(),
            false => adjusted(question, findings, &asked.covariates),
        },
    }
}

/// What the counts of each theme say: its volume, and the areas raised in it.
fn counts_evidence(question: &Question, findings: &Findings) -> Vec<CountsEvidence> {
    let tally = &findings.tally;
    let list = question.themes.list().iter().enumerate();
    list.map(|(number, theme)| {
        let total = match theme.kind {
            Kind::Crime => Counted::AllCrime,
            Kind::Incident => Counted::AllIncidents,
        };
        let raised = (question.areas.list().iter().zip(&findings.evidence.areas))
            .filter(|(_, evidence)| evidence.themes[number].raised)
            .map(|(area, _)| area.name.clone());
        CountsEvidence {
            key: theme.key.clone(),
            title: theme.title.clone(),
            count: tally.study_area_total(Counted::Theme(number)),
            of_kind: tally.study_area_total(total),
            raised: raised.collect(),
            priority: theme.priority,
        }
    })
    .collect()
}

fn records(question: &Question, findings: &Findings) -> Vec<Recorded> {
    let list = question.themes.list().iter().enumerate();
    list.map(|(number, theme)| recorded(findings, &theme.key, &theme.title, number))
        .collect()
}

fn adjusted(
    question: &Question,
    findings: &Findings,
    covariates: &[Covariate],
) -> Vec<(Counted, Adjusted)> {
    let list = question.themes.list().iter().enumerate();
    list.filter(|(_, theme)| theme.priority)
        .map(|(number, theme)| {
            let record = recorded(findings, &theme.key, &theme.title, number);
            (
                Counted::Theme(number),
                adjust_for(&record.counts, &record.exposure, covariates),
            )
        })
        .collect()
}
