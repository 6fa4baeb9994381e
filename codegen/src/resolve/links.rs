//! Links to pages.
//!
//! In: references as printed. Out: references to models. A link is followed by its target first; where
//! no page lies there, by the target's file name, then by the printed name and its namespace, and at last by
//! the models that the name is made of. What leads nowhere, or could lead to several pages, becomes an opaque
//! model of that name, with one warning that lists who wanted it.

use foldhash::HashMap;
use indexmap::IndexMap;

use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    dialect::{namespace, stem},
    ir::{Api, Basis, Fact, Field, Kind, Link, Member, Model, ModelId, Opaque, Struct, Type, Union},
    letters::{letters, same_letters},
    source::Sources,
};

mod pages;
mod spelled;

pub(super) use pages::Pages;
use pages::{Unique, add, join};
use spelled::Spelled;

/// Turns every link into a model.
pub fn resolve(api: Api<Link>, sources: &Sources, diagnostics: &mut Diagnostics) -> Api<ModelId> {
    let models = without_duplicates(api.models, sources, diagnostics);
    let index = Index::new(&models, sources);
    let mut spelled = Spelled::new(&index.by_title);
    let mut missing = Missing { first: models.len() as u32, wanted: IndexMap::new() };
    let models: Vec<_> = models
        .into_iter()
        .map(|model| {
            let page = sources.get(model.span.file).path.as_str();
            let from = From { page, namespace: model.namespace.clone(), title: model.title.clone() };
            model_refs(model, &mut |link, field| match index.find(&link, &from) {
                Found::One(id) => Leads::Page(id),
                Found::Nothing => match spelled.read(&link, &from.title, field) {
                    Some(ty) => Leads::Spelled(ty),
                    None => Leads::Page(missing.add(link, &from, None)),
                },
                Found::Several(some) => Leads::Page(missing.add(link, &from, Some(some))),
            })
        })
        .collect();
    let mut api = Api { models };
    let missing = missing.into_models(&api, sources, diagnostics);
    api.models.extend(missing);
    api
}

/// Of the pages of one title in a namespace, the first one counts whose file is called so, else the first one.
fn without_duplicates(
    mut models: Vec<Model<Link>>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Model<Link>> {
    let is_called = |model: &Model<Link>| {
        let file = stem(sources.get(model.span.file).path.as_str());
        same_letters(file, &model.title)
    };
    let mut counts: HashMap<(&[String], &str), usize> = HashMap::default();
    for (at, model) in models.iter().enumerate() {
        let known = counts.entry((&model.namespace, &model.title)).or_insert(at);
        if *known != at && is_called(model) && !is_called(&models[*known]) {
            *known = at;
        }
    }
    let mut kept = Vec::with_capacity(models.len());
    for (at, model) in models.iter().enumerate() {
        let counting = counts[&(model.namespace.as_slice(), model.title.as_str())];
        kept.push(counting == at);
        if counting != at {
            let (title, place) = (&model.title, sources.place(models[counting].span));
            let message = format!("two pages are titled `{title}`; the one that counts is {place}");
            let finding = Diagnostic::new(Code::DuplicateModel, model.span, message);
            diagnostics.push(finding.help("rename or remove one of the two pages"));
        }
    }
    let mut kept = kept.into_iter();
    models.retain(|_| kept.next().unwrap_or(true));
    models
}

/// Where a link stands.
struct From<'s> {
    page: &'s str,
    namespace: Vec<String>,
    title: String,
}

/// Ways to find a model.
struct Index {
    by_page: Pages<ModelId>,
    by_title: HashMap<String, Unique<ModelId>>,
    /// By title and innermost namespace.
    by_name: HashMap<(String, Option<String>), Unique<ModelId>>,
    /// By title and all of the namespace.
    by_path: HashMap<(String, String), Unique<ModelId>>,
}

/// What a link leads to.
enum Found {
    One(ModelId),
    Nothing,
    Several([ModelId; 2]),
}

impl Index {
    fn new(models: &[Model<Link>], sources: &Sources) -> Self {
        let with_ids = || (0..).map(ModelId).zip(models);
        let pages = with_ids().map(|(id, model)| (sources.get(model.span.file).path.as_str(), id));
        let mut index = Self {
            by_page: Pages::of(pages),
            by_title: HashMap::default(),
            by_name: HashMap::default(),
            by_path: HashMap::default(),
        };
        for (id, model) in with_ids() {
            let title = model.title.to_lowercase();
            add(&mut index.by_name, (title.clone(), model.namespace.last().map(|part| letters(part))), id);
            add(&mut index.by_title, title, id);
        }
        // Asked for where a title is not alone, which hardly any is.
        if index.by_title.values().any(|known| known.get().is_none()) {
            for (id, model) in with_ids() {
                add(&mut index.by_path, (model.title.to_lowercase(), model.namespace.join("/")), id);
            }
        }
        index
    }

    fn find(&self, link: &Link, from: &From<'_>) -> Found {
        let by_page = link.target.as_deref().and_then(|target| self.by_page.find(from.page, target));
        if let Some(Unique::One(id)) = by_page {
            return Found::One(id);
        }
        let by_title = link.label.split_last().and_then(|(title, spaces)| {
            let title = title.to_lowercase();
            let known = self.by_title.get(&title)?;
            let in_namespace =
                |space: Option<&String>| self.by_name.get(&(title.clone(), space.map(|space| letters(space))))?.get();
            let on_path = || self.by_path.get(&(title.clone(), spaces.join("/")))?.get();
            let id = known
                .get()
                .or_else(on_path)
                .or_else(|| in_namespace(spaces.last()))
                .or_else(|| in_namespace(from.namespace.last()));
            Some(id.map_or(*known, Unique::One))
        });
        match by_title.or(by_page) {
            Some(Unique::One(id)) => Found::One(id),
            Some(Unique::Several(some)) => Found::Several(some),
            None => Found::Nothing,
        }
    }
}

/// Models that are referred to and have no page, or no single one.
struct Missing {
    first: u32,
    wanted: IndexMap<(Vec<String>, String), Wanted>,
}

/// Who refers to a model, and the pages that could be meant.
#[derive(Default)]
struct Wanted {
    links: Vec<Link>,
    candidates: Option<[ModelId; 2]>,
}

impl Missing {
    fn add(&mut self, link: Link, from: &From<'_>, candidates: Option<[ModelId; 2]>) -> ModelId {
        let namespace = match &link.target {
            Some(target) => namespace(&join(from.page, target)),
            None => from.namespace.clone(),
        };
        let title = match link.label.last() {
            Some(title) if !title.is_empty() => title.clone(),
            _ => link.target.as_deref().map_or_else(|| "Unnamed".to_owned(), |target| stem(target).to_owned()),
        };
        let entry = self.wanted.entry((namespace, title));
        let id = ModelId(self.first + entry.index() as u32);
        let wanted = entry.or_default();
        wanted.links.push(link);
        wanted.candidates = wanted.candidates.or(candidates);
        id
    }

    fn into_models(self, api: &Api<ModelId>, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Model<ModelId>> {
        let mut models = Vec::new();
        let place = |id: ModelId| sources.place(api[id].span);
        for ((namespace, title), Wanted { links, candidates }) in self.wanted {
            let Some(first) = links.first() else { continue };
            let places: Vec<String> = links.iter().skip(1).take(9).map(|link| sources.place(link.span)).collect();
            let (code, mut message, help) = match candidates {
                None => (
                    Code::DanglingLink,
                    format!("no page describes `{title}`; it is kept as raw JSON"),
                    match nearest(api, &title, models.len()) {
                        Some(near) => {
                            format!("the nearest title is `{near}`; link to it, or add a page titled `{title}`")
                        }
                        None => format!("add a page titled `{title}`, or state the field's `type` in spec.toml"),
                    },
                ),
                Some([one, other]) => (
                    Code::AmbiguousLink,
                    format!("`{title}` could be the page {} or {}; it is kept as raw JSON", place(one), place(other)),
                    "link to one of the two pages".to_owned(),
                ),
            };
            if !places.is_empty() {
                message.push_str(&format!("; also wanted at {}", places.join(", ")));
            }
            if links.len() > 10 {
                message.push_str(&format!(" and {} more", links.len() - 10));
            }
            diagnostics.push(Diagnostic::new(code, first.span, message).help(help));
            models.push(Model {
                title,
                namespace,
                docs: String::new(),
                examples: Vec::new(),
                deprecated: None,
                kind: Kind::Opaque(Opaque::Dangling),
                span: first.span,
            });
        }
        models
    }
}

/// A title that may be meant by another one, which no page has. Long names are not compared, and not for
/// every link of a folder in which all of them lead nowhere.
fn nearest<'a>(api: &'a Api<ModelId>, title: &str, before: usize) -> Option<&'a str> {
    const NEAR: f64 = 0.7;
    const MAX_LENGTH: usize = 100;
    const MAX_LINKS: usize = 100;
    if before >= MAX_LINKS || title.len() > MAX_LENGTH {
        return None;
    }
    let (wanted, length) = (title.to_lowercase(), title.chars().count() as f64);
    // Names of other lengths cannot be near: each character that is missing counts as a difference.
    let may_be_near = |known: &&str| {
        let other = known.chars().count() as f64;
        known.len() <= MAX_LENGTH && length.min(other) >= NEAR * length.max(other)
    };
    let titles = api.models.iter().map(|model| model.title.as_str()).filter(may_be_near);
    let closeness = |known: &str| strsim::normalized_damerau_levenshtein(&known.to_lowercase(), &wanted);
    let near = titles.map(|known| (closeness(known), known));
    let (closeness, nearest) = near.max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))?;
    (closeness >= NEAR).then_some(nearest)
}

/// What stands in the place of a link.
enum Leads {
    /// A model, which may be one that is missing.
    Page(ModelId),
    /// What the link's name spells.
    Spelled(Type<ModelId>),
}

impl Leads {
    fn into_type(self) -> Type<ModelId> {
        match self {
            Self::Page(id) => Type::Ref(id),
            Self::Spelled(ty) => ty,
        }
    }
}

fn model_refs(model: Model<Link>, find: &mut impl FnMut(Link, &str) -> Leads) -> Model<ModelId> {
    let kind = match model.kind {
        Kind::Struct(model) => Kind::Struct(Struct {
            fields: model.fields.into_iter().map(|field| field_refs(field, find)).collect(),
            additional: model.additional.map(|ty| type_refs(ty, &mut |link| find(link, "").into_type())),
        }),
        Kind::Enum(values) => Kind::Enum(values),
        Kind::Union(union) => match union_refs(union, &mut |link| find(link, "").into_type()) {
            OneOf::Several(union) => Kind::Union(union),
            OneOf::Alone(ty) => Kind::Alias(ty),
        },
        Kind::Alias(ty) => Kind::Alias(type_refs(ty, &mut |link| find(link, "").into_type())),
        Kind::Opaque(why) => Kind::Opaque(why),
    };
    let Model { title, namespace, docs, examples, deprecated, span, .. } = model;
    Model { title, namespace, docs, examples, deprecated, kind, span }
}

fn field_refs(field: Field<Link>, find: &mut impl FnMut(Link, &str) -> Leads) -> Field<ModelId> {
    let Fact { value, span, mut basis } = field.ty;
    let value = type_refs(value, &mut |link| {
        let leads = find(link, &field.printed);
        if matches!(leads, Leads::Spelled(_)) {
            basis = Basis::Inferred("the name of a page that is not there spells the models");
        }
        leads.into_type()
    });
    Field {
        ty: Fact { value, span, basis },
        printed: field.printed,
        json: field.json,
        required: field.required,
        nullable: field.nullable,
        default: field.default,
        docs: field.docs,
        examples: field.examples,
        deprecated: field.deprecated,
        read_only: field.read_only,
        span: field.span,
    }
}

/// What a union is when its links are followed.
enum OneOf {
    Several(Union<ModelId>),
    /// All members are the same.
    Alone(Type<ModelId>),
}

/// A model is one member, however often it is listed: writers list it for each of its tags. Of other types, two
/// that look the same may differ in what is not printed, as `int32` and `int64` do.
fn union_refs(union: Union<Link>, find: &mut impl FnMut(Link) -> Type<ModelId>) -> OneOf {
    let listed = union.members.len();
    let mut members: Vec<Member<ModelId>> = Vec::with_capacity(listed);
    for Member { ty, span } in union.members {
        let ty = type_refs(ty, find);
        let is_listed = matches!(ty, Type::Ref(_)) && members.iter().any(|known| known.ty == ty);
        if !is_listed {
            members.push(Member { ty, span });
        }
    }
    if listed > 1
        && members.len() == 1
        && let Some(only) = members.pop()
    {
        return OneOf::Alone(only.ty);
    }
    OneOf::Several(Union { members, discriminator: union.discriminator })
}

fn type_refs(ty: Type<Link>, find: &mut impl FnMut(Link) -> Type<ModelId>) -> Type<ModelId> {
    match ty {
        Type::Any => Type::Any,
        Type::Object => Type::Object,
        Type::String(format) => Type::String(format),
        Type::Integer(format) => Type::Integer(format),
        Type::Number(format) => Type::Number(format),
        Type::Boolean => Type::Boolean,
        Type::Null => Type::Null,
        Type::List(item) => Type::List(Box::new(type_refs(*item, find))),
        Type::Map(value) => Type::Map(Box::new(type_refs(*value, find))),
        Type::Nullable(inner) => Type::Nullable(Box::new(type_refs(*inner, find))),
        Type::Enum(values) => Type::Enum(values),
        Type::Union(union) => match union_refs(*union, find) {
            OneOf::Several(union) => Type::Union(Box::new(union)),
            OneOf::Alone(ty) => ty,
        },
        Type::Ref(link) => find(link),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, field, object, span, union};

    fn link(target: Option<&str>, label: &str) -> Type<Link> {
        let label = label.split('.').map(str::to_owned).collect();
        Type::Ref(Link { target: target.map(str::to_owned), label, span: span(0) })
    }

    /// The kind of a model that is a union of these, beside a page.
    fn union_of(members: Vec<Type<Link>>) -> Kind<ModelId> {
        let (before, sources) = api(vec![("docs/a.md", Kind::Union(union(members))), ("docs/pet.md", object(vec![]))]);
        resolve(before, &sources, &mut Diagnostics::default()).models.swap_remove(0).kind
    }

    #[test]
    fn of_two_pages_of_a_title_the_one_counts_that_is_called_so() {
        let (mut models, sources) = api(vec![
            ("m/big-cat-1.md", object(Vec::new())),
            ("m/big-cat.md", object(vec![field("name", Type::String(None))])),
            ("m/big-cat.old.md", object(Vec::new())),
        ]);
        models.models.iter_mut().for_each(|model| model.title = "BigCat".to_owned());
        let mut diagnostics = Diagnostics::default();
        let resolved = resolve(models, &sources, &mut diagnostics);
        assert_eq!(resolved.models.iter().map(|model| model.fields().len()).collect::<Vec<_>>(), [1]);
        assert_eq!(diagnostics.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::DuplicateModel; 2]);
    }

    #[test]
    fn a_model_that_is_listed_twice_is_one_member() {
        let (pet, same) = (link(Some("pet.md"), "Pet"), link(None, "Pet"));
        let twice = union_of(vec![pet.clone(), Type::String(None), same.clone(), Type::String(None)]);
        let Kind::Union(twice) = twice else { unreachable!("a union") };
        let types: Vec<_> = twice.members.into_iter().map(|member| member.ty).collect();
        assert_eq!(types, [Type::Ref(ModelId(1)), Type::String(None), Type::String(None)]);
        assert_eq!(union_of(vec![pet, same]), Kind::Alias(Type::Ref(ModelId(1))));
    }

    /// What a link on the page `from` leads to, among two pages of one title.
    fn leads_to(from: &str, ty: Type<Link>) -> String {
        let pages = vec![
            (from, object(vec![field("f", ty)])),
            ("docs/models/components/pet.md", object(Vec::new())),
            ("docs/models/operations/pet.md", object(Vec::new())),
            ("docs/models/operations/toy.md", object(Vec::new())),
        ];
        let (before, sources) = api(pages);
        let after = resolve(before, &sources, &mut Diagnostics::default());
        let Kind::Struct(target) = &after.models[0].kind else { unreachable!("a struct") };
        let Type::Ref(id) = target.fields[0].ty.value else { unreachable!("a reference") };
        let found = &after[id];
        let opaque = if found.kind == Kind::Opaque(Opaque::Dangling) { "?" } else { "" };
        format!("{opaque}{}/{}", found.namespace.join("/"), found.title)
    }

    #[test]
    fn the_target_comes_first() {
        let ty = link(Some("../../models/operations/pet.md"), "components.pet");
        assert_eq!(leads_to("docs/models/components/a.md", ty), "operations/pet");
    }

    #[test]
    fn a_wrong_folder_is_forgiven_where_the_file_name_is_unique() {
        assert_eq!(
            leads_to("docs/models/components/a.md", link(Some("../../models/shared/toy.md"), "shared.Toy")),
            "operations/toy"
        );
    }

    #[test]
    fn without_a_target_the_printed_namespace_decides() {
        assert_eq!(leads_to("docs/models/operations/a.md", link(None, "components.Pet")), "components/pet");
    }

    #[test]
    fn without_a_namespace_the_own_one_decides() {
        assert_eq!(leads_to("docs/models/operations/a.md", link(None, "Pet")), "operations/pet");
    }

    #[test]
    fn a_name_that_two_pages_have_is_told() {
        let pages = vec![
            ("docs/a.md", object(vec![field("f", link(None, "Pet"))])),
            ("docs/one/pet.md", object(Vec::new())),
            ("docs/two/pet.md", object(Vec::new())),
        ];
        let (before, sources) = api(pages);
        let mut diagnostics = Diagnostics::default();
        let after = resolve(before, &sources, &mut diagnostics);
        assert_eq!(after.models.last().map(|model| &model.kind), Some(&Kind::Opaque(Opaque::Dangling)));
        let told: Vec<_> = diagnostics.iter().map(|found| (found.code, found.message.as_str())).collect();
        let message = "`Pet` could be the page docs/one/pet.md:1:1 or docs/two/pet.md:1:1; it is kept as raw JSON";
        assert_eq!(told, [(Code::AmbiguousLink, message)]);
    }

    #[test]
    fn pages_that_differ_in_case_are_told_apart_by_it() {
        let links = ["URL.md", "Url.md", "url.md"].map(|target| field(target, link(Some(target), "")));
        let pages = [("A.md", object(links.into())), ("URL.md", object(Vec::new())), ("Url.md", object(Vec::new()))];
        let (before, sources) = api(pages.into());
        let after = resolve(before, &sources, &mut Diagnostics::default());
        let leads = after.models[0].fields().iter().map(|field| match field.ty.value {
            Type::Ref(id) if after[id].kind != Kind::Opaque(Opaque::Dangling) => after[id].title.as_str(),
            _ => "",
        });
        assert_eq!(leads.collect::<Vec<_>>(), ["URL", "Url", ""], "either of two is neither");
    }

    #[test]
    fn what_leads_nowhere_is_opaque_where_its_page_would_be() {
        let ty = link(Some("../../../models/components/owner.md"), "components.Owner");
        assert_eq!(leads_to("a.md", ty), "?components/Owner");
    }
}
