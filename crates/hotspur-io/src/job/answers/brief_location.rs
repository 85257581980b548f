//! The location analysis in plain words: what a group can be told before any table.

use hotspur_core::change::ChangeVerdict;
use hotspur_core::focus::{Location, LocationCounted, SQUARE_KILOMETRES};
use hotspur_core::micro::MicroHotspot;
use hotspur_core::time::{busiest_block, candidates, chance_of_block};
use hotspur_core::{Counted, Findings, Question};

use super::windows;
use super::words::{capital, grouped, listed, many, period, place, span, times};

/// Days and hours of the blocks that are looked at: eight hours in all.
const BLOCKS: [(usize, usize); 3] = [(1, 8), (2, 4), (4, 2)];

/// A block of the week is named where chance reaches as much less often than this.
const LEVEL: f64 = 0.05;

/// Themes or places that one sentence names.
const NAMED: usize = 4;

/// What is found, a sentence each, the answer first.
pub fn sentences(
    question: &Question,
    findings: &Findings,
    found: &Location,
    hours: Option<&str>,
) -> Vec<String> {
    let mut said = vec![how_many(question, findings, found)];
    said.extend(against_rest(question, found));
    said.extend(against_before(question, found));
    said.extend(poorly_located(question, found));
    said.extend(which_places(question, findings, found));
    if let Some(hours) = hours {
        let asked = &findings.answers.windows;
        said.extend(windows::sentences(question, asked, hours));
    }
    said.extend(when(question, found));
    said.extend(borders(question, found));
    said
}

fn of(found: &Location, thing: Counted) -> Option<&LocationCounted> {
    found
        .counted
        .iter()
        .find(|counted| counted.counted == thing)
}

fn themes(found: &Location) -> impl Iterator<Item = &LocationCounted> {
    found
        .counted
        .iter()
        .filter(|counted| matches!(counted.counted, Counted::Theme(_)))
}

fn how_many(question: &Question, findings: &Findings, found: &Location) -> String {
    let share = |counted: &LocationCounted| {
        let all = counted.counts.inside + counted.counts.elsewhere;
        let share = 100.0 * counted.counts.inside as f64 / all.max(1) as f64;
        format!("{share:.0} % of the study area’s")
    };
    let part = |thing, one, several| {
        let counted = of(found, thing)?;
        (counted.counts.inside + counted.counts.elsewhere > 0).then(|| {
            let count = many(counted.counts.inside, one, several);
            format!("{count} ({})", share(counted))
        })
    };
    let parts: Vec<String> = [
        part(Counted::AllCrime, "crime", "crimes"),
        part(Counted::AllIncidents, "incident", "incidents"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let asked = question.params.ask.as_ref();
    let asked = asked.is_some_and(|ask| !ask.themes.is_empty());
    let of_themes: Vec<String> = themes(found)
        .filter(|_| asked)
        .map(|counted| {
            let title = counted.counted.title(question.themes);
            format!(
                "{title}: {}, {}",
                grouped(counted.counts.inside),
                share(counted)
            )
        })
        .collect();
    let mut sentence = format!(
        "{}, {}: {} on {:.1} % of its ground.",
        capital(&place(question, &found.focus)),
        period(question, findings),
        listed(&parts),
        100.0 * found.square_kilometres / found.study_square_kilometres,
    );
    if !of_themes.is_empty() {
        sentence += &format!(" {}.", of_themes.join("; "));
    }
    sentence
}

fn against_rest(question: &Question, found: &Location) -> Option<String> {
    // A circle wider than the study area leaves no rest of it.
    let all = found.square_kilometres >= 0.999_999 * found.study_square_kilometres;
    if found.focus.is_everywhere() || all {
        return None;
    }
    let by = |verdict: ChangeVerdict| {
        let mut told: Vec<&LocationCounted> = themes(found)
            .filter(|counted| is_located(question, counted))
            .filter(|counted| counted.against_rest.verdict == verdict)
            .collect();
        let ratio = |counted: &LocationCounted| counted.against_rest.change.ratio.known();
        told.sort_by(|a, b| {
            let (a, b) = (
                ratio(a).unwrap_or(f64::INFINITY),
                ratio(b).unwrap_or(f64::INFINITY),
            );
            b.total_cmp(&a)
        });
        told
    };
    let named = |told: &[&LocationCounted]| {
        let words = told.iter().take(NAMED).map(|counted| {
            let title = counted.counted.title(question.themes);
            format!("{title} {}", times(&counted.against_rest.change))
        });
        words.collect::<Vec<_>>().join("; ")
    };
    let (above, mut below) = (by(ChangeVerdict::Up), by(ChangeVerdict::Down));
    below.reverse();
    let visited = |counted: &&LocationCounted| match counted.counted {
        Counted::Theme(theme) => question.themes.list()[theme].visitors,
        Counted::AllCrime | Counted::AllIncidents => false,
    };
    let (of_visitors, above): (Vec<_>, Vec<_>) = above.into_iter().partition(visited);
    let by_ground = themes(found).filter(|counted| counted.base.name == SQUARE_KILOMETRES);
    let per = match by_ground.count() {
        0 => "per head or household",
        some if some == themes(found).count() => "per square kilometre",
        _ => "per head, household or square kilometre, as the table says",
    };
    let mut sentence = match above.len() {
        0 => format!(
            "{}, no theme is told from the rest of the study area as higher.",
            capital(per)
        ),
        many => format!(
            "{}, {many} of {} {} higher than in the rest of the study area: {}{}.",
            capital(per),
            themes(found).count(),
            if themes(found).count() == 1 {
                "theme is"
            } else {
                "themes are"
            },
            named(&above),
            if many > NAMED { "; and more" } else { "" },
        ),
    };
    if !of_visitors.is_empty() {
        sentence += &format!(
            " Of visitors, whom residents are no measure of: {}.",
            named(&of_visitors)
        );
    }
    if !below.is_empty() {
        sentence += &format!(" Lower: {}.", named(&below));
    }
    Some(sentence)
}

fn against_before(question: &Question, found: &Location) -> Option<String> {
    let Some(before) = &found.spans.before else {
        return Some(
            "Whether it is getting better cannot be said: the data hold no span before that is as long."
                .to_owned(),
        );
    };
    let told = |verdict: ChangeVerdict| -> Vec<String> {
        found
            .counted
            .iter()
            .filter(|counted| is_located(question, counted))
            .filter_map(|counted| Some((counted, counted.against_before.as_ref()?)))
            .filter(|(_, judged)| judged.verdict == verdict)
            .map(|(counted, judged)| {
                let change = &judged.change;
                let percent = change.percent.known().map_or_else(String::new, |percent| {
                    format!(", {percent:+.0} %").replace('-', "\u{2212}")
                });
                format!(
                    "{} from {} to {}{percent}",
                    counted.counted.title(question.themes),
                    grouped(change.before.count),
                    grouped(change.after.count)
                )
            })
            .collect()
    };
    let directions = [("Down", ChangeVerdict::Down), ("Up", ChangeVerdict::Up)];
    let parts: Vec<String> = directions
        .into_iter()
        .map(|(word, verdict)| (word, told(verdict)))
        .filter(|(_, changes)| !changes.is_empty())
        .map(|(word, changes)| format!("{word}: {}. ", changes.join("; ")))
        .collect();
    let rest = if parts.is_empty() {
        "Nothing has"
    } else {
        "Nothing else has"
    };
    Some(format!(
        "Against {}: {}{rest} changed by more than chance.",
        span(before),
        parts.concat()
    ))
}

fn is_located(question: &Question, counted: &LocationCounted) -> bool {
    counted.is_located(question.params.rule.min_located_share)
}

/// The events without a location may be anywhere: what is told of too few of them may be where the rest are not.
fn poorly_located(question: &Question, found: &Location) -> Option<String> {
    let poor = found
        .counted
        .iter()
        .filter(|counted| !is_located(question, counted));
    let titles: Vec<&str> = poor
        .map(|counted| counted.counted.title(question.themes))
        .collect();
    (!titles.is_empty()).then(|| {
        format!(
            "Not compared, for fewer than {:.0} % of the rows have a location: {}.",
            100.0 * question.params.rule.min_located_share,
            titles.join(", ")
        )
    })
}

fn which_places(question: &Question, findings: &Findings, found: &Location) -> Vec<String> {
    let mut said = Vec::new();
    for thing in [Counted::AllCrime, Counted::AllIncidents] {
        let Some(counted) = of(found, thing).filter(|counted| counted.counts.inside > 0) else {
            continue;
        };
        let names: Vec<String> = (counted.places.iter().take(NAMED))
            .map(|place| {
                let name = if place.label.is_empty() {
                    format!("{:.0}, {:.0}", place.position.x(), place.position.y())
                } else {
                    place.label.clone()
                };
                format!("{name} ({})", grouped(place.count))
            })
            .collect();
        let top: u64 = counted.places.iter().map(|place| place.count).sum();
        let title = counted.counted.title(question.themes);
        let most = listed(&names);
        said.push(if counted.places_with_any == counted.places.len() {
            let places = many(counted.places_with_any as u64, "place", "places");
            format!("{title}: {} at {places}. Most: {most}.", grouped(top))
        } else {
            format!(
                "{title}: {} of {} lie at {} of the {} places that hold any. Most: {most}.",
                grouped(top),
                grouped(counted.counts.inside),
                counted.places.len(),
                grouped(counted.places_with_any as u64),
            )
        });
    }
    let asked = question.params.ask.as_ref();
    let asked = asked.is_some_and(|ask| !ask.themes.is_empty());
    let hotspots = findings.inside.iter().flat_map(|inside| &inside.themes);
    for theme in hotspots {
        // A total has the places of most of its themes; whoever asks about a theme is told of that.
        let is_theme = matches!(theme.cells.counted, Counted::Theme(_));
        let Some(counted) = of(found, theme.cells.counted).filter(|_| is_theme == asked) else {
            continue;
        };
        let names: Vec<String> = (counted.hotspots.iter().take(NAMED))
            .map(|at| hotspot_words(question, &theme.hotspots[*at]))
            .collect();
        if !names.is_empty() {
            said.push(format!(
                "{}, where there is more than chance gives: {}.",
                counted.counted.title(question.themes),
                names.join("; ")
            ));
        }
    }
    said
}

/// "Castle 1: around George Street, 312 (38 % of all in Castle on 4 % of its land)".
fn hotspot_words(question: &Question, hotspot: &MicroHotspot) -> String {
    let area = &question.areas.list()[hotspot.area as usize].name;
    let shares = hotspot
        .area_share
        .known()
        .zip(hotspot.area_land_share.known());
    let shares = shares.map_or_else(String::new, |(events, land)| {
        format!(
            " ({:.0} % of all in {area} on {:.0} % of its land)",
            100.0 * events,
            (100.0 * land).max(1.0)
        )
    });
    format!("{}, {}{shares}", hotspot.name, grouped(hotspot.count))
}

fn when(question: &Question, found: &Location) -> Vec<String> {
    let timed = found
        .counted
        .iter()
        .any(|counted| counted.week.with_hour() > 0);
    if !timed {
        return vec!["When in the week cannot be said: the data give no hour.".to_owned()];
    }
    let mut said = Vec::new();
    for counted in &found.counted {
        let total = counted.week.with_hour() as f64;
        let Some(block) = busiest_block(counted.week.weights(), &BLOCKS) else {
            continue;
        };
        let chance = chance_of_block(&block, total, 1.0, candidates(&BLOCKS));
        if chance > LEVEL {
            continue;
        }
        said.push(format!(
            "{} {:.0} % in {:.0} % of the week, {}",
            counted.counted.title(question.themes),
            100.0 * block.weight / total,
            100.0 * block.share_of_week(),
            crate::report::block_words(&block),
        ));
    }
    match said.is_empty() {
        true => vec!["No eight hours of the week stand out beyond chance.".to_owned()],
        false => {
            said.truncate(NAMED);
            vec![format!("Busiest hours: {}.", said.join("; "))]
        }
    }
}

fn borders(question: &Question, found: &Location) -> Option<String> {
    let names: Vec<&str> = (found.borders.iter())
        .filter(|border| !border.holds_some)
        .map(|border| question.areas.list()[border.area as usize].name.as_str())
        .collect();
    (!names.is_empty()).then(|| format!("It borders {}.", listed(&names)))
}
