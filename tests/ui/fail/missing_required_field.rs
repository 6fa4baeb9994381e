//! A required field cannot be left out.

use fieldmark_models::openai::CompletionUsage;

fn main() {
    let _ = CompletionUsage::new(1, 2);
}
