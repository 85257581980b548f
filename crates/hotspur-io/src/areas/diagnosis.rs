//! Why a text is no GeoJSON, and where: the path of the first value that does not belong.

use geojson::JsonValue;

/// A sentence that names the path, where one can be found; otherwise in the library's words.
pub(super) fn of(text: &str, error: &geojson::Error) -> String {
    let unread = || format!("not GeoJSON that can be read: {error}");
    let Ok(root) = serde_json::from_str::<JsonValue>(text) else {
        return unread();
    };
    let kind = root
        .get("type")
        .and_then(JsonValue::as_str)
        .unwrap_or_default();
    if kind == "Topology" {
        return "this is TopoJSON, which is not read: export it as GeoJSON, in QGIS or with ogr2ogr".into();
    }
    if let Some(features) = root.get("features").and_then(JsonValue::as_array) {
        let found = features
            .iter()
            .enumerate()
            .find_map(|(index, feature)| in_feature(feature, &format!("features[{index}]")));
        return found.unwrap_or_else(unread);
    }
    in_feature(&root, "the feature")
        .or_else(|| in_geometry(&root, "the geometry"))
        .unwrap_or_else(unread)
}

fn in_feature(feature: &JsonValue, path: &str) -> Option<String> {
    let object = feature.as_object();
    if object.is_none_or(|object| object.get("type").and_then(JsonValue::as_str) != Some("Feature"))
    {
        return path
            .starts_with("features[")
            .then(|| format!("{path} is no Feature: {}", shown(feature)));
    }
    in_geometry(feature.get("geometry")?, &format!("{path}.geometry"))
}

fn in_geometry(geometry: &JsonValue, path: &str) -> Option<String> {
    let levels = match geometry.get("type")?.as_str()? {
        "Polygon" => 2,
        "MultiPolygon" => 3,
        _ => return None,
    };
    match geometry.get("coordinates") {
        Some(coordinates) => in_coordinates(coordinates, &format!("{path}.coordinates"), levels),
        None => Some(format!("{path} has no coordinates")),
    }
}

/// The first fault among coordinates that should lie `levels` arrays deep.
fn in_coordinates(value: &JsonValue, path: &str, levels: usize) -> Option<String> {
    let Some(items) = value.as_array() else {
        return Some(format!("{path} should be an array, not {}", shown(value)));
    };
    let mut items = items.iter().enumerate();
    if levels > 0 {
        return items.find_map(|(index, item)| {
            in_coordinates(item, &format!("{path}[{index}]"), levels - 1)
        });
    }
    if items.len() < 2 {
        return Some(format!(
            "{path} should be two numbers, not {}",
            shown(value)
        ));
    }
    items
        .find(|(_, item)| !item.is_number())
        .map(|(index, item)| format!("{path}[{index}] should be a number, not {}", shown(item)))
}

fn shown(value: &JsonValue) -> String {
    let text = value.to_string();
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
