use super::*;
use crate::{
    config,
    fixture::{api, field, object, optional, union, values},
};

fn cats() -> Vec<(&'static str, Kind<ModelId>)> {
    let mut name = field("name", Type::String(None));
    name.nullable.value = Nullable::Yes;
    vec![
        ("Cat.md", object(vec![name, field("lives", Type::Integer(None)), optional("mood", Type::Ref(ModelId(1)))])),
        ("Mood.md", Kind::Enum(values(&["content"]))),
        ("Pet.md", Kind::Union(union(vec![Type::Ref(ModelId(0)), Type::List(Box::new(Type::Boolean))]))),
    ]
}

/// Applies the tables of a `spec.toml`; the API that comes of it, and what is wrong.
fn apply_to(toml: &str) -> (Api<ModelId>, BTreeMap<ModelId, Vec<String>>, Vec<String>) {
    let mut api = api(cats()).0;
    let learned = config::parse(toml).expect("valid").learned;
    let mut diagnostics = Diagnostics::default();
    let notes = apply(&mut api, &learned, &Sources::default(), &mut diagnostics);
    (api, notes, diagnostics.iter().map(|found| found.message.clone()).collect())
}

#[track_caller]
fn applies(toml: &str) -> Api<ModelId> {
    let (api, _, wrong) = apply_to(toml);
    assert_eq!(wrong, [""; 0]);
    api
}

#[track_caller]
fn refuses(toml: &str, why: &str) {
    let (_, _, wrong) = apply_to(toml);
    assert_eq!(wrong, [why]);
}

fn cat(api: &Api<ModelId>) -> &[Field<ModelId>] {
    let Kind::Struct(cat) = &api.models[0].kind else { panic!("an object") };
    &cat.fields
}

#[test]
fn null_and_absence_say_where_they_were_seen() {
    let api = applies(
        "[learned.\"Cat.lives\"]\nnullable = { seen = \"3 of 9\", example = \"a.json\" }\n\
         optional = { seen = \"1 of 9\", example = \"b.json\" }\n",
    );
    let lives = &cat(&api)[1];
    assert_eq!(lives.nullable.value, Nullable::Yes);
    assert_eq!(lives.nullable.basis, Basis::Learned("null in 3 of 9 bodies".into()));
    assert_eq!(
        (lives.required.value, &lives.required.basis),
        (false, &Basis::Learned("absent in 1 of 9 bodies".into()))
    );
}

#[test]
fn a_json_name_takes_the_place_of_a_guess() {
    let api =
        applies("[learned.\"Cat.lives\"]\njson = { name = \"_lives\", seen = \"3 of 9\", example = \"a.json\" }\n");
    let lives = &cat(&api)[1];
    assert_eq!(
        (lives.json.text.as_str(), lives.json.evidence, lives.json.sure),
        ("_lives", NameEvidence::Learned, true)
    );
    refuses(
        "[learned.\"Cat.lives\"]\njson = { name = \"mood\", seen = \"3 of 9\", example = \"a.json\" }\n",
        "what was learned of `Cat.lives`: the docs have a field that is `mood` in JSON",
    );
}

#[test]
fn a_fact_of_a_model_that_is_alike_says_so() {
    let api = applies(
        "[learned.\"Cat.lives\"]\noptional = { seen = \"1 of 9\", example = \"b.json\", like = \"Lion.lives\" }\n",
    );
    assert_eq!(cat(&api)[1].required.basis, Basis::Learned("absent in 1 of 9 bodies of `Lion.lives`".into()));
}

#[test]
fn a_wider_type_keeps_the_documented_one() {
    let seen = "seen = \"1 of 9\", example = \"a.json\"";
    let api = applies(&format!(
        "[learned.\"Cat.lives\"]\ntypes = [{{ type = \"number\", {seen} }}]\n\
         [learned.\"Cat.name\"]\ntypes = [{{ type = \"[any]\", {seen} }}, {{ type = \"boolean\", {seen} }}]\n\
         [learned.\"Pet[]\"]\nnullable = {{ {seen} }}\n",
    ));
    let any = Type::List(Box::new(Type::Any));
    let members = |ty: &Type<ModelId>| match ty {
        Type::Union(union) => union.members.iter().map(|member| member.ty.clone()).collect(),
        ty => vec![ty.clone()],
    };
    assert_eq!(members(&cat(&api)[0].ty.value), [Type::String(None), any, Type::Boolean]);
    assert_eq!(cat(&api)[1].ty.value, Type::Number(None), "every integer is a number");
    let Kind::Union(pet) = &api.models[2].kind else { panic!("still a union") };
    assert_eq!(pet.members[1].ty, Type::List(Box::new(Type::Nullable(Box::new(Type::Boolean)))));
}

#[test]
fn models_and_fields_are_added() {
    let seen = "seen = \"1 of 9\", example = \"a.json\"";
    let (api, notes, wrong) = apply_to(&format!(
        "[learned.\"CatChip.id\"]\nfield = {{ type = \"string\", {seen} }}\n\
         [learned.\"CatChipMaker\"]\nmodel = {{ beside = \"CatChip\", {seen} }}\n\
         [learned.\"Cat.chip\"]\nfield = {{ type = \"CatChip\", {seen} }}\n\
         [learned.\"CatChip\"]\nmodel = {{ beside = \"Cat\", {seen} }}\n",
    ));
    assert_eq!(wrong, [""; 0]);
    assert_eq!(
        api.models.iter().map(|model| model.title.as_str()).collect::<Vec<_>>(),
        ["Cat", "Mood", "Pet", "CatChip", "CatChipMaker"]
    );
    let chip = cat(&api).last().expect("added");
    assert_eq!((&chip.ty.value, chip.json.evidence), (&Type::Ref(ModelId(3)), NameEvidence::Learned));
    assert_eq!(notes[&ModelId(3)], ["in 1 of 9 bodies"]);
}

#[test]
fn values_are_added_to_their_enum() {
    let api = applies("[learned.Mood]\nvalues = [{ value = \"\", seen = \"1 of 9\", example = \"a.json\" }]\n");
    let Kind::Enum(mood) = &api.models[1].kind else { panic!("an enum") };
    assert_eq!(mood.values[1].docs, "Observed, not documented: in 1 of 9 bodies.");
}

#[test]
fn what_nothing_needs_is_refused() {
    let seen = "{ seen = \"1 of 9\", example = \"a.json\" }";
    refuses(
        &format!("[learned.\"Cat.name\"]\nnullable = {seen}\n"),
        "what was learned of `Cat.name`: the docs say that it may be null",
    );
    refuses(
        &format!("[learned.\"Cat.mood\"]\noptional = {seen}\n"),
        "what was learned of `Cat.mood`: the docs say that it may be absent",
    );
    refuses(
        &format!("[learned.\"Dog.mood\"]\noptional = {seen}\n"),
        "what was learned of `Dog.mood`: there is no such model or field; the nearest is `Cat.mood`",
    );
    refuses(
        "[learned.\"Cat.lives\"]\nfield = { type = \"string\", seen = \"1 of 9\", example = \"a\" }\n",
        "what was learned of `Cat.lives`: the docs have this field",
    );
    refuses(
        "[learned.Mood]\nvalues = [{ value = \"content\", seen = \"1 of 9\", example = \"a\" }]\n",
        "what was learned of `Mood`: the docs list `\"content\"`, or list no values there",
    );
    refuses(
        "[learned.Cat]\nmodel = { beside = \"Mood\", seen = \"1 of 9\", example = \"a\" }\n",
        "what was learned of `Cat`: the docs have a model of this name",
    );
}
