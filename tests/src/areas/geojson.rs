//! Small GeoJSON files: marks, members, holes, rings that cross.

use geo::orient::Direction;
use geo::orient::Orient;
use geo::{Area, MultiPolygon};
use hotspur_io::areas::{AreaFile, AreaOptions};

use super::{in_crs, read_bytes, sizes};

/// Features of a code and the coordinates of a polygon each, in the National Grid.
fn collection(features: &[(&str, &str)]) -> String {
    let features: Vec<String> = features
        .iter()
        .map(|(code, rings)| {
            format!(
                r#"{{"type":"Feature","properties":{{"WD13CD":"{code}","LAD13CD":"E07","residents":8356}},"geometry":{{"type":"Polygon","coordinates":{rings}}}}}"#
            )
        })
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:EPSG::27700"}}}},"features":[{}]}}"#,
        features.join(",")
    )
}

const SQUARE: &str =
    "[[[420000,300000],[421000,300000],[421000,301000],[420000,301000],[420000,300000]]]";

fn read(text: &str) -> Result<AreaFile, String> {
    read_bytes("wards.geojson", text.as_bytes(), &AreaOptions::default())
        .map_err(|error| error.to_string())
}

fn read_rings(rings: &str) -> Result<AreaFile, String> {
    read(&collection(&[("W1", rings)]))
}

#[test]
fn a_mark_before_the_text_is_no_part_of_it() {
    let text = format!("\u{feff}{}", collection(&[("W1", SQUARE)]));
    let file = read(&text).unwrap();
    assert_eq!(file.crs.to_string(), "EPSG:27700");
    assert_eq!(file.areas[0].code, "W1");
    assert_eq!(file.areas[0].numbers["residents"], 8_356.0);
    let sixteen: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let file = read_bytes("wards.geojson", &sixteen, &AreaOptions::default()).unwrap();
    assert_eq!(file.areas[0].code, "W1");
}

#[test]
fn a_crs_member_that_is_not_understood_is_refused_until_the_system_is_said() {
    let text = collection(&[("W1", SQUARE)]).replace("EPSG::27700", "EPSG::99999");
    assert!(read(&text).unwrap_err().contains("99999"));
    let file = read_bytes("wards.geojson", text.as_bytes(), &in_crs("EPSG:27700")).unwrap();
    assert_eq!(file.crs.to_string(), "EPSG:27700");
    assert!(
        file.notes
            .iter()
            .any(|note| note.contains("not understood")),
        "{:?}",
        file.notes
    );
}

#[test]
fn latitude_before_longitude_is_noticed() {
    let rings = "[[[52.62,-1.7],[52.62,-1.6],[52.68,-1.6],[52.68,-1.7],[52.62,-1.7]]]";
    let text = collection(&[("W1", rings)]).replace("EPSG::27700", "EPSG::4326");
    assert!(
        read(&text)
            .unwrap_err()
            .contains("latitude before longitude")
    );
    // Ayrshire with the axes swapped is the Seychelles: who says so is believed.
    assert!(read_bytes("wards.geojson", text.as_bytes(), &in_crs("EPSG:4326")).is_ok());
}

#[test]
fn metres_of_another_plane_are_not_taken_for_the_national_grid() {
    let mercator = "[[[-188000,6914000],[-187000,6914000],[-187000,6915000],[-188000,6914000]]]";
    assert!(
        read_rings(mercator)
            .unwrap_err()
            .contains("off the plane of EPSG:27700")
    );
    let absurd = "[[[1e300,0],[1e301,0],[1e301,1e300],[1e300,0]]]";
    assert!(read_rings(absurd).unwrap_err().contains("off the plane"));
}

#[test]
fn holes_are_left_out_and_rings_run_counter_clockwise_around_land() {
    let rings = "[[[420000,300000],[420000,301000],[421000,301000],[421000,300000],[420000,300000]],\
                 [[420200,300200],[420400,300200],[420400,300400],[420200,300400],[420200,300200]]]";
    let file = read_rings(rings).unwrap();
    assert_eq!(sizes(&file), [960_000.0]);
    assert_eq!(file.warnings, Vec::<String>::new());
    let outline: &MultiPolygon = &file.areas[0].outline;
    assert_eq!(*outline, outline.orient(Direction::Default));
    assert!(outline.0[0].signed_area() > 0.0);
}

#[test]
fn a_bow_tie_is_refused_and_a_small_loop_is_repaired_and_said() {
    let bow_tie =
        "[[[420000,300000],[421000,301000],[421000,300000],[420000,301001],[420000,300000]]]";
    let message = read_rings(bow_tie).unwrap_err();
    assert!(
        message.contains("W1") && message.contains("repair would change"),
        "{message}"
    );
    // A spike of no width, and a loop of 25 m² turned the wrong way, in a square of 1 km².
    for (rings, size, slack) in [
        (
            "[[[420000,300000],[421000,300000],[421500,300000],[421000,300000],[421000,301000],[420000,301000],[420000,300000]]]",
            1e6,
            1e-3,
        ),
        (
            "[[[420000,300000],[421000,300000],[421000,301000],[420500,301000],[420505,301010],[420495,301010],[420505,300995],[420000,301000],[420000,300000]]]",
            1e6,
            3_000.0,
        ),
    ] {
        let file = read_rings(rings).unwrap();
        assert!(
            (sizes(&file)[0] - size).abs() <= slack,
            "{:?}",
            sizes(&file)
        );
        assert_eq!(file.warnings.len(), 1, "{:?}", file.warnings);
        assert!(file.warnings[0].contains("W1") && file.warnings[0].contains("repaired"));
    }
}

/// The repair welds vertices that lie within 1e-4 of each other, which in degrees would be 11 m.
#[test]
fn a_repair_in_degrees_moves_no_other_vertex() {
    let rings = "[[[-1.7,52.62],[-1.69995,52.62],[-1.69,52.62],[-1.68,52.62],[-1.69,52.62],[-1.69,52.63],[-1.7,52.63],[-1.7,52.62]]]";
    let text = collection(&[("W1", rings)]).replace("EPSG::27700", "EPSG::4326");
    let file = read(&text).unwrap();
    let kept: Vec<(f64, f64)> = file.areas[0].outline.0[0]
        .exterior()
        .coords()
        .map(|c| (c.x, c.y))
        .collect();
    assert!(kept.contains(&(-1.69995, 52.62)), "{kept:?}");
    assert!((sizes(&file)[0] - 0.0001).abs() < 1e-15);
}

#[test]
fn rings_that_touch_at_a_vertex_are_valid_and_rings_that_overlap_are_not() {
    let touching = "[[[420000,300000],[421000,300000],[421000,301000],[420000,301000],[420000,300000]],\
                    [[420000,300500],[420300,300300],[420300,300700],[420000,300500]]]";
    let file = read_rings(touching).unwrap();
    assert_eq!(file.warnings, Vec::<String>::new());
    assert_eq!(sizes(&file), [940_000.0]);
    // A hole that leaves its polygon through vertices that both have, so that no segment crosses another.
    let leaving = "[[[420000,300000],[421000,300000],[421000,300400],[421000,300600],[421000,301000],[420000,301000],[420000,300000]],\
                   [[420800,300500],[421000,300400],[421200,300500],[421000,300600],[420800,300500]]]";
    let message = read_rings(leaving).unwrap_err();
    assert!(
        message.contains("rings overlap") && message.contains("4.2 %"),
        "{message}"
    );
    let outside = "[[[420000,300000],[421000,300000],[421000,301000],[420000,301000],[420000,300000]],\
                   [[422000,300000],[422500,300000],[422500,300500],[422000,300000]]]";
    assert!(
        read_rings(outside)
            .unwrap_err()
            .contains("hole lies outside")
    );
}

#[test]
fn one_area_twice_is_refused_however_it_is_called() {
    let message = read(&collection(&[("W1", SQUARE), ("W1", SQUARE)])).unwrap_err();
    assert!(
        message.contains("W1") && message.contains("twice"),
        "{message}"
    );
}

#[test]
fn nothing_counts_in_an_area_that_covers_nothing() {
    for rings in [
        "[]",
        "[[]]",
        "[[[420000,300000],[421000,300000],[422000,300000],[420000,300000]]]",
    ] {
        assert!(
            read_rings(rings).unwrap_err().contains("covers nothing"),
            "{rings}"
        );
    }
}

/// A comb of a million crossings ends in a refusal, and a coast of many vertices in no time.
#[test]
fn the_check_of_a_boundary_is_bounded() {
    let teeth: Vec<String> = (0..2_000)
        .map(|tooth| {
            format!(
                "[{},{}]",
                420_000 + (tooth * 7) % 1_999,
                300_000 + (tooth * 13) % 1_997
            )
        })
        .collect();
    let knot = format!("[[{},{}]]", teeth.join(","), teeth[0]);
    assert!(read_rings(&knot).unwrap_err().contains("too many places"));
    let coast: Vec<String> = (0..20_000)
        .map(|step| {
            let angle = f64::from(step) * std::f64::consts::TAU / 20_000.0;
            let radius = 5_000.0 + 40.0 * (angle * 900.0).sin();
            format!(
                "[{},{}]",
                420_000.0 + radius * angle.cos(),
                300_000.0 + radius * angle.sin()
            )
        })
        .collect();
    let file = read_rings(&format!("[[{},{}]]", coast.join(","), coast[0])).unwrap();
    assert_eq!(file.warnings, Vec::<String>::new());
}
