//! How much of anything is taken in: every limit, and what becomes of what is beyond it.
//!
//! Pages come from the internet. Whatever they hold, a run ends soon, in bounded memory, and its output
//! compiles. What is beyond a limit is left out, cut or raw JSON, a warning says where
//! (`path:line:column`, mostly `FM106`), and the rest goes through. Real documentation stays far below:
//! the second column is the most that was seen in 179 trees.
//!
//! | limit | seen | beyond it |
//! | --- | --- | --- |
//! | [`MAX_PAGE_BYTES`] | 0.6 MB | the page is left out |
//! | [`MAX_FOLDERS`] | 9 | what is below is left out |
//! | [`MAX_CONFIG_BYTES`] | 6 kB | an error: `spec.toml` is written by hand |
//! | [`MAX_EXAMPLE_BYTES`] | 0.3 MB | the example file is not tested with |
//! | [`MAX_ROWS`] | 600 | the rows behind are left out |
//! | [`MAX_FIELDS`] | 103 | the fields behind are left out; as keys that are not listed they are kept |
//! | [`MAX_VALUES`] | 145 | the values behind are left out; they are read as unlisted ones |
//! | [`MAX_MEMBERS`] | 22 | the members behind are left out; their values are raw JSON |
//! | [`MAX_TYPE_DEPTH`] | 6 | the type is raw JSON |
//! | [`MAX_LEVELS`] | 31 | what is below is raw JSON |
//! | [`MAX_FINDINGS`] | 100 | the findings behind are counted, not shown |
//! | [`MAX_NAME`] | 96 | the identifier is cut and ends in a hash; the JSON name stays |
//!
//! Smaller ones stand where they are used, as nothing but them can be reached: how many brackets of a cell
//! are looked at, how deep JSON examples and quotations nest, how many samples a model gets.

/// The largest page that is read, in bytes.
pub const MAX_PAGE_BYTES: u64 = 16 << 20;

/// How many folders deep a page may lie.
pub const MAX_FOLDERS: usize = 64;

/// The largest `spec.toml`, in bytes.
pub const MAX_CONFIG_BYTES: u64 = 1 << 20;

/// The largest example file that is read, in bytes.
pub const MAX_EXAMPLE_BYTES: u64 = 16 << 20;

/// How many rows of a table are read.
pub const MAX_ROWS: usize = 10_000;

/// How many fields of a model are read. A compiler needs minutes for the implementations of more.
pub const MAX_FIELDS: usize = 1_000;

/// How many values of an enum are read.
pub const MAX_VALUES: usize = 5_000;

/// How many members of a union are read.
pub const MAX_MEMBERS: usize = 500;

/// How deep lists, maps and unions of one type cell may nest.
pub const MAX_TYPE_DEPTH: usize = 32;

/// How many models, lists and maps deep types may be made of each other. A compiler walks down there and
/// takes two or three of its 128 steps a level.
pub const MAX_LEVELS: usize = 48;

/// How many findings of one page are shown.
pub const MAX_FINDINGS: usize = 1_000;

/// The longest identifier, in characters.
pub const MAX_NAME: usize = 100;
