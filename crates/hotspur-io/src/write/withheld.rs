//! `withheld.csv`: every count that the other releases withhold, with its true value and its proof. For the analyst alone.

use std::io::{self, Write};

use hotspur_core::Withholding;

/// The name of the file.
pub const WITHHELD_FILE: &str = "withheld.csv";

/// One row a count: what an attacker who knows everything shown can say of it is `could_be_from` to `could_be_to`; empty
/// where nothing bounds it, and for complementary ones.
pub fn write_withheld(withholding: &Withholding, out: &mut dyn Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "table",
        "row",
        "counted",
        "value",
        "because",
        "could_be_from",
        "could_be_to",
    ])?;
    for withheld in &withholding.list {
        let bound = |bound: Option<u64>| bound.map_or_else(String::new, |bound| bound.to_string());
        let (low, high) = withheld
            .interval
            .map_or((None, None), |known| (Some(known.low), known.high));
        csv.write_record([
            withheld.table,
            &super::table::inert(&withheld.row),
            &withheld.counted,
            &withheld.value.to_string(),
            withheld.why.as_str(),
            &bound(low),
            &bound(high),
        ])?;
    }
    csv.flush()
}
