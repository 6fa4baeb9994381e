//! Tables of fields.
//!
//! In: the table of a `Fields` section. Out: a [`Struct`], or why the page is none: a struct that holds the
//! HTTP library's response, or its headers beside the result, is the SDK's wrapper around a payload.

use super::{
    language::Language,
    samples,
    types::{self, Cell},
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{LeftOut, Titles, namespace, prose, stem},
    ir::{Basis, Deprecated, Example, Fact, Field, JsonName, Kind, Link, Model, NameEvidence, Nullable, Struct, Type},
    markdown::{Page, Raw, Row, Table, inline},
    source::Span,
};

/// Reads the rows; a row that cannot be read is a diagnostic.
pub fn read(
    table: &Table<'_>,
    page: &Page<'_>,
    title: &str,
    titles: &Titles,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Struct<Link>, LeftOut> {
    let mut fields = Vec::with_capacity(table.rows.len());
    let mut http = 0;
    for (field, is_http) in table.rows.iter().filter_map(|row| field(row, language, diagnostics)) {
        match is_http {
            true => http += 1,
            false => fields.push(field),
        }
    }
    // What the SDK throws as an exception is the body of an error with the response beside it.
    let error = || namespace(page.path).iter().any(|folder| folder.to_ascii_lowercase().contains("error"));
    let holds_response = http > 0 && (fields.is_empty() || !error());
    if holds_response || title.ends_with("Response") && is_result_with_headers(&fields) {
        diagnostics.extend(payloads_without_page(&fields, title, titles));
        return Err(LeftOut::HttpWrapper);
    }
    leave_part_headers(&mut fields);
    if language.renames_like_class {
        undo_class_clash(title, &mut fields);
    }
    let additional = extra_keys(&fields).map(|at| match fields.remove(at).ty.value {
        Type::Map(value) => *value,
        other => other,
    });
    if language.one_number_type {
        samples::integers(page, &mut fields);
    }
    Ok(Struct { fields, additional })
}

/// TypeScript and Python show of an HTTP response its headers alone, beside a result that is the whole body.
fn is_result_with_headers(fields: &[Field<Link>]) -> bool {
    let [headers, result] = fields else { return false };
    let texts = Type::List(Box::new(Type::String(None)));
    headers.printed == "headers"
        && result.printed == "result"
        && headers.required.value
        && result.required.value
        && headers.ty.value == Type::Map(Box::new(texts))
}

/// What is said of the payloads of a wrapper that is left out, where they have no page that could be read instead.
fn payloads_without_page(fields: &[Field<Link>], title: &str, titles: &Titles) -> Vec<Diagnostic> {
    let mut missing: Vec<&Link> = Vec::new();
    for field in fields {
        field.ty.value.each(&mut |ty| {
            if let Type::Ref(link) = ty
                && let Some(target) = &link.target
                && !titles.contains(stem(target))
                && !link.label.last().is_some_and(|label| titles.contains(label))
                && missing.iter().all(|known| known.target != link.target)
            {
                missing.push(link);
            }
        });
    }
    let told = |link: &&Link| {
        let target = stem(link.target.as_deref().unwrap_or_default());
        let name = link.label.last().map_or(target, String::as_str);
        let message = format!("no page describes `{name}`, which `{title}` holds; it is left out");
        Diagnostic::new(Code::DanglingLink, link.span, message).help(format!("add a page titled `{name}`"))
    };
    missing.iter().map(told).collect()
}

/// The row that stands for the keys that are not listed. Where a property has that name, the row
/// for the keys gets a `T` behind it.
fn extra_keys(fields: &[Field<Link>]) -> Option<usize> {
    let find = |name: &str| {
        fields.iter().position(|field| {
            let letters = field.printed.chars().filter(|c| *c != '_').flat_map(char::to_lowercase);
            letters.eq(name.chars()) && !field.required.value && matches!(field.ty.value, Type::Map(_))
        })
    };
    if fields.iter().any(|field| field.printed == "__pydantic_extra__") {
        return find("pydanticextra");
    }
    find("additionalpropertiest").or_else(|| find("additionalproperties"))
}

/// A file in a multipart body: its name and media type are headers of its part, the content is what travels.
fn leave_part_headers(fields: &mut Vec<Field<Link>>) {
    let is = |field: &Field<Link>, name: &str| {
        field.printed.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).eq(name.chars())
    };
    let binary = |field: &Field<Link>| is(field, "content") && field.ty.value == Type::String(Some("binary"));
    if fields.iter().any(binary) && fields.iter().any(|field| is(field, "filename")) {
        fields.retain(|field| !is(field, "filename") && !is(field, "contenttype"));
    }
}

/// A member must not be called like its class: `Amount` of the class `Amount` is printed `AmountValue`.
fn undo_class_clash(title: &str, fields: &mut [Field<Link>]) {
    let clashing = fields.iter().position(|field| field.printed.strip_suffix("Value") == Some(title));
    if let Some(at) = clashing
        && fields.iter().all(|field| field.printed != title)
    {
        fields[at].json.text = title.to_owned();
    }
}

/// Older generations never mark an optional field that may be null. In a set without any mark it is not
/// known of any optional field. What descriptions say is no mark.
pub fn forget_unmarked(models: &mut [Model<Link>]) {
    let structs = models.iter_mut().filter_map(|model| match &mut model.kind {
        Kind::Struct(structure) => Some(structure),
        Kind::Enum(_) | Kind::Union(_) | Kind::Alias(_) | Kind::Opaque(_) => None,
    });
    let mut unmarked = Vec::new();
    for field in structs.flat_map(|structure| &mut structure.fields).filter(|field| !field.required.value) {
        match field.nullable.value {
            Nullable::Yes if field.nullable.basis == Basis::Stated => return,
            Nullable::No => unmarked.push(&mut field.nullable),
            Nullable::Yes | Nullable::Unknown => {}
        }
    }
    for nullable in unmarked {
        nullable.value = Nullable::Unknown;
    }
}

/// One row, and whether its type is the HTTP library's.
fn field(row: &Row<'_>, language: &Language, diagnostics: &mut Vec<Diagnostic>) -> Option<(Field<Link>, bool)> {
    let [name, ty, required, description, example @ ..] = row.cells.as_slice() else {
        diagnostics.push(unreadable(row));
        return None;
    };
    let (printed, struck) = match inline::strip(name.text, "~~") {
        Some(inner) => (inner.trim(), true),
        None => (name.text, false),
    };
    let required_value = match required.text {
        ":heavy_check_mark:" => Some(true),
        ":heavy_minus_sign:" => Some(false),
        _ => None,
    };
    let (Some(printed), Some(required_value)) = (inline::strip(printed, "`"), required_value) else {
        diagnostics.push(unreadable(row));
        return None;
    };
    let cell = types::cell(ty.text, language, ty.span).unwrap_or_else(|| {
        let message = format!("unknown type `{}` of `{printed}`; it is kept as raw JSON", ty.text);
        diagnostics
            .push(Diagnostic::new(Code::UnknownType, ty.span, message).help("state the field's `type` in spec.toml"));
        Cell::unknown()
    });
    diagnostics.extend(cell.gap.map(|gap| gap.told(ty.text, ty.span)));
    let nullable = Fact::stated(cell.nullable(required_value, language), ty.span);
    let http = cell.http;
    let (docs, deprecated) = docs(*description, struck);
    let value = match cell.ty {
        Type::String(None) => match prose::literals(description.text, description.span) {
            Some(values) => Fact::inferred(Type::Enum(Box::new(values)), description.span, "prose lists the values"),
            None => Fact::stated(Type::String(None), ty.span),
        },
        other => Fact::stated(other, ty.span),
    };
    let nullable = prose::or_null(nullable, description.text, description.span, printed, &value.value);
    let field = Field {
        printed: printed.to_owned(),
        json: json_name(printed, language),
        ty: value,
        required: Fact::stated(required_value, required.span),
        nullable,
        default: None,
        docs,
        examples: example.first().map_or_else(Vec::new, |cell| examples(*cell)),
        deprecated,
        read_only: false,
        span: row.raw.span,
    };
    Some((field, http))
}

fn unreadable(row: &Row<'_>) -> Diagnostic {
    let cell = |at: usize| row.cells.get(at).map_or("", |cell| cell.text);
    let name = inline::strip(cell(0), "~~").unwrap_or(cell(0));
    let (message, help) = if inline::strip(name.trim(), "`").is_none() {
        (
            format!("this row is no field: expected a name in back-ticks, found `{name}`"),
            "a description must stay on one line, with `<br/>` for each line break",
        )
    } else {
        (
            format!("no mark under \"Required\" for {name}, found `{}`; the field is left out", cell(2)),
            "give the row a cell for each column; required is `:heavy_check_mark:` or `:heavy_minus_sign:`",
        )
    };
    Diagnostic::new(Code::UnreadableRow, row.raw.span, message).help(help)
}

/// The name without the underscore that keeps it from being a keyword.
fn json_name(printed: &str, language: &Language) -> JsonName {
    let bare = printed.strip_suffix('_').filter(|bare| language.guards_keywords && !bare.is_empty());
    JsonName { text: bare.unwrap_or(printed).to_owned(), evidence: NameEvidence::Printed, sure: false }
}

/// What a cell says, with line breaks as such, and what it says of a deprecation.
fn docs(cell: Raw<'_>, struck: bool) -> (String, Option<Deprecated>) {
    if cell.text == "N/A" {
        return (String::new(), struck.then(Deprecated::default));
    }
    let text = inline::cell_text(cell.text);
    let Some(notice) = text.strip_prefix(": warning: ** DEPRECATED **") else {
        return (text, struck.then(Deprecated::default));
    };
    let notice = notice.trim_start_matches([':', ' ']);
    let (reason, docs) = notice.split_once("\n\n").unwrap_or((notice, ""));
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned);
    (docs.trim().to_owned(), Some(Deprecated { reason }))
}

/// The examples of a cell: one, or several that are numbered.
fn examples(cell: Raw<'_>) -> Vec<Example> {
    let example = |text: &str, span: Span| {
        let text = match text.trim() {
            "<nil>" => "null",
            text => text,
        };
        (!text.is_empty() && text != "[object Object]").then(|| Example { text: text.to_owned(), span })
    };
    let text = inline::cell_text(cell.text).replace("\\{", "{").replace("\\}", "}").replace("\\<", "<");
    if !text.starts_with("**Example 1:**") {
        return example(&text, cell.span).into_iter().collect();
    }
    let mut found = Vec::new();
    let mut rest = text.as_str();
    for number in 1.. {
        let marker = format!("**Example {number}:**");
        let Some(body) = rest.trim_start().strip_prefix(&marker) else { break };
        let next = format!("\n**Example {}:**", number + 1);
        let end = body.find(&next).unwrap_or(body.len());
        found.extend(example(&body[..end], cell.span));
        rest = &body[end..];
    }
    found
}
