//! What changed in a set of values or in a union.

use std::collections::BTreeSet;

use super::{
    Sides,
    change::{Breaks, Change, Side, What, quoted},
    shape,
    surface::{Enum, Item, Member, Union, Variant},
};

/// A set of values, before and after.
pub fn of_enums(sides: &Sides<'_>, items: (&Item, &Item), old: &Enum, new: &Enum) -> Vec<Change> {
    let (old_item, new_item) = items;
    let name = new_item.name();
    let mut changes = Vec::new();
    if old.base != new.base {
        let mut change = sides.change(
            What::Type,
            new_item,
            name,
            Breaks::CODE.and_wire(true),
            "its values are of another JSON type",
        );
        (change.before, change.after) = (old.base.to_string(), new.base.to_string());
        change.advice = format!("handle `{}` where values are taken out or put in", new.base);
        changes.push(change);
    }
    let at = |variant: &Variant, mut change: Change| {
        change.at.line = variant.line;
        change.at.member.clone_from(&variant.value);
        change
    };
    for variant in &old.variants {
        let same_value = new.variants.iter().find(|other| other.value == variant.value);
        let same_ident = new.variants.iter().find(|other| other.ident == variant.ident);
        let subject = |variant: &Variant| format!("{name}::{}", variant.ident);
        // A name that stands for another value, which the docs did not have: that is said of the name, below.
        let is_respelled = same_ident.is_some_and(|other| !lists(old, &other.value));
        match same_value {
            Some(other) if other.ident == variant.ident => {}
            Some(other) => {
                let reason = "the same value has another name";
                let mut change = sides.change(What::ValueChanged, new_item, &subject(other), Breaks::CODE, reason);
                (change.before, change.after) = (variant.ident.clone(), other.ident.clone());
                change.advice = format!("write `{}` for `{}`", other.ident, variant.ident);
                changes.push(at(other, change));
            }
            None if is_respelled => {}
            None => {
                let reason = "it is not listed any more; the value is read as `Unknown`";
                let mut change = sides.change(
                    What::ValueRemoved,
                    new_item,
                    &format!("{}::{}", old_item.name(), variant.ident),
                    Breaks::CODE,
                    reason,
                );
                change.before.clone_from(&variant.value);
                change.advice = format!("match on `Unknown` for {}", quoted(&variant.value));
                change.at = sides.at(Side::Before, old_item, variant.line, &variant.value);
                changes.push(change);
            }
        }
        // Code with this name compiles, whatever became of the value.
        if let Some(other) = same_ident.filter(|other| other.value != variant.value) {
            let reason =
                format!("it stands for {} on the wire, it was {}", quoted(&other.value), quoted(&variant.value));
            let breaks = Breaks::READERS.and_wire(true);
            let mut change = sides.change(What::ValueChanged, new_item, &subject(other), breaks, &reason);
            (change.before, change.after) = (variant.value.clone(), other.value.clone());
            changes.push(at(other, change));
        }
    }
    let (breaks, reason) = added(new_item, "value");
    for variant in &new.variants {
        let respelled = old.variants.iter().any(|old| old.ident == variant.ident && !lists(new, &old.value));
        if !lists(old, &variant.value) && !respelled {
            let mut change =
                sides.change(What::ValueAdded, new_item, &format!("{name}::{}", variant.ident), breaks, &reason);
            change.after.clone_from(&variant.value);
            changes.push(at(variant, change));
        }
    }
    changes
}

fn lists(values: &Enum, value: &str) -> bool {
    values.variants.iter().any(|variant| variant.value == value)
}

/// A union, before and after.
pub fn of_unions(sides: &Sides<'_>, items: (&Item, &Item), old: &Union, new: &Union) -> Vec<Change> {
    let (old_item, new_item) = items;
    let name = new_item.name();
    let mut changes = Vec::new();
    let at = |member: &Member, mut change: Change| {
        change.at.line = member.line;
        change.at.member = position(new, member);
        change
    };
    let mut renamed: BTreeSet<&str> = BTreeSet::new();
    for member in &old.members {
        let was = member.ty.renamed(sides.renames);
        let subject = |member: &Member| format!("{name}::{}", member.ident);
        if let Some(same) = new.members.iter().find(|other| other.ident == member.ident) {
            let canonical = shape::canonical(&member.ty, sides.before).renamed(sides.renames);
            if was != same.ty && canonical != shape::canonical(&same.ty, sides.after) {
                let takes = shape::takes((&same.ty, sides.after), (&was, sides.before));
                let reason = "it holds another type";
                let mut change =
                    sides.change(What::Type, new_item, &subject(same), Breaks::CODE.and_wire(!takes), reason);
                (change.before, change.after) = (member.ty.to_string(), same.ty.to_string());
                change.advice = format!("read and build it as `{}`", same.ty);
                changes.push(at(same, change));
            }
            let lost: Vec<String> = member.tags.difference(&same.tags).map(|tag| quoted(tag)).collect();
            if !lost.is_empty() && !same.tags.is_empty() {
                let reason = format!("bodies tagged {} are not read as it any more", lost.join(", "));
                changes.push(at(
                    same,
                    sides.change(What::MemberFound, new_item, &subject(same), Breaks::READERS, &reason),
                ));
            }
            continue;
        }
        let other_name = new.members.iter().find(|other| {
            other.ty == was
                && !old.members.iter().any(|old| old.ident == other.ident)
                && !renamed.contains(other.ident.as_str())
        });
        match other_name {
            Some(other) => {
                renamed.insert(&other.ident);
                let mut change = sides.change(
                    What::MemberRemoved,
                    new_item,
                    &subject(other),
                    Breaks::CODE,
                    "the member has another name",
                );
                (change.before, change.after) = (member.ident.clone(), other.ident.clone());
                change.advice = format!("write `{}` for `{}`", other.ident, member.ident);
                changes.push(at(other, change));
            }
            None => {
                let reason = "it is not listed any more; its bodies are read as another member or as `Unknown`";
                let subject = format!("{}::{}", old_item.name(), member.ident);
                let mut change = sides.change(What::MemberRemoved, new_item, &subject, Breaks::CODE, reason);
                change.before = member.ty.to_string();
                change.advice = "match on `Unknown`".to_owned();
                change.at = sides.at(Side::Before, old_item, member.line, &position(old, member));
                changes.push(change);
            }
        }
    }
    let (breaks, reason) = added(new_item, "member");
    let is_new = |member: &&Member| {
        !old.members.iter().any(|other| other.ident == member.ident) && !renamed.contains(member.ident.as_str())
    };
    for member in new.members.iter().filter(is_new) {
        let mut change =
            sides.change(What::MemberAdded, new_item, &format!("{name}::{}", member.ident), breaks, &reason);
        change.after = member.ty.to_string();
        changes.push(at(member, change));
    }
    changes.extend(told_apart(sides, new_item, old, new));
    changes
}

/// The position of a member, from 1.
fn position(union: &Union, member: &Member) -> String {
    let at = union.members.iter().position(|other| other.ident == member.ident);
    at.map_or_else(String::new, |at| (at + 1).to_string())
}

/// Whether a body may be read as another member than before.
fn told_apart(sides: &Sides<'_>, item: &Item, old: &Union, new: &Union) -> Option<Change> {
    if old.tag != new.tag
        && let Some(tag) = &old.tag
    {
        let now = new.tag.as_deref().map_or_else(|| "what is in them".to_owned(), quoted);
        let reason = format!("members were told apart by {}, now by {now}", quoted(tag));
        return Some(sides.change(What::MemberFound, item, item.name(), Breaks::READERS, &reason));
    }
    let order = |of: &Union, other: &Union| -> Vec<String> {
        let common = of.members.iter().filter(|member| other.members.iter().any(|also| also.ident == member.ident));
        common.map(|member| member.ident.clone()).collect()
    };
    let (before, after) = (order(old, new), order(new, old));
    (new.tried && before != after).then(|| {
        let reason = "members that nothing tells apart are tried in another order";
        let mut change = sides.change(What::MemberFound, item, item.name(), Breaks::READERS, reason);
        (change.before, change.after) = (before.join(", "), after.join(", "));
        change
    })
}

fn added(item: &Item, what: &str) -> (Breaks, String) {
    match item.non_exhaustive {
        true => (Breaks::NOBODY, format!("callers must expect further {what}s already")),
        false => (Breaks::READERS, format!("every `match` must name the {what}")),
    }
}
