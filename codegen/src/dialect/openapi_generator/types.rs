//! Type cells: `[**List[Leaf]**](Leaf.md)`, `Pointer to **int32**`, `Option<[**models::Leaf**](Leaf.md)>`.
//!
//! In: a cell as printed, the writer's words, the titles of all pages. Out: a [`Type<Link>`] and what the
//! cell shows of null. The text is trusted, the link is a hint: its target is the innermost model, where
//! it is not something that has no page at all. Whether a type may be absent is not decided here.

use std::borrow::Cow;

use super::{
    expr::{self, Expr},
    words::Means,
    writers::Writer,
};
use crate::{
    dialect::{Titles, stem},
    ir::{Enum, Link, Member, Type, Union},
    markdown::{Raw, inline},
    source::Span,
};

/// A cell taken apart, before its words are looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'s> {
    /// The type's text, without marks and entities.
    pub text: Cow<'s, str>,
    /// Where it is linked to; empty targets are none.
    pub target: Option<&'s str>,
    /// `Pointer to` stands before it.
    pub pointer: bool,
    /// `Option<..>` stands around it.
    pub option: bool,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The type, null aside.
    pub ty: Type<Link>,
    /// Null is a documented value.
    pub null: bool,
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
        if let Some(link) = inline::find_link(text).filter(|link| link.start == 0) {
            target = Some(link.target).filter(|target| !matches!(*target, "" | ".md"));
            text = link.label;
        }
        let text = bare(text);
        Self { text: inline::decode_entities(text), target, pointer: pointer.is_some(), option: option.is_some() }
    }
}

/// `text` without the bold or code marks around it. Only the outer two stars are marks: `***os.File**`
/// is a pointer in bold, and so is `**NSString***`.
pub fn bare(text: &str) -> &str {
    let text = text.trim();
    let text = inline::strip(text, "**").unwrap_or(text);
    inline::strip(text, "`").unwrap_or(text).trim()
}

/// What is needed to look words up.
pub struct Reader<'a> {
    /// The writer of the page.
    pub writer: &'static Writer,
    /// What may be a model.
    pub titles: &'a Titles,
    /// The enum that this cell's page lists for it, and the name that it has in the cell.
    pub local: Option<(&'a str, &'a Enum)>,
    /// Where the cell stands.
    pub span: Span,
    /// Where the cell links to.
    pub target: Option<&'a str>,
}

/// Reads a cell; `None` where a word in it is not known.
pub fn read(raw: Raw<'_>, writer: &'static Writer, titles: &Titles, local: Option<(&str, &Enum)>) -> Option<Read> {
    let cell = Cell::of(raw.text);
    let reader = Reader { writer, titles, local, span: raw.span, target: cell.target };
    reader.cell(&cell.text)
}

impl Reader<'_> {
    /// Reads the text of a cell.
    pub fn cell(&self, text: &str) -> Option<Read> {
        let expr = expr::parse(text)?;
        let ty = self.ty(&expr)?;
        Some(match ty {
            Type::Nullable(inner) => Read { ty: *inner, null: true },
            ty => Read { ty, null: false },
        })
    }

    fn ty(&self, expr: &Expr<'_>) -> Option<Type<Link>> {
        match expr {
            Expr::List(item) => Some(Type::List(Box::new(self.ty(item)?))),
            Expr::Map(value) => Some(Type::Map(Box::new(self.ty(value)?))),
            Expr::Nullable(inner) => self.ty(inner).map(nullable),
            Expr::Either(items) => self.either(items),
            Expr::Name(name, args) => self.name(name, args),
        }
    }

    fn name(&self, name: &str, args: &[Expr<'_>]) -> Option<Type<Link>> {
        if let Some((local, values)) = self.local
            && local == last_segment(name)
        {
            return Some(Type::Enum(Box::new(values.clone())));
        }
        // A model may be called like a builtin: only a link to its page tells.
        if args.is_empty() && self.links_to(name) && self.titles.contains(&self.page_of(name)) {
            return Some(self.link(name));
        }
        let Some(means) = self.writer.means(name) else {
            let known = self.titles.contains(&self.page_of(name)) || self.links_to(name);
            return (known && args.is_empty()).then(|| self.link(name));
        };
        Some(match means {
            Means::Any => Type::Any,
            Means::Object => Type::Object,
            Means::Text(format) => Type::String(format),
            Means::Integer(format) => Type::Integer(format),
            Means::Number(format) => Type::Number(format),
            Means::Boolean => Type::Boolean,
            Means::Null => Type::Null,
            Means::List => Type::List(Box::new(self.inside(args)?)),
            Means::Map => Type::Map(Box::new(self.inside(args)?)),
            Means::Nullable => nullable(self.inside(args)?),
            Means::Transparent => self.inside(args)?,
            Means::Union => self.either(args)?,
        })
    }

    /// The type of a container's elements. Some writers print the container only: then the link tells
    /// the element, where there is one.
    fn inside(&self, args: &[Expr<'_>]) -> Option<Type<Link>> {
        if let Some(last) = args.last() {
            // `object` as an element is any JSON value: the word for "an object" has no narrower use here.
            return self.ty(last).map(|ty| if ty == Type::Object { Type::Any } else { ty });
        }
        Some(match self.target.map(stem) {
            Some(page) if self.titles.contains(page) => self.link(page),
            Some("array" | "List" | "Array") => Type::List(Box::new(Type::Any)),
            Some("map" | "Map") => Type::Map(Box::new(Type::Any)),
            _ => Type::Any,
        })
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
        self.target.is_some_and(|target| same_letters(stem(target), &self.page_of(name)))
    }

    /// The stem of the page that `name` would have.
    fn page_of<'n>(&self, name: &'n str) -> Cow<'n, str> {
        let name = last_segment(name);
        match self.writer.suffix {
            Some(suffix) => Cow::Borrowed(name.strip_suffix(suffix).unwrap_or(name)),
            None => Cow::Borrowed(name),
        }
    }

    fn link(&self, name: &str) -> Type<Link> {
        let target = self.target.filter(|_| self.links_to(name)).map(str::to_owned);
        let label = self.writer.title(last_segment(name)).to_owned();
        Type::Ref(Link { target, label: vec![label], span: self.span })
    }
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

/// Whether two names are the same but for case and separators.
fn same_letters(a: &str, b: &str) -> bool {
    let letters =
        |text: &'_ str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<Vec<_>>();
    a.eq_ignore_ascii_case(b) || letters(a) == letters(b)
}
