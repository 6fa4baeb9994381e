//! Models of which no value is finite: each holds one that holds one ... that holds it.
//!
//! In: a resolved API and what holds for its fields. Out: these models. A codec that makes a value first and
//! reads its fields then must not begin with one of them.

use std::collections::BTreeSet;

use crate::{
    config::OnMismatch,
    ir::{Api, Kind, ModelId, Type},
    policy::{Held, Policies},
};

/// The models whose fields lead back to them, or to others of which that is true, wherever one goes.
pub fn endless(api: &Api<ModelId>, policies: &Policies) -> BTreeSet<ModelId> {
    let ids = || (0..).map(ModelId).zip(&api.models);
    let holds: Vec<Vec<ModelId>> = ids()
        .map(|(id, model)| match &model.kind {
            Kind::Struct(_) if policies.model(id).on_mismatch == OnMismatch::Keep => Vec::new(),
            Kind::Struct(object) => {
                let fields = object.fields.iter().enumerate();
                let bare = fields.filter(|(at, field)| policies.held(api, id, *at, field) == Held::Value);
                bare.filter_map(|(_, field)| target(&field.ty.value)).collect()
            }
            Kind::Alias(ty) => target(ty).into_iter().collect(),
            // A union can hold a value of no known member.
            Kind::Union(_) | Kind::Enum(_) | Kind::Opaque(_) => Vec::new(),
        })
        .collect();

    // A model is finite once all that it holds is; what is never reached so is not.
    let mut open: Vec<usize> = holds.iter().map(Vec::len).collect();
    let mut held_by = vec![Vec::new(); holds.len()];
    for (at, held) in holds.iter().enumerate() {
        held.iter().for_each(|id| held_by[id.0 as usize].push(at));
    }
    let mut finite: Vec<usize> = (0..holds.len()).filter(|at| open[*at] == 0).collect();
    while let Some(at) = finite.pop() {
        for holder in &held_by[at] {
            open[*holder] -= 1;
            if open[*holder] == 0 {
                finite.push(*holder);
            }
        }
    }
    ids().map(|(id, _)| id).filter(|id| open[id.0 as usize] > 0).collect()
}

/// The model that a value of a type always holds.
fn target(ty: &Type<ModelId>) -> Option<ModelId> {
    match ty {
        Type::Ref(id) => Some(*id),
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null
        | Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::Enum(_)
        | Type::Union(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Config,
        fixture::{api, field, object, optional},
    };

    #[test]
    fn what_leads_to_a_circle_is_endless_too() {
        let to = |id| Type::Ref(ModelId(id));
        let models = vec![
            ("A.md", object(vec![field("b", to(1)), field("d", to(3))])),
            ("B.md", object(vec![field("c", to(2))])),
            ("C.md", object(vec![field("b", to(1))])),
            ("D.md", object(vec![optional("a", to(0)), field("list", Type::List(Box::new(to(3))))])),
        ];
        let policies = Policies::of_api(&Config::default());
        let found = endless(&api(models).0, &policies);
        assert_eq!(found.into_iter().map(|id| id.0).collect::<Vec<_>>(), [0, 1, 2]);
    }
}
