//! Type cells: `[**List[Leaf]**](Leaf.md)`, `Pointer to **int32**`, `Option<[**models::Leaf**](Leaf.md)>`.
//!
//! In: a cell as printed, the writer's words, the titles of all pages. Out: a [`Type<Link>`] and what the
//! cell shows of null. The text is trusted, the link is a hint: its target is the innermost model, where
//! it is not something that has no page at all. A list or map of what is not known is still a list or map.
//! Whether a type may be absent is not decided here.

use std::{borrow::Cow, cell};

use super::{
    enums::Listed,
    expr::{self, Expr},
    text::{self, bare},
    words::Means,
    writer::{GUARD, Inline, Null, Writer},
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{Titles, gap::Gap, stem},
    ir::{Link, Member, Type, Union},
    letters::same_letters,
    markdown::inline,
    source::{FileId, Span},
};

/// A cell taken apart, before its words are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'s> {
    /// The type's text, without marks, entities and Markdown's escapes.
    pub text: Cow<'s, str>,
    /// Where it is linked to, as printed; `None` for a link to nothing.
    pub target: Option<&'s str>,
    /// `Pointer to` stands before it.
    pub pointer: bool,
    /// `Option<..>` stands around it.
    pub option: bool,
}

/// Where a cell stands, which tells what a word may be that is not known.
#[derive(Debug, Clone, Copy)]
pub enum Place<'l> {
    /// In a field table: an enum without a page. The page may list its values.
    Property(Option<&'l Listed>),
    /// In a list of a union's members, which writers do not link: a model whose page is not there.
    Member,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The type, null aside.
    pub ty: Type<Link>,
    /// The type itself says that null is allowed.
    pub null: bool,
    /// The rule that the type was concluded by, where the cell leaves it open.
    pub rule: Option<&'static str>,
    /// Why a list or map, or the elements of one, are raw JSON.
    pub gap: Option<Gap>,
}

impl Read {
    /// The type with null in it.
    pub fn into_type(self) -> Type<Link> {
        if self.null { nullable(self.ty) } else { self.ty }
    }
}

impl<'s> Cell<'s> {
    /// Takes off pointers, options, link and bold.
    pub fn of(cell: &'s str) -> Self {
        let mut text = cell.trim();
        let pointer = text.strip_prefix("Pointer to ");
        text = pointer.unwrap_or(text).trim();
        let option = text.strip_prefix("Option<").and_then(|inner| inner.strip_suffix('>'));
        text = option.unwrap_or(text).trim();
        let mut target = None;
        if let Some(link) = inline::link_at(text, 0) {
            // Targets may hold blanks: `(#Map<String, X>)`.
            let inside = text.get(link.label.len() + 3..link.end - 1).unwrap_or_default();
            target = Some(inside.trim()).filter(|target| !matches!(*target, "" | ".md"));
            text = link.label;
        } else if let Some(label) = text.strip_prefix("[**").and_then(|rest| rest.strip_suffix("**]")) {
            // A link without its target: brackets that are a list stand within what is bold.
            text = label;
        }
        let text = bare(text);
        // C prints its pointers as `\*`.
        let text = if let Some(pointee) = text.strip_suffix("\\*") {
            Cow::Borrowed(pointee.trim_end())
        } else if target.is_none()
            && let Some((whole, inner)) = bold_link(text)
        {
            target = Some(inner);
            Cow::Owned(text::plain(&whole).into_owned())
        } else {
            text::plain(text)
        };
        Self { text, target, pointer: pointer.is_some(), option: option.is_some() }
    }

    /// The anchor of the same page that it is linked to, entities decoded.
    pub fn anchor(&self) -> Option<Cow<'s, str>> {
        self.target.and_then(|target| target.strip_prefix('#')).map(inline::decode_entities)
    }
}

/// A type with a link in bold inside of it, which some Rust has, and where that leads: `Vec<models::Pet>` of
/// `Vec<**[models::Pet](Pet.md)**>`.
fn bold_link(text: &str) -> Option<(String, &str)> {
    let open = memchr::memchr(b'[', text.as_bytes())?;
    let before = text[..open].strip_suffix("**")?;
    let link = inline::link_at(text, open)?;
    Some(([before, link.label, text[link.end..].trim_start_matches("**")].concat(), link.target))
}

/// Reads a cell; `None` where a word in it is not known.
pub fn read(cell: &Cell<'_>, span: Span, writer: &'static Writer, titles: &Titles, place: Place<'_>) -> Option<Read> {
    let (listed, member) = match place {
        Place::Property(listed) => (listed, false),
        Place::Member => (None, true),
    };
    let anchor = cell.anchor();
    let text = match (&anchor, writer.inline) {
        (Some(anchor), Inline::InAnchor) => anchor,
        _ => &cell.text,
    };
    let text = writer.spelled.iter().find(|(printed, _)| printed == text).map_or(&**text, |(_, meant)| meant);
    let target = cell.target.filter(|target| !target.starts_with('#'));
    let local = anchor.is_some() || listed.is_some();
    let reader = Reader { writer, titles, local, member, strict: false, span, target, gap: cell::Cell::new(None) };
    let ty = reader.ty(&expr::parse(text)?)?;
    let gap = reader.gap.get().filter(|_| listed.is_none());
    let ty = match listed {
        Some(listed) => with_values(ty, listed),
        None => ty,
    };
    let (ty, null) = match ty {
        Type::Nullable(inner) => (*inner, true),
        ty => (ty, false),
    };
    let unstarred = writer.stars_models && matches!(ty, Type::Ref(_)) && !cell.text.starts_with('*');
    if unstarred {
        let rule = "a link to a model without `*` is a list or map of it, mostly a list";
        return Some(Read { ty: Type::List(Box::new(ty)), null, rule: Some(rule), gap });
    }
    Some(Read { ty, null, rule: None, gap })
}

/// Reads a cell as [`read`] does, and tells where the type is raw JSON for want of words.
pub fn read_or_tell(
    cell: &Cell<'_>,
    span: Span,
    writer: &'static Writer,
    titles: &Titles,
    place: Place<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Read {
    let Some(read) = read(cell, span, writer, titles, place) else {
        let message = format!("unknown type `{}`; it is kept as raw JSON", cell.text);
        let help = "state the field's `type` in spec.toml";
        diagnostics.push(Diagnostic::new(Code::UnknownType, span, message).help(help));
        return Read { ty: Type::Any, null: false, rule: None, gap: None };
    };
    diagnostics.extend(read.gap.map(|gap| gap.told(&cell.text, span)));
    read
}

/// Whether every word of a cell is the writer's own, or the name of a page.
pub fn knows(writer: &'static Writer, cell: &Cell<'_>, titles: &Titles) -> bool {
    if cell.anchor().is_some() {
        return true;
    }
    let gap = cell::Cell::new(None);
    let strict =
        Reader { writer, titles, local: false, member: false, strict: true, span: NOWHERE, target: cell.target, gap };
    expr::parse(&cell.text).is_some_and(|expr| strict.ty(&expr).is_some())
}

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

/// Puts listed values in the place of the innermost type.
pub fn with_values(ty: Type<Link>, listed: &Listed) -> Type<Link> {
    match ty {
        Type::List(item) => Type::List(Box::new(with_values(*item, listed))),
        Type::Map(value) => Type::Map(Box::new(with_values(*value, listed))),
        Type::Nullable(inner) => nullable(with_values(*inner, listed)),
        leaf => Type::Enum(Box::new(listed.of_type(&leaf))),
    }
}

struct Reader<'a> {
    writer: &'static Writer,
    titles: &'a Titles,
    /// Whether an unknown word is an enum that the page itself describes.
    local: bool,
    /// Whether an unknown word is a model.
    member: bool,
    /// Whether a word that is not known is nothing.
    strict: bool,
    span: Span,
    target: Option<&'a str>,
    /// Why the elements of a container that was met are raw JSON.
    gap: cell::Cell<Option<Gap>>,
}

impl Reader<'_> {
    fn ty(&self, expr: &Expr<'_>) -> Option<Type<Link>> {
        match expr {
            Expr::List(item) if self.is_octet(Some(item)) => Some(Type::String(Some("byte"))),
            Expr::List(item) => Some(Type::List(Box::new(self.element(item)?))),
            Expr::Map(value) => Some(Type::Map(Box::new(self.element(value)?))),
            Expr::Nullable(inner) => self.ty(inner).map(nullable),
            Expr::Either(items) => self.either(items),
            Expr::Name(name, args) => self.name(name, args),
        }
    }

    fn name(&self, name: &str, args: &[Expr<'_>]) -> Option<Type<Link>> {
        let Some(means) = self.writer.means(name) else { return self.unknown(name, args) };
        // A model may be called like a builtin: only a link to its page tells, or that it would be a container of
        // nothing.
        let is_class = name.starts_with(char::is_uppercase) && !self.member && !self.writer.bare_containers;
        let holds_nothing = is_class && matches!(means, Means::List | Means::Map);
        if args.is_empty() && (holds_nothing || self.links_to(name)) && self.titles.contains(self.page_of(name)) {
            return Some(self.link(name));
        }
        Some(match means {
            Means::List | Means::ListOrMap if self.is_octet(args.last()) => Type::String(Some("byte")),
            // A union's members are called as types of the specification, where `array` is a list.
            Means::ListOrMap if args.is_empty() && self.target.is_none() && !self.member => {
                self.gap.set(Some(Gap::Either));
                Type::Any
            }
            Means::Map | Means::List | Means::ListOrMap if args.len() == 2 => Type::Map(Box::new(self.inside(args)?)),
            Means::List | Means::ListOrMap => Type::List(Box::new(self.inside(args)?)),
            Means::Map if args.is_empty() && self.writer.free_maps => Type::Map(Box::new(Type::Any)),
            Means::Map => Type::Map(Box::new(self.inside(args)?)),
            Means::Nullable => nullable(self.inside(args)?),
            Means::Union => self.either(args)?,
            Means::Transparent => self.inside(args)?,
            // A map of PHP's client, whose server has the word for objects only.
            Means::Object if self.strict && !args.is_empty() => return None,
            _ => return atom(means),
        })
    }

    /// A word that the writer's language does not have: a model, or an enum without a page.
    fn unknown(&self, name: &str, args: &[Expr<'_>]) -> Option<Type<Link>> {
        let is_page = self.page_beside(name).is_some();
        // A word of the language with its package, `org.threeten.bp.OffsetDateTime`, or with a class that a list of its
        // own enum is taken to belong to: `Leaf.List<ColorEnum>`.
        if let Some((package, word)) = name.rsplit_once('.')
            && !is_page
            && (!args.is_empty() || package.starts_with(|c: char| c.is_ascii_lowercase()))
            && self.writer.means(word).is_some()
        {
            return self.name(word, args);
        }
        if !args.is_empty() {
            return None;
        }
        let names_model = || self.member && last_segment(name).starts_with(char::is_uppercase);
        if is_page || self.links_to(name) || names_model() {
            return Some(self.link(name));
        }
        if let Some(rest) = name.strip_prefix("Nullable").filter(|_| self.writer.null == Null::Methods) {
            // Words begin with a capital then: `NullableString`.
            let word = rest.to_ascii_lowercase();
            let name = if self.writer.means(&word).is_some() && !self.links_to(rest) { &word } else { rest };
            return self.name(name, args).map(nullable);
        }
        let local = self.local
            || !self.member
                && match self.writer.inline {
                    Inline::Anchor | Inline::InAnchor => false,
                    // A link to `Vec.md` is to no page.
                    Inline::Unlinked => self.target.map(stem).is_none_or(|page| self.writer.means(page).is_some()),
                    Inline::Suffix(suffix) => name.ends_with(suffix),
                };
        (local && !self.strict).then_some(Type::String(None))
    }

    fn is_octet(&self, item: Option<&Expr<'_>>) -> bool {
        matches!(item, Some(Expr::Name(name, _)) if self.writer.means(name) == Some(Means::Octet))
    }

    /// An element of a container. What is not known leaves the container what it is.
    fn element(&self, expr: &Expr<'_>) -> Option<Type<Link>> {
        match self.ty(expr) {
            None if !self.strict => {
                self.gap.set(Some(Gap::Unknown));
                Some(Type::Any)
            }
            ty => ty.map(free),
        }
    }

    /// The type of a container's elements. Some writers print the container only: then the link tells
    /// the element, where there is one.
    fn inside(&self, args: &[Expr<'_>]) -> Option<Type<Link>> {
        if let Some(last) = args.last() {
            return self.element(last);
        }
        let element = match self.target.map(stem) {
            Some(page) if self.titles.contains(page) => return Some(self.link(page)),
            Some("array" | "List" | "Array") => Type::List(Box::new(Type::Any)),
            Some("map" | "Map") => Type::Map(Box::new(Type::Any)),
            Some(page) => match self.writer.means_page(page).map(atom) {
                Some(Some(ty)) => return Some(free(ty)),
                Some(None) => Type::Any,
                // The page of a model, which is not there. Other pages are called as types of the specification.
                None if self.writer.suffix.is_some() || page.starts_with(char::is_uppercase) => {
                    return Some(self.link(page));
                }
                None => Type::Any,
            },
            None => Type::Any,
        };
        self.gap.set(self.gap.get().or(Some(Gap::Untold)));
        Some(element)
    }

    /// One of several types. What Python prints for "any JSON" is a list of all that it has.
    fn either(&self, items: &[Expr<'_>]) -> Option<Type<Link>> {
        let mut members: Vec<Type<Link>> = Vec::new();
        let mut null = false;
        for item in items {
            match self.ty(item)? {
                Type::Null => null = true,
                Type::Nullable(inner) => {
                    null = true;
                    members.push(*inner);
                }
                ty => merge(&mut members, ty),
            }
        }
        let has = |test: fn(&Type<Link>) -> bool| members.iter().any(test);
        let ty = if has(|ty| matches!(ty, Type::Map(_)))
            && has(|ty| matches!(ty, Type::List(_)))
            && has(|ty| matches!(ty, Type::String(_)))
        {
            self.gap.set(None);
            return Some(Type::Any);
        } else if members.len() > 1 {
            let members = members.into_iter().map(|ty| Member { ty, span: self.span }).collect();
            Type::Union(Box::new(Union { members, discriminator: None }))
        } else {
            members.pop().unwrap_or(Type::Null)
        };
        Some(if null { nullable(ty) } else { ty })
    }

    /// Whether the cell's link leads to the page that `name` would have.
    fn links_to(&self, name: &str) -> bool {
        let page = self.page_of(name);
        self.target.is_some_and(|target| same_letters(stem(target), page) || self.writer.is_guarded(page, stem(target)))
    }

    /// The stem of the page that `name` would have: its last part, unless the link says that the whole
    /// of it is the name.
    fn page_of<'n>(&self, name: &'n str) -> &'n str {
        if self.target.is_some_and(|target| stem(target) == name) {
            return name;
        }
        let name = last_segment(name);
        self.writer.suffix.and_then(|suffix| name.strip_suffix(suffix)).unwrap_or(name)
    }

    fn link(&self, name: &str) -> Type<Link> {
        let class = last_segment(name);
        let target = self.target.filter(|_| self.links_to(name));
        let is_of = |page: &&str| *page == name || self.writer.is_guarded(class, page);
        let title = self.target.map(stem).filter(is_of).unwrap_or(class);
        // A link that leads to no page is followed by what it says.
        let leads = target.is_some_and(|target| self.titles.contains(stem(target)));
        let beside = if leads { None } else { self.page_beside(name) };
        let label = vec![self.writer.title(beside.as_deref().unwrap_or(title)).to_owned()];
        Type::Ref(Link { target: target.map(str::to_owned), label, span: self.span })
    }

    /// The page that a class has, though its link leads to none: its own, or the one that it would have if only one of
    /// page and class had another name for the sake of its language (`ModelError` and `Error`).
    fn page_beside<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        let own = self.page_of(name);
        if self.titles.contains(own) {
            return Some(Cow::Borrowed(own));
        }
        // What is no link may be an enum without a page.
        let may_be_enum = self.target.is_none() && matches!(self.writer.inline, Inline::Unlinked | Inline::Suffix(_));
        let guarded = (!may_be_enum).then(|| Cow::Owned([GUARD, own].concat()));
        self.writer.unguarded(own).chain(guarded).find(|page| self.titles.contains(page))
    }
}

/// The type that a word stands for which takes no arguments.
fn atom(means: Means) -> Option<Type<Link>> {
    Some(match means {
        Means::Any => Type::Any,
        Means::Object => Type::Object,
        Means::Text(format) => Type::String(format),
        Means::Integer(format) => Type::Integer(format),
        Means::Number(format) => Type::Number(format),
        Means::Boolean => Type::Boolean,
        Means::Null => Type::Null,
        Means::Octet => Type::Integer(None),
        Means::List | Means::ListOrMap | Means::Map | Means::Nullable | Means::Transparent | Means::Union => {
            return None;
        }
    })
}

/// A type as a container's element, where `object` is any JSON value: writers put it where the specification
/// says nothing.
fn free(ty: Type<Link>) -> Type<Link> {
    if ty == Type::Object { Type::Any } else { ty }
}

/// Adds a member; a formatted text and a plain one are one and the same, and so are two kinds of number.
fn merge(members: &mut Vec<Type<Link>>, ty: Type<Link>) {
    for member in members.iter_mut() {
        match (&*member, &ty) {
            (Type::String(_), Type::String(Some(_))) | (Type::Integer(_), Type::Number(_)) => return *member = ty,
            (Type::String(_), Type::String(None)) | (Type::Number(_), Type::Integer(_)) => return,
            (a, b) if *a == *b => return,
            _ => {}
        }
    }
    members.push(ty);
}

fn nullable(ty: Type<Link>) -> Type<Link> {
    match ty {
        Type::Any | Type::Null | Type::Nullable(_) => ty,
        ty => Type::Nullable(Box::new(ty)),
    }
}

/// `Leaf` of `models::Leaf`, `leaf.Leaf`, `\A\Model\Leaf`.
pub fn last_segment(name: &str) -> &str {
    name.rsplit(['.', ':', '\\']).next().unwrap_or(name)
}
