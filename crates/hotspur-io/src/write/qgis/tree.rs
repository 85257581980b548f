//! The layers of a project in groups: one for all crime and the flags, one for each theme.

use hotspur_core::{IN_DETAIL, Layer, Role, SCHEME_ZONES, TARGETS_BY_AREA, Theme};
use serde::Serialize;

use super::answered::words_of;
use super::look::{Look, key_of, look_of, verdict_of};
use super::surface::{Surface, surface_of};
use super::template::words;
use crate::style::{LOG_RATIO, WORST};
use crate::write::{GEOPACKAGE_FILE, Written};

/// Columns of the word of one indicator end with this.
const STATUS: &str = "_status";
/// With more layers than these a legend is no help.
const MOST_INDICATORS: usize = 40;

/// A layer of the project.
#[derive(Debug, Clone, Serialize)]
pub struct Node {
    /// Its identifier in the project. QGIS replaces one of ten characters or fewer, and the tree then points nowhere.
    pub id: String,
    /// Its name in the legend.
    pub title: String,
    /// What is said of it.
    #[serde(rename = "abstract")]
    pub said: String,
    /// Where its features are, from the folder of the project.
    pub source: String,
    /// QGIS's word for the type of geometry.
    pub geometry: &'static str,
    /// Whether it is drawn when its group is.
    pub shown: bool,
    /// How it looks; unused for a raster.
    pub look: Look,
    /// How it looks as a raster, where it is one.
    pub surface: Option<Surface>,
}

/// A group of the legend.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Its name.
    pub title: String,
    /// Its layers, from the uppermost.
    pub layers: Vec<Node>,
}

/// The tree of a project.
#[derive(Debug, Clone, Serialize)]
pub struct Tree {
    /// Layers above all groups.
    pub loose: Vec<Node>,
    /// The groups, of which one is drawn at a time.
    pub groups: Vec<Group>,
}

/// Puts layers into groups. Layers without features are left out: QGIS would open them as tables without places.
pub fn tree(written: &[Written], themes: &[Theme]) -> Tree {
    let filled: Vec<&Layer> = (written.iter().map(|one| one.layer))
        .filter(|layer| !layer.shapes.is_empty())
        .collect();
    let areas = filled
        .iter()
        .copied()
        .find(|layer| layer.role == Role::Areas);
    let mut groups = vec![
        group(
            "Hotspots, and all crime",
            "all_crime",
            None,
            &filled,
            areas,
            0,
        ),
        group("All incidents", "all_incidents", None, &filled, areas, 0),
    ];
    for (place, theme) in themes.iter().enumerate() {
        groups.push(group(
            &theme.title,
            &theme.key,
            Some(theme),
            &filled,
            areas,
            place,
        ));
    }
    let relative = filled
        .iter()
        .filter(|layer| layer.role == Role::Relative)
        .map(|layer| {
            node(
                layer,
                "Log ratio of densities",
                true,
                look_of(layer, 0, None),
            )
        })
        .collect();
    groups.push(Group {
        title: "One density against another".to_owned(),
        layers: relative,
    });
    // Where targets are followed they are what is asked, and so what is drawn first.
    groups.insert(0, targets(&filled));
    groups.retain(|group| !group.layers.is_empty());
    let loose = loose(&filled, groups.is_empty());
    Tree { loose, groups }
}

/// Areas and focus groups by the worst word of their indicators, and areas by each of them.
fn targets(filled: &[&Layer]) -> Group {
    let of_targets = filled.iter().filter(|layer| layer.role == Role::Targets);
    let mut nodes = Vec::new();
    for layer in of_targets {
        let by_area = layer.name == TARGETS_BY_AREA;
        let title = match by_area {
            true => "Areas by status: the worst word of their indicators",
            false => "Focus groups by status",
        };
        let worst = node(layer, title, by_area, look_of(layer, 0, Some(WORST)));
        nodes.push(worst);
        let columns = layer.columns.iter().map(|column| column.name.as_str());
        let fields = columns.filter(|name| by_area && name.ends_with(STATUS));
        nodes.extend(fields.take(MOST_INDICATORS).map(|field| Node {
            id: format!("hotspur_{}_{field}", layer.name),
            ..node(
                layer,
                &words_of(field),
                false,
                look_of(layer, 0, Some(field)),
            )
        }));
    }
    Group {
        title: "Targets".to_owned(),
        layers: nodes,
    }
}

/// The layers that stand above all groups: those of an answer, and the incidents.
fn loose(filled: &[&Layer], alone: bool) -> Vec<Node> {
    let titled = filled.iter().filter_map(|layer| match layer.role {
        Role::Outlines if layer.name == SCHEME_ZONES => Some((layer, "Zones of schemes", true)),
        Role::Outlines => Some((layer, "What is asked about", true)),
        Role::Places => Some((layer, "Places that hold most", true)),
        // Of several things, the group of each shows its own.
        Role::Changes if layer.column(LOG_RATIO).is_some() => {
            Some((layer, "What has changed", false))
        }
        Role::Incidents => Some((layer, "Incidents", alone)),
        _ => None,
    });
    titled
        .map(|(layer, title, shown)| node(layer, title, shown, look_of(layer, 0, None)))
        .collect()
}

/// The group of what is counted under `key`. Without a theme it shows the verdict on the areas, if it is given them, over
/// the density of everything; with a theme, the areas are filled by its rate.
fn group(
    title: &str,
    key: &str,
    theme: Option<&Theme>,
    layers: &[&Layer],
    areas: Option<&Layer>,
    place: usize,
) -> Group {
    let of = |role: Role| {
        layers
            .iter()
            .copied()
            .filter(move |layer| layer.role == role && key_of(layer) == Some(key))
    };
    let plain = |layer: &Layer, title: &str, shown: bool| {
        node(layer, title, shown, look_of(layer, place, None))
    };
    let mut nodes = Vec::new();
    nodes.extend(of(Role::Hotspots).map(|layer| {
        let title = if layer.name.ends_with(IN_DETAIL) {
            "Micro-hotspots of your own area"
        } else {
            "Micro-hotspots"
        };
        plain(layer, title, true)
    }));
    nodes.extend(of(Role::Transitions).map(|layer| plain(layer, "What became of hotspots", true)));
    nodes.extend(of(Role::Clusters).map(|layer| plain(layer, "Clusters (circular scan)", false)));
    if let (Some(areas), None) = (areas, theme) {
        let title = format!("{}: the verdict", capital(&areas.name));
        nodes.push(Node {
            id: format!("hotspur_{}_verdict_{key}", areas.name),
            ..node(areas, &title, true, verdict_of(areas))
        });
    }
    if key == "all_crime" {
        let with = |role: Role| layers.iter().filter(move |layer| layer.role == role);
        nodes
            .extend(with(Role::Contours).map(|layer| plain(layer, "Lines of equal density", true)));
        nodes.extend(
            with(Role::Density)
                .filter(|layer| key_of(layer).is_none())
                .map(|layer| raster(layer, "Density of all located rows", true)),
        );
    }
    nodes.extend(of(Role::Density).map(|layer| raster(layer, "Density", areas.is_none())));
    nodes.extend(of(Role::Cells).map(|layer| plain(layer, "Cells (Gi*)", false)));
    let change = format!("{key}_{LOG_RATIO}");
    let changed = layers
        .iter()
        .filter(|layer| layer.role == Role::Changes && layer.column(&change).is_some());
    nodes.extend(changed.map(|layer| Node {
        id: format!("hotspur_{}_{change}", layer.name),
        ..node(
            layer,
            "Change by area (log ratio)",
            false,
            look_of(layer, place, Some(&change)),
        )
    }));
    if let (Some(areas), Some(theme)) = (areas, theme) {
        let rate = format!("{}_rate_per_1000", theme.key);
        let (field, by) = if areas.column(&rate).is_some() {
            (rate, "rate")
        } else {
            (format!("{}_count", theme.key), "count")
        };
        let title = format!("{} by {by}", capital(&areas.name));
        nodes.push(Node {
            id: format!("hotspur_{}_{field}", areas.name),
            ..node(areas, &title, true, look_of(areas, place, Some(&field)))
        });
    }
    Group {
        title: words(title),
        layers: nodes,
    }
}

/// A table of the GeoPackage.
fn node(layer: &Layer, title: &str, shown: bool, look: Look) -> Node {
    Node {
        id: format!("hotspur_layer_{}", layer.name),
        title: words(title),
        said: words(&layer.title),
        source: format!("./{GEOPACKAGE_FILE}|layername={}", layer.name),
        geometry: match look.geometry {
            Some(0) => "Point",
            Some(1) => "Line",
            _ => "Polygon",
        },
        shown,
        look,
        surface: None,
    }
}

/// The GeoTIFF of a density.
fn raster(layer: &Layer, title: &str, shown: bool) -> Node {
    Node {
        source: format!("./{}.tif", layer.name),
        surface: Some(surface_of(layer)),
        ..node(layer, title, shown, Look::default())
    }
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
