//! How generated types compare, as ratios: the sets of types take turns on the same bodies, and the fastest
//! twentieth of many short turns of each is compared. So the ratios hold on a busy machine, too.
//!
//! Recorded bodies are not part of this repository: where they do not lie beside it, only made ones are read.
//! Of the recorded ones, those are taken that all sets of types read.

use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use fieldmark_benches::{inputs, stock};
use fieldmark_models::openai;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// How long a turn takes, at least.
const TURN: Duration = Duration::from_micros(200);
/// How many turns each has.
const TURNS: usize = 400;

fn main() {
    println!("{:32} {:>8} {:>24} {:>24} {:>24}", "", "", "of hand-written", "of serde_json::Value", "of async-openai");
    println!(
        "{:32} {:>8} {:>12}{:>12} {:>12}{:>12} {:>12}{:>12}",
        "bodies", "kB", "read", "write", "read", "write", "read", "write"
    );
    let response = [inputs::small_response()];
    row::<openai::CreateChatCompletionResponse, stock::Response, peer::Response>("small response", &response);
    let response = [inputs::response_with_tools()];
    row::<openai::CreateChatCompletionResponse, stock::Response, peer::Response>("response with tools", &response);
    let response = [inputs::response_with_logprobs()];
    row::<openai::CreateChatCompletionResponse, stock::Response, peer::Response>("response with logprobs", &response);
    row::<openai::CreateChatCompletionStreamResponse, stock::Chunk, peer::Chunk>("chunk", &[inputs::chunk()]);
    row::<openai::CreateChatCompletionRequest, stock::Request, peer::Request>("request", &[inputs::request()]);
    let recorded = recorded("response");
    row::<openai::CreateChatCompletionResponse, stock::Response, peer::Response>("recorded responses", &recorded);
    let listed = listed::<openai::CreateChatCompletionResponse, stock::Response>(recorded);
    row::<openai::CreateChatCompletionResponse, stock::Response, peer::Response>("- of listed keys only", &listed);
    let recorded = self::recorded("chunk");
    row::<openai::CreateChatCompletionStreamResponse, stock::Chunk, peer::Chunk>("recorded chunks", &recorded);
    let listed = self::listed::<openai::CreateChatCompletionStreamResponse, stock::Chunk>(recorded);
    row::<openai::CreateChatCompletionStreamResponse, stock::Chunk, peer::Chunk>("- of listed keys only", &listed);
    let recorded = self::recorded("request");
    row::<openai::CreateChatCompletionRequest, stock::Request, peer::Request>("recorded requests", &recorded);
}

/// async-openai's types, or nothing.
mod peer {
    #[cfg(feature = "async-openai")]
    pub use async_openai::types::chat::{
        CreateChatCompletionRequest as Request, CreateChatCompletionResponse as Response,
        CreateChatCompletionStreamResponse as Chunk,
    };
    #[cfg(not(feature = "async-openai"))]
    pub use serde_json::{Value as Response, Value as Chunk, Value as Request};
}

fn row<G, S, P>(name: &str, bodies: &[String])
where
    G: Serialize + DeserializeOwned,
    S: Serialize + DeserializeOwned,
    P: Serialize + DeserializeOwned,
{
    let bodies: Vec<&str> = bodies
        .iter()
        .map(String::as_str)
        .filter(|body| reads::<G>(body) && reads::<S>(body) && reads::<P>(body))
        .collect();
    if bodies.is_empty() {
        return;
    }
    let reading = compare([
        &mut reader::<G>(&bodies),
        &mut reader::<S>(&bodies),
        &mut reader::<Value>(&bodies),
        &mut reader::<P>(&bodies),
    ]);
    let writing = compare([
        &mut writer::<G>(&bodies),
        &mut writer::<S>(&bodies),
        &mut writer::<Value>(&bodies),
        &mut writer::<P>(&bodies),
    ]);
    let size = bodies.iter().map(|body| body.len()).sum::<usize>() as f64 / 1e3;
    print!("{name:32} {size:8.1}");
    for at in 1..if cfg!(feature = "async-openai") { 4 } else { 3 } {
        print!(" {:12.2}{:12.2}", reading[0] / reading[at], writing[0] / writing[at]);
    }
    println!();
}

fn reads<T: DeserializeOwned>(body: &str) -> bool {
    serde_json::from_str::<T>(body).is_ok()
}

fn reader<T: DeserializeOwned>(bodies: &[&str]) -> impl FnMut() {
    move || bodies.iter().for_each(|body| drop(black_box(serde_json::from_str::<T>(black_box(body)))))
}

fn writer<T: Serialize + DeserializeOwned>(bodies: &[&str]) -> impl FnMut() {
    let values: Vec<T> = bodies.iter().map(|body| serde_json::from_str(body).expect("is read")).collect();
    move || values.iter().for_each(|value| drop(black_box(serde_json::to_string(black_box(value)))))
}

/// Seconds a call, for each.
fn compare<const N: usize>(mut subjects: [&mut dyn FnMut(); N]) -> [f64; N] {
    let calls = subjects.each_mut().map(|subject| {
        let start = Instant::now();
        subject();
        subject();
        (2 * TURN.as_nanos() / (start.elapsed().as_nanos() + 1)).max(1) as u32
    });
    let mut turns: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    let turns_of_each = if calls[0] == 1 { TURNS / 4 } else { TURNS };
    for turn in 0..turns_of_each * N {
        // Each goes after each: what the one before left in the caches is shared fairly.
        let at = (turn + turn / N * (N - 1)) % N;
        let start = Instant::now();
        (0..calls[at]).for_each(|_| subjects[at]());
        turns[at].push(start.elapsed().as_secs_f64() / f64::from(calls[at]));
    }
    turns.map(|mut turns| {
        turns.sort_by(f64::total_cmp);
        turns[turns.len() / 20]
    })
}

/// The recorded bodies of a kind, where there are any.
fn recorded(kind: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus/payloads/openai").join(kind);
    let mut paths: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// The bodies reduced to what hand-written types know of them, null put aside.
fn listed<G: DeserializeOwned, S: Serialize + DeserializeOwned>(bodies: Vec<String>) -> Vec<String> {
    let known = bodies.iter().filter_map(|body| serde_json::from_str::<S>(body).ok());
    known.filter_map(|known| serde_json::to_string(&known).ok()).filter(|body| reads::<G>(body)).collect()
}
