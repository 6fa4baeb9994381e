//! What the JSON examples of all pages show.
//!
//! In: pages and their models. Out: for fields their key and value, for enums values: an example is of the model
//! of its page, and what it nests is of the models that the fields link to. The writer makes values up, but by their
//! type: a number that may have a fraction has one, a date without a time has none, a value of an enum is one.

use foldhash::HashMap;
use rayon::prelude::*;
use serde_json::{Map, Value};

use super::names;
use crate::{
    dialect::{is_page_of, stem},
    ir::{Basis, Fact, Field, Kind, Link, Model, NameEvidence, Type},
    letters::letters,
    markdown::Page,
    source::FileId,
};

use super::languages::Language;

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

/// What a value, or all of a list, tells of a type.
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
                && let Some((ty, rule)) = shown_type(&field.ty.value, leaf, language)
            {
                field.ty = Fact::inferred(ty, field.ty.span, rule);
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

/// A type that the language does not tell from another one.
fn shown_type(ty: &Type<Link>, leaf: Leaf, language: &Language) -> Option<(Type<Link>, &'static str)> {
    match (ty, leaf) {
        (Type::Number(None), Leaf::Whole) if language.one_number_type => {
            Some((Type::Integer(None), "examples show whole numbers"))
        }
        (Type::String(Some("date-time")), Leaf::Date) if language.one_date_type => {
            Some((Type::String(Some("date")), "examples show no time"))
        }
        (Type::List(item), leaf) => {
            let (item, rule) = shown_type(item, leaf, language)?;
            Some((Type::List(Box::new(item)), rule))
        }
        _ => None,
    }
}

/// All models, and where links lead.
struct Set<'a> {
    models: &'a [Model<Link>],
    /// By the file's name, in lower case: the path and the model.
    by_stem: HashMap<String, Vec<(String, usize)>>,
    /// For each model, the positions of its fields by the letters of their names.
    fields: Vec<HashMap<String, usize>>,
}

impl<'a> Set<'a> {
    fn of(pages: &[Page<'_>], models: &'a [Model<Link>]) -> Self {
        let of_file: HashMap<FileId, usize> =
            models.iter().enumerate().map(|(at, model)| (model.span.file, at)).collect();
        let mut by_stem: HashMap<String, Vec<(String, usize)>> = HashMap::default();
        for page in pages {
            if let Some(at) = of_file.get(&page.file) {
                let path = page.path.to_lowercase();
                by_stem.entry(stem(&path).to_owned()).or_default().push((path, *at));
            }
        }
        let fields = models.par_iter().map(|model| by_letters(model.fields())).collect();
        Self { models, by_stem, fields }
    }

    /// The model that a link leads to.
    fn find(&self, link: &Link) -> Option<usize> {
        let target = link.target.as_deref()?.to_lowercase();
        self.by_stem.get(stem(&target))?.iter().find(|(path, _)| is_page_of(path, &target)).map(|(_, at)| *at)
    }

    fn of_model(&self, at: usize) -> Shown {
        let mut shown = Shown::default();
        let model = &self.models[at];
        for example in &model.examples {
            if let Ok(Value::Object(object)) = serde_json::from_str(&example.text) {
                self.object(at, object, 0, &mut shown);
            }
        }
        shown.values.extend(model.fields().iter().filter_map(|field| self.default(field)));
        shown
    }

    /// The value of an enum that is a default. A constant has capitals: some languages print the value in its place.
    fn default(&self, field: &Field<Link>) -> Option<(usize, Value)> {
        let Type::Ref(link) = &field.ty.value else { return None };
        let default = field.default.as_ref()?;
        let text = default.value.as_str()?;
        let value = match default.basis {
            Basis::Stated => text,
            _ => text.rsplit('.').next().filter(|last| !last.contains(char::is_uppercase))?,
        };
        Some((self.find(link)?, value.into()))
    }

    fn object(&self, at: usize, object: Map<String, Value>, depth: usize, shown: &mut Shown) {
        for (text, value) in object {
            let field = self.fields[at].get(&letters(&text)).filter(|_| depth < MAX_DEPTH);
            let Some(&position) = field else { continue };
            shown.fields.push(((at, position), Key { text, own: depth == 0, value: Leaf::of(&value) }));
            self.value(&self.models[at].fields()[position].ty.value, value, depth + 1, shown);
        }
    }

    fn value(&self, ty: &Type<Link>, value: Value, depth: usize, shown: &mut Shown) {
        match (ty, value) {
            (Type::List(inner), Value::Array(items)) => {
                items.into_iter().for_each(|item| self.value(inner, item, depth, shown));
            }
            (Type::Map(inner), Value::Object(entries)) => {
                entries.into_iter().for_each(|(_, value)| self.value(inner, value, depth, shown));
            }
            (Type::Nullable(inner), value) => self.value(inner, value, depth, shown),
            (Type::Ref(link), value) => {
                let Some(at) = self.find(link) else { return };
                match (&self.models[at].kind, value) {
                    (Kind::Struct(_), Value::Object(object)) => self.object(at, object, depth, shown),
                    (Kind::Enum(_), value) => shown.values.push((at, value)),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// The positions of fields by what keys may be of them: their letters, and those behind a letter that guards a word.
fn by_letters(fields: &[Field<Link>]) -> HashMap<String, usize> {
    let mut positions = HashMap::default();
    for (position, field) in fields.iter().enumerate() {
        positions.entry(letters(&field.printed)).or_insert(position);
    }
    for (position, field) in fields.iter().enumerate() {
        names::guarded(&field.printed).map(|word| positions.entry(letters(word)).or_insert(position));
    }
    positions
}
