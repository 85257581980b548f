//! Which column holds the codes and which the names.

use std::collections::BTreeMap;
use std::path::Path;

use super::{AreaError, AreaOptions, Attribute, Feature, ReadArea};

/// The geographies of the Office for National Statistics, the finest first: a file of LSOAs carries its wards too.
const GEOGRAPHIES: [&str; 16] = [
    "oa", "lsoa", "dz", "msoa", "iz", "wd", "cmwd", "par", "ced", "pcon", "lad", "lac", "ctyua",
    "cty", "pfa", "rgn",
];

/// Names of columns of codes and names that others use, the most likely first.
const CODES: [&str; 11] = [
    "code",
    "ward_code",
    "wardcode",
    "area_code",
    "areacode",
    "geo_code",
    "geography_code",
    "gss_code",
    "gsscode",
    "beat_code",
    "id",
];
const NAMES: [&str; 10] = [
    "name",
    "ward_name",
    "wardname",
    "area_name",
    "areaname",
    "geo_name",
    "geography",
    "ward",
    "beat",
    "area",
];

/// The columns chosen; `None` where there is none, and codes or names are made up.
#[derive(Debug)]
pub(super) struct Columns {
    code: Option<String>,
    name: Option<String>,
}

impl Columns {
    /// The code and name of a feature.
    pub(super) fn of(&self, feature: &Feature) -> (String, String) {
        let value = |column: &Option<String>| {
            column
                .as_ref()
                .and_then(|column| get(feature, column))
                .map(Attribute::text)
                .filter(|text| !text.is_empty())
        };
        let code = value(&self.code);
        let name = value(&self.name);
        let made_up = || format!("A{:04}", feature.number);
        let code = code.or_else(|| name.clone()).unwrap_or_else(made_up);
        let name = name.unwrap_or_else(|| code.clone());
        (code, name)
    }
}

fn get<'a>(feature: &'a Feature, column: &str) -> Option<&'a Attribute> {
    feature
        .attributes
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(column))
        .map(|(_, value)| value)
}

/// Chooses the columns: those asked for, else by the names in use.
pub(super) fn choose(
    path: &Path,
    features: &[Feature],
    options: &AreaOptions,
    notes: &mut Vec<String>,
) -> Result<Columns, AreaError> {
    let mut present: BTreeMap<String, usize> = BTreeMap::new();
    for (name, _) in features.iter().flat_map(|feature| &feature.attributes) {
        *present.entry(name.clone()).or_default() += 1;
    }
    let asked = |wanted: &Option<String>, flag: &'static str| match wanted {
        None => Ok(None),
        Some(wanted) => {
            let found = present
                .keys()
                .find(|name| name.eq_ignore_ascii_case(wanted));
            found.cloned().map(Some).ok_or_else(|| AreaError::NoColumn {
                path: path.to_owned(),
                name: wanted.clone(),
                columns: present.keys().cloned().collect::<Vec<_>>().join(", "),
                flag,
            })
        }
    };
    let code = asked(&options.code, "--code")?.or_else(|| guess(&present, "cd", &CODES));
    let name = asked(&options.name, "--name")?.or_else(|| guess(&present, "nm", &NAMES));
    let missing = |column: &Option<String>| {
        let value = |feature: &Feature| {
            column
                .as_ref()
                .and_then(|column| get(feature, column))
                .is_some()
        };
        features.iter().filter(|feature| !value(feature)).count()
    };
    match &code {
        None if name.is_some() => notes.push(format!(
            "{} area(s) have no code: their names serve as codes",
            features.len()
        )),
        None => notes.push(format!(
            "{} area(s) have neither code nor name: their numbers serve as both",
            features.len()
        )),
        Some(column) if missing(&code) > 0 => {
            notes.push(format!(
                "{} area(s) have no value in the column of codes, {column:?}",
                missing(&code)
            ));
        }
        Some(_) => {}
    }
    if code.is_some() && missing(&name) > 0 {
        notes.push(format!(
            "{} area(s) have no name: their codes serve as names",
            missing(&name)
        ));
    }
    Ok(Columns { code, name })
}

/// A column of the Office for National Statistics, such as WD13CD or LSOA21NM, else one of the usual names.
fn guess(present: &BTreeMap<String, usize>, suffix: &str, usual: &[&str]) -> Option<String> {
    let official = |geography: &str| {
        present
            .keys()
            .filter(|name| {
                let lower = name.to_lowercase();
                let middle = lower
                    .strip_prefix(geography)
                    .and_then(|rest| rest.strip_suffix(suffix));
                middle
                    .is_some_and(|year| year.len() <= 4 && year.chars().all(|c| c.is_ascii_digit()))
            })
            .max()
    };
    GEOGRAPHIES
        .iter()
        .find_map(|geography| official(geography))
        .or_else(|| {
            usual
                .iter()
                .find_map(|usual| present.keys().find(|name| name.eq_ignore_ascii_case(usual)))
        })
        .cloned()
}

/// The features of one district: those with the value in any column, else those whose code begins with it.
pub(super) fn within(
    path: &Path,
    features: Vec<Feature>,
    options: &AreaOptions,
    columns: &Columns,
    notes: &mut Vec<String>,
) -> Result<Vec<Feature>, AreaError> {
    let Some(wanted) = options.within_code.as_deref().map(str::trim) else {
        return Ok(features);
    };
    let all = features.len();
    let in_a_column = |feature: &Feature| {
        feature
            .attributes
            .iter()
            .any(|(_, value)| value.text().eq_ignore_ascii_case(wanted))
    };
    let by_prefix = |feature: &Feature| columns.of(feature).0.starts_with(wanted);
    let any = features.iter().any(in_a_column);
    let kept: Vec<Feature> = features
        .into_iter()
        .filter(|feature| {
            if any {
                in_a_column(feature)
            } else {
                by_prefix(feature)
            }
        })
        .collect();
    if kept.is_empty() || wanted.is_empty() {
        return Err(AreaError::NoneWithin {
            path: path.to_owned(),
            value: wanted.to_owned(),
        });
    }
    let how = if any {
        "a column holds it"
    } else {
        "their code begins with it"
    };
    notes.push(format!(
        "{} of {all} area(s) belong to {wanted}: {how}",
        kept.len()
    ));
    Ok(kept)
}

/// Refuses two areas of one code: rows there would count twice.
pub(super) fn refuse_repeats(path: &Path, areas: &[ReadArea]) -> Result<(), AreaError> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for area in areas {
        names.entry(&area.code).or_default().push(&area.name);
    }
    match names.into_iter().find(|(_, names)| names.len() > 1) {
        None => Ok(()),
        Some((code, names)) => Err(AreaError::RepeatedCode {
            path: path.to_owned(),
            names: names.join(" and "),
            code: code.to_owned(),
        }),
    }
}
