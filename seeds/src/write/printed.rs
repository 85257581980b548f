//! The printed figures and the targets above them, as the tracker reads them.

use std::io;

use crate::figures::relations::{ADDS_TO, PARENTS, SHARES, UNSET};
use crate::figures::{self, Figure, LINKS, Quantity, Said, Section, Status};

const HEADER: [&str; 13] = [
    "section", "measure", "adds_to", "period", "status", "quantity", "value", "printed", "said",
    "base", "part", "whole", "claim",
];

/// Every figure that the Strategy prints of itself, and what it says of targets without a figure.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn printed_csv() -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(HEADER)?;
    for figure in figures::all().filter(|figure| figure.section != LINKS) {
        out.write_record(row(figure))?;
    }
    for unset in UNSET {
        let section = place(unset.section);
        let row = [
            &section,
            unset.measure,
            "",
            "2002-05",
            unset.how,
            "other",
            "",
            unset.as_printed,
            "",
            "",
            "",
            "",
            unset.claim,
        ];
        out.write_record(row)?;
    }
    bytes(out)
}

/// The targets above.
///
/// # Errors
///
/// Only if writing to memory fails.
pub fn parents_csv() -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record([
        "measure",
        "whose",
        "from",
        "from_value",
        "to",
        "to_value",
        "unit",
        "source",
    ])?;
    for parent in PARENTS {
        let (unit, value) = parent.aim;
        let (from, from_value) = parent.from;
        let source = format!("{}: {}", place(parent.section), parent.claim);
        out.write_record([
            parent.measure,
            parent.whose,
            from,
            from_value.unwrap_or_default(),
            parent.to,
            value,
            quantity(unit),
            &source,
        ])?;
    }
    bytes(out)
}

fn row(figure: &Figure) -> [String; 13] {
    let share = (SHARES.iter())
        .find(|(measure, ..)| *measure == figure.measure)
        .filter(|_| figure.quantity == Quantity::Percentage);
    let whole = ADDS_TO.iter().find(|(part, _)| *part == figure.measure);
    let said = match figure.said {
        Said::Plainly => "",
        Said::About => "about",
        Said::Over => "over",
    };
    let status = match figure.status {
        Status::Actual => "actual",
        Status::Predicted => "predicted",
        Status::Target => "target",
    };
    [
        place(figure.section),
        figure.measure.to_owned(),
        whole.map_or_else(String::new, |(_, whole)| (*whole).to_owned()),
        figure.period.to_owned(),
        status.to_owned(),
        quantity(figure.quantity).to_owned(),
        figure
            .value
            .map_or_else(String::new, |value| value.to_string()),
        figure.as_printed.to_owned(),
        said.to_owned(),
        figure.base_printed.unwrap_or_default().to_owned(),
        share.map_or_else(String::new, |(_, part, _)| (*part).to_owned()),
        share.map_or_else(String::new, |(_, _, whole)| (*whole).to_owned()),
        figure.claim.to_owned(),
    ]
}

fn place(section: Section) -> String {
    match section.pages {
        (first, last) if first == last => format!("{}, page {first}", section.title),
        (first, last) => format!("{}, pages {first}-{last}", section.title),
    }
}

const fn quantity(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Count => "count",
        Quantity::PerThousandHouseholds => "per_1000_households",
        Quantity::PerThousandPeople => "per_1000_people",
        Quantity::Percentage => "percentage",
        Quantity::PercentageChange => "percentage_change",
        Quantity::CountChange => "count_change",
        Quantity::Pounds | Quantity::Months => "other",
    }
}

fn bytes(out: csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    out.into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}
