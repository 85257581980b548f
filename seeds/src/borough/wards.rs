//! The ten wards: names as in the Strategy's borough, codes and numbers of our own that fit its printed rates.
//!
//! 459 burglaries at 15.8 per 1,000 households ask for 28,959 to 29,143 households: these add up to 29,050.
//! 1,205 vehicle crimes at 15.9 per 1,000 people ask for 75,550 to 76,025 people: these add up to 75,800.

/// How a ward is planted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Planted {
    /// A town centre: hotter than all others, most of it around shops, pubs and car parks.
    Centre,
    /// A hotter ward: about one and a half times the rate of the plain wards, the excess in a few specific places.
    Hot,
    /// A plain ward with one small concentration of nuisance, which must not make the ward a hotspot.
    Pocket,
    /// A plain ward.
    Plain,
}

/// A ward as declared.
#[derive(Debug, Clone, Copy)]
pub struct Declared {
    /// A code that is clearly of a schematic map.
    pub code: &'static str,
    /// The name.
    pub name: &'static str,
    /// Households.
    pub households: u32,
    /// Residents.
    pub residents: u32,
    /// What was planted in it.
    pub planted: Planted,
}

const fn ward(
    code: &'static str,
    name: &'static str,
    (households, residents): (u32, u32),
    planted: Planted,
) -> Declared {
    Declared {
        code,
        name,
        households,
        residents,
        planted,
    }
}

/// The wards, in the order of their codes.
pub const WARDS: [Declared; 10] = [
    ward("S01", "Amington", (3_010, 7_980), Planted::Hot),
    ward("S02", "Belgrave", (2_900, 7_690), Planted::Pocket),
    ward("S03", "Bolehall", (3_050, 7_620), Planted::Plain),
    ward("S04", "Castle", (3_120, 7_240), Planted::Centre),
    ward("S05", "Glascote", (2_870, 7_700), Planted::Hot),
    ward("S06", "Mercian", (2_760, 7_090), Planted::Plain),
    ward("S07", "Spital", (2_830, 7_180), Planted::Plain),
    ward("S08", "Stonydelph", (2_740, 7_760), Planted::Hot),
    ward("S09", "Trinity", (2_860, 7_640), Planted::Plain),
    ward("S10", "Wilnecote", (2_910, 7_900), Planted::Plain),
];

/// The wards planted hotter than the rest, by position.
pub fn hot() -> impl Iterator<Item = usize> {
    (0..WARDS.len()).filter(|&ward| matches!(WARDS[ward].planted, Planted::Centre | Planted::Hot))
}
