//! What comes of a body beside the docs: counts, and what is not as documented.

use serde_json::Value;

use crate::{
    ir::{Enum, ModelId, Union},
    resolve::address::Place,
    source::Span,
};

use super::path::Path;

/// What came of one body.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Walked<'b> {
    /// Scalars, null not counted.
    pub leaves: usize,
    /// Nulls.
    pub nulls: usize,
    /// Leaves that landed in a documented field, of its documented type.
    pub typed_leaves: usize,
    /// Leaves that landed where only learned facts have a place for them.
    pub learned_leaves: usize,
    /// Leaves that the docs leave open: any value, or an object of which nothing is listed.
    pub free_form_leaves: usize,
    /// What is not as documented, in the order of the body.
    pub deviations: Vec<Deviation<'b>>,
    /// Values of models of which the docs say nothing.
    pub open: Vec<(ModelId, &'b Value)>,
    /// The models that values were taken for.
    pub models: Vec<ModelId>,
    /// The fields that were there.
    pub fields: Vec<(ModelId, usize)>,
}

impl Walked<'_> {
    /// Adds what came of a value of the same body.
    pub(super) fn append(&mut self, more: Self) {
        let Self { leaves, nulls, typed_leaves, learned_leaves, free_form_leaves, deviations, open, models, fields } =
            more;
        self.leaves += leaves;
        self.nulls += nulls;
        self.typed_leaves += typed_leaves;
        self.learned_leaves += learned_leaves;
        self.free_form_leaves += free_form_leaves;
        self.deviations.extend(deviations);
        self.open.extend(open);
        self.models.extend(models);
        self.fields.extend(fields);
    }
}

/// Something that is not as documented.
#[derive(Debug, Clone, PartialEq)]
pub struct Deviation<'b> {
    /// Where in the body.
    pub path: Path<'b>,
    /// In what way.
    pub kind: Deviant,
    /// What the docs say.
    pub expected: String,
    /// What is there; nothing where a property is missing.
    pub found: Option<&'b Value>,
    /// The row of the field that it is about, or the title of the model.
    pub span: Span,
    /// What a learned fact would be about.
    pub place: Place,
    /// What else one has to know to learn from it.
    pub about: About<'b>,
    /// Whether `spec.toml` knows it: a learned fact allows it.
    pub learned: bool,
    /// Whether types that are as strict as the docs cannot be read from it; never where `spec.toml` knows it.
    pub hard: bool,
}

/// What a deviation is about, besides its place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum About<'b> {
    /// What the place says.
    Place,
    /// A key of an object.
    Key(&'b str),
    /// A value that an enum does not list.
    Listed(&'b Enum),
    /// A value that is of no member of a union.
    Members(&'b Union<ModelId>, &'b Value),
}

/// The ways to deviate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deviant {
    /// The value is of another type.
    Type,
    /// The value is null.
    Null,
    /// A required property is absent.
    Missing,
    /// The key is not documented.
    Undocumented,
    /// The value is not a listed one.
    Value,
    /// The value is of no member of a union.
    Member,
}

impl Deviant {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 6] = [Self::Type, Self::Member, Self::Missing, Self::Null, Self::Undocumented, Self::Value];

    /// The word in `--json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Null => "null",
            Self::Missing => "missing",
            Self::Undocumented => "undocumented",
            Self::Value => "value",
            Self::Member => "member",
        }
    }
}
