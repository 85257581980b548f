//! The offence types of the sample: how many, how they spread over wards and kinds of place, and when.

use super::sites::{Kind, Site};
use super::wards::Planted;

/// An offence type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Offence {
    /// Burglary of a home.
    Burglary,
    /// Theft of a motor vehicle.
    TheftOfVehicle,
    /// Theft from a motor vehicle.
    TheftFromVehicle,
    /// Arson.
    Arson,
    /// A call about youth nuisance; not a recorded crime.
    YouthNuisance,
    /// Violence profiled as domestic.
    DomesticViolence,
    /// All other violence.
    OtherViolence,
    /// Robbery.
    Robbery,
    /// A call to a domestic incident; not a recorded crime.
    DomesticIncident,
}

/// How many incidents of a type there are, and how many of them are not simply inside a ward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// All rows: the printed figure.
    pub rows: u32,
    /// Rows without coordinates.
    pub unlocated: u32,
    /// Rows just outside the borough.
    pub outside: u32,
    /// Rows exactly on a boundary between two wards.
    pub on_boundary: u32,
}

impl Totals {
    /// Rows inside a ward, off every boundary.
    #[must_use]
    pub const fn inside(self) -> u32 {
        self.rows - self.unlocated - self.outside - self.on_boundary
    }
}

/// What an offence's rate divides by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exposure {
    /// Households.
    Households,
    /// Residents.
    Residents,
}

/// The share of a hotter ward's incidents that is drawn to its few hot places, in thousandths.
const DRAWN_TO_HOT_PLACES: u64 = 400;

/// The share of nuisance drawn to the one hot place of a plain ward, in thousandths.
const DRAWN_TO_A_POCKET: u64 = 120;

impl Offence {
    /// Every offence type.
    pub const ALL: [Self; 9] = [
        Self::Burglary,
        Self::TheftOfVehicle,
        Self::TheftFromVehicle,
        Self::Arson,
        Self::YouthNuisance,
        Self::DomesticViolence,
        Self::OtherViolence,
        Self::Robbery,
        Self::DomesticIncident,
    ];

    /// The spelling in the incident file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Burglary => "Burglary of a dwelling",
            Self::TheftOfVehicle => "Theft of a motor vehicle",
            Self::TheftFromVehicle => "Theft from a motor vehicle",
            Self::Arson => "Arson",
            Self::YouthNuisance => "Youth nuisance",
            Self::DomesticViolence => "Violence, domestic",
            Self::OtherViolence => "Violence, other",
            Self::Robbery => "Robbery",
            Self::DomesticIncident => "Domestic incident",
        }
    }

    /// The printed total and the rows among it that are not simply inside a ward.
    ///
    /// Domestic violence is the 1,148 of 2000-01 and the predicted increase of about 200; other violence is the rest of
    /// the predicted 2,000 or so.
    #[must_use]
    pub const fn totals(self) -> Totals {
        let (rows, unlocated, outside, on_boundary) = match self {
            Self::Burglary => (459, 6, 0, 0),
            Self::TheftOfVehicle => (525, 8, 2, 0),
            Self::TheftFromVehicle => (680, 10, 3, 1),
            Self::Arson => (212, 3, 0, 0),
            Self::YouthNuisance => (2_050, 29, 2, 1),
            Self::DomesticViolence => (1_348, 18, 0, 0),
            Self::OtherViolence => (652, 9, 2, 1),
            Self::Robbery => (66, 1, 0, 0),
            Self::DomesticIncident => (1_402, 21, 0, 0),
        };
        Totals {
            rows,
            unlocated,
            outside,
            on_boundary,
        }
    }

    /// What its rate divides by.
    #[must_use]
    pub const fn exposure(self) -> Exposure {
        match self {
            Self::Burglary => Exposure::Households,
            _ => Exposure::Residents,
        }
    }

    /// The planted rate of a ward against the plain wards, in thousandths.
    #[must_use]
    pub const fn planted_ratio(self, planted: Planted) -> u64 {
        match planted {
            Planted::Plain | Planted::Pocket => 1_000,
            Planted::Hot => 1_550,
            Planted::Centre => match self {
                Self::Burglary | Self::DomesticViolence | Self::DomesticIncident => 1_500,
                Self::TheftOfVehicle => 2_300,
                Self::TheftFromVehicle => 2_800,
                Self::Arson => 1_700,
                Self::YouthNuisance => 2_000,
                Self::OtherViolence => 6_000,
                Self::Robbery => 4_500,
            },
        }
    }

    /// The share of a ward's incidents that is drawn to its hot places, in thousandths.
    #[must_use]
    pub const fn drawn(self, planted: Planted) -> u64 {
        match planted {
            Planted::Plain => 0,
            Planted::Pocket if matches!(self, Self::YouthNuisance) => DRAWN_TO_A_POCKET,
            Planted::Pocket => 0,
            Planted::Hot => DRAWN_TO_HOT_PLACES,
            Planted::Centre => {
                let excess = 1_000 - 1_000_000 / self.planted_ratio(planted);
                if excess > DRAWN_TO_HOT_PLACES {
                    excess
                } else {
                    DRAWN_TO_HOT_PLACES
                }
            }
        }
    }

    /// Whether it happens in homes alone.
    #[must_use]
    pub const fn is_at_home(self) -> bool {
        matches!(
            self,
            Self::Burglary | Self::DomesticViolence | Self::DomesticIncident
        )
    }

    /// How likely it is at a place of the ward at large, compared with a house. At homes it goes by households, and flats
    /// and maisonettes are likelier to be burgled than their number explains.
    #[must_use]
    pub fn weight(self, site: &Site) -> u64 {
        let [house, block, shop, bar, car_park, school, park] = match self {
            Self::Burglary => [10, 19, 0, 0, 0, 0, 0],
            Self::DomesticViolence | Self::DomesticIncident => [10, 13, 0, 0, 0, 0, 0],
            Self::TheftOfVehicle => [10, 8, 40, 250, 900, 100, 60],
            Self::TheftFromVehicle => [10, 8, 60, 250, 1_100, 120, 150],
            Self::Arson => [10, 8, 120, 50, 400, 400, 400],
            Self::YouthNuisance => [10, 8, 160, 80, 150, 260, 320],
            Self::OtherViolence => [10, 10, 150, 1_100, 100, 350, 150],
            Self::Robbery => [10, 5, 260, 200, 200, 200, 350],
        };
        match site.kind {
            Kind::House => house,
            Kind::Flats | Kind::Maisonettes => block * u64::from(site.households),
            Kind::Shop => shop,
            Kind::Pub => bar,
            Kind::CarPark => car_park,
            Kind::School => school,
            Kind::Park => park,
        }
    }

    /// How likely it is at one of the planted hot places, which are hot for what happens there and not for what stands there.
    #[must_use]
    pub fn weight_at_hot_place(self, site: &Site) -> u64 {
        match self.weight(site) {
            0 => 0,
            1..=39 => 2,
            40..=199 => 3,
            200..=499 => 5,
            _ => 8,
        }
    }
}
