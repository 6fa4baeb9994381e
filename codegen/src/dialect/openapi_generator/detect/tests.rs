//! Folders of a page or a few, and the writer that they show.

use super::super::tests::{sources, table};
use crate::{dialect, markdown};

/// The dialect that these pages are found to be in, or why none.
fn detected(pages: &[(&str, &str)]) -> String {
    let sources = sources(pages);
    match dialect::detect(&markdown::parse(&sources)) {
        Ok((dialect, _)) => dialect.name.to_owned(),
        Err(why) => why.message,
    }
}

#[test]
fn one_page_shows_its_writer() {
    let python = table("A", "**id** | **str** |  | \n") + "## Example\n\n```python\nfrom shop import A\n```\n";
    assert_eq!(detected(&[("A.md", &python)]), "openapi-generator-python");
    assert_eq!(detected(&[("A.md", &table("A", "**id** | **str** |  | \n"))]), "openapi-generator-python-4");
    assert_eq!(detected(&[("A.md", &table("A", "**id** | **str, none_type** |  | \n"))]), "openapi-generator-python-5");
    assert_eq!(
        detected(&[("A.md", &table("Shop.Model.A", "**Id** | **string** |  | \n"))]),
        "openapi-generator-csharp"
    );
    assert_eq!(detected(&[("A.md", &table("A", "**id** | **Integer** |  |  [optional]\n"))]), "openapi-generator-java");
    assert_eq!(detected(&[("A.md", &table("A", "**Id** | **int64** |  | [default to null]\n"))]), "swagger-codegen-go");
    // Go's own word is `string`.
    assert_ne!(detected(&[("A.md", &table("A", "**id** | **String** |  | \n"))]), "openapi-generator-go");
}

#[test]
fn keywords_in_back_ticks_are_of_scala_and_types_of_julia() {
    let scala = table("A", "**`type`** | **String** |  |  [optional]\n**size** | **Int** |  |  [optional]\n");
    assert_eq!(detected(&[("A.md", &scala)]), "openapi-generator-scala");
    let julia = table("A", "**`type`** | **`String`** |  | [optional] [default to nothing]\n");
    assert_eq!(detected(&[("A.md", &julia)]), "openapi-generator-julia");
}

#[test]
fn tables_of_schemas_are_of_python_6_whatever_stands_in_them() {
    let page = "# shop.model.a.A\n\n## Model Type Info\nInput Type | Accessed Type | Description | Notes\n--- | --- | --- | ---\ndict,  | dict,  |  | \n\n### Dictionary Keys\nKey | Input Type | Accessed Type | Description | Notes\n--- | --- | --- | --- | ---\n**kind** | str,  | str,  |  | must be one of [\"a\", ] \n**[tags](#tags)** | list,  | tuple,  |  | \n";
    assert_eq!(detected(&[("A.md", page)]), "openapi-generator-python-6");
}

#[test]
fn what_may_be_absent_tells_swift_from_rust() {
    let absent = "**id** | **String** |  | [optional] \n**size** | **String** |  | \n";
    assert_eq!(detected(&[("A.md", &table("A", absent))]), "openapi-generator-swift");
    let absent = "**id** | Option<**String**> |  | [optional]\n**size** | **String** |  | \n";
    assert_eq!(detected(&[("A.md", &table("A", absent))]), "openapi-generator-rust");
}

#[test]
fn a_link_to_a_word_of_eiffel_is_none_to_a_model() {
    let linked = "**id** | [**STRING_32**](STRING_32.md) |  | [optional] [default to null]\n";
    assert_eq!(detected(&[("A.md", &table("A", linked))]), "openapi-generator-eiffel");
    let linked = "**id** | [**Kind**](Kind.md) |  | [optional] [default to null]\n";
    assert_eq!(detected(&[("A.md", &table("A", linked))]), "openapi-generator-bash");
}

#[test]
fn writers_do_not_mix() {
    let python = table("A", "**id** | **str** |  | \n") + "## Example\n\n```python\nfrom shop import A\n```\n";
    let ruby = "# Shop::B\n\n## Properties\n\n| Name | Type | Description | Notes |\n| ---- | ---- | ----------- | ----- |\n| **id** | **String** |  |  |\n\n## Example\n\n```ruby\nShop::B.new\n```\n";
    let pages = [("a/A.md", &*python), ("a/B.md", &python), ("a/C.md", &python), ("b/A.md", ruby), ("b/B.md", ruby)];
    let message = detected(&pages);
    assert!(message.contains("openapi-generator-python") && message.contains("openapi-generator-ruby"), "{message}");
}

#[test]
fn other_tables_are_not_of_this_family() {
    let fields = "# A\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n| `id` | *str* | :heavy_check_mark: | N/A |\n";
    assert!(!detected(&[("A.md", fields)]).contains("openapi-generator"));
}

#[test]
fn outer_pipes_rule_no_writer_out() {
    let piped = |rows: &str| {
        format!("# A\n\n## Properties\n\n|Name | Type | Description | Notes|\n|---- | ---- | ---- | ----|\n{rows}\n")
    };
    let java = piped("|**id** | **String** |  |  [optional] |\n|**a** | **String** |  |  |\n");
    let none = "# B\n\n## Properties\n\n|Name | Type | Description | Notes|\n|---- | ---- | ---- | ----|\n";
    assert_eq!(detected(&[("A.md", &java), ("B.md", none)]), "openapi-generator-java");
    let go = piped("|**Size** | Pointer to **int64** |  | [optional] |\n") + "## Methods\n\n### NewA\n";
    assert_eq!(detected(&[("A.md", &go)]), "openapi-generator-go");
    let python = piped("|**id** | **str** |  | |\n|**tags** | **Dict[str, int]** |  | [optional] |\n");
    assert_eq!(detected(&[("A.md", &python)]), "openapi-generator-python-4");
}

#[test]
fn a_default_in_every_row_shows_who_prints_it() {
    let rows = "|**id** | **Long** |  |  |\n|**sides** | **List&lt;String&gt;** |  |  |\n";
    let java =
        format!("# A\n\n## Properties\n\n| Name | Type | Description | Notes |\n|---- | ---- | ---- | ----|\n{rows}");
    assert_eq!(detected(&[("A.md", &java)]), "openapi-generator-java");
    let markdown = java.replace("|  |\n", "| [default to null] |\n");
    assert_eq!(detected(&[("A.md", &markdown)]), "openapi-generator-markdown");
    let go = table(
        "A",
        "**Id** | **string** |  | [default to null]\n**A** | [***A**](A.md) |  | [optional] [default to null]\n",
    );
    assert_eq!(detected(&[("A.md", &go)]), "swagger-codegen-go");
    let undefined =
        table("A", "**id** | **string** |  | [default to undefined]\n**is** | **boolean** |  | [optional]\n");
    assert_eq!(detected(&[("A.md", &undefined)]), "openapi-generator-typescript-axios");
}

#[test]
fn a_few_models_without_a_page_hide_no_writer() {
    let rows = "**at** | **OffsetDateTime** |  |  [optional]\n**a** | **Integer** |  | \n**b** | **Long** |  | \n**sides** | **List&lt;Side&gt;** |  | \n";
    assert_eq!(detected(&[("A.md", &table("A", rows))]), "openapi-generator-java");
    let other =
        table("A", "**a** | **a word or two** |  | \n**b** | **String** |  | \n**c** | **a third one** |  | \n");
    assert!(detected(&[("A.md", &other)]).contains("none of 1 pages"));
}

#[test]
fn columns_of_a_custom_template_do_not_hide_the_writer() {
    let page = "# A\n\n## Properties\nName | Getter | Type | Description | Notes\n--- | --- | --- | --- | ---\n**a** | getA() | [**\\\\Shop\\\\Model\\\\B[]**](B.md) |  | [optional] \n";
    let values = "# Color\n\n## Properties\nName | Type\n--- | ---\n**RED** | string\n";
    assert_eq!(
        detected(&[("A.md", page), ("C.md", values), ("D.md", values), ("E.md", values)]),
        "openapi-generator-php"
    );
}

#[test]
fn blanks_before_a_note_outvote_no_word() {
    let rows = "**id** | **string** |  |  [optional]\n**size** | **number** |  |  [optional]\n**open** | **boolean** |  |  [optional]\n**at** | **string** |  |  [optional]\n**sides** | **Array&lt;string&gt;** |  |  [optional]\n";
    assert_eq!(detected(&[("A.md", &table("A", rows))]), "openapi-generator-typescript-axios");
    let tie = "**id** | **String** |  | BLANKS[optional]\n**size** | **Int** |  | BLANKS[optional]\n";
    assert_eq!(detected(&[("A.md", &table("A", &tie.replace("BLANKS", " ")))]), "openapi-generator-scala");
    assert_eq!(detected(&[("A.md", &table("A", &tie.replace("BLANKS", "")))]), "openapi-generator-swift");
}

#[test]
fn a_title_of_another_form_outvotes_no_word() {
    let rows = "**Id** | **Guid?** |  | \n**Open** | **bool?** |  | \n**Sides** | **List&lt;string&gt;** |  | \n**Sizes** | **Dictionary&lt;string, long?&gt;** |  | \n";
    assert_eq!(detected(&[("A.md", &table("A", rows))]), "openapi-generator-csharp");
    assert_eq!(detected(&[("A.md", &table("IO.Swagger.A", rows))]), "swagger-codegen-csharp");
    // Go has the same words, and capitals.
    let small = "**id** | **string** |  | \n**open** | **bool** |  | \n";
    assert_eq!(detected(&[("A.md", &table("A", small))]), "openapi-generator-php");
    assert_eq!(
        detected(&[("A.md", &table("A", &small.replace("**id", "**Id").replace("**open", "**Open")))]),
        "openapi-generator-go-4"
    );
    // Words that both have are PHP's where no title has a dot.
    let both = "**id** | **string** |  | \n**size** | **float** |  | \n**open** | **bool** |  | \n";
    assert_eq!(detected(&[("A.md", &table("A", both))]), "openapi-generator-php");
    assert_eq!(detected(&[("A.md", &table("Shop.Model.A", both))]), "openapi-generator-csharp");
}

#[test]
fn plain_markdown_without_pipes_links_to_types() {
    let rows = "**pen\\_cap** | [**String**](string.md) |  | [default to null]\n\
                **size** | [**Long**](long.md) |  | [optional] [default to null]\n";
    let lists = "**tips** | [**List**](integer.md) |  | [default to null]\n";
    let pages = [("Models/Pen.md", &*table("Pen", rows)), ("Models/Box.md", &table("Box", lists))];
    assert_eq!(detected(&pages), "openapi-generator-markdown");
    let bash = "**size** | **integer** |  | [optional] [default to null]\n**pen** | [**Pen**](Pen.md) |  | [default to null]\n";
    assert_eq!(detected(&[("A.md", &table("A", bash))]), "openapi-generator-bash");
}

#[test]
fn constructors_show_the_newer_go() {
    let pen = table(
        "Pen",
        "**Box** | Pointer to [**Box**](Box.md) |  | [optional] \n**Caps** | Pointer to **[]string** |  | [optional] \n",
    );
    let methods = "## Methods\n\n### GetCaps\n\n### GetCapsOk\n";
    let new = "## Methods\n\n### NewPen\n\n### NewPenWithDefaults\n\n### GetCaps\n";
    assert_eq!(detected(&[("Pen.md", &(pen.clone() + methods))]), "openapi-generator-go-4");
    assert_eq!(detected(&[("Pen.md", &(pen + new))]), "openapi-generator-go");
    let scalars = table("Pen", "**Cap** | Pointer to **string** |  | [optional] \n") + methods;
    assert_eq!(detected(&[("Pen.md", &scalars)]), "openapi-generator-go-4");
    let file = table("Pen", "**Cap** | [***os.File**](*os.File.md) |  | \n");
    assert_eq!(detected(&[("Pen.md", &file)]), "openapi-generator-go-4");
    let list = table("A", "**Tips** | **[]string** |  | \n");
    assert_ne!(detected(&[("A.md", &list)]), "openapi-generator-python-5");
}

#[test]
fn names_rule_writers_out_that_words_do_not() {
    let rows = |name: &str| table("A", &format!("**{name}** | **string** |  | [optional] \n**x** | **bool** |  | \n"));
    assert_eq!(detected(&[("A.md", &rows("pen_cap"))]), "openapi-generator-php");
    let camel = table("A", "**penCap** | **string** |  | [optional] \n**sizeMm** | **int** |  | \n");
    assert_eq!(detected(&[("A.md", &camel)]), "openapi-generator-php-symfony");
    // An option has PHP's client print names so.
    let map = table("A", "**penCap** | **array&lt;string,int&gt;** |  | \n");
    assert_eq!(detected(&[("A.md", &map)]), "openapi-generator-php");
    assert_eq!(
        detected(&[("A.md", &table("A", "**PenCap** | **string** |  | [optional] \n"))]),
        "openapi-generator-go-4"
    );
}

#[test]
fn java_is_told_from_scala_by_its_lists() {
    let page = table("A", "**caps** | **List&lt;String&gt;** |  |  [optional]\n");
    assert_eq!(detected(&[("A.md", &page)]), "openapi-generator-java");
    let page = table("A", "**caps** | [**Map[String, Pen]**](#Map[String, Pen]) |  |  [optional]\n");
    assert_eq!(detected(&[("A.md", &page)]), "openapi-generator-scala");
    let page = table("A", "**caps** | **Seq&lt;String&gt;** |  |  [optional]\n");
    assert_eq!(detected(&[("A.md", &page)]), "openapi-generator-scala");
}

#[test]
fn variants_alone_show_rust() {
    let page = "# Lid\n\n## Enum Variants\n\n| Name | Value |\n|---- | -----|\n| Flat | flat |\n";
    assert_eq!(detected(&[("Lid.md", page)]), "openapi-generator-rust");
}

#[test]
fn cells_without_a_type_tell_nothing() {
    let rows = "**lid** |  |  | [optional] \n**pen** |  |  | [optional] \n**size** | **int** |  | \n**name** | **char \\*** |  | \n";
    assert_eq!(detected(&[("A.md", &table("A", rows))]), "openapi-generator-c");
}
