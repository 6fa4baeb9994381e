use super::*;
use crate::{
    dialect,
    fixture::{api, field, object, values},
    ir::Type,
    markdown,
    source::Source,
};

/// The names on a page of OpenAPI Generator whose rows are these names and descriptions.
fn recovered(writer: &str, rows: &[(&str, &str)]) -> Vec<String> {
    let head = "# Kettle\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n";
    let row = |(name, says): &(&str, &str)| format!("**{name}** | **String** | {says} | [optional]\n");
    names_on(writer, &[("docs/Kettle.md", head.to_owned() + &rows.iter().map(row).collect::<String>())])
}

/// The names on these pages.
fn names_on(writer: &str, pages: &[(&str, String)]) -> Vec<String> {
    read_on(writer, pages).1
}

/// What was found out about the names on these pages, and the names.
fn read_on(writer: &str, pages: &[(&str, String)]) -> (Names, Vec<String>) {
    let source =
        |(path, text): &(&str, String)| Source { root: String::new(), path: (*path).to_owned(), text: text.clone() };
    let sources = Sources::new(pages.iter().map(source).collect());
    let pages = markdown::parse(&sources);
    let dialect = dialect::by_name(writer).expect("a dialect");
    let mut diagnostics = Diagnostics::default();
    let read = dialect::read(&pages, dialect, &mut diagnostics);
    let mut api = super::super::links::resolve(read.api, &sources, &mut diagnostics);
    let names = recover(&mut api, &pages, dialect, None);
    (names, fields(&mut api).map(|field| field.json.text.clone()).collect())
}

const CSHARP: &str = "openapi-generator-csharp";
const JAVA: &str = "openapi-generator-java";
const PYTHON: &str = "openapi-generator-python";

#[test]
fn what_is_in_capitals_only_is_printed_as_it_is() {
    let snake = ("LastUsed", "See `last_used`.");
    assert_eq!(recovered(CSHARP, &[("MAX_SIZE", ""), ("PC", ""), snake]), ["MAX_SIZE", "PC", "last_used"]);
    assert_eq!(recovered(JAVA, &[("ID", ""), ("lastUsed", "See `last_used`.")]), ["ID", "last_used"]);
}

#[test]
fn where_nothing_is_spelled_the_language_decides() {
    assert_eq!(recovered(JAVA, &[("lastUsed", "")]), ["lastUsed"]);
    assert_eq!(recovered(CSHARP, &[("LastUsed", "")]), ["lastUsed"]);
    assert_eq!(recovered("openapi-generator-typescript-fetch", &[("lastUsed", "")]), ["last_used"]);
}

/// The names of a Java struct of several words whose enum has these values.
fn named_beside(values: impl Iterator<Item = String>) -> Vec<String> {
    let kinds = values.map(|value| format!("* `A` (value: `\"{value}\"`)\n")).collect::<String>();
    let enumeration = format!("# Kind\n\n## Enum\n\n{kinds}");
    let rows = "**lastUsed** | **String** |  | [optional]\n**pen1Cap** | [**Kind**](Kind.md) |  | [optional]\n";
    let head = "# Kettle\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n";
    names_on(JAVA, &[("Kettle.md", head.to_owned() + rows), ("Kind.md", enumeration)])
}

#[test]
fn where_no_name_is_spelled_values_may_show_the_case() {
    assert_eq!(named_beside((0..10).map(|at| format!("pen_{at}x"))), ["last_used", "pen1_cap"]);
    assert_eq!(named_beside((0..9).map(|at| format!("pen_{at}x"))), ["lastUsed", "pen1Cap"], "too few");
    let mixed = |at| if at < 2 { format!("penSize{at}") } else { format!("pen_{at}x") };
    assert_eq!(named_beside((0..15).map(mixed)), ["lastUsed", "pen1Cap"], "of two cases");
}

#[test]
fn many_names_without_a_run_of_capitals_are_no_camel_names() {
    let names = |count| (0..count).map(|at| format!("pen{at}Size")).collect::<Vec<_>>();
    let first = |names: Vec<String>| {
        let rows: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
        recovered(JAVA, &rows).remove(0)
    };
    assert_eq!(first(names(150)), "pen0_size");
    assert_eq!(first(names(149)), "pen0Size");
    let and = |name: &str| names(150).into_iter().chain([name.to_owned()]).collect();
    assert_eq!(first(and("shopID")), "pen0Size");
    assert_eq!(first(and("MAX_SIZE")), "pen0_size", "which shows no case");
}

#[test]
fn what_is_noted_of_a_field_is_no_name_but_a_default_is_a_value() {
    let head = "# Kettle\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n";
    let rows = |says| format!("**lastUsed** | **String** | {says}\n**maxHeat** | **String** |  | [optional]\n");
    let named = |says| names_on(JAVA, &[("Kettle.md", head.to_owned() + &rows(says))]);
    assert_eq!(named("| [optional] [default to Kind.max_heat]"), ["lastUsed", "maxHeat"]);
    assert_eq!(named("| [optional] [default to 'max_heat']"), ["last_used", "max_heat"]);
    assert_eq!(named("One | or as `max_heat` | [optional]"), ["last_used", "max_heat"], "a piece of a description");
}

#[test]
fn a_guess_says_what_it_is_made_by() {
    let head = "# Kettle\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n";
    let guess = |rows: String| read_on(JAVA, &[("Kettle.md", head.to_owned() + &rows)]).0.guess;
    let row = |name: &str, note: &str| format!("**{name}** | **String** | {note} | [optional]\n");
    assert_eq!(guess(row("lastUsed", "As `last_used`.")), None);
    assert_eq!(guess(row("lastUsed", "")), Some("as is usual in its language"));
    let many = (0..150).map(|at| row(&format!("pen{at}Size"), "")).collect();
    assert_eq!(guess(many), Some("as no name has a run of capitals, such as `userID`"));
    let defaults = |at| format!("**lid{at}** | **String** |  | [optional] [default to 'pen_size_{at}']\n");
    assert_eq!(guess((0..10).map(defaults).collect()), Some("as nearly all values are"));
}

#[test]
fn values_that_are_guessed_from_constants_show_no_case() {
    let head =
        "# Kettle\n\n## Structure\n\n`Kettle`\n\n| Name | Type | Tags | Description |\n|  --- | --- | --- | --- |\n";
    let kettle = format!("{head}| `LastUsed` | [`Kind`](kind.md) | Required | - |\n");
    let constants: String = (0..20).map(|number| format!("| `LastUsed{number}` |\n")).collect();
    let kind = format!("# Kind\n\n## Enumeration\n\n`Kind`\n\n| Name |\n|  --- |\n{constants}");
    let (names, _) = read_on("apimatic-csharp", &[("m/kettle.md", kettle), ("m/kind.md", kind)]);
    assert_eq!((names.votes.len(), names.guess), (0, Some("as is usual in its language")));
}

#[test]
fn values_are_no_names_that_a_page_marks() {
    let mixed = |at| if at == 0 { "LAST_USED".to_owned() } else { format!("pen{at}Size") };
    assert_eq!(named_beside((0..12).map(mixed)), ["lastUsed", "pen1Cap"]);
}

#[test]
fn pascal_names_are_shown_by_three_that_are_marked() {
    let says = "As `WaterLevel`, `MaxHeat` and `LastUsed` say; `Kettle` is a model.";
    let rows = [("waterLevel", says), ("maxHeat", ""), ("lastUsed", ""), ("modelTCP", ""), ("lid", "")];
    assert_eq!(recovered(JAVA, &rows), ["WaterLevel", "MaxHeat", "LastUsed", "ModelTCP", "Lid"]);
    let says = "As WaterLevel, MaxHeat and LastUsed say.";
    assert_eq!(recovered(JAVA, &[("waterLevel", says), rows[1], rows[2]]), ["waterLevel", "maxHeat", "lastUsed"]);
}

#[test]
fn a_page_of_pascal_names_in_an_api_of_others() {
    let says = "As `WaterLevel` and `MaxHeat` say.";
    let rows = [("waterLevel", says), ("maxHeat", ""), ("lid", ""), ("lastUsed", "")];
    assert_eq!(recovered(JAVA, &rows), ["WaterLevel", "MaxHeat", "Lid", "LastUsed"]);
}

#[test]
fn constants_and_classes_of_other_pages_are_no_names() {
    let rows = [("waterLevel", "One of `WATER_LEVEL` and `MAX_HEAT`."), ("maxHeat", "See `lidId`."), ("lidId", "")];
    assert_eq!(recovered(JAVA, &rows), ["waterLevel", "maxHeat", "lidId"]);
}

#[test]
fn extensions_are_spelled_as_such_and_say_nothing_of_other_names() {
    let rows = [("xInternalUse", "x-internal-use hides it."), ("xSortKey", "See `x-sort-key`."), ("lastUsed", "")];
    assert_eq!(recovered(JAVA, &rows), ["x-internal-use", "x-sort-key", "lastUsed"]);
}

#[test]
fn a_camel_name_in_prose_is_none_of_a_language_of_snake_names() {
    let rows = [("water_level", "Set 'waterLevel' before."), ("max_heat", "See `max_heat`."), ("lid_id", "")];
    assert_eq!(recovered(PYTHON, &rows), ["waterLevel", "max_heat", "lid_id"]);
}

fn unsure(name: &str, ty: Type<ModelId>) -> Field<ModelId> {
    let mut field = field(name, ty);
    field.json.sure = false;
    field
}

/// The names of a Go struct and its enum, the model with the number 1.
fn beside(kinds: &[&str], log: Vec<Field<ModelId>>) -> Vec<String> {
    let (mut api, _) = api(vec![("Log.md", object(log)), ("Kind.md", Kind::Enum(values(kinds)))]);
    let go = dialect::by_name("openapi-generator-go").expect("a dialect");
    recover(&mut api, &[], go, Some(Case::Snake));
    fields(&mut api).map(|field| field.json.text.clone()).collect()
}

#[test]
fn fields_that_are_called_like_the_values_beside_them() {
    let kinds = ["pet.born", "pet.sold", "shop.open_day"];
    let names = ["PetBorn", "PetSold", "ShopOpenDay", "PetAge"].map(|name| unsure(name, Type::Object));
    let kind = unsure("Kind", Type::Ref(ModelId(1)));
    let log = || names.iter().cloned().chain([kind.clone()]);
    assert_eq!(beside(&kinds, log().collect()), ["pet.born", "pet.sold", "shop.open_day", "pet_age", "kind"]);
    let two = log().skip(1).collect();
    assert_eq!(beside(&kinds, two), ["pet_sold", "shop_open_day", "pet_age", "kind"], "an accident");
    let mut known: Vec<_> = log().collect();
    known[0].json.sure = true;
    assert_eq!(beside(&kinds, known), ["PetBorn", "pet_sold", "shop_open_day", "pet_age", "kind"]);
}

#[test]
fn many_fields_may_have_one_enum_of_many_values() {
    let kinds: Vec<String> = (0..3000).map(|at| format!("pet.k{at}")).collect();
    // Most are called like none of them.
    let name = |at| if at < 3 { format!("PetK{at}") } else { format!("PetSize{at}") };
    let log = (0..3000).map(|at| unsure(&name(at), Type::Ref(ModelId(1)))).collect();
    let found = beside(&kinds.iter().map(String::as_str).collect::<Vec<_>>(), log);
    assert_eq!(found[..3], kinds[..3]);
    assert!(found[3..].iter().all(|name| name.starts_with("pet_size")));
}

#[test]
fn of_two_fields_with_one_name_the_stated_one_counts() {
    let (mut pet, sources) = api(vec![("Pet.md", object(vec![field("petName", Type::Any), field("kind", Type::Any)]))]);
    let Kind::Struct(target) = &mut pet.models[0].kind else { unreachable!("a struct") };
    target.fields[1].json = JsonName { text: "petName".into(), evidence: NameEvidence::Override, sure: true };
    unique(&mut pet, &sources, &mut Diagnostics::default());
    assert_eq!(pet.models[0].fields().iter().map(|field| field.printed.as_str()).collect::<Vec<_>>(), ["kind"]);
}
