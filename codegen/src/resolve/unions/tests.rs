//! Small unions, one for each way in which members are told apart.

use super::*;
use crate::{
    fixture::{api, field, object, optional, union, values},
    ir::{Discriminator, Kind, Type},
};

fn tagged(tag: &str) -> Kind<ModelId> {
    object(vec![field("id", Type::String(None)), field("type", Type::Enum(Box::new(values(&[tag]))))])
}

fn keys(names: &[&str]) -> Kind<ModelId> {
    object(names.iter().map(|name| field(name, Type::String(None))).collect())
}

fn of(models: Vec<(&str, Kind<ModelId>)>, members: Vec<Type<ModelId>>) -> Dispatch {
    dispatch(&api(models).0, &union(members))
}

fn to(id: u32) -> Type<ModelId> {
    Type::Ref(ModelId(id))
}

#[test]
fn a_literal_that_differs_is_the_tag() {
    let found = of(vec![("Cat.md", tagged("cat")), ("Dog.md", tagged("dog"))], vec![to(0), to(1)]);
    assert_eq!(found.tag.as_deref(), Some("type"));
}

#[test]
fn the_tag_is_found_through_nested_unions() {
    let pets = Kind::Union(union(vec![to(0), to(1)]));
    let found = of(
        vec![("Cat.md", tagged("cat")), ("Dog.md", tagged("dog")), ("Pet.md", pets), ("Cow.md", tagged("cow"))],
        vec![to(2), to(3)],
    );
    assert_eq!(found.tag.as_deref(), Some("type"));
    assert_eq!(found.arms.iter().map(|arm| arm.member).collect::<Vec<_>>(), [0, 0, 1]);
}

#[test]
fn a_documented_mapping_is_the_tag_of_plain_text() {
    let models = vec![("Cat.md", keys(&["kind"])), ("Dog.md", keys(&["kind", "breed"]))];
    let mapping = [("meows", "Cat"), ("barks", "Dog")].map(|(tag, title)| (tag.to_owned(), title.to_owned()));
    let discriminator = Discriminator { property: "kind".to_owned(), mapping: mapping.to_vec() };
    let union = Union { discriminator: Some(discriminator), ..union(vec![to(0), to(1)]) };
    let found = dispatch(&api(models).0, &union);
    let by = |tag: &str| When::Tag { property: "kind".to_owned(), values: vec![tag.into()] };
    assert_eq!(found.tag.as_deref(), Some("kind"));
    assert_eq!(found.arms.into_iter().map(|arm| arm.when).collect::<Vec<_>>(), [by("meows"), by("barks")]);
}

#[test]
fn one_tag_for_two_members_is_none() {
    assert_eq!(of(vec![("A.md", tagged("x")), ("B.md", tagged("x"))], vec![to(0), to(1)]).tag, None);
}

#[test]
fn more_keys_are_asked_first() {
    let found = of(
        vec![("A.md", keys(&["a"])), ("B.md", keys(&["a", "b"])), ("C.md", object(vec![optional("c", Type::Boolean)]))],
        vec![to(0), to(1), to(2)],
    );
    assert_eq!(found.arms.iter().map(|arm| arm.member).collect::<Vec<_>>(), [1, 0, 2]);
}

#[test]
fn members_with_the_same_keys_are_tried_in_turn() {
    let found = of(vec![("A.md", keys(&["a"])), ("B.md", keys(&["a"]))], vec![to(0), to(1)]);
    assert_eq!(found.tried(JsonKind::Object, |_| true), [0, 1]);
}

#[test]
fn an_optional_key_that_one_member_lists_tells_it_apart() {
    let model = |own: &[&str]| {
        let own = own.iter().map(|name| optional(name, Type::Boolean));
        object([field("id", Type::String(None))].into_iter().chain(own).collect())
    };
    let found = of(
        vec![("A.md", model(&["both"])), ("B.md", model(&["both", "b"])), ("C.md", keys(&["id", "b", "c"]))],
        vec![to(0), to(1), to(2)],
    );
    let has = |names: &[&str]| When::Keys(names.iter().map(|name| (*name).to_owned()).collect());
    let arms: Vec<(When, usize)> = found.arms.into_iter().map(|arm| (arm.when, arm.member)).collect();
    // What is required counts for more; what is no `B` after all may be an `A` with a key that is new.
    let expected = [
        (has(&["id", "b", "c"]), 2),
        (has(&["id", "b"]), 1),
        (has(&["id", "b"]), 0),
        (has(&["id"]), 0),
        (has(&["id"]), 1),
    ];
    assert_eq!(arms, expected);
}

#[test]
fn members_of_one_model_have_no_key_of_their_own() {
    let both = Kind::Union(union(vec![to(0), to(1)]));
    let model = |own: &str| object(vec![optional(own, Type::Boolean)]);
    let found = of(vec![("A.md", model("a")), ("B.md", model("b")), ("AB.md", both)], vec![to(2), to(0)]);
    let asked: Vec<_> = found.arms.iter().filter(|arm| matches!(arm.when, When::Keys(_))).collect();
    assert_eq!(asked.iter().map(|arm| arm.member).collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn unions_that_hold_each_other_end() {
    let both = |a: u32, b: u32| Kind::Union(union(vec![to(a), to(b)]));
    let paths: Vec<String> = (0..100).map(|i| format!("M{i:03}.md")).collect();
    let models = (0..100).map(|i| (paths[i as usize].as_str(), both((i + 2) % 100, (i + 3) % 100))).collect();
    assert_eq!(of(models, vec![to(0), to(1), Type::Null]).arms.len(), 1);
}

#[test]
fn an_alias_of_itself_lists_nothing() {
    let models = api(vec![("A.md", Kind::Alias(to(1))), ("B.md", Kind::Alias(to(0)))]).0;
    assert_eq!(listed(&models, &to(0)), None);
}

#[test]
fn listed_values_are_asked_before_any_text() {
    let found = of(vec![], vec![Type::String(None), Type::Enum(Box::new(values(&["auto"])))]);
    assert_eq!(found.arms.iter().map(|arm| arm.member).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn the_first_of_two_equal_members_has_all_values() {
    let found = of(vec![], vec![Type::String(None), Type::Boolean, Type::String(None)]);
    assert_eq!(found.arms.iter().map(|arm| arm.member).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn what_takes_anything_comes_last_and_is_no_doubt() {
    let found = of(vec![], vec![Type::Any, Type::String(None)]);
    let texts: Vec<usize> =
        found.arms.iter().filter(|arm| arm.kind == JsonKind::String).map(|arm| arm.member).collect();
    assert_eq!(texts, [1, 0]);
}

fn list(item: Type<ModelId>) -> Type<ModelId> {
    Type::List(Box::new(item))
}

#[test]
fn lists_are_tried_in_turn() {
    let found = of(vec![], vec![list(Type::String(None)), list(Type::Integer(None))]);
    let mut tried = found.tried(JsonKind::Array, |_| true);
    tried.sort_unstable();
    assert_eq!(tried, [0, 1]);
}

#[test]
fn the_list_of_the_most_specific_items_is_tried_first() {
    let members = vec![list(Type::Any), list(Type::Number(None)), list(Type::Integer(None)), list(to(0))];
    let found = of(vec![("A.md", keys(&["a"]))], members);
    assert_eq!(found.arms.iter().map(|arm| arm.member).collect::<Vec<_>>(), [2, 3, 1, 0]);
}
