//! Text of some formats as types that say so.

use crate::{
    config::{Bytes, Dates, Decimals, Texts},
    ir::{self, ModelId},
    rust::{Text, Type},
};

/// The type for text of a format.
pub fn lower(texts: Texts, format: Option<&str>) -> Type {
    match format {
        Some("date-time") => Type::Text(match texts.dates {
            Dates::String => Text::DateTime,
            Dates::Jiff => Text::JiffTimestamp,
            Dates::Chrono => Text::ChronoDateTime,
            Dates::Time => Text::TimeDateTime,
        }),
        Some("date") => Type::Text(match texts.dates {
            Dates::String => Text::Date,
            Dates::Jiff => Text::JiffDate,
            Dates::Chrono => Text::ChronoDate,
            Dates::Time => Text::TimeDate,
        }),
        Some("decimal") => match texts.decimals {
            Decimals::String => Type::String,
            Decimals::RustDecimal => Type::Text(Text::Decimal),
        },
        Some("byte") => match texts.bytes {
            Bytes::String => Type::String,
            Bytes::Base64 => Type::Text(Text::Base64),
        },
        Some(_) | None => Type::String,
    }
}

/// The type with text in it that is text and no more: formats do not tell the members of a union apart.
pub fn without_formats(ty: &ir::Type<ModelId>) -> ir::Type<ModelId> {
    let inner = |ty: &ir::Type<ModelId>| Box::new(without_formats(ty));
    match ty {
        ir::Type::String(_) => ir::Type::String(None),
        ir::Type::List(of) => ir::Type::List(inner(of)),
        ir::Type::Map(of) => ir::Type::Map(inner(of)),
        ir::Type::Nullable(of) => ir::Type::Nullable(inner(of)),
        ir::Type::Any
        | ir::Type::Object
        | ir::Type::Integer(_)
        | ir::Type::Number(_)
        | ir::Type::Boolean
        | ir::Type::Null
        | ir::Type::Enum(_)
        | ir::Type::Union(_)
        | ir::Type::Ref(_) => ty.clone(),
    }
}
