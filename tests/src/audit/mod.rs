//! `hotspur audit`: good releases pass, and planted mistakes are caught by the attack that is meant for them.

mod bytes;
mod counts;
mod places;
mod random;
mod refused;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::binary::{Said, run, sample};
use crate::shared_data::map_half_year;

/// A folder with `out/analyst` and `out/public`.
struct Releases {
    folder: TempDir,
}

impl Releases {
    /// The sample, with its study changed.
    fn of_sample(change: impl Fn(String) -> String) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = sample();
        for file in ["areas.geojson", "incidents.csv"] {
            fs::copy(data.join(file), folder.path().join(file)).unwrap();
        }
        let study = fs::read_to_string(data.join("study.toml")).unwrap();
        fs::write(folder.path().join("study.toml"), change(study)).unwrap();
        let args = [
            "map",
            "study.toml",
            "--release",
            "analyst,public",
            "--out",
            "out",
            "--quiet",
        ];
        run(folder.path(), &args).done();
        Self { folder }
    }

    fn analyst(&self) -> PathBuf {
        self.folder.path().join("out/analyst")
    }

    fn public(&self) -> PathBuf {
        self.folder.path().join("out/public")
    }

    /// A copy of the public folder to be spoilt.
    fn copy(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(self.public()).unwrap() {
            let from = entry.unwrap().path();
            fs::copy(&from, copy.path().join(from.file_name().unwrap())).unwrap();
        }
        copy
    }

    /// An audit of folders against this truth.
    fn audit(&self, releases: &[&Path]) -> Said {
        let analyst = self.analyst();
        let mut args = vec!["audit"];
        args.extend(releases.iter().map(|folder| folder.to_str().unwrap()));
        args.extend(["--truth", analyst.to_str().unwrap()]);
        run(self.folder.path(), &args)
    }
}

/// The sample, mapped once.
fn good() -> &'static Releases {
    static GOOD: OnceLock<Releases> = OnceLock::new();
    GOOD.get_or_init(|| Releases::of_sample(|study| study))
}

impl Said {
    /// The audit found something of this kind, in a line that holds these words, and ended with 1.
    fn caught(self, kind: &str, words: &[&str]) -> Self {
        assert_eq!(self.code, 1, "{}\n{}", self.out, self.err);
        assert!(self.err.contains("finding"), "{}", self.err);
        let held =
            |line: &&str| line.starts_with(kind) && words.iter().all(|word| line.contains(word));
        assert!(
            self.out.lines().any(|line| held(&line)),
            "no {kind} {words:?} in\n{}",
            self.out
        );
        self
    }
}

/// Replaces a field of a CSV: in the row that begins so, in the column of this name.
fn set(folder: &Path, file: &str, row: &str, column: &str, value: &str) {
    let path = folder.join(file);
    let mut reader = csv::Reader::from_path(&path).unwrap();
    let head = reader.headers().unwrap().clone();
    let at = head.iter().position(|name| name == column).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert!(rows.iter().any(|fields| &fields[0] == row), "no row {row}");
    let mut writer = csv::Writer::from_path(&path).unwrap();
    writer.write_record(&head).unwrap();
    for fields in rows {
        let mut fields: Vec<String> = fields.iter().map(str::to_owned).collect();
        if fields[0] == row {
            fields[at] = value.to_owned();
        }
        writer.write_record(&fields).unwrap();
    }
}

/// A field of a CSV.
fn get(folder: &Path, file: &str, row: &str, column: &str) -> String {
    let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
    let at = reader
        .headers()
        .unwrap()
        .iter()
        .position(|name| name == column)
        .unwrap();
    let found = reader
        .records()
        .map(Result::unwrap)
        .find(|fields| &fields[0] == row);
    found.unwrap()[at].to_owned()
}

/// Runs statements on the GeoPackage of a folder, without the triggers that need functions of GDAL.
fn sql(folder: &Path, statements: &str) {
    let file = rusqlite::Connection::open(folder.join("study.gpkg")).unwrap();
    let triggers: Vec<String> = file
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    for trigger in triggers {
        file.execute_batch(&format!("DROP TRIGGER \"{trigger}\""))
            .unwrap();
    }
    file.execute_batch(statements).unwrap();
}

/// Adds a line to a text file.
fn add(folder: &Path, file: &str, text: &str) {
    let path = folder.join(file);
    let before = fs::read_to_string(&path).unwrap();
    fs::write(path, before + text).unwrap();
}

#[test]
fn the_sample_passes_the_audit() {
    let said = good().audit(&[&good().public()]).done();
    assert!(
        said.out
            .contains("nothing below 5 (10 of sensitive themes) was recovered"),
        "{}",
        said.out
    );
    assert!(said.out.contains("tried: "), "{}", said.out);
}

#[test]
fn the_same_release_twice_passes_the_audit() {
    let copy = good().copy();
    good().audit(&[&good().public(), copy.path()]).done();
}

#[test]
fn the_real_half_year_passes_the_audit() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["--themes", "all", "--release", "analyst,public"];
    if map_half_year(folder.path(), &asked).is_none() {
        return;
    }
    let real = Releases { folder };
    real.audit(&[&real.public()]).done();
}

/// The sample under a policy of its own, audited.
fn audited(policy: &str) -> Said {
    let releases = Releases::of_sample(|text| {
        // The sample has such a section already; a key may stand there once.
        let key = policy.split(' ').next().unwrap_or_default();
        let kept: Vec<&str> = (text.lines())
            .filter(|line| !line.starts_with(&format!("{key} ")))
            .collect();
        (kept.join("\n") + "\n").replace(
            "[release.public]\n",
            &format!("[release.public]\n{policy}\n"),
        )
    });
    releases.audit(&[&releases.public()])
}

#[test]
fn studies_by_quarters_and_by_their_period_pass_the_audit() {
    audited("dates = \"quarter\"").done();
    audited("dates = \"period\"").done();
}

#[test]
fn a_rounded_study_passes_the_audit() {
    audited("rounded = true").done();
}
