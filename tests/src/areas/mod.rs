//! probe
use crate::shared_data::shared_data;
use hotspur_io::areas::{AreaOptions, read_areas};
use std::path::{Path, PathBuf};

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_below(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn probe() {
    let Some(data) = shared_data() else { return };
    for folder in [
        "tamworth",
        "faults/derived/boundaries",
        "faults/geojsonhint",
        "faults/shapefile-rs",
        "faults/topojson-server",
    ] {
        for file in files_below(&data.join(folder)) {
            let ext = file
                .extension()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if !["geojson", "json", "shp", "gpkg"].contains(&ext.as_str()) {
                continue;
            }
            let out = std::panic::catch_unwind(|| read_areas(&file, &AreaOptions::default()));
            let short = file.strip_prefix(&data).unwrap().display().to_string();
            match out {
                Err(_) => println!("PANIC {short}"),
                Ok(Ok(a)) => println!(
                    "OK {short}: {} {} {:?} {:?} {:?}",
                    a.areas.len(),
                    a.crs,
                    a.notes,
                    a.warnings,
                    a.areas.first().map(|x| (&x.code, &x.name, &x.numbers))
                ),
                Ok(Err(e)) => println!(
                    "ERR {}",
                    e.to_string().replace(&data.display().to_string(), "")
                ),
            }
        }
    }
}
