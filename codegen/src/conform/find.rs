//! The model that people mean: by its title, ignoring case and everything but letters and digits, with its
//! namespace where the title stands twice.

use std::collections::HashMap;

use crate::{
    ir::{Api, Model, ModelId},
    letters::letters,
};

/// Why no model is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotFound {
    /// There is none; the nearest titles.
    Missing(Vec<String>),
    /// There are several; how each is told from the others.
    Several(Vec<String>),
}

/// Finds the models of many bodies, each name once.
pub struct Finder<'a> {
    api: &'a Api<ModelId>,
    known: HashMap<String, Result<ModelId, String>>,
}

impl<'a> Finder<'a> {
    /// Finds models of this API.
    pub fn new(api: &'a Api<ModelId>) -> Self {
        Self { api, known: HashMap::new() }
    }

    /// The model that `name` means.
    ///
    /// # Errors
    /// Where there is none or several; says what there is.
    pub fn find(&mut self, name: &str) -> Result<ModelId, String> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let found = model(self.api, name).map_err(|why| why.describe(name));
        self.known.insert(name.to_owned(), found.clone());
        found
    }
}

/// A way to mean a model by its name.
type Way<'a> = &'a dyn Fn(&Model<ModelId>) -> bool;

/// How many titles are offered.
const OFFERED: usize = 3;

/// Finds the model that `name` means.
///
/// # Errors
/// Where there is none or several.
pub fn model(api: &Api<ModelId>, name: &str) -> Result<ModelId, NotFound> {
    let wanted = letters(name);
    let with =
        |spaces: &[String], model: &Model<ModelId>| letters(&format!("{}{}", spaces.concat(), model.title)) == wanted;
    let ways: [Way<'_>; 4] = [
        &|model| model.title == name,
        &|model| letters(&model.title) == wanted,
        &|model| with(&model.namespace, model),
        &|model| with(&model.namespace[model.namespace.len().saturating_sub(1)..], model),
    ];
    let mut several = Vec::new();
    for is_meant in ways {
        let all = (0..).map(ModelId).zip(&api.models);
        let found: Vec<ModelId> = all.filter(|(_, model)| is_meant(model)).map(|(id, _)| id).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            _ if several.is_empty() => several = found,
            _ => {}
        }
    }
    if !several.is_empty() {
        return Err(NotFound::Several(several.iter().map(|id| full(&api[*id])).collect()));
    }
    let mut near: Vec<(f64, &str)> = api
        .models
        .iter()
        .map(|model| (strsim::jaro_winkler(&letters(&model.title), &wanted), model.title.as_str()))
        .collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    near.dedup();
    Err(NotFound::Missing(near.iter().take(OFFERED).map(|(_, title)| (*title).to_owned()).collect()))
}

/// A model's title with its namespace.
fn full(model: &Model<ModelId>) -> String {
    model.namespace.iter().chain([&model.title]).map(String::as_str).collect::<Vec<_>>().join(".")
}

impl NotFound {
    /// What to say where `name` was asked for.
    pub fn describe(&self, name: &str) -> String {
        match self {
            Self::Missing(near) => format!("there is no model `{name}`; the nearest are: {}", near.join(", ")),
            Self::Several(all) => format!("`{name}` could be {}; say which one", all.join(" or ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{api, object};

    fn check(name: &str) -> Result<u32, String> {
        let models = ["a/shared/Pet.md", "b/Pet.md", "b/pet_tag.md", "b/Cat.md"];
        let api = api(models.iter().map(|path| (*path, object(vec![]))).collect()).0;
        model(&api, name).map(|id| id.0).map_err(|why| why.describe(name))
    }

    #[test]
    fn spelling_does_not_count() {
        assert_eq!(check("PetTag"), Ok(2));
        assert_eq!(check("PET-TAG"), Ok(2));
    }

    #[test]
    fn a_namespace_tells_two_apart() {
        assert_eq!(check("b.Pet"), Ok(1));
        assert_eq!(check("b/pet"), Ok(1));
        assert_eq!(check("shared.Pet"), Ok(0));
        assert_eq!(check("Pet"), Err("`Pet` could be a.shared.Pet or b.Pet; say which one".to_owned()));
    }

    #[test]
    fn what_is_not_there_names_the_nearest() {
        assert!(check("Cot").is_err_and(|why| why.starts_with("there is no model `Cot`; the nearest are: Cat, ")));
    }
}
