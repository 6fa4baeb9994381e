//! How the members of a union are told apart.
//!
//! In: a resolved API and one of its unions. Out: [`Dispatch`], decided once, so that the generated code
//! only looks at a value and never tries one member after the other.

use serde_json::Value;

use crate::ir::{Api, ModelId, Union};

/// Which member a JSON value belongs to.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispatch {
    /// The property whose value tells the object members apart, where there is one: the discriminator.
    pub tag: Option<String>,
    /// Tested in this order, the first that fits decides; where none fits, the value is of no known member.
    pub arms: Vec<Arm>,
    /// Pairs of members, by position, that some value fits both; the first one gets it.
    pub overlaps: Vec<(usize, usize)>,
}

/// One test and what follows from it. A member may have several arms (a union inside of a union).
#[derive(Debug, Clone, PartialEq)]
pub struct Arm {
    /// The JSON kind that the value must be of.
    pub kind: JsonKind,
    /// What else must hold.
    pub when: When,
    /// The member's position in the union.
    pub member: usize,
}

/// The kinds of JSON values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean,
    /// Any number.
    Number,
    /// Text.
    String,
    /// `[..]`
    Array,
    /// `{..}`
    Object,
}

/// What must hold besides the kind.
#[derive(Debug, Clone, PartialEq)]
pub enum When {
    /// Nothing else.
    Always,
    /// The number is whole.
    Whole,
    /// The value is one of these.
    OneOf(Vec<Value>),
    /// The object's property is one of these.
    Tag {
        /// The property's name on the wire.
        property: String,
        /// Its values for this member.
        values: Vec<Value>,
    },
    /// The object has all of these keys.
    Keys(Vec<String>),
}

/// Decides how the members of `union` are told apart.
pub fn dispatch(api: &Api<ModelId>, union: &Union<ModelId>) -> Dispatch {
    let _ = (api, union);
    Dispatch { tag: None, arms: Vec::new(), overlaps: Vec::new() }
}
