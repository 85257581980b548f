//! The test binary: oracles, properties, pipeline, command line, faults and house rules.
#![cfg(test)]

/// Reading areas.
mod areas;
/// Questions of a focus group.
mod ask;
/// Audits of public releases.
mod audit;
/// The binary under test, and what a run of it said.
mod binary;
/// Simulated boroughs, to measure the rule on.
mod boroughs;
/// What groups bring: layers, downloads, sources, places elsewhere.
mod brought;
/// The page for the group, in a browser.
mod browser;
/// Maps by chance alone.
mod chance_maps;
/// The command line, from start to end.
mod cli;
/// Two periods compared.
mod compare;
/// The output judged by GDAL, geojsonhint and geojson-validator.
mod components;
/// Coordinate systems.
mod crs;
/// How runs end and what they leave.
mod endings;
/// Broken and odd files, one by one.
mod faults;
/// Layers as GeoJSON, GeoPackage and GeoTIFF.
mod forms;
/// Hours of the week.
mod hours;
/// The rules that lints cannot hold.
mod house;
/// Reading incidents.
mod incidents;
/// The whole job on equal rows told as one.
mod merged_job;
/// Inside areas: ground, patches, micro-hotspots and studies that are hardly any.
mod micro;
/// The micro-hotspots, measured.
mod micro_calibration;
/// The pages of the public and of the group release.
mod open_report;
/// Numbers from other software.
mod oracles;
mod partials;
/// The picture for slides.
mod picture;
/// Boroughs with planted hot places, and without.
mod planted;
/// The Strategy's figures, as data.
mod printed_figures;
/// What holds for any input.
mod properties;
/// Styles and the project, by their XML and by QGIS itself.
mod qgis;
/// A document's own figures recomputed.
mod recomputed;
/// Three releases of one run.
mod release;
/// The page for the group.
mod report;
/// The rule, measured.
mod rule;
/// The sample borough, by the whole of the engine.
mod sample;
/// The ground and the places of the sample borough.
mod sample_ground;
/// Schemes: planned, running and ended.
mod schemes;
/// Scores of maps on the months after them.
mod score;
/// The generator of the sample borough.
mod seeds;
/// Real data beside the project, where there is any.
mod shared_data;
/// Small towns to run on.
mod town;
/// Targets: on track or not.
mod track;
/// A family of areas beside the own.
mod track_family;
/// What would change a flag.
mod variations;
/// Visitors: break-even, kinds of hotspots and their ranks.
mod visitors;
/// The whole job by the library.
mod whole_job;
