//! JSON names that had to be guessed and that bodies spell otherwise.
//!
//! In: the keys that are not documented, and the fields that no body has. Out: [`Name`]s by the place of the
//! field. A writer changes a name in one way: how bodies spell a printed name in one model holds for all models,
//! where no body spells it otherwise.

use std::collections::{BTreeMap, HashSet};

use super::{Facts, Seen, shape::Tally};
use crate::{
    config::Named,
    ir::{Api, Field, ModelId, NameEvidence},
    letters::letters,
    resolve::address::{self, Place},
};

/// A field's name on the wire.
#[derive(Debug, Clone, PartialEq)]
pub struct Name<'b> {
    /// The name.
    pub text: &'b str,
    /// In how many bodies.
    pub tally: Tally,
}

/// Fields that no body has, and the key that is there in their place: it differs in nothing but what a writer
/// may have changed. Such a key is no further field.
pub fn corrected<'b>(
    api: &Api<ModelId>,
    places: &mut BTreeMap<Place, Seen<'b>>,
    present: &HashSet<(ModelId, usize)>,
) -> BTreeMap<Place, Name<'b>> {
    let mut found = BTreeMap::new();
    for (place, seen) in places.iter_mut().filter(|(place, _)| place.field.is_none()) {
        for (at, field) in api[place.model].fields().iter().enumerate() {
            if !is_guess(field) || present.contains(&(place.model, at)) {
                continue;
            }
            let wanted = [letters(&field.json.text), letters(&field.printed)];
            let mut keys = seen.keys.keys().filter(|key| wanted.contains(&letters(key)));
            if let (Some(text), None) = (keys.next().copied(), keys.next())
                && let Some(property) = seen.keys.remove(text)
            {
                found.insert(Place { field: Some(at), ..place.clone() }, Name { text, tally: property.seen });
            }
        }
    }
    found
}

/// The names of fields that no body has and that are printed like one whose name was corrected.
pub fn spread(api: &Api<ModelId>, facts: &Facts, present: &HashSet<(ModelId, usize)>) -> Vec<(String, Named)> {
    let mut spelt: BTreeMap<&str, Option<Named>> = BTreeMap::new();
    for (at, facts) in facts {
        let (Some(named), Some((model, field))) = (&facts.json, address::field(api, at)) else { continue };
        let own = || Named { like: Some(named.like.as_ref().unwrap_or(at).clone()), ..named.clone() };
        let known = spelt.entry(&api[model].fields()[field].printed).or_insert_with(|| Some(own()));
        known.take_if(|known| known.name != named.name);
    }
    for (model, at) in present {
        let Some(field) = api[*model].fields().get(*at) else { continue };
        if let Some(known) = spelt.get_mut(field.printed.as_str()) {
            known.take_if(|known| known.name != field.json.text);
        }
    }
    let mut found = Vec::new();
    for model in (0..api.models.len() as u32).map(ModelId) {
        let all = api[model].fields();
        for (at, field) in all.iter().enumerate().filter(|(_, field)| is_guess(field)) {
            let Some(Some(named)) = spelt.get(field.printed.as_str()) else { continue };
            let is_free = all.iter().all(|other| other.json.text != named.name);
            if is_free && !present.contains(&(model, at)) {
                let place = Place { model, field: Some(at), steps: Vec::new() };
                found.push((address::of_place(api, &place), named.clone()));
            }
        }
    }
    found
}

/// Whether the JSON name of a field may be another one.
fn is_guess(field: &Field<ModelId>) -> bool {
    !matches!(field.json.evidence, NameEvidence::Override | NameEvidence::Printed | NameEvidence::Learned)
}
