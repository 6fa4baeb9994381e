//! Facts into the text of a `spec.toml`.
//!
//! In: the text, and [`Facts`]. Out: the text with a `[learned]` table for each place, sorted, a line for each
//! fact; comments and all else stay as they are.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TomlError, Value};

use crate::config::{Beside, Learned, Listed, Named, Seen, Wider};

use super::Facts;

/// The key of all tables.
const KEY: &str = "learned";

/// The text with the facts added.
///
/// # Errors
/// When the text is no TOML.
pub fn add(text: &str, facts: &Facts) -> Result<String, TomlError> {
    let mut document: DocumentMut = text.parse()?;
    if facts.is_empty() {
        return Ok(text.to_owned());
    }
    let is_bare = document.is_empty();
    if is_bare {
        document = DocumentMut::new();
    }
    let rest =
        document.iter().filter(|(key, _)| *key != KEY).map(|(_, item)| last_position(item)).max().unwrap_or_default();
    let tables = document.entry(KEY).or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    // Written as something else by hand, it would not have been read.
    let Some(tables) = tables.as_table_mut() else { return Ok(text.to_owned()) };
    for (at, facts) in facts {
        let table = tables.entry(at).or_insert_with(|| Item::Table(Table::new()));
        if let Some(table) = table.as_table_mut() {
            fill(table, facts);
        }
    }
    tables.sort_values();
    for (at, (_, item)) in (1..).zip(tables.iter_mut()) {
        if let Some(table) = item.as_table_mut() {
            table.set_position(Some(rest + at));
        }
    }
    // Comments alone belong to the end of a document, and would come to stand behind what is added.
    Ok(if is_bare { format!("{text}{document}") } else { document.to_string() })
}

/// The place of the last table in an item.
fn last_position(item: &Item) -> isize {
    let below = |table: &Table| table.iter().map(|(_, item)| last_position(item)).max().unwrap_or_default();
    match item {
        Item::Table(table) => table.position().unwrap_or_default().max(below(table)),
        Item::ArrayOfTables(tables) => {
            tables.iter().map(|table| table.position().unwrap_or_default().max(below(table))).max().unwrap_or_default()
        }
        Item::None | Item::Value(_) => 0,
    }
}

/// What would change, for people; `shown` is the file's name.
pub fn diff(old: &str, new: &str, shown: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new);
    diff.unified_diff().header(&format!("a/{shown}"), &format!("b/{shown}")).to_string()
}

fn fill(table: &mut Table, facts: &Learned) {
    let Learned { model, field, json, nullable, optional, types, values } = facts;
    if let Some(Beside { beside, seen, example }) = model {
        table.insert("model", inline([("beside", beside.into())], seen, example));
    }
    if let Some(wider) = field {
        table.insert("field", typed(wider));
    }
    if let Some(Named { name, seen, example, like }) = json {
        table.insert("json", also(inline([("name", name.into())], seen, example), like.as_deref()));
    }
    for (key, fact) in [("nullable", nullable), ("optional", optional)] {
        if let Some(Seen { seen, example, like }) = fact {
            table.insert(key, also(inline([], seen, example), like.as_deref()));
        }
    }
    extend(table, "types", types.iter().map(typed));
    extend(
        table,
        "values",
        values.iter().map(|Listed { value, seen, example }| inline([("value", scalar(value))], seen, example)),
    );
}

fn typed(Wider { ty, seen, example }: &Wider) -> Item {
    inline([("type", ty.into())], seen, example)
}

/// `{ type = "string", seen = "1 of 2", example = "a.json" }`
fn inline<const N: usize>(own: [(&str, Value); N], seen: &str, example: &str) -> Item {
    let mut table: InlineTable = own.into_iter().collect();
    table.insert("seen", seen.into());
    table.insert("example", example.into());
    Item::Value(Value::InlineTable(table))
}

/// The same, seen of another field.
fn also(mut item: Item, like: Option<&str>) -> Item {
    if let (Some(table), Some(like)) = (item.as_inline_table_mut(), like) {
        table.insert("like", like.into());
    }
    item
}

fn scalar(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Bool(flag) => (*flag).into(),
        serde_json::Value::Number(number) => match number.as_i64() {
            Some(whole) => whole.into(),
            None => number.as_f64().unwrap_or_default().into(),
        },
        serde_json::Value::String(text) => text.as_str().into(),
        other => other.to_string().into(),
    }
}

/// Adds to a list of which each element has a line.
fn extend(table: &mut Table, key: &str, items: impl Iterator<Item = Item>) {
    let mut items = items.peekable();
    if items.peek().is_none() {
        return;
    }
    let list = table.entry(key).or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let Some(list) = list.as_array_mut() else { return };
    for item in items {
        if let Ok(mut value) = item.into_value() {
            value.decor_mut().set_prefix("\n    ");
            list.push_formatted(value);
        }
    }
    list.set_trailing("\n");
    list.set_trailing_comma(true);
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn seen(n: usize) -> Seen {
        Seen { seen: format!("{n} of 9"), example: "a.json".to_owned(), like: (n == 2).then(|| "A.b".to_owned()) }
    }

    fn wider(ty: &str) -> Wider {
        Wider { ty: ty.to_owned(), seen: "2 of 9".to_owned(), example: "b.json".to_owned() }
    }

    #[test]
    fn tables_are_sorted_behind_what_is_there() {
        let text = "# mine\npresence = 1 # kept\n\n[[source]]\npath = \"x\"\n\n[override.\"A.b\"]\nreason = \"r\"\n\n\
                    # looked at\n[learned.\"B.c\"]\nnullable = { seen = \"1 of 2\", example = \"z\" }\n";
        let learned = Learned { types: vec![wider("string"), wider("[any]")], ..Learned::default() };
        let facts = Facts::from([
            ("B.c".to_owned(), learned),
            ("A.b".to_owned(), Learned { optional: Some(seen(3)), ..Learned::default() }),
            (
                "C".to_owned(),
                Learned {
                    values: vec![Listed { value: "x\"y".into(), seen: "1 of 9".to_owned(), example: "c".to_owned() }],
                    ..Learned::default()
                },
            ),
        ]);
        let written = add(text, &facts).expect("TOML");
        expect![[r##"
            # mine
            presence = 1 # kept

            [[source]]
            path = "x"

            [override."A.b"]
            reason = "r"

            [learned."A.b"]
            optional = { seen = "3 of 9", example = "a.json" }

            # looked at
            [learned."B.c"]
            nullable = { seen = "1 of 2", example = "z" }
            types = [
                { type = "string", seen = "2 of 9", example = "b.json" },
                { type = "[any]", seen = "2 of 9", example = "b.json" },
            ]

            [learned.C]
            values = [
                { value = 'x"y', seen = "1 of 9", example = "c" },
            ]
        "##]]
        .assert_eq(&written);
        let again =
            add(&written, &Facts::from([("C".to_owned(), Learned { nullable: Some(seen(1)), ..Learned::default() })]));
        let again = again.expect("TOML");
        assert!(again.starts_with(&written[..written.find("[learned.C]").expect("there")]), "{again}");
    }

    #[test]
    fn comments_stay_in_front() {
        let facts = Facts::from([("A".to_owned(), Learned { optional: Some(seen(3)), ..Learned::default() })]);
        assert!(add("# mine\n", &facts).expect("TOML").starts_with("# mine\n"));
    }

    #[test]
    fn what_is_written_is_read() {
        let facts = Facts::from([(
            "Cat.tail \"x\"".to_owned(),
            Learned {
                model: Some(Beside { beside: "Cat".to_owned(), seen: "1 of 1".to_owned(), example: "a".to_owned() }),
                field: Some(wider("\"a\" | integer")),
                json: Some(Named {
                    name: "_x".to_owned(),
                    seen: "1 of 1".to_owned(),
                    example: "a".to_owned(),
                    like: None,
                }),
                nullable: Some(seen(1)),
                optional: Some(seen(2)),
                types: vec![wider("{string}")],
                values: vec![Listed { value: 5.into(), seen: "1 of 1".to_owned(), example: "a".to_owned() }],
            },
        )]);
        let config = crate::config::parse(&add("", &facts).expect("TOML")).expect("valid");
        assert_eq!(config.learned.into_iter().collect::<Facts>(), facts);
    }
}
