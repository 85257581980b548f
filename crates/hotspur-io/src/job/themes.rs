//! From the theme sections of a study to the themes of the analysis.

use hotspur_core::{Counted, Kind, Theme, ThemeError, Themes};

use crate::study::{Study, ThemeSection, police_uk_themes};

/// What is wrong with the themes of a study.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemesError {
    /// A kind is neither crime nor incident.
    #[error("theme {theme:?} is of kind {kind:?}: write \"crime\" or \"incident\"")]
    BadKind {
        /// The theme.
        theme: String,
        /// The kind as it was written.
        kind: String,
    },
    /// The themes do not go together.
    #[error(transparent)]
    Themes(#[from] ThemeError),
    /// A theme is asked for that the study does not know.
    #[error("there is no theme {asked:?}: choose among {known}")]
    Unknown {
        /// The key asked for.
        asked: String,
        /// The keys there are.
        known: String,
    },
}

/// The themes of a study, or the built-in ones of police.uk where it declares none.
///
/// # Errors
///
/// [`ThemesError`] names the theme that does not fit.
pub fn themes_of(study: &Study) -> Result<Themes, ThemesError> {
    let other_kind = match study.incidents.other_kind.as_deref() {
        None => Kind::Crime,
        Some(word) => kind("other", word)?,
    };
    let themes = if study.themes.is_empty() {
        police_uk_themes()
    } else {
        study
            .themes
            .iter()
            .map(theme_of)
            .collect::<Result<Vec<Theme>, _>>()?
    };
    Ok(Themes::new(themes, other_kind)?)
}

/// The numbers of the themes with these keys; `all` stands for every theme.
///
/// # Errors
///
/// [`ThemesError::Unknown`] names the key and those there are.
pub fn chosen(keys: &[String], themes: &Themes) -> Result<Vec<usize>, ThemesError> {
    if keys.iter().any(|key| key == "all") {
        return Ok((0..themes.list().len()).collect());
    }
    let mut chosen = Vec::new();
    for key in keys {
        let number = themes.position(key).ok_or_else(|| ThemesError::Unknown {
            asked: key.clone(),
            known: keys_of(themes),
        })?;
        if !chosen.contains(&number) {
            chosen.push(number);
        }
    }
    Ok(chosen)
}

/// What a key counts: a theme, or all crime or all incidents.
pub fn counted_of(key: &str, themes: &Themes) -> Result<Counted, ThemesError> {
    match key {
        "all_crime" => Ok(Counted::AllCrime),
        "all_incidents" => Ok(Counted::AllIncidents),
        _ => themes
            .position(key)
            .map(Counted::Theme)
            .ok_or_else(|| ThemesError::Unknown {
                asked: key.to_owned(),
                known: format!("all_crime, all_incidents, {}", keys_of(themes)),
            }),
    }
}

fn keys_of(themes: &Themes) -> String {
    let keys: Vec<&str> = themes.list().iter().map(|t| t.key.as_str()).collect();
    keys.join(", ")
}

fn theme_of(section: &ThemeSection) -> Result<Theme, ThemesError> {
    Ok(Theme {
        key: section.key.clone(),
        title: section.title.clone().unwrap_or_else(|| section.key.clone()),
        kind: kind(&section.key, &section.kind)?,
        exposure: section.exposure.clone(),
        priority: section.priority,
        // What nobody described is treated as sensitive.
        sensitive: section.sensitive.unwrap_or(true),
        police_generated: section.police_generated,
        visitors: section.visitors,
        types: section.types.clone(),
    })
}

fn kind(theme: &str, word: &str) -> Result<Kind, ThemesError> {
    match word {
        "crime" => Ok(Kind::Crime),
        "incident" => Ok(Kind::Incident),
        _ => Err(ThemesError::BadKind {
            theme: theme.to_owned(),
            kind: word.to_owned(),
        }),
    }
}
