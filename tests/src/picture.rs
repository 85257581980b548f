//! The picture for slides: the map of the report as pixels.

use std::fs;
use std::path::Path;

use geo::{Area, MultiPolygon};
use hotspur_io::job::{prepare, publish};
use hotspur_io::report::PICTURE_FILE;
use hotspur_io::study::load_study;
use hotspur_io::style::{Colour, FLAGGED};
use serde_json::Value as Json;

use crate::binary::{json, names, sample};
use crate::qgis::odd_town;
use crate::town::{Mapped, Town, area, rectangle, year};

const WIDTH: usize = 1920;
const HEIGHT: usize = 1080;

/// A picture, decoded.
struct Pixels(Vec<u8>);

impl Pixels {
    fn of(folder: &Path) -> Self {
        let bytes = fs::read(folder.join(PICTURE_FILE)).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let info = reader.info();
        assert_eq!((info.width, info.height), (WIDTH as u32, HEIGHT as u32));
        assert_eq!(info.color_type, png::ColorType::Rgba);
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        Self(pixels)
    }

    fn at(&self, x: usize, y: usize) -> Colour {
        let at = (y * WIDTH + x) * 4;
        let [red, green, blue, opaque] = self.0[at..at + 4] else {
            unreachable!()
        };
        assert_eq!(opaque, 255, "{x}, {y}");
        Colour(red, green, blue)
    }

    /// The pixels from the first to before the last column and row.
    fn within(
        &self,
        columns: std::ops::Range<usize>,
        rows: std::ops::Range<usize>,
    ) -> impl Iterator<Item = Colour> {
        rows.flat_map(move |y| columns.clone().map(move |x| self.at(x, y)))
    }

    fn white(&self, columns: std::ops::Range<usize>, rows: std::ops::Range<usize>) -> bool {
        self.within(columns, rows)
            .all(|pixel| pixel == Colour(255, 255, 255))
    }
}

/// The column of words, and where the map begins.
const WORDS: usize = 706;
const MAP: usize = 738;

fn reddish(pixel: Colour) -> bool {
    pixel.0 > pixel.1.saturating_add(12)
}

fn lists(mapped: &Mapped) -> bool {
    let tables = mapped.manifest()["tables"].clone();
    tables.as_array().unwrap().contains(&PICTURE_FILE.into())
}

fn of_sample(out: &Path) -> Vec<u8> {
    let mut study = load_study(&sample().join("study.toml")).unwrap();
    study.write = vec!["picture".to_owned(), "wards".to_owned()];
    publish(&prepare(study, &()).unwrap(), out, false, &()).unwrap();
    fs::read(out.join("analyst").join(PICTURE_FILE)).unwrap()
}

/// The share of the sample's ground that flagged wards take, by their polygons.
fn flagged_share(folder: &Path) -> f64 {
    let layer: Json = json(&folder.join("wards.geojson"));
    let (mut flagged, mut all) = (0.0, 0.0);
    for feature in layer["features"].as_array().unwrap() {
        let geometry: geojson::Geometry =
            serde_json::from_value(feature["geometry"].clone()).unwrap();
        let shape: geo::Geometry = geometry.try_into().unwrap();
        let shape: MultiPolygon = match shape {
            geo::Geometry::Polygon(polygon) => polygon.into(),
            other => other.try_into().unwrap(),
        };
        all += shape.unsigned_area();
        if feature["properties"]["class"] == "hotspot" {
            flagged += shape.unsigned_area();
        }
    }
    flagged / all
}

#[test]
fn the_picture_of_the_sample_hatches_the_flagged_wards_and_is_the_same_twice() {
    let folder = tempfile::tempdir().unwrap();
    let one = folder.path().join("one");
    let bytes = of_sample(&one);
    assert!(bytes == of_sample(&folder.path().join("two")));
    for chunk in [b"tIME", b"tEXt", b"iTXt", b"eXIf"] {
        assert!(!bytes.windows(4).any(|four| four == chunk), "{chunk:?}");
    }
    let picture = Pixels::of(&one.join("analyst"));
    assert!(picture.within(MAP..WIDTH, 0..HEIGHT).any(|p| p == FLAGGED));
    // As much of the map is red as the flagged wards are of the borough; a third of that are lines: 5 of 16 and the rims.
    let inked = |p: &Colour| *p != Colour(255, 255, 255);
    let map = || picture.within(MAP..WIDTH, 0..HEIGHT).filter(inked);
    let red = map().filter(|p| reddish(*p)).count() as f64;
    let share = red / map().count() as f64;
    let expected = flagged_share(&one.join("analyst"));
    assert!((share - expected).abs() < 0.03, "{share} is not {expected}");
    let lines = map().filter(|p| reddish(*p) && p.1 < 190).count() as f64 / red;
    assert!((0.25..0.5).contains(&lines), "{lines}");
    // The title is ink on white; the legend below it has the hatching.
    assert!(!picture.within(0..WORDS, 0..430).any(reddish));
    assert!(picture.within(0..WORDS, 430..HEIGHT).any(reddish));
    let dark = picture
        .within(0..WORDS, 0..430)
        .filter(|p| p.1 < 60)
        .count();
    assert!(dark > 8_000, "{dark} pixels of a title");
    assert!(picture.white(WORDS..MAP, 0..HEIGHT));
}

#[test]
fn odd_names_and_what_no_font_has_stay_in_their_column_and_fail_nothing() {
    let town = odd_town();
    let mapped = town.map("out", &["--write", "picture"]);
    assert!(lists(&mapped));
    let picture = Pixels::of(&mapped.analyst);
    assert!(picture.white(WORDS..MAP, 0..HEIGHT));
    for name in [
        "🚓🏘🦆".to_owned(),
        "東京都 السلام \u{1}\u{fffe}\u{200b}\u{301}".to_owned(),
        "&amp; {{ picture }} {% if %}".to_owned(),
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch".repeat(4),
        "one word after another ".repeat(60),
    ] {
        let said = serde_json::to_string(&name).unwrap();
        let head = format!("name = {said}\nattribution = {said}");
        town.study(&head, &["incidents.csv"]);
        let mapped = town.map("out", &["--write", "picture", "--overwrite"]);
        let picture = Pixels::of(&mapped.analyst);
        assert!(picture.white(WORDS..MAP, 0..HEIGHT), "{name}");
        assert!(picture.white(0..WIDTH, HEIGHT - 12..HEIGHT), "{name}");
    }
}

#[test]
fn the_picture_is_written_by_default_and_not_where_other_layers_are_asked_for() {
    let town = Town::two_squares(&year());
    let mapped = town.map("out", &[]);
    assert!(lists(&mapped) && names(&mapped.analyst).contains(&PICTURE_FILE.to_owned()));
    let wards = town.map("wards", &["--write", "wards"]);
    assert!(!lists(&wards) && !names(&wards.analyst).contains(&PICTURE_FILE.to_owned()));
    let alone = town.map("alone", &["--write", "picture"]);
    let written = |mapped: &Mapped| fs::read(mapped.analyst.join(PICTURE_FILE)).unwrap();
    assert!(written(&alone) == written(&mapped));
}

#[test]
fn areas_that_hardly_have_an_extent_fail_nothing() {
    for (width, height) in [(0.001, 0.001), (90_000.0, 0.01), (0.01, 90_000.0)] {
        let shape = rectangle(0.0, 0.0, width, height);
        let town = Town::of(&[area("W", &shape, &[("residents", 5)])], &year());
        let flags = ["--write", "picture"];
        let mapped = town.map("out", &flags);
        assert!(lists(&mapped), "{width} by {height}");
        let _ = Pixels::of(&mapped.analyst);
    }
}
