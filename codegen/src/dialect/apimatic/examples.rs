//! What the JSON examples of all pages show.
//!
//! In: pages and their models. Out: for fields their key and value, for enums values: an example is of the model
//! of its page, and what it nests is of the models that the fields link to. The writer makes values up, but by their
//! type: a number that may have a fraction has one, a date without a time has none, a value of an enum is one.

use foldhash::{HashMap, HashSet};
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::{languages::Language, names};
use crate::{
    dialect::targets::Targets,
    ir::{Basis, Field, Kind, Link, Model, NameEvidence, Type},
    letters::letters,
    markdown::Page,
    source::FileId,
};

/// How deep an example is followed.
const MAX_DEPTH: usize = 16;

/// Where a field is: the positions of its model and in it.
type Place = (usize, usize);

/// What examples show.
#[derive(Default)]
pub struct Shown {
    fields: Vec<(Place, Key)>,
    /// Values by the position of their enum among the models.
    pub values: Vec<(usize, Value)>,
}

/// A key of an example, and what stands behind it.
struct Key {
    text: String,
    /// Whether it stands on the page of the model itself.
    own: bool,
    value: Leaf,
}

/// What a value, or all of a list or map, tells of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Whole,
    /// As long as a date.
    Date,
    Null,
    Other,
}

impl Leaf {
    /// What all of some values tell, null aside.
    fn common(leaves: impl Iterator<Item = Self>) -> Self {
        let mut leaves = leaves.filter(|leaf| *leaf != Self::Null);
        let Some(first) = leaves.next() else { return Self::Null };
        if leaves.all(|leaf| leaf == first) { first } else { Self::Other }
    }

    fn of(value: &Value) -> Self {
        match value {
            Value::Number(number) if !number.is_f64() => Self::Whole,
            Value::String(text) if text.len() == "2016-03-13".len() => Self::Date,
            Value::Null => Self::Null,
            Value::Array(items) => Self::common(items.iter().map(Self::of)),
            Value::Object(entries) => Self::common(entries.values().map(Self::of)),
            _ => Self::Other,
        }
    }
}

/// Looks at every model.
pub fn shown(pages: &[Page<'_>], models: &[Model<Link>]) -> Shown {
    let set = Set::of(pages, models);
    let found: Vec<Shown> = (0..models.len()).into_par_iter().map(|at| set.of_model(at)).collect();
    let mut shown = Shown::default();
    for of_model in found {
        shown.fields.extend(of_model.fields);
        shown.values.extend(of_model.values);
    }
    shown
}

/// Gives fields their keys, and the types that only examples show: a field that none shows is of the type of its
/// namesakes.
pub fn apply(shown: &mut Shown, models: &mut [Model<Link>], language: &Language) {
    let mut keys: HashMap<Place, Vec<Key>> = HashMap::default();
    for (place, key) in shown.fields.drain(..) {
        keys.entry(place).or_default().push(key);
    }
    let mut namesakes: HashMap<String, Leaf> = HashMap::default();
    for (&(model, field), keys) in &keys {
        let name = models[model].fields()[field].printed.clone();
        let leaf = Leaf::common(keys.iter().map(|key| key.value));
        namesakes.entry(name).and_modify(|known| *known = Leaf::common([*known, leaf].into_iter())).or_insert(leaf);
    }
    for (at, model) in models.iter_mut().enumerate() {
        let Kind::Struct(object) = &mut model.kind else { continue };
        for (position, field) in object.fields.iter_mut().enumerate() {
            let own = keys.get(&(at, position));
            own.into_iter().for_each(|keys| name(field, keys));
            let leaf = own.map(|keys| Leaf::common(keys.iter().map(|key| key.value)));
            if let Some(leaf) = leaf.or_else(|| namesakes.get(&field.printed).copied())
                && let Some(rule) = retype(&mut field.ty.value, leaf, language)
            {
                field.ty.basis = Basis::Inferred(rule);
            }
        }
    }
}

/// The key on the page itself is the name; one on other pages is, where all of them agree.
fn name(field: &mut Field<Link>, keys: &[Key]) {
    let own = keys.iter().find(|key| key.own);
    let agreed = || keys.first().filter(|first| keys.iter().all(|key| key.text == first.text));
    if let Some(key) = own.or_else(agreed) {
        field.json.text.clone_from(&key.text);
        field.json.evidence = NameEvidence::Example;
        field.json.sure = true;
    }
}

/// Puts a type in the place of one that the language does not tell from it; gives the rule.
fn retype(ty: &mut Type<Link>, leaf: Leaf, language: &Language) -> Option<&'static str> {
    let (shown, rule) = match (&mut *ty, leaf) {
        (Type::List(inner) | Type::Map(inner) | Type::Nullable(inner), leaf) => return retype(inner, leaf, language),
        (Type::Number(None), Leaf::Whole) if language.one_number_type => {
            (Type::Integer(None), "examples show whole numbers")
        }
        (Type::String(Some("date-time")), Leaf::Date) if language.one_date_type => {
            (Type::String(Some("date")), "examples show no time")
        }
        _ => return None,
    };
    *ty = shown;
    Some(rule)
}

/// All models, and what keys and links mean in them.
struct Set<'a> {
    models: &'a [Model<Link>],
    fields: Vec<Fields>,
}

/// The fields of a model.
struct Fields {
    /// By the letters of their names.
    by_name: HashMap<String, usize>,
    /// By the letters behind one that may guard a word.
    by_word: HashMap<String, usize>,
    /// The position of the model that each one, or what its list or map is of, refers to.
    leads: Vec<Option<usize>>,
}

impl Fields {
    fn of(fields: &[Field<Link>], targets: &Targets<usize>) -> Self {
        let (mut by_name, mut by_word) = (HashMap::default(), HashMap::default());
        for (position, field) in fields.iter().enumerate() {
            by_name.entry(letters(&field.printed)).or_insert(position);
            names::guarded(&field.printed).map(|word| by_word.entry(letters(word)).or_insert(position));
        }
        let leads = fields.iter().map(|field| targets.find(innermost(&field.ty.value)?.target.as_deref()?)).collect();
        Self { by_name, by_word, leads }
    }
}

/// The link of a type, or of what its list or map is of.
fn innermost(ty: &Type<Link>) -> Option<&Link> {
    match ty {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => innermost(inner),
        Type::Ref(link) => Some(link),
        _ => None,
    }
}

impl<'a> Set<'a> {
    fn of(pages: &[Page<'_>], models: &'a [Model<Link>]) -> Self {
        let of_file: HashMap<FileId, usize> =
            models.iter().enumerate().map(|(at, model)| (model.span.file, at)).collect();
        let targets = Targets::of(pages.iter().filter_map(|page| Some((page.path, *of_file.get(&page.file)?))));
        let fields = models.par_iter().map(|model| Fields::of(model.fields(), &targets)).collect();
        Self { models, fields }
    }

    fn of_model(&self, at: usize) -> Shown {
        let mut shown = Shown::default();
        let model = &self.models[at];
        for example in &model.examples {
            match (&model.kind, serde_json::from_str(&example.text)) {
                (Kind::Enum(_), value) => {
                    shown.values.push((at, value.unwrap_or_else(|_| example.text.clone().into())))
                }
                (_, Ok(Value::Object(object))) => self.object(at, object, 0, &mut shown),
                _ => {}
            }
        }
        let defaults = model.fields().iter().zip(&self.fields[at].leads);
        shown.values.extend(defaults.filter_map(|(field, leads)| Some(((*leads)?, shown_by_default(field)?))));
        shown
    }

    fn object(&self, at: usize, object: Map<String, Value>, depth: usize, shown: &mut Shown) {
        if depth > MAX_DEPTH {
            return;
        }
        let Fields { by_name, by_word, leads } = &self.fields[at];
        // Most models have no name that could be guarded.
        let keys = object.keys().filter(|_| !by_word.is_empty());
        let listed: HashSet<usize> = keys.filter_map(|key| by_name.get(&letters(key)).copied()).collect();
        for (text, value) in object {
            let name = letters(&text);
            // A field that stands there under its whole name guards no word.
            let field = by_name.get(&name).or_else(|| by_word.get(&name).filter(|field| !listed.contains(field)));
            let Some(&position) = field else { continue };
            shown.fields.push(((at, position), Key { text, own: depth == 0, value: Leaf::of(&value) }));
            if let Some(leads) = leads[position] {
                self.value(&self.models[at].fields()[position].ty.value, value, leads, depth + 1, shown);
            }
        }
    }

    /// A value of a type that is, or is in the end of, the model at `leads`.
    fn value(&self, ty: &Type<Link>, value: Value, leads: usize, depth: usize, shown: &mut Shown) {
        match (ty, value) {
            (Type::List(inner), Value::Array(items)) => {
                items.into_iter().for_each(|item| self.value(inner, item, leads, depth, shown));
            }
            (Type::Map(inner), Value::Object(entries)) => {
                entries.into_iter().for_each(|(_, value)| self.value(inner, value, leads, depth, shown));
            }
            (Type::Nullable(inner), value) => self.value(inner, value, leads, depth, shown),
            (Type::Ref(_), value) => match (&self.models[leads].kind, value) {
                (Kind::Struct(_), Value::Object(object)) => self.object(leads, object, depth, shown),
                (Kind::Enum(_), value) => shown.values.push((leads, value)),
                _ => {}
            },
            _ => {}
        }
    }
}

/// The value of an enum that is a default. A constant has capitals: some languages print the value in its place.
fn shown_by_default(field: &Field<Link>) -> Option<Value> {
    if !matches!(field.ty.value, Type::Ref(_)) {
        return None;
    }
    let default = field.default.as_ref()?;
    let text = default.value.as_str()?;
    let value = match default.basis {
        Basis::Stated => text,
        _ => text.rsplit('.').next().filter(|last| !last.contains(char::is_uppercase))?,
    };
    Some(value.into())
}
