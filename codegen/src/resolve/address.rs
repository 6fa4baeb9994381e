//! How `spec.toml` says which model or field it means.
//!
//! In: `Model`, `Model.printed_name` or `namespace.Model.printed_name`, of the namespace as many folders as it takes
//! to tell it from others, for what was learned also with `[]`
//! (the elements of a list) and `{}` (the values of a map) behind it. Out: the place in the API. Fields go by
//! what the page prints, so that better guesses at JSON names never orphan an address.

use foldhash::HashMap;

use crate::{
    config::nearest_of,
    ir::{Api, Model, ModelId},
};

/// What an address stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The model.
    pub model: ModelId,
    /// The position of the field, where it is one.
    pub field: Option<usize>,
    /// The way from there into lists and maps.
    pub steps: Vec<Step>,
}

/// A step into a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// To the elements of a list.
    Element,
    /// To the values of a map.
    Value,
}

impl Step {
    const ALL: [Self; 2] = [Self::Element, Self::Value];

    /// The step as it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Element => "[]",
            Self::Value => "{}",
        }
    }
}

/// The field that an address stands for; `None` also where it could be two.
pub fn field<R>(api: &Api<R>, subject: &str) -> Option<(ModelId, usize)> {
    only(
        places(api, subject)
            .filter(|place| place.steps.is_empty())
            .filter_map(|place| Some((place.model, place.field?))),
    )
}

/// The model that an address stands for; `None` also where it could be two.
pub fn model<R>(api: &Api<R>, subject: &str) -> Option<ModelId> {
    only(places(api, subject).filter(|place| place.steps.is_empty() && place.field.is_none()).map(|place| place.model))
}

/// The model, field or part of its type that an address stands for; `None` also where it could be two.
pub fn find<R>(api: &Api<R>, subject: &str) -> Option<Place> {
    only(places(api, subject))
}

/// The addresses of all fields that an address could stand for.
pub fn fields<R>(api: &Api<R>, subject: &str) -> Vec<String> {
    let fields = places(api, subject).filter(|place| place.steps.is_empty() && place.field.is_some());
    fields.map(|place| of_place(api, &place)).collect()
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn places<'a, R>(api: &'a Api<R>, subject: &'a str) -> impl Iterator<Item = Place> + 'a {
    (0..).map(ModelId).zip(&api.models).flat_map(move |(id, model)| {
        let whole = below(model, subject)
            .into_iter()
            .filter_map(move |rest| Some(Place { model: id, field: None, steps: steps(rest)? }));
        let rest = below(model, subject).and_then(|rest| rest.strip_prefix('.'));
        let fields = rest.into_iter().flat_map(move |rest| {
            let all = model.fields().iter().enumerate();
            all.filter_map(move |(at, field)| {
                let steps = steps(rest.strip_prefix(field.printed.as_str())?)?;
                Some(Place { model: id, field: Some(at), steps })
            })
        });
        whole.chain(fields)
    })
}

/// What follows a model's name in an address.
fn below<'s, R>(model: &Model<R>, subject: &'s str) -> Option<&'s str> {
    let spaces = &model.namespace;
    (0..=spaces.len()).find_map(|from| {
        let mut spaces = spaces[from..].iter();
        let rest = spaces.try_fold(subject, |rest, space| rest.strip_prefix(space.as_str())?.strip_prefix('.'))?;
        rest.strip_prefix(model.title.as_str())
    })
}

/// A model's title behind so many of the folders that it lies in.
fn titled<R>(model: &Model<R>, folders: usize) -> String {
    let spaces = &model.namespace[model.namespace.len() - folders..];
    spaces.iter().map(String::as_str).chain([model.title.as_str()]).collect::<Vec<_>>().join(".")
}

fn steps(mut text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    while !text.is_empty() {
        let (step, rest) = Step::ALL.iter().find_map(|step| Some((*step, text.strip_prefix(step.as_str())?)))?;
        steps.push(step);
        text = rest;
    }
    Some(steps)
}

/// The address of a model.
pub fn of_model<R>(api: &Api<R>, id: ModelId) -> String {
    let model = &api[id];
    let is_alone = |name: &String| api.models.iter().filter(|other| below(other, name) == Some("")).nth(1).is_none();
    shortest(model, is_alone)
}

/// The shortest of a model's names that is its alone, else the longest one.
fn shortest<R>(model: &Model<R>, is_alone: impl Fn(&String) -> bool) -> String {
    names(model).find(is_alone).unwrap_or_else(|| titled(model, model.namespace.len()))
}

/// A model's title behind ever more of the folders that it lies in.
fn names<R>(model: &Model<R>) -> impl Iterator<Item = String> {
    (0..=model.namespace.len()).map(|folders| titled(model, folders))
}

/// The address of a place.
pub fn of_place<R>(api: &Api<R>, place: &Place) -> String {
    let mut address = of_model(api, place.model);
    if let Some(field) = place.field.and_then(|at| api[place.model].fields().get(at)) {
        address.push('.');
        address.push_str(&field.printed);
    }
    address.extend(place.steps.iter().map(|step| step.as_str()));
    address
}

/// The address of every field.
pub fn of_fields<R>(api: &Api<R>) -> impl Iterator<Item = String> {
    // As `of_model` does for one, for all of them at once.
    let mut counts: HashMap<String, usize> = HashMap::default();
    api.models.iter().flat_map(names).for_each(|name| *counts.entry(name).or_default() += 1);
    api.models.iter().flat_map(move |model| {
        let name = shortest(model, |name| counts[name] == 1);
        model.fields().iter().map(move |field| format!("{name}.{}", field.printed))
    })
}

/// The field's address that is most like `subject`.
pub fn nearest<R>(api: &Api<R>, subject: &str) -> Option<String> {
    nearest_of(subject, of_fields(api))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixture::{api, field, object},
        ir::Type,
    };

    fn check(subject: &str) -> Option<(u32, Option<usize>, Vec<Step>)> {
        let model =
            || object(vec![field("tags", Type::<ModelId>::Any), field("tags[]", Type::Any), field("b.c", Type::Any)]);
        let api = api(vec![("shared/Pet.md", model()), ("other/Pet.md", model()), ("other/PetTag.md", model())]).0;
        find(&api, subject).map(|place| (place.model.0, place.field, place.steps))
    }

    #[test]
    fn models_fields_and_what_is_in_them_have_addresses() {
        assert_eq!(check("PetTag"), Some((2, None, vec![])));
        assert_eq!(check("PetTag[]"), Some((2, None, vec![Step::Element])));
        assert_eq!(check("other.PetTag.b.c"), Some((2, Some(2), vec![])));
        assert_eq!(check("shared.Pet.tags{}[]"), Some((0, Some(0), vec![Step::Value, Step::Element])));
    }

    #[test]
    fn as_many_folders_stand_in_an_address_as_it_takes() {
        let model = || object(vec![field("a", Type::<ModelId>::Any)]);
        let paths = ["a/x/Pet.md", "b/x/Pet.md", "b/y/Pet.md", "Tag.md"];
        let api = api(paths.map(|path| (path, model())).into()).0;
        for (at, address) in (0..).zip(["a.x.Pet", "b.x.Pet", "y.Pet", "Tag"]) {
            assert_eq!(of_model(&api, ModelId(at)), address);
            assert_eq!(of_fields(&api).nth(at as usize), Some(format!("{address}.a")));
            assert_eq!(super::model(&api, address), Some(ModelId(at)));
        }
        assert_eq!(fields(&api, "x.Pet.a"), ["a.x.Pet.a", "b.x.Pet.a"]);
        assert_eq!(nearest(&api, "y.Pet.b").as_deref(), Some("y.Pet.a"));
    }

    #[test]
    fn what_could_be_two_is_none() {
        assert_eq!(check("Pet.b.c"), None);
        assert_eq!(check("PetTag.tags[]"), None, "a field that is called so, or the elements of another one");
        assert_eq!(check("PetTag.tag"), None);
    }
}
