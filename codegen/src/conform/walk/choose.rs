//! Which member of a union a value is taken for.

use std::{mem, ptr};

use serde_json::Value;

use super::{At, Walker, is_same};
use crate::{
    conform::{
        deviation::{About, Deviant, Walked},
        equal, words,
    },
    ir::{ModelId, Union},
    resolve::unions::{Dispatch, JsonKind, When},
};

impl<'b> Walker<'_, 'b> {
    pub(super) fn union(&mut self, at: &At, union: &'b Union<ModelId>, value: &'b Value) {
        let dispatch = self.docs.dispatch(union);
        match dispatch.tried(JsonKind::of(value), |when| holds(when, value)).as_slice() {
            [] if self.docs.is_open(union) => self.open(at.place.model, value),
            [] => self.no_member(at, union, &dispatch, value),
            [only] => self.enter(at, union, *only, value),
            several => self.first_that_fits(at, union, several, value),
        }
    }

    /// Of members that one test leaves: the first that the value can be read as, else the one that it is
    /// nearest to. What its trial noted stays, and which one it is: tried anew in each trial of what it is in, a value
    /// would be walked twice as often on each level.
    fn first_that_fits(&mut self, at: &At, union: &'b Union<ModelId>, members: &[usize], value: &'b Value) {
        // Of the way here nothing else bears on what fits.
        let key = (ptr::from_ref(value), ptr::from_ref(union), at.hops);
        if let Some(member) = self.chosen.get(&key) {
            return self.enter(at, union, *member, value);
        }
        let before = mem::take(&mut self.walked);
        let mut best: Option<(usize, usize, Walked<'b>)> = None;
        for member in members {
            self.enter(at, union, *member, value);
            let trial = mem::take(&mut self.walked);
            let hard = trial.deviations.iter().filter(|found| found.hard).count();
            if best.as_ref().is_none_or(|(least, ..)| hard < *least) {
                best = Some((hard, *member, trial));
            }
            if hard == 0 {
                break;
            }
        }
        self.walked = before;
        if let Some((_, member, trial)) = best {
            self.chosen.insert(key, member);
            self.walked.append(trial);
        }
    }

    fn enter(&mut self, at: &At, union: &'b Union<ModelId>, member: usize, value: &'b Value) {
        let member = &union.members[member];
        let is_learned = self.docs.is_learned(member);
        if is_learned && !self.docs.is_open(union) {
            let documented = union.members.iter().filter(|one| !self.docs.is_learned(one)).count();
            // What has become a union by what was learned is none in the docs.
            let kind = if documented == 1 { Deviant::Type } else { Deviant::Member };
            self.known(at, kind, words::one_of(self.docs.api, self.docs.marks, union), Some(value));
        }
        self.value(&At { learned: at.learned || is_learned, ..at.hop() }, &member.ty, value);
    }

    /// The value is of no member: it is kept as raw JSON. A tag that is not listed is where it shows.
    fn no_member(&mut self, at: &At, union: &'b Union<ModelId>, dispatch: &Dispatch, value: &'b Value) {
        let tag = dispatch.tag.as_ref().filter(|_| value.is_object());
        let found = tag.and_then(|tag| value.as_object()?.get_key_value(tag));
        let expected = match tag {
            Some(_) if found.is_some() => {
                let documented = dispatch.arms.iter().filter(|arm| !self.docs.is_learned(&union.members[arm.member]));
                let arms = documented.filter_map(|arm| match &arm.when {
                    When::Tag { values, .. } => Some(values),
                    When::OneOf(_) | When::Whole | When::Keys(_) | When::Always => None,
                });
                let known: Vec<String> = arms.flatten().map(Value::to_string).collect();
                words::names(known.iter().map(String::as_str))
            }
            Some(tag) => format!("`{tag}`, which tells the members apart"),
            None => words::one_of(self.docs.api, self.docs.marks, union),
        };
        match found {
            Some((key, tag)) => {
                self.path.key(key);
                self.deviate(at, Deviant::Member, expected, Some(tag), false);
                self.path.back();
            }
            None => self.deviate(at, Deviant::Member, expected, Some(value), false),
        }
        self.about(About::Members(union, value));
        self.untyped(value);
    }
}

/// Whether the generated code takes the test for met.
fn holds(when: &When, value: &Value) -> bool {
    match when {
        When::Tag { property, values } => {
            value.get(property).is_some_and(|tag| values.iter().any(|value| is_same(value, tag)))
        }
        When::OneOf(values) => values.iter().any(|listed| is_same(listed, value)),
        When::Whole => {
            let whole = value.as_number().and_then(equal::integer);
            whole.is_some_and(|whole| i64::try_from(whole).is_ok())
        }
        When::Keys(keys) => value.as_object().is_some_and(|entries| keys.iter().all(|key| entries.contains_key(key))),
        When::Always => true,
    }
}
