//! What many JSON values have in common.
//!
//! In: values, one after the other. Out: [`Shape`]: in how many bodies each kind of value was seen, and the same
//! for elements and properties. No value is kept.

use std::collections::BTreeMap;

use serde_json::Value;

/// In how many bodies something was seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of bodies.
    pub bodies: usize,
    /// The position of the first one.
    pub first: usize,
    last: usize,
}

impl Tally {
    /// Counts the body at a position. Positions come in order.
    pub fn add(&mut self, body: usize) {
        if self.bodies == 0 {
            self.first = body;
        }
        if self.bodies == 0 || self.last != body {
            self.bodies += 1;
            self.last = body;
        }
    }

    /// Both, the other one's bodies counted again.
    fn with(self, other: Self) -> Self {
        match (self.bodies, other.bodies) {
            (_, 0) => self,
            (0, _) => other,
            _ => Self {
                bodies: self.bodies.max(other.bodies),
                first: self.first.min(other.first),
                last: self.last.max(other.last),
            },
        }
    }
}

/// What values at one place are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape {
    /// `null`
    pub nulls: Tally,
    /// `true`, `false`
    pub booleans: Tally,
    /// Whole numbers inside of `i64`.
    pub integers: Tally,
    /// Other numbers.
    pub numbers: Tally,
    /// Whole numbers that neither `i64` nor `f64` holds.
    pub large: Tally,
    /// Text.
    pub strings: Tally,
    /// `[..]`
    pub arrays: Tally,
    /// What arrays hold.
    pub elements: Option<Box<Shape>>,
    /// `{..}`
    pub objects: Tally,
    /// How many objects there were, counted one by one.
    pub object_count: usize,
    /// What objects hold.
    pub properties: BTreeMap<String, Property>,
}

/// A property of objects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Property {
    /// In how many objects it was, counted one by one.
    pub count: usize,
    /// In how many bodies.
    pub seen: Tally,
    /// What it holds.
    pub shape: Shape,
}

impl Shape {
    /// Adds a value of the body at a position.
    pub fn add(&mut self, value: &Value, body: usize) {
        match value {
            Value::Null => self.nulls.add(body),
            Value::Bool(_) => self.booleans.add(body),
            Value::Number(number) if number.is_i64() => self.integers.add(body),
            Value::Number(number) if number.is_u64() => self.large.add(body),
            Value::Number(_) => self.numbers.add(body),
            Value::String(_) => self.strings.add(body),
            Value::Array(elements) => {
                self.arrays.add(body);
                let shape = self.elements.get_or_insert_default();
                elements.iter().for_each(|element| shape.add(element, body));
            }
            Value::Object(entries) => {
                self.objects.add(body);
                self.object_count += 1;
                for (key, value) in entries {
                    let property = self.properties.entry(key.clone()).or_default();
                    property.count += 1;
                    property.seen.add(body);
                    property.shape.add(value, body);
                }
            }
        }
    }

    /// What the values of all properties have in common.
    pub fn of_properties(&self) -> Self {
        let mut all = Self::default();
        self.properties.values().for_each(|property| all.merge(&property.shape));
        all
    }

    fn merge(&mut self, other: &Self) {
        self.nulls = self.nulls.with(other.nulls);
        self.booleans = self.booleans.with(other.booleans);
        self.integers = self.integers.with(other.integers);
        self.numbers = self.numbers.with(other.numbers);
        self.large = self.large.with(other.large);
        self.strings = self.strings.with(other.strings);
        self.arrays = self.arrays.with(other.arrays);
        if let Some(elements) = &other.elements {
            self.elements.get_or_insert_default().merge(elements);
        }
        self.objects = self.objects.with(other.objects);
        self.object_count += other.object_count;
        for (key, more) in &other.properties {
            let property = self.properties.entry(key.clone()).or_default();
            property.count += more.count;
            property.seen = property.seen.with(more.seen);
            property.shape.merge(&more.shape);
        }
    }
}
