//! What `learn` has written into `spec.toml`: facts that the bodies of real servers show and the docs do not.
//!
//! Each table is named like an override, by model and field; `[]` behind it stands for the elements of a
//! list, `{}` for the values of a map. Every fact says in how many bodies it was seen, and in which one.

use serde::Deserialize;

/// What was learned of one model or field: `[learned."Model.name"]`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Learned {
    /// The docs do not have the model; it lies beside one that they have.
    pub model: Option<Beside>,
    /// The docs do not have the field; it is optional and of this type.
    pub field: Option<Wider>,
    /// The name on the wire, where the docs leave it to a guess.
    pub json: Option<Named>,
    /// Null is allowed.
    pub nullable: Option<Seen>,
    /// The property may be absent.
    pub optional: Option<Seen>,
    /// Types besides the documented one.
    pub types: Vec<Wider>,
    /// Values besides the listed ones.
    pub values: Vec<Listed>,
}

/// Where a fact was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// In how many bodies of those that could show it: `12 of 340`.
    pub seen: String,
    /// The name of one of these bodies.
    pub example: String,
    /// The field that it was seen of, where that is one of a model that is alike.
    #[serde(default)]
    pub like: Option<String>,
}

/// A JSON name and where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The name.
    pub name: String,
    /// See [`Seen::seen`].
    pub seen: String,
    /// See [`Seen::example`].
    pub example: String,
    /// See [`Seen::like`].
    #[serde(default)]
    pub like: Option<String>,
}

/// A model and the one that it is used by.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    /// The title of a documented model, or of another learned one.
    pub beside: String,
    /// See [`Seen::seen`].
    pub seen: String,
    /// See [`Seen::example`].
    pub example: String,
}

/// A type and where it was seen.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wider {
    /// The type, as overrides write it; also `"literal"`, `null`, and several with `|` between them.
    #[serde(rename = "type")]
    pub ty: String,
    /// See [`Seen::seen`].
    pub seen: String,
    /// See [`Seen::example`].
    pub example: String,
}

/// A value of an enum and where it was seen.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The value on the wire.
    pub value: serde_json::Value,
    /// See [`Seen::seen`].
    pub seen: String,
    /// See [`Seen::example`].
    pub example: String,
}
