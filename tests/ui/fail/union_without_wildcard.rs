//! A match names what it does with members that the docs gain later.

use fieldmark_models::openai_go::components::{ChatCompletionMessageToolCall, ChatCompletionMessageToolCalls};

fn id(call: &ChatCompletionMessageToolCalls) -> &str {
    match call {
        ChatCompletionMessageToolCalls::ChatCompletionMessageToolCall(ChatCompletionMessageToolCall { id, .. }) => id,
        ChatCompletionMessageToolCalls::ChatCompletionMessageCustomToolCall(call) => &call.id,
        ChatCompletionMessageToolCalls::Unknown(_) => "",
    }
}

fn main() {}
