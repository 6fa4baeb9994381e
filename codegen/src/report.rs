//! What a person should look at: what a run read and made, and what changed for callers.
//!
//! In: the APIs of a run, two crates compared. Out: text: Markdown for pull requests, plain lines for
//! terminals, JSON for machines. Nothing is decided here. Text of pages is never trusted: whatever it
//! holds, it stays in the code span that it is put into.

mod findings;
mod graph;
mod human;
mod json;
mod review;
mod run;
mod text;

pub use findings::{Finding, Findings, ONLY_CODE};
pub use human::human;
pub use json::json;
pub use review::{Links, Review, markdown as review};
pub use run::{Part, found_by, markdown};
