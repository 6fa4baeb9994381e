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
        members.push(Member { ty: read.ty, span: cell.span });
    }
    Some(Union { members: cells::distinct(members), discriminator: None })
}

/// Puts a link in the place of a union that has a page of its own: the only one that is called by the names of model
/// and field, or the only one of these models.
pub fn link(models: &mut [Model<Link>]) {
    let mut by_title: HashMap<String, Option<String>> = HashMap::default();
    let mut by_members: HashMap<String, Option<String>> = HashMap::default();
    for model in models.iter() {
        let Kind::Union(union) = &model.kind else { continue };
        let title = || Some(model.title.clone());
        by_title.entry(letters(&model.title)).and_modify(|known| *known = None).or_insert_with(title);
        by_members.entry(members(union)).and_modify(|known| *known = None).or_insert_with(title);
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
            if let Some(Some(title)) = named.or_else(alike) {
                *ty = Type::Ref(Link { target: None, label: vec![title.clone()], span: field.ty.span });
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
    let mut shape = String::new();
    for member in &union.members {
        member.ty.each(&mut |part| match part {
            Type::Ref(link) => {
                let target = link.target.as_deref().map(stem).or(link.label.last().map(String::as_str));
                shape += &letters(target.unwrap_or_default());
            }
            Type::List(_) => shape.push('['),
            Type::Map(_) => shape.push('{'),
            other => shape += &format!("{:?}", std::mem::discriminant(other)),
        });
        shape.push('|');
    }
    shape
}
