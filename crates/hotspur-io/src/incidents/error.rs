//! Why incidents could not be read. Each message names the file, the line or value, and the remedy.

use std::io;
use std::path::PathBuf;

use crate::crs::Crs;

/// Why incidents could not be read at all; single rows that cannot be used are in the table instead.
#[derive(Debug, thiserror::Error)]
pub enum IncidentError {
    /// The study gives no input.
    #[error("no incidents given: name a file, a folder or - for standard input")]
    NoInput,
    /// A file or folder cannot be opened or listed.
    #[error("cannot open {}: {source}; check the path and the permissions", .path.display())]
    Open {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Reading stopped part of the way.
    #[error("{}, after line {line}: cannot read on: {source}; the file may be damaged, so fetch it again", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The last line that was read whole.
        line: u64,
        /// What the system or the decoder said.
        source: io::Error,
    },
    /// A folder holds no file of incidents.
    #[error(
        "{}: no file of incidents in this folder ({ignored} other files ignored); it should hold police.uk street files such as 2025-01/2025-01-staffordshire-street.csv, or any .csv or .csv.gz with [incidents.columns] in the study",
        .path.display()
    )]
    NothingInFolder {
        /// The folder.
        path: PathBuf,
        /// How many files in it were ignored.
        ignored: usize,
    },
    /// The folders hold more files than any study does.
    #[error("{}: more than {limit} files; give a folder that holds incidents alone", .path.display())]
    TooManyFiles {
        /// The folder.
        path: PathBuf,
        /// How many are read at most.
        limit: usize,
    },
    /// A layer of points cannot be read.
    #[error("{why}")]
    Points {
        /// What is wrong, in which file, and what to do.
        why: String,
    },
    /// Layers state different systems.
    #[error("{} is in {one} and {} in {other}: bring them to one coordinate system, for example in QGIS, or say what they are in with [incidents] crs", .first.display(), .second.display())]
    MixedSystems {
        /// A layer.
        first: PathBuf,
        /// Its system.
        one: Crs,
        /// Another file.
        second: PathBuf,
        /// Its system, in words.
        other: String,
    },
    /// An archive cannot be read, or should not be.
    #[error("{}: {why}", .path.display())]
    Archive {
        /// The archive.
        path: PathBuf,
        /// What is wrong and what to do.
        why: String,
    },
    /// One file is given twice.
    #[error("{} and {} are the same file: every row in it would count twice, so give it once", .first.display(), .second.display())]
    GivenTwice {
        /// One path to it.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// Two files hold the same bytes.
    #[error("{} and {} hold the same bytes: every row in them would count twice, so remove one", .first.display(), .second.display())]
    SameContent {
        /// One of them.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A file has no bytes.
    #[error("{}: the file is empty; fetch it again or leave it out", .path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A file is something else than a CSV.
    #[error("{}: not a CSV: {what}; {remedy}", .path.display())]
    NotCsv {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        what: &'static str,
        /// What to do.
        remedy: &'static str,
    },
    /// Another police.uk file than street crime was given by name.
    #[error("{}: {what}, not street crime; give the file that ends in -street.csv", .path.display())]
    OtherPoliceFile {
        /// The file.
        path: PathBuf,
        /// Which kind it is.
        what: &'static str,
    },
    /// The first row is data.
    #[error("{}, line {line}: a header was expected, but {value:?} looks like data; put the line with the column names back", .path.display())]
    MissingHeader {
        /// The file.
        path: PathBuf,
        /// The line of the first row.
        line: u64,
        /// The field that is no column name.
        value: String,
    },
    /// No column, or more than one, could hold something that is needed.
    #[error("{}: {problem}; columns are: {columns}; give [incidents.columns] in the study, for example {example}", .path.display())]
    UnknownColumns {
        /// The file.
        path: PathBuf,
        /// What was looked for, and what was found.
        problem: String,
        /// The header.
        columns: String,
        /// A mapping to begin with.
        example: String,
    },
    /// Some sources are asked for, and the file does not say its own.
    #[error("{}: [incidents] sources asks for some sources, and no column says who recorded a row; columns are: {columns}; name it as `source` in [incidents.columns], or leave the file out", .path.display())]
    NoSource {
        /// The file.
        path: PathBuf,
        /// The header.
        columns: String,
    },
    /// The mapping names a column that the file lacks.
    #[error("{}: no column {name:?} for {role}; columns are: {columns}; correct `{role}` in [incidents.columns]", .path.display())]
    NoSuchColumn {
        /// The file.
        path: PathBuf,
        /// What the column was to hold.
        role: &'static str,
        /// The name in the mapping.
        name: String,
        /// The header.
        columns: String,
    },
    /// Two columns bear a name that is read.
    #[error("{}: two columns are called {name:?}; rename one of them, for it is not clear which to read", .path.display())]
    RepeatedColumn {
        /// The file.
        path: PathBuf,
        /// The name.
        name: String,
    },
    /// The mapping contradicts itself.
    #[error("[incidents.columns]: {problem}")]
    Mapping {
        /// What is wrong, and what to do.
        problem: &'static str,
    },
    /// A row is longer than any incident.
    #[error("{}, line {line}: a row longer than {limit} bytes; a quotation mark may be missing there, or the file is not a CSV", .path.display())]
    RowTooLong {
        /// The file.
        path: PathBuf,
        /// The line that the row begins on.
        line: u64,
        /// The longest row that is read, in bytes.
        limit: u64,
    },
    /// A quotation mark opens and never closes.
    #[error("{}, line {line}: a quotation mark opens here and never closes, so the rows after it cannot be told apart; close it or remove it", .path.display())]
    OpenQuote {
        /// The file.
        path: PathBuf,
        /// The line of the opening mark.
        line: u64,
    },
    /// No file has any row.
    #[error("{}: no rows below the header{}; there is nothing to count", .path.display(), if *.files > 1 { format!(", nor in the other {} files", .files - 1) } else { String::new() })]
    NoRows {
        /// The first file.
        path: PathBuf,
        /// How many files there are.
        files: usize,
    },
    /// Most coordinates of a file have changed places.
    #[error("{}: {count} of {of} rows have latitude in the column for x (such as {example}); exchange x and y in [incidents.columns] or in the file", .path.display())]
    Swapped {
        /// The file.
        path: PathBuf,
        /// How many rows.
        count: u64,
        /// Of how many with coordinates.
        of: u64,
        /// One of them.
        example: String,
    },
    /// Most coordinates of a file lie outside the range of degrees.
    #[error("{}: {count} of {of} rows cannot be degrees (such as {example}); if they are metres, give the coordinate system, for example EPSG:27700", .path.display())]
    NotDegrees {
        /// The file.
        path: PathBuf,
        /// How many rows.
        count: u64,
        /// Of how many with coordinates.
        of: u64,
        /// One of them.
        example: String,
    },
    /// The study says metres, the file says degrees.
    #[error("{}: its coordinates are longitude and latitude, but a coordinate system in metres was given; leave it out, or give EPSG:4326", .path.display())]
    Degrees {
        /// The file.
        path: PathBuf,
    },
    /// One file is in degrees, another in metres.
    #[error("{} is in degrees, {} is not: one run reads one coordinate system, so run them apart or convert one", .degrees.display(), .metres.display())]
    MixedCoordinates {
        /// A file in degrees.
        degrees: PathBuf,
        /// A file that is not.
        metres: PathBuf,
    },
    /// The dates of a file put the month first.
    #[error("{}, line {line}: {value:?} puts the month first, as {count} dates here do; dates are read day first, so write them as YYYY-MM-DD", .path.display())]
    MonthFirst {
        /// The file.
        path: PathBuf,
        /// The line of the first of them.
        line: u64,
        /// That date.
        value: String,
        /// How many there are.
        count: u64,
    },
    /// A partial cannot be used.
    #[error("{}, line {line}: this partial cannot be used: {why}", .path.display())]
    Partial {
        /// The file.
        path: PathBuf,
        /// The line.
        line: u64,
        /// Why, and what to do.
        why: String,
    },
    /// There are more rows or texts than can be numbered.
    #[error("more than 4 billion rows: read them in parts")]
    TooManyRows,
}
