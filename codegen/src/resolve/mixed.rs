//! Listed values of several types.
//!
//! In: an API as it was read, with enums of what pages list. Out: the same, where the values of an enum are all of its
//! base: those that are not, as in `"auto", 3`, have become a union of an enum for each type.

use super::chains::visit_mut;
use crate::{
    ir::{Api, Base, Enum, Kind, Member, Type, Union, Value},
    source::Span,
};

/// Takes enums apart.
pub fn split<R>(api: &mut Api<R>) {
    for model in &mut api.models {
        if let Kind::Enum(listed) = &model.kind
            && let Some(union) = by_base(listed, model.span)
        {
            model.kind = Kind::Union(union);
        }
        visit_mut(&mut model.kind, model.span, &mut |ty, _, at| {
            if let Type::Enum(listed) = ty
                && let Some(union) = by_base(listed, at)
            {
                *ty = Type::Union(Box::new(union));
            }
        });
    }
}

/// The enums of the values of each type, in the order of their first values; `None` where there is one.
fn by_base<R>(listed: &Enum, at: Span) -> Option<Union<R>> {
    let base = |value: &Value| match &value.json {
        serde_json::Value::Bool(_) => Base::Boolean,
        serde_json::Value::Number(number) if number.is_i64() && listed.base != Base::Number => Base::Integer,
        serde_json::Value::Number(_) => Base::Number,
        _ => Base::String,
    };
    if listed.values.iter().all(|value| base(value) == listed.base) {
        return None;
    }
    let mut enums: Vec<Enum> = Vec::new();
    for value in &listed.values {
        let base = base(value);
        match enums.iter_mut().find(|found| found.base == base) {
            Some(found) => found.values.push(value.clone()),
            None => enums.push(Enum { base, values: vec![value.clone()], ..listed.clone() }),
        }
    }
    let members = enums.into_iter().map(|of| Member { ty: Type::Enum(Box::new(of)), span: at });
    Some(Union { members: members.collect(), discriminator: None })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::fixture::{api, field, object, values};

    fn listed(base: Base, all: &[serde_json::Value]) -> Enum {
        let mut listed = Enum { base, ..values(&vec![""; all.len()]) };
        listed.values.iter_mut().zip(all).for_each(|(value, json)| value.json = json.clone());
        listed
    }

    #[track_caller]
    fn check(base: Base, all: &[serde_json::Value], expected: &[(Base, usize)]) {
        let of = Type::<()>::List(Box::new(Type::Enum(Box::new(listed(base, all)))));
        let (mut api, _) = api(vec![("A.md", object(vec![field("a", of)]))]);
        split(&mut api);
        let Kind::Struct(found) = &api.models[0].kind else { unreachable!("a struct") };
        let Type::List(found) = &found.fields[0].ty.value else { unreachable!("a list") };
        let found: Vec<&Enum> = match &**found {
            Type::Enum(one) => vec![one],
            Type::Union(union) => union
                .members
                .iter()
                .map(|member| if let Type::Enum(one) = &member.ty { &**one } else { unreachable!("an enum") })
                .collect(),
            _ => unreachable!("an enum, or several"),
        };
        assert_eq!(found.iter().map(|one| (one.base, one.values.len())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn values_of_several_types_are_a_union() {
        let mixed = [json!("auto"), json!(3), json!(true), json!(4)];
        check(Base::String, &mixed, &[(Base::String, 1), (Base::Integer, 2), (Base::Boolean, 1)]);
    }

    #[test]
    fn whole_numbers_are_numbers_among_them() {
        check(Base::Number, &[json!(1), json!(2.5)], &[(Base::Number, 2)]);
        check(Base::Integer, &[json!(1), json!(2)], &[(Base::Integer, 2)]);
        check(Base::String, &[], &[(Base::String, 0)]);
    }
}
