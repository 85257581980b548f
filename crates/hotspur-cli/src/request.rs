//! From what was typed to what is asked: the study, with every flag applied.

use anyhow::{Result, bail};
use hotspur_io::job::ScoreRequest;
use hotspur_io::study::{DensitySection, ExposuresSection, GroupSection, Study, load_study};

use crate::args::{AskArgs, GroupArgs, MapArgs, QuestionArgs, RunArgs, ScoreArgs};

/// The study that the arguments name or describe.
pub fn study_of(args: &QuestionArgs) -> Result<Study> {
    let mut study = match &args.study {
        Some(file) => load_study(file)?,
        None => Study::default(),
    };
    if !args.incidents.is_empty() {
        study.incidents.files.clone_from(&args.incidents);
    }
    if let Some(areas) = &args.areas {
        study.areas.file.clone_from(areas);
    }
    if let Some(file) = &args.exposures {
        study.exposures = Some(ExposuresSection { file: file.clone() });
    }
    replace(&mut study.from, &args.from);
    replace(&mut study.to, &args.to);
    replace(&mut study.crs, &args.crs);
    replace(&mut study.areas.crs, &args.areas_crs);
    replace(&mut study.areas.code, &args.code);
    replace(&mut study.areas.name, &args.name);
    replace(&mut study.areas.within_code, &args.within_code);
    study.incidents.drop_repeats |= args.drop_repeats;
    study.incidents.keep_repeats |= args.keep_repeats;
    if study.incidents.drop_repeats && study.incidents.keep_repeats {
        bail!(
            "repeats are to be dropped and to be kept: give one of drop_repeats and keep_repeats"
        );
    }
    Ok(study)
}

/// The same, with the flags of `map` alone.
pub fn map_study(args: &MapArgs) -> Result<Study> {
    let mut study = study_of(&args.question)?;
    if !args.themes.is_empty() {
        study.density.themes.clone_from(&args.themes);
    }
    reckon(&mut study, &args.run)?;
    Ok(study)
}

/// The same, with where and when a focus group asks.
pub fn asked_study(args: &AskArgs) -> Result<Study> {
    let question = QuestionArgs {
        from: None,
        to: None,
        ..args.question.clone()
    };
    let mut study = study_of(&question)?;
    reckon(&mut study, &args.run)?;
    let (ask, focus) = (&mut study.ask, &args.focus);
    if !focus.within.is_empty() {
        ask.within.clone_from(&focus.within);
    }
    if !focus.theme.is_empty() {
        ask.themes.clone_from(&focus.theme);
    }
    replace(&mut ask.near, &focus.near);
    replace(&mut ask.metres, &focus.metres);
    replace(&mut ask.polygon, &focus.polygon);
    replace(&mut ask.hours, &focus.hours);
    match &focus.period {
        Some(range) => {
            let (from, to) = range.split_once("..").unwrap_or((range, range));
            (ask.from, ask.to) = (Some(from.trim().to_owned()), Some(to.trim().to_owned()));
        }
        None => {
            replace(&mut ask.from, &args.question.from);
            replace(&mut ask.to, &args.question.to);
        }
    }
    Ok(study)
}

/// How it is reckoned, what is written, and for whom.
fn reckon(study: &mut Study, args: &RunArgs) -> Result<()> {
    replace(&mut study.density.cell_m, &args.cell);
    if let Some(asked) = &args.bandwidth {
        choose_bandwidth(&mut study.density, asked);
    }
    replace(&mut study.density.kernel, &args.kernel);
    replace(&mut study.density.edge, &args.edge);
    if let Some(asked) = &args.relative {
        let Some((cases, controls)) = asked.split_once('/') else {
            bail!(
                "--relative {asked}: write CASES/CONTROLS, for example --relative violence/all_crime"
            );
        };
        study.density.cases = Some(cases.to_owned());
        study.density.controls = Some(controls.to_owned());
    }
    replace(&mut study.cells.permutations, &args.permutations);
    replace(&mut study.seed, &args.seed);
    if !args.write.is_empty() {
        study.write.clone_from(&args.write);
    }
    if !args.release.is_empty() {
        study.release.to.clone_from(&args.release);
    }
    bind(&mut study.release.group.0, &args.group)
}

/// The flags speak of the study's only group, or of the one with their recipient, or of one more.
fn bind(groups: &mut Vec<GroupSection>, args: &GroupArgs) -> Result<()> {
    if args.is_empty() {
        return Ok(());
    }
    let named = |group: &GroupSection| group.recipient == args.recipient;
    let at = match (groups.len(), groups.iter().position(named)) {
        (_, Some(at)) if args.recipient.is_some() => Some(at),
        (1, _) => Some(0),
        (0, _) => None,
        (count, _) if args.recipient.is_none() => bail!(
            "the study names {count} groups: say with --recipient which of them the other flags speak of, or of which new one"
        ),
        _ => None,
    };
    let at = at.unwrap_or_else(|| {
        groups.push(GroupSection::default());
        groups.len() - 1
    });
    let group = &mut groups[at];
    if !args.group_areas.is_empty() {
        group.areas.clone_from(&args.group_areas);
    }
    if !args.group_themes.is_empty() {
        group.themes.clone_from(&args.group_themes);
    }
    replace(&mut group.recipient, &args.recipient);
    replace(&mut group.purpose, &args.purpose);
    replace(&mut group.delete_by, &args.delete_by);
    replace(&mut group.marking, &args.marking);
    Ok(())
}

/// A number is metres; anything else names the rule that chooses them.
fn choose_bandwidth(density: &mut DensitySection, asked: &str) {
    if let Ok(metres) = asked.parse() {
        density.bandwidth_m = Some(metres);
        density.bandwidth_by = None;
    } else {
        density.bandwidth_m = None;
        density.bandwidth_by = Some(asked.to_owned());
    }
}

/// What `score` asks beyond the study.
pub fn score_request(args: &ScoreArgs) -> ScoreRequest {
    ScoreRequest {
        cells: args.cells.clone(),
        bandwidths: args.bandwidths.clone(),
        themes: args.themes.clone(),
        shares: args.flagged.clone(),
        least_history: Some(args.from_month),
    }
}

fn replace<T: Clone>(slot: &mut Option<T>, flag: &Option<T>) {
    if flag.is_some() {
        slot.clone_from(flag);
    }
}
