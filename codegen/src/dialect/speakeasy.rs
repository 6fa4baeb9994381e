//! Model docs that Speakeasy writes, in all its languages and generations.

use super::{Dialect, Family, LeftOut, Printing, Read};

/// The family.
pub const FAMILY: Family = Family {
    name: "Speakeasy",
    dialects: &[Dialect {
        name: "speakeasy-python",
        printing: Printing::Snake,
        read: |_, _| Read::left_out(LeftOut::Prose),
    }],
    detect: |_| None,
};
