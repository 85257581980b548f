//! The rule's numbers. Their defaults stand here and nowhere else.

/// When an area is raised in a theme, and when it is a strategic hotspot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// The least rate ratio to the reference.
    pub min_rate_ratio: f64,
    /// The largest q (Benjamini and Hochberg over areas × priority themes, one-sided).
    pub q: f64,
    /// The least number of events.
    pub min_events: u64,
    /// The least number of events beyond the expected.
    pub min_excess: f64,
    /// The least share of months above the reference: 7 of 12, rounded up for other lengths.
    pub months_share: f64,
    /// Fewer months than this flag nothing.
    pub min_months: usize,
    /// The dispersion assumed where there are fewer months than that.
    pub assumed_dispersion: f64,
    /// A theme located less than this is neither compared nor flagged.
    pub min_located_share: f64,
    /// A place with this share of an area's theme is named.
    pub busiest_place_share: f64,
    /// Whether the area must still be raised when every area's busiest place is left out.
    pub leave_out_busiest_place: bool,
    /// How many priority themes make a strategic hotspot.
    pub min_themes: usize,
    /// The reference steps down until this share of the areas is out.
    pub max_flagged_share: f64,
    /// The level of the limits.
    pub level: f64,
}

impl Default for Rule {
    fn default() -> Self {
        Self {
            min_rate_ratio: 1.2,
            q: 0.05,
            min_events: 20,
            min_excess: 5.0,
            months_share: 7.0 / 12.0,
            min_months: 6,
            assumed_dispersion: 2.0,
            min_located_share: 0.85,
            busiest_place_share: 0.2,
            leave_out_busiest_place: true,
            min_themes: 2,
            max_flagged_share: 0.5,
            level: 0.95,
        }
    }
}

/// A number of the rule that makes no sense.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{name} = {value} is out of bounds: it must be {bound}")]
pub struct RuleError {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: f64,
    /// What it must be.
    pub bound: &'static str,
}

impl Rule {
    /// Checks every number.
    ///
    /// # Errors
    ///
    /// [`RuleError`] names the first that makes no sense, with its bound.
    pub fn checked(self) -> Result<Self, RuleError> {
        let share = |value: f64| (0.0..=1.0).contains(&value);
        let checks = [
            (
                "min_rate_ratio",
                self.min_rate_ratio,
                self.min_rate_ratio >= 1.0,
                "at least 1",
            ),
            ("q", self.q, self.q > 0.0 && self.q < 1.0, "between 0 and 1"),
            (
                "min_excess",
                self.min_excess,
                self.min_excess >= 0.0,
                "at least 0",
            ),
            (
                "months_share",
                self.months_share,
                share(self.months_share),
                "between 0 and 1",
            ),
            (
                "assumed_dispersion",
                self.assumed_dispersion,
                self.assumed_dispersion >= 1.0,
                "at least 1",
            ),
            (
                "min_located_share",
                self.min_located_share,
                share(self.min_located_share),
                "between 0 and 1",
            ),
            (
                "busiest_place_share",
                self.busiest_place_share,
                share(self.busiest_place_share),
                "between 0 and 1",
            ),
            (
                "min_themes",
                self.min_themes as f64,
                self.min_themes >= 1,
                "at least 1",
            ),
            (
                "max_flagged_share",
                self.max_flagged_share,
                share(self.max_flagged_share),
                "between 0 and 1",
            ),
            (
                "level",
                self.level,
                self.level > 0.0 && self.level < 1.0,
                "between 0 and 1",
            ),
        ];
        for (name, value, sound, bound) in checks {
            if !(sound && value.is_finite()) {
                return Err(RuleError { name, value, bound });
            }
        }
        Ok(self)
    }

    /// How many of `months` must be above the reference.
    #[must_use]
    pub fn months_needed(&self, months: usize) -> usize {
        // A share such as 7/12 times 12 may fall an ulp above 7.
        (self.months_share * months as f64 - 1e-9).ceil().max(0.0) as usize
    }
}
