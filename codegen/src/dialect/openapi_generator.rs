//! Model docs that OpenAPI Generator and its ancestor Swagger Codegen write.

use super::{Dialect, Family, LeftOut, Printing, Read};

/// The family.
pub const FAMILY: Family = Family {
    name: "OpenAPI Generator",
    dialects: &[Dialect {
        name: "openapi-generator-python",
        printing: Printing::Snake,
        read: |_, _| Read::left_out(LeftOut::Prose),
    }],
    detect: |_| None,
    finish: None,
};
