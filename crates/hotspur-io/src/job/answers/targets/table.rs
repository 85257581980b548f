//! `targets.csv`: a row for each indicator and part, for spreadsheets.

use std::io::{self, Write};

use hotspur_core::track::{Part, Targets, Tracked, Whose};
use hotspur_core::{Question, Value};

use super::parts::kind;
use super::title;
use crate::write::{inert, ten_digits};

/// The name of the table.
pub const TARGETS_TABLE: &str = "targets.csv";

const HEADER: [&str; 33] = [
    "indicator",
    "title",
    "code",
    "record",
    "measure",
    "intended",
    "part",
    "area_code",
    "area_name",
    "year",
    "as_at",
    "so_far",
    "so_far_of",
    "baseline_year",
    "baseline",
    "baseline_source",
    "target",
    "target_by",
    "line",
    "projection",
    "projection_lower",
    "projection_upper",
    "projected_rate_per_1000",
    "per",
    "chance",
    "change",
    "change_lower",
    "change_upper",
    "change_compares",
    "next_target_year",
    "next_target",
    "status",
    "why",
];

/// Writes the table.
pub fn write_targets(question: &Question, found: &Targets, out: &mut dyn Write) -> io::Result<()> {
    let rows = || {
        (found.indicators.iter())
            .flat_map(|tracked| tracked.parts.iter().map(move |part| (tracked, part)))
    };
    let texts = || rows().map(|(tracked, part)| row(question, found, tracked, part));
    if texts().flatten().any(|text| !text.is_ascii()) {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = csv::Writer::from_writer(out);
    table.write_record(HEADER)?;
    for row in texts() {
        table.write_record(row.iter())?;
    }
    table.flush()
}

fn row(question: &Question, found: &Targets, tracked: &Tracked, part: &Part) -> [String; 33] {
    let (indicator, track) = (&tracked.indicator, &found.track);
    let number = |value: Value<f64>| match value {
        Value::Known(value) => ten_digits(value).to_string(),
        Value::Undefined(_) => String::new(),
    };
    let text = |text: Option<&str>| text.map(inert).unwrap_or_default();
    let code = match part.whose {
        Whose::Area(area) => Some(question.areas.list()[area as usize].code.as_str()),
        _ => None,
    };
    let baseline = part.baseline.known();
    let target = part.target.known();
    let next = part.next.and_then(Value::known);
    [
        inert(&indicator.key),
        inert(&indicator.title),
        text(indicator.code.as_deref()),
        indicator.record.as_str().to_owned(),
        indicator.measure.as_str().to_owned(),
        indicator.intended.as_str().to_owned(),
        kind(part.whose).to_owned(),
        text(code),
        inert(&title(question, found, part.whose)),
        track.year.to_string(),
        track.as_at.to_string(),
        number(part.so_far),
        part.of
            .map(|of| ten_digits(of).to_string())
            .unwrap_or_default(),
        track
            .baseline
            .map(|year| year.to_string())
            .unwrap_or_default(),
        number(part.baseline.map(|baseline| baseline.value)),
        baseline
            .map(|from| {
                if from.counted {
                    "counted"
                } else if from.predicted {
                    "predicted"
                } else {
                    "given"
                }
            })
            .unwrap_or_default()
            .to_owned(),
        number(part.target.map(|aim| aim.value)),
        target
            .map(|aim| aim.by.as_str())
            .unwrap_or_default()
            .to_owned(),
        number(part.line),
        number(part.projection.map(|year| year.estimate)),
        number(part.projection.map(|year| year.lower)),
        number(part.projection.and_then(|year| year.upper)),
        number(part.rate()),
        text(indicator.per.as_deref()),
        number(part.chance),
        number(part.change.map(|change| change.estimate)),
        number(part.change.map(|change| change.lower)),
        number(part.change.and_then(|change| change.upper)),
        part.compared.as_str().to_owned(),
        next.map(|aim| aim.year.to_string()).unwrap_or_default(),
        next.map(|aim| ten_digits(aim.value).to_string())
            .unwrap_or_default(),
        part.status.as_str().to_owned(),
        part.why
            .map(|why| why.as_str().to_owned())
            .unwrap_or_default(),
    ]
}
