//! Coordinate systems against Ordnance Survey's own test points, and against PROJ.

use std::fs;

use hotspur_core::Position;
use hotspur_io::crs::{
    Crs, Degrees, Extent, Projector, Unprojector, crs_of_prj, study_crs, study_plane,
};

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
fn the_grid_and_back_moves_a_place_by_less_than_a_millimetre() {
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
            0.001,
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
fn a_study_in_great_britain_is_on_the_british_grid_and_elsewhere_a_zone_would_serve() {
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

#[test]
fn a_study_elsewhere_is_in_the_zone_of_its_middle_and_says_so_but_where_none_serves() {
    let at = |lon, lat| Degrees { lon, lat };
    let plane = |west: f64, south: f64, east: f64, north: f64| {
        let middle = at((west + east) / 2.0, (south + north) / 2.0);
        let (low, high) = (at(west, south), at(east, north));
        study_plane(None, middle, Extent { low, high })
    };
    let zone = |found: &hotspur_io::crs::Plane| found.crs.to_string();
    for (box_of, code) in [
        ((-6.0, 54.5, -5.8, 54.7), "EPSG:32630"),
        ((-87.9, 41.6, -87.5, 42.1), "EPSG:32616"),
        ((151.0, -34.0, 151.3, -33.7), "EPSG:32756"),
        ((177.0, -18.0, 179.9, -17.0), "EPSG:32760"),
    ] {
        let (west, south, east, north) = box_of;
        let found = plane(west, south, east, north).unwrap();
        assert_eq!(zone(&found), code);
        assert!(
            found
                .chosen
                .as_ref()
                .is_some_and(|said| said.contains(code) && said.contains("--crs"))
        );
    }
    for (west, south, east, north) in [
        (-10.6, 51.4, -4.0, 55.4),
        (-179.9, -18.0, 179.9, -17.0),
        (10.0, 83.0, 12.0, 84.5),
        (10.0, -81.0, 12.0, -79.0),
    ] {
        let refusal = plane(west, south, east, north).unwrap_err().to_string();
        assert!(refusal.contains("--crs"), "{refusal}");
    }
    let tamworth = plane(-1.8, 52.5, -1.6, 52.7).unwrap();
    assert_eq!(
        (zone(&tamworth).as_str(), tamworth.chosen),
        ("EPSG:27700", None)
    );
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

#[test]
fn a_prj_is_known_by_its_code_in_either_dialect() {
    let newer = r#"PROJCRS["OSGB36 / British National Grid",BASEGEOGCRS["OSGB36",DATUM["Ordnance Survey of Great Britain 1936",ELLIPSOID["Airy 1830",6377563.396,299.3249646]],ID["EPSG",4277]],CONVERSION["British National Grid",METHOD["Transverse Mercator",ID["EPSG",9807]],PARAMETER["Latitude of natural origin",49]],ID["EPSG",27700]]"#;
    assert_eq!(crs_of_prj(newer), Some(Crs::british_national_grid()));
    let without = newer.replace(r#",ID["EPSG",27700]]"#, "]");
    // The code of the base and of the method are not that of the whole.
    assert_eq!(crs_of_prj(&without), None);
    let mercator = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]],PROJECTION["Mercator_Auxiliary_Sphere"],UNIT["Meter",1.0]]"#;
    assert_eq!(crs_of_prj(mercator), "EPSG:3857".parse().ok());
}

#[test]
fn a_prj_of_another_system_is_known_by_name_where_its_parameters_agree() {
    let esri = |name: &str, easting: &str| {
        format!(
            r#"PROJCS["{name}",GEOGCS["GCS_IRENET95",DATUM["D_IRENET95",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",{easting}],PARAMETER["False_Northing",750000.0],PARAMETER["Central_Meridian",-8.0],PARAMETER["Scale_Factor",0.99982],PARAMETER["Latitude_Of_Origin",53.5],UNIT["Meter",1.0]]"#
        )
    };
    let name = "IRENET95_Irish_Transverse_Mercator";
    assert_eq!(
        crs_of_prj(&esri(name, "600000.0")),
        "EPSG:2157".parse().ok()
    );
    assert_eq!(crs_of_prj(&esri(name, "0.0")), None);
    assert_eq!(crs_of_prj(&esri("British_National_Grid", "400000.0")), None);
    let zone = r#"PROJCS["ETRS_1989_UTM_Zone_30N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["Central_Meridian",-3.0],UNIT["Meter",1.0]]"#;
    assert_eq!(crs_of_prj(zone), "EPSG:25830".parse().ok());
    let feet = zone.replace("\"Meter\",1.0", "\"Foot_US\",0.3048006096");
    assert_eq!(crs_of_prj(&feet), None);
}

#[test]
fn text_that_is_no_definition_is_none() {
    let deep = "A[".repeat(100_000);
    for text in [
        deep.as_str(),
        "]]]",
        "PROJCS[\"open",
        "PROJCS",
        "[\"x\"]",
        "PROJCS[\"\"]",
        "\u{0}",
    ] {
        assert_eq!(crs_of_prj(text), None);
    }
}

#[test]
fn systems_that_general_libraries_get_wrong_by_metres_are_refused() {
    // OSGB36 in degrees, which needs OSTN15, and Anguilla 1957, whose way to WGS84 is not in the table.
    for code in ["EPSG:4277", "EPSG:2000"] {
        let message = code.parse::<Crs>().unwrap_err().to_string();
        assert!(
            message.contains("cannot be used") && message.contains("EPSG:27700"),
            "{message}"
        );
    }
    // The grid with heights is the grid, and its positions come by OSTN15.
    assert_eq!("EPSG:7405".parse(), Ok(Crs::british_national_grid()));
    assert_eq!("EPSG:900913".parse::<Crs>(), "EPSG:3857".parse());
}

#[test]
fn a_study_on_a_world_mercator_is_refused() {
    let at = Degrees {
        lon: -1.69,
        lat: 52.63,
    };
    let message = study_crs("EPSG:3857".parse().ok(), at)
        .unwrap_err()
        .to_string();
    assert!(
        message.contains("Mercator") && message.contains("--crs"),
        "{message}"
    );
}

#[test]
fn coordinates_that_are_no_place_have_no_position() {
    let none = [
        (f64::NAN, 52.0),
        (-1.7, f64::INFINITY),
        (-1.7, 95.0),
        (300.0, 52.0),
        (1e300, -1e300),
        // Calais and Boulogne, which the tables of OSTN15 reach.
        (1.86, 50.95),
        (1.6, 50.72),
    ];
    for (x, y) in none {
        assert!(british().project(x, y).is_err(), "{x}, {y}");
    }
    assert!(british().project(1.37, 51.13).is_ok(), "South Foreland");
    let back = Unprojector::new(Crs::british_national_grid()).unwrap();
    for (x, y) in [
        (1e12, 1e12),
        (-1.0, 300_000.0),
        (f64::NAN, 0.0),
        (700_001.0, 0.0),
    ] {
        assert!(back.xy(x, y).is_err(), "{x}, {y}");
    }
}

/// On the far side of the Earth a transverse Mercator folds: it would put the Pacific into the North Sea.
#[test]
fn a_place_far_outside_its_zone_has_no_position() {
    let utm = Projector::new(Crs::wgs84(), "EPSG:32630".parse().unwrap()).unwrap();
    for (lon, lat) in [(177.0, 52.63), (-180.0, 0.0), (100.0, -52.0), (0.0, 90.0)] {
        if let Ok(place) = utm.project(lon, lat) {
            let back = Unprojector::new("EPSG:32630".parse().unwrap()).unwrap();
            let returned = back.to_degrees(place).unwrap();
            assert!(
                (returned.lon - lon).abs() < 1e-5,
                "{lon}, {lat} became {returned:?}"
            );
        }
    }
}

#[test]
fn every_test_point_of_ordnance_survey_at_hand_comes_back_to_its_degrees() {
    let (Some(input), Some(output)) = (
        columns("OSTN15_OSGM15_TestInput_OSGBtoETRS.txt"),
        columns("OSTN15_OSGM15_TestInput_ETRStoOSGB.txt"),
    ) else {
        return;
    };
    let back = Unprojector::new(Crs::british_national_grid()).unwrap();
    let mut met = 0;
    for row in input.iter().skip(1).filter(|row| row.len() >= 3) {
        let Some(expected) = output.iter().find(|found| found[0] == row[0]) else {
            continue;
        };
        let number = |text: &String| text.parse::<f64>().unwrap();
        let place = back.xy(number(&row[1]), number(&row[2])).unwrap();
        let (lat, lon) = (number(&expected[1]), number(&expected[2]));
        // 2 mm on the ground; a degree of longitude is shorter, so this is the stricter of the two.
        let slack = 0.002 / 111_320.0;
        assert!(
            (place.lat - lat).abs() <= slack && (place.lon - lon).abs() <= slack,
            "{} came back to {place:?}",
            row[0]
        );
        met += 1;
    }
    assert!(met >= 10, "only {met} points were read");
}
