//! The case of names where no page spells one.
//!
//! In: a resolved API whose fields carry what their page prints. Out: the case that print alone shows, or the one
//! that is likely. What is likely is a guess still, and told as one.

use foldhash::{HashMap, HashSet};

use crate::{
    config::Case,
    dialect::Printing,
    ir::{Api, Model, ModelId},
};

use super::{
    sightings,
    words::{case_of, has_capital_run, is_all_capitals, is_multi_word},
};

/// How many distinct names must have a run of capitals: one may be a name of its own.
const SOME_RUNS: usize = 2;
/// How many distinct values of several words must be in one case.
const MANY_VALUES: usize = 10;
/// Of how many distinct names of several words some would have a run of capitals, were they camel names.
const MANY_NAMES: usize = 150;

/// The case that print shows: no writer makes a run of capitals out of a snake name, so that `orderID` and `OrderID`
/// come from camel names.
pub fn shown(api: &Api<ModelId>, printing: Printing) -> Option<Case> {
    let names = printed(api, printing)?;
    (names.iter().filter(|name| has_capital_run(name)).count() >= SOME_RUNS).then_some(Case::Camel)
}

/// The case that is likely, and in a few words what tells. Where nearly all values of several words are snake, names are:
/// those who write `phone_number` into a list of values hardly call a field `phoneNumber`. And many names without any run
/// of capitals are hardly camel names: among these somebody writes `userID` or `htmlURL`.
pub fn likely(api: &Api<ModelId>, printing: Printing) -> Option<(Case, &'static str)> {
    let mut cases: HashMap<&str, Case> = HashMap::default();
    for model in &api.models {
        sightings::values(&model.kind, &mut |text| cases.extend(case_of(text).map(|case| (text, case))));
    }
    let snake = cases.values().filter(|case| **case == Case::Snake).count();
    if snake >= MANY_VALUES && snake * 10 >= cases.len() * 9 {
        return Some((Case::Snake, "as nearly all values are"));
    }
    let names = printed(api, printing)?;
    let has_runs = names.iter().any(|name| has_capital_run(name));
    let are_many = names.iter().filter(|name| is_multi_word(name, printing)).count() >= MANY_NAMES;
    (are_many && !has_runs).then_some((Case::Snake, "as no name has a run of capitals, such as `userID`"))
}

/// The distinct names as they are printed, where the writer leaves runs of capitals as they are. What is in capitals
/// only shows no case.
fn printed(api: &Api<ModelId>, printing: Printing) -> Option<HashSet<&str>> {
    if !matches!(printing, Printing::Camel | Printing::Pascal { initialisms: false }) {
        return None;
    }
    let names = api.models.iter().flat_map(Model::fields).map(|field| field.json.text.as_str());
    Some(names.filter(|name| !is_all_capitals(name)).collect())
}
