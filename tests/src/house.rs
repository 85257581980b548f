//! The house rules that lints cannot hold.

use std::fs;
use std::path::{Path, PathBuf};

const TOP: [&str; 17] = [
    ".cargo",
    ".ci",
    ".gitattributes",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "NOTICE",
    "README.md",
    "benches",
    "clippy.toml",
    "crates",
    "data",
    "rustfmt.toml",
    "seeds",
    "tests",
];

/// Made by tools, not part of the project.
const BUILT: [&str; 3] = [".git", "target", "out"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            if !BUILT.contains(&name.as_str()) && name != "node_modules" {
                files_below(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

fn rust_files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for member in ["crates", "seeds", "tests", "benches"] {
        files_below(&root().join(member), &mut files);
    }
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    files
}

#[test]
fn the_top_level_holds_what_the_project_names_and_nothing_else() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(
            TOP.contains(&name.as_str()) || BUILT.contains(&name.as_str()),
            "{name} does not belong at the top"
        );
    }
}

#[test]
fn no_rust_file_is_longer_than_400_lines() {
    for file in rust_files() {
        let lines = fs::read_to_string(&file).unwrap().lines().count();
        assert!(lines <= 400, "{} has {lines} lines", file.display());
    }
}

#[test]
fn every_rust_file_begins_with_a_module_doc() {
    for file in rust_files() {
        let text = fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//! "),
            "{} has no module doc",
            file.display()
        );
    }
}

#[test]
fn no_file_is_a_drawer_for_what_has_no_name() {
    for file in rust_files() {
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            !["util", "utils", "helpers", "misc", "common"].contains(&stem.as_str()),
            "{}",
            file.display()
        );
    }
}

#[test]
fn no_area_of_the_sample_is_named_in_the_code_of_the_engine() {
    let names = [
        "amington",
        "belgrave",
        "bolehall",
        "glascote",
        "mercian",
        "stonydelph",
        "wilnecote",
    ];
    for file in rust_files() {
        let path = file.to_string_lossy().into_owned();
        if !path.contains("/crates/") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap().to_lowercase();
        for name in names {
            assert!(!text.contains(name), "{path} names {name}");
        }
    }
}

/// What may be imported from where: the direction of the data.
#[test]
fn imports_between_crates_point_one_way() {
    let may = [
        ("crates/hotspur-core", [].as_slice()),
        ("crates/hotspur-io", ["hotspur-core"].as_slice()),
        (
            "crates/hotspur-cli",
            ["hotspur-core", "hotspur-io"].as_slice(),
        ),
        ("seeds", ["hotspur-core"].as_slice()),
    ];
    for (member, allowed) in may {
        let manifest = fs::read_to_string(root().join(member).join("Cargo.toml")).unwrap();
        let imports = manifest
            .lines()
            .filter_map(|line| line.split(['.', ' ', '=']).next())
            .filter(|name| name.starts_with("hotspur-"));
        for import in imports {
            assert!(allowed.contains(&import), "{member} imports {import}");
        }
    }
}

#[test]
fn every_relative_link_of_the_docs_leads_somewhere() {
    let mut pages = vec![root().join("README.md")];
    files_below(&root().join("crates"), &mut pages);
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        for link in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let path = link.split('#').next().unwrap_or_default();
            if path.is_empty() || path.contains("://") {
                continue;
            }
            let target = page.parent().unwrap().join(path);
            assert!(target.exists(), "{} links to {link}", page.display());
        }
    }
}
