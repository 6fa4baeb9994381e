//! Which member of a union a value is taken for.

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
        let chosen = match dispatch.tried(JsonKind::of(value), |when| holds(when, value)).as_slice() {
            [] if self.docs.is_open(union) => return self.open(at.place.model, value),
            [] => return self.no_member(at, union, &dispatch, value),
            [only] => *only,
            several => self.first_that_fits(at, union, several, value),
        };
        self.enter(at, union, chosen, value);
    }

    /// Of members that one test leaves: the first that the value can be read as, else the one that it is
    /// nearest to.
    fn first_that_fits(&mut self, at: &At, union: &'b Union<ModelId>, members: &[usize], value: &'b Value) -> usize {
        let mut best = (usize::MAX, members[0]);
        for member in members {
            let mut trial = Walker { docs: self.docs, path: self.path.clone(), walked: Walked::default() };
            trial.enter(at, union, *member, value);
            let hard = trial.walked.deviations.iter().filter(|found| found.hard).count();
            if hard < best.0 {
                best = (hard, *member);
            }
            if hard == 0 {
                break;
            }
        }
        best.1
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
