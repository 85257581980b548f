//! From the columns that a study names to the mapping that the reader takes.

use crate::incidents::ColumnMapping;
use crate::study::ColumnsSection;

/// The mapping of a study.
pub fn mapping(section: &ColumnsSection) -> ColumnMapping {
    ColumnMapping {
        x: section.x.clone(),
        y: section.y.clone(),
        when: section.when.clone(),
        from: section.from.clone(),
        to: section.to.clone(),
        kind: section.kind.clone(),
        place: section.place.clone(),
        id: section.id.clone(),
        source: section.source.clone(),
    }
}
