//! Which groups of models need which files: those of the models that are asked for, and of all that these refer to.

use std::collections::BTreeSet;

use crate::{
    ir::{Api, ModelId},
    resolve::groups::Groups,
    rust::Needed,
};

use super::names::Names;

/// How many groups share a file by name. What more of them need is always there.
const MAX_SHARED: usize = 4;

/// Who needs each file; where there are no groups, everybody needs all.
pub fn needed(api: &Api<ModelId>, names: &Names, groups: &Groups) -> Vec<Needed> {
    let count = names.files.len();
    if groups.is_empty() {
        return vec![Needed::Always; count];
    }
    let refers: Vec<BTreeSet<usize>> = names
        .files
        .iter()
        .map(|file| {
            let references = file.models.iter().flat_map(|id| api[*id].kind.references());
            references.map(|id| names.file(*id)).collect()
        })
        .collect();
    let mut needed = vec![Needed::By { groups: BTreeSet::new(), others: false }; count];
    for (group, models) in groups {
        let asked = models.iter().map(|id| names.file(*id)).collect();
        walk(asked, &refers, &mut needed, |needed| needed.add(group));
    }
    let rest = |(file, needed): (usize, &Needed)| needed.is_of_no_group().then_some(file);
    let rest = needed.iter().enumerate().filter_map(rest).collect();
    walk(rest, &refers, &mut needed, Needed::add_others);
    needed
}

/// Tells files, and all that they refer to, of somebody who needs them; `tell` says whether that is news. Where it
/// is none, it is none for what they refer to either.
fn walk(
    mut open: Vec<usize>,
    refers: &[BTreeSet<usize>],
    needed: &mut [Needed],
    mut tell: impl FnMut(&mut Needed) -> bool,
) {
    while let Some(file) = open.pop() {
        if tell(&mut needed[file]) {
            open.extend(&refers[file]);
        }
    }
}

impl Needed {
    fn add(&mut self, group: &str) -> bool {
        match self {
            Self::Always => false,
            Self::By { groups, .. } if groups.contains(group) => false,
            Self::By { groups, .. } if groups.len() == MAX_SHARED => {
                *self = Self::Always;
                true
            }
            Self::By { groups, .. } => groups.insert(group.to_owned()),
        }
    }

    fn add_others(&mut self) -> bool {
        match self {
            Self::Always => false,
            Self::By { others, .. } => !std::mem::replace(others, true),
        }
    }

    fn is_of_no_group(&self) -> bool {
        matches!(self, Self::By { groups, .. } if groups.is_empty())
    }
}
