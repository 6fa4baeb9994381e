//! Other crates build structs with `new`: a field that the docs gain later breaks none of them.

use fieldmark_models::{openai::ChatCompletionMessageToolCallFunction, support::Extra};

fn main() {
    let _ = ChatCompletionMessageToolCallFunction {
        name: "get_weather".to_owned(),
        arguments: "{}".to_owned(),
        extra: Extra::new(),
    };
}
