//! `new` asks for every required field.

use fieldmark_models::openai::ChatCompletionMessageToolCallFunction;

fn main() {
    let _ = ChatCompletionMessageToolCallFunction::new("get_weather");
}
