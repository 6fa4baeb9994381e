//! Models of any size, cut to what a compiler takes.
//!
//! In: an API as it was read. Out: the same with no more fields, values and members than [`crate::limits`]
//! has, and no type nested deeper; a finding for each model that had more. Whatever a dialect reads, the
//! stages behind can rely on it.

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    ir::{Api, Enum, Kind, Struct, Type, Union},
    limits::{MAX_FIELDS, MAX_MEMBERS, MAX_TYPE_DEPTH, MAX_VALUES},
    source::Span,
};

/// Cuts what is too large.
pub fn cut<R>(api: &mut Api<R>, diagnostics: &mut Diagnostics) {
    for model in &mut api.models {
        let mut bounds = Bounds { at: model.span, diagnostics };
        match &mut model.kind {
            Kind::Struct(object) => bounds.object(object),
            Kind::Enum(listed) => bounds.values(listed),
            Kind::Union(union) => bounds.union(union, 0),
            Kind::Alias(ty) => bounds.ty(ty, 0),
            Kind::Opaque(_) => {}
        }
    }
}

struct Bounds<'d> {
    at: Span,
    diagnostics: &'d mut Diagnostics,
}

impl Bounds<'_> {
    fn object<R>(&mut self, object: &mut Struct<R>) {
        if let Some(first) = object.fields.get(MAX_FIELDS) {
            let at = first.span;
            object.fields.truncate(MAX_FIELDS);
            self.report(
                at,
                &format!("more than {MAX_FIELDS} fields; those behind are kept as keys that are not listed"),
            );
        }
        for field in &mut object.fields {
            self.at = field.ty.span;
            self.ty(&mut field.ty.value, 0);
        }
        if let Some(ty) = &mut object.additional {
            self.ty(ty, 0);
        }
    }

    fn values(&mut self, listed: &mut Enum) {
        if let Some(first) = listed.values.get(MAX_VALUES) {
            let at = first.span;
            listed.values.truncate(MAX_VALUES);
            self.report(
                at,
                &format!("more than {MAX_VALUES} values; those behind are read like values that are not listed"),
            );
        }
    }

    fn union<R>(&mut self, union: &mut Union<R>, depth: usize) {
        if let Some(first) = union.members.get(MAX_MEMBERS) {
            let at = first.span;
            union.members.truncate(MAX_MEMBERS);
            self.report(
                at,
                &format!("a union of more than {MAX_MEMBERS} members; values of those behind are raw JSON"),
            );
        }
        for member in &mut union.members {
            self.at = member.span;
            self.ty(&mut member.ty, depth + 1);
        }
    }

    fn ty<R>(&mut self, ty: &mut Type<R>, depth: usize) {
        if depth > MAX_TYPE_DEPTH {
            *ty = Type::Any;
            self.report(
                self.at,
                &format!("a type that is nested more than {MAX_TYPE_DEPTH} deep; what is inside is raw JSON"),
            );
            return;
        }
        match ty {
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.ty(inner, depth + 1),
            Type::Union(union) => self.union(union, depth),
            Type::Enum(listed) => self.values(listed),
            Type::Any
            | Type::Object
            | Type::String(_)
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Boolean
            | Type::Null
            | Type::Ref(_) => {}
        }
    }

    fn report(&mut self, at: Span, what: &str) {
        let finding = Diagnostic::new(Code::TooLarge, at, what);
        self.diagnostics
            .push(finding.help("`fieldmark::limits` lists every limit; generated documentation stays below them"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, field, object, union};

    fn cut_to<R: Clone>(kind: Kind<R>) -> (Kind<R>, usize) {
        let mut diagnostics = Diagnostics::default();
        let (mut api, _) = api(vec![("A.md", kind)]);
        cut(&mut api, &mut diagnostics);
        (api.models.remove(0).kind, diagnostics.iter().count())
    }

    fn depth<R>(ty: &Type<R>) -> usize {
        if let Type::List(inner) = ty { 1 + depth(inner) } else { 0 }
    }

    #[test]
    fn types_are_cut_where_they_are_too_deep() {
        let deep = (0..2 * MAX_TYPE_DEPTH).fold(Type::<()>::Boolean, |ty, _| Type::List(Box::new(ty)));
        let (Kind::Struct(cut), findings) = cut_to(object(vec![field("a", deep), field("b", Type::Boolean)])) else {
            unreachable!("a struct")
        };
        assert_eq!((depth(&cut.fields[0].ty.value), findings), (MAX_TYPE_DEPTH + 1, 1));
        assert_eq!(cut.fields[1].ty.value, Type::Boolean);
    }

    #[test]
    fn fields_and_members_behind_the_limit_are_left_out() {
        let fields = (0..MAX_FIELDS + 3).map(|i| field(&format!("f{i}"), Type::<()>::Boolean)).collect();
        let (Kind::Struct(cut), 1) = cut_to(object(fields)) else { unreachable!("a struct and a finding") };
        assert_eq!(cut.fields.len(), MAX_FIELDS);
        let members = vec![Type::<()>::Boolean; MAX_MEMBERS + 1];
        let (Kind::Union(cut), 1) = cut_to(Kind::Union(union(members))) else { unreachable!("a union and a finding") };
        assert_eq!(cut.members.len(), MAX_MEMBERS);
    }
}
