//! What holds for a field holds for the same field of models that are alike.
//!
//! In: facts of single fields. Out: for each that a property may be null or absent the same fact of other models,
//! with the field that it was seen of. Writers number the schemas that a document repeats
//! (`Repository`, `Repository1`, ..), and bodies show some of them only. A model that as many bodies show speaks
//! for itself.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    config::{Learned, Seen},
    ir::{Api, Field, ModelId, Nullable},
    resolve::address::{self, Place},
};

use super::{Facts, add, shape::Tally};

/// How many of their fields, of a hundred, two models that are alike have in common.
const COMMON: usize = 80;
/// How many fields a model must have to be like another one.
const FIELDS: usize = 4;

/// The facts of models that are alike by the docs, other than those that `api` has by now; `shown` says in how many
/// bodies each model is.
pub fn spread(documented: &Api<ModelId>, api: &Api<ModelId>, facts: &Facts, shown: &BTreeMap<ModelId, Tally>) -> Facts {
    let bodies = |model: ModelId| shown.get(&model).map_or(0, |tally| tally.bodies);
    let documented: Vec<BTreeSet<&str>> = documented.models.iter().map(|model| names(model.fields())).collect();
    let alike = |model: ModelId| -> Vec<ModelId> {
        // A model that was learned is like none.
        let Some(own) = documented.get(model.0 as usize) else { return Vec::new() };
        let is_shown = |other| bodies(other) > 0 && bodies(other) >= bodies(model);
        let others = (0..).map(ModelId).zip(&documented).filter(|(other, _)| *other != model && !is_shown(*other));
        others.filter(|(_, names)| are_alike(own, names)).map(|(other, _)| other).collect()
    };
    let mut others: BTreeMap<ModelId, Vec<ModelId>> = BTreeMap::new();
    let mut all = Facts::new();
    for (at, learned) in facts {
        let Some((model, field)) = address::field(api, at) else { continue };
        let printed = &api[model].fields()[field].printed;
        for other in others.entry(model).or_insert_with(|| alike(model)).iter().copied() {
            let fields = api[other].fields();
            let Some(twin) = fields.iter().position(|field| field.printed == *printed) else { continue };
            let spread = of_twin(learned, at, &fields[twin]);
            let address = address::of_place(api, &Place { model: other, field: Some(twin), steps: Vec::new() });
            if spread != Learned::default() && !facts.contains_key(&address) {
                add(all.entry(address).or_default(), spread);
            }
        }
    }
    all
}

/// What of a field's facts is new for its twin.
fn of_twin(learned: &Learned, at: &str, own: &Field<ModelId>) -> Learned {
    let like = |seen: &Seen| seen.like.is_none().then(|| Seen { like: Some(at.to_owned()), ..seen.clone() });
    Learned {
        nullable: learned.nullable.as_ref().filter(|_| own.nullable.value != Nullable::Yes).and_then(like),
        optional: learned.optional.as_ref().filter(|_| own.required.value).and_then(like),
        ..Learned::default()
    }
}

fn are_alike(one: &BTreeSet<&str>, other: &BTreeSet<&str>) -> bool {
    let (fewer, more) = (one.len().min(other.len()), one.len().max(other.len()));
    if fewer < FIELDS || fewer * 100 < more * COMMON {
        return false;
    }
    let common = one.intersection(other).count();
    common * 100 >= (one.len() + other.len() - common) * COMMON
}

fn names(fields: &[Field<ModelId>]) -> BTreeSet<&str> {
    fields.iter().map(|field| field.printed.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixture::{self, api, object},
        ir::Type,
    };

    #[test]
    fn facts_spread_to_models_that_are_alike() {
        let model =
            |names: &[&str]| object(names.iter().map(|name| fixture::field(name, Type::<ModelId>::Any)).collect());
        let api = api(vec![
            ("Repo.md", model(&["a", "b", "c", "d", "e"])),
            ("Repo1.md", model(&["a", "b", "c", "d", "e"])),
            ("Repo2.md", model(&["a", "b", "c", "d"])),
            ("Other.md", model(&["a", "x", "y", "z"])),
        ])
        .0;
        let seen = Seen { seen: "1 of 2".to_owned(), example: "r.json".to_owned(), like: None };
        let facts = Facts::from([("Repo.a".to_owned(), Learned { optional: Some(seen), ..Learned::default() })]);
        let bodies = |count: usize| {
            let mut tally = Tally::default();
            (0..count).for_each(|body| tally.add(body));
            tally
        };
        let shown = |counts: [(u32, usize); 2]| counts.map(|(model, count)| (ModelId(model), bodies(count))).into();
        let all = spread(&api, &api, &facts, &shown([(0, 2), (1, 1)]));
        assert_eq!(all.keys().collect::<Vec<_>>(), ["Repo1.a", "Repo2.a"]);
        assert_eq!(all["Repo1.a"].optional.as_ref().and_then(|seen| seen.like.as_deref()), Some("Repo.a"));
        assert_eq!(spread(&api, &api, &all, &shown([(0, 2), (1, 1)])), Facts::new(), "what is like is not like others");
        let all = spread(&api, &api, &facts, &shown([(0, 2), (1, 2)]));
        assert_eq!(all.keys().collect::<Vec<_>>(), ["Repo2.a"], "as many bodies show `Repo1` with an `a`");
    }
}
