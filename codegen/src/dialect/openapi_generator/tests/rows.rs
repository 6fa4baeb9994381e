//! Rows that single writers, or some of their versions, print in a way of their own.

use super::*;

#[test]
fn a_container_of_what_is_not_known_is_still_one() {
    let rows = "**notes** | **List&lt;ParcelNote&gt;** |  | \n**sides** | **Map&lt;String, List&lt;Side&gt;&gt;** |  | \n**odd** | **Wibble&lt;String&gt;** |  | \n";
    check(
        "openapi-generator-java",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              notes: list of any (null?)
              sides: map of list of any (null?)
              odd: any (null?)
            FM103: unknown type in `List<ParcelNote>`; its elements are kept as raw JSON
            FM103: unknown type in `Map<String, List<Side>>`; its elements are kept as raw JSON
            FM103: unknown type `Wibble<String>`; it is kept as raw JSON
        "#]],
    );
}

#[test]
fn csharp_marks_null_where_not_every_value_type_is_marked() {
    let rows = "**Size** | **int?** |  | \n**Note** | **string** |  | \n";
    let b = table("Shop.Model.B", "**At** | **DateTime** |  | [optional] \n");
    check(
        "openapi-generator-csharp",
        &[("A.md", &table("Shop.Model.A", rows)), ("B.md", &b)],
        expect![[r#"
            A: 
              Size: integer(int32) or null
              Note: string (null?)
            B: 
              At?: string(date-time) (null?)
        "#]],
    );
    check(
        "openapi-generator-csharp",
        &[("A.md", &table("Shop.Model.A", rows))],
        expect![[r#"
            A: 
              Size: integer(int32) (null?)
              Note: string (null?)
        "#]],
    );
}

#[test]
fn swagger_codegen_prints_texts_bare_in_go() {
    let rows = "**Pause** | **string** |  | [optional] [default to 90m]\n**Note** | **string** |  | [optional] [default to null]\n";
    check(
        "swagger-codegen-go",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              Pause?: string (null?) = "90m"
              Note?: string (null?)
        "#]],
    );
}

#[test]
fn older_rust_prints_the_enum_before_a_constant() {
    let rows = "**sort_order** | Option<**String**> |  | [optional][default to SortOrder_Low]\n\
                **r#type** | Option<**String**> | Either &#x60;big&#x60; or &#x60;small&#x60;. | [optional][default to Type_Big]\n\
                **note** | Option<**String**> |  | [optional][default to note_low]\n";
    check(
        "openapi-generator-rust-6",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              sort_order?: string (null?)
              type (printed r#type)?: one of ["big", "small"] (null?) = "big" // Either `big` or `small`.
              note?: string (null?) = "note_low"
            FM108: the default `SortOrder_Low` is no value that is known; it is left out
        "#]],
    );
}

#[test]
fn dart_may_wrap_what_may_be_absent() {
    let rows = "**size** | **Optional<int?>** |  | [optional] \n**sides** | **Optional<List<String>>** |  | [optional] [default to const Optional.absent()]\n";
    check(
        "openapi-generator-dart",
        &[("A.md", &table("shop.model.A", rows))],
        expect![[r#"
            A: 
              size?: integer or null
              sides?: list of string (null?)
        "#]],
    );
}

#[test]
fn a_row_goes_on_behind_the_lines_of_its_description() {
    let rows = "**lid** | **String** | Shuts it.\nWith a click. |  [optional]\n**box** | **Integer** | Holds:\n\n\
        - pens\n- caps | \n**tray** | **String** | For one.\n\n**Note:** not for two. | [optional]\n\n\
        **hook** | **String** |  | \n{: class=\"wide\"}\n\n[[Back to list]](../README.md) | x\n";
    check(
        "openapi-generator-java",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              lid?: string (null?) // Shuts it.
            With a click.
              box: integer(int32) (null?) // Holds:

            - pens
            - caps
              tray?: string (null?) // For one.

            **Note:** not for two.
              hook: string (null?)
        "#]],
    );
}

#[test]
fn site_generators_have_titles_and_links_of_their_own() {
    let rows = "## Properties\n\nName | Type | Description | Notes\n--- | --- | --- | ---\n**pen** | [**Pen**](Pen.html) |  | \n";
    let (above, front) = (format!("## Shop::Box\n\nHolds pens.\n\n{rows}"), format!("---\ntitle: Tray\n---\n\n{rows}"));
    check(
        "openapi-generator-ruby",
        &[("Box.md", &above), ("Tray.md", &front), ("Pen.md", &table("Shop::Pen", "**ink** | **String** |  | \n"))],
        expect![[r#"
            Box: // Holds pens. 
              pen: -> Pen (null?)
            Pen: 
              ink: string (null?)
            Tray: 
              pen: -> Pen (null?)
        "#]],
    );
}

#[test]
fn php_has_one_word_for_lists_and_maps() {
    let rows =
        "**labels** | array |  | \n**sizes** | **array<string,int>** |  | \n**sides** | [**array**](Side.md) |  | \n";
    check(
        "openapi-generator-php",
        &[("A.md", &table("A", rows)), ("Side.md", &table("Side", "**x** | **int** |  | \n"))],
        expect![[r#"
            A: 
              labels: any (null?)
              sizes: map of integer (null?)
              sides: list of -> Side (null?)
            Side: 
              x: integer (null?)
            FM107: `array` may be a list or a map; it is kept as raw JSON
        "#]],
    );
}

#[test]
fn a_mark_behind_the_name_says_what_is_required() {
    let rows = "| `parcel_id`<sup>*_required_</sup> | ```Integer``` |  Its `id`.  |  |\n| `sides` | [```List<Side>```](Side.md) |    |  |\n| `label` | ```String``` |    |  |\n";
    let side = table("Side", "| `x` | ```Integer``` |  |  |\n");
    check(
        "openapi-generator-java",
        &[("A.md", &table("A", rows)), ("Side.md", &side)],
        expect![[r#"
        A: 
          parcel_id: integer(int32) (null?) // Its `id`.
          sides?: list of -> Side (null?)
          label?: string (null?)
        Side: 
          x?: integer(int32) (null?)
    "#]],
    );
}

#[test]
fn pages_of_a_site_are_titled_by_their_second_heading() {
    let page = table("Shop::A", "**id** | **Integer** |  | \n{: class=\"wide\"}\n");
    let page = format!("---\ntitle: A\n---\n\nSoon to go.\n\n#{page}");
    check(
        "openapi-generator-ruby",
        &[("A.md", &page)],
        expect![[r#"
        A: 
          id: integer (null?)
    "#]],
    );
}

#[test]
fn a_link_to_a_type_of_the_specification_tells_the_element() {
    let rows = "**tips** | [**List**](string.md) |  | [default to null]\n**sizes** | [**Map**](long.md) |  | [default to null]\n**odd** | [**List**](wibble.md) |  | [default to null]\n";
    check(
        "openapi-generator-markdown",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              tips: list of string (null?)
              sizes: map of integer(int64) (null?)
              odd: list of any (null?)
            FM107: `List` does not tell what it holds; its elements are kept as raw JSON
        "#]],
    );
}

#[test]
fn tables_of_two_columns_have_pipes_in_types() {
    let page = "# A\n\n## Properties\n\nName | Type\n------------ | -------------\n`tips` | Array&lt;object | null&gt;\n\
                `sizes` | { [key: string]: number | null; }\n";
    check(
        "openapi-generator-typescript-fetch",
        &[("A.md", page)],
        expect![[r#"
            A: 
              tips?: list of object or null (null?)
              sizes?: map of number or null (null?)
        "#]],
    );
}

#[test]
fn older_go_prints_texts_bare_and_enums_before_constants() {
    let rows = "**Note** | **string** |  | [default to two words]\n**SortOrder** | **string** |  | [optional] [default to SORT_ORDER_LOW]\n";
    check(
        "openapi-generator-go-4",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              Note: string = "two words"
              SortOrder?: string
            FM108: the default `SORT_ORDER_LOW` is no value that is known; it is left out
        "#]],
    );
}

#[test]
fn empty_lists_and_maps_are_no_defaults_in_dart() {
    let rows = "**tips** | **List&lt;String&gt;** |  | [optional] [default to []]\n**sizes** | **Map&lt;String, int&gt;** |  | [default to {}]\n";
    check(
        "openapi-generator-dart",
        &[("A.md", &table("shop.model.A", rows))],
        expect![[r#"
            A: 
              tips?: list of string (null?)
              sizes: map of integer (null?)
        "#]],
    );
}

#[test]
fn an_empty_value_is_one_where_null_would_not_be_printed_so() {
    let rows =
        "**lid** | **character** |  | [optional] [Enum: [open, shut, ]] \n**pen** | [**Pen**](Pen.md) |  | [Enum: ] \n";
    let pen = table("Pen", "**ink** | **character** |  | \n");
    check(
        "openapi-generator-r",
        &[("A.md", &table("A", rows)), ("Pen.md", &pen)],
        expect![[r#"
            A: 
              lid?: one of ["open", "shut", ""] (null?)
              pen: -> Pen (null?)
            Pen: 
              ink: string (null?)
        "#]],
    );
    let rows = "**lid** | **Lid** |  (enum: open, shut, ) | \n\
                **cap** | Option<**Cap**> |  (enum: open, shut, ) | \n\
                **pen** | **String** |  | [optional]\n";
    check(
        "openapi-generator-rust",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              lid: one of ["open", "shut", ""]
              cap: one of ["open", "shut"] or null
              pen?: string
        "#]],
    );
}

#[test]
fn rust_servers_print_defaults_as_expressions() {
    let rows = "**lid** | **String** |  | [optional] [default to Some(\"shut\".to_string())]\n\
                **hot** | **bool** |  | [optional] [default to Some(false)]\n\
                **cap** | **String** |  | [optional] [default to None]\n\
                **size** | **isize** |  | [optional] [default to Some(4)]\n";
    check(
        "openapi-generator-rust-server",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              lid?: string = "shut"
              hot?: boolean = false
              cap?: string
              size?: integer = 4
        "#]],
    );
}

#[test]
fn kotlin_renames_what_its_maps_have() {
    let rows = "| **propertySize** | **kotlin.Int** |  |  |\n| **propertyKeys** | **kotlin.Int** |  |  |\n\
                | **propertyKind** | **kotlin.Int** |  |  |\n";
    check(
        "openapi-generator-kotlin",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              size (printed propertySize): integer(int32) (null?)
              keys (printed propertyKeys): integer(int32) (null?)
              propertyKind: integer(int32) (null?)
        "#]],
    );
}

#[test]
fn a_page_that_only_says_what_all_keys_hold_is_a_map() {
    let further = |ty: &str| format!("**any string name** | **{ty}** | any name can be used | [optional]\n");
    check(
        "openapi-generator-python-5",
        &[
            ("Lids.md", &table("Lids", &further("bool"))),
            ("Open.md", &table("Open", &further("bool, str, dict, list, none_type"))),
        ],
        expect![[r#"
            Lids: = map of boolean
            Open: unknown
            FM203: the page of `Open` lists neither properties nor members; it is kept as raw JSON
        "#]],
    );
}

#[test]
fn dates_are_defaults_as_java_prints_them() {
    let rows = "**day** | Option<**chrono::NaiveDate**> |  | [optional][default to Tue Feb 03 00:00:00 UTC 2015]\n";
    check(
        "openapi-generator-rust",
        &[("A.md", &table("A", rows))],
        expect![[r#"
            A: 
              day?: string(date) (null?) = "2015-02-03"
        "#]],
    );
    let rows = "| **day** | **Date** |  | [optional][default to Date.parse(&quot;2015-02-03&quot;)] |\n";
    check(
        "openapi-generator-ruby",
        &[("A.md", &table("Shop::A", rows))],
        expect![[r#"
            A: 
              day?: string(date) (null?) = "2015-02-03"
        "#]],
    );
}

#[test]
fn columns_of_custom_templates_say_what_is_required() {
    let of = |header: &str, row: &str| {
        let dashes = header.split('|').map(|_| "---").collect::<Vec<_>>().join("|");
        let page = format!("# Pet\n\n## Properties\n\n| {header} |\n|{dashes}|\n{row}\n");
        let (models, _, codes) = crate::fixture::read_all("openapi-generator-java", &[("Pet.md", &page)]);
        let field = models[0].fields()[0].clone();
        (field.required.value, field.docs, codes)
    };
    let examples = "Name | Type | Required | Description | Examples";
    assert_eq!(of(examples, "| **a** |**String** | ☑️ | What. | `x` | |"), (true, "What.".to_owned(), vec![]));
    assert_eq!(of(examples, "| **a** |**String** |  |  | | |"), (false, String::new(), vec![]));
    assert_eq!(of(examples, "| **a** |**String** | so so | What. | |").2, [crate::diag::Code::UnreadableRow]);
    let notes = "Name | Type | Required | Description | Notes";
    assert_eq!(of(notes, "| **a** | **String** | optional | One | two. | |"), (false, "One | two.".to_owned(), vec![]));
    let last = "Name | Type | Description. | Notes | Example | Required";
    assert_eq!(of(last, "| **a** | **String** | What. | | {\"a\": 1} | ✔ |"), (true, "What.".to_owned(), vec![]));
    assert_eq!(of(last, "| **a** | **String** | What. | | |  |"), (false, "What.".to_owned(), vec![]));
}

/// The fields of a model with these rows: `?` where a property may be absent, `or null`, or `who knows` of null.
fn presence(dialect: &str, rows: &str) -> Vec<String> {
    let (models, ..) = crate::fixture::read_all(dialect, &[("Pet.md", &table("Pet", rows))]);
    let said = |field: &crate::ir::Field<crate::ir::Link>| {
        let mark = if field.required.value { "" } else { "?" };
        let null = match field.nullable.value {
            crate::ir::Nullable::Yes => " or null",
            crate::ir::Nullable::No => "",
            crate::ir::Nullable::Unknown => " who knows",
        };
        format!("{}{mark}: {}{null}", field.printed, crate::fixture::short(&field.ty.value))
    };
    models[0].fields().iter().map(said).collect()
}

#[test]
fn pointers_say_of_null_what_the_set_leaves_them_to_say() {
    let pointers = |notes: &str| -> String {
        (0..10).map(|at| format!("**A{at}** | Pointer to **string** |  | {notes}\n")).collect()
    };
    let of = |rows: &[&str]| presence("openapi-generator-go-4", &rows.concat()).swap_remove(0);
    let (plain, optional) = ("**B** | **string** |  | \n", "**C** | **string** |  | [optional] \n");
    assert_eq!(of(&[&pointers(""), plain]), "A0: string or null");
    assert_eq!(of(&[&pointers("")]), "A0: string who knows", "each has one");
    assert_eq!(of(&[&pointers(""), plain, optional]), "A0?: string who knows");
    assert_eq!(of(&[&pointers(""), &pointers("[optional]"), optional]), "A0: string or null");
    assert_eq!(of(&["**A** | Pointer to **string** |  | \n", optional]), "A: string or null", "one is no evidence");
}

#[test]
fn what_is_bold_may_stand_around_a_link_inside_of_a_list() {
    let rows = "**users** | Option<Vec<**[crate::models::User](User.md)**>> |  | [optional]\n\
                **links** | Option<[**crate::models::Links**](Links.md)> |  | [optional]\n";
    assert_eq!(
        presence("openapi-generator-rust-6", rows),
        ["users?: [User@User.md] who knows", "links?: Links@Links.md who knows"]
    );
}
