//! Tables that are about a model as a whole, as Widdershins writes them.
//!
//! In: a section with rows that are called `*anonymous*`, or a table whose only row is called like the model. Out: the
//! type that the row has, or a union of all such rows, between which a line says `xor`, `or` or `and`:
//!
//! ```text
//! oneOf
//!
//! |Name|Type|Required|
//! |*anonymous*|[cat](#schemacat)|false|
//!
//! xor
//!
//! |Name|Type|Required|
//! |*anonymous*|[dog](#schemadog)|false|
//! ```

use super::{
    columns::{Columns, text},
    phrases,
    sections::Section,
};
use crate::{
    diag::{Code, Diagnostic},
    ir::{Enum, Kind, Link, Member, Type, Union},
    letters::same_letters,
    limits::MAX_MEMBERS,
    markdown::{Block, Row, Table},
};

/// What a row is called that is about the model itself.
pub const ANONYMOUS: &str = "*anonymous*";

/// The model; `None` where the tables are about its fields.
pub fn kind(section: &Section<'_, '_>, title: &str, diagnostics: &mut Vec<Diagnostic>) -> Option<Kind<Link>> {
    let tables = || section.tables().filter_map(|table| Some((table, Columns::of(table)?)));
    let rows = || tables().flat_map(|(table, columns)| table.rows.iter().map(move |row| (row, columns)));
    let mut members: Vec<(&Row<'_>, Columns)> =
        rows().filter(|(row, columns)| text(row, Some(columns.name)) == ANONYMOUS).take(MAX_MEMBERS + 1).collect();
    if members.is_empty() {
        members = rows().take(2).collect();
        let is_own = matches!(&members[..], [(row, columns)] if same_letters(text(row, Some(columns.name)), title));
        // Elsewhere, what is called like its model is a field of it.
        if !is_own || !section.is_of_widdershins() {
            return None;
        }
    }
    let is_both = section.blocks.iter().any(|block| matches!(block, Block::Paragraph(line) if line.text == "and"));
    if is_both || members.len() > MAX_MEMBERS {
        diagnostics.extend(section.fields().map(|table| unread(table, title)));
        return Some(Kind::Alias(Type::Any));
    }
    let mut members = members.into_iter().filter_map(|(row, columns)| {
        let cell = *row.cells.get(columns.ty)?;
        let phrase = phrases::read(cell);
        Some(Member { ty: phrase.or_null(), span: row.raw.span })
    });
    let first = members.next()?;
    let members: Vec<Member<Link>> = std::iter::once(first).chain(members).collect();
    Some(match members.as_slice() {
        [only] => Kind::Alias(only.ty.clone()),
        _ => Kind::Union(Union { members, discriminator: None }),
    })
}

/// The values of a model that is a text or a number, from the table or list behind it.
pub fn with_values(kind: &mut Kind<Link>, values: Enum) {
    if matches!(kind, Kind::Alias(Type::String(_) | Type::Integer(_) | Type::Any)) {
        *kind = Kind::Enum(values);
    }
}

fn unread(table: &Table<'_>, title: &str) -> Diagnostic {
    let message = format!("how the parts of `{title}` go together is not read; it is kept as raw JSON");
    Diagnostic::new(Code::UnreadableModel, table.span, message).help("write all its fields into one table")
}
