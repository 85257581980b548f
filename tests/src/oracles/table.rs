//! The table of oracles in the docs, made by the tests that compare.
//!
//! `HOTSPUR_WRITE_DOCS=1 cargo test -p hotspur-tests the_table_of_oracles` writes it anew.

use std::fs;
use std::path::Path;

use super::record::{Row, Tolerance, compared_by, relative};
use super::{
    aoristic, bandwidth, change, concentration, density, dual, edge, evaluation, family, grid,
    harm, knox, local, local_esda, profile, rates, regression, scan, track,
};
use crate::shared_data::shared_data;

const HOW: &str = "HOTSPUR_WRITE_DOCS=1 cargo test -p hotspur-tests the_table_of_oracles";

const HEAD: &str = "\
| statistic | source | oracle | numbers | largest difference | tolerance |
|---|---|---|---|---|---|
";

/// The tests whose numbers are part of the project, in the order of the table.
const OWN: [fn(); 66] = [
    rates::expected_counts_and_exact_tails_equal_r_down_to_the_smallest,
    rates::exact_limits_equal_r_for_lattice,
    rates::exact_limits_equal_r_for_small_counts,
    rates::the_limits_of_byar_equal_their_formula_and_are_undefined_for_no_events,
    rates::smoothed_rates_and_their_index_equal_spdep,
    rates::a_negative_variance_between_areas_is_cut_at_zero_and_every_rate_is_the_mean,
    rates::the_dispersion_of_months_within_wards_equals_r,
    rates::adjusted_p_values_equal_r_and_do_not_depend_on_the_order_of_tests,
    density::quartic_density_equals_spatstat_at_its_own_points,
    density::epanechnikov_density_equals_spatstat_at_its_own_points,
    density::uniform_density_equals_spatstat_at_its_own_points,
    density::gaussian_density_equals_spatstat_at_its_own_points,
    density::quartic_density_equals_the_formula_at_five_targets,
    density::epanechnikov_density_equals_the_formula_at_five_targets,
    density::uniform_density_equals_the_formula_at_five_targets,
    density::triweight_density_equals_the_formula_at_five_targets,
    density::triangular_density_equals_the_formula_at_five_targets,
    density::epanechnikov_uniform_and_cone_equal_scikit_learn_1_9_1,
    density::gaussian_is_not_cut_and_equals_scikit_learn_1_9_1_far_from_every_point,
    density::kernels_have_the_centre_and_the_spread_that_quadrature_gives,
    edge::the_uniform_correction_equals_spatstat_at_its_own_points,
    edge::the_correction_of_jones_and_diggle_equals_spatstat_at_its_own_points,
    edge::the_mass_of_a_gaussian_far_outside_a_rectangle_does_not_cancel,
    dual::two_gaussians_have_the_ratio_of_their_exponents,
    bandwidth::the_normal_reference_rule_of_both_axes_equals_mass,
    bandwidth::scotts_rule_equals_spatstat,
    bandwidth::the_search_radius_equals_the_formula_of_arcgis,
    bandwidth::the_density_without_the_event_itself_equals_spatstat,
    bandwidth::the_cross_validated_likelihood_equals_spatstat_and_its_integral_equals_quadrature,
    bandwidth::the_criterion_of_cronie_and_van_lieshout_equals_spatstat,
    bandwidth::the_candidates_and_the_choice_among_them_equal_spatstat,
    local::gi_star_its_p_and_four_adjustments_equal_spdep_and_r,
    local::gi_equals_spdep,
    local::local_moran_with_standardised_rows_equals_spdep,
    local::local_moran_with_binary_weights_equals_spdep,
    local::global_moran_equals_spdep,
    local_esda::gi_star_and_gi_equal_esda_whose_p_is_one_sided,
    local_esda::local_moran_equals_esda_whose_statistic_alone_has_another_divisor,
    local_esda::global_moran_equals_esda_with_asymmetric_weights_and_with_islands,
    scan::every_zone_of_the_lattice_and_its_ratio_equal_smerc,
    scan::the_clusters_of_the_lattice_equal_smerc,
    scan::the_clusters_of_the_grid_equal_smerc,
    concentration::gini_and_its_generalisation_equal_the_printed_values_of_small_vectors,
    concentration::gini_equals_one_minus_twice_the_area_under_the_lorenz_curve,
    aoristic::spans_are_shared_among_the_hours_of_the_week_as_by_the_package_aoristic,
    change::the_e_test_equals_ptools_and_statsmodels,
    change::the_conditional_test_and_its_interval_equal_scipy,
    change::the_weighted_displacement_difference_equals_ptools,
    change::the_trend_of_mann_and_kendall_equals_pymannkendall,
    profile::limits_of_one_share_equal_statsmodels,
    profile::two_shares_compared_equal_statsmodels_and_scipy,
    knox::pairs_by_band_of_distance_and_days_are_those_of_a_plain_cut_in_r,
    knox::expected_pairs_are_the_product_of_the_margins_over_all_pairs,
    knox::one_closed_cut_gives_the_pairs_and_the_expectation_of_surveillance,
    evaluation::a_lattice_of_ten_areas_equals_ptools_at_every_number_of_flagged_areas,
    evaluation::a_grid_of_108_cells_with_many_ties_equals_ptools_at_the_first_thirty,
    track::a_change_of_counts_and_its_limits_equal_r,
    family::funnel_limits_equal_r,
    family::the_pooled_rate_its_z_and_its_overdispersion_equal_r,
    family::limits_of_the_rate_of_a_member_equal_r,
    family::chances_of_ranks_equal_the_tails_and_integrals_of_r_within_the_error_of_their_draws,
    grid::cells_are_half_open_and_the_last_column_and_row_are_closed,
    regression::coefficients_errors_dispersion_and_expected_counts_equal_glm_of_r,
    regression::limits_of_rate_ratios_equal_r_and_are_not_narrowed_below_a_dispersion_of_one,
    regression::rank_correlation_and_its_p_equal_scipy,
    harm::limits_of_weighted_sums_equal_those_of_fay_and_feuer_in_r,
];

/// The tests of published data beside the project, which compare nothing where it is absent.
const PUBLISHED: [fn(); 2] = [
    local::published_maps_equal_esda,
    scan::the_clusters_of_new_york_equal_satscan,
];

/// What the writer adds to a difference before it is bounded, for machines that round the last bits otherwise.
const MARGIN: f64 = 1.25;

/// The power of ten at or above a difference. Oracles write 13 digits, so that nothing below 1e-12 is told apart.
fn bound(row: &Row, margin: f64) -> String {
    if row.largest == 0.0 && row.tolerance == relative(0.0) {
        return "0".to_owned();
    }
    let power = (-12..=0).find(|power| row.largest * margin <= 10_f64.powi(*power));
    power.map_or_else(|| "> 1".to_owned(), |power| format!("≤ 1e{power}"))
}

fn tolerance(row: &Row) -> String {
    match row.tolerance {
        Tolerance::Words { words, .. } => words.to_owned(),
        Tolerance::Within { relative, floor } => {
            // The bounds of comparison and of record are the same number by two ways of rounding.
            assert!(row.largest <= relative * (1.0 + 1e-9), "{row:?}");
            match (relative, floor) {
                (0.0, _) => "none".to_owned(),
                (_, 0.0) => format!("{relative:e}"),
                _ => format!("{relative:e}, of at least {floor}"),
            }
        }
    }
}

fn line(row: &Row, margin: f64) -> String {
    let Row {
        statistic,
        source,
        oracle,
        cases,
        ..
    } = row;
    let (bound, tolerance) = (bound(row, margin), tolerance(row));
    format!(
        "| {statistic} | [{source}](../hotspur-core/src/{source}) | {oracle} | {cases} | {bound} | {tolerance} |\n"
    )
}

fn table(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| line(row, MARGIN));
    HEAD.to_owned() + &lines.collect::<String>()
}

/// Every row is there, in order, and says a bound that holds; none is looser than the margin, and half as much again, makes it.
fn assert_measured(printed: &str, rows: &[Row]) {
    let lines: Vec<&str> = printed
        .strip_prefix(HEAD)
        .expect("the head of the table")
        .split_inclusive('\n')
        .collect();
    for (at, row) in rows.iter().enumerate() {
        let may = [1.0, MARGIN, 1.5 * MARGIN].map(|margin| line(row, margin));
        let found = lines.get(at).copied().unwrap_or_default();
        assert!(
            may.iter().any(|line| line == found),
            "measured {:e}: {}printed: {found}\n{HOW}",
            row.largest,
            may[1]
        );
    }
    assert_eq!(lines.len(), rows.len(), "{HOW}");
}

/// The text of a page between the two comments of a name, and what is before and after it.
fn between<'a>(page: &'a str, name: &str) -> [&'a str; 3] {
    let (begin, end) = (
        format!("<!-- {name}: begin -->\n"),
        format!("<!-- {name}: end -->"),
    );
    let start = page.find(&begin).expect("the beginning is marked") + begin.len();
    let stop = start + page[start..].find(&end).expect("the end is marked");
    [&page[..start], &page[start..stop], &page[stop..]]
}

#[test]
fn the_table_of_oracles_in_the_docs_is_what_the_tests_measure() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/docs/oracles.md");
    let mut tables = vec![("own numbers", compared_by(&OWN))];
    if shared_data().is_some() {
        tables.push(("published data", compared_by(&PUBLISHED)));
    }
    let write = std::env::var_os("HOTSPUR_WRITE_DOCS").is_some_and(|value| value == "1");
    for (name, rows) in tables {
        let page = fs::read_to_string(&path).unwrap();
        let [before, printed, after] = between(&page, name);
        if write {
            fs::write(&path, format!("{before}{}{after}", table(&rows))).unwrap();
        } else {
            assert_measured(printed, &rows);
        }
    }
}
