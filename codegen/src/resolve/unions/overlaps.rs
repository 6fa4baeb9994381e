//! Members that one value can fit.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::{Arm, Test, When};

/// So many comparisons take less time than sets do.
const FEW: usize = 256;

/// Pairs of members of which one value can fit both, where the order of tests does not make the choice
/// the obvious one (a listed value before any text, more keys before fewer, any JSON at all last).
pub fn overlaps(tests: &[Test]) -> Vec<(usize, usize)> {
    let mut found = BTreeSet::new();
    // Whatever has a tag is of one member.
    let tests: Vec<&Test> = tests.iter().filter(|test| !matches!(test.arm.when, When::Tag { .. })).collect();
    for (i, a) in tests.iter().enumerate() {
        for b in &tests[i + 1..] {
            if a.takes_all == b.takes_all
                && a.arm.member != b.arm.member
                && meet(&a.arm, &b.arm)
                && items_meet(&a.items, &b.items)
            {
                let (a, b) = (a.arm.member, b.arm.member);
                found.insert((a.min(b), a.max(b)));
            }
        }
    }
    found.into_iter().collect()
}

fn meet(a: &Arm, b: &Arm) -> bool {
    a.kind == b.kind && overlap(&a.when, &b.when)
}

/// Whether lists of these may hold the same items; what holds no items at all is no list.
fn items_meet(a: &[Arm], b: &[Arm]) -> bool {
    a.is_empty() || b.is_empty() || a.iter().any(|a| b.iter().any(|b| meet(a, b)))
}

fn overlap(a: &When, b: &When) -> bool {
    match (a, b) {
        (When::Always, When::Always) | (When::Whole, When::Whole) => true,
        (When::OneOf(a), When::OneOf(b)) => {
            if a.len() * b.len() <= FEW {
                return b.iter().any(|value| a.contains(value));
            }
            let listed: HashSet<&Value> = a.iter().collect();
            b.iter().any(|value| listed.contains(value))
        }
        (When::Keys(a), When::Keys(b)) => {
            // Most differ in the first one.
            a.len() == b.len()
                && a.first().is_none_or(|key| b.contains(key))
                && a.iter().collect::<HashSet<_>>() == b.iter().collect::<HashSet<_>>()
        }
        (When::Tag { .. } | When::OneOf(_) | When::Whole | When::Keys(_) | When::Always, _) => false,
    }
}
