//! A match names what it does with values that the docs gain later.

use fieldmark_models::openai_go::components::ChatCompletionMessageToolCallType;

fn main() {
    match ChatCompletionMessageToolCallType::from("function") {
        ChatCompletionMessageToolCallType::Function => {}
        ChatCompletionMessageToolCallType::Unknown(_) => {}
    }
}
