//! Pages of Python 6.0 to 6.6, which print schemas instead of classes.
//!
//! In: the whole page. Out: its model, and one more for each object that is written in the place where it
//! is used. A page is a list of schemas: the model's, then, below headings of the first level, those of
//! its parts in the order in which they are used (`**[tags](#tags)**`). Keys are JSON names, `None` among
//! the types is null, values stand in the notes.
//!
//! An `allOf` with another model cannot be put together from one page: the page's own fields are
//! read here, [`bases`] says whose fields are to be added.

use super::{
    enums,
    notes::Notes,
    row::{self, Cells, Layout},
    text,
    types::{self, Cell, Place},
    writer::Writer,
};
use crate::{
    diag::{Code, Diagnostic},
    dialect::{Titles, defaults, literal, stem},
    ir::{Deprecated, Fact, Field, JsonName, Kind, Link, Member, NameEvidence, Nullable, Opaque, Struct, Type, Union},
    markdown::{Block, Page, Raw, Table, inline},
    source::Span,
};

/// How deep schemas may be written inside of each other; deeper ones are raw JSON.
const MAX_DEPTH: usize = 32;

/// What a page gives.
pub struct Read {
    /// What the model is.
    pub kind: Kind<Link>,
    /// Objects inside of it, titled by where they are used.
    pub parts: Vec<(String, Kind<Link>, Span)>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a page whose model is titled `title`.
pub fn read(page: &Page<'_>, title: &str, writer: &'static Writer, titles: &Titles) -> Read {
    let mut reader = Reader {
        schemas: schemas(page),
        next: 1,
        depth: 0,
        writer,
        titles,
        parts: Vec::new(),
        diagnostics: Vec::new(),
    };
    let kind = match reader.schemas.first().copied() {
        Some(model) => reader.kind(&model, title),
        None => Kind::Opaque(Opaque::UnknownMembers),
    };
    Read { kind, parts: reader.parts, diagnostics: reader.diagnostics }
}

/// The pages whose fields a page's model has beside its own: the other members of its `allOf`.
pub fn bases<'s>(page: &Page<'s>) -> Vec<Raw<'s>> {
    let Some(table) = schemas(page).first().and_then(|model| model.all_of) else { return Vec::new() };
    let cells = table.rows.iter().filter_map(|row| row.cells.first());
    let links = cells.filter_map(|cell| Some((inline::find_link(cell.text)?, cell.span)));
    let others = links.filter(|(link, _)| !link.target.starts_with('#'));
    others.map(|(link, span)| Raw { text: stem(link.target), span }).collect()
}

/// One schema of a page: the tables below one heading of the first level.
#[derive(Debug, Clone, Copy)]
struct Schema<'p, 's> {
    heading: Raw<'s>,
    info: Option<&'p Table<'s>>,
    keys: Option<&'p Table<'s>>,
    items: Option<&'p Table<'s>>,
    one_of: Option<&'p Table<'s>>,
    all_of: Option<&'p Table<'s>>,
}

fn schemas<'p, 's>(page: &'p Page<'s>) -> Vec<Schema<'p, 's>> {
    let mut schemas: Vec<Schema<'p, 's>> = Vec::new();
    let mut below = "";
    for block in &page.blocks {
        match block {
            Block::Heading { level: 1, text } => {
                let (info, keys, items, one_of, all_of) = (None, None, None, None, None);
                schemas.push(Schema { heading: *text, info, keys, items, one_of, all_of });
                below = "";
            }
            Block::Heading { text, .. } => below = text.text,
            Block::Table(table) => {
                let Some(schema) = schemas.last_mut() else { continue };
                match below {
                    "Model Type Info" => schema.info = Some(table),
                    "Dictionary Keys" => schema.keys = Some(table),
                    "Tuple Items" => schema.items = Some(table),
                    "oneOf" | "anyOf" => schema.one_of = Some(table),
                    "allOf" => schema.all_of = Some(table),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    schemas
}

struct Reader<'p, 's> {
    schemas: Vec<Schema<'p, 's>>,
    /// Where the schemas begin that nothing has used yet.
    next: usize,
    /// How many schemas are open.
    depth: usize,
    writer: &'static Writer,
    titles: &'p Titles,
    parts: Vec<(String, Kind<Link>, Span)>,
    diagnostics: Vec<Diagnostic>,
}

/// A type, and whether it may be null.
type Typed = (Type<Link>, bool);

impl<'p, 's> Reader<'p, 's> {
    /// What the schema of a model is.
    fn kind(&mut self, schema: &Schema<'p, 's>, title: &str) -> Kind<Link> {
        if let Some(kind) = self.object(schema, title) {
            return kind;
        }
        match nullable(self.schema(schema, title)) {
            Type::Enum(values) => Kind::Enum(*values),
            Type::Union(union) => Kind::Union(*union),
            ty => Kind::Alias(ty),
        }
    }

    /// An object with listed keys.
    fn object(&mut self, schema: &Schema<'p, 's>, title: &str) -> Option<Kind<Link>> {
        let several = schema.all_of.filter(|table| table.rows.len() > 1);
        let named = |table: &&Table<'s>| {
            table.rows.iter().any(|row| row.cells.first().is_some_and(|cell| !is_catch_all(cell.text)))
        };
        schema.keys.filter(named).or(several)?;
        let mut object = Struct { fields: Vec::new(), additional: None };
        if let Some(keys) = schema.keys {
            self.keys(keys, title, &mut object);
        }
        for row in several.map_or(&[][..], |table| &table.rows) {
            let Some(cells) = self.split(row.raw, Layout { after: 1, ..Layout::default() }) else { continue };
            match self.anchored(cells.name.text) {
                Some(part) => {
                    if let Some(keys) = part.keys {
                        self.keys(keys, title, &mut object);
                    }
                }
                None if inline::find_link(cells.name.text)
                    .is_some_and(|link| self.titles.contains(stem(link.target))) => {}
                None => {
                    let message = format!("the fields of {} belong to this model too", cells.name.text);
                    let help = "add them in spec.toml";
                    self.diagnostics.push(Diagnostic::new(Code::UnreadableModel, row.raw.span, message).help(help));
                }
            }
        }
        (!object.fields.is_empty()).then_some(Kind::Struct(object))
    }

    /// The cells of a row; one that has none is told.
    fn split(&mut self, line: Raw<'s>, layout: Layout) -> Option<Cells<'s>> {
        let cells = row::split(line, layout);
        if cells.is_none() {
            let message = format!("a row of one cell; it is left out: `{}`", line.text);
            let help = "write it as the rows beside it";
            self.diagnostics.push(Diagnostic::new(Code::UnreadableRow, line.span, message).help(help));
        }
        cells
    }

    fn keys(&mut self, table: &Table<'s>, title: &str, object: &mut Struct<Link>) {
        let layout = Layout::of(table);
        for row in &table.rows {
            let Some(cells) = self.split(row.raw, layout) else { continue };
            let key = key(cells.name.text);
            if is_catch_all(cells.name.text) {
                object.additional = Some(self.cell(&cells, title).0);
                continue;
            }
            let (ty, null) = self.cell(&cells, &format!("{title}{}", pascal(&key)));
            let printed = cells.notes.default.map(inline::decode_entities).filter(|text| !literal::is_nothing(text));
            let default = printed.as_deref().and_then(|text| literal::default(text, &ty, false));
            if let (Some(printed), None) = (printed, &default) {
                self.diagnostics.push(defaults::unread(&printed, cells.notes_span));
            }
            let nullable = if null { Nullable::Yes } else { Nullable::No };
            object.fields.push(Field {
                printed: key.clone(),
                json: JsonName { text: key, evidence: NameEvidence::Printed, sure: true },
                ty: Fact::stated(ty, cells.ty.span),
                required: Fact::stated(!cells.notes.optional, cells.notes_span),
                nullable: Fact::stated(nullable, cells.ty.span),
                default: default.map(|value| Box::new(Fact::stated(value, cells.notes_span))),
                docs: text::description(cells.description.text),
                examples: Vec::new(),
                deprecated: cells.notes.deprecated.then(Deprecated::default),
                read_only: cells.notes.read_only,
                span: row.raw.span,
            });
        }
    }

    /// The type of a row: that of the schema its name leads to, or what its own cells say.
    fn cell(&mut self, cells: &Cells<'_>, title: &str) -> Typed {
        match self.anchored(cells.name.text) {
            Some(_) if self.depth == MAX_DEPTH => {
                let message = format!("a schema more than {MAX_DEPTH} deep inside of others");
                let help = "state the field's `type` in spec.toml";
                self.diagnostics.push(Diagnostic::new(Code::TooLarge, cells.ty.span, message).help(help));
                (Type::Any, false)
            }
            Some(schema) => {
                self.depth += 1;
                let typed = self.schema(&schema, title);
                self.depth -= 1;
                typed
            }
            None => self.plain(cells.ty, &cells.notes, cells.notes_span),
        }
    }

    /// The next schema that a name leads to: names repeat, the order does not.
    fn anchored(&mut self, name: &str) -> Option<Schema<'p, 's>> {
        let link = inline::find_link(name)?;
        let anchor = link.target.strip_prefix('#')?;
        let at = (self.next..self.schemas.len()).find(|&at| self.schemas[at].heading.text == anchor)?;
        self.next = at + 1;
        Some(self.schemas[at])
    }

    fn schema(&mut self, schema: &Schema<'p, 's>, title: &str) -> Typed {
        if let Some(table) = schema.one_of {
            return self.union(table, title);
        }
        if let Some(table) = schema.all_of
            && let [row] = &table.rows[..]
            && let Some(cells) = row::split(row.raw, Layout::of(table))
        {
            return self.cell(&cells, title);
        }
        if let Some(table) = schema.items {
            let cells = table.rows.first().and_then(|row| row::split(row.raw, Layout::of(table)));
            let item = match cells {
                Some(cells) => self.cell(&cells, &format!("{title}Inner")),
                None => self.untold(table.span, "a list whose items are not told", Code::UnknownElement),
            };
            return (Type::List(Box::new(nullable(item))), self.is_nullable(schema));
        }
        if let Some(kind) = self.object(schema, title) {
            let span = schema.keys.or(schema.all_of).map(|table| table.span);
            let Some(span) = span else { return (Type::Object, false) };
            // The title of a page is that page's.
            let title = [title, if self.titles.contains(title) { "Part" } else { "" }].concat();
            let link = Link { target: None, label: vec![title.clone()], span };
            self.parts.push((title, kind, span));
            return (Type::Ref(link), self.is_nullable(schema));
        }
        if let Some(table) = schema.keys
            && let Some(cells) = table.rows.first().and_then(|row| row::split(row.raw, Layout::of(table)))
        {
            let value = self.cell(&cells, &format!("{title}Value"));
            return (Type::Map(Box::new(nullable(value))), self.is_nullable(schema));
        }
        match self.info(schema) {
            (Type::Map(_), null) => (Type::Object, null),
            typed => typed,
        }
    }

    /// Raw JSON, where a page does not say what it is.
    fn untold(&mut self, span: Span, what: &str, code: Code) -> Typed {
        let help = "state the field's `type` in spec.toml";
        self.diagnostics.push(Diagnostic::new(code, span, format!("{what}; it is kept as raw JSON")).help(help));
        (Type::Any, false)
    }

    /// The type in the first table of a schema, and what stands behind it: it has no name column.
    fn typed<'t>(schema: &Schema<'_, 't>) -> Option<(Raw<'t>, &'t str)> {
        let row = schema.info?.rows.first()?;
        let (ty, rest) = row::without_outer_pipes(row.raw).text.split_once('|')?;
        let (_, rest) = rest.split_once('|')?;
        Some((Raw { text: ty.trim(), span: row.raw.span }, rest))
    }

    /// Whether the first table of a schema says that null is allowed.
    fn is_nullable(&self, schema: &Schema<'_, '_>) -> bool {
        let read = |(ty, _): (Raw<'_>, _)| {
            types::read(&Cell::of(ty.text), ty.span, self.writer, self.titles, Place::Property(None))
        };
        Self::typed(schema).and_then(read).is_some_and(|read| read.null)
    }

    /// What the first table of a schema says.
    fn info(&mut self, schema: &Schema<'_, '_>) -> Typed {
        let Some((ty, rest)) = Self::typed(schema) else {
            return self.untold(schema.heading.span, "a schema without a type", Code::UnknownType);
        };
        let notes = rest.rsplit('|').find_map(super::notes::parse).unwrap_or_default();
        let notes = match rest.find("must be one of [").map(|at| super::notes::parse(&rest[at..])) {
            Some(Some(values)) => values,
            _ => notes,
        };
        self.plain(ty, &notes, ty.span)
    }

    fn plain(&mut self, ty: Raw<'_>, notes: &Notes<'_>, notes_span: Span) -> Typed {
        let listed = notes.values.map(|values| enums::literals(values, notes_span));
        let (writer, titles, diagnostics) = (self.writer, self.titles, &mut self.diagnostics);
        let read = types::read_or_tell(&Cell::of(ty.text), ty.span, writer, titles, Place::Property(None), diagnostics);
        let ty = match (read.ty, notes.format) {
            (ty, _) if listed.is_some() => listed.map_or(ty.clone(), |listed| types::with_values(ty, &listed)),
            (Type::Integer(_), Some("32 bit integer")) => Type::Integer(Some("int32")),
            (Type::Integer(_), Some("64 bit integer")) => Type::Integer(Some("int64")),
            (Type::Number(_), Some("32 bit float")) => Type::Number(Some("float")),
            (Type::Number(_), Some("64 bit float")) => Type::Number(Some("double")),
            (ty, _) => ty,
        };
        (ty, read.null)
    }

    fn union(&mut self, table: &Table<'s>, title: &str) -> Typed {
        let layout = Layout::of(table);
        let mut members = Vec::new();
        let mut null = false;
        for (at, row) in table.rows.iter().enumerate() {
            let Some(cells) = self.split(row.raw, layout) else { continue };
            let (ty, or_null) = self.cell(&cells, &format!("{title}OneOf{at}"));
            null |= or_null || ty == Type::Null;
            if ty != Type::Null {
                members.push(Member { ty, span: row.raw.span });
            }
        }
        match members.len() {
            0 if null => (Type::Null, true),
            0 => self.untold(table.span, "a union without members", Code::UnknownType),
            1 => (members.remove(0).ty, null),
            _ => (Type::Union(Box::new(Union { members, discriminator: None })), null),
        }
    }
}

fn nullable((ty, null): Typed) -> Type<Link> {
    match ty {
        ty if !null => ty,
        Type::Any | Type::Null | Type::Nullable(_) => ty,
        ty => Type::Nullable(Box::new(ty)),
    }
}

/// Whether a row says what keys beside the listed ones hold.
fn is_catch_all(cell: &str) -> bool {
    key(cell) == "any_string_name"
}

/// The key in `**a**` or `**[a](#a)**`.
fn key(cell: &str) -> String {
    let name = text::bare(cell);
    let name = inline::find_link(name).filter(|link| link.start == 0).map_or(name, |link| link.label);
    text::description(name)
}

/// `TagList` of `tag_list`.
fn pascal(key: &str) -> String {
    let words = key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut out = String::new();
    for word in words {
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    out
}
