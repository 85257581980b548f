//! Invented street and pub names. Where one is also the name of a real street, that is chance.

/// First words of street names.
const STEMS: [&str; 84] = [
    "Alder", "Arable", "Ashlar", "Barley", "Bayleaf", "Beech", "Bilberry", "Bittern", "Blackcap",
    "Bracken", "Briar", "Bulrush", "Burdock", "Calder", "Campion", "Catkin", "Charlock", "Chicory",
    "Clover", "Coppice", "Cowslip", "Curlew", "Damson", "Dewberry", "Dunlin", "Eider", "Fallow",
    "Fescue", "Flaxley", "Foxtail", "Furrow", "Gadwall", "Garganey", "Gorsey", "Harebell",
    "Harrier", "Haywain", "Heather", "Hobby", "Hornbeam", "Jackdaw", "Juniper", "Kestrel",
    "Knapweed", "Lapwing", "Larch", "Linden", "Linnet", "Mallard", "Medlar", "Merlin", "Mullein",
    "Nightjar", "Nuthatch", "Orchid", "Osier", "Ouzel", "Pintail", "Pipit", "Plover", "Privet",
    "Quince", "Redstart", "Redwing", "Rowan", "Sallow", "Sedge", "Siskin", "Snipe", "Sorrel",
    "Spindle", "Starling", "Swallow", "Tamarisk", "Teasel", "Thistle", "Thrush", "Wagtail",
    "Warbler", "Wheatear", "Whimbrel", "Wigeon", "Willow", "Yarrow",
];

/// Last words of street names.
const SUFFIXES: [&str; 10] = [
    "Road", "Close", "Street", "Avenue", "Way", "Drive", "Croft", "Lane", "Grove", "Crescent",
];

/// So many streets have names of their own; a number from here on is the open space of an estate.
pub const STREETS: usize = STEMS.len() * SUFFIXES.len() * 2;

/// The name of a street.
#[must_use]
pub fn street(number: usize) -> String {
    if number >= STREETS {
        let stem = STEMS[(number - STREETS) * 5 % STEMS.len()];
        return format!("{stem} Green");
    }
    // 37 shares no factor with the 84 stems, so neighbouring streets have unlike names and none comes twice in a round.
    let stem = STEMS[number * 37 % STEMS.len()];
    let suffix = SUFFIXES[(number / STEMS.len() + number % STEMS.len()) % SUFFIXES.len()];
    if number < STEMS.len() * SUFFIXES.len() {
        format!("{stem} {suffix}")
    } else {
        format!("Upper {stem} {suffix}")
    }
}

/// The name of the pub at a number in a street.
#[must_use]
pub fn pub_name(street: usize, number: u32) -> String {
    const SIGNS: [&str; 5] = ["Arms", "Inn", "Tavern", "Tap", "Vaults"];
    let key = street * 11 + usize::try_from(number).unwrap_or(0);
    format!(
        "The {} {}",
        STEMS[key % STEMS.len()],
        SIGNS[key % SIGNS.len()]
    )
}
