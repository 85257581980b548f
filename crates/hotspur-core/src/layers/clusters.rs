//! The layer of clusters: the circular scan of one theme.

use super::{CLUSTERS, Names};
use crate::analysis::{Question, ThemeMicro};
use crate::layer::{Column, Layer, Role, Shapes};
use crate::micro::MicroCluster;
use crate::value::Value;

/// One feature a cluster, the most likely first; none where the scan is undefined.
pub(super) fn layer(question: &Question, theme: &ThemeMicro, names: &Names) -> Layer {
    let found: &[MicroCluster] = match &theme.clusters {
        Some(Value::Known(found)) => found,
        _ => &[],
    };
    let real = |name: &str, unit: &'static str, of: &dyn Fn(&MicroCluster) -> Value<f64>| {
        let values: Vec<Value<f64>> = found.iter().map(of).collect();
        Column::real(name, unit, &values)
    };
    let count = |name: &str, unit: &'static str, of: &dyn Fn(&MicroCluster) -> u64| {
        let values: Vec<Value<u64>> = found
            .iter()
            .map(|cluster| Value::Known(of(cluster)))
            .collect();
        Column::count(name, unit, &values)
    };
    let ranks: Vec<Value<u64>> = (1..).take(found.len()).map(Value::Known).collect();
    let columns = vec![
        Column::count("rank", "1 is the most likely cluster", &ranks),
        count("count", "events", &|cluster| cluster.found.observed),
        real(
            "expected",
            "events if they fell anywhere alike",
            &|cluster| Value::Known(cluster.found.expected),
        ),
        real("relative_risk", "rate inside / rate outside", &|cluster| {
            cluster.found.relative_risk
        }),
        real("llr", "log likelihood ratio", &|cluster| {
            Value::Known(cluster.found.llr)
        }),
        real("p", "Monte Carlo p, one-sided", &|cluster| {
            Value::Known(cluster.found.p)
        }),
        real(
            "radius_m",
            "metres, from the centre to the furthest cell's centre",
            &|cluster| Value::Known(cluster.found.radius.0),
        ),
        count("cells", "cells", &|cluster| {
            cluster.found.members.len() as u64
        }),
        real(
            "area_km2",
            "square kilometres of the study area",
            &|cluster| Value::Known(cluster.square_metres / 1e6),
        ),
    ];
    let counted = theme.cells.counted;
    let micro = &question.params.micro;
    let title = format!(
        "{}: clusters of {} (circular scan, at most {} of the study area, {} maps by chance)",
        names.study,
        counted.title(question.themes).to_lowercase(),
        micro.cluster_share,
        micro.permutations
    );
    Layer::new(
        format!("{CLUSTERS}_{}", counted.key(question.themes)),
        Role::Clusters,
        title,
        Shapes::Areas(
            found
                .iter()
                .map(|cluster| cluster.outline.clone())
                .collect(),
        ),
        columns,
    )
}
