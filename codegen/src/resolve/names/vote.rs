//! The case that most names of an API are in.
//!
//! Distinct spellings vote, each with the weight of the best place it stands at. Occurrences do not: one
//! repeated description must not outvote ten names.

use std::collections::BTreeMap;

use foldhash::HashMap;

use crate::config::Case;

use super::{
    sightings::{Place, Sightings},
    words::case_of,
};

/// The weight behind every case.
pub fn count(seen: &Sightings) -> BTreeMap<Case, u32> {
    let mut best: HashMap<&str, u32> = HashMap::default();
    for (_, sighting) in seen.iter() {
        if sighting.place == Place::EnumPlural {
            continue;
        }
        // Type names are written like Pascal names: there, only JSON keys count.
        let is_json = matches!(sighting.place, Place::TiedJson | Place::JsonKey | Place::ApiBody);
        if case_of(&sighting.spelling) == Some(Case::Pascal) && !is_json {
            continue;
        }
        let weight = best.entry(&sighting.spelling).or_default();
        *weight = sighting.place.weight().max(*weight);
    }
    let mut votes = BTreeMap::new();
    for (spelling, weight) in best {
        if let Some(case) = case_of(spelling) {
            *votes.entry(case).or_default() += weight;
        }
    }
    votes
}

/// The case with the most weight, where there is one.
pub fn winner(votes: &BTreeMap<Case, u32>) -> Option<Case> {
    let most = votes.values().copied().max()?;
    let mut best = votes.iter().filter(|(_, weight)| **weight == most).map(|(case, _)| *case);
    best.next().filter(|_| best.next().is_none())
}
