//! Tags that only a documented mapping knows.
//!
//! In: a resolved API. Out: the same, in which the plain text field that a union's mapping tells a member by
//! is an enum of that one value: `kind` of a `Cat` is `cat` where a union says "`cat`: `Cat`". A member that
//! two unions call differently, or one union by two values, keeps its text.

use std::collections::BTreeMap;

use crate::{
    ir::{Api, Base, Basis, Enum, Fact, Kind, ModelId, Sentence, Type, Union, Value},
    resolve::unions,
    source::Span,
};

/// What the mappings call a member, by member and property: the value and where it stands, `None` where
/// they do not agree.
type Called = BTreeMap<(ModelId, String), Option<(String, Span)>>;

/// Gives each member its tag.
pub fn fill(api: &mut Api<ModelId>) {
    let mut called = Called::new();
    let unions = api.models.iter().flat_map(|model| model.kind.unions());
    unions.for_each(|union| collect(api, union, &mut called));
    for ((member, property), tag) in called {
        let Some((tag, span)) = tag else { continue };
        let model = &mut api[member];
        let Kind::Struct(object) = &mut model.kind else { continue };
        let Some(field) = object.fields.iter_mut().find(|field| field.json.text == property) else { continue };
        if field.ty.value == Type::String(None) && !matches!(field.ty.basis, Basis::Overridden(_)) {
            let text = format!("`{tag}`: `{}`", model.title);
            field.ty = Fact::inferred(literal(tag, text, span), span, "the mapping of a union");
        }
    }
}

fn literal(tag: String, sentence: String, span: Span) -> Type<ModelId> {
    Type::Enum(Box::new(Enum {
        base: Base::String,
        values: vec![Value { json: tag.into(), name: None, docs: String::new(), span }],
        open: Some(true),
        inferred: Some(Sentence { text: sentence, span }),
    }))
}

fn collect(api: &Api<ModelId>, union: &Union<ModelId>, called: &mut Called) {
    let Some(discriminator) = &union.discriminator else { return };
    let Some(span) = union.members.first().map(|member| member.span) else { return };
    for member in unions::objects(api, union) {
        let title = &api[member].title;
        for (tag, _) in discriminator.mapping.iter().filter(|(_, to)| to == title) {
            called
                .entry((member, discriminator.property.clone()))
                .and_modify(|known| {
                    if known.as_ref().is_some_and(|(known, _)| known != tag) {
                        *known = None;
                    }
                })
                .or_insert_with(|| Some((tag.clone(), span)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fixture::{api, field, object, union},
        ir::Discriminator,
    };

    /// What the field `kind` of `Cat` is, where unions map these tags to it.
    fn kind_of_cat(mappings: &[&[&str]]) -> Type<ModelId> {
        let mut models = vec![("Cat.md", object(vec![field("kind", Type::String(None))]))];
        let paths: Vec<String> = (0..mappings.len()).map(|at| format!("Union{at}.md")).collect();
        for (path, tags) in paths.iter().zip(mappings) {
            let mapping = tags.iter().map(|tag| ((*tag).to_owned(), "Cat".to_owned())).collect();
            let discriminator = Some(Discriminator { property: "kind".to_owned(), mapping });
            let members = union(vec![Type::Ref(ModelId(0)), Type::Null]);
            models.push((path, Kind::Union(Union { discriminator, ..members })));
        }
        let (mut api, _) = api(models);
        fill(&mut api);
        let Kind::Struct(cat) = &api.models[0].kind else { unreachable!("a struct") };
        cat.fields[0].ty.value.clone()
    }

    #[test]
    fn a_mapped_value_is_the_members_literal() {
        let Type::Enum(values) = kind_of_cat(&[&["meows"], &["meows"]]) else { panic!("an enum") };
        assert_eq!(values.values.iter().map(|value| &value.json).collect::<Vec<_>>(), ["meows"]);
    }

    #[test]
    fn a_member_of_several_names_keeps_its_text() {
        assert_eq!(kind_of_cat(&[&["meows", "purrs"]]), Type::String(None));
        assert_eq!(kind_of_cat(&[&["meows"], &["purrs"]]), Type::String(None));
        assert_eq!(kind_of_cat(&[&[]]), Type::String(None));
    }
}
