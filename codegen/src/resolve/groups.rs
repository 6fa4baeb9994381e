//! Groups of models: what people want who use one area of an API only.
//!
//! In: models, and the pages that describe an API's operations; or `[groups]` in `spec.toml`, which then has the
//! last word. Out: [`Groups`]: for each of these pages the models that its requests and responses are. What those
//! are made of is not listed.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::{HashMap, HashSet};
use heck::ToKebabCase;
use memchr::memmem;

use crate::{
    config::{Config, nearest_of},
    diag::{Code, Diagnostic, Diagnostics},
    dialect::{LeftOut, namespace, stem},
    ir::{Api, Kind, ModelId, Opaque},
    markdown::Page,
    source::{FileId, Sources},
    spec,
};

use super::{address, links::Pages};

/// The models that are asked for, by the name of their group: of several groups, or of none.
pub type Groups = BTreeMap<String, BTreeSet<ModelId>>;

/// The groups that `spec.toml` states, or else those that the pages show.
pub fn find(
    api: &Api<ModelId>,
    pages: &[Page<'_>],
    left_out: &[(String, LeftOut)],
    config: &Config,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Groups {
    let mut groups = match config.groups.is_empty() {
        true => of_pages(api, pages, left_out),
        false => stated(api, config, sources, diagnostics),
    };
    if groups.len() < 2 {
        groups.clear();
    }
    groups
}

fn stated(api: &Api<ModelId>, config: &Config, sources: &Sources, diagnostics: &mut Diagnostics) -> Groups {
    let mut groups = Groups::new();
    for (name, models) in &config.groups {
        let group = groups.entry(name.clone()).or_default();
        for title in models {
            match address::model(api, title) {
                Some(id) => drop(group.insert(id)),
                None => diagnostics.push(unknown(api, name, title, sources)),
            }
        }
    }
    groups
}

fn unknown(api: &Api<ModelId>, group: &str, title: &str, sources: &Sources) -> Diagnostic {
    let message = format!("the group `{group}` names `{title}`, and there is no such model, or more than one");
    let found = Diagnostic::new(Code::UnknownInGroup, spec::mention(sources, &format!("\"{title}\"")), message);
    match nearest_of(title, api.models.iter().map(|model| model.title.as_str())) {
        Some(nearest) => {
            found.help(format!("the nearest one is `{nearest}`; otherwise take the name out of the group"))
        }
        None => found.help("take the name out of the group"),
    }
}

/// How many models a wrapper leads on to: whoever links to it asks for them.
const MAX_PAYLOADS: usize = 64;

fn of_pages(api: &Api<ModelId>, pages: &[Page<'_>], left_out: &[(String, LeftOut)]) -> Groups {
    let why: HashMap<&str, LeftOut> = left_out.iter().map(|(path, why)| (path.as_str(), *why)).collect();
    let is = |page: &Page<'_>, kinds: &[LeftOut]| why.get(page.path).is_some_and(|why| kinds.contains(why));
    let mut groups = Groups::new();
    let operations: Vec<_> = pages.iter().filter(|page| is(page, &[LeftOut::Operations])).collect();
    if operations.is_empty() {
        return groups;
    }
    let index = Pages::of(pages.iter().map(|page| (page.path, page.file)));
    let mut leads_to: HashMap<FileId, Vec<ModelId>> = HashMap::default();
    for (id, model) in (0..).map(ModelId).zip(&api.models) {
        // The place of a model without a page is that of a link to it.
        if model.kind != Kind::Opaque(Opaque::Dangling) {
            leads_to.entry(model.span.file).or_default().push(id);
        }
    }
    // What is on the wire is linked from wrappers.
    let wrappers = pages.iter().filter(|page| is(page, &[LeftOut::HttpWrapper, LeftOut::Parameters]));
    let payloads = wrappers.filter(|page| !leads_to.contains_key(&page.file));
    let payloads = payloads.map(|page| (page.file, linked(page, &index, &leads_to).take(MAX_PAYLOADS).collect()));
    let payloads: Vec<_> = payloads.collect();
    leads_to.extend(payloads);
    for page in operations {
        groups.entry(name(page.path)).or_default().extend(linked(page, &index, &leads_to));
    }
    groups.retain(|name, models| !name.is_empty() && !models.is_empty());
    groups
}

/// The models that the links of a page lead to.
fn linked<'a>(
    from: &'a Page<'_>,
    index: &'a Pages<FileId>,
    leads_to: &'a HashMap<FileId, Vec<ModelId>>,
) -> impl Iterator<Item = ModelId> {
    let pages = targets(from.text).filter_map(|target| index.find(from.path, target)?.get());
    pages.filter_map(|page| leads_to.get(&page)).flatten().copied()
}

/// How long a link's target may be, in characters: text may hold many that never end.
const MAX_TARGET: usize = 1_024;

/// Where the links of a page lead to, once each, but for those to other sites and within the page.
fn targets(text: &str) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::default();
    memmem::find_iter(text.as_bytes(), "](").filter_map(move |at| {
        let rest = &text[at + 2..];
        let ends = |c: char| c == ')' || c == '#' || c.is_whitespace();
        let (end, _) = rest.char_indices().take(MAX_TARGET).find(|(_, c)| ends(*c))?;
        let target = &rest[..end];
        (!target.is_empty() && !target.contains(':') && seen.insert(target)).then_some(target)
    })
}

/// Folders that hold pages of operations and say nothing of them.
const CONTAINERS: &[&str] = &["api", "apis", "sdks"];

/// What a group is called: its page, without `Api` behind it, below its folders. Pages called the same are one group.
fn name(path: &str) -> String {
    let mut parts: Vec<String> = namespace(path).iter().map(|folder| word(folder)).collect();
    parts.retain(|part| !CONTAINERS.contains(&part.as_str()));
    let own = word(stem(path));
    if !["readme", "index"].contains(&own.as_str()) {
        parts.push(own.strip_suffix("-api").map(str::to_owned).unwrap_or(own));
    }
    parts.retain(|part| !part.is_empty());
    parts.join("-")
}

/// As features are called: in letters that every registry takes.
fn word(text: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let word: String = text.to_kebab_case().chars().filter(plain).collect();
    word.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_called_like_its_page() {
        assert_eq!(name("sdks/chat/README.md"), "chat");
        assert_eq!(name("docs/sdks/beta/qrCodes/README.md"), "beta-qr-codes");
        assert_eq!(name("docs/ChatCompletionsApi.md"), "chat-completions");
        assert_eq!(name("Apis/ChatAPI.md"), "chat");
        assert_eq!(name("api.md"), "api");
        assert_eq!(name("README.md"), "");
        assert_eq!(name("docs/\u{7528}Chat\u{b2}Api.md"), "chat");
    }

    #[test]
    fn links_that_stay_within_the_docs_are_followed() {
        let text =
            "[a](../a.md) [b](b.md#fields 'B'), [List[c]](c.md)\n[b](b.md) [d](https://x.y/d.md) [e](#e) [f](open";
        assert_eq!(targets(text).collect::<Vec<_>>(), ["../a.md", "b.md", "c.md"]);
    }
}
