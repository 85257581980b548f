//! Gzip, byte order marks, legacy encodings, line endings.

use hotspur_io::incidents::IncidentError;

use super::{content, police_csv, police_row, read};

/// A gzip member that stores its bytes as they are (RFC 1952 around RFC 1951 stored blocks).
fn gzip_stored(bytes: &[u8]) -> Vec<u8> {
    let mut gz = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    let mut blocks: Vec<&[u8]> = bytes.chunks(60_000).collect();
    if blocks.is_empty() {
        blocks.push(&[]);
    }
    for (number, block) in blocks.iter().enumerate() {
        let length = block.len() as u16;
        gz.push(u8::from(number + 1 == blocks.len()));
        gz.extend(length.to_le_bytes());
        gz.extend((!length).to_le_bytes());
        gz.extend(*block);
    }
    gz.extend(crc32(bytes).to_le_bytes());
    gz.extend((bytes.len() as u32).to_le_bytes());
    gz
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}

fn sample() -> String {
    police_csv(&[
        police_row(
            "a1",
            "2025-01",
            "-1.7",
            "52.6",
            "On or near Café Rô",
            "Burglary",
        ),
        police_row("a2", "2025-02", "-1.6", "52.7", "\"Naïve\nLane\"", "Drugs"),
        police_row("a3", "2025-01", "", "", "No Location", "Robbery"),
    ])
}

#[test]
fn every_encoding_of_the_same_text_gives_the_same_table() {
    let text = sample();
    let plain = read(&text).unwrap();
    assert!(plain.texts.iter().any(|text| text == "Naïve Lane"));
    let utf16 = |mark: [u8; 2], bytes: fn(u16) -> [u8; 2]| {
        let units = text.encode_utf16().flat_map(bytes);
        mark.into_iter().chain(units).collect::<Vec<u8>>()
    };
    let legacy: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
    for (name, bytes) in [
        ("UTF-8 with its mark", marked),
        ("UTF-16 LE", utf16([0xff, 0xfe], u16::to_le_bytes)),
        ("UTF-16 BE", utf16([0xfe, 0xff], u16::to_be_bytes)),
        ("Windows-1252", legacy.clone()),
        ("gzip", gzip_stored(text.as_bytes())),
        (
            "gzip of UTF-16",
            gzip_stored(&utf16([0xff, 0xfe], u16::to_le_bytes)),
        ),
    ] {
        let table = read(&bytes).unwrap();
        assert_eq!(table.rows, plain.rows, "{name}");
        assert_eq!(content(&table), content(&plain), "{name}");
    }
    let notes = read(&legacy).unwrap().notes;
    assert_eq!(
        notes,
        ["files not in UTF-8, read as Windows-1252: 1 (first -)"]
    );
}

#[test]
fn every_line_ending_gives_the_same_rows_and_lines() {
    let text = sample();
    let plain = read(&text).unwrap();
    for ending in ["\r\n", "\r"] {
        let table = read(text.replace('\n', ending)).unwrap();
        assert_eq!(table.rows, plain.rows, "{ending:?}");
    }
}

#[test]
fn gzip_files_joined_end_to_end_are_read_to_the_end() {
    let text = sample();
    let (head, tail) = text.split_at(text.len() / 2);
    let joined = [gzip_stored(head.as_bytes()), gzip_stored(tail.as_bytes())].concat();
    assert_eq!(read(joined).unwrap().rows, read(&text).unwrap().rows);
}

#[test]
fn a_gzip_file_cut_short_is_an_error_and_not_fewer_rows() {
    let rows: Vec<String> = (0..5_000)
        .map(|n| police_row(&format!("id{n}"), "2025-01", "-1.7", "52.6", "", "Drugs"))
        .collect();
    let mut gz = gzip_stored(police_csv(&rows).as_bytes());
    assert_eq!(read(&gz).unwrap().rows.len(), 5_000);
    gz.truncate(gz.len() - 1_000);
    assert!(matches!(read(&gz), Err(IncidentError::Read { line, .. }) if line > 4_000));
    gz.truncate(300);
    assert!(matches!(
        read(&gz),
        Err(IncidentError::Read { line: 0, .. })
    ));
}

#[test]
fn other_formats_are_named_with_a_remedy() {
    for (bytes, what, remedy) in [
        (&b"\n <!DOCTYPE html>"[..], "web page", "fetch it again"),
        (b"PK\x03\x04rest", "zip", "unpack"),
        (b"{\"type\": 1}", "JSON", "export"),
        (b"a\0,\0b\0\n\0", "NUL", "save it as CSV UTF-8"),
    ] {
        let message = read(bytes).unwrap_err().to_string();
        assert!(
            message.contains(what) && message.contains(remedy),
            "{message}"
        );
    }
    for empty in [
        &b""[..],
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\n\n  \r\n",
        &gzip_stored(b""),
    ] {
        let error = read(empty).unwrap_err();
        assert!(matches!(error, IncidentError::Empty { .. }), "{error}");
    }
}

#[test]
fn the_hash_is_of_the_bytes_as_they_lie() {
    let table = read("x,y,date\n1000,2000,2025-01\n").unwrap();
    assert_eq!(table.inputs[0].bytes, 27);
    // The hash is that of the package blake3 1.0.11 for Python.
    assert_eq!(
        table.inputs[0].blake3,
        "60dbf5ab3b291898300582889fe8d651f525fe1298ddee1a81f3d9467137870b"
    );
    let packed = gzip_stored(b"x,y,date\n1000,2000,2025-01\n");
    let other = read(&packed).unwrap();
    assert_eq!(other.inputs[0].bytes, packed.len() as u64);
    assert_ne!(other.inputs[0].blake3, table.inputs[0].blake3);
    assert_eq!(other.rows, table.rows);
}
