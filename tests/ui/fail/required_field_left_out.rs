//! `new` asks for every required field.

use fieldmark_models::friendli::FunctionResult;

fn main() {
    let _ = FunctionResult::new("{}");
}
