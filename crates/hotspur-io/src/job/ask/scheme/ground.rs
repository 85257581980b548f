//! The ground of a scheme's zones: within the study area, apart from each other, and what must be known of how they lie.

use std::collections::BTreeMap;

use geo::{Area as _, BooleanOps, Distance, Euclidean, Intersects, MultiPolygon, unary_union};
use hotspur_core::Areas;
use hotspur_core::scheme::{Zone, Zones};

use super::SchemeError;

/// Zones drawn side by side by hand share slivers; less than this is one, in square metres.
const SLIVER: f64 = 1.0;

/// A zone of which more than this share lies outside the study area is told of.
const OUTSIDE: f64 = 0.001;

/// Zones nearer than this touch, in metres.
const TOUCH: f64 = 1.0;

/// What is said of how zones lie.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lie {
    /// What the verdict must be read with.
    pub cautions: Vec<String>,
    /// What was done to them.
    pub notes: Vec<String>,
}

/// Zones within the study area that share no ground, and what is said of them.
pub fn zones(
    file: &str,
    scheme: &str,
    grounds: BTreeMap<Zone, Vec<MultiPolygon<f64>>>,
    areas: &Areas,
) -> Result<(Zones, Lie), SchemeError> {
    let mut said = Lie::default();
    let mut found: BTreeMap<Zone, MultiPolygon<f64>> = BTreeMap::new();
    for (zone, outlines) in grounds {
        let whole = unary_union(outlines.iter());
        let ground = whole.intersection(areas.study_area());
        let (all, inside) = (whole.unsigned_area(), ground.unsigned_area());
        if inside < SLIVER {
            return Err(nowhere(file, scheme, zone, areas));
        }
        if all - inside > OUTSIDE * all {
            said.cautions.push(format!(
                "{:.0} % of the {} of {scheme:?} lies outside the study area and is left out",
                100.0 * (all - inside) / all,
                words(zone)
            ));
        }
        found.insert(zone, ground);
    }
    if !found.contains_key(&Zone::Target) {
        return Err(SchemeError::NoTarget {
            file: file.to_owned(),
            scheme: scheme.to_owned(),
        });
    }
    buffer_apart(file, scheme, &mut found, &mut said)?;
    refuse_overlaps(file, scheme, &found)?;
    said.cautions.extend(near_control(scheme, &found));
    Ok((
        Zones {
            list: found.into_iter().collect(),
        },
        said,
    ))
}

fn words(zone: Zone) -> &'static str {
    match zone {
        Zone::BufferControl => "buffer’s control",
        other => other.as_str(),
    }
}

fn nowhere(file: &str, scheme: &str, zone: Zone, areas: &Areas) -> SchemeError {
    let bounds = areas.bounds();
    SchemeError::Nowhere {
        file: file.to_owned(),
        scheme: scheme.to_owned(),
        zone: zone.as_str(),
        bounds: format!(
            "easting {:.0} and {:.0}, northing {:.0} and {:.0}",
            bounds.min().x,
            bounds.max().x,
            bounds.min().y,
            bounds.max().y
        ),
    }
}

/// Takes the target, and a control that lies there, out of the buffer: a buffer is often drawn with its middle.
fn buffer_apart(
    file: &str,
    scheme: &str,
    found: &mut BTreeMap<Zone, MultiPolygon<f64>>,
    said: &mut Lie,
) -> Result<(), SchemeError> {
    let Some(mut buffer) = found.remove(&Zone::Buffer) else {
        return Ok(());
    };
    for zone in [Zone::Target, Zone::Control] {
        let Some(other) = found.get(&zone) else {
            continue;
        };
        let shared = buffer.intersection(other).unsigned_area();
        if shared < SLIVER {
            continue;
        }
        buffer = buffer.difference(other);
        match zone {
            Zone::Target => said.notes.push(format!(
                "the buffer of {scheme:?} holds its target, which is taken out of it"
            )),
            _ => said.cautions.push(format!(
                "{:.0} % of the control of {scheme:?} lies in its buffer, where crime may have gone to, and is taken out of that: choose a control farther away",
                100.0 * shared / other.unsigned_area()
            )),
        }
    }
    if buffer.unsigned_area() < SLIVER {
        return Err(SchemeError::NoBuffer {
            file: file.to_owned(),
            scheme: scheme.to_owned(),
        });
    }
    found.insert(Zone::Buffer, buffer);
    Ok(())
}

fn refuse_overlaps(
    file: &str,
    scheme: &str,
    found: &BTreeMap<Zone, MultiPolygon<f64>>,
) -> Result<(), SchemeError> {
    let zones: Vec<_> = found.iter().collect();
    for (at, (one, ground)) in zones.iter().enumerate() {
        for (other, also) in &zones[at + 1..] {
            let shared = ground.intersection(*also).unsigned_area();
            if shared >= SLIVER {
                return Err(SchemeError::Overlap {
                    file: file.to_owned(),
                    scheme: scheme.to_owned(),
                    one: one.as_str(),
                    other: other.as_str(),
                    square_metres: format!("{shared:.0}"),
                });
            }
        }
    }
    Ok(())
}

/// A control next to the target may feel the scheme.
fn near_control(scheme: &str, found: &BTreeMap<Zone, MultiPolygon<f64>>) -> Option<String> {
    let (target, control) = (found.get(&Zone::Target)?, found.get(&Zone::Control)?);
    let touch = target.intersects(control) || Euclidean.distance(target, control) < TOUCH;
    touch.then(|| {
        format!("the control of {scheme:?} touches its target, so that it may feel the scheme: choose one farther away")
    })
}

/// Schemes whose targets lie in zones that another is compared with.
pub fn elsewhere(schemes: &[(String, Zones)]) -> Vec<(usize, String)> {
    let mut said = Vec::new();
    for (number, (name, zones)) in schemes.iter().enumerate() {
        for (other, of_other) in schemes {
            let Some(target) = of_other.position(Zone::Target).filter(|_| other != name) else {
                continue;
            };
            let target = &of_other.list[target].1;
            for (zone, ground) in &zones.list {
                let shared = ground.intersection(target).unsigned_area();
                if shared >= SLIVER {
                    said.push((
                        number,
                        format!("the target of {other:?} lies in the {} of {name:?}: one scheme may be taken for the other", words(*zone)),
                    ));
                }
            }
        }
    }
    said
}
