//! The blocks of one file side by side: while some are gone through, the next are read.

use std::path::Path;

use rayon::prelude::*;

use super::attributes::columns_of;
use super::blocks::{Block, Blocks};
use super::error::IncidentError;
use super::file::column_names;
use super::gather::{Asked, Gathered};
use super::header::{Header, understand};
use super::records::ROW_LIMIT;
use super::source::IncidentSource;
use super::split::{Rows, Unsplit};

/// Reads every row of a file: what reading one row after another gives, whatever the number of threads, for blocks are put
/// together in the order of the file.
///
/// Memory holds two blocks a thread, and what was gathered.
pub fn side_by_side(
    path: &Path,
    mut blocks: Blocks,
    delimiter: u8,
    source: &IncidentSource,
) -> Result<(Header, Gathered), IncidentError> {
    let mut batch = blocks.batch(1)?;
    let empty = || IncidentError::Empty {
        path: path.to_owned(),
    };
    let first = batch.first_mut().ok_or_else(empty)?;
    let (names, line) = header(path, first, delimiter)?.ok_or_else(empty)?;
    let mut header = understand(path, names, line, source.columns.as_ref())?;
    header.attributes = columns_of(path, &header.names, &source.attributes)?;
    let asked = Asked {
        header: &header,
        source,
    };
    let mut gathered = if source.merges() {
        Gathered::merging()
    } else {
        Gathered::default()
    };
    while !batch.is_empty() {
        let now = batch;
        let (next, done) = if blocks.ended() {
            (
                Ok(Vec::new()),
                gather(&mut gathered, &now, path, delimiter, asked),
            )
        } else {
            rayon::join(
                || blocks.batch(rayon::current_num_threads()),
                || gather(&mut gathered, &now, path, delimiter, asked),
            )
        };
        done?;
        batch = next?;
        now.into_iter().for_each(|block| blocks.reuse(block));
    }
    Ok((header, gathered))
}

/// The column names and their line, which the block then no longer holds.
fn header(
    path: &Path,
    block: &mut Block,
    delimiter: u8,
) -> Result<Option<(Vec<String>, u64)>, IncidentError> {
    let mut rows = Rows::new(block, delimiter);
    let Some(place) = rows.advance().map_err(|fault| error(path, fault))? else {
        return Ok(None);
    };
    let names = column_names(&rows.fields());
    let (bytes, lines) = rows.behind();
    block.skip(bytes, lines);
    Ok(Some((names, place.line)))
}

/// Goes through blocks side by side, and puts what they hold together in their order.
fn gather(
    gathered: &mut Gathered,
    blocks: &[Block],
    path: &Path,
    delimiter: u8,
    asked: Asked,
) -> Result<(), IncidentError> {
    let parts: Vec<Result<Gathered, IncidentError>> = blocks
        .par_iter()
        .map(|block| gather_block(block, path, delimiter, asked))
        .collect();
    parts
        .into_iter()
        .try_for_each(|part| gathered.absorb(part?))
}

fn gather_block(
    block: &Block,
    path: &Path,
    delimiter: u8,
    asked: Asked,
) -> Result<Gathered, IncidentError> {
    let mut rows = Rows::new(block, delimiter);
    let mut gathered = Gathered::default();
    while let Some(place) = rows.advance().map_err(|fault| error(path, fault))? {
        gathered.row(place, &rows.fields(), asked)?;
    }
    Ok(gathered)
}

fn error(path: &Path, fault: Unsplit) -> IncidentError {
    let path = path.to_owned();
    match fault {
        Unsplit::TooLong(line) => IncidentError::RowTooLong {
            path,
            line,
            limit: ROW_LIMIT,
        },
        Unsplit::OpenQuote(line) => IncidentError::OpenQuote { path, line },
    }
}
