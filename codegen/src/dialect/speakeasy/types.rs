//! What a type cell means.
//!
//! In: an [`Expr`] and the spellings of a [`Language`]. Out: a [`Cell`]: the type, and what its outermost
//! wrappers say of null. Whether that makes the field nullable depends on the language and on the
//! Required column, which [`Cell::nullable`] puts together. A list or map of what is not known is still a list or map.

use std::cell;

use super::language::{Atom, HTTP_METADATA, Language, Null, Wrapper};
use crate::{
    dialect::{
        gap::Gap,
        grammar::{self, Expr},
        literal,
    },
    ir::{Enum, Link, Member, Nullable, Type, Union, Value},
    source::Span,
};

/// What a type cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The type.
    pub ty: Type<Link>,
    /// What stands around it.
    pub mark: Mark,
    /// Whether the language wraps such a type at all; where it does not, a missing wrapper says nothing.
    pub wrappable: bool,
    /// Whether it is the HTTP library's response or request.
    pub http: bool,
    /// Why the elements of a list or map in it are raw JSON.
    pub gap: Option<Gap>,
}

/// What stands around a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Nothing.
    Plain,
    /// A pointer or an optional type.
    Optional,
    /// A type that is there for null.
    Nullable,
}

impl Cell {
    fn of(ty: Type<Link>) -> Self {
        let wrappable = !matches!(ty, Type::List(_) | Type::Map(_) | Type::Any);
        Self { ty, mark: Mark::Plain, wrappable, http: false, gap: None }
    }

    /// A cell that could not be read.
    pub fn unknown() -> Self {
        Self::of(Type::Any)
    }

    fn http() -> Self {
        Self { http: true, ..Self::of(Type::Any) }
    }

    fn marked(self, mark: Mark) -> Self {
        Self { mark: self.mark.max(mark), ..self }
    }

    /// As an element of a list, map or union.
    fn nested(self) -> Type<Link> {
        match self.ty {
            Type::Any | Type::Null | Type::Nullable(_) => self.ty,
            ty if self.mark > Mark::Plain => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }

    /// Whether a field of this type may be null.
    pub fn nullable(&self, required: bool, language: &Language) -> Nullable {
        match (language.null, self.mark) {
            (Null::Hidden, _) => Nullable::Unknown,
            (_, Mark::Nullable) => Nullable::Yes,
            (_, Mark::Optional) if required => Nullable::Yes,
            (_, Mark::Plain) if !self.wrappable => Nullable::Unknown,
            (_, Mark::Plain) if required => Nullable::No,
            (Null::RequiredOnly, _) => Nullable::Unknown,
            // Older generations do not mark it; `finish` takes this back where a whole set never does.
            (Null::Marked, Mark::Optional | Mark::Plain) => Nullable::No,
        }
    }
}

/// Reads a type cell. `None`: nothing that could be a type.
pub fn cell(text: &str, language: &Language, span: Span) -> Option<Cell> {
    Reader::new(language, span).whole(&grammar::parse(text)?)
}

/// Reads the type of a union's member, which stands in code. A pointer to a member is no null.
pub fn member(text: &str, language: &Language, span: Span) -> Option<Cell> {
    let cell = Reader::new(language, span).whole(&grammar::parse_code(text)?)?;
    Some(match cell.mark {
        Mark::Plain | Mark::Optional => cell,
        Mark::Nullable => Cell { gap: cell.gap, ..Cell::of(cell.nested()) },
    })
}

/// The members of a union that stand in the label of a link to its page, with that link's target.
pub fn members_in_label<'s>(text: &'s str, language: &Language, span: Span) -> Option<(&'s str, Vec<Member<Link>>)> {
    let reader = Reader::new(language, span);
    let expr = grammar::parse(text)?;
    let (label, target) = find_link(&expr)?;
    let members = reader.find_union(label)?;
    let members = members.iter().filter(|member| !reader.is_null(member));
    let members: Option<Vec<_>> = members.map(|member| Some(reader.member(reader.read(member, None)?))).collect();
    // Nothing could be told here of what is not known.
    members
        .filter(|members| members.len() > 1 && reader.gap.get() != Some(Gap::Unknown))
        .map(|members| (target, members))
}

fn find_link<'e, 's>(expr: &'e Expr<'s>) -> Option<(&'e Expr<'s>, &'s str)> {
    match expr {
        Expr::Link { label, target } => Some((label, target)),
        Expr::Apply(_, arguments) | Expr::Union(arguments) => arguments.iter().find_map(find_link),
        Expr::List(inner) | Expr::Map(inner) | Expr::Pointer(inner) => find_link(inner),
        Expr::Name(_) | Expr::Literal(_) | Expr::Wildcard => None,
    }
}

struct Reader<'a> {
    language: &'a Language,
    span: Span,
    /// Why the elements of a container that was met are raw JSON.
    gap: cell::Cell<Option<Gap>>,
}

impl<'a> Reader<'a> {
    fn new(language: &'a Language, span: Span) -> Self {
        Self { language, span, gap: cell::Cell::new(None) }
    }

    fn whole(&self, expr: &Expr<'_>) -> Option<Cell> {
        let cell = self.read(expr, None)?;
        Some(Cell { gap: self.gap.get(), ..cell })
    }

    /// `target`: where the link leads in whose label `expr` stands.
    fn read(&self, expr: &Expr<'_>, target: Option<&str>) -> Option<Cell> {
        Some(match expr {
            Expr::Name(name) => return self.name(name, target),
            Expr::Literal(text) => Cell::of(literals([*text].into_iter(), self.span)?),
            Expr::Apply(name, arguments) => return self.apply(name, arguments, target),
            Expr::List(inner) if self.atom(inner) == Some(Atom::Byte) => Cell::of(Type::String(Some("binary"))),
            Expr::List(inner) => Cell::of(Type::List(self.element(Some(inner), target))),
            Expr::Map(inner) => Cell::of(Type::Map(self.element(Some(inner), target))),
            // A pointer to one of these is how the language holds it.
            Expr::Pointer(inner) if matches!(self.atom(inner), Some(Atom::BigInteger | Atom::BigDecimal)) => {
                Cell { wrappable: false, ..self.read(inner, target)? }
            }
            Expr::Pointer(inner) => self.read(inner, target)?.marked(Mark::Optional),
            Expr::Union(members) => self.union(members, target)?,
            Expr::Link { label, target } => return self.read(label, Some(target)),
            Expr::Wildcard => Cell::of(Type::Any),
        })
    }

    /// What a list or map holds. What is not known leaves the container what it is.
    fn element(&self, expr: Option<&Expr<'_>>, target: Option<&str>) -> Box<Type<Link>> {
        let element = expr.and_then(|expr| self.read(expr, target));
        if element.is_none() {
            self.gap.set(Some(if expr.is_none() { Gap::Untold } else { Gap::Unknown }));
        }
        Box::new(element.map_or(Type::Any, Cell::nested))
    }

    fn atom(&self, expr: &Expr<'_>) -> Option<Atom> {
        match expr {
            Expr::Name(name) => find(self.language.atoms, self.bare(name).0),
            _ => None,
        }
    }

    /// A name without what stands before it in every namespace, and whether it is of a library's package,
    /// which the docs have no page on.
    fn bare<'s>(&self, name: &'s str) -> (&'s str, bool) {
        let name = name.trim_start_matches([':', '\\']);
        match name.rsplit_once('.') {
            Some((_, last)) if self.language.packages.iter().any(|package| name.starts_with(package)) => (last, true),
            _ => (name, false),
        }
    }

    fn name(&self, name: &str, target: Option<&str>) -> Option<Cell> {
        let (name, packaged) = self.bare(name);
        let external = target.is_some_and(|target| target.contains("://"));
        let label: Vec<String> =
            name.split(['.', ':', '\\']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
        if label.last().is_some_and(|last| last == HTTP_METADATA) {
            return Some(Cell::http());
        }
        if let Some(target) = target.filter(|_| !external) {
            if let Some(date) = date_helper(target) {
                return Some(Cell::of(date));
            }
            let link = Link { target: Some(target.to_owned()), label, span: self.span };
            return Some(Cell::of(Type::Ref(link)));
        }
        let known = external.then(|| find(self.language.external, name)).flatten();
        if let Some(atom) = known.or_else(|| find(self.language.atoms, name)) {
            let ty = match atom {
                Atom::Any => Type::Any,
                Atom::Null => Type::Null,
                Atom::String(format) => Type::String(format),
                Atom::Integer(format) => Type::Integer(format),
                Atom::Number(format) => Type::Number(format),
                Atom::BigInteger => Type::Integer(Some("bigint")),
                Atom::BigDecimal => Type::Number(Some("decimal")),
                Atom::Boolean => Type::Boolean,
                Atom::Byte => Type::Integer(None),
                Atom::List => return Some(Cell::of(Type::List(self.element(None, target)))),
                Atom::Http => return Some(Cell::http()),
            };
            return Some(Cell { wrappable: !external || self.language.wraps_external, ..Cell::of(ty) });
        }
        if let Some(literal) = literals([name].into_iter(), self.span) {
            return Some(Cell::of(literal));
        }
        let named = label.last().is_some_and(|last| last.starts_with(|c: char| c.is_uppercase() || c == '_'));
        (named && !external && !packaged).then(|| Cell::of(Type::Ref(Link { target: None, label, span: self.span })))
    }

    fn apply(&self, name: &str, arguments: &[Expr<'_>], target: Option<&str>) -> Option<Cell> {
        let (name, _) = self.bare(name);
        let last = || self.read(arguments.last()?, target);
        let list = || Some(Cell::of(Type::List(self.element(arguments.last(), target))));
        let map = || Some(Cell::of(Type::Map(self.element(arguments.last(), target))));
        match find(self.language.wrappers, name)? {
            Wrapper::List => list(),
            Wrapper::Map => map(),
            Wrapper::ListOrMap if arguments.len() < 2 => list(),
            Wrapper::ListOrMap => map(),
            Wrapper::Optional => Some(last()?.marked(Mark::Optional)),
            Wrapper::Nullable | Wrapper::OptionalNullable => Some(last()?.marked(Mark::Nullable)),
            Wrapper::Union => self.union(arguments, target),
            Wrapper::Literal => {
                let texts: Option<Vec<&str>> = arguments
                    .iter()
                    .map(|argument| match argument {
                        Expr::Literal(text) | Expr::Name(text) => Some(*text),
                        _ => None,
                    })
                    .collect();
                let texts = texts?;
                let nulls = texts.len();
                let texts: Vec<&str> = texts.into_iter().filter(|text| *text != "None").collect();
                if texts.is_empty() {
                    return Some(Cell::of(Type::Null));
                }
                let mark = if texts.len() < nulls { Mark::Nullable } else { Mark::Plain };
                // A constant that is not a literal of JSON is named only, and not read.
                Some(Cell::of(literals(texts.into_iter(), self.span)?).marked(mark))
            }
            Wrapper::Binary => Some(Cell::of(Type::String(Some("binary")))),
            Wrapper::Boolean => Some(Cell::of(Type::Boolean)),
            Wrapper::Stream => last(),
            Wrapper::Http => Some(Cell::http()),
        }
    }

    fn union(&self, members: &[Expr<'_>], target: Option<&str>) -> Option<Cell> {
        let null = members.iter().any(|member| self.is_null(member));
        let mark = if null { Mark::Nullable } else { Mark::Plain };
        let solid: Vec<&Expr<'_>> = members.iter().filter(|member| !self.is_null(member)).collect();
        if let [only] = solid.as_slice() {
            return Some(self.read(only, target)?.marked(mark));
        }
        // The page that the label links to is the union's own.
        if let Some(target) = target.filter(|target| !target.contains("://")) {
            let link = Link { target: Some(target.to_owned()), label: Vec::new(), span: self.span };
            return Some(Cell::of(Type::Ref(link)).marked(mark));
        }
        let cells: Option<Vec<Cell>> = solid.iter().map(|member| self.read(member, target)).collect();
        let cells = cells?;
        // What can be given as a file or a stream is a file; its other forms are the SDK's.
        if cells.iter().any(|cell| cell.ty == Type::String(Some("binary"))) {
            self.gap.set(None);
            return Some(Cell::of(Type::String(Some("binary"))).marked(mark));
        }
        let members = cells.into_iter().map(|cell| self.member(cell)).collect();
        let union = Union { members, discriminator: None };
        Some(Cell::of(Type::Union(Box::new(union))).marked(mark))
    }

    fn member(&self, cell: Cell) -> Member<Link> {
        Member { ty: cell.nested(), span: self.span }
    }

    fn is_null(&self, expr: &Expr<'_>) -> bool {
        self.atom(expr) == Some(Atom::Null)
    }

    /// The members that `label` lists, below wrappers.
    fn find_union<'e, 's>(&self, label: &'e Expr<'s>) -> Option<&'e [Expr<'s>]> {
        match label {
            Expr::Union(members) => Some(members),
            Expr::Apply(name, arguments) => match find(self.language.wrappers, self.bare(name).0)? {
                Wrapper::Union => Some(arguments),
                Wrapper::Optional | Wrapper::Nullable | Wrapper::OptionalNullable => self.find_union(arguments.last()?),
                Wrapper::List | Wrapper::Map | Wrapper::ListOrMap | Wrapper::Stream => {
                    self.find_union(arguments.last()?)
                }
                Wrapper::Literal | Wrapper::Binary | Wrapper::Boolean | Wrapper::Http => None,
            },
            Expr::List(inner) | Expr::Map(inner) | Expr::Pointer(inner) => self.find_union(inner),
            Expr::Name(_) | Expr::Literal(_) | Expr::Link { .. } | Expr::Wildcard => None,
        }
    }
}

/// An enum of literals as code spells them; `None` where one is no literal.
pub fn literals<'s>(texts: impl Iterator<Item = &'s str>, span: Span) -> Option<Type<Link>> {
    let values: Option<Vec<Value>> =
        texts.map(|text| Some(Value { json: literal(text)?, name: None, docs: String::new(), span })).collect();
    let values = values?;
    if values.iter().any(|value| value.json.is_null()) {
        return (values.len() == 1).then_some(Type::Null);
    }
    Some(Type::Enum(Box::new(Enum { base: literal::base(&values), values, open: None, inferred: None })))
}

/// A literal of Python or TypeScript as JSON.
pub fn literal(text: &str) -> Option<serde_json::Value> {
    match text {
        "true" | "True" => return Some(true.into()),
        "false" | "False" => return Some(false.into()),
        "null" | "None" => return Some(serde_json::Value::Null),
        _ => {}
    }
    if let Some(quote @ ('"' | '\'')) = text.chars().next() {
        let inner = text.strip_prefix(quote)?.strip_suffix(quote)?;
        // Both languages escape as JSON does where they escape at all.
        let read = serde_json::from_str(&format!("\"{inner}\""));
        return Some(read.unwrap_or_else(|_| inner.replace('\\', "").into()));
    }
    let number: serde_json::Value = serde_json::from_str(text).ok()?;
    number.is_number().then_some(number)
}

/// Dates of Go and TypeScript link to a page on the SDK's own class.
fn date_helper(target: &str) -> Option<Type<Link>> {
    let page = target.strip_suffix(".md").or_else(|| target.strip_suffix(".mdx"))?;
    (page.ends_with("types/date") || page.ends_with("types/rfcdate")).then_some(Type::String(Some("date")))
}

fn find<T: Copy>(table: &[(&str, T)], name: &str) -> Option<T> {
    table.iter().find(|(known, _)| *known == name).map(|(_, meaning)| *meaning)
}
