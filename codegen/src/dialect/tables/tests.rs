//! Pages of our own, one for each behaviour.

use super::*;
use crate::{
    diag::Code,
    dialect,
    fixture::{read_all, short},
    ir::{Basis, Field, Nullable},
    markdown,
    source::{Source, Sources},
};

/// The models of some pages without findings.
fn models(pages: &[(&str, &str)]) -> Vec<Model<Link>> {
    let (models, _, codes) = read_all("tables", pages);
    assert_eq!(codes, Vec::new());
    models
}

fn titles(pages: &[(&str, &str)]) -> Vec<String> {
    models(pages).into_iter().map(|model| model.title).collect()
}

/// A table with these columns and rows, without the outer pipes.
fn table(columns: &str, rows: &[&str]) -> String {
    let dashes = columns.split('|').map(|_| "---").collect::<Vec<_>>().join("|");
    let rows: String = rows.iter().map(|row| format!("|{row}|\n")).collect();
    format!("|{columns}|\n|{dashes}|\n{rows}\n")
}

/// The first model of a page that is one table.
fn fields(columns: &str, rows: &[&str]) -> Vec<Field<Link>> {
    models(&[("pet.md", &format!("# Pet\n\n{}", table(columns, rows)))]).remove(0).fields().to_vec()
}

/// A field in a few letters: `?` where it may be absent, `~` where that is a guess.
fn said(field: &Field<Link>) -> String {
    let presence = match (field.required.value, &field.required.basis) {
        (true, _) => "",
        (false, Basis::Stated) => "?",
        (false, _) => "~",
    };
    let null = match field.nullable.value {
        Nullable::Yes => " or null",
        Nullable::No => "",
        Nullable::Unknown => " or who knows",
    };
    format!("{}{presence}: {}{null}", field.printed, short(&field.ty.value))
}

fn listed(model: &Model<Link>) -> Vec<String> {
    let Kind::Enum(listed) = &model.kind else { panic!("{model:?}") };
    let value = |value: &crate::ir::Value| match &value.name {
        Some(name) => format!("{name} = {}", value.json),
        None => value.json.to_string(),
    };
    listed.values.iter().map(value).collect()
}

fn detected(pages: &[(&str, &str)]) -> String {
    let files = pages.iter().map(|(path, text)| Source {
        root: String::new(),
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    });
    let sources = Sources::new(files.collect());
    match dialect::detect(&markdown::parse(&sources)) {
        Ok((dialect, _)) => dialect.name.to_owned(),
        Err(found) => found.message,
    }
}

#[test]
fn columns_are_known_by_their_names() {
    for (columns, row) in [
        ("Field|Type|Required|Description", "id|integer|yes|Its number."),
        ("Parameter|Required|Type|Comments", "id|**true**|integer|Its number."),
        ("key|type|mandatory|notes", "`id`|int|✅|Its number."),
        ("字段名|数据类型|必填|说明", "id|整数|是|Its number."),
        ("Name|Data Type|Optional|Details", "id|integer|no|Its number."),
    ] {
        let fields = fields(columns, &[row]);
        assert_eq!(said(&fields[0]), "id: integer or who knows", "{columns}");
        assert_eq!(fields[0].docs, "Its number.");
    }
}

#[test]
fn what_may_be_absent_a_column_says() {
    let rows =
        ["a|int|yes", "b|int|no", "c|int|", "d|int|yes, if b is set", "e|int|conditional", "f|int|one of a or b"];
    let fields = fields("field|type|required", &rows);
    let said: Vec<_> = fields.iter().map(|field| field.required.value).collect();
    assert_eq!(said, [true, false, false, false, false, false]);
}

#[test]
fn what_may_be_absent_the_first_word_says() {
    let rows = ["a|int|**REQUIRED.** It.", "b|int|**REQUIRED if a is null.** It.", "c|int|It."];
    assert_eq!(
        fields("Field Name|Type|Description", &rows).iter().map(said).collect::<Vec<_>>(),
        ["a: integer or who knows", "b?: integer or who knows", "c?: integer or who knows"]
    );
    let rows = ["a|int|Optional. It.", "b|int|It."];
    assert_eq!(
        fields("Field Name|Type|Description", &rows).iter().map(said).collect::<Vec<_>>(),
        ["a?: integer or who knows", "b: integer or who knows"]
    );
}

#[test]
fn marks_on_any_page_say_what_those_without_one_are() {
    let marked = table("field|type", &["a?|int", "b|?int"]);
    let plain = table("field|type", &["c|int"]);
    let of = |pages: &[(&str, &str)]| models(pages).iter().flat_map(Model::fields).map(said).collect::<Vec<_>>();
    assert_eq!(of(&[("a.md", &marked), ("b.md", &plain)]), ["a?: integer", "b: integer or null", "c: integer"]);
    assert_eq!(of(&[("b.md", &plain)]), ["c~: integer or who knows"]);
}

#[test]
fn a_word_that_says_nothing_of_presence_is_told() {
    let page = table("field|type|required", &["a|int|perhaps"]);
    assert_eq!(read_all("tables", &[("a.md", &page)]).2, [Code::UnreadableRow]);
}

#[test]
fn titles_are_headings_without_what_all_have_in_common() {
    let rows = table("field|type", &["a|int"]);
    let page = [
        "---\ntitle: Pets\n---\n",
        "### Pet Object\n",
        "## 2. `get_pet` (a call)\n",
        "### Response Parameters\n",
        "### Request\n",
        "## POST Adopt Pet\n",
        "#### Fields\n",
        "### Body\n",
    ]
    .join(&rows);
    let found = titles(&[("pet.md", &(page + &rows))]);
    assert_eq!(
        found,
        [
            "Pets",
            "Pet",
            "GetPetACall",
            "GetPetACallResponse",
            "GetPetACallRequest",
            "AdoptPet",
            "AdoptPetFields",
            "AdoptPetRequest"
        ]
    );
}

#[test]
fn sections_of_one_name_are_told_apart_by_what_they_stand_below() {
    let rows = table("field|type", &["a|int"]);
    let page = format!("## Cat\n### Owner\n{rows}## Dog\n### Owner\n{rows}");
    assert_eq!(titles(&[("pet.md", &page)]), ["CatOwner", "DogOwner"]);
}

#[test]
fn links_lead_to_the_section_that_their_anchor_stands_above() {
    let page = format!(
        "# Pets\n\n### Pet Object\n\nOf all kinds.\n\n<Anchor id=\"pet-parts\" />\n###### Pet Structure\n\n{}### Owner\n\n{}",
        table(
            "field|type",
            &["owner|[who](#owner) object", "again|?[x](#pet-object)", "others|array of [x](/docs/b#pets-toy)s"]
        ),
        table("field|type", &["pet|[x](#pet-parts)", "pet2|pet object", "toy|partial toy object"])
    );
    let toys = format!("# Pets\n\n## Toy\n\n{}", table("field|type", &["name?|string"]));
    let models = models(&[("docs/a.md", &page), ("docs/b.md", &toys)]);
    let said: Vec<_> =
        models.iter().map(|model| model.fields().iter().map(said).collect::<Vec<_>>().join("; ")).collect();
    assert_eq!(
        said,
        [
            "owner: a.Owner@; again: a.Pet@ or null; others: [b.Toy@]",
            "pet: a.Pet@; pet2: a.Pet@; toy: b.PartialToy@",
            "name?: string",
            "name~: string",
        ]
    );
    assert_eq!(models.last().map(|model| model.title.as_str()), Some("PartialToy"));
}

#[test]
fn a_part_of_what_is_no_object_is_the_whole_of_it() {
    let page = format!(
        "## Kind\n\n{}## Pet\n\n{}",
        table("Value|Name", &["1|CAT", "2|DOG"]),
        table("field|type", &["kind|partial [kind](#kind)", "self|partial pet"])
    );
    let models = models(&[("p.md", &page)]);
    assert_eq!(models.iter().map(|model| model.title.as_str()).collect::<Vec<_>>(), ["Kind", "Pet", "PartialPet"]);
    let types: Vec<_> = models[1].fields().iter().map(|field| short(&field.ty.value)).collect();
    assert_eq!(types, ["p.Kind@", "p.PartialPet@"]);
}

#[test]
fn what_leads_nowhere_is_told() {
    let page = table("field|type", &["a|[x](#nothing) object", "b|nothing of it", "c|[string](#nothing)"]);
    let (models, _, codes) = read_all("tables", &[("a.md", &page)]);
    assert_eq!(
        models[0].fields().iter().map(|field| short(&field.ty.value)).collect::<Vec<_>>(),
        ["any", "any", "string"]
    );
    assert_eq!(codes, [Code::UnknownType; 2]);
}

#[test]
fn rows_below_a_field_are_of_what_it_holds() {
    let rows = ["list|array|", "> id|string|", "> owner|object|", ">> name|string|", "next|string|"];
    let page = format!("# Get Pets\n\n### Response\n\n{}", table("Parameter|Type|Comments", &rows));
    let models = models(&[("pets.md", &page)]);
    let said: Vec<_> = models
        .iter()
        .map(|model| {
            let fields = model.fields().iter().map(|field| format!("{}: {}", field.printed, short(&field.ty.value)));
            format!("{} {}", model.title, fields.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        said,
        [
            "GetPetsResponse list: [pets.GetPetsResponseList@], next: string",
            "GetPetsResponseList id: string, owner: pets.GetPetsResponseListOwner@",
            "GetPetsResponseListOwner name: string",
        ]
    );
}

#[test]
fn longer_names_are_of_what_they_begin_with() {
    let rows = ["owner|object", "owner.name|string", "toys[].name|string", "a.b|string"];
    let models = models(&[("pet.md", &table("field|type", &rows))]);
    let said: Vec<_> = models
        .iter()
        .flat_map(Model::fields)
        .map(|field| format!("{}: {}", field.printed, short(&field.ty.value)))
        .collect();
    assert_eq!(said, ["owner: pet.PetOwner@", "toys: [pet.PetToys@]", "a.b: string", "name: string", "name: string"]);
}

#[test]
fn positions_make_lists_of_lists() {
    let rows = ["list|array|All.", "> list[0]: time|string|When.", "> list[1]|string|What."];
    let field = fields("field|type|notes", &rows).remove(0);
    assert_eq!(short(&field.ty.value), "[[string]]");
    assert_eq!(field.docs, "All.\n\n* `list[0]`: When.\n* `list[1]`: What.");
}

#[test]
fn rows_below_what_is_no_object_are_told() {
    let page = table("field|type", &["a|string", "> b|string"]);
    let (models, _, codes) = read_all("tables", &[("p.md", &page)]);
    assert_eq!(models.iter().map(|model| model.title.as_str()).collect::<Vec<_>>(), ["P", "PA"]);
    assert_eq!(codes, [Code::UnreadableRow]);
}

#[test]
fn a_second_table_is_of_the_field_that_stands_above_it() {
    let (outer, inner) = (table("field|type", &["file|object"]), table("field|type", &["id|string"]));
    let page = format!("{outer}In `file` stand:\n\n{inner}Something else:\n\n{inner}");
    let (models, _, codes) = read_all("tables", &[("p.md", &page)]);
    assert_eq!(models.iter().map(|model| model.title.as_str()).collect::<Vec<_>>(), ["P", "PFile"]);
    assert_eq!(codes, [Code::UnreadableModel]);
}

#[test]
fn values_stand_in_tables_columns_names_and_lists() {
    let page = format!(
        "## Kind\n\n{}## Flags\n\n{}## Side\n\n* `left`: The one.\n* `right`\n\n## Steps\n\n* `a`\n* `b`\n\n## Pet\n\n{}",
        table("Type|ID|Description", &["CAT|1|Purrs.", "DOG|2|"]),
        table("Flag|Value", &["OLD|`1 << 0`", "ILL|`1 << 4`"]),
        table(
            "field|type|possible values",
            &["[side](#side)|string|", "kind|[kind](#kind)|", "size|string|`s`、`m`", "level|int|`1`, `2`"]
        )
    );
    let models = models(&[("p.md", &page)]);
    let titles: Vec<_> = models.iter().map(|model| model.title.as_str()).collect();
    assert_eq!(titles, ["Kind", "Flags", "Side", "Pet"], "no field leads to the list of steps");
    assert_eq!(listed(&models[0]), ["CAT = 1", "DOG = 2"]);
    assert_eq!(listed(&models[1]), ["OLD = 1", "ILL = 16"]);
    assert_eq!(listed(&models[2]), [r#""left""#, r#""right""#]);
    let types: Vec<_> = models[3].fields().iter().map(|field| short(&field.ty.value)).collect();
    assert_eq!(types, ["p.Side@", "p.Kind@", r#""s"|"m""#, "1|2"]);
}

#[test]
fn a_table_of_numbers_called_type_is_one_of_values() {
    let page = format!("## Kind\n\n{}", table("Type|Name|Description", &["1|[Cat](#cat)|Purrs.", "2|Dog|"]));
    assert_eq!(listed(&models(&[("p.md", &page)])[0]), ["Cat = 1", "Dog = 2"]);
}

#[test]
fn widdershins_writes_models_as_tables_of_one_row() {
    let head = "|Name|Type|Required|Description|\n|---|---|---|---|\n";
    let page = format!(
        "<h2 id=\"tocS_pet\">pet</h2>\n\n<a id=\"schemapet\"></a>\n\n### Properties\n\n{head}|pet|any|false|none|\n\noneOf\n\n\
         {head}|*anonymous*|[cat](#schemacat)|false|none|\n\nxor\n\n{head}|*anonymous*|string¦null|false|none|\n\n\
         <h2 id=\"tocS_cat\">cat</h2>\n\n<a id=\"schemacat\"></a>\n\n### Properties\n\n\
         {head}|side|string|true|none|\n|» **additionalProperties**|integer(int64)|false|none|\n\n\
         #### Enumerated Values\n\n|Property|Value|\n|---|---|\n|side|left|\n|side|right|\n\n\
         <h2 id=\"tocS_size\">size</h2>\n\n### Properties\n\n{head}|*anonymous*|string|false|none|\n\n\
         #### Enumerated Values\n\n|Property|Value|\n|---|---|\n|*anonymous*|small|\n"
    );
    let (models, _, codes) = read_all("tables", &[("p.md", &page.replace("|side|string", "|side|object"))]);
    let kind = |at: usize| models[at].kind.types().into_iter().map(short).collect::<Vec<_>>();
    assert_eq!(
        (kind(0), kind(1), kind(2)),
        (vec!["p.Cat@".into(), "string?".into()], vec!["p.CatSide@".into()], vec!["int64".into()])
    );
    assert_eq!(listed(&models[3]), [r#""small""#]);
    assert_eq!(codes, Vec::new());
    let listed =
        &self::models(&[("p.md", &page.replace("|» **additionalProperties**|integer(int64)|false|none|\n", ""))])[1];
    assert_eq!(listed.fields().iter().map(|field| short(&field.ty.value)).collect::<Vec<_>>(), [r#""left"|"right""#]);
}

#[test]
fn what_stands_in_urls_and_headers_is_no_model() {
    let rows = table("Name|Type|Required", &["id|string|yes"]);
    let located = table("Name|In|Type|Required", &["id|path|string|yes"]);
    let page = format!("# Get Pet\n\n## Query Parameters\n\n{rows}## Parameters\n\n{located}");
    assert_eq!(read_all("tables", &[("p.md", &page)]).1, [LeftOut::Parameters]);
}

#[test]
fn tables_are_looked_for_where_no_other_family_is_found() {
    let page = table("Field|Type|Description", &["id|string|"]);
    assert_eq!(detected(&[("a.md", &page)]), "tables");
    let generated = "# Pet\n\n## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**id** | **str** |  | [optional] \n";
    assert!(detected(&[("a.md", &page), ("Pet.md", generated)]).starts_with("openapi-generator"));
    assert!(
        detected(&[("a.md", "# Guide\n\n| Step | What |\n| --- | --- |\n| 1 | Feed it. |\n")])
            .contains("none of 1 pages")
    );
}

#[test]
fn what_says_nothing_of_types_is_told() {
    let page = format!(
        "{}\n\n# B\n\n{}",
        table("Field|Description", &["a|What."]),
        table("Field|Type", &["...|", "-|-", "a b c|x", "b|int"])
    );
    let (models, _, codes) = read_all("tables", &[("p.md", &page)]);
    assert_eq!(models[0].fields().len(), 1);
    assert_eq!(codes, [Code::UnreadableModel, Code::UnreadableRow], "rows without any word are none");
}

#[test]
fn defaults_and_old_fields() {
    let rows = [
        "a|int|5|",
        "b|string|`x`|Deprecated: use `a`.",
        "c|bool|-|",
        "d (deprecated)|string|low|",
        "e|string|the one above|",
    ];
    let page = format!("# Pet\n\n{}", table("field|type|default|notes", &rows));
    let (models, _, codes) = read_all("tables", &[("p.md", &page)]);
    let fields = models[0].fields();
    let defaults: Vec<_> =
        fields.iter().map(|field| field.default.as_ref().map(|fact| fact.value.to_string())).collect();
    assert_eq!(defaults, [Some("5".into()), Some(r#""x""#.into()), None, Some(r#""low""#.into()), None]);
    assert_eq!(
        fields.iter().map(|field| field.deprecated.is_some()).collect::<Vec<_>>(),
        [false, true, false, true, false]
    );
    assert_eq!(codes, [Code::UnreadableDefault]);
}
