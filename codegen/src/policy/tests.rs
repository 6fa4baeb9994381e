use super::*;
use crate::{
    config,
    diag::Diagnostics,
    fixture::{api, field, object, optional, union, values},
    source::Sources,
};

fn nullable(mut field: Field<ModelId>, nullable: Nullable) -> Field<ModelId> {
    field.nullable.value = nullable;
    field
}

fn text() -> Type<ModelId> {
    Type::String(None)
}

fn zoo() -> Api<ModelId> {
    let cat = object(vec![
        field("name", text()),
        nullable(field("owner", text()), Nullable::Unknown),
        optional("born", Type::List(Box::new(Type::String(Some("date"))))),
        field("kind", Type::Enum(Box::new(values(&["cat"])))),
        optional("note", text()),
    ]);
    let stamp = Kind::Alias(Type::String(Some("date-time")));
    let any = Kind::Union(union(vec![Type::String(Some("date-time")), Type::Null]));
    api(vec![("Cat.md", cat), ("shared/Stamp.md", stamp), ("Either.md", any)]).0
}

/// What `spec.toml` makes of it: the policies, and what is said of them.
fn check(toml: &str) -> (Policies, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let config = config::parse(toml).expect("valid");
    let policies = resolve(&zoo(), &config, &Sources::default(), &mut diagnostics);
    let said = diagnostics.iter().map(|found| match &found.help {
        Some(help) => format!("{} ({help})", found.message),
        None => found.message.clone(),
    });
    (policies, said.collect())
}

#[test]
fn every_cell_of_the_table() {
    use Held::{Lenient, Nullable as OrNull, Optional, ThreeStates, Value};
    use Nullable::{No, Unknown, Yes};
    let row = |profile, admits_null| {
        let of = |required: bool, null| {
            let base = if required { field("a", text()) } else { optional("a", text()) };
            held(profile, &nullable(base, null), admits_null)
        };
        [of(true, No), of(true, Yes), of(true, Unknown), of(false, No), of(false, Yes), of(false, Unknown)]
    };
    assert_eq!(row(Profile::Documented, false), [Value, OrNull, Value, Optional, ThreeStates, Optional]);
    assert_eq!(row(Profile::Tolerant, false), [Value, Lenient, Optional, Optional, Optional, Optional]);
    assert_eq!(row(Profile::Exact, false), [Value, ThreeStates, ThreeStates, ThreeStates, ThreeStates, ThreeStates]);
    // Null is a value then: what else may be is that nothing is there.
    assert_eq!(row(Profile::Documented, true), [Value, Value, Value, Optional, Optional, Optional]);
    assert_eq!(row(Profile::Tolerant, true), [Value, Optional, Optional, Optional, Optional, Optional]);
    assert_eq!(row(Profile::Exact, true), [Value, Optional, Optional, Optional, Optional, Optional]);
}

#[test]
fn a_field_is_narrowed_from_its_model_and_that_from_the_api() {
    // The field stands first: the order in the file does not matter.
    let (policies, said) = check(
        "presence = \"tolerant\"\n[policy.\"Cat.born\"]\npresence = \"documented\"\n[policy.\"Cat.owner\"]\n\
         presence = \"tolerant\"\n[policy.\"Cat\"]\npresence = \"exact\"\ndates = \"jiff\"\n",
    );
    assert!(said.is_empty(), "{said:?}");
    let of = |position| policies.field(ModelId(0), position);
    assert_eq!(
        [of(0).presence, of(1).presence, of(2).presence],
        [Profile::Exact, Profile::Tolerant, Profile::Documented]
    );
    assert_eq!((of(2).texts.dates, policies.model(ModelId(1)).texts.dates), (Dates::Jiff, Dates::String));
    assert_eq!(policies.any_texts().dates, Dates::Jiff);
    assert_eq!(policies.touched(&zoo()), [(Profile::Tolerant, 1, 1), (Profile::Exact, 1, 3)]);
}

#[test]
fn what_changes_nothing_is_said() {
    let said = |toml: &str| check(toml).1;
    assert!(said("[policy.\"shared.Stamp\"]\ndates = \"time\"\n").is_empty());
    assert_eq!(
        said("[policy.\"Cat.ownr\"]\npresence = \"exact\"\n"),
        ["the policy of `Cat.ownr`: there is no such model or field (the nearest one is `Cat.owner`)"]
    );
    assert_eq!(
        said("[policy.\"Cat.name\"]\npresence = \"exact\"\n"),
        ["the policy of `Cat.name`: with `presence` or without it, the types are the same (remove `presence` from \
         the policy)"]
    );
    assert_eq!(said("dates = \"jiff\"\n[policy.\"Cat\"]\ndates = \"jiff\"\n").len(), 1, "it holds anyway");
    assert_eq!(said("[policy.\"Either\"]\ndates = \"jiff\"\n").len(), 1, "in unions text is text");
    assert_eq!(said("[policy.\"Cat\"]\n"), ["the policy of `Cat`: it says nothing (remove it)"]);
    // Of two that say the same, the narrower one is idle.
    assert_eq!(said("[policy.\"Cat\"]\ndates = \"jiff\"\n[policy.\"Cat.born\"]\ndates = \"jiff\"\n").len(), 2);
}

#[test]
fn what_a_codec_cannot_do_is_refused() {
    let refused = "`on_mismatch = \"keep\"` is more than serde's derives can do (set `codec = \"table\"`, or leave \
                   `on_mismatch` out)";
    assert_eq!(check("codec = \"derive\"\non_mismatch = \"keep\"\n").1, [refused]);
    assert_eq!(check("codec = \"derive\"\n[policy.\"Cat\"]\non_mismatch = \"keep\"\n").1, [refused]);
    assert_eq!(check("on_mismatch = \"keep\"\n").1, Vec::<String>::new());
    let of_field = check("[policy.\"Cat.name\"]\non_mismatch = \"keep\"\n").1;
    assert_eq!(
        of_field[0],
        "the policy of `Cat.name`: a value is kept for whole models only (put `on_mismatch` under the model)"
    );
}
