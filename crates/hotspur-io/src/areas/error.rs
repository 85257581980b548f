//! Why areas could not be read. Each message names the file, the feature or value, and the remedy.

use std::io;
use std::path::PathBuf;

use crate::crs::{Crs, CrsError};

/// Why areas could not be read.
#[derive(Debug, thiserror::Error)]
pub enum AreaError {
    /// The file cannot be read.
    #[error("cannot read {}: {source}; check the path and the permissions", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The system's words.
        source: io::Error,
    },
    /// The file has no bytes.
    #[error("{}: the file is empty; fetch it again", .0.display())]
    Empty(PathBuf),
    /// The file is longer than any boundary file.
    #[error("{}: {bytes} bytes are more than the {limit} that are read; keep the district you need, in QGIS or with ogr2ogr", .path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// Its length.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// The file is not what it seems.
    #[error("{}: {why}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong, where, and what to do.
        why: String,
    },
    /// There is no area.
    #[error("{}: no areas in this file: it must hold polygons", .0.display())]
    NoAreas(PathBuf),
    /// A feature is no polygon.
    #[error("{}, feature {feature}: a {kind} is no area; keep polygons alone", .path.display())]
    NotAnArea {
        /// The file.
        path: PathBuf,
        /// Its number, from 1.
        feature: usize,
        /// What it is.
        kind: String,
    },
    /// A column is not there.
    #[error("{}: no column {name:?}; columns are: {columns}; correct {flag}", .path.display())]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column asked for.
        name: String,
        /// The columns there are.
        columns: String,
        /// The flag that asked for it.
        flag: &'static str,
    },
    /// Two features share a code.
    #[error("{}: features {names} share the code {code:?}, so rows there would count twice; remove one, or name another column with --code", .path.display())]
    RepeatedCode {
        /// The file.
        path: PathBuf,
        /// Their names.
        names: String,
        /// The code.
        code: String,
    },
    /// No area belongs to the district.
    #[error("{}: no area has {value:?} in any column, nor a code that begins with it; correct --within-code", .path.display())]
    NoneWithin {
        /// The file.
        path: PathBuf,
        /// The district asked for.
        value: String,
    },
    /// A polygon is broken beyond an unambiguous repair.
    #[error("{}, feature {feature} ({name}): the polygon is not valid ({why}) and {verdict}; repair it in QGIS (Fix geometries)", .path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// Its number, from 1.
        feature: usize,
        /// Its name.
        name: String,
        /// What is wrong.
        why: String,
        /// Why it was not repaired.
        verdict: String,
    },
    /// The coordinate system is not stated and cannot be inferred.
    #[error("{}: the file does not say its coordinate system; give --areas-crs, for example --areas-crs EPSG:27700", .0.display())]
    NoCrs(PathBuf),
    /// The coordinates cannot be in the system.
    #[error("{}: the coordinates, such as {x}, {y}, cannot be {crs}; give the right system, for example --areas-crs {example}", .path.display())]
    Implausible {
        /// The file.
        path: PathBuf,
        /// A coordinate.
        x: f64,
        /// A coordinate.
        y: f64,
        /// The system stated.
        crs: Crs,
        /// What it may be.
        example: &'static str,
    },
    /// Latitude stands before longitude.
    #[error("{}: the coordinates, such as {x}, {y}, look like latitude before longitude: swap them, for example in QGIS (Swap X and Y coordinates); if they are right, say so with --areas-crs EPSG:4326", .path.display())]
    Swapped {
        /// The file.
        path: PathBuf,
        /// A coordinate.
        x: f64,
        /// A coordinate.
        y: f64,
    },
    /// Metres, but of some other system.
    #[error("{}: the coordinates, such as {x}, {y}, lie off the plane of {crs}; find out their system, in QGIS under the properties of the layer, and give it with --areas-crs", .path.display())]
    OffThePlane {
        /// The file.
        path: PathBuf,
        /// A coordinate.
        x: f64,
        /// A coordinate.
        y: f64,
        /// The system stated.
        crs: Crs,
    },
    /// A coordinate system.
    #[error("{}: {source}", .path.display())]
    Crs {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        source: CrsError,
    },
}
