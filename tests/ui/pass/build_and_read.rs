//! How values are built and read by users of the crate.

use fieldmark_models::{friendli, openai};

fn main() {
    let message = friendli::ChatCompletionMessage::new(Some("Hello".to_owned()));
    let mut choice = friendli::ChatCompletionChoice::new("stop".into(), 0, message);
    assert_eq!(choice.finish_reason.as_str(), "stop");
    choice.extra.insert("seen", true);
    let _: openai::CompletionUsage = openai::CompletionUsage::new(1, 2, 3);
}
