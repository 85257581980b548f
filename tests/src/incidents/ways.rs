//! Reading in blocks, side by side, gives what the csv crate gives row by row: tables, lines, reasons and refusals.

use std::io::{Read, Write};
use std::path::Path;

use hotspur_io::incidents::{IncidentSource, IncidentTable, Way, read_incidents_from};
use proptest::prelude::*;

use super::{POLICE_HEADER, themes};

/// Blocks from a byte up: rows cross them, begin them and end them.
const SIZES: [usize; 5] = [1, 7, 64, 1_000, 2 << 20];

/// Gives its bytes few at a time, as a pipe may.
struct Trickle<'a>(&'a [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = self.0.len().min(self.1).min(out.len());
        out[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

/// The table, or what is said instead.
fn by(way: Way, bytes: impl Read + Send) -> Result<IncidentTable, String> {
    let source = IncidentSource {
        way,
        ..IncidentSource::default()
    };
    read_incidents_from(bytes, Path::new("-"), &source, &themes())
        .map_err(|error| error.to_string())
}

fn assert_equal_ways(bytes: &[u8]) {
    let plain = by(Way::RowByRow, bytes);
    for size in SIZES {
        let blocks = by(Way::Blocks { bytes: size }, bytes);
        assert_eq!(
            plain,
            blocks,
            "in blocks of {size}: {:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)])
        );
    }
    let trickling = by(Way::Blocks { bytes: 64 }, Trickle(bytes, 3));
    assert_eq!(plain, trickling, "few bytes at a time");
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    [0xff, 0xfe].into_iter().chain(units).collect()
}

/// Pieces of hostile files: of the grammar, of fields, and whole rows.
pub fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&'static [u8]> = vec![
        b",",
        b"\n",
        b"\n\n",
        b"\r\n",
        b"\r",
        b"\"",
        b"\"\"",
        b"\",\"",
        b"\"\n",
        b"\n\"",
        b"\"a\"b\"",
        b"\0",
        b"\xe9",
        b"\xef\xbb\xbf",
        b"2025-01",
        b"31/12/2025",
        b"12/31/2025",
        b"2025-01-31T14:05:59.000Z",
        b"-1.7",
        b"52.6",
        b"-1.683421",
        b"0",
        b"-0.0",
        b"1e999",
        b"+1.5",
        b".5",
        b"12345678901234567890",
        b" 52.61 ",
        b"nan",
        b"Burglary",
        b"\"Bur\"\"glary\"",
        b" ",
        b"a,2025-01,P,P,-1.7,52.6,L,E,N,Drugs,,\n",
        b"b,2025-02,P,P,-1.71,52.61,\"L, M\",E,N,\"Drugs\",,\r\n",
        b"c,2025-03,P,P,52.6,-1.7,\"On \"\"the\"\"\nhill\",E,N,Robbery,,\n",
        b"a,2025-01,P,P,,,L,E,N,Drugs,,\n",
        b"a,2025-01,P,P,0,0,L\"x,E,N,Drugs,,\r",
        b"a,2025-01,P,P,-1.7,52.6,L,E,N,Drugs,,,,\n",
        b"a,2025-01,P\n",
        b",,,,,,,,,,,\n",
        b"\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n",
    ];
    prop::collection::vec(prop::sample::select(pieces), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hostile_rows_are_read_alike_in_blocks_of_any_size(
        header in prop::sample::select(vec![
            POLICE_HEADER.to_owned(),
            format!("\u{feff}{POLICE_HEADER}"),
            "\u{feff}\u{feff}x,y,date".to_owned(),
            format!("\n\n{POLICE_HEADER}"),
            "x,y,date".to_owned(),
            "\"x\",y,\"date\",type,id".to_owned(),
            "Easting;Northing;from;to;type;id".to_owned(),
            "lon\tlat\tmonth".to_owned(),
        ]),
        end in prop::sample::select(vec!["\n", "\r\n", "\r", ""]),
        rows in pieces(),
    ) {
        assert_equal_ways(&[header.as_bytes(), end.as_bytes(), &rows].concat());
    }

    #[test]
    fn any_bytes_are_read_alike(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        assert_equal_ways(&[b"x,y,date\n", bytes.as_slice()].concat());
        assert_equal_ways(&bytes);
    }
}

/// Rows enough for blocks of the usual size, with everything in them that a row can be.
pub fn long(rows: usize) -> String {
    let mut text = format!("{POLICE_HEADER}\n");
    for row in 0..rows {
        let month = row % 14;
        let lon = -1.6 - (row % 97) as f64 / 1_000.0;
        let place = match row % 50 {
            7 => "\"On or near \"\"The\nHill\"\"\"".to_owned(),
            11 => "\"Mill Lane, north\"".to_owned(),
            13 => "O\"Brien Street".to_owned(),
            _ => format!("On or near Street {}", row % 31),
        };
        let id = if row % 9 == 0 { row / 2 } else { row };
        let more = if row % 101 == 0 { ",surplus" } else { "" };
        let end = if row % 3 == 0 { "\r\n" } else { "\n" };
        let kind = super::POLICE_TYPES[row % 14];
        text.push_str(&format!(
            "{id:064x},2025-{month:02},A Police,A Police,{lon:.6},52.6{},{place},E01,Ward 1A,{kind},,{more}{end}",
            row % 89
        ));
    }
    text
}

#[test]
fn a_long_file_of_every_kind_of_row_is_read_alike() {
    let text = long(30_000);
    let plain = by(Way::RowByRow, text.as_bytes()).unwrap();
    for size in [10_000, 100_000, 2 << 20] {
        assert_eq!(
            plain,
            by(Way::Blocks { bytes: size }, text.as_bytes()).unwrap()
        );
    }
    assert!(plain.files[0].located > 20_000 && plain.files[0].rejected() > 1_000);
}

#[test]
fn packed_and_two_byte_texts_are_read_alike() {
    let text = long(3_000);
    for bytes in [
        gzipped(text.as_bytes()),
        [
            gzipped(&text.as_bytes()[..50_000]),
            gzipped(&text.as_bytes()[50_000..]),
        ]
        .concat(),
        utf_16(&text),
        gzipped(text.as_bytes())[..40_000].to_vec(),
        text.replace("Street", "Stra\u{df}e").into_bytes(),
        text.as_bytes()
            .iter()
            .map(|byte| if *byte == b'O' { 0xe9 } else { *byte })
            .collect(),
    ] {
        let plain = by(Way::RowByRow, bytes.as_slice());
        for size in [5_000, 200_000] {
            assert_eq!(plain, by(Way::Blocks { bytes: size }, bytes.as_slice()));
        }
    }
}

#[test]
fn rows_and_blanks_about_the_longest_allowed_are_refused_alike() {
    const LIMIT: usize = 1 << 20;
    let row = |length: usize| format!("1,2,2025-01,{}\n", "a".repeat(length - 13));
    let quoted = |length: usize| format!("1,2,2025-01,\"{}\"\n", "\n".repeat(length - 15));
    let open = |length: usize| format!("1,2,2025-01,\"{}", "a".repeat(length - 13));
    for around in [LIMIT - 1, LIMIT, LIMIT + 1, 3 * LIMIT] {
        for middle in [
            row(around),
            quoted(around),
            open(around),
            "\n".repeat(around),
            format!("{}{}", "\n".repeat(around - 100), row(100)),
        ] {
            for (before, after) in [("", ""), ("1,2,2025-01,x\n", "1,2,2025-01,y\n")] {
                let text = format!("x,y,date,type\n{before}{middle}{after}");
                let plain = by(Way::RowByRow, text.as_bytes());
                for size in [100_000, 2 << 20] {
                    let blocks = by(Way::Blocks { bytes: size }, text.as_bytes());
                    assert!(
                        plain == blocks,
                        "{} bytes in blocks of {size}",
                        middle.len()
                    );
                }
            }
        }
    }
}
