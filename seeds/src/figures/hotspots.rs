//! The strategic hotspots that the Strategy names, and what it says of them.
//!
//! Nothing in the analysis reads this: an area is a hotspot there by a rule, or it is not.

use super::{AUDIT, PRIORITIES, Section};

/// An area that the Strategy names as a strategic hotspot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hotspot {
    /// The ward.
    pub ward: &'static str,
    /// Every spelling that the text uses.
    pub spellings: &'static [&'static str],
    /// Why, in our words.
    pub claim: &'static str,
}

/// The four.
pub const HOTSPOTS: [Hotspot; 4] = [
    Hotspot {
        ward: "Castle",
        spellings: &["Castle"],
        claim: "The town centre: much commerce in one place, and many people living there too",
    },
    Hotspot {
        ward: "Amington",
        spellings: &["Amington"],
        claim: "Needs more attention: agencies and residents together on offenders, places and victims",
    },
    Hotspot {
        ward: "Glascote",
        spellings: &["Glascote", "Glasgote", "Glascoate"],
        claim: "Needs more attention: agencies and residents together on offenders, places and victims",
    },
    Hotspot {
        ward: "Stonydelph",
        spellings: &["Stonydelph"],
        claim: "Needs more attention: agencies and residents together on offenders, places and victims",
    },
];

/// What the Strategy says of hotspots in general.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caution {
    /// Where.
    pub section: Section,
    /// What, in our words.
    pub claim: &'static str,
}

/// The cautions that stand beside the four names.
pub const CAUTIONS: [Caution; 4] = [
    Caution {
        section: AUDIT,
        claim: "Inside these wards crime gathers in a few specific places and leaves the rest as it is",
    },
    Caution {
        section: AUDIT,
        claim: "The public document stops at wards, for data protection; the action groups see places",
    },
    Caution {
        section: PRIORITIES,
        claim: "Crime is unequally spread within the chosen areas, said a second time in capitals",
    },
    Caution {
        section: PRIORITIES,
        claim: "Attention to these areas must take nothing from the ordinary service elsewhere",
    },
];
