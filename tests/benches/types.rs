//! Times of reading and writing: generated types, `serde_json::Value`, hand-written types, and those of
//! async-openai if that feature is on.

use std::hint::black_box;

use divan::{Bencher, counter::BytesCount};
use fieldmark_benches::{inputs, stock};
use fieldmark_models::openai;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

fn main() {
    divan::main();
}

fn read<T: DeserializeOwned>(bencher: Bencher<'_, '_>, text: &str) {
    bencher.counter(BytesCount::of_str(text)).bench(|| serde_json::from_str::<T>(black_box(text)).expect("is read"));
}

fn write<T: DeserializeOwned + Serialize>(bencher: Bencher<'_, '_>, text: &str) {
    let value: T = serde_json::from_str(text).expect("is read");
    let counter = BytesCount::of_str(text);
    bencher.counter(counter).bench_local(|| serde_json::to_string(black_box(&value)).expect("is written"));
}

/// Two modules of benches for one input, a bench each for each set of types.
macro_rules! benches {
    ($($name:ident $input:ident $generated:ident $stock:ident $peer:ident;)*) => {$(
        mod $name {
            use super::*;

            mod reading {
                use super::*;

                benches!(read $input $generated $stock $peer);
            }

            mod writing {
                use super::*;

                benches!(write $input $generated $stock $peer);
            }
        }
    )*};
    ($what:ident $input:ident $generated:ident $stock:ident $peer:ident) => {
        #[divan::bench]
        fn generated(bencher: Bencher<'_, '_>) {
            super::super::$what::<openai::$generated>(bencher, &inputs::$input());
        }

        #[divan::bench]
        fn stock(bencher: Bencher<'_, '_>) {
            super::super::$what::<stock::$stock>(bencher, &inputs::$input());
        }

        #[divan::bench]
        fn value(bencher: Bencher<'_, '_>) {
            super::super::$what::<Value>(bencher, &inputs::$input());
        }

        #[cfg(feature = "async-openai")]
        #[divan::bench]
        fn async_openai(bencher: Bencher<'_, '_>) {
            super::super::$what::<async_openai::types::chat::$peer>(bencher, &inputs::$input());
        }
    };
}

benches! {
    small_response small_response CreateChatCompletionResponse Response CreateChatCompletionResponse;
    response_with_tools response_with_tools CreateChatCompletionResponse Response CreateChatCompletionResponse;
    response_with_logprobs response_with_logprobs CreateChatCompletionResponse Response CreateChatCompletionResponse;
    chunk chunk CreateChatCompletionStreamResponse Chunk CreateChatCompletionStreamResponse;
    request request CreateChatCompletionRequest Request CreateChatCompletionRequest;
}
