//! Other crates build structs with `new`: a field that the docs gain later breaks none of them.

use fieldmark_models::{friendli::FunctionResult, support::Extra};

fn main() {
    let _ = FunctionResult {
        name: "get_weather".to_owned(),
        arguments: "{}".to_owned(),
        extra: Extra::new(),
    };
}
