//! Releases for others than the analyst, and their pages.

use std::fs;
use std::path::Path;

use hotspur_core::{
    Binding, Controlled, Findings, Group, Names, Own, OwnFindings, Policy, Public, Question,
    Release, analyse, control,
};
use hotspur_io::job::{Plan, Prepared, prepare};
use hotspur_io::report::{OpenAbout, REPORT_FILE, write_group_report, write_public_report};
use hotspur_io::study::load_study;
use hotspur_io::write::Sink;

use crate::report::{links_lead_somewhere, unclosed};

/// What a study came to.
pub struct Run {
    prepared: Prepared,
    findings: Findings,
    params: hotspur_core::Params,
}

impl Run {
    /// A study, analysed.
    pub fn of(study: &Path) -> Self {
        let prepared = prepare(load_study(study).unwrap(), &()).unwrap();
        let params = Plan::of(&prepared)
            .unwrap()
            .params(prepared.incidents.snapped);
        let findings = analyse(&Self::ask(&prepared, &params)).unwrap();
        Self {
            prepared,
            findings,
            params,
        }
    }

    fn ask<'a>(prepared: &'a Prepared, params: &'a hotspur_core::Params) -> Question<'a> {
        Question {
            incidents: &prepared.incidents.incidents,
            areas: prepared.study_areas(),
            themes: &prepared.themes,
            coverage: &prepared.incidents.coverage,
            params,
        }
    }

    fn control(&self, policy: &Policy, own: &[Own]) -> Controlled {
        let question = Self::ask(&self.prepared, &self.params);
        let mut policy = policy.clone();
        let themes = self.prepared.themes.list().len();
        policy.places.themes.retain(|theme| *theme < themes);
        control(&question, &self.findings, &policy, own).unwrap().0
    }

    /// What everybody sees.
    pub fn public(&self, policy: &Policy) -> Release<Public> {
        Release::public(&self.control(policy, &[]), &names())
    }

    /// What a group sees.
    pub fn group(&self, policy: &Policy, own: &Own, binding: &Binding) -> Release<Group> {
        let question = Self::ask(&self.prepared, &self.params);
        let findings = OwnFindings::of(&question, &self.findings, own);
        Release::group(
            &self.control(policy, std::slice::from_ref(own)),
            &findings,
            binding,
            &names(),
        )
    }
}

fn names() -> Names {
    Names {
        areas: "wards".to_owned(),
        study: "town".to_owned(),
    }
}

/// What the pages say of the study.
pub fn about(study: &str) -> OpenAbout<'_> {
    OpenAbout {
        study,
        attribution: Some("Contains data of the town."),
        areas_layer: "wards",
        question: None,
    }
}

/// The page for everybody.
pub fn public_page(release: &Release<Public>, study: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let sink = Sink::new(folder.path().to_owned());
    write_public_report(release, &about(study), &sink).unwrap();
    read(folder.path())
}

/// The page for a group.
pub fn group_page(release: &Release<Group>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let sink = Sink::new(folder.path().to_owned());
    write_group_report(release, &about("town"), &sink).unwrap();
    read(folder.path())
}

/// The page, which is well formed and fetches nothing.
fn read(folder: &Path) -> String {
    let page = fs::read_to_string(folder.join(REPORT_FILE)).unwrap();
    assert_eq!(unclosed(&page), None);
    for reference in [
        " src=", "href=\"", "url(", "@import", "fetch(", "<link", "<iframe", "<img",
    ] {
        for rest in page.split(reference).skip(1) {
            let inside = rest.starts_with('#') && ["href=\"", "url("].contains(&reference);
            assert!(inside, "{reference}{}", &rest[..60.min(rest.len())]);
        }
    }
    links_lead_somewhere(&page);
    page
}
