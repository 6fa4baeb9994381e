//! What a type cell means.
//!
//! In: a cell and the spellings of a [`Language`]. Out: a [`Cell`]: the type, and what stands around it for what is
//! absent or null. A list or map of what is not known is still a list or map.

use std::{borrow::Cow, cell};

use super::languages::{Language, Null};
use crate::{
    dialect::{
        gap::Gap,
        grammar::{self, Expr},
    },
    ir::{Link, Member, Nullable, Type, Union},
    markdown::inline::{self, MAX_BRACKETS},
    source::Span,
};

/// What a type cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The type.
    pub ty: Type<Link>,
    /// What stands around it.
    mark: Mark,
    /// Whether a value of it is never null without a mark.
    is_value: bool,
    /// Why the elements of a list or map in it, or all of it, are raw JSON.
    pub gap: Option<Gap>,
}

/// What stands around a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// Nothing.
    Plain,
    /// A pointer, `?` or a class: for what is absent, and where nothing can be absent, for null.
    Optional,
    /// Null, beside the type.
    Null,
}

impl Cell {
    fn of(ty: Type<Link>) -> Self {
        Self { ty, mark: Mark::Plain, is_value: false, gap: None }
    }

    /// A cell that could not be read.
    pub fn unknown() -> Self {
        Self::of(Type::Any)
    }

    /// The type with null beside it, where the cell says so: outside of fields, what is absent is of no concern.
    pub fn or_null(self) -> Type<Link> {
        match self.ty {
            ty @ (Type::Any | Type::Null | Type::Nullable(_)) => ty,
            ty if self.mark == Mark::Null => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    fn marked(self, mark: Mark) -> Self {
        Self { mark: self.mark.max(mark), ..self }
    }

    /// Whether a field of this type may be null.
    pub fn nullable(&self, required: bool, null: Null) -> Nullable {
        match (null, self.mark, required) {
            (Null::Shown, Mark::Null, _) | (_, Mark::Null | Mark::Optional, true) => Nullable::Yes,
            (Null::Shown, Mark::Plain | Mark::Optional, _) | (Null::OfRequired, Mark::Plain, true) => Nullable::No,
            (Null::OfUnions, Mark::Plain, true) if matches!(self.ty, Type::Union(_)) => Nullable::No,
            (Null::OfValues, Mark::Plain, true) if self.is_value => Nullable::No,
            (Null::OfRequired | Null::OfUnions | Null::OfValues, _, _) => Nullable::Unknown,
        }
    }
}

/// Reads a type cell. `None`: nothing that could be a type.
pub fn read(text: &str, language: &Language, span: Span) -> Option<Cell> {
    let reader = Reader { language, span, gap: cell::Cell::new(None) };
    let cell = reader.read(&grammar::parse(&with_whole_names(text))?, None)?;
    Some(Cell { gap: reader.gap.get(), ..cell })
}

/// PHP puts a link into the name of a class that ends like another one: `Big[Cat](cat.md)` stands for `BigCat`.
fn with_whole_names(text: &str) -> Cow<'_, str> {
    let cuts = |open: &usize| text[..*open].ends_with(char::is_alphanumeric);
    let opens = text.match_indices('[').map(|(open, _)| open).filter(cuts).take(MAX_BRACKETS);
    let (mut whole, mut from) = (String::new(), 0);
    for link in opens.filter_map(|open| inline::link_at(text, open)) {
        if link.start >= from {
            whole += &text[from..link.start];
            whole += link.label;
            from = link.end;
        }
    }
    if from == 0 { Cow::Borrowed(text) } else { Cow::Owned(whole + &text[from..]) }
}

struct Reader<'a> {
    language: &'a Language,
    span: Span,
    /// Why the elements of a container that was met are raw JSON.
    gap: cell::Cell<Option<Gap>>,
}

impl Reader<'_> {
    /// `target`: where the link leads in whose label `expr` stands.
    fn read(&self, expr: &Expr<'_>, target: Option<&str>) -> Option<Cell> {
        Some(match expr {
            Expr::Name(name) => return self.name(name, target),
            Expr::Apply(name, arguments) => return self.apply(name, arguments, target),
            Expr::List(inner) if matches!(**inner, Expr::Name("byte")) => Cell::of(Type::String(Some("binary"))),
            Expr::List(inner) => Cell::of(Type::List(self.element(Some(inner), target))),
            Expr::Map(inner) => Cell::of(Type::Map(self.element(Some(inner), target))),
            Expr::Pointer(inner) => self.read(inner, target)?.marked(Mark::Optional),
            Expr::Union(members) => return self.union(members, target),
            Expr::Link { label, target } => return self.read(label, Some(target)),
            Expr::Literal(_) | Expr::Wildcard => return None,
        })
    }

    /// What a list or map holds. What is not known leaves the container what it is.
    fn element(&self, expr: Option<&Expr<'_>>, target: Option<&str>) -> Box<Type<Link>> {
        let element = expr.and_then(|expr| self.read(expr, target));
        if element.is_none() {
            self.gap.set(Some(if expr.is_none() { Gap::Untold } else { Gap::Unknown }));
        }
        Box::new(element.map_or(Type::Any, |cell| self.nested(cell)))
    }

    /// As an element of a list, map or union. A class around a number is how a container holds it.
    fn nested(&self, cell: Cell) -> Type<Link> {
        match cell.mark {
            Mark::Optional if self.language.boxes.is_empty() => cell.marked(Mark::Null).or_null(),
            Mark::Plain | Mark::Optional | Mark::Null => cell.or_null(),
        }
    }

    fn atom(&self, name: &str) -> Option<&'static Type<Link>> {
        let atom = |name: &str| self.language.atoms.iter().find(|(known, _)| *known == name).map(|(_, ty)| ty);
        atom(name).or_else(|| atom(last_part(name)))
    }

    fn name(&self, name: &str, target: Option<&str>) -> Option<Cell> {
        let last = last_part(name);
        let target = target.filter(|target| !target.contains("://"));
        let atom = self.atom(name);
        // Square's Java has the type of its values in the place of an enum's name: [`String`](country.md).
        if let (Some(target), Some(_)) = (target, atom) {
            let link = Link { target: Some(target.to_owned()), label: Vec::new(), span: self.span };
            return Some(Cell::of(Type::Ref(link)));
        }
        if let Some(ty) = atom {
            let mark = if self.language.boxes.contains(&name) { Mark::Optional } else { Mark::Plain };
            let is_value = self.language.values.contains(&name);
            return Some(Cell { mark, is_value, ..Cell::of(ty.clone()) });
        }
        match last {
            "array" => self.gap.set(Some(Gap::Either)),
            _ if self.language.lists.contains(&last) => return Some(Cell::of(Type::List(self.element(None, None)))),
            _ if self.language.maps.contains(&last) => return Some(Cell::of(Type::Map(self.element(None, None)))),
            _ if target.is_some() || last.starts_with(char::is_uppercase) => {
                let link = Link { target: target.map(str::to_owned), label: vec![last.to_owned()], span: self.span };
                return Some(Cell::of(Type::Ref(link)));
            }
            _ => return None,
        }
        Some(Cell::unknown())
    }

    fn apply(&self, name: &str, arguments: &[Expr<'_>], target: Option<&str>) -> Option<Cell> {
        let last = last_part(name);
        let argument = arguments.last();
        if self.language.lists.contains(&last) {
            return Some(Cell::of(Type::List(self.element(argument, target))));
        }
        if self.language.maps.contains(&last) {
            // PHP's `array<T>` is a list.
            let container = if last == "array" && arguments.len() < 2 { Type::List } else { Type::Map };
            return Some(Cell::of(container(self.element(argument, target))));
        }
        match last {
            // `models.Optional[T]` is there for null.
            "Optional" => Some(self.read(argument?, target)?.marked(Mark::Null)),
            // `string(T)`: an enum, and what its values are.
            _ if self.atom(name).is_some() && arguments.len() == 1 => self.read(argument?, target),
            _ => None,
        }
    }

    fn union(&self, members: &[Expr<'_>], target: Option<&str>) -> Option<Cell> {
        let is_absent = |expr: &&Expr<'_>| matches!(expr, Expr::Name("undefined"));
        let is_null = |expr: &&Expr<'_>| matches!(expr, Expr::Name(name) if self.atom(name) == Some(&Type::Null));
        let mark = match () {
            () if members.iter().any(|member| is_null(&member) && !is_absent(&member)) => Mark::Null,
            () if members.iter().any(|member| is_absent(&member)) => Mark::Optional,
            () => Mark::Plain,
        };
        let solid: Vec<&Expr<'_>> = members.iter().filter(|member| !is_null(member)).collect();
        match solid.as_slice() {
            [] => return Some(Cell::of(Type::Null)),
            [only] => return Some(self.read(only, target)?.marked(mark)),
            [_, _, ..] => {}
        }
        // The page that the label links to is the union's own.
        if let Some(target) = target.filter(|target| !target.contains("://")) {
            let link = Link { target: Some(target.to_owned()), label: Vec::new(), span: self.span };
            return Some(Cell::of(Type::Ref(link)).marked(mark));
        }
        let member = |member: &Expr<'_>| Some(Member { ty: self.nested(self.read(member, target)?), span: self.span });
        let members = distinct(solid.into_iter().map(member).collect::<Option<_>>()?);
        // `TrueClass | FalseClass`
        let ty = match <[Member<Link>; 1]>::try_from(members) {
            Ok([only]) => only.ty,
            Err(members) => Type::Union(Box::new(Union { members, discriminator: None })),
        };
        Some(Cell::of(ty).marked(mark))
    }
}

/// Members without scalars that are listed before: whole numbers and others are of one type in some languages.
pub fn distinct(members: Vec<Member<Link>>) -> Vec<Member<Link>> {
    // There are few of them, whatever a page lists.
    let mut scalars: Vec<Type<Link>> = Vec::new();
    let mut is_new = |ty: &Type<Link>| match ty {
        Type::Any
        | Type::Object
        | Type::String(_)
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Boolean
        | Type::Null => {
            let is_new = !scalars.contains(ty);
            scalars.extend(is_new.then(|| ty.clone()));
            is_new
        }
        Type::List(_) | Type::Map(_) | Type::Nullable(_) | Type::Enum(_) | Type::Union(_) | Type::Ref(_) => true,
    };
    members.into_iter().filter(|member| is_new(&member.ty)).collect()
}

/// A name without the package before it.
fn last_part(name: &str) -> &str {
    name.rsplit(['.', ':', '\\']).next().unwrap_or(name)
}
