//! What only all pages together show.
//!
//! In: the models of all pages, their links with anchors. Out: the same, with each link leading to the model of the
//! section that its anchor stands above, or to raw JSON; with the fields that no mark is on required where other pages
//! mark those that may be absent, and not null where others mark null; without lists that no field leads to.

use std::collections::BTreeSet;

use foldhash::{HashMap, HashSet};

use super::{
    columns::Columns,
    fields::NOT_SAID,
    names::Name,
    phrases::{self, PARTIAL},
    sections::{self, Section},
    titles, values,
};
use crate::{
    diag::{Code, Diagnostic, Diagnostics},
    dialect::{Dialect, LeftOut, defaults, targets::Targets},
    ir::{Base, Basis, Fact, Kind, Link, Model, Nullable, Type},
    letters::letters,
    markdown::{Block, Page},
    source::FileId,
};

/// Puts together what single pages could not show.
pub fn finish(
    _: &Dialect,
    pages: &[Page<'_>],
    models: &mut Vec<Model<Link>>,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, LeftOut)> {
    judge_marks(pages, models);
    let index = Index::new(pages, models);
    let places: Vec<Place> = models.iter().map(Place::of).collect();
    let mut wanted: HashSet<usize> = HashSet::default();
    let mut partial: BTreeSet<usize> = BTreeSet::new();
    for (from, model) in models.iter_mut().enumerate() {
        model.kind.each_mut(&mut |ty| {
            let Type::Ref(link) = ty else { return };
            let is_partial = link.label.first().is_some_and(|first| first == PARTIAL && link.label.len() > 1);
            // Some docs have a table for what is partial.
            let own = if is_partial { index.by_words(link, &places[from]) } else { None };
            if is_partial {
                link.label.remove(0);
            }
            let found = own.or_else(|| index.find(link, &places[from]));
            let Some(found) = found.filter(|found| places[*found].may_be(link)) else {
                diagnostics.extend(raw(ty));
                return;
            };
            wanted.insert(found);
            let is_made = is_partial && own.is_none() && places[found].is_object;
            if is_made {
                partial.insert(found);
            }
            let before = if is_made { PARTIAL_TITLE } else { "" };
            *link = Link { target: None, label: places[found].label(before), span: link.span };
        });
    }
    let partial: Vec<Model<Link>> = partial.into_iter().map(|at| without_required(&models[at])).collect();
    let mut at = 0..;
    models.retain(|_| at.next().is_none_or(|at| !index.of_lists.contains(&at) || wanted.contains(&at)));
    models.extend(partial);
    defaults::resolve(models, diagnostics);
    Vec::new()
}

/// What the title of an object begins with any of whose fields may be absent.
const PARTIAL_TITLE: &str = "Partial";

/// An object like this one, any of whose fields may be absent.
fn without_required(model: &Model<Link>) -> Model<Link> {
    let mut partial = model.clone();
    partial.title.insert_str(0, PARTIAL_TITLE);
    for field in partial.fields_mut() {
        field.required = Fact::inferred(false, field.required.span, "any field of what is `partial` may be absent");
    }
    partial
}

/// What links must know of a model.
struct Place {
    file: FileId,
    spaces: Vec<String>,
    title: String,
    is_object: bool,
    /// The type of the values, where it is a list of them.
    base: Option<Base>,
}

impl Place {
    fn of(model: &Model<Link>) -> Self {
        let base = if let Kind::Enum(listed) = &model.kind { Some(listed.base) } else { None };
        let is_object = matches!(model.kind, Kind::Struct(_));
        Self { file: model.span.file, spaces: model.namespace.clone(), title: model.title.clone(), is_object, base }
    }

    /// How other models refer to it, or to the one that has `before` in front of the title.
    fn label(&self, before: &str) -> Vec<String> {
        self.spaces.iter().cloned().chain([format!("{before}{}", self.title)]).collect()
    }

    /// Whether a link's words do not say another type: a text is not one of a list of numbers.
    fn may_be(&self, link: &Link) -> bool {
        match phrases::word(&link.label.join(" ")) {
            Some(Type::Integer(_) | Type::Number(_)) => self.base == Some(Base::Integer),
            Some(Type::String(_)) => self.base == Some(Base::String),
            Some(Type::Boolean) => false,
            _ => true,
        }
    }
}

/// What a mark says of the fields that have none.
fn judge_marks(pages: &[Page<'_>], models: &mut [Model<Link>]) {
    let tables = pages.iter().flat_map(|page| page.blocks.iter().filter_map(Block::table));
    let marks_absence = tables.filter_map(|table| Some((table, Columns::of(table)?))).any(|(table, columns)| {
        let names = table.rows.iter().filter_map(|row| row.cells.get(columns.name));
        names.filter_map(|cell| Name::of(*cell)).any(|name| name.optional)
    });
    let stated = |null: &Fact<Nullable>| null.value == Nullable::Yes && null.basis == Basis::Stated;
    let marks_null = models.iter().flat_map(Model::fields).any(|field| stated(&field.nullable));
    for field in models.iter_mut().flat_map(Model::fields_mut) {
        if marks_absence && field.required.basis == Basis::Inferred(NOT_SAID) {
            field.required = Fact::stated(true, field.required.span);
        }
        if marks_null && field.nullable.value == Nullable::Unknown {
            field.nullable.value = Nullable::No;
        }
    }
}

/// A type that leads nowhere: what its words say, else raw JSON, which is told.
fn raw(ty: &mut Type<Link>) -> Option<Diagnostic> {
    let Type::Ref(link) = ty else { return None };
    let words = link.label.join(" ");
    if let Some(known) = phrases::word(&words) {
        *ty = known;
        return None;
    }
    let message = match &link.target {
        Some(target) => format!("no table stands where `{target}` leads to; `{words}` is kept as raw JSON"),
        None => format!("`{words}` is no type that is known and the title of no table; it is kept as raw JSON"),
    };
    let told = Diagnostic::new(Code::UnknownType, link.span, message);
    *ty = Type::Any;
    Some(told.help("state the field's `type` in spec.toml"))
}

/// Ways to find a model, by its position.
struct Index {
    pages: Targets<FileId>,
    /// By page and anchor.
    anchors: HashMap<(FileId, String), usize>,
    /// The only table or the first one of each page.
    first: HashMap<FileId, usize>,
    /// By page and the letters of the title.
    on_page: HashMap<(FileId, String), usize>,
    /// By the letters of the title; of those that several have, nothing is known.
    titles: HashMap<String, Option<usize>>,
    /// The models that only lists show.
    of_lists: HashSet<usize>,
}

impl Index {
    fn new(pages: &[Page<'_>], models: &[Model<Link>]) -> Self {
        let mut index = Self {
            pages: Targets::of(pages.iter().map(|page| (page.path, page.file))),
            anchors: HashMap::default(),
            first: HashMap::default(),
            on_page: HashMap::default(),
            titles: HashMap::default(),
            of_lists: HashSet::default(),
        };
        let mut at_heading: HashMap<(FileId, u32), usize> = HashMap::default();
        for (at, model) in models.iter().enumerate() {
            at_heading.entry((model.span.file, model.span.start)).or_insert(at);
            let title = letters(&model.title);
            index.on_page.entry((model.span.file, title.clone())).or_insert(at);
            index.titles.entry(title).and_modify(|known| *known = None).or_insert(Some(at));
        }
        for page in pages {
            index.add(page, &at_heading);
        }
        index
    }

    fn add(&mut self, page: &Page<'_>, at_heading: &HashMap<(FileId, u32), usize>) {
        let sections = sections::of(page);
        let own = |section: &Section<'_, '_>| at_heading.get(&(page.file, section.span(page).start)).copied();
        let mut before: Vec<String> = Vec::new();
        for (at, section) in sections.iter().enumerate() {
            let level = section.level();
            let below = || sections[at + 1..].iter().take_while(|below| below.level() > level);
            let model = own(section).or_else(|| below().find_map(own));
            let (above, behind) = section.anchors();
            let names = std::mem::replace(&mut before, behind).into_iter().chain(above).chain(section.slugs());
            let Some(model) = model else { continue };
            if values::is_of_list(section.blocks) && own(section).is_some() {
                self.of_lists.insert(model);
            }
            self.first.entry(page.file).or_insert(model);
            for name in names {
                self.anchors.entry((page.file, name)).or_insert(model);
            }
        }
    }

    /// The model that a link leads to, or that its words name.
    fn find(&self, link: &Link, from: &Place) -> Option<usize> {
        let by_target = link.target.as_deref().filter(|target| !target.contains("://")).and_then(|target| {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let page = if path.is_empty() { from.file } else { self.pages.find(path)? };
            match anchor {
                "" => self.first.get(&page).copied(),
                anchor => self.anchors.get(&(page, anchor.to_lowercase())).copied(),
            }
        });
        by_target.or_else(|| self.by_words(link, from))
    }

    fn by_words(&self, link: &Link, from: &Place) -> Option<usize> {
        let title = &link.label.join(" ");
        if phrases::word(title).is_some() {
            return None;
        }
        let titles = [letters(title), letters(&titles::name(title))];
        titles.into_iter().find_map(|title| {
            let anywhere = self.titles.get(&title).copied().flatten();
            self.on_page.get(&(from.file, title)).copied().or(anywhere)
        })
    }
}
