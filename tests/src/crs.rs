//! Coordinate systems against Ordnance Survey's own test points, and against PROJ.

use std::fs;

use hotspur_core::Position;
use hotspur_io::crs::{Crs, Degrees, Projector, Unprojector, crs_of_prj, study_crs};

use crate::shared_data::shared_data;

fn british() -> Projector {
    Projector::new(Crs::wgs84(), Crs::british_national_grid()).unwrap()
}

#[track_caller]
fn assert_near(found: Position, x: f64, y: f64, slack: f64) {
    assert!(
        (found.x() - x).abs() <= slack && (found.y() - y).abs() <= slack,
        "{found:?} is not {x}, {y}"
    );
}

/// TP01, TP03 and TP04 of Ordnance Survey's published test points for OSTN15.
#[test]
fn points_of_ordnance_survey_come_out_to_two_millimetres() {
    let points = [
        (-6.29977752014, 49.92226393730, 91_492.146, 11_318.804),
        (-4.10864563561, 50.43885825610, 250_359.811, 62_016.569),
        (-1.29782277240, 50.57563665000, 449_816.371, 75_335.861),
    ];
    for (lon, lat, x, y) in points {
        assert_near(british().project(lon, lat).unwrap(), x, y, 0.002);
    }
}

fn columns(file: &str) -> Option<Vec<Vec<String>>> {
    let path = shared_data()?.join("crs/ostn15").join(file);
    let text = fs::read_to_string(path).unwrap();
    let rows = text
        .lines()
        .map(|line| line.split(',').map(|f| f.trim().to_owned()).collect());
    Some(rows.collect())
}

#[test]
fn every_test_point_of_ordnance_survey_at_hand_is_met_to_two_millimetres() {
    let (Some(input), Some(output)) = (
        columns("OSTN15_OSGM15_TestInput_ETRStoOSGB.txt"),
        columns("OSTN15_OSGM15_TestOutput_ETRStoOSGB.txt"),
    ) else {
        return;
    };
    let mut met = 0;
    for row in input.iter().skip(1).filter(|row| row.len() >= 3) {
        let Some(expected) = output.iter().find(|found| found[0] == row[0]) else {
            continue;
        };
        let number = |text: &String| text.parse::<f64>().ok();
        let (Some(lat), Some(lon)) = (number(&row[1]), number(&row[2])) else {
            continue;
        };
        let (Some(x), Some(y)) = (number(&expected[1]), number(&expected[2])) else {
            continue;
        };
        assert_near(british().project(lon, lat).unwrap(), x, y, 0.002);
        met += 1;
    }
    assert!(met >= 10, "only {met} points were read");
}

#[test]
fn the_grid_and_back_moves_a_place_by_less_than_two_millimetres() {
    let back = Unprojector::new(Crs::british_national_grid()).unwrap();
    for step in 0..50 {
        let place = Position::new(
            300_000.0 + f64::from(step) * 5_000.5,
            120_000.0 + f64::from(step) * 9_000.25,
        )
        .unwrap();
        let degrees = back.to_degrees(place).unwrap();
        assert_near(
            british().project(degrees.lon, degrees.lat).unwrap(),
            place.x(),
            place.y(),
            0.002,
        );
    }
}

#[test]
fn ireland_is_refused_on_the_british_grid_and_the_isles_of_scilly_are_not() {
    for (lon, lat) in [(-5.93, 54.6), (-6.26, 53.35), (-7.3, 55.0), (-9.05, 53.27)] {
        assert!(british().project(lon, lat).is_err(), "{lon}, {lat}");
    }
    for (lon, lat) in [
        (-5.6, 55.31),
        (-5.19, 54.63),
        (-4.48, 54.15),
        (-5.3, 51.88),
        (-6.3, 55.75),
        (-6.34, 49.893),
    ] {
        assert!(british().project(lon, lat).is_ok(), "{lon}, {lat}");
    }
}

#[test]
fn a_study_in_great_britain_is_on_the_british_grid_and_one_elsewhere_must_say_where() {
    let at = |lon, lat| Degrees { lon, lat };
    assert_eq!(
        study_crs(None, at(-1.69, 52.63)),
        Ok(Crs::british_national_grid())
    );
    let refusal = study_crs(None, at(-5.93, 54.6)).unwrap_err().to_string();
    assert!(
        refusal.contains("--crs") && refusal.contains("EPSG:32630"),
        "{refusal}"
    );
    assert!(study_crs(Some(Crs::wgs84()), at(-1.69, 52.63)).is_err());
}

/// pyproj 3.7.2, EPSG:4326 to EPSG:32630.
#[test]
fn other_systems_agree_with_proj() {
    let utm = Projector::new(Crs::wgs84(), "EPSG:32630".parse().unwrap()).unwrap();
    assert_near(
        utm.project(-1.69, 52.63).unwrap(),
        588_662.268_3,
        5_831_917.953_3,
        0.001,
    );
}

#[test]
fn a_prj_without_authority_is_known_by_name_or_by_parameters() {
    let esri = r#"PROJCS["British_National_Grid",GEOGCS["GCS_OSGB_1936",DATUM["D_OSGB_1936",SPHEROID["Airy_1830",6377563.396,299.3249646]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",400000.0],PARAMETER["False_Northing",-100000.0],PARAMETER["Central_Meridian",-2.0],PARAMETER["Scale_Factor",0.9996012717],PARAMETER["Latitude_Of_Origin",49.0],UNIT["Meter",1.0]]"#;
    assert_eq!(crs_of_prj(esri), Some(Crs::british_national_grid()));
    assert_eq!(
        crs_of_prj(&esri.replace("British_National_Grid", "Our grid")),
        Some(Crs::british_national_grid())
    );
    assert_eq!(
        crs_of_prj(r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]"#),
        Some(Crs::wgs84())
    );
    assert_eq!(crs_of_prj("PROJCS[\"Somewhere\"]"), None);
    assert_eq!(crs_of_prj(""), None);
}

#[test]
fn a_system_that_is_not_in_metres_or_not_known_is_refused_with_the_remedy() {
    assert!(Projector::new(Crs::wgs84(), Crs::wgs84()).is_err());
    assert!("EPSG:99999".parse::<Crs>().is_err());
    assert!(
        "nonsense"
            .parse::<Crs>()
            .unwrap_err()
            .to_string()
            .contains("EPSG:27700")
    );
    // US survey feet.
    let feet: Crs = "EPSG:2263".parse().unwrap();
    assert!(Projector::new(Crs::wgs84(), feet).is_err());
}
