//! Rounding in the place of withholding.

use hotspur_core::{behind, round_to};
use proptest::prelude::*;

use super::runs::rows;
use crate::binary::run;
use crate::shared_data::shared_data;

proptest! {
    #[test]
    fn a_rounded_count_is_behind_what_it_shows_and_nothing_else_is(count in 0_u64..10_000, base in 2_u64..30) {
        let shown = round_to(count, base);
        let (low, high) = behind(shown, base);
        prop_assert!(shown.is_multiple_of(base) && low <= count && count <= high);
        prop_assert_eq!(round_to(low, base), shown);
        prop_assert_eq!(round_to(high, base), shown);
        prop_assert!(high - low < base);
    }
}

#[test]
fn the_table_of_rounding_to_five() {
    let shown: Vec<u64> = (0..9).map(|count| round_to(count, 5)).collect();
    assert_eq!(shown, [0, 0, 0, 5, 5, 5, 5, 5, 10]);
    assert_eq!(
        (behind(0, 5), behind(5, 5), behind(10, 10)),
        ((0, 2), (3, 7), (5, 14))
    );
}

#[test]
fn rounded_releases_show_multiples_of_their_thresholds() {
    let Some(data) = shared_data() else { return };
    let folder = tempfile::tempdir().unwrap();
    let path = |file: &str| format!("{:?}", data.join(file));
    let study = format!(
        "from = \"2025-01\"\nto = \"2025-06\"\n[areas]\nfile = {}\n[incidents]\nfiles = [{}]\n[exposures]\nfile = {}\n[release]\nto = [\"analyst\", \"public\"]\n[release.public]\nrounded = true\n",
        path("tamworth/electoral_wards_by_lad_E07000199.json"),
        path("street"),
        path("tamworth/ward_exposures.csv"),
    );
    std::fs::write(folder.path().join("study.toml"), study).unwrap();
    run(
        folder.path(),
        &["map", "study.toml", "--out", "out", "--quiet"],
    )
    .done();
    let public = rows(&folder.path().join("out/public/wards.csv"));
    let analyst = rows(&folder.path().join("out/analyst/wards.csv"));
    let (mut shown, mut empty) = (0, 0);
    for (row, truth) in public.iter().zip(&analyst) {
        for (column, value) in row.iter().filter(|(column, _)| column.ends_with("_count")) {
            let base = if column == "violence_count" { 10 } else { 5 };
            match value.parse::<u64>() {
                Ok(count) => {
                    shown += 1;
                    assert_eq!(
                        count,
                        round_to(truth[column].parse().unwrap(), base),
                        "{column}"
                    );
                }
                Err(_) => empty += 1,
            }
        }
    }
    assert!(shown > 120 && empty < 20, "{shown} shown, {empty} withheld");
}
