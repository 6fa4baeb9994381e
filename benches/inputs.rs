//! Bodies of the chat API as servers send them: the sizes, the nulls and the order of keys are real, the words
//! are ours.

use serde_json::{Value, json};

const WORDS: &[&str] = &[
    "The ferry",
    "leaves",
    "at noon",
    "and the second one",
    "follows",
    "when the tide",
    "has turned;",
    "tickets",
    "are sold",
    "on the quay",
    "\u{2014} cash",
    "only",
    "(see \"fares\").\n",
    "Bicycles",
    "travel",
    "free",
];

/// About so many characters of prose.
fn prose(seed: usize, length: usize) -> String {
    let mut text = String::new();
    let mut at = seed;
    while text.len() < length {
        text.push_str(WORDS[at % WORDS.len()]);
        text.push(' ');
        at = at * 7 + 3;
        at %= 1009;
    }
    text
}

fn tool_call(at: usize) -> Value {
    let arguments = json!({"port": format!("pier-{at}"), "day": "2026-05-01", "passengers": at + 1}).to_string();
    // The tag of the union that this is to some is not its first key.
    json!({
        "id": format!("call_{at:024x}"),
        "type": "function",
        "function": {"name": "find_departures", "arguments": arguments},
    })
}

/// An answer of one short text: 1 kB.
pub fn small_response() -> String {
    response(vec![choice(
        0,
        json!({"role": "assistant", "content": prose(1, 300), "refusal": null, "annotations": []}),
    )])
}

/// An answer of four choices with text and tool calls: 12 kB.
pub fn response_with_tools() -> String {
    let choices = (0..4).map(|at| {
        let calls: Vec<Value> = (0..4).map(|call| tool_call(at * 4 + call)).collect();
        let message = json!({
            "role": "assistant", "content": prose(at, 1800), "refusal": null, "tool_calls": calls, "annotations": [],
        });
        choice(at, message)
    });
    response(choices.collect())
}

/// An answer of 60 tokens with three alternatives each: 40 kB.
pub fn response_with_logprobs() -> String {
    let token = |at: usize, rank: usize| {
        let text = WORDS[(at + rank) % WORDS.len()];
        json!({"token": text, "logprob": -0.0173 * (at * 7 + rank * 131 + 1) as f64, "bytes": text.as_bytes()})
    };
    let tokens: Vec<Value> = (0..60)
        .map(|at| {
            let mut own = token(at, 0);
            own["top_logprobs"] = (0..3).map(|rank| token(at, rank)).collect();
            own
        })
        .collect();
    let mut only = choice(0, json!({"role": "assistant", "content": prose(5, 360), "refusal": null}));
    only["logprobs"] = json!({"content": tokens, "refusal": null});
    response(vec![only])
}

fn choice(index: usize, message: Value) -> Value {
    json!({"index": index, "message": message, "logprobs": null, "finish_reason": "stop"})
}

fn response(choices: Vec<Value>) -> String {
    text(&json!({
        "id": "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
        "object": "chat.completion",
        "created": 1_741_569_952,
        "model": "gpt-4.1-2025-04-14",
        "choices": choices,
        "usage": {
            "prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29,
            "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
            "completion_tokens_details": {
                "reasoning_tokens": 0, "audio_tokens": 0, "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0,
            },
        },
        "service_tier": "default",
        "system_fingerprint": "fp_44709d6fcb",
    }))
}

/// One chunk of a stream: 0.3 kB.
pub fn chunk() -> String {
    text(&json!({
        "id": "chatcmpl-B9MBs8CjcvOU2jLn4n570S5qMJKcT",
        "object": "chat.completion.chunk",
        "created": 1_741_569_952,
        "model": "gpt-4.1-2025-04-14",
        "service_tier": "default",
        "system_fingerprint": "fp_44709d6fcb",
        "choices": [{"index": 0, "delta": {"content": " ferry"}, "logprobs": null, "finish_reason": null}],
    }))
}

/// A request with forty messages of all roles and two tools: 17 kB.
pub fn request() -> String {
    let messages: Vec<Value> = (0..40)
        .map(|at| match at % 4 {
            0 if at == 0 => json!({"role": "system", "content": prose(at, 600)}),
            0 => json!({"role": "user", "content": [
                {"type": "text", "text": prose(at, 300)},
                {"type": "image_url", "image_url": {"url": format!("https://pier.example/{at}.png"), "detail": "low"}},
            ]}),
            1 => json!({"role": "user", "content": prose(at, 300)}),
            2 => json!({"role": "assistant", "content": prose(at, 200), "tool_calls": [tool_call(at)]}),
            _ => json!({"role": "tool", "content": prose(at, 250), "tool_call_id": format!("call_{:024x}", at - 1)}),
        })
        .collect();
    text(&json!({
        "model": "gpt-4.1",
        "messages": messages,
        "tools": [tool("find_departures"), tool("book_tickets")],
        "tool_choice": "auto",
        "temperature": 0.2,
        "max_completion_tokens": 2048,
        "stream": true,
        "stream_options": {"include_usage": true},
        "user": "harbour-office",
    }))
}

fn tool(name: &str) -> Value {
    json!({"type": "function", "function": {
        "name": name,
        "description": prose(11, 120),
        "parameters": {
            "type": "object",
            "properties": {"port": {"type": "string"}, "day": {"type": "string", "format": "date"}},
            "required": ["port", "day"],
        },
    }})
}

fn text(body: &Value) -> String {
    body.to_string()
}
