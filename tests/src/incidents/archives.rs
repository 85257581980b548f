//! The publisher's .zip as it comes, and archives that are not to be trusted.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use hotspur_io::incidents::{IncidentError, MOST_RATIO};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{content, police_csv, police_row, read_paths, write};

fn month(number: u8) -> String {
    let row = |id: &str| {
        let (id, month) = (format!("{id}{number}"), format!("2025-{number:02}"));
        police_row(
            &id,
            &month,
            "-1.7",
            "52.6",
            "On or near High Street",
            "Drugs",
        )
    };
    police_csv(&[row("a"), row("b")])
}

fn zipped(path: &Path, files: &[(&str, &[u8])], method: CompressionMethod) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

fn refused(path: PathBuf) -> String {
    read_paths(&[path]).unwrap_err().to_string()
}

#[test]
fn a_download_is_read_as_the_folder_that_it_unpacks_to() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (month(1), month(2));
    let names = [
        "2025-01/2025-01-somewhere-street.csv",
        "2025-02/2025-02-somewhere-street.csv",
    ];
    for method in [CompressionMethod::Deflated, CompressionMethod::Stored] {
        let archive = folder.path().join("download.zip");
        let outcomes = b"Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n".as_slice();
        let files = [
            (names[0], one.as_bytes()),
            (names[1], two.as_bytes()),
            ("2025-01/2025-01-somewhere-outcomes.csv", outcomes),
            ("README.txt", b"read me".as_slice()),
        ];
        zipped(&archive, &files, method);
        for (name, text) in names.iter().zip([&one, &two]) {
            write(&folder.path().join("unpacked"), name, text);
        }
        let packed = read_paths(std::slice::from_ref(&archive)).unwrap();
        let plain = read_paths(&[folder.path().join("unpacked")]).unwrap();
        assert_eq!(packed.ignored_files.len(), 2);
        let apart = |table| {
            let mut table = content(&table);
            table.ignored_files.clear();
            table
        };
        assert_eq!(packed.inputs[0].path, archive.join(names[0]));
        // The hash is that of the file as it is unpacked.
        assert_eq!(packed.inputs[0].blake3, plain.inputs[0].blake3);
        assert_eq!(packed.files[0].rows_read, 2);
        assert_eq!(apart(packed), apart(plain));
    }
}

#[test]
fn an_archive_and_its_file_beside_it_are_the_same_bytes_and_refused() {
    let folder = tempfile::tempdir().unwrap();
    let text = month(1);
    let archive = folder.path().join("a.zip");
    zipped(
        &archive,
        &[("street.csv", text.as_bytes())],
        CompressionMethod::Deflated,
    );
    let plain = write(folder.path(), "street.csv", &text);
    let error = read_paths(&[archive.clone(), plain]).unwrap_err();
    assert!(
        matches!(error, IncidentError::SameContent { .. }),
        "{error}"
    );
    let again = folder.path().join(".").join("a.zip");
    let error = read_paths(&[archive, again]).unwrap_err();
    assert!(matches!(error, IncidentError::GivenTwice { .. }), "{error}");
}

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.zip");
    let zeros = vec![b'0'; 64 << 20];
    zipped(
        &path,
        &[("street.csv", &zeros)],
        CompressionMethod::Deflated,
    );
    assert!(fs::metadata(&path).unwrap().len() < 100_000);
    let said = refused(path);
    assert!(
        said.contains("67108864") && said.contains(&format!("{MOST_RATIO} times")),
        "{said}"
    );
}

#[test]
fn a_member_that_is_not_what_its_archive_says_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let text = month(1);
    zipped(
        &path,
        &[("street.csv", text.as_bytes())],
        CompressionMethod::Stored,
    );
    let whole = fs::read(&path).unwrap();
    let at = whole.windows(4).position(|bytes| bytes == b"High").unwrap();
    let mut other = whole.clone();
    other[at] = b'h';
    fs::write(&path, &other).unwrap();
    let said = refused(path.clone());
    assert!(said.contains("check sum"), "{said}");
    // Cut anywhere, or with any byte changed, it ends in an error or in a table, never in a panic.
    for length in (0..whole.len()).step_by(7) {
        fs::write(&path, &whole[..length]).unwrap();
        let _ = read_paths(std::slice::from_ref(&path));
    }
    for at in (0..whole.len()).step_by(3) {
        let mut changed = whole.clone();
        changed[at] ^= 0xff;
        fs::write(&path, &changed).unwrap();
        let _ = read_paths(std::slice::from_ref(&path));
    }
}

#[test]
fn names_that_lead_out_of_the_archive_are_not_followed_and_a_workbook_is_called_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let text = month(1);
    zipped(
        &path,
        &[
            ("../../street.csv", text.as_bytes()),
            ("street.csv", text.as_bytes()),
        ],
        CompressionMethod::Deflated,
    );
    let table = read_paths(std::slice::from_ref(&path)).unwrap();
    assert_eq!(table.files.len(), 1);
    let book = folder.path().join("book.xlsx");
    zipped(
        &book,
        &[("xl/workbook.xml", b"<workbook/>")],
        CompressionMethod::Deflated,
    );
    let said = refused(book);
    assert!(said.contains("Excel workbook"), "{said}");
}
