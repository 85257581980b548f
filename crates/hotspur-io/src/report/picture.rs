//! `map.png`: the map of the page's first screen as a picture for slides, with a title, a legend and a scale bar.
//!
//! How it looks stands in `assets/picture/picture.svg`, a template that a designer may change.

use std::io;

use hotspur_core::{Audience, Release, Role};
use minijinja::value::Serde;
use minijinja::{Value, context};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use serde::Serialize;
use serde_json::Value as Json;

use super::map::{Frame, Map, Room, map};
use super::model::{Unit, unit};
use super::wards::wards;
use super::{environment, letters};
use crate::write::{Sink, WriteError};

/// The name of the picture in its folder.
pub const PICTURE_FILE: &str = "map.png";

const TEMPLATE: (&str, &str) = (
    "picture.svg",
    include_str!("../../assets/picture/picture.svg"),
);

/// The sides of a slide, in pixels.
const WIDTH: u32 = 1920;
const HEIGHT: u32 = 1080;

/// The room of the map, right of the words.
const MAP: Room = Room {
    width: 1140.0,
    height: 1020.0,
    margin: 10.0,
    label: 32.0,
    wide: letters::width,
};

/// What the picture says of the study.
#[derive(Debug, Clone)]
pub struct About<'a> {
    /// The name of the study.
    pub study: &'a str,
    /// Whose data it is.
    pub attribution: Option<&'a str>,
    /// The parameters, as the manifest has them.
    pub parameters: &'a Json,
    /// The first and the last month, or whatever the audience may see of them.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
    /// The last line: who made it, for whom, and what may not be done with it.
    pub foot: String,
}

/// What the template is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Picture<'a> {
    study: &'a str,
    attribution: Option<&'a str>,
    foot: &'a str,
    unit: Unit,
    first: Option<String>,
    last: Option<String>,
    /// How many areas there are.
    areas: usize,
    /// The names of those that are flagged, as a meeting takes them.
    flagged: Vec<String>,
    map: Map,
    width: u32,
    height: u32,
    room: [f64; 2],
    label: f64,
    family: &'a str,
}

/// Writes the picture of a release and returns its name; nothing where there is no area to be drawn.
///
/// # Errors
///
/// [`WriteError`] names the file, and what is wrong with the template.
pub fn write_picture<R: Audience>(
    release: &Release<R>,
    about: &About,
    sink: &Sink,
) -> Result<Option<String>, WriteError> {
    let Some(picture) = Picture::of(release, about) else {
        return Ok(None);
    };
    sink.write(PICTURE_FILE, |out| {
        let svg = picture.svg().map_err(io::Error::other)?;
        out.write_all(&png(&svg)?)
    })?;
    Ok(Some(PICTURE_FILE.to_owned()))
}

impl<'a> Picture<'a> {
    fn of<R: Audience>(release: &Release<R>, about: &'a About<'a>) -> Option<Self> {
        let mut layers = release.layers().iter();
        let layer = layers.find(|layer| layer.role == Role::Areas)?;
        let frame = Frame::within(layer, MAP)?;
        let wards = wards(layer, about.parameters);
        let flagged = wards.iter().filter(|ward| ward.class == "hotspot");
        Some(Self {
            study: about.study,
            attribution: about.attribution,
            foot: &about.foot,
            unit: unit(layer),
            first: about.first.clone(),
            last: about.last.clone(),
            areas: wards.len(),
            flagged: flagged.map(|ward| ward.name.clone()).collect(),
            map: map(layer, &wards, frame),
            width: WIDTH,
            height: HEIGHT,
            room: [MAP.width, MAP.height],
            label: MAP.label,
            family: letters::FAMILY,
        })
    }

    /// The picture as SVG.
    fn svg(&self) -> Result<String, minijinja::Error> {
        let mut environment = environment(&[TEMPLATE])?;
        letters::add_to(&mut environment);
        let template = environment.get_template(TEMPLATE.0)?;
        let mut svg = template.render(context! { picture => Value::from(Serde(self)) })?;
        // What XML cannot hold, escaped or not.
        svg.retain(|c| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}'));
        Ok(svg)
    }
}

/// An SVG as PNG, on white.
fn png(svg: &str) -> io::Result<Vec<u8>> {
    let options = Options {
        fontdb: letters::fonts(),
        font_family: letters::FAMILY.to_owned(),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(io::Error::other)?;
    let mut pixels = Pixmap::new(WIDTH, HEIGHT)
        .ok_or_else(|| io::Error::other("there is no room for the picture"))?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    pixels.encode_png().map_err(io::Error::other)
}
