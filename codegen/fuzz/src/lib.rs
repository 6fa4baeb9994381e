//! What the fuzz targets do, as plain functions that any test can call.
//!
//! In: bytes. Out: how far they came; a panic is a finding. Each function takes whatever it is given:
//! bytes that are no UTF-8 go nowhere, text is read as one page or as several with [`set`]. Nothing here
//! knows libFuzzer, so the project's own tests replay seeds and mutants through the same code.

pub mod api;
pub mod count;
#[path = "../../support/round_trip/harness.rs"]
pub mod harness;
pub mod json;
pub mod mutate;
pub mod pages;
pub mod pipeline;
#[path = "../../support/round_trip/samples.rs"]
pub mod samples;
pub mod seeds;
pub mod set;

/// How far an input came. Fuzzing that never leaves the first stage shows nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// Not text, or nothing that the target reads.
    Nothing,
    /// It was read, and nothing was found in it.
    Read,
    /// A model was found, a configuration was accepted, a value was read.
    Understood,
    /// Rust was printed and parsed again, or JSON was written and compared.
    Written,
}

/// A fuzz target.
#[derive(Debug)]
pub struct Target {
    /// The name of the target and of its folders.
    pub name: &'static str,
    /// What it does with bytes.
    pub run: fn(&[u8]) -> Reached,
    /// How far an input is meant to come.
    pub aim: Reached,
}

/// Every target.
pub const TARGETS: &[Target] = &[
    Target { name: "page_speakeasy", run: |data| pages::page("Speakeasy", data), aim: Reached::Understood },
    Target {
        name: "page_openapi_generator",
        run: |data| pages::page("OpenAPI Generator", data),
        aim: Reached::Understood,
    },
    Target { name: "page_apimatic", run: |data| pages::page("APIMatic", data), aim: Reached::Understood },
    Target { name: "page_tables", run: |data| pages::page("Tables", data), aim: Reached::Understood },
    Target { name: "cell", run: pages::cell, aim: Reached::Understood },
    Target { name: "mdx", run: pages::mdx, aim: Reached::Understood },
    Target { name: "pipeline", run: pipeline::pipeline, aim: Reached::Written },
    Target { name: "spec_toml", run: pipeline::spec_toml, aim: Reached::Understood },
    Target { name: "json", run: json::body, aim: Reached::Written },
];

/// The target called so.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
