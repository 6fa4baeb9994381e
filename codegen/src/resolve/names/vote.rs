//! The case that most names of an API are in.
//!
//! Distinct spellings vote, each with the weight of the best place it stands at. Occurrences do not: one
//! repeated description must not outvote ten names.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashSet};

use crate::config::Case;

use super::{
    sightings::{Place, Sightings},
    words::{case_of, is_extension},
};

/// So many distinct Pascal names that are marked as names are no names of something else.
const PASCAL_NAMES: usize = 3;

/// The weight behind every case. `known` are names that need no recovery.
pub fn count<'a>(
    seen: &'a Sightings,
    known: impl Iterator<Item = &'a str>,
    titles: &HashSet<&str>,
) -> BTreeMap<Case, u32> {
    let mut best: HashMap<&str, u32> = known.map(|name| (name, Place::Backtick.weight())).collect();
    let mut pascal: HashMap<&str, u32> = HashMap::default();
    for (_, sighting) in seen.iter() {
        if sighting.place == Place::EnumPlural || is_extension(&sighting.spelling) {
            continue;
        }
        let is_json = matches!(sighting.place, Place::TiedJson | Place::JsonKey | Place::ApiBody);
        let voters = match case_of(&sighting.spelling) {
            // So are types written, and in prose whatever has a name in Go or C#.
            Some(Case::Pascal)
                if sighting.place == Place::Bare || !is_json && titles.contains(sighting.spelling.as_str()) =>
            {
                continue;
            }
            Some(Case::Pascal) if !is_json => &mut pascal,
            _ => &mut best,
        };
        let weight = voters.entry(&sighting.spelling).or_default();
        *weight = sighting.place.weight().max(*weight);
    }
    if pascal.len() >= PASCAL_NAMES {
        for (spelling, own) in pascal {
            let weight = best.entry(spelling).or_default();
            *weight = own.max(*weight);
        }
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
