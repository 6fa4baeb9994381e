//! Objects that are described by rows of another object's table.
//!
//! In: rows with how deep each stands. Out: the fields of the table's own object, and a model for each object inside
//! of it, titled by the names that lead to it: `GetWidgetResponse` and `parts` make `GetWidgetResponseParts`.

use foldhash::HashMap;

use super::{
    names::Name,
    titles::{MAX_LENGTH, pascal},
};
use crate::{
    diag::{Code, Diagnostic},
    ir::{Basis, Fact, Field, Kind, Link, Model, Struct, Type},
    letters::same_letters,
};

/// A row that could be read.
#[derive(Debug, Clone)]
pub struct Row {
    /// What its first cell says.
    pub name: Name,
    /// The field, called by the last part of the name.
    pub field: Field<Link>,
}

/// A field, and those of the object that it holds.
struct Node {
    field: Field<Link>,
    parts: Level,
}

/// What leads to a nested object is not on any page.
const PATH: &str = "a longer name begins with it";

/// The objects inside of a table's own one.
pub struct Objects<'t> {
    title: &'t str,
    spaces: &'t [String],
    models: Vec<Model<Link>>,
}

impl<'t> Objects<'t> {
    /// None yet, of a model with this title in this namespace.
    pub fn new(title: &'t str, spaces: &'t [String]) -> Self {
        Self { title, spaces, models: Vec::new() }
    }

    /// Those that were found, outer ones first.
    pub fn into_models(self) -> Vec<Model<Link>> {
        self.models
    }

    /// The table's own object.
    pub fn own(&mut self, rows: Vec<Row>, diagnostics: &mut Vec<Diagnostic>) -> Struct<Link> {
        let level = Level::of(&mut rows.into_iter().peekable(), 0);
        self.object(self.title, level, diagnostics)
    }

    fn object(&mut self, title: &str, level: Level, diagnostics: &mut Vec<Diagnostic>) -> Struct<Link> {
        let mut object = Struct { fields: Vec::new(), additional: None };
        for Node { mut field, parts } in level.nodes {
            if parts.nodes.iter().any(|part| position(&part.field.printed).is_some()) {
                hold_positions(&mut field, parts.nodes);
            } else if !parts.nodes.is_empty() && title.len() + field.printed.len() > 4 * MAX_LENGTH {
                diagnostics.push(leads_too_far(&field));
            } else if !parts.nodes.is_empty() {
                let title = format!("{title}{}", pascal(&field.printed));
                let inner = Link { target: None, label: vec![title.clone()], span: field.span };
                let at = self.models.len();
                self.models.push(Model {
                    title: title.clone(),
                    namespace: self.spaces.to_vec(),
                    docs: String::new(),
                    examples: Vec::new(),
                    deprecated: None,
                    kind: Kind::Struct(Struct { fields: Vec::new(), additional: None }),
                    span: field.span,
                });
                self.models[at].kind = Kind::Struct(self.object(&title, parts, diagnostics));
                if !hold(&mut field.ty.value, &inner) {
                    diagnostics.push(holds_nothing(&field));
                }
            }
            if same_letters(&field.printed, "additionalProperties") {
                object.additional = Some(field.ty.value);
            } else {
                object.fields.push(field);
            }
        }
        object
    }
}

/// The fields of one object, in order.
#[derive(Default)]
struct Level {
    nodes: Vec<Node>,
    by_name: HashMap<String, usize>,
}

impl Level {
    /// The rows at `depth`, each with those below it. One that stands too deep stands in the one above it.
    fn of(rows: &mut std::iter::Peekable<std::vec::IntoIter<Row>>, depth: usize) -> Self {
        let mut level = Self::default();
        while let Some(row) = rows.next_if(|row| row.name.depth >= depth) {
            let Some(above) = level.nodes.last_mut().filter(|_| row.name.depth > depth) else {
                level.insert(&row.name.path, row.field);
                continue;
            };
            let mut deeper = vec![row];
            while let Some(row) = rows.next_if(|row| row.name.depth > depth) {
                deeper.push(row);
            }
            above.parts = Self::of(&mut deeper.into_iter().peekable(), depth + 1);
        }
        level
    }

    /// Puts a field where its name leads. A dot separates names where there is a field that is called as what stands
    /// before it, or where brackets say that it is a list; else it is part of the name.
    fn insert(&mut self, path: &[String], mut field: Field<Link>) {
        if let [first, rest @ ..] = path
            && !rest.is_empty()
        {
            let name = first.trim_end_matches("[]");
            if name.len() < first.len() && !self.by_name.contains_key(name) {
                self.push(holder(name, &field));
            }
            if let Some(at) = self.by_name.get(name) {
                return self.nodes[*at].parts.insert(rest, field);
            }
        }
        let name = path.join(".");
        name.trim_end_matches("[]").clone_into(&mut field.printed);
        field.json.text.clone_from(&field.printed);
        self.push(field);
    }

    fn push(&mut self, field: Field<Link>) {
        self.by_name.entry(field.printed.clone()).or_insert(self.nodes.len());
        self.nodes.push(Node { field, parts: Self::default() });
    }
}

/// The list that a longer name begins with.
fn holder(name: &str, inside: &Field<Link>) -> Field<Link> {
    let mut field = inside.clone();
    name.clone_into(&mut field.printed);
    name.clone_into(&mut field.json.text);
    field.ty = Fact { value: Type::List(Box::new(Type::Any)), span: inside.span, basis: Basis::Inferred(PATH) };
    field.required = Fact::inferred(false, inside.span, PATH);
    (field.default, field.docs) = (None, String::new());
    field
}

/// Puts a reference in the place of what a type says of an object; `false` where it says that it is none.
fn hold(ty: &mut Type<Link>, inner: &Link) -> bool {
    match ty {
        Type::Any | Type::Object | Type::Ref(_) => {
            *ty = Type::Ref(inner.clone());
            true
        }
        Type::List(ty) | Type::Map(ty) | Type::Nullable(ty) => hold(ty, inner),
        Type::Union(union) => union.members.iter_mut().any(|member| hold(&mut member.ty, inner)),
        Type::String(_) | Type::Integer(_) | Type::Number(_) | Type::Boolean | Type::Null | Type::Enum(_) => false,
    }
}

/// The position that a row is about: 1 of `b[1]`.
fn position(printed: &str) -> Option<usize> {
    let (_, position) = printed.trim_end_matches(':').strip_suffix(']')?.rsplit_once('[')?;
    position.parse().ok()
}

/// Makes lists of the elements of a list, whose positions rows describe; what they say is kept as words.
fn hold_positions(field: &mut Field<Link>, parts: Vec<Node>) {
    for (at, Node { field: part, .. }) in parts.iter().enumerate() {
        let what = part.docs.lines().next().unwrap_or_default();
        let gap = if at == 0 { "\n\n" } else { "\n" };
        field.docs.push_str(&format!("{gap}* `{}`: {what}", part.printed.trim_end_matches(':')));
    }
    let are_alike = parts.windows(2).all(|two| two[0].field.ty.value == two[1].field.ty.value);
    let first = parts.into_iter().next().filter(|_| are_alike);
    let element = first.map_or(Type::Any, |part| part.field.ty.value);
    field.ty.value = Type::List(Box::new(Type::List(Box::new(element))));
}

/// What is said of rows that so many long names lead to that a title of them would have no end.
fn leads_too_far(field: &Field<Link>) -> Diagnostic {
    let message =
        format!("the names that lead to the rows below `{}` are too long; it is kept as it is", field.printed);
    Diagnostic::new(Code::TooLarge, field.span, message).help("give the object a heading and a table of its own")
}

/// What is said of rows below a field that holds no object.
fn holds_nothing(field: &Field<Link>) -> Diagnostic {
    let message = format!(
        "`{}` has fields in the rows below it, but its type is no object; they are a type that nothing holds",
        field.printed
    );
    Diagnostic::new(Code::UnreadableRow, field.span, message).help("write `object` or `array of objects` as its type")
}
