//! From what pages print to what they mean.
//!
//! In: [`Api<Link>`]. Out: [`Resolved`]: every reference stands for one model, every field has its JSON
//! name, overrides are applied, and it is known which references must be boxed. Nothing here knows a dialect or Rust.

use std::collections::BTreeSet;

use crate::ir::{Api, ModelId};

pub mod unions;

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
}
