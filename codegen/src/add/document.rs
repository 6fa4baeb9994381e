//! The text of a `spec.toml`.
//!
//! In: the text that is there, and what was found out about the pages. Out: the text with what it did not
//! say yet; everything that people wrote stays as they wrote it.

use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, Value};

use crate::{
    Understood,
    config::SourceConfig,
    resolve::{Resolved, address, names::Names},
    source::Sources,
};

/// Documents every key.
const HEADER: &str = include_str!("header.toml");

/// What shows the dialect and the case of JSON names, or what that was guessed by.
pub(super) fn evidence(understood: &Understood, sources: &Sources) -> Vec<String> {
    let detection = understood.detection.iter().flat_map(|detection| &detection.evidence);
    let dialect = detection.map(|(span, what)| {
        // Below the documentation's folder: where that lay on one machine is nothing to record.
        format!("{}:{}: {what}", sources.get(span.file).path, sources.line_column(*span).line)
    });
    dialect.chain(votes(&understood.names)).collect()
}

fn votes(names: &Names) -> Option<String> {
    let votes: Vec<_> = names.votes.iter().map(|(case, count)| format!("{} {count}", case.as_str())).collect();
    let guess = || names.guess.map(|why| format!("the case of JSON names is a guess, {why}"));
    (!votes.is_empty()).then(|| format!("spellings found in the pages: {}", votes.join(", "))).or_else(guess)
}

/// A group of models: its name, and the models that are asked for as `spec.toml` names them.
type Group = (String, Vec<String>);

/// The groups of models that the pages show.
pub(super) fn groups(resolved: &Resolved) -> Vec<Group> {
    let groups = resolved.groups.iter().map(|(name, ids)| {
        let titles = ids.iter().map(|id| address::of_model(&resolved.api, *id));
        (name.clone(), titles.collect())
    });
    groups.collect()
}

/// Adds to `text` what it does not say of `source` and of `groups`.
///
/// # Errors
/// Where `text` is no TOML.
pub(super) fn update(
    text: Option<&str>,
    source: &SourceConfig,
    groups: &[Group],
) -> Result<String, toml_edit::TomlError> {
    let text = text.unwrap_or(HEADER);
    let mut document: DocumentMut = text.parse()?;
    if document.is_empty() {
        // Comments alone belong to the end of a document, and would come to stand behind what is added.
        document = DocumentMut::new();
        fill(&mut document, source);
        fill_groups(&mut document, groups);
        return Ok(format!("{text}{document}"));
    }
    fill(&mut document, source);
    fill_groups(&mut document, groups);
    Ok(document.to_string())
}

fn fill(document: &mut DocumentMut, source: &SourceConfig) {
    let sources = document.entry("source").or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let Item::ArrayOfTables(tables) = sources else { return };
    if tables.is_empty() {
        tables.push(Table::new());
    }
    let Some(table) = tables.get_mut(0) else { return };
    let stated = |table: &Table, key: &str| table.get(key).and_then(Item::as_str).map(str::to_owned);
    let mut add = |key: &str, value: Option<Value>| {
        if let (None, Some(value)) = (table.get(key), value) {
            table.insert(key, Item::Value(value));
        }
    };
    add("path", Some(source.path.as_str().into()));
    add("dialect", source.dialect.as_deref().map(Value::from));
    add("json_names", source.json_names.map(|case| case.as_str().into()));
    add("from", source.from.as_deref().map(Value::from));
    // Evidence is ours, but only for what we found: not for what somebody corrected.
    let as_found = stated(table, "dialect") == source.dialect && !source.evidence.is_empty();
    if !table.contains_key("evidence") || as_found {
        table.insert("evidence", Item::Value(Value::Array(lines(&source.evidence))));
    }
}

/// Groups that are named already are not ours.
fn fill_groups(document: &mut DocumentMut, groups: &[Group]) {
    if groups.is_empty() {
        return;
    }
    let Item::Table(table) = document.entry("groups").or_insert(Item::Table(Table::new())) else { return };
    for (name, models) in groups {
        table.entry(name).or_insert(Item::Value(Value::Array(lines(models))));
    }
}

/// One line for each text.
fn lines(texts: &[String]) -> Array {
    let mut array = Array::new();
    for text in texts {
        let mut value = Value::from(text.as_str());
        value.decor_mut().set_prefix("\n    ");
        array.push_formatted(value);
    }
    if !texts.is_empty() {
        array.set_trailing("\n");
        array.set_trailing_comma(true);
    }
    array
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::config::Case;

    fn found() -> SourceConfig {
        SourceConfig {
            path: "models".to_owned(),
            dialect: Some("speakeasy-go".to_owned()),
            json_names: Some(Case::Snake),
            from: Some("../sdk/docs".to_owned()),
            evidence: vec!["a.md:1:1: `*string`".to_owned()],
        }
    }

    #[test]
    fn the_first_time_everything_is_written() {
        let text = update(None, &found(), &[]).expect("TOML");
        crate::config::parse(&text).expect("a configuration");
        expect![[r#"
            [[source]]
            path = "models"
            dialect = "speakeasy-go"
            json_names = "snake"
            from = "../sdk/docs"
            evidence = [
                "a.md:1:1: `*string`",
            ]
        "#]]
        .assert_eq(text.strip_prefix(HEADER).expect("the header stays").trim_start());
    }

    #[test]
    fn what_people_wrote_stays() {
        let text = "# mine\n[[source]]\npath = \"pages\"\njson_names = \"camel\" # I know better\n\n\
                    [override.\"A.b\"]\nrequired = true\nreason = \"seen\"\n";
        expect![[r#"
            # mine
            [[source]]
            path = "pages"
            json_names = "camel" # I know better
            dialect = "speakeasy-go"
            from = "../sdk/docs"
            evidence = [
                "a.md:1:1: `*string`",
            ]

            [override."A.b"]
            required = true
            reason = "seen"
        "#]]
        .assert_eq(&update(Some(text), &found(), &[]).expect("TOML"));
    }
}
