//! A set of pages in memory, and everything that is made of it.

use std::collections::BTreeMap;

use fieldmark::{
    config,
    diag::{Code, Diagnostics},
    format,
    ir::{Api, Model, ModelId},
    lower, samples, schema,
    source::{Source, Sources},
    spec::{CONFIG_FILE, Spec},
    understand,
};

/// What came of a set of pages.
pub struct Made {
    /// The models.
    pub api: Api<ModelId>,
    /// The files of the module, each of which parses.
    pub files: BTreeMap<String, String>,
    /// The findings, as people see them.
    pub said: String,
    /// The places and codes of the findings, in order.
    pub found: Vec<(Code, String)>,
}

impl Made {
    /// The model called so.
    pub fn model(&self, title: &str) -> &Model<ModelId> {
        let titles: Vec<&str> = self.api.models.iter().map(|model| model.title.as_str()).collect();
        let at = titles.iter().position(|known| *known == title);
        &self.api.models[at.unwrap_or_else(|| panic!("no `{title}` among {titles:?}"))]
    }

    /// The text of all files.
    pub fn rust(&self) -> String {
        self.files.values().map(String::as_str).collect()
    }

    /// Where a finding of this code first stands.
    pub fn place(&self, code: Code) -> Option<&str> {
        self.found.iter().find(|(found, _)| *found == code).map(|(_, place)| place.as_str())
    }
}

/// Reads pages, generates, parses what was generated, makes samples and the OpenAPI document.
pub fn make(files: &[(&str, &str)]) -> Made {
    let source = |(path, text): &(&str, &str)| Source {
        root: String::new(),
        path: (*path).to_owned(),
        text: (*text).to_owned(),
    };
    let toml = files.iter().find(|(path, _)| *path == CONFIG_FILE).map_or("", |(_, text)| text);
    let spec = Spec {
        name: "hostile".to_owned(),
        config: config::parse(toml).expect("a configuration"),
        sources: Sources::new(files.iter().map(source).collect()),
    };
    let mut diagnostics = Diagnostics::default();
    let Ok(understood) = understand(&spec, &mut diagnostics) else {
        panic!("nothing to generate:\n{}", diagnostics.render(&spec.sources, false));
    };
    let resolved = &understood.resolved;
    let rust = lower::lower(resolved, &spec.sources, &spec.name, &spec.config, &understood.policies, &mut diagnostics);
    let files: BTreeMap<_, _> = format::module(rust.module).into_iter().collect();
    for (path, text) in &files {
        syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    }
    let _ = samples::samples(resolved, &spec.config, &understood.policies);
    let _ = schema::document(resolved, "hostile").to_string();
    let place = |span| spec.sources.place(span);
    let found = diagnostics.iter().map(|found| (found.code, found.span.map(place).unwrap_or_default())).collect();
    Made { said: diagnostics.render(&spec.sources, false), found, api: understood.resolved.api, files }
}

/// A page in the form of Speakeasy's Python SDKs: rows of name, type and description.
pub fn page(title: &str, rows: &[(&str, &str, &str)]) -> String {
    let row = |(name, ty, text): &(&str, &str, &str)| format!("| `{name}` | {ty} | :heavy_check_mark: | {text} |\n");
    let rows: String = rows.iter().map(row).collect();
    format!("# {title}\n\n\n## Fields\n\n| Field | Type | Required | Description |\n| --- | --- | --- | --- |\n{rows}")
}

/// A link to a model's page, as a type cell has it.
pub fn link(title: &str) -> String {
    format!("[models.{title}](../models/{}.md)", title.to_lowercase())
}
