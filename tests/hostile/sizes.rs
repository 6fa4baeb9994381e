//! Too many, too large, too deep, in circles.

use std::fmt::Write as _;

use fieldmark::{
    diag::Code,
    ir::{Kind, Type},
    limits::{MAX_FIELDS, MAX_FINDINGS, MAX_LEVELS, MAX_MEMBERS, MAX_ROWS, MAX_TYPE_DEPTH, MAX_VALUES},
};

use crate::made::{link, make, page};

const CAT: &str = "# Cat\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n\
                   | `name` | *str* | :heavy_check_mark: | What it answers to. |\n";

#[test]
fn a_table_of_a_million_rows_is_read_up_to_the_limit() {
    let rows = "| `A` | a |\n".repeat(1_000_000);
    let table = format!("# Big\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n{rows}");
    let made = make(&[("big.md", &table), ("cat.md", CAT)]);
    assert_eq!(made.place(Code::TooLarge), Some(format!("big.md:{}:1", 8 + MAX_ROWS).as_str()));
    assert!(matches!(&made.model("Cat").kind, Kind::Struct(cat) if cat.fields.len() == 1));
}

#[test]
fn fields_values_and_members_behind_the_limit_are_left_out() {
    let rows: Vec<String> = (0..MAX_FIELDS + 5).map(|i| format!("field_{i}")).collect();
    let rows: Vec<(&str, &str, &str)> = rows.iter().map(|name| (name.as_str(), "*str*", "N/A")).collect();
    let values: String = (0..MAX_VALUES + 5).map(|i| format!("| `V{i}` | v{i} |\n")).collect();
    let values = format!("# Values\n\n\n## Values\n\n| Name | Value |\n| --- | --- |\n{values}");
    let members: Vec<String> = (0..MAX_MEMBERS + 5).map(|i| format!("Literal[\"m{i}\"]")).collect();
    let union = page("Holder", &[("member", &format!("*Union[{}]*", members.join(", ")), "N/A")]);
    let made = make(&[("wide.md", &page("Wide", &rows)), ("values.md", &values), ("holder.md", &union)]);
    let large = made.found.iter().filter(|(code, _)| *code == Code::TooLarge).map(|(_, place)| place.as_str());
    let expected = format!("wide.md:{}:1", 8 + MAX_FIELDS);
    let expected_values = format!("values.md:{}:1", 8 + MAX_VALUES);
    assert_eq!(large.collect::<Vec<_>>(), ["holder.md:8:14", &expected_values, &expected], "{}", made.said);
    assert!(matches!(&made.model("Wide").kind, Kind::Struct(wide) if wide.fields.len() == MAX_FIELDS));
    assert!(matches!(&made.model("Values").kind, Kind::Enum(listed) if listed.values.len() == MAX_VALUES));
}

#[test]
fn a_page_on_which_nothing_can_be_read_is_not_repeated_row_by_row() {
    let bad = "| this | is | no | row |\n".repeat(MAX_FINDINGS + 50);
    let text = format!("{CAT}{bad}");
    let made = make(&[("cat.md", &text)]);
    let rows = made.found.iter().filter(|(code, _)| *code == Code::UnreadableRow).count();
    assert_eq!((rows, made.place(Code::TooLarge)), (MAX_FINDINGS, Some("cat.md:1:1")));
    assert!(matches!(&made.model("Cat").kind, Kind::Struct(cat) if cat.fields.len() == 1));
}

#[test]
fn a_chain_of_a_thousand_models_is_cut_where_a_compiler_would_give_up() {
    for closed in [true, false] {
        let pages: Vec<(String, String)> = (0..1_000)
            .map(|i| {
                let next =
                    if i < 999 || closed { link(&format!("Hop{}", (i + 1) % 1_000)) } else { "*str*".to_owned() };
                (format!("models/hop{i}.md"), page(&format!("Hop{i}"), &[("next", &next, "N/A")]))
            })
            .collect();
        let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let made = make(&pages);
        let cut = made.found.iter().filter(|(code, _)| *code == Code::TooLarge).count();
        assert_eq!(cut, 1_000 / (MAX_LEVELS + 1) + usize::from(closed), "{}", made.said);
        assert!(made.found.iter().all(|(_, place)| place.ends_with(".md:8:12")), "{}", made.said);
    }
}

#[test]
fn a_chain_of_a_thousand_aliases_is_cut_as_well() {
    let pages: Vec<(String, String)> = (0..1_000)
        .map(|i| {
            let next = format!("Link{}", (i + 1) % 1_000);
            let text = format!(
                "# Link{i}\n\n\n## Supported Types\n\n### `List[models.{next}]`\n\n```python\nvalue: \
                 List[models.{next}] = /* values here */\n```\n"
            );
            (format!("models/link{i}.md"), text)
        })
        .collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let made = make(&pages);
    assert!(made.place(Code::TooLarge).is_some(), "{}", made.said);
}

#[test]
fn types_ten_thousand_deep_are_raw_json() {
    let deep = 10_000;
    let cells = [
        format!("{}*str*{}", "List[".repeat(deep), "]".repeat(deep)),
        format!("{}*str*", "[]".repeat(deep)),
        format!("*str*{}", "[]".repeat(deep)),
        "List[".repeat(deep),
        "*".repeat(deep),
        "?".repeat(deep),
        "(".repeat(deep),
        format!("{}*str*{}", "[".repeat(deep), "](x.md)".repeat(deep)),
        format!("*Union[{}]*", vec!["str"; deep].join(", ")),
    ];
    for cell in cells {
        let made = make(&[("deep.md", &page("Deep", &[("deep", &cell, "N/A"), ("name", "*str*", "N/A")]))]);
        let Kind::Struct(deep) = &made.model("Deep").kind else { panic!("no struct") };
        assert_eq!(deep.fields.len(), 2, "{}", &cell[..20]);
        assert_eq!(made.found.first().map(|(_, place)| place.starts_with("deep.md:8:")), Some(true), "{}", &cell[..20]);
    }
    let generator = format!(
        "# Deep\n\n## Properties\n\nName | Type | Description | Notes\n------------ | ------------- | ------------- | -------------\n**deep** | {}string{} | N | \n",
        "array&lt;".repeat(deep),
        "&gt;".repeat(deep)
    );
    assert!(
        make(&[("docs/Deep.md", &generator), ("spec.toml", "[[source]]\ndialect = \"openapi-generator-java\"\n")])
            .place(Code::UnknownType)
            .is_some()
    );
}

#[test]
fn types_as_deep_as_allowed_are_read() {
    let deep = MAX_TYPE_DEPTH - 2;
    let cell = format!("{}*str*{}", "List[".repeat(deep), "]".repeat(deep));
    let made = make(&[("deep.md", &page("Deep", &[("deep", &cell, "N/A")]))]);
    assert_eq!(made.found, []);
    let Kind::Struct(model) = &made.model("Deep").kind else { panic!("no struct") };
    let mut levels = 0;
    let mut ty = &model.fields[0].ty.value;
    while let Type::List(inner) = ty {
        (ty, levels) = (inner, levels + 1);
    }
    assert_eq!(levels, deep);
}

#[test]
fn markdown_ten_thousand_deep_is_read() {
    let mut list = String::new();
    for depth in 0..2_000 {
        let _ = writeln!(list, "{}- item", " ".repeat(depth * 2));
    }
    let quotes = format!("{} quoted\n", ">".repeat(10_000));
    let brackets = format!("{}x{}\n", "[".repeat(10_000), "]".repeat(10_000));
    let stars = "*a _b ".repeat(10_000);
    for prose in [&list, &quotes, &brackets, &stars] {
        let made = make(&[("cat.md", &CAT.replacen('\n', &format!("\n\n{prose}\n"), 1))]);
        assert!(matches!(&made.model("Cat").kind, Kind::Struct(cat) if cat.fields.len() == 1));
    }
}

#[test]
fn unions_of_unions_are_looked_into_once() {
    // 2^40 ways lead from the first to the last.
    let union = |i: usize| {
        let members: String = (0..2)
            .map(|j| format!("### `models.U{i}{j}`\n\n```python\nvalue: models.U{i}{j} = /* values here */\n```\n\n"))
            .collect();
        format!("\n\n## Supported Types\n\n{members}")
    };
    let mut pages: Vec<(String, String)> = Vec::new();
    for i in 0..40 {
        for j in 0..2 {
            let title = format!("U{i}{j}");
            pages.push((format!("models/{}.md", title.to_lowercase()), format!("# {title}{}", union(i + 1))));
        }
    }
    for j in 0..2 {
        pages.push((
            format!("models/u40{j}.md"),
            page(&format!("U40{j}"), &[("kind", &format!("*Literal[\"{j}\"]*"), "N/A")]),
        ));
    }
    let holder = "# Holder\n\n\n## Fields\n\n| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n\
                  | `held` | [models.U00](../models/u00.md) | :heavy_check_mark: | N/A | {\"kind\": \"2\"} |\n";
    pages.push(("models/holder.md".to_owned(), holder.to_owned()));
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let made = make(&pages);
    assert_eq!(made.api.models.len(), 83);
}

#[test]
fn ten_thousand_pages_of_one_name_and_of_none() {
    let same: Vec<(String, String)> = (0..5_000)
        .map(|i| (format!("f{i}/cat.md"), page("Cat", &[("next", "[models.Cat](../cat.md)", "N/A")])))
        .collect();
    let none = (0..5_000).map(|i| (format!("n{i}.md"), page("", &[("", "*str*", "N/A")])));
    let pages: Vec<(String, String)> = same.into_iter().chain(none).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let made = make(&pages);
    assert!(made.api.models.len() >= 5_000);
}

#[test]
fn examples_ten_thousand_deep_are_text() {
    let row =
        format!("| `deep` | *Any* | :heavy_check_mark: | N/A | {}1{} |\n", "[".repeat(10_000), "]".repeat(10_000));
    let text = format!(
        "# Deep\n\n\n## Fields\n\n| Field | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n{row}"
    );
    let made = make(&[("deep.md", &text)]);
    assert!(matches!(&made.model("Deep").kind, Kind::Struct(deep) if deep.fields.len() == 1));
}
