//! What changed in an object: its fields, what `new` asks for, what happens to unlisted keys.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Sides,
    change::{Breaks, Change, Side, What, quoted},
    renames,
    shape::{self, takes_null},
    surface::{Argument, Field, Item, Struct, Ty},
};

/// An object before and after.
pub struct Both<'a> {
    /// The two surfaces.
    pub sides: &'a Sides<'a>,
    /// The item before.
    pub old_item: &'a Item,
    /// The item after.
    pub new_item: &'a Item,
    /// What it was.
    pub old: &'a Struct,
    /// What it is.
    pub new: &'a Struct,
}

impl Both<'_> {
    /// Everything that callers can notice.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        let pairs = self.pairs();
        let old_paired: BTreeSet<usize> = pairs.iter().map(|(old, _)| *old).collect();
        let gone = self.old.fields.iter().enumerate().filter(|(at, _)| !old_paired.contains(at));
        changes.extend(gone.map(|(_, field)| self.removed(field)));
        let mut idents: BTreeMap<&str, &str> = BTreeMap::new();
        for (at, field) in self.new.fields.iter().enumerate() {
            match pairs.iter().find(|(_, new)| *new == at) {
                Some((old, _)) => {
                    let old = &self.old.fields[*old];
                    idents.insert(&old.ident, &field.ident);
                    self.compare(old, field, &mut changes);
                }
                None => changes.push(self.added(field)),
            }
        }
        self.arguments(&idents, &mut changes);
        if self.new.deny_unknown != self.old.deny_unknown {
            let refused = self.new.deny_unknown;
            let reason = if refused {
                "keys that the docs do not list are refused"
            } else {
                "unlisted keys are not refused any more"
            };
            let breaks = Breaks::NOBODY.and_wire(refused);
            changes.push(self.change(What::Unlisted, self.new_item.name(), breaks, reason));
        }
        changes
    }

    /// Fields of one JSON name, then of one Rust name, then those that are alike.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let (old, new) = (&self.old.fields, &self.new.fields);
        let by_name: BTreeMap<_, usize> = new.iter().enumerate().map(|(at, field)| (&field.json, at)).collect();
        let mut pairs: Vec<(usize, usize)> =
            old.iter().enumerate().filter_map(|(at, field)| Some((at, *by_name.get(&field.json)?))).collect();
        let left = |pairs: &[(usize, usize)]| -> (Vec<usize>, Vec<usize>) {
            let free_old =
                (0..old.len()).filter(|at| !pairs.iter().any(|(one, _)| one == at) && old[*at].json.is_some());
            let free_new =
                (0..new.len()).filter(|at| !pairs.iter().any(|(_, other)| other == at) && new[*at].json.is_some());
            (free_old.collect(), free_new.collect())
        };
        let (free_old, free_new) = left(&pairs);
        for one in free_old {
            pairs.extend(free_new.iter().find(|other| new[**other].ident == old[one].ident).map(|other| (one, *other)));
        }
        let (free_old, free_new) = left(&pairs);
        pairs.extend(renames::pairs(&free_old, &free_new, |one, other| {
            let (before, after) = (&old[one], &new[other]);
            if self.renamed(&before.ty) != after.ty {
                return 0.0;
            }
            let names = (before.ident.as_str(), after.ident.as_str());
            renames::likeness_of_members(names, (&before.docs, &after.docs), one == other)
        }));
        pairs
    }

    fn renamed(&self, ty: &Ty) -> Ty {
        ty.renamed(self.sides.renames)
    }

    fn removed(&self, field: &Field) -> Change {
        let Some(json) = &field.json else {
            let refused = self.new.deny_unknown;
            let reason = if refused { "unlisted keys are refused" } else { "unlisted keys are dropped" };
            let mut change = self.change(What::Unlisted, &self.old_subject(field), Breaks::CODE.and_wire(true), reason);
            change.at = self.sides.at(Side::Before, self.old_item, field.line, "");
            return change;
        };
        let rest = self.new.fields.iter().find(|field| field.json.is_none());
        let (wire, goes) = match (rest, self.new.deny_unknown) {
            (Some(rest), _) if self.may_hold(rest, field) => (false, "its key is kept as an unlisted one"),
            (Some(_), _) => (true, "its key is unlisted now, and unlisted ones are of another type"),
            (None, true) => (true, "bodies that have its key are refused"),
            (None, false) => (true, "its key is read over and not written back"),
        };
        let reason = format!("it is not documented any more; {goes}");
        let mut change =
            self.change(What::FieldRemoved, &self.old_subject(field), Breaks::CODE.and_wire(wire), &reason);
        change.before = field.ty.to_string();
        change.advice = match wire {
            false => format!("take {} from `extra`, if the server still sends it", quoted(json)),
            true => "do without it".to_owned(),
        };
        change.at = self.sides.at(Side::Before, self.old_item, field.line, json);
        change
    }

    /// Whether what the old `field` held may stand among the unlisted keys, which are in `rest`.
    fn may_hold(&self, rest: &Field, field: &Field) -> bool {
        let (inner, _) = without_presence(field);
        let inner = inner.renamed(self.sides.renames);
        // Without a type, they are of any.
        let takes = |of: &Ty| shape::takes((of, self.sides.after), (&inner, self.sides.before));
        rest.ty.args.last().is_none_or(takes)
    }

    fn added(&self, field: &Field) -> Change {
        let subject = self.subject(field);
        let Some(json) = &field.json else {
            let breaks = if self.new_item.non_exhaustive { Breaks::NOBODY } else { Breaks::CODE };
            return self.of_field(self.change(What::Unlisted, &subject, breaks, "unlisted keys are kept"), field);
        };
        let asked = self.asks_for(self.new.arguments.as_deref(), &field.ident);
        let open = self.new_item.non_exhaustive;
        let reason = match (field.must_be_there, asked, open) {
            (true, true, _) => "`new` asks for it, and bodies without it are refused",
            (true, false, true) => "bodies without it are refused",
            (false, true, _) => "`new` asks for it; bodies without it can be read",
            (_, false, false) => "it must be named wherever the type is built or matched",
            (false, false, true) => "it may be absent",
        };
        let breaks = Breaks { readers: !open, builders: asked || !open, wire: field.must_be_there };
        let mut change = self.of_field(self.change(What::FieldAdded, &subject, breaks, reason), field);
        change.after = field.ty.to_string();
        change.at.member.clone_from(json);
        if asked {
            change.advice = format!("give `{}` to `{}::new`", field.ident, self.new_item.name());
        }
        change
    }

    /// One field before and after.
    fn compare(&self, old: &Field, new: &Field, changes: &mut Vec<Change>) {
        self.compare_names(old, new, changes);
        let was = self.renamed(&old.ty);
        let canonical = |ty: &Ty, after: bool| {
            shape::canonical(ty, if after { self.sides.after } else { self.sides.before }).renamed(self.sides.renames)
        };
        let same_type = was == new.ty || canonical(&old.ty, false) == canonical(&new.ty, true);
        if new.json.is_none() {
            if !same_type {
                let takes = shape::takes((&new.ty, self.sides.after), (&was, self.sides.before));
                let reason = match takes {
                    true => "unlisted keys are kept in another type",
                    false => "unlisted keys are of another type: values of the old one cannot be read",
                };
                let breaks = Breaks::CODE.and_wire(!takes);
                let change = self.change(What::Unlisted, &self.subject(new), breaks, reason);
                changes.push(self.of_field(self.between(change, &old.ty, &new.ty), new));
            }
            return;
        }
        let (old_inner, old_null) = without_presence(old);
        let (new_inner, new_null) = without_presence(new);
        let takes =
            shape::takes((new_inner, self.sides.after), (&old_inner.renamed(self.sides.renames), self.sides.before));
        let before = changes.len();
        let asked = (
            self.asks_for(self.old.arguments.as_deref(), &old.ident),
            self.asks_for(self.new.arguments.as_deref(), &new.ident),
        );
        let code = Breaks { readers: !same_type, builders: !same_type || asked.0 != asked.1, wire: false };
        let refused = new.must_be_there && !old.must_be_there;
        if old.required != new.required || old.must_be_there != new.must_be_there {
            let reason = match (refused, new.required) {
                (true, _) => "bodies without it are refused",
                (false, true) => "bodies without it can be read",
                (false, false) => "it may be absent",
            };
            let advice = match (asked, same_type, new.must_be_there) {
                ((false, true), ..) => format!("give `{}` to `new`", new.ident),
                ((true, false), true, _) => format!("leave `{}` out of `new`", new.ident),
                ((true, false), false, _) => format!("expect none in `{}`, and set it behind `new`", new.ident),
                (_, _, true) => format!("take `{}` as it is", new.ident),
                (_, _, false) => format!("expect none in `{}`", new.ident),
            };
            let mut change = self.change(What::Required, &self.subject(new), code.and_wire(refused), reason);
            change.advice = advice;
            changes.push(self.of_field(self.between(change, &old.ty, &new.ty), new));
        }
        let null =
            (old_null || takes_null(old_inner, self.sides.before), new_null || takes_null(new_inner, self.sides.after));
        if null.0 != null.1 && old_null != new_null {
            let (reason, advice) = match (new_null, new.must_be_there) {
                (true, _) => ("it may be null", "expect null in it"),
                (false, true) => ("null is refused", "take it as it is"),
                (false, false) => {
                    ("null is read as absent and not written back", "null needs no branch of its own any more")
                }
            };
            let mut change = self.change(What::Nullable, &self.subject(new), code.and_wire(!new_null), reason);
            change.advice = advice.to_owned();
            changes.push(self.of_field(self.between(change, &old.ty, &new.ty), new));
        }
        let same_inner = canonical(old_inner, false) == canonical(new_inner, true);
        if !same_inner || (!same_type && changes.len() == before) {
            let reason = match takes {
                true => "callers hold another type; all bodies can still be read",
                false => "values of the old type cannot be read, or not be given back as they came",
            };
            let mut change = self.change(What::Type, &self.subject(new), Breaks::CODE.and_wire(!takes), reason);
            change.advice = format!("read and build it as `{}`", new.ty);
            changes.push(self.of_field(self.between(change, &old.ty, &new.ty), new));
        }
    }

    fn compare_names(&self, old: &Field, new: &Field, changes: &mut Vec<Change>) {
        let (ident, json) = (old.ident != new.ident, old.json != new.json);
        if !ident && !json {
            return;
        }
        let key = |field: &Field| field.json.clone().unwrap_or_default();
        let spelled = |field: &Field| quoted(&key(field));
        let breaks = if ident { Breaks::CODE } else { Breaks::NOBODY };
        let reason = match json {
            true => format!("its key on the wire is {}, it was {}", spelled(new), spelled(old)),
            false => "its name in Rust is another one; on the wire nothing changed".to_owned(),
        };
        let mut change = self.change(What::FieldRenamed, &self.subject(new), breaks.and_wire(json), &reason);
        (change.before, change.after) =
            if ident { (old.ident.clone(), new.ident.clone()) } else { (key(old), key(new)) };
        if ident {
            change.advice = format!("write `{}` for `{}`", new.ident, old.ident);
        }
        changes.push(self.of_field(change, new));
    }

    /// What `new` asks for, where no field says it already. `idents` are fields before and after.
    fn arguments(&self, idents: &BTreeMap<&str, &str>, changes: &mut Vec<Change>) {
        let (Some(old), Some(new)) = (&self.old.arguments, &self.new.arguments) else {
            if self.old.arguments.is_some() {
                changes.push(self.change(
                    What::Arguments,
                    self.new_item.name(),
                    Breaks::BUILDERS,
                    "there is no `new` any more",
                ));
            }
            return;
        };
        let name = self.new_item.name();
        let spelled =
            |arguments: &[Argument]| arguments.iter().map(|one| one.ident.as_str()).collect::<Vec<_>>().join(", ");
        let mut add = |reason: String, advice: String| {
            let mut change = self.change(What::Arguments, &format!("{name}::new"), Breaks::BUILDERS, &reason);
            (change.before, change.after, change.advice) = (spelled(old), spelled(new), advice);
            changes.push(change);
        };
        match (&self.old.by_name, &self.new.by_name) {
            (None, Some(path)) => {
                let by_name = path.rsplit("::").next().unwrap_or(path);
                add(
                    format!("it takes its many arguments as a `{by_name}`"),
                    format!("name the arguments in a `{by_name}`"),
                );
                return;
            }
            (Some(_), None) => {
                add("it takes its arguments one by one".to_owned(), "give the arguments one by one".to_owned());
                return;
            }
            (Some(one), Some(other)) if self.sides.renames.get(one).unwrap_or(one) != other && one != other => {
                add("the type of its arguments is called otherwise".to_owned(), String::new());
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
        let now =
            |argument: &Argument| idents.get(argument.ident.as_str()).copied().unwrap_or(&argument.ident).to_owned();
        let old_names: Vec<String> = old.iter().map(now).collect();
        let new_names: Vec<&str> = new.iter().map(|argument| argument.ident.as_str()).collect();
        for argument in new {
            let field_said = self.new.fields.iter().find(|field| field.ident == argument.ident);
            let was = old_names.iter().position(|name| *name == argument.ident).map(|at| &old[at]);
            let old_field = self.old.fields.iter().find(|field| now_ident(idents, &field.ident) == argument.ident);
            match was {
                // The field is new, or was not required before.
                None if old_field.is_none_or(|field| field.required != field_said.is_some_and(|now| now.required)) => {}
                None => add(
                    format!("it asks for `{}`, which has more than one value now", argument.ident),
                    format!("give `{}` to `{name}::new`", argument.ident),
                ),
                Some(was) if self.renamed(&was.ty) == argument.ty => {}
                Some(_) if old_field.zip(field_said).is_some_and(|(old, new)| self.renamed(&old.ty) != new.ty) => {}
                Some(was) => {
                    add(format!("`{}` is a `{}`, it was a `{}`", argument.ident, argument.ty, was.ty), String::new())
                }
            }
        }
        for (argument, now) in old.iter().zip(&old_names).filter(|(_, now)| !new_names.contains(&now.as_str())) {
            let field = self.new.fields.iter().find(|field| field.ident == *now);
            if field.is_some_and(|field| field.required) {
                add(
                    format!("it does not ask for `{}` any more, which has one value only", argument.ident),
                    format!("leave `{}` out", argument.ident),
                );
            }
        }
        let common_old: Vec<&str> =
            old_names.iter().map(String::as_str).filter(|name| new_names.contains(name)).collect();
        let common_new: Vec<&str> =
            new_names.into_iter().filter(|name| old_names.iter().any(|old| old == name)).collect();
        if self.new.by_name.is_none() && common_old != common_new {
            add(
                "its arguments are in another order, which no compiler sees where types are the same".to_owned(),
                format!("give them in this order: {}", spelled(new)),
            );
        }
    }

    fn asks_for(&self, arguments: Option<&[Argument]>, ident: &str) -> bool {
        arguments.is_some_and(|arguments| arguments.iter().any(|argument| argument.ident == ident))
    }

    fn subject(&self, field: &Field) -> String {
        format!("{}.{}", self.new_item.name(), field.ident)
    }

    fn old_subject(&self, field: &Field) -> String {
        format!("{}.{}", self.old_item.name(), field.ident)
    }

    fn change(&self, what: What, subject: &str, breaks: Breaks, reason: &str) -> Change {
        self.sides.change(what, self.new_item, subject, breaks, reason)
    }

    fn between(&self, mut change: Change, old: &Ty, new: &Ty) -> Change {
        (change.before, change.after) = (old.to_string(), new.to_string());
        change
    }

    fn of_field(&self, mut change: Change, field: &Field) -> Change {
        change.at.line = field.line;
        change.at.member = field.json.clone().unwrap_or_default();
        change
    }
}

fn now_ident<'a>(idents: &BTreeMap<&'a str, &'a str>, ident: &'a str) -> &'a str {
    idents.get(ident).copied().unwrap_or(ident)
}

/// The type of a field that is there and not null, and whether null is allowed.
fn without_presence(field: &Field) -> (&Ty, bool) {
    match (field.ty.path.as_str(), field.ty.args.as_slice()) {
        ("Option", [inner]) => (inner, field.must_be_there),
        ("support::Maybe", [inner]) => (inner, true),
        _ => (&field.ty, false),
    }
}
