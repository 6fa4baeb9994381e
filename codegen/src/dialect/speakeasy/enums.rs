//! Listed values.
//!
//! In: the blocks of a `Values` section. Out: an [`Enum`]. There are three forms: a table of constants
//! and values, a line of TypeScript, a list of literals. Only the table leaves open whether `1` is
//! text; a table in which every value is a whole number is taken for one of numbers.
//!
//! Null is no value of an enum: what has the enum's type may be null. Newer generations print that where the
//! enum is used; older ones have a row for it, which says `<nil>` in every language.

use foldhash::HashSet;

use super::{Section, section, types};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{
        grammar::{self, Expr},
        literal,
        targets::Targets,
    },
    ir::{Base, Enum, Fact, Kind, Link, Model, Nullable, Type, Value},
    markdown::{Block, Page, Raw, Row, Table, inline},
    source::{FileId, Span},
};

/// Reads the values; `None` where there is nothing of the three forms.
pub fn read(body: &[Block<'_>], page: &Page<'_>, diagnostics: &mut Vec<Diagnostic>) -> Option<Enum> {
    let mut found = body.iter().find_map(|block| match block {
        Block::Table(table) if table.has_header(&["Name", "Value"]) => Some(table_values(table, diagnostics)),
        Block::Code { text, .. } => Some(fence_values(*text, diagnostics)),
        Block::List(items) => Some(list_values(items, diagnostics)),
        Block::Table(_)
        | Block::FrontMatter(_)
        | Block::Heading { .. }
        | Block::Paragraph(_)
        | Block::Quote(_)
        | Block::Html(_) => None,
    })?;
    if page.text.contains("Open enum") || page.text.contains("open enum") {
        found.open = Some(true);
    }
    Some(found)
}

fn table_values(table: &Table<'_>, diagnostics: &mut Vec<Diagnostic>) -> Enum {
    for row in table.rows.iter().filter(|row| row.cells.len() != 2) {
        let message = format!("this row is no value: expected a name and a value, found {} cells", row.cells.len());
        let help = "escape a pipe in a value: `\\|`";
        diagnostics.push(Diagnostic::new(Code::UnreadableRow, row.raw.span, message).help(help));
    }
    let rows = || {
        table.rows.iter().filter_map(|row| match row.cells.as_slice() {
            [name, value] => Some((name, value, row.raw.span)),
            _ => None,
        })
    };
    // `Unrecognized<string>` says that there may be other values; it is none.
    let is_catch_all = |value: &Raw<'_>| value.text.trim_matches('`').replace('\\', "").starts_with("Unrecognized<");
    let listed = || rows().filter(|(_, value, _)| !is_catch_all(value) && !is_null(value));
    let integers = listed().all(|(_, value, _)| value.text.parse::<i64>().is_ok_and(|n| n.to_string() == value.text))
        && listed().next().is_some();
    let mut values: Vec<Value> = Vec::new();
    for (name, value, span) in listed() {
        let json = match value.text.parse::<i64>() {
            Ok(number) if integers => number.into(),
            _ => value_text(value.text).into(),
        };
        if values.iter().all(|known| known.json != json) {
            let name = Some(name.text.trim_matches('`')).filter(|name| !name.is_empty()).map(str::to_owned);
            values.push(Value { json, name, docs: String::new(), span });
        }
    }
    let base = if integers { Base::Integer } else { Base::String };
    let open = rows().any(|(_, value, _)| is_catch_all(value)).then_some(true);
    Enum { base, values, open, inferred: None }
}

/// Values are printed bare; only what would break the table is escaped, in MDX also braces and `<`.
fn value_text(text: &str) -> String {
    text.replace("\\|", "|").replace("\\{", "{").replace("\\}", "}").replace("\\<", "<")
}

/// Whether a value is the null of the generator's own language.
fn is_null(value: &Raw<'_>) -> bool {
    matches!(value.text, "<nil>" | "\\<nil>")
}

/// Where a page lists null among the values.
fn null_row(page: &Page<'_>) -> Option<Span> {
    memchr::memmem::find(page.text.as_bytes(), b"nil>")?;
    let (at, _) = section(page).filter(|(_, section)| *section == Section::Values)?;
    let tables = page.blocks[at..].iter().filter_map(Block::table);
    let says_null = |row: &&Row<'_>| matches!(row.cells.as_slice(), [_, value] if is_null(value));
    tables.flat_map(|table| &table.rows).find(says_null).map(|row| row.raw.span)
}

/// Lets what has the type of an enum be null whose page lists null among the values.
pub fn null_where_used(pages: &[Page<'_>], models: &mut [Model<Link>]) {
    let listed = models.iter().filter(|model| matches!(model.kind, Kind::Enum(_)));
    let listed: HashSet<FileId> = listed.map(|model| model.span.file).collect();
    let pages = pages.iter().filter(|page| listed.contains(&page.file));
    let enums = Targets::of(pages.filter_map(|page| Some((page.path, null_row(page)?))));
    if enums.is_empty() {
        return;
    }
    let null = |ty: &Type<Link>| {
        let Type::Ref(link) = ty else { return None };
        enums.find(link.target.as_deref()?)
    };
    for model in models {
        let Kind::Struct(object) = &mut model.kind else { continue };
        for field in &mut object.fields {
            match null(&field.ty.value) {
                Some(span) => {
                    field.nullable = Fact::inferred(Nullable::Yes, span, "the enum lists null among its values");
                }
                None => null_within(&mut field.ty.value, &null),
            }
        }
        object.additional.iter_mut().for_each(|ty| or_null(ty, &null));
    }
}

/// Puts null beside the enums that a list or map is of.
fn null_within(ty: &mut Type<Link>, null: &dyn Fn(&Type<Link>) -> Option<Span>) {
    if let Type::List(inner) | Type::Map(inner) = ty {
        or_null(inner, null);
    }
}

fn or_null(ty: &mut Type<Link>, null: &dyn Fn(&Type<Link>) -> Option<Span>) {
    match null(ty) {
        Some(_) => *ty = Type::Nullable(Box::new(std::mem::replace(ty, Type::Any))),
        None => null_within(ty, null),
    }
}

fn fence_values(text: Raw<'_>, diagnostics: &mut Vec<Diagnostic>) -> Enum {
    let members = match grammar::parse_code(text.text) {
        Some(Expr::Union(members)) => members,
        Some(only) => vec![only],
        None => Vec::new(),
    };
    let mut open = None;
    let mut values = Vec::new();
    for member in &members {
        match member {
            Expr::Literal(literal) | Expr::Name(literal) => values.push(literal_value(literal, text.span, diagnostics)),
            Expr::Apply("Unrecognized", _) => open = Some(true),
            Expr::Apply(..)
            | Expr::List(_)
            | Expr::Map(_)
            | Expr::Pointer(_)
            | Expr::Union(_)
            | Expr::Link { .. }
            | Expr::Wildcard => diagnostics.push(unreadable(text.text, text.span)),
        }
    }
    if members.is_empty() {
        diagnostics.push(unreadable(text.text, text.span));
    }
    of_literals(values.into_iter().flatten().collect(), open)
}

fn list_values(items: &[Raw<'_>], diagnostics: &mut Vec<Diagnostic>) -> Enum {
    let values = items.iter().filter_map(|item| {
        let literal = inline::strip(item.text, "`").unwrap_or(item.text);
        literal_value(literal, item.span, diagnostics)
    });
    of_literals(values.collect(), None)
}

fn of_literals(mut values: Vec<Value>, open: Option<bool>) -> Enum {
    // Null is no value of its own: the fields that have it say so.
    values.retain(|value| !value.json.is_null());
    Enum { base: literal::base(&values), values, open, inferred: None }
}

fn literal_value(text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) -> Option<Value> {
    let json = types::literal(text);
    if json.is_none() {
        diagnostics.push(unreadable(text, span));
    }
    json.map(|json| Value { json, name: None, docs: String::new(), span })
}

fn unreadable(text: &str, span: Span) -> Diagnostic {
    let shown: String = text.trim().chars().take(60).collect();
    Diagnostic::new(Code::UnreadableRow, span, format!("expected a quoted text or a number, found `{shown}`"))
        .help("write each value as the SDK's language spells it")
}
