//! Supported types.
//!
//! In: the blocks of a `Supported Types` section, a third-level heading and a fence for each member. Out: a
//! [`Union`]. Where the member's type stands depends on the language: in the heading, or in the fence, or
//! nowhere, and then the heading is the name of a constructor.

use foldhash::HashMap;

use super::{
    Title,
    language::{Language, MemberForm},
    section, types,
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{Titles, stem},
    ir::{Kind, Link, Member, Model, Opaque, Type, Union},
    markdown::{Block, Page, Raw},
    source::{FileId, Span},
};

/// Reads the members; `None` where there is none.
pub fn read(
    body: &[Block<'_>],
    title: &Title<'_>,
    titles: &Titles,
    language: &Language,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Union<Link>> {
    let mut members: Vec<Member<Link>> = Vec::new();
    for (at, block) in body.iter().enumerate() {
        let Block::Heading { level: 3, text: heading } = block else { continue };
        let fence = body[at + 1..]
            .iter()
            .take_while(|block| !matches!(block, Block::Heading { .. }))
            .find_map(|block| if let Block::Code { text, .. } = block { Some(*text) } else { None });
        let span = if heading.text.is_empty() { fence.map_or(heading.span, |fence| fence.span) } else { heading.span };
        let ty = spelling(*heading, fence, language).and_then(|spelling| match language.members {
            MemberForm::Constructor => Some(constructed(spelling, title.text.text, titles, span)),
            MemberForm::Heading | MemberForm::Argument | MemberForm::VarTag => {
                let cell = types::member(spelling, language, span)?;
                diagnostics.extend(cell.gap.map(|gap| gap.told(spelling, span)));
                Some(cell.ty)
            }
        });
        let ty = ty.unwrap_or_else(|| {
            let message = format!("unknown type `{}` in the union `{}`", heading.text, title.text.text);
            diagnostics.push(
                Diagnostic::new(Code::UnknownType, span, message).help("write the member's type into the heading"),
            );
            Type::Any
        });
        members.push(Member { ty, span });
    }
    (!members.is_empty()).then_some(Union { members, discriminator: None })
}

/// Gives members to the unions whose pages list none: those that stand in the label of a link to the page.
pub fn from_uses(pages: &[Page<'_>], models: &mut [Model<Link>], language: &Language) {
    let paths: HashMap<FileId, &str> = pages.iter().map(|page| (page.file, page.path)).collect();
    let mut open: HashMap<String, Vec<(String, &mut Kind<Link>)>> = HashMap::default();
    for model in models {
        if model.kind == Kind::Opaque(Opaque::UnknownMembers)
            && let Some(path) = paths.get(&model.span.file)
        {
            let path = path.to_lowercase();
            open.entry(stem(&path).to_owned()).or_default().push((path, &mut model.kind));
        }
    }
    if open.is_empty() {
        return;
    }
    let tables = pages.iter().filter(|page| section(page).is_some()).flat_map(|page| &page.blocks);
    let tables = tables.filter_map(Block::table);
    for cell in tables.flat_map(|table| &table.rows).filter_map(|row| row.cells.get(1)) {
        if !cell.text.contains("](") || !["any(", "Union", "|"].iter().any(|mark| cell.text.contains(mark)) {
            continue;
        }
        let Some((target, members)) = types::members_in_label(cell.text, language, cell.span) else { continue };
        let target = target.trim_start_matches(['.', '/']).to_lowercase();
        let Some(named) = open.get_mut(stem(&target)) else { continue };
        let alone = named.len() == 1;
        if let Some((_, kind)) = named.iter_mut().find(|(path, _)| alone || path.ends_with(&target))
            && matches!(kind, Kind::Opaque(_))
        {
            **kind = Kind::Union(Union { members, discriminator: None });
        }
    }
}

/// The text that spells a member's type.
fn spelling<'s>(heading: Raw<'s>, fence: Option<Raw<'s>>, language: &Language) -> Option<&'s str> {
    let headed = Some(heading.text.trim_matches('`')).filter(|text| !text.is_empty());
    let fence = fence.map(|fence| fence.text);
    match language.members {
        MemberForm::Heading => headed.or_else(|| {
            let line = fence?.lines().find(|line| line.contains(" = "))?;
            Some(line.split_once(": ")?.1.split_once(" = ")?.0)
        }),
        MemberForm::Argument => {
            let argument = fence.and_then(|fence| Some(fence.split_once('(')?.1.split_once("{/*")?.0));
            argument.or(headed)
        }
        MemberForm::VarTag => {
            let tag = fence.and_then(|fence| fence.split_once("@var ")?.1.lines().next());
            tag.map(str::trim).or(headed)
        }
        MemberForm::Constructor => headed,
    }
}

/// The type that a constructor's name was made from.
fn constructed(name: &str, union: &str, titles: &Titles, span: Span) -> Type<Link> {
    const PLAIN: &[(&str, Type<Link>)] = &[
        ("Str", Type::String(None)),
        ("Integer", Type::Integer(None)),
        ("Number", Type::Number(None)),
        ("Float32", Type::Number(Some("float"))),
        ("Boolean", Type::Boolean),
        ("Bigint", Type::Integer(Some("bigint"))),
        ("Decimal", Type::Number(Some("decimal"))),
        ("Date", Type::String(Some("date"))),
        ("DateTime", Type::String(Some("date-time"))),
        ("Any", Type::Any),
    ];
    if let Some(inner) = name.strip_prefix("ArrayOf").filter(|inner| !inner.is_empty()) {
        return Type::List(Box::new(constructed(inner, union, titles, span)));
    }
    if let Some(inner) = name.strip_prefix("MapOf").filter(|inner| !inner.is_empty()) {
        return Type::Map(Box::new(constructed(inner, union, titles, span)));
    }
    if let Some((_, ty)) = PLAIN.iter().find(|(known, _)| *known == name && !titles.contains(name)) {
        return ty.clone();
    }
    // Members that a tag tells apart are called by the tag's value, and their classes often by both.
    let joined = format!("{union}{name}");
    let title = if titles.contains(name) || !titles.contains(&joined) { name } else { &joined };
    Type::Ref(Link { target: None, label: vec![title.to_owned()], span })
}
