//! The records of a .shp, checked before the library reads them: it believes the counts that stand in them, and makes
//! room for as many points as they say.

/// The length of the header of a file, and of a record.
const FILE_HEADER: usize = 100;
const RECORD_HEADER: usize = 8;

/// Polygon, with heights, with measures.
const POLYGONS: [u32; 3] = [5, 15, 25];

/// Several points in one record, with heights, with measures.
const MULTIPOINTS: [u32; 3] = [8, 18, 28];

/// Checks that every record lies within the file, and holds as many rings and points as it says.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    let Some(words) = big_endian(bytes, 24) else {
        return Err("the file is cut short: it has no header; fetch it again".into());
    };
    let (stated, actual) = (words as usize * 2, bytes.len());
    if stated > actual {
        return Err(format!(
            "the file is cut short: its header promises {stated} bytes, it has {actual}; fetch it again"
        ));
    }
    let mut at = FILE_HEADER;
    let mut number = 1;
    while at < stated {
        let broken =
            |why: &str| format!("record {number} {why}: the file is damaged, fetch it again");
        let length = big_endian(bytes, at + 4).ok_or_else(|| broken("has no header"))? as usize * 2;
        let start = at + RECORD_HEADER;
        let content = start
            .checked_add(length)
            .and_then(|end| bytes.get(start..end))
            .ok_or_else(|| broken("runs over the end of the file"))?;
        let kind = little_endian(content, 0).ok_or_else(|| broken("is empty"))?;
        if POLYGONS.contains(&kind) {
            polygon(content).map_err(broken)?;
        }
        if MULTIPOINTS.contains(&kind) {
            multipoint(content).map_err(broken)?;
        }
        at = start + length;
        number += 1;
    }
    Ok(())
}

fn multipoint(content: &[u8]) -> Result<(), &'static str> {
    // Type, box, number of points.
    let points = little_endian(content, 36).ok_or("ends before its points")? as usize;
    match points.saturating_mul(16) > content.len() - 40 {
        true => Err("holds fewer points than it says"),
        false => Ok(()),
    }
}

fn polygon(content: &[u8]) -> Result<(), &'static str> {
    // Type, box, number of rings, number of points.
    let rings = little_endian(content, 36).ok_or("ends before its rings")? as usize;
    let points = little_endian(content, 40).ok_or("ends before its points")? as usize;
    let needed = rings
        .saturating_mul(4)
        .saturating_add(points.saturating_mul(16));
    if needed > content.len() - 44 {
        return Err("holds fewer points than it says");
    }
    let starts: Vec<u32> = (0..rings)
        .filter_map(|ring| little_endian(content, 44 + ring * 4))
        .collect();
    let in_order = starts.windows(2).all(|pair| pair[0] <= pair[1]);
    let within = starts.last().is_none_or(|last| *last as usize <= points);
    if !in_order || !within || starts.first().is_some_and(|first| *first != 0) {
        return Err("holds rings out of order");
    }
    Ok(())
}

fn big_endian(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(word(bytes, at)?))
}

fn little_endian(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(word(bytes, at)?))
}

fn word(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    bytes.get(at..at.checked_add(4)?)?.try_into().ok()
}
