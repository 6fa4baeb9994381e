//! Objects as structs: fields, presence, unlisted keys, what `new` asks for.

use crate::{
    config::Unknown,
    ir::{self, Api, Kind, ModelId, Nullable},
    policy::{self, Held},
    rust::{Default, Docs, Field, Hold, Init, Item, Presence, Read, Struct, Type, Unlisted, Wire, Wrap, ident},
};

use super::{Context, asked, derives, names::Site, notes};

/// One object; types written inside of it are added to `helpers`.
pub fn lower(
    context: &Context<'_>,
    site: &Site<'_>,
    docs: Docs,
    model: &ir::Struct<ModelId>,
    helpers: &mut Vec<Item>,
) -> Item {
    let names: Vec<&str> = model.fields.iter().map(|field| field.json.text.as_str()).collect();
    let idents = ident::fields(&names);
    let fields = model.fields.iter().zip(idents).enumerate();
    let mut fields: Vec<Field> = fields
        .map(|(position, (documented, ident))| field(context, site, position, documented, ident, helpers))
        .collect();
    let (unlisted, place) = unlisted(context, site, model, helpers);
    fields.extend(place);
    let default = if !derives::wants_default(context.config)
        || fields.iter().any(|field| matches!(field.init, Init::Argument { .. }))
    {
        None
    } else if fields.iter().all(|field| field.init == Init::Absent) {
        Some(Default::Derived)
    } else {
        Some(Default::Written)
    };
    Item::Struct(Struct {
        ident: context.names.ident(site.model).to_owned(),
        docs,
        derives: derives::of_struct(context.config, default),
        fields,
        unlisted,
        keep: context.keeps(site.model),
        endless: context.endless.contains(&site.model),
        exhaustive: context.config.exhaustive,
        required: context.names.required(site.model).cloned(),
        default,
    })
}

fn field(
    context: &Context<'_>,
    site: &Site<'_>,
    position: usize,
    field: &ir::Field<ModelId>,
    ident: String,
    helpers: &mut Vec<Item>,
) -> Field {
    let json = &field.json.text;
    let documented = &field.ty.value;
    let api = &context.resolved.api;
    let place = site.field(json).with(context.policies.field(site.model, position).texts);
    let inner = context.ty(&place, documented, helpers);
    let held = context.policies.held(api, site.model, position, field);
    let integers = context.is_integers(documented);
    let admits_null = policy::admits_null(api, documented);
    let is_option = matches!(context.canonical(&place, documented), Type::Option(_));
    // Null is documented beside the type, not in it: `new` takes an `Option` that says so.
    let nullable = field.nullable.value == Nullable::Yes && !admits_null;
    let init = match field.required.value {
        false => Init::Absent,
        true => asked::literal(api, field).unwrap_or_else(|| argument(&inner, nullable)),
    };
    let inner = Box::new(inner);
    let (ty, presence, hold) = match held {
        Held::Value if context.keeps(site.model) => (Type::Option(inner), Presence::Kept, Hold::Some),
        Held::Value => (*inner, Presence::Required, Hold::Bare),
        Held::Nullable => (Type::Option(inner), Presence::Required, Hold::Bare),
        // Integers are read through every `Option` that there is: one more would not be told from theirs.
        Held::Optional if admits_null && integers => (Type::Maybe(inner), Presence::Maybe, Hold::Value),
        Held::Optional => (Type::Option(inner), Presence::Optional, Hold::Some),
        Held::Lenient if nullable => (Type::Option(inner), Presence::Lenient, Hold::Bare),
        Held::Lenient => (Type::Option(inner), Presence::Lenient, Hold::Some),
        Held::ThreeStates if nullable => (Type::Maybe(inner), Presence::Maybe, Hold::Nullable),
        Held::ThreeStates => (Type::Maybe(inner), Presence::Maybe, Hold::Value),
    };
    let read = match presence {
        _ if integers => Read::Integers,
        // serde lets a missing `Option` be `None`; a function of its own keeps it from doing so.
        Presence::Required if held == Held::Nullable || is_option => Read::Nullable,
        Presence::Optional if admits_null => Read::Present,
        Presence::Required | Presence::Optional | Presence::Maybe | Presence::Lenient | Presence::Kept => Read::Plain,
    };
    let mut docs = context.docs(site.model, &field.docs);
    let hides_required = field.required.value && presence != Presence::Required;
    notes::field(field, hides_required, &mut docs);
    // What the docs print is not the name on the wire: it is said, even where Rust's is the same.
    let explicit = ident.strip_prefix("r#").unwrap_or(&ident) != json || field.printed != *json;
    Field {
        ident,
        docs,
        deprecated: field.deprecated.as_ref().map(|deprecated| deprecated.reason.clone()),
        ty,
        wire: Wire::Property { name: json.clone(), explicit, presence, read },
        init,
        hold,
    }
}

/// What `new` takes for a required field: a plain value, or an `Option` where null is documented.
fn argument(ty: &Type, nullable: bool) -> Init {
    let (ty, wrap) = match (ty, nullable) {
        (Type::Box(inner), false) => ((**inner).clone(), Wrap::Box),
        (Type::Box(inner), true) => (Type::Option(inner.clone()), Wrap::BoxInside),
        (ty, true) => (Type::Option(Box::new(ty.clone())), Wrap::Plain),
        (Type::String, false) => (Type::String, Wrap::Into),
        (Type::Text(text), false) if text.is_ours() => (ty.clone(), Wrap::Into),
        (ty, false) => (ty.clone(), Wrap::Plain),
    };
    Init::Argument { ty, wrap }
}

/// What becomes of keys that are not listed, and the field for them: those of a documented type, or whatever
/// comes. Values that do not fit have their place in it too.
fn unlisted(
    context: &Context<'_>,
    site: &Site<'_>,
    model: &ir::Struct<ModelId>,
    helpers: &mut Vec<Item>,
) -> (Unlisted, Option<Field>) {
    let keeps = context.keeps(site.model);
    let unlisted = match (&model.additional, context.config.unknown) {
        (Some(_), _) | (None, Unknown::Keep) => Unlisted::Keep,
        (None, Unknown::Ignore) => Unlisted::Ignore,
        (None, Unknown::Deny) => Unlisted::Deny,
    };
    let (ty, read, docs) = match &model.additional {
        Some(ty) if *ty != ir::Type::Any => {
            let read = if context.is_integers(ty) { Read::Integers } else { Read::Plain };
            let inner = Box::new(context.nested(&site.rest(), ty, false, helpers));
            (if keeps { Type::TypedExtra(inner) } else { Type::Map(inner) }, read, "All other keys.")
        }
        Some(_) | None if unlisted == Unlisted::Keep => (Type::Extra, Read::Plain, "Keys that the docs do not list."),
        Some(_) | None if keeps => (Type::Extra, Read::Plain, "Values that do not fit the type of their field."),
        Some(_) | None => return (unlisted, None),
    };
    let place = Field {
        ident: "extra".to_owned(),
        docs: vec![docs.to_owned()],
        deprecated: None,
        ty,
        wire: Wire::Unlisted { read },
        init: Init::Absent,
        hold: Hold::Bare,
    };
    (unlisted, Some(place))
}

/// The models that are aliases of a type that is made of themselves: Rust has no such aliases.
pub fn endless_aliases(api: &Api<ModelId>) -> std::collections::BTreeSet<ModelId> {
    let alias = |id: ModelId| match &api[id].kind {
        Kind::Alias(ty) => Some(ty),
        Kind::Struct(_) | Kind::Enum(_) | Kind::Union(_) | Kind::Opaque(_) => None,
    };
    let ids = (0..api.models.len() as u32).map(ModelId);
    ids.filter(|id| {
        // At most as many steps as there are aliases: each one is visited once.
        let (mut seen, mut open) = (std::collections::BTreeSet::new(), vec![*id]);
        while let Some(at) = open.pop() {
            let Some(ty) = alias(at) else { continue };
            let mut targets = Vec::new();
            references(ty, &mut targets);
            for target in targets {
                if target == *id {
                    return true;
                }
                if seen.insert(target) {
                    open.push(target);
                }
            }
        }
        false
    })
    .collect()
}

/// The models that the text of an alias would name.
fn references(ty: &ir::Type<ModelId>, found: &mut Vec<ModelId>) {
    match ty {
        ir::Type::Ref(id) => found.push(*id),
        ir::Type::List(inner) | ir::Type::Map(inner) | ir::Type::Nullable(inner) => references(inner, found),
        ir::Type::Any
        | ir::Type::Object
        | ir::Type::String(_)
        | ir::Type::Integer(_)
        | ir::Type::Number(_)
        | ir::Type::Boolean
        | ir::Type::Null
        | ir::Type::Enum(_)
        | ir::Type::Union(_) => {}
    }
}
