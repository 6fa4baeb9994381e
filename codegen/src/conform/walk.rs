//! A JSON body beside the docs: what deviates, and how much of it the docs describe.
//!
//! In: what the docs say of a model, and a body. Out: [`Walked`]. The docs alone count, not the Rust that is
//! made of them, but a union's member is chosen as the generated code chooses it: by the same
//! [`unions::dispatch`], and among members that one test leaves, the first that the value fits.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use serde_json::{Map, Value};

use crate::{
    ir::{Api, Base, Basis, Enum, Field, Kind, Member, ModelId, Nullable, Struct, Type, Union},
    resolve::{
        address::{Place, Step},
        learned::Marks,
        unions::{self, Dispatch},
    },
    source::Span,
};

use super::{
    deviation::{About, Deviant, Walked},
    equal,
    path::Path,
    words,
};

mod choose;
mod notes;

/// How many names for a type are followed before a value counts as free-form.
const MAX_HOPS: usize = 64;

/// What the docs say, and how the members of their unions are told apart.
pub struct Docs<'a> {
    api: &'a Api<ModelId>,
    marks: Marks,
    dispatches: RefCell<HashMap<*const Union<ModelId>, Rc<Dispatch>>>,
}

impl<'a> Docs<'a> {
    /// The docs of one API. `marks` tells what was learned.
    pub fn new(api: &'a Api<ModelId>, marks: Marks) -> Self {
        Self { api, marks, dispatches: RefCell::default() }
    }

    /// Compares a body with what the docs say of a model.
    pub fn walk<'b>(&self, model: ModelId, body: &'b Value) -> Walked<'b>
    where
        'a: 'b,
    {
        let mut walker =
            Walker { docs: self, path: Path::default(), walked: Walked::default(), chosen: HashMap::new() };
        let at = At {
            place: Place { model, field: None, steps: Vec::new() },
            span: self.model(model).span,
            learned: false,
            null_is_hard: true,
            widened: false,
            hops: 0,
        };
        if body.is_null() && !self.admits_null(&Type::Ref(model), 0) {
            walker.misfit(&at, self.expected(&Type::Ref(model)), body);
        } else {
            walker.model(&at, model, body);
        }
        walker.walked
    }

    fn model(&self, id: ModelId) -> &'a crate::ir::Model<ModelId> {
        &self.api[id]
    }

    /// How members are told apart, worked out once for each union.
    pub(crate) fn dispatch(&self, union: &Union<ModelId>) -> Rc<Dispatch> {
        let mut known = self.dispatches.borrow_mut();
        let key = std::ptr::from_ref(union);
        Rc::clone(known.entry(key).or_insert_with(|| Rc::new(unions::dispatch(self.api, union))))
    }

    /// The union that a type is: its values are kept as raw JSON where they are of no member.
    fn union(&self, ty: &'a Type<ModelId>) -> Option<&'a Union<ModelId>> {
        let mut ty = ty;
        for _ in 0..MAX_HOPS {
            match ty {
                Type::Union(union) => return Some(union),
                Type::Ref(id) => match &self.model(*id).kind {
                    Kind::Alias(behind) => ty = behind,
                    Kind::Union(union) => return Some(union),
                    Kind::Struct(_) | Kind::Enum(_) | Kind::Opaque(_) => return None,
                },
                _ => return None,
            }
        }
        None
    }

    /// Whether all that is known of a union was learned: the docs leave it open.
    pub(crate) fn is_open(&self, union: &Union<ModelId>) -> bool {
        union.members.iter().all(|member| self.is_learned(member))
    }

    /// Whether null is no value of what was learned of a union that the docs leave open: it is what an optional field
    /// is without a value then, and not given back.
    fn loses_null(&self, union: &Union<ModelId>) -> bool {
        self.is_open(union) && !union.members.iter().any(|one| self.admits_null(&one.ty, 0))
    }

    fn is_learned(&self, member: &Member<ModelId>) -> bool {
        self.marks.is_learned(member.span)
    }

    /// What a value of the type must be.
    fn expected(&self, ty: &Type<ModelId>) -> String {
        words::expected(self.api, self.marks, ty)
    }

    /// Whether null is a value of the type.
    fn admits_null(&self, ty: &Type<ModelId>, hops: usize) -> bool {
        if hops > MAX_HOPS {
            return true;
        }
        let union = |union: &Union<ModelId>| {
            self.is_open(union) || union.members.iter().any(|one| self.admits_null(&one.ty, hops + 1))
        };
        match ty {
            Type::Any | Type::Null | Type::Nullable(_) => true,
            Type::Union(inline) => union(inline),
            Type::Ref(id) => match &self.model(*id).kind {
                Kind::Alias(ty) => self.admits_null(ty, hops + 1),
                Kind::Union(model) => union(model),
                Kind::Opaque(_) => true,
                Kind::Struct(_) | Kind::Enum(_) => false,
            },
            Type::Object
            | Type::String(_)
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Boolean
            | Type::List(_)
            | Type::Map(_)
            | Type::Enum(_) => false,
        }
    }
}

/// Where in the docs the walk is.
#[derive(Debug, Clone)]
struct At {
    place: Place,
    span: Span,
    /// Whether the way here leads through something learned.
    learned: bool,
    /// Whether strict types refuse null here.
    null_is_hard: bool,
    /// Whether whole numbers are documented and others learned.
    widened: bool,
    /// How many names were followed since the last value.
    hops: usize,
}

impl At {
    fn step(&self, step: Step) -> Self {
        let mut next = Self { null_is_hard: true, hops: 0, ..self.clone() };
        next.place.steps.push(step);
        next
    }

    fn hop(&self) -> Self {
        Self { hops: self.hops + 1, ..self.clone() }
    }

    /// The type behind a model's name.
    fn behind(&self, model: ModelId) -> Self {
        Self { place: Place { model, field: None, steps: Vec::new() }, ..self.hop() }
    }
}

struct Walker<'d, 'b> {
    docs: &'d Docs<'b>,
    path: Path<'b>,
    walked: Walked<'b>,
    /// What [`Walker::first_that_fits`] found: of which member a value of a union is, after so many hops.
    chosen: HashMap<(*const Value, *const Union<ModelId>, usize), usize>,
}

impl<'b> Walker<'_, 'b> {
    fn value(&mut self, at: &At, ty: &'b Type<ModelId>, value: &'b Value) {
        if at.hops > MAX_HOPS {
            return self.free_form(value);
        }
        if value.is_null() {
            self.walked.nulls += 1;
            let union = self.docs.union(ty);
            let is_lost = !at.null_is_hard && union.is_some_and(|union| self.docs.loses_null(union));
            if is_lost || !self.docs.admits_null(ty, 0) {
                let hard = at.null_is_hard && union.is_none();
                self.deviate(at, Deviant::Null, self.docs.expected(ty), Some(value), hard);
            }
            return;
        }
        match (ty, value) {
            (Type::Any, _) | (Type::Object, Value::Object(_)) => self.free_form(value),
            (Type::String(_), Value::String(_)) | (Type::Boolean, Value::Bool(_)) => self.leaf(at.learned),
            (Type::Number(_), Value::Number(number)) => {
                self.leaf(at.learned || at.widened && equal::integer(number).is_none());
            }
            (Type::Integer(_), Value::Number(number)) => match equal::integer(number) {
                Some(whole) if i64::try_from(whole).is_ok() => self.leaf(at.learned),
                Some(_) => self.misfit(at, "integer of 64 bits".to_owned(), value),
                None => self.misfit(at, "integer".to_owned(), value),
            },
            (Type::List(inner), Value::Array(elements)) => {
                let at = at.step(Step::Element);
                for (index, element) in elements.iter().enumerate() {
                    self.path.index(index);
                    self.value(&at, inner, element);
                    self.path.back();
                }
            }
            (Type::Map(inner), Value::Object(entries)) => {
                let at = at.step(Step::Value);
                for (key, entry) in entries {
                    self.path.key(key);
                    self.value(&at, inner, entry);
                    self.path.back();
                }
            }
            (Type::Nullable(inner), _) => self.value(&at.hop(), inner, value),
            (Type::Enum(values), _) => self.listed(at, at, values, value),
            (Type::Union(union), _) => self.union(at, union, value),
            (Type::Ref(id), _) => self.model(at, *id, value),
            (
                Type::Object
                | Type::String(_)
                | Type::Integer(_)
                | Type::Number(_)
                | Type::Boolean
                | Type::Null
                | Type::List(_)
                | Type::Map(_),
                _,
            ) => self.misfit(at, self.docs.expected(ty), value),
        }
    }

    fn model(&mut self, at: &At, id: ModelId, value: &'b Value) {
        self.walked.models.push(id);
        match (&self.docs.model(id).kind, value) {
            (Kind::Struct(target), Value::Object(entries)) => self.object(at, id, target, entries),
            (Kind::Struct(_), _) => self.misfit(at, self.docs.expected(&Type::Ref(id)), value),
            (Kind::Enum(values), _) => self.listed(at, &at.behind(id), values, value),
            (Kind::Union(union), _) => self.union(&at.behind(id), union, value),
            (Kind::Alias(ty), _) => self.value(&at.behind(id), ty, value),
            (Kind::Opaque(_), _) => self.open(id, value),
        }
    }

    fn object(&mut self, at: &At, id: ModelId, target: &'b Struct<ModelId>, entries: &'b Map<String, Value>) {
        for (index, field) in target.fields.iter().enumerate() {
            let is_learned = self.docs.marks.is_learned(field.span);
            let mut at = At {
                place: Place { model: id, field: Some(index), steps: Vec::new() },
                span: field.span,
                learned: at.learned,
                null_is_hard: field.required.value,
                widened: matches!(field.ty.basis, Basis::Learned(_)) && !is_learned,
                hops: 0,
            };
            match entries.get_key_value(&field.json.text) {
                Some((key, value)) => {
                    self.path.key(key);
                    self.walked.fields.push((id, index));
                    if is_learned {
                        self.known(&at, Deviant::Undocumented, "no such key".to_owned(), Some(value));
                        at.learned = true;
                    }
                    self.property(&at, field, value);
                    self.path.back();
                }
                None => self.absent(&at, field),
            }
        }
        let listed = |key: &str| target.fields.iter().any(|field| field.json.text == key);
        for (key, value) in entries.iter().filter(|(key, _)| !listed(key)) {
            self.path.key(key);
            let model = At { place: Place { model: id, field: None, steps: Vec::new() }, ..at.clone() };
            if let Some(ty) = &target.additional {
                self.value(&model.step(Step::Value), ty, value);
            } else {
                let model = At { span: self.docs.model(id).span, ..model };
                let expected = format!("no such key in `{}`", self.docs.model(id).title);
                self.deviate(&model, Deviant::Undocumented, expected, Some(value), false);
                self.about(About::Key(key));
                self.untyped(value);
            }
            self.path.back();
        }
    }

    fn absent(&mut self, at: &At, field: &'b Field<ModelId>) {
        self.path.key(&field.json.text);
        let expected = || self.docs.expected(&field.ty.value);
        if field.required.value {
            self.deviate(at, Deviant::Missing, expected(), None, true);
        } else if matches!(field.required.basis, Basis::Learned(_)) && !self.docs.marks.is_learned(field.span) {
            self.known(at, Deviant::Missing, expected(), None);
        }
        self.path.back();
    }

    fn property(&mut self, at: &At, field: &'b Field<ModelId>, value: &'b Value) {
        if !value.is_null() || field.nullable.value != Nullable::Yes {
            return self.value(at, &field.ty.value, value);
        }
        self.walked.nulls += 1;
        if matches!(field.nullable.basis, Basis::Learned(_)) {
            self.known(at, Deviant::Null, self.docs.expected(&field.ty.value), Some(value));
        }
    }

    /// A value of an enum; `home` is where a further value would be listed.
    fn listed(&mut self, at: &At, home: &At, values: &'b Enum, value: &'b Value) {
        let fits = match (values.base, value) {
            (Base::String, Value::String(_)) | (Base::Number, Value::Number(_)) | (Base::Boolean, Value::Bool(_)) => {
                true
            }
            (Base::Integer, Value::Number(number)) => {
                equal::integer(number).is_some_and(|whole| i64::try_from(whole).is_ok())
            }
            (Base::String | Base::Integer | Base::Number | Base::Boolean, _) => false,
        };
        let marks = self.docs.marks;
        let expected = || words::listed(values, marks);
        if !fits {
            return self.misfit(at, expected(), value);
        }
        self.leaf(at.learned);
        match values.values.iter().find(|known| is_same(&known.json, value)) {
            Some(known) if marks.is_learned(known.span) => {
                self.known(home, Deviant::Value, expected(), Some(value));
            }
            None if !values.values.is_empty() => {
                self.deviate(home, Deviant::Value, expected(), Some(value), false);
                self.about(About::Listed(values));
            }
            Some(_) | None => {}
        }
    }
}

/// Whether two scalars are the same.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => equal::same_number(a, b),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests;
