//! The ground of the sample borough: its map, its places, and where its incidents were planted.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Area, BooleanOps, Contains, Coord, Intersects, MultiPolygon, Point, Validation};
use hotspur_seeds::borough::wards::{WARDS, hot};
use hotspur_seeds::borough::{Bin, Borough, Incident, Offence, SEED, generate};

fn count(borough: &Borough, wanted: impl Fn(&Incident) -> bool) -> u32 {
    u32::try_from(borough.incidents.iter().filter(|i| wanted(i)).count()).unwrap()
}

fn of_type(borough: &Borough, offence: Offence) -> u32 {
    count(borough, |i| i.offence == offence)
}

#[test]
fn the_homes_of_each_ward_add_up_to_its_households_and_no_two_places_share_a_metre_or_an_address() {
    let borough = generate(SEED);
    for (position, ward) in borough.wards.iter().enumerate() {
        let homes = borough.sites.iter().filter(|s| s.ward == position);
        assert_eq!(
            homes.map(|s| s.households).sum::<u32>(),
            ward.households,
            "{}",
            ward.name
        );
    }
    let places: BTreeSet<_> = borough.sites.iter().map(|s| s.at).collect();
    assert_eq!(places.len(), borough.sites.len());
    let addresses: BTreeSet<_> = borough.sites.iter().map(|s| s.label()).collect();
    assert_eq!(addresses.len(), borough.sites.len());
}

#[test]
fn the_map_has_no_gap_and_no_overlap() {
    let wards = generate(SEED).wards;
    let mut edges: BTreeMap<[(i64, i64); 2], u32> = BTreeMap::new();
    for ward in &wards {
        assert!(ward.polygon.is_valid(), "{}", ward.name);
        assert!(
            ward.polygon.signed_area() > 0.0,
            "{} runs clockwise",
            ward.name
        );
        for line in ward.polygon.exterior().lines() {
            let whole = |c: Coord| (c.x as i64, c.y as i64);
            assert_eq!((line.start.x.fract(), line.start.y.fract()), (0.0, 0.0));
            *edges
                .entry([whole(line.start), whole(line.end)])
                .or_insert(0) += 1;
        }
    }
    assert!(
        edges.values().all(|&uses| uses == 1),
        "no edge is walked twice one way"
    );
    // What no neighbour walks back is the outline; one closed ring of it means that there is no gap inside.
    let outline: BTreeMap<_, _> = edges
        .keys()
        .filter(|[a, b]| !edges.contains_key(&[*b, *a]))
        .map(|[a, b]| (*a, *b))
        .collect();
    let first = *outline.keys().next().unwrap();
    let (mut at, mut steps) = (first, 0);
    while steps == 0 || at != first {
        at = outline[&at];
        steps += 1;
    }
    assert_eq!(steps, outline.len());

    let sum: f64 = wards.iter().map(|w| w.polygon.unsigned_area()).sum();
    let union = wards
        .iter()
        .fold(MultiPolygon::new(Vec::new()), |all, ward| {
            all.union(&ward.polygon)
        });
    // The union is computed on a fixed grid finer than a millimetre: a square metre in 31 million is its rounding.
    assert!((union.unsigned_area() - sum).abs() < 1.0);
    assert!((30.7e6..31.1e6).contains(&sum), "{sum}");
}

#[test]
fn every_incident_lies_where_it_was_planted() {
    let borough = generate(SEED);
    for incident in &borough.incidents {
        let holders = |test: &dyn Fn(usize, Point) -> bool| -> Vec<usize> {
            incident.position.map_or_else(Vec::new, |(x, y)| {
                let point = Point::new(f64::from(x), f64::from(y));
                (0..WARDS.len()).filter(|&w| test(w, point)).collect()
            })
        };
        let within = holders(&|w, p| borough.wards[w].polygon.contains(&p));
        let touched = holders(&|w, p| borough.wards[w].polygon.intersects(&p));
        match incident.bin {
            Bin::Inside(ward) => assert_eq!((within, touched), (vec![ward], vec![ward])),
            Bin::OnBoundary => assert_eq!((within.len(), touched.len()), (0, 2)),
            Bin::Outside => {
                assert!(incident.position.is_some());
                assert!(touched.is_empty());
            }
            Bin::Unlocated => assert_eq!(incident.position, None),
        }
    }
    assert_eq!(count(&borough, |i| i.bin == Bin::OnBoundary), 3);
    assert_eq!(count(&borough, |i| i.bin == Bin::Outside), 9);
    for offence in Offence::ALL {
        let located = count(&borough, |i| i.offence == offence && i.position.is_some());
        assert!(f64::from(located) > 0.97 * f64::from(of_type(&borough, offence)));
    }
}

#[test]
fn hot_wards_gather_their_incidents_in_few_places_and_no_place_makes_a_ward() {
    let borough = generate(SEED);
    for ward in hot() {
        let hot_places: BTreeSet<_> = borough
            .truth
            .clusters
            .iter()
            .filter(|c| c.ward == ward)
            .flat_map(|c| c.sites.iter().map(|&s| borough.sites[s].at))
            .collect();
        let inside = count(&borough, |i| i.bin == Bin::Inside(ward));
        let gathered = count(&borough, |i| {
            i.position.is_some_and(|at| hot_places.contains(&at))
        });
        assert!(
            f64::from(gathered) > 0.33 * f64::from(inside),
            "{}",
            WARDS[ward].name
        );
        let places = borough.sites.iter().filter(|s| s.ward == ward).count();
        assert!((hot_places.len() as f64) < 0.12 * places as f64);
    }
    for offence in Offence::ALL {
        for (ward, declared) in WARDS.iter().enumerate() {
            let mut by_place = BTreeMap::new();
            for incident in &borough.incidents {
                if incident.offence == offence && incident.bin == Bin::Inside(ward) {
                    *by_place.entry(incident.position).or_insert(0) += 1;
                }
            }
            let all: u32 = by_place.values().sum();
            let busiest = by_place.values().max().copied().unwrap_or(0);
            assert!(
                busiest <= (all * 8 / 100).max(2),
                "{offence:?} in {}: {busiest} of {all}",
                declared.name
            );
        }
    }
}

#[test]
fn the_sample_has_addresses_and_not_snap_points() {
    let borough = generate(SEED);
    let located = count(&borough, |i| i.position.is_some());
    let places: BTreeSet<_> = borough
        .incidents
        .iter()
        .filter_map(|i| i.position)
        .collect();
    assert!(places.len() as f64 > 0.55 * f64::from(located));
}
