//! From what pages print to what they mean.
//!
//! In: [`Api<Link>`]. Out: [`Resolved`]: every reference stands for one model, every field has its JSON
//! name, overrides are applied, and it is known which references must be boxed. Nothing here knows a
//! dialect or Rust.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    config::Config,
    diag::Diagnostics,
    dialect::{Dialect, LeftOut},
    ir::{Api, Link, ModelId},
    markdown::Page,
    source::Sources,
};

pub mod address;
mod bounds;
mod chains;
mod cycles;
pub mod groups;
pub mod learned;
mod links;
mod mixed;
pub mod names;
mod overrides;
mod tags;
mod type_text;
pub mod unions;

use groups::Groups;

/// An API without loose ends.
///
/// **Invariant:** no two models of one namespace have the same title, and no two fields of one struct
/// the same JSON name.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The models. References that led nowhere have become [`crate::ir::Kind::Opaque`] models.
    pub api: Api<ModelId>,
    /// Direct containments, as (container, contained), that would make a type infinitely large.
    pub boxed: BTreeSet<(ModelId, ModelId)>,
    /// What bodies show of models as a whole and the docs do not, in words. Of fields their facts say it.
    pub learned: BTreeMap<ModelId, Vec<String>>,
    /// Which models are asked for together, where the docs show it.
    pub groups: Groups,
}

/// Resolves an API. The order matters: names are found by following links to the models that examples
/// speak of, overrides correct what was found, what was learned adds to what is right by then, and only then
/// is it known what tells unions apart, and what their mappings say of the members.
pub fn resolve(
    mut api: Api<Link>,
    sources: &Sources,
    pages: &[Page<'_>],
    left_out: &[(String, LeftOut)],
    dialect: &Dialect,
    config: &Config,
    diagnostics: &mut Diagnostics,
) -> (Resolved, names::Names) {
    bounds::cut(&mut api, diagnostics);
    mixed::split(&mut api);
    let mut api = links::resolve(api, sources, diagnostics);
    let names = names::recover(&mut api, pages, dialect, config.json_names());
    overrides::apply(&mut api, config, sources, diagnostics);
    names::unique(&mut api, sources, diagnostics);
    let learned = learned::apply(&mut api, &config.learned, sources, diagnostics);
    tags::fill(&mut api);
    chains::cut(&mut api, diagnostics);
    let boxed = cycles::boxed(&api);
    let groups = groups::find(&api, pages, left_out, config, sources, diagnostics);
    (Resolved { api, boxed, learned, groups }, names)
}
