//! Fieldmark reads the Markdown model docs of an SDK and writes a crate of serde types.
//!
//! The pipeline goes one way; [`understand`] is its front half, from pages to what they mean:
//!
//! | stage | from | to |
//! | --- | --- | --- |
//! | [`spec`], [`source`] | a folder | [`Spec`]: configuration and pages |
//! | [`markdown`] | pages | blocks, tables with named columns |
//! | [`dialect`] | blocks | [`ir::Api<Link>`](ir::Api): no spelling of a family is left |
//! | [`resolve`] | links | [`Resolved`]: models, JSON names, unions, cycles |
//! | [`policy`] | [`Resolved`], configuration | [`Policies`]: how far types rely on the docs |
//!
//! How much of anything is taken in, and what becomes of the rest, stands in [`limits`].
//!
//! Two things are made of the result: an OpenAPI document by [`schema`], and Rust. [`generate`] does the
//! latter from end to end:
//!
//! | stage | from | to |
//! | --- | --- | --- |
//! | [`lower`] | [`Resolved`] | [`rust::Api`]: every decision about Rust |
//! | [`emit`], [`mod@format`] | decisions | syntax, then text |
//! | [`samples`], [`gate`] | [`Resolved`], text | proof that it compiles and gives JSON back |
//! | [`output`] | text | what differs on disk, and only that is written, all of it or nothing |
//!
//! JSON bodies of real servers are set beside both: [`conform`] says what deviates from the docs and whether the
//! types give it back, [`learn`] turns deviations into facts for `spec.toml`, which [`resolve`] adds.
//! [`report`] and [`explain`] tell people of a run: what to look at, and how each decision was made.

pub mod add;
pub mod config;
pub mod conform;
pub mod diag;
pub mod dialect;
pub mod diff;
pub mod emit;
pub mod explain;
#[cfg(test)]
mod fixture;
pub mod format;
pub mod gate;
pub mod generate;
pub mod ir;
pub mod learn;
mod letters;
pub mod limits;
pub mod lower;
pub mod markdown;
pub mod output;
pub mod package;
mod paths;
pub mod policy;
pub mod provenance;
pub mod release;
pub mod report;
pub mod resolve;
pub mod rust;
pub mod samples;
pub mod schema;
pub mod source;
pub mod spec;

use std::collections::BTreeSet;

use diag::{Code, Diagnostic, Diagnostics, Failed};
use dialect::{Detection, Dialect, LeftOut};
use ir::{Api, Link};
use policy::Policies;
use resolve::{Resolved, names};
use spec::Spec;

/// The Rust in the package's readme.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;

/// What the pages of one API mean, and how they were read.
#[derive(Debug, Clone)]
pub struct Understood {
    /// The models.
    pub resolved: Resolved,
    /// What was found out about the case of JSON names.
    pub names: names::Names,
    /// What holds for each model and field.
    pub policies: Policies,
    /// The dialect that the pages are in.
    pub dialect: &'static Dialect,
    /// What showed the dialect; `None` where `spec.toml` says it.
    pub detection: Option<Detection>,
    /// The pages that hold no model.
    pub left_out: Vec<(String, LeftOut)>,
}

/// Reads the pages of one API: Markdown to models without loose ends.
///
/// # Errors
/// When the diagnostics hold an error, be it from before: no usable page, or a `spec.toml` that cannot be applied.
pub fn understand(spec: &Spec, diagnostics: &mut Diagnostics) -> Result<Understood, Failed> {
    let pages = markdown::parse(&spec.sources);
    let (dialect, detection) = choose_dialect(spec, &pages).map_err(|why| {
        // Where spec.toml cannot be followed, pages are missed that it names.
        if diagnostics.check().is_ok() {
            diagnostics.push(why);
        }
        Failed
    })?;
    let reading = dialect::read(&pages, dialect, diagnostics);
    diagnostics.check()?;
    diagnostics.extend(without_models(spec, &pages, &reading.api, dialect));
    diagnostics.check()?;
    let dialect::Reading { api, left_out } = reading;
    let (resolved, names) = resolve::resolve(api, &spec.sources, &pages, &left_out, dialect, &spec.config, diagnostics);
    let policies = policy::resolve(&resolved.api, &spec.config, &spec.sources, diagnostics);
    diagnostics.check()?;
    Ok(Understood { resolved, names, policies, dialect, detection, left_out })
}

fn choose_dialect(
    spec: &Spec,
    pages: &[markdown::Page<'_>],
) -> Result<(&'static Dialect, Option<Detection>), Diagnostic> {
    let Some(name) = spec.config.source.iter().find_map(|source| source.dialect.as_deref()) else {
        let found = dialect::detect(pages).map(|(dialect, detection)| (dialect, Some(detection)));
        // That there is nothing is said of the folder.
        return found
            .map_err(|why| if why.span.is_some() { why } else { why.in_file(spec::root(&spec.sources), None) });
    };
    let dialect = dialect::by_name(name).ok_or_else(|| {
        let nearest = config::nearest_of(name, dialect::names());
        Diagnostic::new(
            Code::BadConfig,
            spec::mention(&spec.sources, &format!("\"{name}\"")),
            format!("there is no dialect `{name}`"),
        )
        .help(format!("the nearest one is `{}`", nearest.unwrap_or_default()))
    })?;
    Ok((dialect, None))
}

/// What is said of folders none of whose pages is a model: who has named the wrong one must not lose what the right
/// one gave.
fn without_models(spec: &Spec, pages: &[markdown::Page<'_>], api: &Api<Link>, dialect: &Dialect) -> Vec<Diagnostic> {
    let root_of = |file| spec.sources.get(file).root.as_str();
    let with_models: BTreeSet<&str> = api.models.iter().map(|model| root_of(model.span.file)).collect();
    let empty = spec.roots().into_iter().filter(|root| !with_models.contains(root.as_str()));
    let said = empty.map(|root| {
        let pages = pages.iter().filter(|page| root_of(page.file) == root).count();
        let message = format!("none of {pages} pages is a model page of `{}`", dialect.name);
        Diagnostic::new(Code::NoDialect, None, message)
            .in_file(root, None)
            .help("name the folder that holds the model pages, or correct `dialect` in spec.toml")
    });
    said.collect()
}
