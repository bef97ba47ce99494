//! How much the reader of workbooks takes in. Everything has a limit, so that a file cannot take the machine with it.

/// Largest file that is opened at all, in bytes; looked up before anything is read.
pub const FILE_BYTES_MAX: u64 = 100 * 1024 * 1024;

/// Most bytes that the parts of one workbook may unpack to. A small file that unpacks to more was made to do harm.
pub const UNPACKED_BYTES_MAX: u64 = 1024 * 1024 * 1024;

/// Most rows below the headings of one sheet: what Excel itself can hold.
pub const ROWS_MAX: u32 = 1_048_575;

/// Most rows of one import, all its files together; a whole province has fewer than half as many.
pub const IMPORT_ROWS_MAX: usize = 2_000_000;

/// Most cells of one row that are looked at: Excel's own number of columns.
pub const COLUMNS_MAX: u32 = 16_384;

/// Most refusals that are kept with their sentence; the rest are only counted.
pub const REFUSALS_MAX: usize = 10_000;

/// Most files that one folder may bring.
pub const FILES_MAX: usize = 1_000;
