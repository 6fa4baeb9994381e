//! Types of the IR as types of Rust, and what can be said of them.

use crate::{
    config::Texts,
    ir::{self, Kind, ModelId},
    rust::{Base, Item, Type},
};

use super::{Context, enums, names::Site, text, union};

/// How many aliases are followed before a type counts as unknown.
const MAX_ALIASES: usize = 32;

impl Context<'_> {
    /// The model that `id` stands for.
    pub fn model(&self, id: ModelId) -> &ir::Model<ModelId> {
        &self.resolved.api[id]
    }

    /// The type at `site`. Types that are written there become items of their own, added to `helpers`.
    pub fn ty(&self, site: &Site<'_>, ty: &ir::Type<ModelId>, helpers: &mut Vec<Item>) -> Type {
        self.nested(site, ty, true, helpers)
    }

    /// Like [`Self::ty`]; `direct`: the value lies in the model itself, not in a list or map.
    pub fn nested(&self, site: &Site<'_>, ty: &ir::Type<ModelId>, direct: bool, helpers: &mut Vec<Item>) -> Type {
        match ty {
            ir::Type::Any => Type::Json,
            ir::Type::Object => Type::JsonObject,
            ir::Type::String(format) => text::lower(site.texts, *format),
            ir::Type::Integer(_) => Type::I64,
            ir::Type::Number(_) => Type::F64,
            ir::Type::Boolean => Type::Bool,
            ir::Type::Null => Type::Unit,
            ir::Type::List(element) => Type::Vec(Box::new(self.nested(&site.element(), element, false, helpers))),
            ir::Type::Map(value) => Type::Map(Box::new(self.nested(&site.value(), value, false, helpers))),
            ir::Type::Nullable(inner) => {
                let inner = self.nested(site, inner, direct, helpers);
                if matches!(inner, Type::Json | Type::Option(_)) { inner } else { Type::Option(Box::new(inner)) }
            }
            ir::Type::Enum(values) => match plain(values) {
                Some(ty) => ty,
                None => {
                    let ident = self.names.inline(site);
                    helpers.push(enums::lower(self, ident.clone(), Vec::new(), values));
                    Type::Path(vec![ident])
                }
            },
            ir::Type::Union(union) => {
                let ident = self.names.inline(site);
                // Its own helpers come behind it.
                let mut below = Vec::new();
                let item = union::lower(self, site, ident.clone(), Vec::new(), union, direct, &mut below);
                helpers.push(item);
                helpers.append(&mut below);
                Type::Path(vec![ident])
            }
            ir::Type::Ref(id) => {
                let path = Type::Path(self.names.path(site.model, *id));
                let boxed = direct && self.resolved.boxed.contains(&(site.model, *id));
                if boxed { Type::Box(Box::new(path)) } else { path }
            }
        }
    }

    /// Whether a type is made of whole numbers alone, which may be written with a fraction of zero.
    pub fn is_integers(&self, ty: &ir::Type<ModelId>) -> bool {
        self.innermost(ty, 0).is_some_and(|ty| match ty {
            ir::Type::Integer(_) => true,
            ir::Type::Enum(values) => plain(values) == Some(Type::I64),
            ir::Type::Ref(id) => {
                matches!(&self.model(*id).kind, Kind::Enum(values) if plain(values) == Some(Type::I64))
            }
            ir::Type::Any
            | ir::Type::Object
            | ir::Type::String(_)
            | ir::Type::Number(_)
            | ir::Type::Boolean
            | ir::Type::Null
            | ir::Type::List(_)
            | ir::Type::Map(_)
            | ir::Type::Nullable(_)
            | ir::Type::Union(_) => false,
        })
    }

    /// What lists, maps and aliases are made of in the end.
    fn innermost<'t>(&'t self, ty: &'t ir::Type<ModelId>, depth: usize) -> Option<&'t ir::Type<ModelId>> {
        if depth > MAX_ALIASES {
            return None;
        }
        match ty {
            ir::Type::List(inner) | ir::Type::Map(inner) | ir::Type::Nullable(inner) => {
                self.innermost(inner, depth + 1)
            }
            ir::Type::Ref(id) => match &self.model(*id).kind {
                Kind::Alias(ty) if !self.newtypes.contains(id) => self.innermost(ty, depth + 1),
                Kind::Alias(_) | Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Opaque(_) => Some(ty),
            },
            ir::Type::Any
            | ir::Type::Object
            | ir::Type::String(_)
            | ir::Type::Integer(_)
            | ir::Type::Number(_)
            | ir::Type::Boolean
            | ir::Type::Null
            | ir::Type::Enum(_)
            | ir::Type::Union(_) => Some(ty),
        }
    }

    /// The type without aliases and boxes: two types are the same to the compiler exactly if these are equal.
    pub fn canonical(&self, site: &Site<'_>, ty: &ir::Type<ModelId>) -> Type {
        self.expanded(ty, site, site.texts, 0)
    }

    fn expanded(&self, ty: &ir::Type<ModelId>, site: &Site<'_>, texts: Texts, depth: usize) -> Type {
        let inner = |ty| Box::new(self.expanded(ty, site, texts, depth));
        match ty {
            ir::Type::Any => Type::Json,
            ir::Type::Object => Type::JsonObject,
            ir::Type::String(format) => text::lower(texts, *format),
            ir::Type::Integer(_) => Type::I64,
            ir::Type::Number(_) => Type::F64,
            ir::Type::Boolean => Type::Bool,
            ir::Type::Null => Type::Unit,
            ir::Type::List(ty) => Type::Vec(inner(ty)),
            ir::Type::Map(ty) => Type::Map(inner(ty)),
            ir::Type::Nullable(ty) => match *inner(ty) {
                same @ (Type::Json | Type::Option(_)) => same,
                other => Type::Option(Box::new(other)),
            },
            ir::Type::Enum(values) => plain(values).unwrap_or_else(|| Type::Path(vec![site.key()])),
            ir::Type::Union(_) => Type::Path(vec![site.key()]),
            ir::Type::Ref(id) => match &self.model(*id).kind {
                Kind::Alias(ty) if depth < MAX_ALIASES && !self.is_item(*id) => {
                    self.expanded(ty, site, self.policies.model(*id).texts, depth + 1)
                }
                Kind::Enum(values) => plain(values).unwrap_or_else(|| by_id(*id)),
                Kind::Alias(_) | Kind::Struct(_) | Kind::Union(_) | Kind::Opaque(_) => by_id(*id),
            },
        }
    }

    /// Whether an alias has become a type of its own.
    fn is_item(&self, id: ModelId) -> bool {
        self.newtypes.contains(&id)
            || match &self.model(id).kind {
                Kind::Alias(ir::Type::Union(_)) => true,
                Kind::Alias(ir::Type::Enum(values)) => plain(values).is_none(),
                Kind::Alias(_) | Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Opaque(_) => false,
            }
    }
}

fn by_id(id: ModelId) -> Type {
    Type::Path(vec![id.0.to_string()])
}

/// The type of an enum that needs none of its own: its values are not listed, or are `true` and `false`.
pub fn plain(values: &ir::Enum) -> Option<Type> {
    match values.base {
        Base::Boolean => Some(Type::Bool),
        Base::String if values.values.is_empty() => Some(Type::String),
        Base::Integer if values.values.is_empty() => Some(Type::I64),
        Base::Number if values.values.is_empty() => Some(Type::F64),
        Base::String | Base::Integer | Base::Number => None,
    }
}
