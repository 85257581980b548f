//! Areas by names that people write.

use hotspur_core::{Area, Areas};
use hotspur_io::job::named;

/// Tamworth's wards, and two that are easily confused.
fn wards(names: &[&str]) -> Areas {
    let area = |(number, name): (usize, &&str)| {
        let west = number as f64 * 10.0;
        let rect = geo::Rect::new((west, 0.0), (west + 10.0, 10.0));
        Area {
            code: format!("E0500{number:04}"),
            name: (*name).to_owned(),
            outline: rect.to_polygon().into(),
            exposures: Default::default(),
        }
    };
    Areas::new(names.iter().enumerate().map(area).collect()).unwrap()
}

const TAMWORTH: [&str; 10] = [
    "Amington",
    "Belgrave",
    "Bolehall",
    "Castle",
    "Glascote",
    "Mercian",
    "Spital",
    "Stonydelph",
    "Trinity",
    "Wilnecote",
];

fn meant(asked: &str) -> Result<(String, bool), String> {
    let areas = wards(&TAMWORTH);
    match named(asked, &areas) {
        Ok(found) => {
            assert_eq!(found.areas.len(), 1);
            let name = areas.list()[found.areas[0] as usize].name.clone();
            Ok((name, found.said.is_some()))
        }
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn the_strategys_own_spellings_and_others_are_understood_and_said() {
    for (asked, name) in [
        ("Glasgote", "Glascote"),
        ("Glascoate", "Glascote"),
        ("Stoneydelph", "Stonydelph"),
        ("Stonydelf", "Stonydelph"),
        ("Amminton", "Amington"),
        ("Ammington Ward", "Amington"),
        ("Bole Hall", "Bolehall"),
        ("Wilncote", "Wilnecote"),
        ("Bellgrave", "Belgrave"),
        ("Trinty", "Trinity"),
        ("castel", "Castle"),
        ("Mercain", "Mercian"),
        ("Spittal", "Spital"),
        ("wilne", "Wilnecote"),
    ] {
        let (found, said) = meant(asked).unwrap_or_else(|error| panic!("{asked}: {error}"));
        assert_eq!(found, name, "{asked}");
        let exact = asked == "Bole Hall";
        assert_eq!(said, !exact, "{asked}: whether it is said");
    }
}

#[test]
fn an_exact_name_or_code_wins_whatever_is_near_and_nothing_is_said() {
    let areas = wards(&["Glascote", "Glascott", "Glascote Heath"]);
    for (asked, area) in [
        ("glascote", 0),
        ("GLASCOTT", 1),
        ("E05000002", 2),
        (" Glascote ", 0),
    ] {
        let found = named(asked, &areas).unwrap();
        assert_eq!((found.areas, found.said), (vec![area], None), "{asked}");
    }
}

#[test]
fn a_name_that_may_be_two_is_refused_with_both() {
    let areas = wards(&["Glascote North", "Glascote South"]);
    let error = named("Glascote", &areas).unwrap_err().to_string();
    assert!(error.contains("Glascote North, Glascote South"), "{error}");
}

#[test]
fn what_is_like_no_name_is_refused_with_the_names() {
    for asked in [
        "Birmingham",
        "x",
        "",
        "zzzz",
        "Tamworth Castle Grounds",
        "🦀🦀🦀🦀",
    ] {
        let error = meant(asked).unwrap_err();
        assert!(
            error.contains("Amington, Belgrave, Bolehall"),
            "{asked}: {error}"
        );
    }
}

#[test]
fn areas_of_one_name_are_meant_together_and_that_is_said() {
    let areas = wards(&["Castle", "Castle", "Spital"]);
    let found = named("castle", &areas).unwrap();
    assert_eq!(found.areas, [0, 1]);
    let said = found.said.unwrap();
    assert!(
        said.contains("2 areas") && said.contains("E05000000, E05000001"),
        "{said}"
    );
}
