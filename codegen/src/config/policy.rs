//! How far types rely on the docs, and what text becomes: said for an API, narrowed to models and fields.

use serde::Deserialize;

/// What holds for an API, a model or a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Settings {
    /// When a property may be absent or null.
    pub presence: Profile,
    /// What becomes of a value that does not fit.
    pub on_mismatch: OnMismatch,
    /// What text of some formats becomes.
    pub texts: Texts,
}

/// What text of some formats becomes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Texts {
    /// Points in time and days.
    pub dates: Dates,
    /// Numbers that are written as text.
    pub decimals: Decimals,
    /// Bytes that are written as text.
    pub bytes: Bytes,
}

/// When a property may be absent or null.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Profile {
    /// As documented.
    #[default]
    Documented,
    /// As the docs do not exclude: `None` is both.
    Tolerant,
    /// As the docs do not exclude: absent, null and a value are three states.
    Exact,
}

/// What becomes of a value that does not fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OnMismatch {
    /// An error.
    #[default]
    Error,
    /// The field is empty and the value is kept beside it.
    Keep,
}

/// What points in time and days become.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dates {
    /// Text as it was sent, which is parsed on demand.
    #[default]
    String,
    /// Types of jiff.
    Jiff,
    /// Types of chrono.
    Chrono,
    /// Types of time.
    Time,
}

/// What numbers become that are written as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decimals {
    /// Text as it was sent.
    #[default]
    String,
    /// `rust_decimal::Decimal`
    RustDecimal,
}

/// What bytes become that are written as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bytes {
    /// Text as it was sent.
    #[default]
    String,
    /// The bytes that it spells in Base64.
    Base64,
}

/// What is different for one model or field: `[policy."Model"]`, `[policy."Model.printed_name"]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// When a property may be absent or null.
    pub presence: Option<Profile>,
    /// What becomes of a value that does not fit; for whole models only.
    pub on_mismatch: Option<OnMismatch>,
    /// What points in time and days become.
    pub dates: Option<Dates>,
    /// What numbers become that are written as text.
    pub decimals: Option<Decimals>,
    /// What bytes become that are written as text.
    pub bytes: Option<Bytes>,
}

impl Policy {
    /// What holds where `around` holds otherwise.
    pub fn within(self, around: Settings) -> Settings {
        Settings {
            presence: self.presence.unwrap_or(around.presence),
            on_mismatch: self.on_mismatch.unwrap_or(around.on_mismatch),
            texts: Texts {
                dates: self.dates.unwrap_or(around.texts.dates),
                decimals: self.decimals.unwrap_or(around.texts.decimals),
                bytes: self.bytes.unwrap_or(around.texts.bytes),
            },
        }
    }

    /// The keys that are given, each with the policy that says all but it.
    pub fn without_each(self) -> impl Iterator<Item = (&'static str, Self)> {
        let each = [
            ("presence", Self { presence: None, ..self }),
            ("on_mismatch", Self { on_mismatch: None, ..self }),
            ("dates", Self { dates: None, ..self }),
            ("decimals", Self { decimals: None, ..self }),
            ("bytes", Self { bytes: None, ..self }),
        ];
        each.into_iter().filter(move |(_, without)| *without != self)
    }
}
