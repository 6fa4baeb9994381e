//! Changes of types: the part that a fact is about, and what it admits besides.

use crate::{
    ir::{Enum, Member, ModelId, Type, Union},
    resolve::address::Step,
    source::Span,
};

/// How deep unions, lists and maps are followed.
const MAX_DEPTH: usize = 64;

/// The type that steps into lists and maps lead to; of a union's members the first one that has such a part.
pub fn below<'t>(ty: &'t mut Type<ModelId>, steps: &[Step], depth: usize) -> Option<&'t mut Type<ModelId>> {
    let Some((step, rest)) = steps.split_first() else { return Some(ty) };
    if depth > MAX_DEPTH {
        return None;
    }
    match (step, ty) {
        (Step::Element, Type::List(inner)) | (Step::Value, Type::Map(inner)) => below(inner, rest, depth + 1),
        (_, Type::Nullable(inner)) => below(inner, steps, depth + 1),
        (_, Type::Union(union)) => union.members.iter_mut().find_map(|member| below(&mut member.ty, steps, depth + 1)),
        (
            _,
            Type::Any
            | Type::Object
            | Type::String(_)
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Boolean
            | Type::Null
            | Type::List(_)
            | Type::Map(_)
            | Type::Enum(_)
            | Type::Ref(_),
        ) => None,
    }
}

/// The set of values that a type is, or that one of its members is.
pub fn enums(ty: &mut Type<ModelId>, depth: usize) -> Option<&mut Enum> {
    match ty {
        _ if depth > MAX_DEPTH => None,
        Type::Enum(values) => Some(values),
        Type::Nullable(inner) => enums(inner, depth + 1),
        Type::Union(union) => union.members.iter_mut().find_map(|member| enums(&mut member.ty, depth + 1)),
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::List(_)
        | Type::Map(_)
        | Type::Ref(_) => None,
    }
}

/// Makes a type admit another one; says whether it did not before.
pub fn widen(known: &mut Type<ModelId>, more: Type<ModelId>, documented: Span, span: Span) -> bool {
    match (&mut *known, more) {
        (Type::Any, _) | (Type::Number(_), Type::Integer(_)) => false,
        (known, more) if *known == more => false,
        (known, Type::Any) => {
            *known = Type::Any;
            true
        }
        (known @ Type::Integer(_), Type::Number(_)) => {
            *known = Type::Number(None);
            true
        }
        (Type::Nullable(inner), more) => widen(inner, more, documented, span),
        (known, Type::Union(more)) => {
            let changed: Vec<bool> =
                more.members.into_iter().map(|member| widen(known, member.ty, documented, span)).collect();
            changed.contains(&true)
        }
        (Type::Union(union), more) => {
            let idle = union.members.iter().any(|member| member.ty == more);
            if !idle {
                union.members.push(Member { ty: more, span });
            }
            !idle
        }
        (known, more) => {
            let documented = Member { ty: std::mem::replace(known, Type::Any), span: documented };
            let members = vec![documented, Member { ty: more, span }];
            *known = Type::Union(Box::new(Union { members, discriminator: None }));
            true
        }
    }
}
