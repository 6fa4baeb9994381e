//! Pages and `spec.toml` to the text of a crate.

use fieldmark::{
    config::{self, Config, SourceConfig},
    diag::Diagnostics,
    dialect, format, lower, samples, schema,
    source::Sources,
    spec::{CONFIG_FILE, Spec},
    understand,
};

use super::{Reached, set};

/// Two models, one of which has something to override.
const PAGES: &str = "\
=== models/cat.md
# Cat

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `name` | *str* | :heavy_check_mark: | What it answers to. |
| `mood` | [Optional[models.Mood]](../models/mood.md) | :heavy_minus_sign: | How it looks at you. |
=== models/mood.md
# Mood

## Values

| Name | Value |
| --- | --- |
| `CONTENT` | content |
| `HUNGRY` | hungry |
";

/// Reads bytes as a set of files, the first byte choosing the dialect, and generates a crate from them.
pub fn pipeline(data: &[u8]) -> Reached {
    let Ok(text) = std::str::from_utf8(data) else { return Reached::Nothing };
    let Some(first) = data.first() else { return Reached::Nothing };
    let files = set::files(text);
    let toml = files.iter().find(|file| file.path == CONFIG_FILE).map(|file| file.text.clone());
    let mut config = match config::parse(toml.as_deref().unwrap_or_default()) {
        Ok(config) => config,
        Err(_) => return Reached::Read,
    };
    let names: Vec<&str> = dialect::names().collect();
    // One more than there are: then it is detected.
    let chosen = names.get(set::position(*first, names.len() + 1));
    if let Some(name) = chosen {
        config.source = vec![SourceConfig { dialect: Some((*name).to_owned()), ..SourceConfig::default() }];
    }
    generate(Spec { name: "fuzz".to_owned(), config, sources: Sources::new(files) })
}

/// Reads bytes as the `spec.toml` of two small pages and generates a crate from them.
pub fn spec_toml(data: &[u8]) -> Reached {
    let Ok(text) = std::str::from_utf8(data) else { return Reached::Nothing };
    let config: Config = match config::parse(text) {
        Ok(config) => config,
        Err(error) => {
            if let Some(range) = error.range {
                assert!(text.get(range.clone()).is_some(), "{range:?} is no part of the text");
            }
            return Reached::Read;
        }
    };
    let mut files = set::files(PAGES);
    // The pages lie where the first source says.
    if let Some(folder) = config.source.first().map(|source| source.path.trim_end_matches('/'))
        && !folder.is_empty()
    {
        files.iter_mut().for_each(|file| file.root = format!("{folder}/"));
    }
    files.push(fieldmark::source::Source { root: String::new(), path: CONFIG_FILE.to_owned(), text: text.to_owned() });
    generate(Spec { name: "fuzz".to_owned(), config, sources: Sources::new(files) }).max(Reached::Understood)
}

/// From pages to text that parses, with everything that is made beside it.
fn generate(spec: Spec) -> Reached {
    let mut diagnostics = Diagnostics::default();
    let understood = understand(&spec, &mut diagnostics);
    let reached = understood.as_ref().map_or(Reached::Read, |understood| {
        let resolved = &understood.resolved;
        let rust =
            lower::lower(resolved, &spec.sources, &spec.name, &spec.config, &understood.policies, &mut diagnostics);
        let made = samples::samples(resolved, &spec.config, &understood.policies);
        assert_eq!(made.models.len(), resolved.api.models.len());
        let _ = schema::document(resolved, "fuzz").to_string();
        for (path, text) in format::module(rust.module) {
            if let Err(error) = syn::parse_file(&text) {
                panic!("{path}: {error}\n{text}");
            }
        }
        if resolved.api.models.is_empty() { Reached::Read } else { Reached::Written }
    });
    let said = diagnostics.render(&spec.sources, false);
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "control characters reach the terminal: {said:?}");
    reached
}
