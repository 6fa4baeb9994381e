//! What is noted on the way: leaves, and what deviates.

use serde_json::Value;

use super::{At, Walker};
use crate::{
    conform::deviation::{About, Deviant, Deviation},
    ir::ModelId,
};

impl<'b> Walker<'_, 'b> {
    pub(super) fn misfit(&mut self, at: &At, expected: String, value: &'b Value) {
        self.deviate(at, Deviant::Type, expected, Some(value), true);
        self.untyped(value);
    }

    pub(super) fn deviate(&mut self, at: &At, kind: Deviant, expected: String, found: Option<&'b Value>, hard: bool) {
        self.walked.deviations.push(Deviation {
            path: self.path.clone(),
            kind,
            expected,
            found,
            span: at.span,
            place: at.place.clone(),
            about: About::Place,
            learned: false,
            hard,
        });
    }

    /// Says more of the last deviation.
    pub(super) fn about(&mut self, about: About<'b>) {
        if let Some(last) = self.walked.deviations.last_mut() {
            last.about = about;
        }
    }

    /// Notes a deviation from the docs that a learned fact allows. What lies below something learned
    /// deviates only once.
    pub(super) fn known(&mut self, at: &At, kind: Deviant, expected: String, found: Option<&'b Value>) {
        if at.learned {
            return;
        }
        self.deviate(at, kind, expected, found, false);
        if let Some(last) = self.walked.deviations.last_mut() {
            last.learned = true;
        }
    }

    pub(super) fn leaf(&mut self, learned: bool) {
        self.walked.leaves += 1;
        match learned {
            true => self.walked.learned_leaves += 1,
            false => self.walked.typed_leaves += 1,
        }
    }

    /// Notes a value of a model of which the docs say nothing.
    pub(super) fn open(&mut self, model: ModelId, value: &'b Value) {
        self.walked.open.push((model, value));
        self.free_form(value);
    }

    /// Counts what the docs leave open.
    pub(super) fn free_form(&mut self, value: &Value) {
        let before = self.walked.leaves;
        self.untyped(value);
        self.walked.free_form_leaves += self.walked.leaves - before;
    }

    /// Counts what no documentation describes.
    pub(super) fn untyped(&mut self, value: &Value) {
        match value {
            Value::Null => self.walked.nulls += 1,
            Value::Bool(_) | Value::Number(_) | Value::String(_) => self.walked.leaves += 1,
            Value::Array(elements) => elements.iter().for_each(|element| self.untyped(element)),
            Value::Object(entries) => entries.values().for_each(|entry| self.untyped(entry)),
        }
    }
}
