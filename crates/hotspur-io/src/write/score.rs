//! The scores as CSV: a row for each map, test month and flagged share, and the pooled rows.

use std::io::{self, Write};

use hotspur_core::Value;
use hotspur_core::density::Kernel;
use hotspur_core::evaluation::{Score, Setting};

use super::number::ten_digits;

/// The columns, which are the first line of the file; `docs/score.md` says what each is.
pub const SCORE_COLUMNS: &str = "theme,method,cell_m,bandwidth_m,kernel,months,train_from,train_to,test_month,flagged_share,flagged_cells,cells,crimes,hits,hit_rate,pai,pei,rri_levine,calib_ratio,train_crimes,train_hits,expected_hits,most_hits,flagged_km2,study_area_km2";

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreRow<'a> {
    /// The key of the theme.
    pub theme: &'a str,
    /// The map.
    pub setting: Setting,
    /// The kernel of densities.
    pub kernel: Kernel,
    /// The month it is tested on; nothing in a pooled row.
    pub test: Option<TestMonth>,
    /// The share of the study area asked for.
    pub share: f64,
    /// The score.
    pub score: Score,
}

/// The months of one test, as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestMonth {
    /// How many months the map is made of.
    pub months: usize,
    /// The first of them.
    pub from: String,
    /// The last of them.
    pub to: String,
    /// The month it is tested on.
    pub month: String,
}

/// Writes the rows. What is undefined is empty.
pub fn write_scores(rows: &[ScoreRow], out: &mut dyn Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(SCORE_COLUMNS.split(','))?;
    for row in rows {
        table.write_record(fields(row))?;
    }
    table.flush()
}

fn fields(row: &ScoreRow) -> [String; 25] {
    let (setting, score) = (&row.setting, &row.score);
    let (flagged, whole) = (&score.flagged, &score.whole);
    let test = |of: fn(&TestMonth) -> String| row.test.as_ref().map_or_else(String::new, of);
    let months = row
        .test
        .as_ref()
        .map_or_else(|| "all".to_owned(), |test| test.months.to_string());
    [
        row.theme.to_owned(),
        setting.method.to_string(),
        number(setting.cell.0),
        setting.bandwidth.map_or_else(String::new, |h| number(h.0)),
        setting
            .bandwidth
            .map_or_else(String::new, |_| row.kernel.to_string()),
        months,
        test(|test| test.from.clone()),
        test(|test| test.to.clone()),
        test(|test| test.month.clone()),
        number(row.share),
        flagged.cells.to_string(),
        whole.cells.to_string(),
        whole.crimes.to_string(),
        flagged.hits.to_string(),
        value(score.hit_rate()),
        value(score.pai()),
        value(score.pei()),
        value(score.rri_levine()),
        value(score.calib_ratio()),
        whole.earlier.to_string(),
        flagged.earlier.to_string(),
        value(flagged.expected),
        flagged.most.to_string(),
        number(flagged.ground / 1e6),
        number(score.ground / 1e6),
    ]
}

fn number(value: f64) -> String {
    ten_digits(value).to_string()
}

fn value(value: Value<f64>) -> String {
    value.known().map_or_else(String::new, number)
}
