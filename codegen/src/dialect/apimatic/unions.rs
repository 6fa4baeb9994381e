//! Unions: pages that list their members, and cells that do.

use foldhash::HashMap;

use super::{
    cells::{self, Cell},
    languages::Language,
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::stem,
    ir::{Kind, Link, Member, Model, Type, Union},
    letters::letters,
    markdown::Table,
};

/// Reads a table of members; `None` where it is another one.
pub fn read(table: &Table<'_>, language: &Language, diagnostics: &mut Vec<Diagnostic>) -> Option<Union<Link>> {
    let column = table.column("Type").filter(|_| table.column("Name").is_none())?;
    let mut members: Vec<Member<Link>> = Vec::with_capacity(table.rows.len());
    for cell in table.rows.iter().filter_map(|row| row.cells.get(column)) {
        let read = cells::read(cell.text, language, cell.span).unwrap_or_else(|| {
            let message = format!("unknown type `{}` of a member; it is kept as raw JSON", cell.text);
            let help = "write the member's type into the cell";
            diagnostics.push(Diagnostic::new(Code::UnknownType, cell.span, message).help(help));
            Cell::unknown()
        });
        diagnostics.extend(read.gap.map(|gap| gap.told(cell.text, cell.span)));
        members.push(Member { ty: read.or_null(), span: cell.span });
    }
    Some(Union { members: cells::distinct(members), discriminator: None })
}

/// Puts a link in the place of a union that has a page of its own: the only one that is called by the names of model
/// and field, or the only one of these models.
pub fn link(models: &mut [Model<Link>]) {
    // What is printed of a union's page: its namespace and title.
    let mut by_title: HashMap<String, Option<Vec<String>>> = HashMap::default();
    let mut by_members: HashMap<String, Option<Vec<String>>> = HashMap::default();
    for model in models.iter() {
        let Kind::Union(union) = &model.kind else { continue };
        let label = || Some(model.namespace.iter().chain([&model.title]).cloned().collect());
        by_title.entry(letters(&model.title)).and_modify(|known| *known = None).or_insert_with(label);
        by_members.entry(members(union)).and_modify(|known| *known = None).or_insert_with(label);
    }
    if by_title.is_empty() {
        return;
    }
    for model in models {
        let of = letters(&model.title);
        let Kind::Struct(object) = &mut model.kind else { continue };
        for field in &mut object.fields {
            let Some(ty) = written_out(&mut field.ty.value) else { continue };
            let Type::Union(union) = &*ty else { continue };
            let named = by_title.get(&(of.clone() + &letters(&field.printed)));
            let alike = || by_members.get(&members(union)).filter(|_| refers(union));
            if let Some(Some(label)) = named.or_else(alike) {
                *ty = Type::Ref(Link { target: None, label: label.clone(), span: field.ty.span });
            }
        }
    }
}

/// The union that a cell has, within lists and maps.
fn written_out(ty: &mut Type<Link>) -> Option<&mut Type<Link>> {
    match ty {
        Type::Union(_) => Some(ty),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => written_out(inner),
        _ => None,
    }
}

/// Whether a union is of models: one of texts and numbers says nothing.
fn refers(union: &Union<Link>) -> bool {
    let mut found = false;
    union.members.iter().for_each(|member| member.ty.each(&mut |part| found |= matches!(part, Type::Ref(_))));
    found
}

/// What unions of the same members have in common, wherever they stand.
fn members(union: &Union<Link>) -> String {
    let mut key = String::new();
    union.members.iter().for_each(|member| add(&mut key, &member.ty));
    key
}

fn add(key: &mut String, ty: &Type<Link>) {
    let (open, inner) = match ty {
        Type::List(inner) => ("[", inner),
        Type::Map(inner) => ("{", inner),
        Type::Nullable(inner) => ("?", inner),
        Type::Ref(link) => {
            let target = link.target.as_deref().map(stem).or(link.label.last().map(String::as_str));
            *key += &letters(target.unwrap_or_default());
            return key.push('|');
        }
        Type::Union(union) => {
            key.push('(');
            union.members.iter().for_each(|member| add(key, &member.ty));
            return key.push(')');
        }
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null => {
            *key += &format!("{ty:?}|");
            return;
        }
        // Cells do not list values.
        Type::Enum(_) => return,
    };
    *key += open;
    add(key, inner);
    key.push(']');
}
