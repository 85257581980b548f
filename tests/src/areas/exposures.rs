//! Tables of exposures.

use std::fs;

use hotspur_io::exposures::{ExposureTable, read_exposures};
use tempfile::TempDir;

fn read(bytes: &[u8]) -> Result<ExposureTable, String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("exposures.csv");
    fs::write(&path, bytes).unwrap();
    read_exposures(&path).map_err(|error| error.to_string())
}

#[test]
fn marks_encodings_and_thousands_are_read() {
    let text = "\u{feff}code,name,residents,households\r\nW1,Ynys Môn,\"8,356\",\"1,234,567.5\"\r\nW2,12,7915,\r\n,,,\r\n";
    let latin = encoding_of(text.trim_start_matches('\u{feff}'));
    let sixteen: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes().to_vec(), latin, sixteen] {
        let table = read(&bytes).unwrap();
        assert_eq!(table.by_code.len(), 2);
        assert_eq!(table.by_code["W1"]["residents"], 8_356.0);
        assert_eq!(table.by_code["W1"]["households"], 1_234_567.5);
        // Empty is unknown, not nothing; and a ward called 12 makes no column of numbers.
        assert_eq!(
            table.by_code["W2"].keys().collect::<Vec<_>>(),
            ["residents"]
        );
    }
}

fn encoding_of(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect()
}

#[test]
fn a_value_that_is_no_exposure_is_named_with_its_line() {
    for value in ["-5", "NaN", "inf", "many", "8,5", "8,35,6", "1,2345"] {
        let text = format!("code,residents\nW1,100\nW2,\"{value}\"\n");
        let message = read(text.as_bytes()).unwrap_err();
        assert!(
            message.contains("line 3") && message.contains(value),
            "{value}: {message}"
        );
    }
}

#[test]
fn a_code_that_stands_twice_and_a_table_without_codes_are_refused() {
    assert!(
        read(b"code,residents\nW1,1\nW1,2\n")
            .unwrap_err()
            .contains("line 3")
    );
    assert!(
        read(b"ward,residents\nW1,1\n")
            .unwrap_err()
            .contains("no column of codes")
    );
    assert!(
        read(b"code,name\nW1,One\n")
            .unwrap_err()
            .contains("no column of exposures")
    );
    assert!(read(b"").is_err());
}
