//! Pages of our own, one for each behaviour.

use super::*;
use crate::{
    fixture::{members, read_all, short},
    ir::{Base, Field, Nullable, Type},
    markdown,
    source::{FileId, Source, Sources},
};

mod cells;

fn one(dialect: &str, path: &str, text: &str) -> Model<Link> {
    let (mut models, left_out, codes) = read_all(dialect, &[(path, text)]);
    assert_eq!((left_out, codes), (Vec::new(), Vec::new()));
    models.remove(0)
}

fn fields(dialect: &str, rows: &str) -> Vec<Field<Link>> {
    let text = format!("# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n{rows}");
    match one(dialect, "docs/models/shared/pet.md", &text).kind {
        Kind::Struct(found) => found.fields,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_keep_their_words() {
    let found = fields(
        "speakeasy-python",
        "| ~~`class_`~~ | *Any* | :heavy_minus_sign: | : warning: ** DEPRECATED **: Use `kind`.<br/><br/>One \\| two.<br/>Three |\n",
    );
    let field = &found[0];
    assert_eq!((field.printed.as_str(), field.json.text.as_str()), ("class_", "class"));
    assert_eq!(field.deprecated, Some(Deprecated { reason: Some("Use `kind`.".into()) }));
    assert_eq!(field.docs, "One | two.\nThree");
}

#[test]
fn several_examples_stand_in_one_cell() {
    let text = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description | Example |\n| - | - | - | - | - |\n\
                | `a` | *str* | :heavy_check_mark: | N/A | **Example 1:** x, y<br/>**Example 2:** z |\n\
                | `b` | *Any* | :heavy_check_mark: | N/A | {<br/>\"k\": 1<br/>} |\n\
                | `c` | *Any* | :heavy_check_mark: | N/A | <nil> |\n";
    let Kind::Struct(found) = one("speakeasy-python", "pet.md", text).kind else { panic!("a struct") };
    let texts: Vec<Vec<&str>> =
        found.fields.iter().map(|field| field.examples.iter().map(|example| example.text.as_str()).collect()).collect();
    assert_eq!(texts, [vec!["x, y", "z"], vec!["{\n\"k\": 1\n}"], vec!["null"]]);
}

#[test]
fn rows_that_stand_for_unlisted_keys() {
    let text = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `AdditionalProperties` | []*int64* | :heavy_check_mark: | N/A |\n\
                | `AdditionalPropertiesT` | map[string]*string* | :heavy_minus_sign: | N/A |\n";
    let Kind::Struct(found) = one("speakeasy-go", "pet.md", text).kind else { panic!("a struct") };
    assert_eq!(found.fields.len(), 1);
    assert_eq!(found.additional, Some(Type::String(None)));
}

#[test]
fn a_table_without_rows_is_an_empty_model() {
    let text = "# ~~Empty~~\n\n> :warning: **DEPRECATED**: Not used.\n\nNothing in it.\n\n## Fields\n\n\
                | Field | Type | Required | Description |\n| - | - | - | - |\n";
    let model = one("speakeasy-go", "docs/models/components/empty.md", text);
    assert_eq!((model.title.as_str(), model.docs.as_str()), ("Empty", "Nothing in it."));
    assert_eq!(model.namespace, ["components"]);
    assert_eq!(model.deprecated, Some(Deprecated { reason: Some("Not used.".into()) }));
    assert_eq!(model.kind, Kind::Struct(Struct { fields: Vec::new(), additional: None }));
}

#[test]
fn prose_may_have_any_heading_and_the_last_one_counts() {
    let text = "---\ntitle: \"Pet\"\n---\n\nA pet.\n\n## Values\n\nLove.\n\n## Example Usage\n\n```typescript\n## Fields\n```\n\n\
                ## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `id` | *string* | :heavy_check_mark: | N/A |\n";
    let model = one("speakeasy-typescript", "docs/models/pet.mdx", text);
    assert_eq!((model.title.as_str(), model.docs.as_str()), ("Pet", "A pet.\n\n## Values\n\nLove."));
    assert!(matches!(model.kind, Kind::Struct(found) if found.fields.len() == 1));
}

#[test]
fn values_have_three_forms() {
    let read = |body: &str| match one("speakeasy-python", "kind.md", &format!("# Kind\n\n## Values\n\n{body}")).kind {
        Kind::Enum(found) => {
            let values: Vec<String> = found.values.iter().map(|value| value.json.to_string()).collect();
            (found.base, values.join(" "), found.open)
        }
        other => panic!("{other:?}"),
    };
    let table = "| Name | Value |\n| - | - |\n";
    assert_eq!(read(&format!("{table}| `A` | a b |\n| `NONE` | |\n")), (Base::String, "\"a b\" \"\"".into(), None));
    assert_eq!(read(&format!("{table}| `A` | 1 |\n| `B` | -20 |\n")), (Base::Integer, "1 -20".into(), None));
    assert_eq!(read(&format!("{table}| `A` | 01 |\n| `B` | 2 |\n")), (Base::String, "\"01\" \"2\"".into(), None));
    let row = "| `A` | a |\n| - | `Unrecognized<string>` |\n";
    assert_eq!(read(&format!("{table}{row}")), (Base::String, "\"a\"".into(), Some(true)));
    let fence = "```typescript\n\"a\" | \"b|c\" | Unrecognized<string>\n```\n";
    assert_eq!(read(fence), (Base::String, "\"a\" \"b|c\"".into(), Some(true)));
    let list = "This is an open enum. Unrecognized values will not fail type checks.\n\n- `\"1\"`\n- `\"2\"`\n";
    assert_eq!(read(list), (Base::String, "\"1\" \"2\"".into(), Some(true)));
}

#[test]
fn null_among_values_is_null_where_the_enum_is_used() {
    let kind = "# Kind\n\n## Values\n\n| Name | Value |\n| - | - |\n| `KindOne` | 1 |\n| `KindLessThanNilGreaterThan` | <nil> |\n";
    let uses = "# Owner\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
        | `a` | [*shared.Kind](../../models/shared/kind.md) | :heavy_minus_sign: | N/A |\n\
        | `b` | [][shared.Kind](../../models/shared/kind.md) | :heavy_check_mark: | N/A |\n\
        | `c` | [operations.Kind](../../models/operations/kind.md) | :heavy_check_mark: | N/A |\n";
    let pages = [("docs/models/shared/kind.md", kind), ("docs/models/shared/owner.md", uses)];
    let (models, _, _) = read_all("speakeasy-go", &pages);
    let [Model { kind: Kind::Enum(kind), .. }, Model { kind: Kind::Struct(owner), .. }] = &models[..] else {
        panic!("{models:?}")
    };
    assert_eq!((kind.base, kind.values.len()), (Base::Integer, 1));
    let found = owner.fields.iter().map(|field| (short(&field.ty.value), field.nullable.value));
    let expected = [
        ("shared.Kind@../../models/shared/kind.md", Nullable::Yes),
        ("[shared.Kind@../../models/shared/kind.md?]", Nullable::Unknown),
        ("operations.Kind@../../models/operations/kind.md", Nullable::No),
    ];
    assert!(found.eq(expected.map(|(ty, null)| (ty.to_owned(), null))), "{:?}", owner.fields);
}

#[test]
fn members_stand_where_the_language_puts_them() {
    let read = |dialect: &str, body: &str| match one(
        dialect,
        "pet.md",
        &format!("# Pet\n\n## Supported Types\n\n{body}"),
    )
    .kind
    {
        Kind::Union(found) => members(&found.members),
        other => panic!("{other:?}"),
    };
    let python = "### `models.Cat`\n\n```python\nvalue: models.Cat = /* values here */\n```\n\n### \n\n\
                  ```python\npet: List[str] = /* values here */\n```\n";
    assert_eq!(read("speakeasy-python", python), "models.Cat@ or [string]");
    let go = "### \n\n```go\npet := shared.CreatePetArrayOfStr([]string{/* values here */})\n```\n\n### Cat\n\n\
              ```go\npet := shared.CreatePetCat(shared.Cat{/* values here */})\n```\n\n## Union Discrimination\n\n### Other\n";
    assert_eq!(read("speakeasy-go", go), "[string] or shared.Cat@");
    let php = "### `array`\n\n```php\n/**\n* @var array<string, Components\\Cat>\n*/\narray $value = /* values here */\n```\n";
    assert_eq!(read("speakeasy-php", php), "{Components.Cat@}");
    let csharp =
        "### ArrayOfStr\n\n```csharp\nPet.CreateArrayOfStr(/* values here */);\n```\n\n### Cat\n\n```csharp\nx\n```\n";
    assert_eq!(read("speakeasy-csharp", csharp), "[string] or Cat@");
    let typescript = "### `{ [k: string]: any }`\n\n```typescript\nconst value = {};\n```\n";
    assert_eq!(read("speakeasy-typescript", typescript), "{any}");
}

#[test]
fn members_that_stand_only_where_the_union_is_used() {
    let uses = "# Owner\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
        | `pet` | [T.nilable(T.any(::String, Models::Shared::Cat, T::Array[::Object]))](../../models/shared/pet.md) \
        | :heavy_minus_sign: | N/A |\n";
    let pages = [("docs/models/shared/pet.md", "# Pet\n\n"), ("docs/models/shared/owner.md", uses)];
    let (models, _, _) = read_all("speakeasy-ruby", &pages);
    let pet = models.iter().find(|model| model.title == "Pet").expect("the union");
    let Kind::Union(union) = &pet.kind else { panic!("{:?}", pet.kind) };
    assert_eq!(members(&union.members), "string or Models.Shared.Cat@ or [any]");
    let (models, _, _) = read_all("speakeasy-java", &[("docs/models/shared/Pet.md", "# Pet\n\nA pet.\n")]);
    assert_eq!(models[0].kind, Kind::Opaque(Opaque::UnknownMembers));
}

#[test]
fn what_is_not_on_the_wire_is_left_out() {
    let table = "## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n";
    let wrapper = format!(
        "# GetPetResponse\n\n{table}| `StatusCode` | *int* | :heavy_check_mark: | N/A |\n\
         | `RawResponse` | [*http.Response](https://pkg.go.dev/net/http#Response) | :heavy_check_mark: | N/A |\n"
    );
    let retries = "# RetryConfig\n\n## Fields\n\n| Name | Type | Description | Example |\n| - | - | - | - |\n";
    let pages = [
        ("docs/guide.md", "# How to\n\n## Start\n\nHere.\n"),
        ("docs/models/operations/getpetresponse.md", wrapper.as_str()),
        ("docs/models/utils/retryconfig.md", retries),
        (
            "docs/sdks/pets/README.md",
            "# Pets\n\n### Available Operations\n\n* [Values](#values)\n\n## Values\n\nAll.\n",
        ),
        ("docs/types/date.md", "# Date\n\n## Usage\n"),
    ];
    let (models, left_out, codes) = read_all("speakeasy-go", &pages);
    assert!(models.is_empty() && codes.is_empty(), "{models:?} {codes:?}");
    let expected = [LeftOut::Prose, LeftOut::HttpWrapper, LeftOut::Helper, LeftOut::Operations, LeftOut::Helper];
    assert_eq!(left_out, expected);
}

#[test]
fn a_payload_without_a_page_is_told() {
    let wrapper = "# GetKiteResponse\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
        | `RawResponse` | [*http.Response](https://pkg.go.dev/net/http#Response) | :heavy_check_mark: | N/A |\n\
        | `Kites` | [][components.Kite](../../models/components/kite.md) | :heavy_minus_sign: | N/A |\n\
        | `Kite` | [*components.Kite](../../models/components/kite.md) | :heavy_minus_sign: | N/A |\n";
    let pages =
        [("docs/models/operations/getkiteresponse.md", wrapper), ("docs/models/components/kite.md", "# Kite\n")];
    let (_, left_out, codes) = read_all("speakeasy-go", &pages[..1]);
    assert_eq!((left_out, codes), (vec![LeftOut::HttpWrapper], vec![Code::DanglingLink]));
    assert!(!read_all("speakeasy-go", &pages).2.contains(&Code::DanglingLink));
}

#[test]
fn headers_beside_a_result_are_not_on_the_wire() {
    let left_out = |dialect: &str, title: &str, headers: &str, mark: &str| {
        let text = format!(
            "# {title}\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
             | `headers` | {headers} | :heavy_check_mark: | N/A |\n| `result` | *any* | {mark} | N/A |\n"
        );
        read_all(dialect, &[("docs/models/a.md", &text)]).1 == [LeftOut::HttpWrapper]
    };
    let (always, maybe) = (":heavy_check_mark:", ":heavy_minus_sign:");
    let (texts, python) = ("Record<string, *string*[]>", "Dict[str, List[*str*]]");
    assert!(left_out("speakeasy-typescript", "GetKiteResponse", texts, always));
    assert!(left_out("speakeasy-python", "GetKiteResponse", python, always));
    assert!(!left_out("speakeasy-typescript", "Kite", texts, always));
    assert!(!left_out("speakeasy-typescript", "GetKiteResponse", texts, maybe));
    assert!(!left_out("speakeasy-typescript", "GetKiteResponse", "Record<string, *string*>", always));
}

#[test]
fn a_request_is_left_with_its_body() {
    let request = "# UpdatePetRequest\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                   | `pet_id` | *str* | :heavy_check_mark: | N/A |\n\
                   | `update_pet_body` | [models.UpdatePetBody](../models/updatepetbody.md) | :heavy_check_mark: | N/A |\n";
    let snippet =
        "# Pets\n\n### Available Operations\n\n<!-- UsageSnippet operationID=\"updatePet\" method=\"put\" -->\n";
    let printed = |pages: &[(&str, &str)]| {
        let (models, left_out, _) = read_all("speakeasy-python", pages);
        let Kind::Struct(found) = &models[0].kind else { panic!("a struct") };
        (found.fields.iter().map(|field| field.printed.clone()).collect::<Vec<_>>(), left_out)
    };
    let (kept, left_out) = printed(&[("models/updatepetrequest.md", request), ("sdks/pets/README.md", snippet)]);
    assert_eq!((kept, left_out), (vec!["update_pet_body".to_owned()], vec![LeftOut::Operations, LeftOut::Parameters]));
    let (kept, _) = printed(&[("models/updatepetrequest.md", request)]);
    assert_eq!(kept, ["pet_id", "update_pet_body"]);
}

#[test]
fn an_error_keeps_its_body_without_the_response() {
    let text = "# NotFound\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `message` | *str* | :heavy_check_mark: | N/A |\n\
                | `raw_response` | *Optional[httpx.Response]* | :heavy_minus_sign: | N/A |\n";
    let Kind::Struct(found) = one("speakeasy-python", "docs/errors/notfound.md", text).kind else { panic!("a struct") };
    assert_eq!(found.fields.iter().map(|field| field.printed.as_str()).collect::<Vec<_>>(), ["message"]);
}

#[test]
fn rows_and_types_that_cannot_be_read_are_told() {
    let text = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `a` | *floaty64* | :heavy_check_mark: | One |\n<br/>two | | | |\n\
                | `b` | *str* | :heavy_check_mark: | N/A |\n";
    let (models, _, codes) = read_all("speakeasy-python", &[("pet.md", text)]);
    let Kind::Struct(found) = &models[0].kind else { panic!("a struct") };
    assert_eq!(found.fields.iter().map(|field| short(&field.ty.value)).collect::<Vec<_>>(), ["any", "string"]);
    assert_eq!(codes, [Code::UnknownType, Code::UnreadableRow]);
}

#[test]
fn a_container_of_what_is_not_known_is_still_one() {
    let text = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `a` | List[*floaty64*] | :heavy_check_mark: | N/A |\n\
                | `b` | *Optional[Dict[str, List[floaty64]]]* | :heavy_minus_sign: | N/A |\n";
    let (models, _, codes) = read_all("speakeasy-python", &[("pet.md", text)]);
    let Kind::Struct(found) = &models[0].kind else { panic!("a struct") };
    assert_eq!(found.fields.iter().map(|field| short(&field.ty.value)).collect::<Vec<_>>(), ["[any]", "{[any]}"]);
    assert_eq!(codes, [Code::UnknownType; 2]);
    let text = "# Pet\n\n## Supported Types\n\n### `floaty64[]`\n\n### `string`\n";
    let (models, _, codes) = read_all("speakeasy-typescript", &[("pet.md", text)]);
    let Kind::Union(found) = &models[0].kind else { panic!("a union") };
    assert_eq!((members(&found.members), codes), ("[any] or string".to_owned(), vec![Code::UnknownType]));
}

#[test]
fn a_table_without_a_type_column_is_told() {
    let text = "# Pet\n\n## Fields\n\n| Field | Required | Description |\n| - | - | - |\n| `a` | yes | One |\n";
    let (models, left_out, codes) = read_all("speakeasy-python", &[("pet.md", text)]);
    assert_eq!((models.len(), left_out, codes), (0, vec![LeftOut::Prose], vec![Code::UnreadableModel]));
}

#[test]
fn a_type_of_which_only_the_name_is_told() {
    let pages = [
        ("Pet.md", "# Pet\n"),
        (
            "Owner.md",
            "# Owner\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                      | `pets` | *array* | :heavy_check_mark: | N/A |\n| `kind` |\n",
        ),
        ("Kind.md", "# Kind\n\n## Values\n\n| Name | Value |\n| - | - |\n| `A` | a |\n"),
    ];
    let (_, _, codes) = read_all("speakeasy-php", &pages);
    assert_eq!(codes, [Code::UnknownElement, Code::UnreadableRow, Code::UnknownMembers]);
}

#[test]
fn rows_below_a_blank_line_are_told() {
    let text = "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `a` | *str* | :heavy_check_mark: | One\n\ntwo |\n| `b` | *str* | :heavy_check_mark: | N/A |\n";
    let (_, _, codes) = read_all("speakeasy-python", &[("pet.md", text)]);
    assert_eq!(codes, [Code::UnreadableRow]);
}

#[test]
fn samples_tell_integers_from_other_numbers() {
    let text = "# Pet\n\n## Example Usage\n\n```typescript\nlet value: Pet = {\n  age: 593215,\n  size: 1520.25,\n};\n```\n\n\
                ## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                | `age` | *number* | :heavy_check_mark: | N/A |\n| `size` | *number* | :heavy_check_mark: | N/A |\n";
    let Kind::Struct(found) = one("speakeasy-typescript", "pet.md", text).kind else { panic!("a struct") };
    assert_eq!(found.fields.iter().map(|field| short(&field.ty.value)).collect::<Vec<_>>(), ["integer", "number"]);
}

#[test]
fn languages_are_told_apart_by_a_single_page() {
    let detect = |pages: &[(&str, &str)]| {
        let files = pages.iter().map(|(path, cell)| Source {
            root: String::new(),
            path: (*path).to_owned(),
            text: format!(
                "# Pet\n\n## Fields\n\n| Field | Type | Required | Description |\n| - | - | - | - |\n\
                 | `a` | {cell} | :heavy_check_mark: | N/A |\n"
            ),
        });
        let sources = Sources::new(files.collect());
        let name = |dialect: usize| FAMILY.dialects[dialect].name.trim_start_matches("speakeasy-");
        let found = detect::detect(&markdown::parse(&sources))?;
        Some((name(found.dialect), found.other.map(|(other, ..)| name(other))))
    };
    for (path, cell, language) in [
        ("pet.md", "*str*", "python"),
        ("pet.md", "*number*", "typescript"),
        ("pet.md", "`string`", "go"),
        ("Pet.md", "*Optional\\<String>*", "java"),
        ("Pet.md", "Dictionary<String, *string*>", "csharp"),
        ("Pet.md", "*?string*", "php"),
        ("pet.md", "*::String*", "ruby"),
        ("Pet.md", "[UnityWebRequest](https://docs.unity3d.com/x)", "unity"),
    ] {
        assert_eq!(detect(&[(path, cell)]), Some((language, None)), "{cell}");
    }
    assert_eq!(detect(&[("a.md", "*str*"), ("b.md", "*str*"), ("c.md", "`string`")]), Some(("python", Some("go"))));
    let page = Source { root: String::new(), path: "p.md".into(), text: "# A\n\n## Fields\n\nSome prose.\n".into() };
    assert_eq!(detect::detect(&[markdown::parse_page(FileId(0), &page)]), None);
}
