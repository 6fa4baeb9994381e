//! Values are easy to build and to look at.

use fieldmark_models::openai_go::components::{
    ChatCompletionMessageToolCall, ChatCompletionMessageToolCallFunction, ChatCompletionMessageToolCalls,
    ChatCompletionMessageToolCallType, PromptTokensDetails,
};

fn main() {
    // A literal is filled in, what is required is asked for, text may be `&str`.
    let function = ChatCompletionMessageToolCallFunction::new("get_weather", "{}");
    let call = ChatCompletionMessageToolCall::new("call_1", function);

    // A member becomes its union.
    let calls: ChatCompletionMessageToolCalls = call.into();
    match &calls {
        ChatCompletionMessageToolCalls::ChatCompletionMessageToolCall(call) => {
            assert_eq!(call.r#type, ChatCompletionMessageToolCallType::Function);
        }
        other => panic!("{other:?}"),
    }

    // Where nothing is required there is a default; fields are public.
    let mut details = PromptTokensDetails::default();
    details.cached_tokens = Some(128);
    assert_eq!(serde_json::to_value(&details).unwrap(), serde_json::json!({ "cached_tokens": 128 }));
}
