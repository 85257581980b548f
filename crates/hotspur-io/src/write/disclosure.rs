//! What an open release says of itself: `disclosure.md` and `.json`, and the table theme × time. Everything here is made of
//! what disclosure control let out.

use std::io::{self, Write};

use hotspur_core::{Controlled, Counted, FEWEST_FOR_A_WORD, Open, Word};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde::Serialize;
use serde_json::Value as Json;

use super::table::inert;
use super::{Sink, WriteError};

/// The statement, for people.
pub const DISCLOSURE_FILE: &str = "disclosure.md";
/// The statement, for programs.
pub const DISCLOSURE_RECORD: &str = "disclosure.json";
/// The table theme × time.
pub const TIMES_FILE: &str = "times.csv";

/// What was followed; `crates/docs/disclosure.md` says in which number.
const GUIDANCE: [&str; 4] = [
    "Office for National Statistics, methodology of table disclosure control: counts below ten suppressed and others rounded to five (the 10-5 rule); and the Government Statistical Service's practice of complementary suppression and of checking differences between tables",
    "Information Commissioner's Office, Crime-mapping and geo-spatial crime data: privacy and transparency, version 3.5, 26 February 2014: larger areas where events are sparse, sensitive crimes coarser, care with timing and with other sources of information",
    "data.police.uk, location anonymisation: a map point stands for eight or more postal addresses, or for none",
    "Hundepool et al. 2012, Statistical Disclosure Control, doi:10.1002/9781118348239; Fischetti and Salazar 2001, doi:10.1287/mnsc.47.7.1008.9805: complementary suppression, and feasible intervals of withheld cells by linear programming",
];

/// The statement of an open release.
#[derive(Debug, Clone, Serialize)]
pub struct Statement {
    program: &'static str,
    study: String,
    release: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<Period>,
    #[serde(skip_serializing_if = "Json::is_null")]
    binding: Json,
    policy: Json,
    tables: Vec<Table>,
    cell_m: Option<f64>,
    places: Vec<Place>,
    kept_off_maps: Vec<KeptOff>,
    #[serde(skip_serializing_if = "Option::is_none")]
    targets: Option<Words>,
    guidance: [&'static str; 4],
}

#[derive(Debug, Clone, Serialize)]
struct Period {
    first: String,
    last: String,
}

#[derive(Debug, Clone, Serialize)]
struct Table {
    name: &'static str,
    counts: usize,
    shown: usize,
    zero: usize,
    withheld: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Place {
    theme: String,
    cells: usize,
    hotspots: usize,
}

/// What is told of targets, where they are followed.
#[derive(Debug, Clone, Serialize)]
struct Words {
    indicators: usize,
    kept_back: usize,
    fewest: u64,
}

impl Words {
    fn of(controlled: &Controlled) -> Option<Self> {
        let indicators = &controlled.targets()?.indicators;
        let kept = (indicators.iter()).filter(|one| matches!(one.word, Word::KeptBack(_)));
        Some(Self {
            indicators: indicators.len(),
            kept_back: kept.count(),
            fewest: FEWEST_FOR_A_WORD.max(controlled.policy().threshold_if(true)),
        })
    }
}

#[derive(Debug, Clone, Serialize)]
struct KeptOff {
    theme: String,
    because: String,
}

impl Statement {
    /// The statement of what was let out; `binding` is null for the public.
    #[must_use]
    pub fn of(
        controlled: &Controlled,
        study: &str,
        release: &'static str,
        policy: Json,
        binding: Json,
    ) -> Self {
        let title = |counted: usize| controlled.counted()[counted].title.clone();
        let (areas, slots) = (0..controlled.areas().len(), 0..controlled.slots().len());
        let all = 0..controlled.counted().len();
        let by_area = areas.flat_map(|area| all.clone().map(move |counted| (area, counted)));
        let by_slot = slots.flat_map(|slot| all.clone().map(move |counted| (slot, counted)));
        Self {
            program: concat!("hotspur ", env!("CARGO_PKG_VERSION")),
            study: study.to_owned(),
            release,
            period: controlled.period().map(|(first, last)| Period {
                first: first.clone(),
                last: last.clone(),
            }),
            binding,
            policy,
            tables: vec![
                table(
                    "area x theme",
                    by_area.filter_map(|(area, counted)| controlled.of_area(area, counted)),
                ),
                table(
                    "theme x time",
                    by_slot.filter_map(|(slot, counted)| controlled.of_slot(slot, counted)),
                ),
                table(
                    "study area",
                    all.clone().map(|counted| controlled.of_study_area(counted)),
                ),
            ],
            cell_m: controlled.density().map(|density| density.cell.0),
            places: (controlled.places().iter())
                .map(|place| Place {
                    theme: title(place.counted),
                    cells: place.cells,
                    hotspots: place.hotspots.len(),
                })
                .collect(),
            kept_off_maps: (controlled.kept_off_maps().iter())
                .map(|(theme, because)| KeptOff {
                    theme: title(Counted::Theme(*theme).slot()),
                    because: title(Counted::Theme(*because).slot()),
                })
                .collect(),
            targets: Words::of(controlled),
            guidance: GUIDANCE,
        }
    }

    /// Writes it in both forms, with the table theme × time where that is published; returns the names of the files.
    pub(crate) fn write(
        &self,
        controlled: &Controlled,
        sink: &Sink,
    ) -> Result<Vec<String>, WriteError> {
        let mut files = vec![DISCLOSURE_FILE.to_owned(), DISCLOSURE_RECORD.to_owned()];
        sink.write(DISCLOSURE_FILE, |out| {
            let text = self.words().map_err(io::Error::other)?;
            out.write_all(text.as_bytes())
        })?;
        sink.write(DISCLOSURE_RECORD, |out| {
            serde_json::to_writer_pretty(&mut *out, self)?;
            out.write_all(b"\n")
        })?;
        if !controlled.slots().is_empty() {
            sink.write(TIMES_FILE, |out| {
                write_times(controlled, &self.binding, out)
            })?;
            files.push(TIMES_FILE.to_owned());
        }
        Ok(files)
    }

    fn words(&self) -> Result<String, minijinja::Error> {
        let mut environment = Environment::new();
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?;
        environment.set_syntax(syntax);
        environment.add_template(
            DISCLOSURE_FILE,
            include_str!("../../assets/disclosure/disclosure.md"),
        )?;
        environment
            .get_template(DISCLOSURE_FILE)?
            .render(context! { d => Value::from(Serde(self)) })
    }
}

fn table(name: &'static str, counts: impl Iterator<Item = Open>) -> Table {
    let counts: Vec<Option<u64>> = counts.map(Open::count).collect();
    let shown = counts.iter().flatten();
    Table {
        name,
        counts: counts.len(),
        shown: shown.clone().count(),
        zero: shown.filter(|count| **count == 0).count(),
        withheld: counts.iter().filter(|count| count.is_none()).count(),
    }
}

/// What binds a group release stands in columns of its own.
pub(crate) const BOUND: [&str; 5] = ["marking", "recipient", "purpose", "delete_by", "run"];

/// One row a slot of time and one for the whole period; what is withheld is empty.
fn write_times(controlled: &Controlled, binding: &Json, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    let bound: Vec<&str> = BOUND
        .into_iter()
        .filter(|key| binding[*key].is_string())
        .collect();
    let mut head = vec!["time".to_owned()];
    head.extend((controlled.counted().iter()).map(|counted| format!("{}_count", counted.key)));
    head.extend(bound.iter().map(|key| (*key).to_owned()));
    csv.write_record(&head)?;
    let mut row = |time: &str, count: &dyn Fn(usize) -> Option<Open>| {
        let words = |counted: usize| {
            let count = count(counted).and_then(Open::count);
            count.map_or_else(String::new, |count| count.to_string())
        };
        let mut row = vec![time.to_owned()];
        row.extend((0..controlled.counted().len()).map(words));
        row.extend(
            bound
                .iter()
                .filter_map(|key| binding[*key].as_str())
                .map(inert),
        );
        csv.write_record(&row)
    };
    for (slot, name) in controlled.slots().iter().enumerate() {
        row(name, &|counted| controlled.of_slot(slot, counted))?;
    }
    row("period", &|counted| Some(controlled.of_study_area(counted)))?;
    csv.flush()
}
