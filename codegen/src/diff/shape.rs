//! Which JSON a type takes: whether bodies that were read before can still be.
//!
//! In: a type and the surface that it is of. Out: its [`Shape`], aliases and wrappers seen through.

use super::surface::{Kind, Surface, Ty};

/// What JSON a type takes, null aside.
#[derive(Debug, Clone, PartialEq)]
enum Shape {
    Any,
    Object,
    Text,
    Whole,
    Number,
    Boolean,
    List(Ty),
    Map(Ty),
    Named(String),
}

/// Types that are on the wire what they hold.
const WRAPPERS: &[&str] = &["Option", "Box", "support::Maybe"];

/// The type without what says that it may be absent or null.
pub fn bare(ty: &Ty) -> &Ty {
    match ty.args.as_slice() {
        [inner] if WRAPPERS.contains(&ty.path.as_str()) => bare(inner),
        _ => ty,
    }
}

/// The type with its aliases written out.
pub fn canonical(ty: &Ty, surface: &Surface) -> Ty {
    written_out(ty, surface, MAX_DEPTH)
}

/// How deep aliases are followed: one of itself is none of ours.
const MAX_DEPTH: usize = 32;

fn written_out(ty: &Ty, surface: &Surface, depth: usize) -> Ty {
    match surface.items.get(&ty.path).map(|item| &item.kind) {
        Some(Kind::Alias(to)) if depth > 0 => written_out(to, surface, depth - 1),
        _ if depth > 0 => {
            let args = ty.args.iter().map(|arg| written_out(arg, surface, depth - 1)).collect();
            Ty { path: ty.path.clone(), args }
        }
        _ => ty.clone(),
    }
}

/// Whether null is a value of the type.
pub fn takes_null(ty: &Ty, surface: &Surface) -> bool {
    let ty = canonical(ty, surface);
    matches!(ty.path.as_str(), "Option" | "support::Maybe" | "serde_json::Value" | "()")
}

/// Whether `after` takes all that `before` took and gives it back as it was; null aside on the outside.
pub fn takes(after: (&Ty, &Surface), before: (&Ty, &Surface)) -> bool {
    accepts(after, before, MAX_DEPTH)
}

fn accepts(after: (&Ty, &Surface), before: (&Ty, &Surface), depth: usize) -> bool {
    if after.0 == before.0 || depth == 0 {
        return true;
    }
    let inner = |new: &Ty, old: &Ty| {
        accepts((new, after.1), (old, before.1), depth - 1) && (takes_null(new, after.1) || !takes_null(old, before.1))
    };
    match (shape(after.0, after.1, MAX_DEPTH), shape(before.0, before.1, MAX_DEPTH)) {
        (Shape::Any, _)
        | (Shape::Text, Shape::Text)
        | (Shape::Whole, Shape::Whole)
        | (Shape::Number, Shape::Number)
        | (Shape::Boolean, Shape::Boolean)
        | (Shape::Object, Shape::Object | Shape::Map(_)) => true,
        (Shape::Object, Shape::Named(path)) => is_struct(before.1, &path),
        (Shape::List(new), Shape::List(old)) | (Shape::Map(new), Shape::Map(old)) => inner(&new, &old),
        (Shape::Named(new), Shape::Named(old)) => {
            new == old || has_member(after.1, &new, &Ty { path: old, args: Vec::new() })
        }
        // A union that has the old type among its members, and one for every kind of value besides.
        (Shape::Named(new), _) => has_member(after.1, &new, bare(before.0)),
        // Whole numbers above 2^53 are not what they were.
        (Shape::Number, Shape::Whole) => false,
        (
            Shape::Object
            | Shape::Text
            | Shape::Whole
            | Shape::Number
            | Shape::Boolean
            | Shape::List(_)
            | Shape::Map(_),
            _,
        ) => false,
    }
}

fn shape(ty: &Ty, surface: &Surface, depth: usize) -> Shape {
    let ty = bare(ty);
    match (ty.path.as_str(), ty.args.as_slice()) {
        ("bool", _) => Shape::Boolean,
        ("i64" | "support::Integer", _) => Shape::Whole,
        ("f64", _) => Shape::Number,
        ("String", _) => Shape::Text,
        ("serde_json::Value", _) => Shape::Any,
        ("serde_json::Map" | "support::Extra", _) => Shape::Object,
        ("Vec", [of]) => Shape::List(of.clone()),
        ("BTreeMap", [_, of]) | ("support::TypedExtra", [of]) => Shape::Map(of.clone()),
        (path, _) => match surface.items.get(path).map(|item| &item.kind) {
            Some(Kind::Alias(to) | Kind::Newtype(to)) if depth > 0 => shape(to, surface, depth - 1),
            // Unlisted values are kept.
            Some(Kind::Enum(of)) if depth > 0 => shape(&of.base, surface, depth - 1),
            _ => Shape::Named(path.to_owned()),
        },
    }
}

fn is_struct(surface: &Surface, path: &str) -> bool {
    surface.items.get(path).is_some_and(|item| matches!(item.kind, Kind::Struct(_)))
}

fn has_member(surface: &Surface, path: &str, ty: &Ty) -> bool {
    match surface.items.get(path).map(|item| &item.kind) {
        Some(Kind::Union(union)) => union.members.iter().any(|member| bare(&member.ty) == ty),
        _ => false,
    }
}
