//! Values may be added, so a match has a wildcard.

use fieldmark_models::friendli::ChatCompletionChoiceFinishReason as Reason;

fn describe(reason: Reason) -> &'static str {
    match reason {
        Reason::Stop => "done",
        Reason::Length => "cut",
        Reason::ToolCalls => "tools",
        Reason::Unknown(_) => "other",
    }
}

fn main() {
    describe(Reason::Stop);
}
