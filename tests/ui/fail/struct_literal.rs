//! Fields may be added, so a struct is not built field by field elsewhere.

use fieldmark_models::openai::CompletionUsage;

fn main() {
    let _ = CompletionUsage { ..CompletionUsage::new(1, 2, 3) };
}
