//! Clusters of one theme by Kulldorff's circular scan over the cells.

use geo::MultiPolygon;

use crate::metres::Position;
use crate::scan::{Cluster, ScanParams, circular_scan};
use crate::value::Value;

use super::MicroParams;
use super::dissolve::{outline, patches};
use super::study_cells::StudyCells;

/// One cluster, with its outline.
#[derive(Debug, Clone, PartialEq)]
pub struct MicroCluster {
    /// What the scan says.
    pub found: Cluster,
    /// Its cells, dissolved.
    pub outline: MultiPolygon<f64>,
    /// Its ground inside the study area.
    pub square_metres: f64,
}

/// The most likely cluster and the secondary ones, disjoint from each other. Units are the tested cells, at their
/// centres; the population at risk is their ground, so that the null hypothesis is that of `q`: events fall anywhere alike.
#[must_use]
pub fn micro_clusters(
    counts: &[u64],
    cells: &StudyCells,
    params: &MicroParams,
) -> Value<Vec<MicroCluster>> {
    let grid = &cells.grid;
    let centres: Vec<Position> = (0..cells.len())
        .filter_map(|cell| {
            let (column, row) = cells.column_row(cell);
            Position::new(grid.centre_x(column), grid.centre_y(row))
        })
        .collect();
    let scan = ScanParams {
        max_share: params.cluster_share,
        replicates: params.permutations,
        seed: params.seed,
        ..ScanParams::default()
    };
    circular_scan(&centres, counts, &cells.ground, &scan).map(|clusters| {
        clusters
            .into_iter()
            .map(|found| {
                let members = || found.members.iter().map(|cell| *cell as usize);
                let of_grid: Vec<usize> = members().map(|cell| cells.cells[cell]).collect();
                let parts = patches(grid, &of_grid);
                let polygons = parts
                    .iter()
                    .flat_map(|patch| outline(grid, patch))
                    .collect();
                MicroCluster {
                    outline: MultiPolygon::new(polygons),
                    square_metres: members().map(|cell| cells.ground[cell]).sum(),
                    found,
                }
            })
            .collect()
    })
}
