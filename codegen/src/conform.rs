//! Bodies of real servers beside the docs and the types.
//!
//! In: JSON bodies, and what was understood of an API. Out: [`Checked`], of each body whether the types read it,
//! whether they write it back equal, and what deviates from the docs, with the row that says otherwise. The
//! docs are asked by [`walk`]; the types are compiled and run by [`types`], through JSON text alone, whatever
//! codec they have. Nothing is decided here about what the types should be: that is `learn`.

use std::{collections::BTreeSet, path::Path};

use serde_json::Value;

use crate::{Understood, ir::ModelId, resolve::learned::Marks, spec::Spec};

pub mod bodies;
pub mod deviation;
pub mod equal;
pub mod find;
pub mod path;
pub mod report;
pub mod subjects;
pub mod types;
pub mod walk;
mod words;
pub mod written;

use deviation::Walked;
use find::Finder;
use subjects::Subject;
use types::{Answer, NoTypes, Types};
use walk::Docs;

/// What came of one body.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked<'b> {
    /// The body, and the name of its model as people wrote it.
    pub subject: &'b Subject,
    /// Its model, or why there is none.
    pub model: Result<ModelId, String>,
    /// What the docs say of it; nothing where it is no JSON or there is no model.
    pub walked: Walked<'b>,
    /// What was written back, or why it was not read.
    pub answer: Answer,
    /// Where what was written back differs first.
    pub difference: Option<String>,
    /// The same, but where a null for an absent key is no difference.
    pub difference_but_for_null: Option<String>,
}

impl Checked<'_> {
    /// Whether the types read it.
    pub fn is_parsed(&self) -> bool {
        self.answer.is_ok()
    }

    /// Whether it was written back equal.
    pub fn is_lossless(&self) -> bool {
        self.is_parsed() && self.difference.is_none()
    }

    /// Whether it was written back equal, or null for absent.
    pub fn is_lossless_but_for_null(&self) -> bool {
        self.is_parsed() && self.difference_but_for_null.is_none()
    }
}

/// Compares bodies with the docs and passes them through the types. `home` is the API's folder, `cache` stays
/// between runs; `progress` is told what is being done.
///
/// # Errors
/// When the types do not compile, or cargo or the disk fails.
pub fn check<'b>(
    spec: &Spec,
    understood: &'b Understood,
    subjects: &'b [Subject],
    home: &Path,
    cache: &Path,
    progress: &dyn Fn(&str),
) -> Result<Vec<Checked<'b>>, NoTypes> {
    progress("comparing with the docs");
    let mut checked = beside_docs(spec, understood, subjects);
    let readable: Vec<usize> = (0..checked.len()).filter(|at| checked[*at].answer == Err(String::new())).collect();
    let asked: Vec<(ModelId, &str)> = readable
        .iter()
        .filter_map(|at| Some((*checked[*at].model.as_ref().ok()?, checked[*at].subject.body.text.as_str())))
        .collect();
    let models: BTreeSet<ModelId> = asked.iter().map(|(model, _)| *model).collect();
    if models.is_empty() {
        return Ok(checked);
    }
    let types = Types::build(spec, understood, &models, home, cache, progress)?;
    for (at, answer) in readable.into_iter().zip(types.pass(&asked, progress)?) {
        checked[at].take(answer);
    }
    Ok(checked)
}

/// Compares bodies with the docs alone. The answer of a body that types could be asked about is an empty error.
fn beside_docs<'b>(spec: &Spec, understood: &'b Understood, subjects: &'b [Subject]) -> Vec<Checked<'b>> {
    let api = &understood.resolved.api;
    let docs = Docs::new(api, Marks::new(&spec.sources));
    let mut models = Finder::new(api);
    let check = |subject: &'b Subject| {
        let model = models.find(&subject.model);
        let (walked, answer) = match (&model, &subject.body.json) {
            (Ok(model), Ok(json)) => (docs.walk(*model, json), Err(String::new())),
            (_, Err(why)) | (Err(why), _) => (Walked::default(), Err(why.clone())),
        };
        Checked { subject, model, walked, answer, difference: None, difference_but_for_null: None }
    };
    subjects.iter().map(check).collect()
}

impl Checked<'_> {
    /// Notes what the types made of the body.
    fn take(&mut self, answer: Answer) {
        if let (Ok(sent), Ok(text)) = (&self.subject.body.json, &answer) {
            let compare = |but_for_null| match serde_json::from_str::<Value>(text) {
                Ok(back) => equal::difference(sent, &back, but_for_null),
                Err(error) => Some(format!("$ what was written back is no JSON: {error}")),
            };
            self.difference = compare(false);
            self.difference_but_for_null = compare(true);
        }
        self.answer = answer;
    }
}
